//! An answer that a form gave to a label the officer had taught the desk. What was taught stands beside the log, in the
//! officer's own file: who takes the answer back takes the label back with it.

use crate::{
    domain::{
        melding::{Certainty, Content, Field, Mail, MeldingKind, UnreadPair},
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{Entry, LogEvent},
        history::Direction,
    },
};

/// The label, with the field it was taught for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaughtAnswer {
    /// Who sent the form: the label holds for that domain.
    pub sender: Vertrouwelijk,
    /// As the form writes it.
    pub label: Vertrouwelijk,
    /// The name of the field in a report of this kind.
    pub field: String,
    /// The kind.
    pub kind: MeldingKind,
}

impl TaughtAnswer {
    /// Those that entries take back or put back, read off the desk as it is before them.
    pub fn turned(desk: &Desk, entries: &[Entry], direction: Direction) -> Vec<Self> {
        let of = |entry: &Entry| {
            let LogEvent::FieldSet { melding, field, read, .. } = &entry.event else { return None };
            let melding = desk.meldingen.get(melding)?;
            let Content::Mail(mail) = &melding.content else { return None };
            let answer = match direction {
                Direction::Undo => mail.fields.get(field),
                Direction::Redo => read.as_ref(),
            };
            let label = label_of(answer?, mail)?;
            Some(Self { sender: mail.sender.clone(), label, field: field.clone(), kind: melding.kind })
        };
        entries.iter().filter_map(of).collect()
    }
}

/// The label that this is the answer to, where no field took it by itself.
fn label_of(answer: &Field, mail: &Mail) -> Option<Vertrouwelijk> {
    let from = |pair: &&UnreadPair| pair.source() == answer.source.read();
    let sure = answer.certainty == Certainty::Certain;
    mail.unread.iter().find(from).filter(|_| sure).map(|pair| pair.label.clone())
}
