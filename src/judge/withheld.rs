//! Whether the decision that a message goes out on lets it go: one judgement for its step, its check, every way out, the verb and the noting
//! of a sending. What is still open and what is «nee» are two things, and each is said as it is.

use chrono::Duration;

use super::{
    case_rule::CaseRule,
    decided::{again, decided},
    kept_inside::{self, keeps_from_public},
};
use crate::{
    domain::{
        besluit::YesNo,
        draft::{Draft, DraftKind},
        error::{Error, Result},
        moment::Moment,
        sanitize,
        step::Step,
        withheld::{LetGo, Withheld},
    },
    log::zaak::Zaak,
};

/// Why no decision lets this message go; `None` where one does, or where it goes on none.
pub fn withheld(zaak: &Zaak, case: CaseRule<'_>, kind: DraftKind) -> Option<Withheld> {
    match decided(zaak, case, kind.besluit()?) {
        None => return Some(Withheld::Open),
        Some(YesNo::No) => return Some(Withheld::No),
        Some(YesNo::Yes) => {}
    }
    if kind.is_public() && keeps_from_public(zaak, case).is_some() {
        return Some(Withheld::Inside);
    }
    let other = case.rule()?.elsewhere.as_ref();
    let writes_elsewhere = other.is_some_and(|other| other.holds(|id| zaak.answers.get(id).copied()));
    if kind.step() == Some(Step::Piketmelding) && writes_elsewhere {
        return Some(Withheld::Elsewhere);
    }
    (kind.step() == Some(Step::Review) && !writes_elsewhere).then_some(Withheld::Ours)
}

/// The same for a draft as it is kept: nothing once this very version was let go as it stands now.
pub fn held_back(zaak: &Zaak, case: CaseRule<'_>, (kind, draft): (DraftKind, &Draft)) -> Option<Withheld> {
    let was_let_go = |why: Withheld| {
        let same = |go: LetGo| go.version == draft.version && go.withheld == why;
        draft.let_go.is_some_and(|go| same(go) && !(why.is_of_decision() && is_decided_since(zaak, kind, go.at)))
    };
    withheld(zaak, case, kind).filter(|why| !was_let_go(*why))
}

/// What two programs that read the clock one after the other may differ by; nobody decides again within it.
const AT_ONCE: Duration = Duration::seconds(1);

/// True where the decision that a message goes out on, or the row that it is taken on, came after this.
fn is_decided_since(zaak: &Zaak, kind: DraftKind, at: Moment) -> bool {
    let taken = kind.besluit().and_then(|about| zaak.besluit(about)).map(|besluit| besluit.at);
    let chosen = zaak.rij_choices.last().map(|choice| choice.at);
    [taken, chosen].into_iter().flatten().any(|since| since > at.plus(AT_ONCE))
}

/// Why, as a part of a sentence: "P is nee".
pub fn why(zaak: &Zaak, case: CaseRule<'_>, kind: DraftKind, withheld: Withheld) -> String {
    let about = kind.besluit();
    let letter = about.map_or_else(String::new, |about| about.letter().to_string());
    let row = case.rule().map(|rule| rule.nr);
    let at_row = row.map_or_else(String::new, |nr| format!("bij rij {nr} "));
    match withheld {
        Withheld::Open if case.awaits_rij() => "de rij is nog niet gekozen".to_owned(),
        Withheld::Open => about
            .and_then(|about| again(zaak, case, about))
            .unwrap_or_else(|| format!("over {letter} is nog niet beslist")),
        Withheld::No => match (case.rule().filter(|rule| !rule.is_notifiable()), about.and_then(|a| zaak.besluit(a))) {
            (Some(rule), None) => format!("rij {} is hier niet meldplichtig", rule.nr),
            (Some(_) | None, _) => format!("{letter} is nee"),
        },
        Withheld::Elsewhere => format!("{at_row}schrijft een andere instantie de piketmelding"),
        Withheld::Ours => format!("{at_row}schrijft u de piketmelding zelf en leest niemand vooraf mee"),
        Withheld::Inside => {
            let open = keeps_from_public(zaak, case).map_or("of dat mag", |question| question.name.as_str());
            format!("naar buiten gaat niets zolang niet vaststaat {open}")
        }
    }
}

/// A message may go by the decision, or this version was let go with a reason.
///
/// # Errors
/// When it may not, with why and what can be done.
pub fn pass(zaak: &Zaak, case: CaseRule<'_>, (kind, draft): (DraftKind, &Draft)) -> Result<()> {
    held_back(zaak, case, (kind, draft)).map_or(Ok(()), |found| Err(refusal(zaak, case, kind, found)))
}

/// What is said where a message is kept back.
pub fn refusal(zaak: &Zaak, case: CaseRule<'_>, kind: DraftKind, withheld: Withheld) -> Error {
    let sentence =
        format!("{} mag nog niet weg: {}.", sanitize::capitalize(kind.label()), why(zaak, case, kind, withheld));
    let told = kept_inside::after_death(zaak, case).and_then(|question| question.choices.first());
    let note = told.map(|choice| format!("Vraag het na en noteer het feit «{}»", choice.sentence));
    let first = match withheld {
        Withheld::Open => "Beslis eerst",
        Withheld::No => "Neem eerst een ander besluit",
        Withheld::Elsewhere => "Laat haar door die instantie versturen",
        Withheld::Ours => "Verstuur de piketmelding zelf",
        Withheld::Inside => note.as_deref().unwrap_or("Vraag het na en noteer het antwoord"),
    };
    Error::no(sentence).hint(format!("{first}, of geef een reden (in de shell: --doorlaten)."))
}
