//! Whom to phone about a step, at what number, and what to ask: read off the linked calls and the rule book,
//! so that nobody has to look for a number at night.

use super::{case_rule::CaseRule, visibility::Visibility};
use crate::{
    domain::{
        melding::{Call, Content},
        step::Step,
    },
    log::{desk::Desk, melding::Melding, zaak::Zaak},
    rules::{address_book::AddressBook, call_script::Callee, instantie::Instantie},
};

/// Somebody who can be phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallNumber {
    /// At what number, as it is written; `None` where nobody noted one.
    pub number: Option<String>,
    /// Who that is.
    pub who: String,
}

impl CallNumber {
    fn new(number: &str, who: impl Into<String>) -> Self {
        Self { number: Some(number.to_owned()), who: who.into() }
    }

    /// On one line.
    pub fn line(&self) -> String {
        self.number.as_ref().map_or_else(|| self.who.clone(), |number| format!("{number}  {}", self.who))
    }
}

/// What stands at a step about which somebody can be phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSheet {
    /// What to ask or say.
    pub say: String,
    /// Whom, the first one first.
    pub numbers: Vec<CallNumber>,
}

impl CallSheet {
    /// The whole as running text.
    pub fn text(&self) -> String {
        let numbers: Vec<String> = self.numbers.iter().map(CallNumber::line).collect();
        format!("{}. {}", numbers.join("; "), self.say)
    }
}

/// Whom to phone about a step; nobody where the next move is not a call. Without a book of the sector of the case nothing is
/// known of whom to phone. About a form that another body owes one phones that.
pub fn call_sheet(
    zaak: &Zaak,
    step: Step,
    desk: &Desk,
    (case, addresses): (CaseRule<'_>, &AddressBook),
    visibility: Visibility,
) -> Option<CallSheet> {
    let book = case.book()?;
    let script = book.call_about(step)?;
    let caller = caller(zaak, desk);
    let debtor = case.owes_form(zaak).filter(|_| step == Step::Form);
    let mut numbers = Vec::new();
    for callee in &script.callees {
        if let (Callee::Inrichting, Some(body)) = (callee, debtor) {
            numbers.push(at_body(body, zaak, addresses));
            continue;
        }
        numbers.push(match (callee, caller) {
            (Callee::Inrichting, Some(call)) => {
                let who = visibility.filled(&call.caller).unwrap_or("wie er belde");
                // The number is what the step is for; who answers it is kept back like any text.
                CallNumber::new(call.number.read(), who)
            }
            (Callee::Inrichting, None) => CallNumber { number: None, who: "geen terugbelnummer genoteerd".to_owned() },
            (Callee::Instantie(body), _) => at_body(body, zaak, addresses),
        });
    }
    // Who left no number is reached by way of a body that puts one through.
    if caller.is_none()
        && debtor.is_none()
        && let Some(other) = book.instanties.puts_through()
        && !script.callees.iter().any(|callee| matches!(callee, Callee::Instantie(body) if body.id == other.id))
    {
        numbers.push(at_body(other, zaak, addresses));
    }
    Some(CallSheet { say: script.say.clone(), numbers })
}

/// At what number a body is: by its own entry in the address book where each inrichting has its own, else by the rule book.
fn at_body(body: &Instantie, zaak: &Zaak, addresses: &AddressBook) -> CallNumber {
    let entry = body.listed.and_then(|kind| addresses.of(kind, zaak.plek()));
    let name = entry.map_or(body.name.as_str(), |entry| &entry.name);
    let who = body.mail.as_ref().map_or_else(|| name.to_owned(), |mail| format!("{name}, {mail}"));
    match entry.and_then(|entry| entry.phone.as_deref()).or(body.phone.as_deref()) {
        Some(phone) => CallNumber::new(phone, who),
        None => CallNumber { number: None, who: format!("{who}: nog geen nummer in adressen.toml") },
    }
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
