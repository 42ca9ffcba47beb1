//! Whom to phone about a step, at what number, and what to ask: read off the linked calls and the rule book,
//! so that nobody has to look for a number at night.

use super::visibility::Visibility;
use crate::{
    domain::{
        melding::{Call, Content},
        step::Step,
    },
    log::{desk::Desk, melding::Melding, zaak::Zaak},
    rules::{book::Rulebook, call_script::Callee},
};

/// What stands at a step about which somebody can be phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSheet {
    /// What to ask or say.
    pub say: String,
    /// The numbers, each with whose it is.
    pub numbers: Vec<String>,
}

impl CallSheet {
    /// The whole as running text.
    pub fn text(&self) -> String {
        format!("{}. {}", self.numbers.join("; "), self.say)
    }
}

/// Whom to phone about a step; nobody where the next move is not a call. `book` is that of the sector of the
/// case; without one nothing is known of whom to phone.
pub fn call_sheet(
    zaak: &Zaak,
    step: Step,
    desk: &Desk,
    book: Option<&Rulebook>,
    visibility: Visibility,
) -> Option<CallSheet> {
    let book = book?;
    let script = book.call_about(step)?;
    let caller = caller(zaak, desk);
    let meldkamer = || format!("{}  {}", book.contacts.meldkamer.phone, book.contacts.meldkamer.name);
    let mut numbers = Vec::new();
    for callee in &script.callees {
        numbers.push(match (callee, caller) {
            (Callee::Inrichting, Some(call)) => {
                let who = visibility.filled(&call.caller).unwrap_or("wie er belde");
                format!("{}  {who}", visibility.read(&call.number))
            }
            (Callee::Inrichting, None) => "geen terugbelnummer genoteerd".to_owned(),
            (Callee::Meldkamer, _) => meldkamer(),
            (Callee::FastNl, _) => {
                let fast_nl = &book.contacts.fast_nl;
                format!("{}  {}, {}", fast_nl.phone, fast_nl.name, fast_nl.mail)
            }
        });
    }
    // Who left no number is reached by way of the control room.
    if caller.is_none() && !script.callees.contains(&Callee::Meldkamer) {
        numbers.push(meldkamer());
    }
    Some(CallSheet { say: script.say.clone(), numbers })
}

/// The latest linked call that left a number.
pub fn caller<'a>(zaak: &Zaak, desk: &'a Desk) -> Option<&'a Call> {
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
