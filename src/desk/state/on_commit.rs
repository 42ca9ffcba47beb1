//! What follows once an act is in the log.

use crate::{
    acts::Act,
    desk::{
        effect::MailCall,
        state::{
            shell::{ShellTurn, Visitor},
            way_out::OutgoingMessage,
        },
    },
    domain::{
        draft::DraftKind,
        form_target::{FormTarget, Turn},
        ids::Zaaknummer,
    },
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
    Say(Telling),
    /// A filled form is done with; say so.
    Form {
        /// What the form is about.
        target: FormTarget,
        /// What was done.
        acts: Vec<Act>,
        /// The message to write next, where the form asked for one.
        then: Option<DraftOf>,
    },
    /// A version of this call was saved; its form now has a number.
    Call(Turn),
    /// This call is complete: open a case from it.
    OpenZaak(Turn),
    /// A case was opened by these acts: select it and say so.
    Choose(Vec<Act>),
    /// Mail came in, of which each calls or not: who read it may go on.
    Mail(Vec<MailCall>),
    /// A version was saved while typing.
    Draft {
        /// The case.
        zaak: Zaaknummer,
        /// The message.
        draft: DraftKind,
    },
    /// That the own command begins to send is recorded: it runs now.
    SendOut(Box<OutgoingMessage>),
    /// How that ended is recorded: say so. It waits for no key and no burst of keys turns it away.
    SentOut(String),
    /// A verb in the shell asked for it, and waits.
    Shell(ShellTurn),
    /// An earlier act was taken back or put back: say so, by its name.
    Turned {
        /// Which of the two.
        direction: Direction,
        /// What the officer did; empty while the log is asked.
        name: String,
        /// The verb in the shell that asked for it and waits; none where the officer at this desk did.
        visitor: Option<Visitor>,
    },
}

impl OnCommit {
    /// True for what the officer at this desk did; what came by mail or from a shell was typed elsewhere.
    pub const fn is_of_this_desk(&self) -> bool {
        match self {
            Self::Mail(_) | Self::Shell(_) | Self::Turned { visitor: Some(_), .. } => false,
            Self::Say(_)
            | Self::Form { .. }
            | Self::Call(_)
            | Self::OpenZaak(_)
            | Self::Choose(_)
            | Self::Draft { .. }
            | Self::SendOut(_)
            | Self::SentOut(_)
            | Self::Turned { visitor: None, .. } => true,
        }
    }
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telling {
    /// What these acts wrote and what is demanded now, as the desk stands when they are in the log.
    Acts(Vec<Act>),
    /// The same of what a single key did, and by which key it is taken back: nobody was asked.
    Key(Vec<Act>),
    /// This, whatever was written.
    Sentence(String),
}
