//! What follows once an act is in the log.

use crate::{
    desk::{
        effect::MailCall,
        state::{form_target::FormTarget, screen::Turn, shell::ShellTurn},
    },
    domain::{draft::DraftKind, ids::Zaaknummer},
    log::history::Direction,
};

/// A message of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftOf {
    /// The case.
    pub zaak: Zaaknummer,
    /// Which message.
    pub draft: DraftKind,
}

/// What follows on a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnCommit {
    /// Say so.
    Say(String),
    /// A filled form is done with; say so.
    Form {
        /// What the form is about.
        target: FormTarget,
        /// What was done.
        sentence: String,
        /// The message to write next, where the form asked for one.
        then: Option<DraftOf>,
    },
    /// A version of this call was saved; its form now has a number.
    Call(Turn),
    /// This call is complete: open a case from it.
    OpenZaak(Turn),
    /// A case was opened: select it.
    Choose,
    /// Mail came in, of which each calls or not: who read it may go on.
    Mail(Vec<MailCall>),
    /// A version was saved while typing.
    Draft {
        /// The case.
        zaak: Zaaknummer,
        /// The message.
        draft: DraftKind,
    },
    /// A verb in the shell asked for it, and waits.
    Shell(ShellTurn),
    /// An earlier act was taken back or put back: say so, by its name.
    Turned(Direction, String),
}
