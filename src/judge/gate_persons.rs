//! Whom a case knows: the persons on its forms, with their dates of birth, and who called, with their number. The
//! gate finds them in any spelling.

use super::gate::{Gate, known::KnownPerson};
use crate::{
    domain::melding::{Call, Content, Mail},
    log::{desk::Desk, zaak::Zaak},
    rules::{book::Rulebook, form::FieldRole},
};

/// Everybody the reports of a case name.
pub fn persons(gate: &Gate, zaak: &Zaak, desk: &Desk, book: &Rulebook) -> Vec<KnownPerson> {
    let meldingen = zaak.meldingen.iter().filter_map(|link| desk.meldingen.get(&link.melding));
    meldingen
        .flat_map(|melding| match &melding.content {
            Content::Call(call) => of_call(gate, call),
            Content::Mail(mail) => of_mail(mail, book),
        })
        .collect()
}

fn of_call(gate: &Gate, call: &Call) -> Vec<KnownPerson> {
    let phone = call.number.filled().map(str::to_owned);
    let names = call.caller.filled().map(|caller| gate.names(caller)).unwrap_or_default();
    let mut persons: Vec<KnownPerson> =
        names.into_iter().map(|name| KnownPerson { name, birth: None, phone: phone.clone() }).collect();
    if persons.is_empty() && phone.is_some() {
        persons.push(KnownPerson { name: String::new(), birth: None, phone });
    }
    persons
}

fn of_mail(mail: &Mail, book: &Rulebook) -> Vec<KnownPerson> {
    let values = |role| book.fields_with(role).filter_map(|field| mail.field(field));
    let names = distinct(values(FieldRole::Person).flat_map(|value| value.split([';', '\n'])));
    let births = distinct(values(FieldRole::BirthDate));
    let count = names.len().max(births.len());
    let person = |i: usize| KnownPerson {
        name: names.get(i).cloned().unwrap_or_default(),
        birth: births.get(i).cloned(),
        phone: None,
    };
    (0..count).map(person).collect()
}

/// Each once: the same item stands on more forms.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in values.map(str::trim).filter(|v| !v.is_empty()) {
        if !all.iter().any(|v| v == value) {
            all.push(value.to_owned());
        }
    }
    all
}
