//! What a fact says of what left the desk: a message, what was passed on in the line, an inquiry, and that one of them never
//! was or ended otherwise.

use super::table::{answers, event_table};
use crate::domain::{
    draft::DraftKind,
    provided::Provided,
    step::{Step, StepState},
    text::Vertrouwelijk,
};

/// What left, or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving<'a> {
    /// A version of a message went.
    Sent {
        /// Which message.
        draft: DraftKind,
        /// Its version.
        version: u32,
        /// By which channel.
        channel: &'a Vertrouwelijk,
        /// To whom.
        recipients: &'a Vertrouwelijk,
        /// On which ground; `None` for what was noted before that was asked.
        provided: Option<&'a Provided>,
    },
    /// The own command was given a version; nobody saw yet how that ends.
    Started {
        /// Which message.
        draft: DraftKind,
        /// Its version.
        version: u32,
        /// To whom.
        recipients: &'a Vertrouwelijk,
    },
    /// The own command ended without sending it.
    Ended {
        /// Which message.
        draft: DraftKind,
        /// Its version.
        version: u32,
    },
    /// A sending that was noted never was one.
    NotSent {
        /// Which message.
        draft: DraftKind,
        /// The place of the sending among those that are noted, from 1.
        number: u32,
    },
    /// The case was passed on in the line.
    PassedOn {
        /// Its number.
        number: u32,
        /// To whom.
        to: &'a Vertrouwelijk,
        /// By which channel.
        channel: &'a Vertrouwelijk,
        /// On which ground; `None` for what was noted before that was asked.
        provided: Option<&'a Provided>,
    },
    /// That was not so after all.
    NotPassedOn {
        /// Its number.
        number: u32,
    },
    /// Somebody was spoken to about a step that is waited for.
    Inquired {
        /// Which step.
        step: Step,
        /// What was noted of it.
        reason: &'a Vertrouwelijk,
    },
}

event_table!(answers leaves
    /// What it says of what left the desk.
    leaving Leaving<'_>;
);
