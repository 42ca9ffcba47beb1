//! What the line was not told yet of a case whose piketmelding went: facts about what happened, who was hurt, how it stands or how it
//! ended that were noted after the text of the last message up the line was written. What only repeats it is no news.

use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        own_words,
        step::Step,
    },
    judge::{case_rule::CaseRule, decided::decided, moved_text::says, outcome::outcomes, standing},
    log::zaak::Zaak,
    rules::book::{Rulebook, SmsPart},
};

/// The messages that tell the line what happened, each ending a step.
const TELLING: [Step; 2] = [Step::Piketmelding, Step::Afloopbericht];

/// The subjects of the news that no message up the line told, behind the facts up to `known`, in the order of the message.
pub fn untold(zaak: &Zaak, case: CaseRule<'_>, known: FeitNumber) -> Vec<&'static str> {
    let drafts = || TELLING.into_iter().filter_map(DraftKind::ending).filter_map(|kind| zaak.drafts.get(&kind));
    let sent = drafts().flat_map(|draft| &draft.sent);
    let Some(told) = sent.map(|sent| sent.feiten).max() else { return Vec::new() };
    // A text that nobody sent told nobody.
    let sent_texts = || {
        drafts().flat_map(|draft| {
            let texts = draft.earlier.iter().chain([&draft.latest]);
            texts.filter(|text| draft.sent.iter().any(|sent| sent.version == text.version))
        })
    };
    let is_said = |feit: &Feit| sent_texts().any(|told| says(told.text.read(), feit.text.read()));
    let known = known.max(told);
    let is_news = |feit: &&Feit| {
        let counts = feit.status.counted() && feit.status != FeitStatus::Unknown;
        feit.number > known && counts && is_asked(zaak, case, feit, told) && !is_said(feit)
    };
    let news: Vec<&Feit> = zaak.feiten.iter().filter(is_news).collect();
    Topic::ALL.into_iter().filter(|topic| news.iter().any(|feit| feit.topic == *topic)).map(Topic::label).collect()
}

/// True of what the line waits for. What a form says tells everything once more: of that only who was hurt where nobody had told.
/// That it is over, and how it ended, waits where an afloopbericht will tell it; that it goes on or flares up does not.
fn is_asked(zaak: &Zaak, case: CaseRule<'_>, feit: &Feit, told: FeitNumber) -> bool {
    let comes_later = decided(zaak, case, BesluitKind::A) == Some(YesNo::Yes);
    match feit.topic {
        Topic::Injury if is_of_form(zaak, case, feit) => {
            !zaak.feiten_about(Topic::Injury).any(|other| other.number <= told && other.status != FeitStatus::Unknown)
        }
        Topic::Injury => true,
        Topic::Event => !is_of_form(zaak, case, feit) && !own_words::is_link_note(feit.text.read()),
        Topic::Situation => !(is_of_form(zaak, case, feit) || comes_later && is_calm(zaak, case, feit)),
        Topic::Outcome => !comes_later && outcomes(zaak).any(|outcome| outcome.number == feit.number),
        Topic::Involved
        | Topic::Measures
        | Topic::Police
        | Topic::Media
        | Topic::Surroundings
        | Topic::Unknown
        | Topic::FollowUp
        | Topic::PressLine
        | Topic::Arrival
        | Topic::Contacts
        | Topic::Leave => false,
    }
}

/// True for a fact by which the book knows that it is over or under control.
fn is_calm(zaak: &Zaak, case: CaseRule<'_>, feit: &Feit) -> bool {
    let mut told = standing::all(zaak, case, SmsPart::Situation).into_iter().filter(|t| t.feit.number == feit.number);
    told.any(|told| told.choice.ends == Some(YesNo::Yes) || told.choice.lasts == Some(YesNo::Yes))
}

fn is_of_form(zaak: &Zaak, case: CaseRule<'_>, feit: &Feit) -> bool {
    let names = case.book().unwrap_or(Rulebook::built_in());
    let mut forms = zaak.meldingen.iter().filter(|link| link.form.is_form());
    forms.any(|link| own_words::from_form(link.form.label(names), link.melding) == feit.source.read())
}
