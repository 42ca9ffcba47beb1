//! Invented mails with the fields that a form has, as the reader of mail would have found them.

use std::collections::BTreeMap;

use crate::domain::{
    digest::sha256,
    inrichting::Plek,
    melding::{Certainty, Field, Mail, MeldingKind},
    moment::Moment,
    text::Vertrouwelijk,
};

/// A field of a form: its name in data, its label in the mail, its value in the mail.
pub(super) struct FormLine {
    name: &'static str,
    label: &'static str,
    /// As a person writes it.
    shown: String,
    /// As data keeps it.
    value: String,
}

impl FormLine {
    pub(super) fn text(name: &'static str, label: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { name, label, shown: text.clone(), value: text }
    }

    pub(super) fn time(name: &'static str, label: &'static str, time: Moment) -> Self {
        let shown = time.amsterdam().format("%d-%m-%Y, %H.%M uur").to_string();
        Self { name, label, shown, value: time.rfc3339() }
    }

    /// A date, given as `YYYY-MM-DD`.
    pub(super) fn day(name: &'static str, label: &'static str, day: &str) -> Self {
        let shown = day.split('-').rev().collect::<Vec<_>>().join("-");
        Self { name, label, shown, value: day.to_owned() }
    }
}

/// A mail with a form in its text.
pub(super) fn form(kind: MeldingKind, inrichting: &str, sent: Moment, lines: &[FormLine]) -> Mail {
    let salutation = ["Geachte piketfunctionaris,".to_owned(), String::new()];
    let text: Vec<String> = salutation
        .into_iter()
        .chain(lines.iter().map(|r| format!("{}: {}", r.label, r.shown)))
        .chain(["\nMet vriendelijke groet,\nDirectie".to_owned()])
        .collect();
    let fields = lines.iter().enumerate().map(|(i, r)| {
        let source = format!("tekst, «{}», regel {}", r.label, i + 3);
        (
            r.name.to_owned(),
            Field {
                value: Vertrouwelijk::new(&r.value),
                source: Vertrouwelijk::new(&source),
                certainty: Certainty::Certain,
            },
        )
    });
    // The prescribed subject is the same for every form (meldingsinstructie, legenda M).
    letter(
        &format!("Directie {inrichting} <directie@inrichting.example>"),
        &format!("MBV Divisie Forzo/JJI {inrichting}"),
        &text.join("\n"),
        sent,
        Some((kind, inrichting)),
        fields.collect(),
    )
}

/// A mail that is no form.
pub(super) fn loose(sender: &str, subject: &str, text: &str, sent: Moment) -> Mail {
    letter(sender, subject, text, sent, None, BTreeMap::new())
}

fn letter(
    sender: &str,
    subject: &str,
    text: &str,
    sent: Moment,
    recognized: Option<(MeldingKind, &str)>,
    fields: BTreeMap<String, Field>,
) -> Mail {
    let mark = sha256(&[format!("{sender}\n{}\n{subject}\n{text}", sent.log_form()).as_bytes()]);
    let kind = recognized.as_ref().map_or("post", |(kind, _)| kind.code());
    Mail {
        sender: Vertrouwelijk::new(sender),
        subject: Vertrouwelijk::new(subject),
        text: Vertrouwelijk::new(text),
        sent: Some(sent),
        message_id: Some(Vertrouwelijk::new(&format!(
            "{kind}.{}@inrichting.example",
            mark.chars().take(16).collect::<String>()
        ))),
        // Nobody sent it, so there is no file of it.
        original: Vertrouwelijk::default(),
        fingerprint: Vertrouwelijk::new(&mark),
        inrichting: recognized.map(|(_, inrichting)| Plek::Known(inrichting.to_owned())),
        fields,
        ..Mail::default()
    }
}
