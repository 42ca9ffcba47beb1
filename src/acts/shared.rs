//! What the judgements of several acts ask: is it there, is it open, is there a reason, can this moment
//! be. Each gives the same refusal wherever it is asked.

use chrono::Duration;

use super::decide::Context;
use crate::{
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        feit::{Feit, FeitNumber},
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::{book::Rulebook, form_reply::KnownWords},
};

/// The words that may stand behind a yes or a no: those of the program, the bodies of a book and the inrichtingen.
pub(super) fn known_words(book: &Rulebook, context: &Context<'_>) -> KnownWords {
    let bodies = book.instanties.all().flat_map(|body| [body.short.as_str(), &body.in_sentence]);
    KnownWords::new(bodies, context.inrichtingen)
}

pub(super) fn find_zaak(desk: &Desk, number: Zaaknummer) -> Result<&Zaak> {
    desk.zaken.get(&number).ok_or_else(|| number.unknown())
}

/// The case, which must still be open to be changed.
pub(super) fn find_open_zaak(desk: &Desk, number: Zaaknummer) -> Result<&Zaak> {
    let zaak = find_zaak(desk, number)?;
    zaak.why_done().map_or(Ok(zaak), Err)
}

pub(super) fn find_melding(desk: &Desk, number: Meldingnummer) -> Result<&Melding> {
    desk.meldingen.get(&number).ok_or_else(|| number.unknown())
}

/// The report, which must still wait in the inbox.
pub(super) fn find_open_melding(desk: &Desk, number: Meldingnummer) -> Result<&Melding> {
    let melding = find_melding(desk, number)?;
    match &melding.state {
        MeldingState::Open => Ok(melding),
        MeldingState::Linked(zaak) => Err(Error::no(format!("Melding {number} hoort al bij zaak {zaak}."))
            .hint("Maak haar eerst los als dat niet klopt.")),
        MeldingState::SetAside(_) => {
            Err(Error::no(format!("Melding {number} ligt terzijde.")).hint("Leg haar eerst terug in de inbox."))
        }
    }
}

pub(super) fn find_feit(zaak: &Zaak, number: FeitNumber) -> Result<&Feit> {
    zaak.feiten.iter().find(|f| f.number == number).ok_or_else(|| {
        Error::usage(format!("Feit {number} bestaat niet in zaak {}.", zaak.number))
            .hint(format!("«piket toon {}» toont de feiten.", zaak.number))
    })
}

pub(super) fn find_draft(zaak: &Zaak, kind: DraftKind) -> Result<&Draft> {
    zaak.drafts.get(&kind).ok_or_else(|| {
        Error::no(format!("Zaak {} heeft nog geen concept {}.", zaak.number, kind.label()))
            .hint("Maak eerst het concept.")
    })
}

/// A reason that says something: with at least one word in it. A point or a single letter is a key that was hit to get on.
pub(super) fn require_reason(reason: &str) -> Result<Vertrouwelijk> {
    let text = Vertrouwelijk::new(reason);
    let is_word = |word: &str| word.chars().count() > 1;
    if !text.read().split(|c: char| !c.is_alphabetic()).any(is_word) {
        return Err(Error::usage("Er is een reden nodig.")
            .hint("Schrijf in één zin waarom; die zin staat straks in het logboek."));
    }
    Ok(text)
}

pub(super) fn already_purged(what: &str) -> Error {
    Error::no(format!("De teksten van {what} zijn al gewist."))
}

/// Refuses a moment before the incident: a form that came in earlier would make a late term look met.
/// Typed times have no seconds, so the minute counts.
pub(super) fn not_before_the_voorval(name: &str, zaak: &Zaak, moment: Moment) -> Result<()> {
    match zaak.times.voorval {
        Some(voorval) if moment < voorval.minute() => {
            Err(Error::usage(format!("{name} ({}) ligt vóór het voorval ({}).", moment.long(), voorval.long()))
                .hint("Verbeter deze tijd, of eerst die van het voorval."))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses a moment before the end of an absence for what is done about that end.
pub(super) fn not_before_the_end(name: &str, zaak: &Zaak, moment: Moment) -> Result<()> {
    match zaak.times.oa_end {
        Some(end) if moment < end.minute() => Err(Error::usage(format!(
            "{name} ({}) ligt vóór het einde van de afwezigheid ({}).",
            moment.long(),
            end.long()
        ))
        .hint("Verbeter deze tijd, of eerst die van de terugkeer of aanhouding bij de gegevens.")),
        Some(_) | None => Ok(()),
    }
}

/// The same where the hour of the incident is itself a guess, as it is in the first call: what is a day off is a slip.
pub(super) fn not_a_day_before_the_voorval(name: &str, zaak: &Zaak, moment: Moment) -> Result<()> {
    let near = zaak.times.voorval.is_some_and(|voorval| moment.plus(Duration::days(1)) >= voorval);
    if near { Ok(()) } else { not_before_the_voorval(name, zaak, moment) }
}

/// Refuses a moment that has not come yet: what did not happen cannot be recorded as a fact.
pub(super) fn not_in_the_future(name: &str, moment: Moment, now: Moment) -> Result<()> {
    if moment > now {
        return Err(Error::usage(format!("{name} ({}) ligt in de toekomst.", moment.long()))
            .hint(format!("Het is nu {}; controleer datum en tijd.", now.long())));
    }
    Ok(())
}

/// Which of these messages left already: who has them does not know what is decided after it.
pub(super) fn already_sent(zaak: &Zaak, is_meant: impl Fn(DraftKind) -> bool) -> Option<String> {
    let meant = DraftKind::ALL.into_iter().filter(|kind| is_meant(*kind));
    let sent = meant.filter_map(|kind| Some((kind, zaak.drafts.get(&kind)?.sent.last()?)));
    let names: Vec<String> = sent.map(|(kind, sent)| format!("{} ({})", kind.label(), sent.at.short())).collect();
    (!names.is_empty()).then(|| format!("Al verzonden: {}; wie dat kreeg weet dit niet.", names.join(", ")))
}
