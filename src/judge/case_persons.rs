//! Whom a case knows: everybody its reports name, accepted or not, and everybody its facts name, taken back or not. The persons
//! on its forms with their dates of birth, who signed and who sent them and to whom, and who called, with their number.

use super::gate::{Gate, known::KnownPerson};
use crate::{
    domain::melding::{Call, Certainty, Content, Mail},
    log::{desk::Desk, zaak::Zaak},
    rules::{book::Rulebook, form::FieldRole},
};

/// Everybody the reports and the facts of a case name; `book` is that of the desk.
pub fn persons(gate: &Gate, zaak: &Zaak, desk: &Desk, book: &Rulebook) -> Vec<KnownPerson> {
    let meldingen = zaak.meldingen.iter().filter_map(|link| desk.meldingen.get(&link.melding));
    meldingen
        .flat_map(|melding| match &melding.content {
            Content::Call(call) => of_call(gate, call),
            Content::Mail(mail) => of_mail(gate, mail, book),
        })
        .chain(
            zaak.feiten
                .iter()
                .chain(&zaak.retracted)
                .filter_map(|feit| feit.text.filled())
                .flat_map(|text| told(gate, text)),
        )
        .collect()
}

/// Whom own words name, and the dates of birth that they tell.
fn told(gate: &Gate, text: &str) -> impl Iterator<Item = KnownPerson> {
    let born = |birth| KnownPerson { name: String::new(), birth: Some(birth), phone: None };
    gate.names_told(text).into_iter().map(named).chain(gate.births_told(text).into_iter().map(born))
}

fn of_call(gate: &Gate, call: &Call) -> Vec<KnownPerson> {
    let phone = call.number.filled().map(str::to_owned);
    let names = call.caller.filled().map(|caller| gate.names_answered(caller)).unwrap_or_default();
    let mut persons: Vec<KnownPerson> =
        names.into_iter().map(|name| KnownPerson { name, birth: None, phone: phone.clone() }).collect();
    if persons.is_empty() && phone.is_some() {
        persons.push(KnownPerson { name: String::new(), birth: None, phone });
    }
    persons.extend(call.what.filled().into_iter().flat_map(|what| told(gate, what)));
    persons
}

fn of_mail(gate: &Gate, mail: &Mail, book: &Rulebook) -> Vec<KnownPerson> {
    let births = distinct(answers(mail, book, FieldRole::BirthDate).map(|(answer, _)| answer.trim().to_owned()));
    let names = distinct(
        of_form(gate, mail, book)
            .into_iter()
            .chain(of_headers(gate, mail))
            .chain(mail.text.filled().into_iter().flat_map(|text| gate.names_signed(text))),
    );
    let count = names.len().max(births.len());
    let person = |i: usize| KnownPerson {
        name: names.get(i).cloned().unwrap_or_default(),
        birth: births.get(i).cloned(),
        phone: None,
    };
    (0..count).map(person).collect()
}

/// The answers in the items of this role, however sure they are.
fn answers<'a>(mail: &'a Mail, book: &'a Rulebook, role: FieldRole) -> impl Iterator<Item = (&'a str, Certainty)> + 'a {
    let fields = book.fields_at_hand(role).filter_map(|field| mail.fields.get(field));
    fields.filter_map(|field| field.value.filled().map(|value| (value, field.certainty)))
}

/// Whom a form names: in the items that ask for somebody, in those that tell something, and beside labels that nobody
/// knew.
fn of_form(gate: &Gate, mail: &Mail, book: &Rulebook) -> Vec<String> {
    let parts = |answer: &str| answer.split([';', '\n']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let mut names = Vec::new();
    for (answer, certainty) in answers(mail, book, FieldRole::Person) {
        match certainty {
            Certainty::Certain => names.extend(parts(answer)),
            Certainty::Proposed | Certainty::PutAside => {
                names.extend(parts(answer).iter().flat_map(|part| gate.names_answered(part)));
            }
        }
    }
    for (answer, _) in answers(mail, book, FieldRole::Signer) {
        names.extend(parts(answer).iter().flat_map(|part| gate.names_answered(part)));
    }
    let told = mail.fields.values().filter_map(|field| field.value.filled());
    names.extend(told.flat_map(|value| gate.names_told(value)));
    for pair in &mail.unread {
        let (label, answer) = (pair.label.read(), pair.answer.read());
        let is_name = gate.asks_who(label) || is_written_as_name(answer);
        names.extend(if is_name { gate.names_answered(answer) } else { gate.names_told(answer) });
    }
    names
}

/// "Steiger, R.": a word and initials are somebody, also where the word is one.
fn is_written_as_name(answer: &str) -> bool {
    let Some((surname, initials)) = answer.trim().split_once(", ") else { return false };
    let of_letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’');
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    surname.starts_with(char::is_uppercase)
        && surname.chars().all(of_letters)
        && initials.ends_with('.')
        && initials.split('.').map(str::trim).filter(|part| !part.is_empty()).all(initial)
}

/// Whom the headers name: by name, and where they have none by their mailbox.
fn of_headers(gate: &Gate, mail: &Mail) -> Vec<String> {
    let of = |header: &str| -> Vec<String> {
        let (name, address) = header.rsplit_once('<').unwrap_or(("", header));
        let name = if name.is_empty() && !address.contains('@') { address } else { name };
        let mailbox = address.split('@').next().unwrap_or_default().replace(['.', '_', '-'], " ");
        let by_mailbox = || if mailbox.contains(' ') { gate.names(&mailbox) } else { Vec::new() };
        let names = gate.names_answered(name.trim());
        if names.is_empty() { by_mailbox() } else { names }
    };
    std::iter::once(&mail.sender).chain(&mail.recipients).flat_map(|header| of(header.read())).collect()
}

fn named(name: String) -> KnownPerson {
    KnownPerson { name, birth: None, phone: None }
}

/// Each once: the same item stands on more forms.
fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in values.filter(|v| !v.is_empty()) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all
}
