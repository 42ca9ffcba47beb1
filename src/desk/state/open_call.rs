//! The call that a form is about, from the first key until the officer is done with it.

use crate::domain::{form_target::Turn, ids::Meldingnummer};

/// The call that a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCall {
    /// Which one of this session.
    pub turn: Turn,
    /// Its number, once it has one.
    pub melding: Option<Meldingnummer>,
    /// What follows when the officer is done with it.
    pub done: CallDone,
}

/// What follows on a call that is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallDone {
    /// A case.
    OpensZaak,
    /// Nothing but that it is kept: the desk is locked.
    Kept,
}
