//! What changed in a case under a text that was written before: a text that still says what was taken back, or a time or
//! a place that is another one now, does not leave without a reason; the rest is told. One judgement for the check, the
//! sending, the step, the editor and the shell.

mod old_rij;

use std::cell::LazyCell;

use super::{
    call_back::answer_to,
    case_rule::CaseRule,
    informed::by_steps,
    open_point::{says_now, told_all_the_same},
    standing::{gone, standing, weighed},
    visibility::{MASK, Visibility},
};
use crate::{
    domain::{
        belvraag_id::BelvraagId,
        draft::{Draft, DraftKind},
        error::{Error, Result},
        feit::{Feit, FeitStatus, Topic},
        fold::fold,
        moment::Moment,
        sanitize,
        step::Step,
        time_kind::TimeKind,
    },
    log::zaak::Zaak,
    rules::book::{Rulebook, SmsPart},
};

/// So many characters of a fact are told back.
const TOLD: usize = 60;

/// A fact of fewer words may stand in a text for another reason.
const FEWEST_WORDS: usize = 2;

/// What this text still says and is not so any more, each as a part of a sentence.
pub fn outdated((zaak, case): (&Zaak, CaseRule<'_>), text: &str, visibility: Visibility) -> Vec<String> {
    let plain = LazyCell::new(|| plain_of(text));
    let is_said = |feit: &Feit| {
        let words = fold(feit.text.read());
        let stands = |other: &Feit| other.status.counted() && has_words(&fold(other.text.read()), &words);
        let is_told = || zaak.feiten.iter().any(stands) || in_book_words(zaak, case).any(|own| has_words(&own, &words));
        // That nobody knew it told nothing.
        feit.status != FeitStatus::Unknown && is_long(&words) && says_so(&plain, &words) && !is_told()
    };
    let contradicted = zaak.feiten.iter().filter(|feit| !feit.status.counted());
    let gone = (zaak.retracted.iter().map(|feit| (feit, "teruggenomen")))
        .chain(contradicted.map(|feit| (feit, "tegengesproken")))
        .chain(corrected(zaak).map(|feit| (feit, "verbeterd")));
    let gone = gone.filter(|(feit, _)| is_said(feit));
    let mut all: Vec<String> = Vec::new();
    for told in gone.map(|(feit, became)| gone_words(feit, became, visibility)) {
        if !all.contains(&told) {
            all.push(told);
        }
    }
    let of_now = says_now(text);
    all.extend(outdated_feit_times(zaak, &of_now));
    all.extend(TimeKind::ALL.into_iter().filter_map(|kind| outdated_time(zaak, kind, &of_now)));
    all.extend(outdated_plek(zaak, &plain, visibility));
    all
}

/// What a message says in words of the book, folded: how and where it stands, and whom the steps tell of.
fn in_book_words<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> impl Iterator<Item = String> {
    let told = SmsPart::ALL.into_iter().flat_map(move |part| {
        let choice = standing(zaak, case, part).map(|told| told.choice);
        choice.into_iter().chain(weighed(zaak, case, part)).map(|choice| fold(&choice.sentence)).collect::<Vec<_>>()
    });
    told.chain(by_steps(zaak, case).into_iter().map(|step| fold(step.sentence)))
}

/// What changed since this version was saved, as one part of a sentence; `None` where nothing did. `text` is the version or
/// what was made of it since.
pub fn since(
    (zaak, case): (&Zaak, CaseRule<'_>),
    (kind, draft): (DraftKind, &Draft),
    text: &str,
    visibility: Visibility,
) -> Option<String> {
    let mut all = outdated((zaak, case), text, visibility);
    let then = zaak.placings.iter().find(|placing| placing.until > draft.saved);
    let held = |t: Option<Moment>| t.is_some_and(|t| has_clock(text, t));
    let times = TimeKind::ALL.into_iter().filter(|kind| {
        then.is_some_and(|then| then.times.of(*kind) != zaak.times.of(*kind)) && !held(zaak.times.of(*kind))
    });
    all.extend(times.map(|kind| time_now(zaak, kind)).filter(|words| !all.contains(words)).collect::<Vec<_>>());
    if let Some(then) = then
        && then.inrichting.is_some()
        && then.inrichting != zaak.inrichting
    {
        let words = plek_now(zaak, visibility);
        all.extend((!all.contains(&words)).then_some(words));
    }
    all.extend(moved_rij(zaak, draft).or_else(|| old_rij::said((zaak, case), kind, &plain_of(text))));
    all.extend(follows_unsent(zaak, draft.follows));
    all.extend(came_since(zaak, case, kind, draft));
    all.extend(stands_otherwise((zaak, case), kind, text));
    all.extend(known_since((zaak, case), draft, text).into_iter().map(|(_, words)| words));
    all.extend(kind.besluit().and_then(|_| new_feiten(zaak, draft, text)));
    (!all.is_empty()).then(|| format!("sinds versie {}: {}", draft.version, all.join(", ")))
}

/// What a text message says of how and where it stands in words of an answer that does not count any more.
fn stands_otherwise((zaak, case): (&Zaak, CaseRule<'_>), kind: DraftKind, text: &str) -> Vec<String> {
    if !kind.is_text_message() {
        return Vec::new();
    }
    let plain = plain_of(text);
    let says = |words: Option<&str>| words.is_some_and(|words| has_words(&plain, &fold(words)));
    let told = |part| {
        let choice = standing(zaak, case, part).map(|told| told.choice);
        // Where nothing tells it, what was weighed does.
        let now = choice.or_else(|| weighed(zaak, case, part).first().copied()).and_then(|now| now.sms.as_deref());
        let old = gone(zaak, case, part).into_iter().find(|choice| says(choice.sms.as_deref()))?.sms.as_deref()?;
        (!says(now)).then(|| match now {
            Some(now) => format!("niet meer «{old}» maar «{now}»"),
            None => format!("«{old}» geldt niet meer"),
        })
    };
    SmsPart::ALL.into_iter().filter_map(told).collect()
}

/// What a text calls unknown and was answered since it was saved, by name and in words.
fn known_since<'a>((zaak, case): (&Zaak, CaseRule<'a>), draft: &Draft, text: &str) -> Vec<(&'a str, String)> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let plain = plain_of(text);
    let is_known = |feit: &Feit| feit.status.counted() && feit.status != FeitStatus::Unknown;
    let since = |id: &BelvraagId| answer_to(zaak, id).is_some_and(|feit| feit.number > draft.feiten && is_known(feit));
    let open = book.call_questions(rule).filter(|q| has_words(&plain, &fold(&q.name)) && since(&q.id));
    open.map(|question| (question.name.as_str(), format!("{} is nu bekend", question.name))).collect()
}

/// The row, where it is another one than when this version was saved.
fn moved_rij(zaak: &Zaak, draft: &Draft) -> Option<String> {
    let then = zaak.rij_choices.iter().rev().find(|choice| choice.at <= draft.saved).and_then(|choice| choice.rij)?;
    (zaak.rij() != Some(then)).then(|| rij_now(zaak))
}

fn rij_now(zaak: &Zaak) -> String {
    zaak.rij().map_or_else(|| "de rij is weer open".to_owned(), |rij| format!("de rij is nu {rij}"))
}

/// The form that came in since a text was saved that asks the inrichting for what is not there.
fn came_since(zaak: &Zaak, case: CaseRule<'_>, kind: DraftKind, draft: &Draft) -> Option<String> {
    let link = zaak.meldingen.iter().rfind(|link| link.form.is_form() && link.received > draft.saved);
    let names = case.book().unwrap_or(Rulebook::built_in());
    link.filter(|_| kind.asks().is_some())
        .map(|link| format!("{} ({}) kwam daarna binnen", link.melding, link.form.label(names)))
}

/// What this text of a draft says and is not so any more. As it was saved it was also written for the row of then: what
/// goes up the line on a decision is read again when that is another one, and what asks for something when that came in.
pub fn outdated_in(
    (zaak, case): (&Zaak, CaseRule<'_>),
    (kind, draft): (DraftKind, Option<&Draft>),
    text: &str,
) -> Vec<String> {
    let mut all = outdated((zaak, case), text, Visibility::Masked);
    all.extend(stands_otherwise((zaak, case), kind, text));
    all.extend(old_rij::said((zaak, case), kind, &plain_of(text)));
    let told = told_all_the_same((zaak, case), text);
    all.extend(told.iter().map(|name| format!("dat niet bekend is {name}")));
    let since = draft.map(|draft| known_since((zaak, case), draft, text)).unwrap_or_default();
    all.extend(since.into_iter().filter(|(name, _)| !told.contains(name)).map(|(_, words)| words));
    if let Some(draft) = draft.filter(|draft| draft.text.holds(text)) {
        let moved = kind.besluit().and_then(|_| moved_rij(zaak, draft));
        all.extend(moved.filter(|words| !all.contains(words)));
        all.extend(came_since(zaak, case, kind, draft));
        all.extend(follows_unsent(zaak, draft.follows));
    }
    all
}

/// That the piketmelding which a text follows on was not sent after all, or follows on one that was not.
pub fn follows_unsent(zaak: &Zaak, follows: Option<u32>) -> Option<String> {
    let version = follows.filter(|_| !zaak.was_sent_before(follows))?;
    let is_noted = zaak.message(Step::Piketmelding).is_some_and(|d| d.sent.iter().any(|s| s.version == version));
    Some(if is_noted {
        format!("versie {version} van de piketmelding, waarop zij volgt, volgt zelf op een die niet is verzonden")
    } else {
        format!("versie {version} van de piketmelding, waarop zij volgt, is niet verzonden")
    })
}

/// A draft as it is kept says nothing that is not so any more, or was let through.
///
/// # Errors
/// With what it says that changed, named and not repeated.
pub fn pass((zaak, case): (&Zaak, CaseRule<'_>), (kind, draft): (DraftKind, &Draft)) -> Result<()> {
    let said = held_back((zaak, case), (kind, draft));
    if said.is_empty() {
        return Ok(());
    }
    Err(Error::no(format!("{} zegt nog wat niet meer zo is: {}.", sanitize::capitalize(kind.label()), said.join(", ")))
        .hint("Pas de tekst aan, of laat hem door met een reden (in de shell: --doorlaten)."))
}

/// What a draft as it is kept still says and is not so any more; nothing once this very version was let through.
pub fn held_back((zaak, case): (&Zaak, CaseRule<'_>), (kind, draft): (DraftKind, &Draft)) -> Vec<String> {
    if draft.let_through == Some(draft.version) {
        return Vec::new();
    }
    outdated_in((zaak, case), (kind, Some(draft)), draft.text.read())
}

/// How facts stood before something of them changed.
fn earlier(zaak: &Zaak) -> impl Iterator<Item = &Feit> {
    zaak.revised.iter().filter_map(|revision| revision.was.as_ref())
}

/// What facts said before they were mended.
fn corrected(zaak: &Zaak) -> impl Iterator<Item = &Feit> {
    let is_mended = |was: &&Feit| zaak.feiten.iter().any(|feit| feit.number == was.number && feit.text != was.text);
    earlier(zaak).filter(is_mended)
}

fn gone_words(feit: &Feit, became: &str, visibility: Visibility) -> String {
    let topic = feit.topic.label();
    match visibility.filled(&feit.text).filter(|words| *words != MASK) {
        Some(words) => format!("feit {became} «{}»", sanitize::short_line(words, TOLD)),
        None => format!("feit {} {became} ({topic})", feit.number),
    }
}

/// The time of a fact that was mended, or of an answer that was given once more, where the earlier one stands in the text and
/// is the time of nothing else.
fn outdated_feit_times(zaak: &Zaak, text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for was in earlier(zaak) {
        let Some(old) = was.happened.filter(|old| has_clock(text, *old) && !is_known(zaak, *old)) else { continue };
        // Another answer tells something else, at its own time.
        let answered = || answer_to(zaak, &was.asked.as_ref()?.question).filter(|now| now.asked == was.asked);
        let Some(now) = zaak.feiten.iter().find(|feit| feit.number == was.number).or_else(answered) else { continue };
        let told = now.happened.map_or_else(
            || format!("de tijd van feit {} is weer onbekend", now.number),
            |at| format!("de tijd van feit {} is nu {}", now.number, at.short()),
        );
        if now.happened != Some(old) && !all.contains(&told) {
            all.push(told);
        }
    }
    all
}

/// True where something in the case happened at this clock time.
fn is_known(zaak: &Zaak, old: Moment) -> bool {
    let same = |t: Moment| t.clock_time() == old.clock_time();
    TimeKind::ALL.into_iter().filter_map(|kind| zaak.times.of(kind)).any(same)
        || zaak.feiten.iter().any(|f| f.happened.is_some_and(same) || has_clock(f.text.read(), old))
        || zaak.meldingen.iter().any(|link| same(link.received))
        || zaak.passed_on.iter().any(|told| same(told.at))
}

/// A time that the case had, that stands in the text, and in whose place another one is known now.
fn outdated_time(zaak: &Zaak, kind: TimeKind, text: &str) -> Option<String> {
    let now = zaak.times.of(kind);
    if now.is_some_and(|now| has_clock(text, now)) {
        return None;
    }
    let earlier = zaak.placings.iter().filter_map(|placing| placing.times.of(kind));
    let stands = |old: &Moment| Some(*old) != now && has_clock(text, *old) && !is_known(zaak, *old);
    earlier.into_iter().any(|old| stands(&old)).then(|| time_now(zaak, kind))
}

fn time_now(zaak: &Zaak, kind: TimeKind) -> String {
    match zaak.times.of(kind) {
        Some(at) => format!("{} is nu {}", kind.word(), at.short()),
        None => format!("{} is weer onbekend", kind.word()),
    }
}

fn outdated_plek(
    zaak: &Zaak,
    plain: &LazyCell<String, impl FnOnce() -> String>,
    visibility: Visibility,
) -> Option<String> {
    let now = zaak.inrichting.as_ref()?;
    let mut earlier =
        zaak.placings.iter().filter_map(|placing| placing.inrichting.as_ref()).filter(|plek| *plek != now);
    let stands = |name: &str| is_long(name) && has_words(plain, name) && !has_words(plain, &fold(now.label()));
    earlier.any(|plek| stands(&fold(plek.label()))).then(|| plek_now(zaak, visibility))
}

fn plek_now(zaak: &Zaak, visibility: Visibility) -> String {
    match &zaak.inrichting {
        Some(plek) => format!("de inrichting is nu {}", visibility.plek(plek)),
        None => "de inrichting is weer onbekend".to_owned(),
    }
}

/// What a message tells of and was noted after it was saved, by subject.
fn new_feiten(zaak: &Zaak, draft: &Draft, text: &str) -> Option<String> {
    let is_new = |f: &&Feit| f.number > draft.feiten && f.status.counted() && Topic::ALL.contains(&f.topic);
    let plain = LazyCell::new(|| plain_of(text));
    let mut topics: Vec<&str> = Vec::new();
    for feit in zaak.feiten.iter().filter(is_new).filter(|f| !says_so(&plain, &fold(f.text.read()))) {
        if !topics.contains(&feit.topic.label()) {
            topics.push(feit.topic.label());
        }
    }
    (!topics.is_empty()).then(|| format!("nieuw feit over {}", topics.join(" en ")))
}

/// The words of what the text says of now.
fn plain_of(text: &str) -> String {
    fold(&says_now(text))
}

fn is_long(words: &str) -> bool {
    words.split(' ').count() >= FEWEST_WORDS
}

/// True where the text says these words of how it is now.
pub fn says(text: &str, words: &str) -> bool {
    says_so(&plain_of(text), &fold(words))
}

/// Whole words, one after another; both are folded.
fn has_words(plain: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {plain} ").contains(&format!(" {words} "))
}

/// The same where nothing before them asks whether it is so: "of de politie is gewaarschuwd" does not say that it is.
fn says_so(plain: &str, words: &str) -> bool {
    let (plain, words) = (format!(" {plain} "), format!(" {words} "));
    words.trim() != ""
        && plain.match_indices(&words).any(|(at, _)| !plain.get(..at).is_some_and(|b| b.ends_with(" of")))
}

/// True where this clock time stands in a text, written either way, and is no part of a date or a longer number.
fn has_clock(text: &str, at: Moment) -> bool {
    let clock = at.clock_time();
    let continues = |rest: &str| {
        let digit = |c: char| c.is_ascii_digit();
        rest.starts_with(digit) || rest.strip_prefix(['.', '-']).is_some_and(|rest| rest.starts_with(digit))
    };
    [clock.replace(':', "."), clock].iter().any(|written| {
        text.match_indices(written.as_str()).any(|(from, _)| {
            let (before, rest) = text.split_at_checked(from).unwrap_or_default();
            let after = rest.get(written.len()..).unwrap_or_default();
            !before.ends_with(|c: char| c.is_ascii_digit()) && !continues(after)
        })
    })
}
