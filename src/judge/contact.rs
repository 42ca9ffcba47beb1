//! Whom to phone about a step, at what number, and what to ask: read off the linked calls and the rule book,
//! so that nobody has to look for a number at night.

use super::visibility::Visibility;
use crate::{
    domain::{
        melding::{Call, Content},
        step::Step,
    },
    log::{desk::Desk, melding::Melding, zaak::Zaak},
    rules::book::Rulebook,
};

/// What stands at a step about which somebody can be phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSheet {
    /// What to ask.
    pub ask: &'static str,
    /// The numbers, each with whose it is.
    pub numbers: Vec<String>,
}

impl CallSheet {
    /// The whole as running text.
    pub fn text(&self) -> String {
        format!("{}. {}", self.numbers.join("; "), self.ask)
    }
}

/// Whom to phone about a step; nobody where the next move is not a call. `book` is that of the sector of the
/// case; without one there are no numbers of its own.
pub fn call_sheet(
    zaak: &Zaak,
    step: Step,
    desk: &Desk,
    book: Option<&Rulebook>,
    visibility: Visibility,
) -> Option<CallSheet> {
    let ask = ask(step)?;
    let caller = caller(zaak, desk);
    let mut numbers = vec![match caller {
        Some(call) => {
            let who = visibility.filled(&call.caller).unwrap_or("wie er belde");
            format!("{}  {who}", visibility.read(&call.number))
        }
        None => "geen terugbelnummer genoteerd".to_owned(),
    }];
    if let Some(contacts) = book.map(|b| &b.contacts) {
        if matches!(step, Step::FastNl | Step::MoaFastNl) {
            let fast_nl = &contacts.fast_nl;
            numbers.push(format!("{}  {}, {}", fast_nl.phone, fast_nl.name, fast_nl.mail));
        }
        if step == Step::CalledBack || caller.is_none() {
            numbers.push(format!("{}  {}", contacts.meldkamer.phone, contacts.meldkamer.name));
        }
    }
    Some(CallSheet { ask, numbers })
}

/// The latest linked call that left a number.
fn caller<'a>(zaak: &Zaak, desk: &'a Desk) -> Option<&'a Call> {
    let linked = zaak.meldingen.iter().filter_map(|k| desk.meldingen.get(&k.melding));
    let called = linked.filter(|m| call(m).is_some_and(|c| c.number.filled().is_some()));
    called.max_by_key(|m| m.received).and_then(call)
}

const fn call(melding: &Melding) -> Option<&Call> {
    match &melding.content {
        Content::Call(call) => Some(call),
        Content::Mail(_) => None,
    }
}

/// What to ask about a step over the phone; nothing where the next move is not a call.
const fn ask(step: Step) -> Option<&'static str> {
    match step {
        Step::CalledBack => Some("Vraag wat er nu speelt, of er letsel is en wie er al weet."),
        Step::Form => Some("Vraag wie het formulier maakt, hoe ver het is en wanneer het komt."),
        Step::Alarm112 => Some("Vraag of 112 is gebeld, door wie en hoe laat."),
        Step::FastNl => Some("Vraag of Fast NL is gebeld, door wie en hoe laat."),
        Step::MoaFastNl => Some("Vraag of de MOA naar Fast NL is, en hoe laat."),
        Step::OaEnd => Some("Vraag of hij terug of aangehouden is, en sinds wanneer."),
        Step::OaEndForm => Some("Vraag wie het formulier over het einde maakt en wanneer het komt."),
        Step::Ap => Some("Vraag of het datalek bij de toezichthouder is gemeld, en waarom wel of niet."),
        Step::Outcome => Some("Vraag hoe het is afgelopen en wat er nog volgt."),
        Step::Melding
        | Step::Beeld
        | Step::Verdict
        | Step::BesluitP
        | Step::BesluitA
        | Step::Sms
        | Step::Piketmelding
        | Step::Review
        | Step::Afloopbericht
        | Step::Monitor
        | Step::Close => None,
    }
}
