//! What comes in at the desk: a report, or more of a call.

use super::{
    event::LogEvent,
    table::{answers, event_table},
};
use crate::domain::{
    ids::Meldingnummer,
    melding::{Call, Content, Mail, MeldingKind},
    moment::Moment,
};

/// What an event brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought<'a> {
    /// A report that was not there.
    Melding(ArrivedMelding<'a>),
    /// What was typed of a call, in the place of what was typed before.
    Call(Meldingnummer, &'a Call),
}

/// A report that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrivedMelding<'a> {
    /// Its number.
    pub melding: Meldingnummer,
    /// Its kind.
    pub form: MeldingKind,
    /// When.
    pub received: Moment,
    /// What it says.
    pub content: &'a Content,
}

/// What was typed of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedCall<'a> {
    /// Its report.
    pub melding: Meldingnummer,
    /// When it came; `None` where it was there already.
    pub received: Option<Moment>,
    /// What it says now.
    pub call: &'a Call,
}

event_table!(answers brings
    /// What came in by it.
    brought Brought<'_>;
);

impl LogEvent {
    /// The report that came in by it.
    pub fn arrival(&self) -> Option<ArrivedMelding<'_>> {
        match self.brought()? {
            Brought::Melding(arrival) => Some(arrival),
            Brought::Call(..) => None,
        }
    }

    /// What was typed of a call, first or since.
    pub fn typed_call(&self) -> Option<TypedCall<'_>> {
        match self.brought()? {
            Brought::Melding(ArrivedMelding { melding, received, content: Content::Call(call), .. }) => {
                Some(TypedCall { melding, received: Some(received), call })
            }
            Brought::Melding(ArrivedMelding { content: Content::Mail(_), .. }) => None,
            Brought::Call(melding, call) => Some(TypedCall { melding, received: None, call }),
        }
    }
}

impl<'a> ArrivedMelding<'a> {
    /// The mail that it is.
    pub fn mail(&self) -> Option<&'a Mail> {
        match self.content {
            Content::Mail(mail) => Some(mail),
            Content::Call(_) => None,
        }
    }
}
