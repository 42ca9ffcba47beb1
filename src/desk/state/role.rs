//! Whether this desk writes or looks along, and how the conversation about that stands.

use crate::domain::{refusal::Refusal, uptime::Uptime, writer::Writer};

/// What this desk may do with the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// It records.
    Writes,
    /// It shows what another one records.
    Follows(Follower),
}

/// A desk that looks along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Who writes, as last heard.
    pub writer: Writer,
    /// Why it looks along.
    pub reason: LookReason,
    /// What the store refused, where that made it look along.
    pub refused: Option<String>,
    pub(in crate::desk) question: FollowerQuestion,
}

/// Why a desk looks along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookReason {
    /// It cannot write yet, and may when it can.
    Meanwhile,
    /// It was opened to look, and never writes.
    Asked,
}

/// How the conversation with the store stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum FollowerQuestion {
    /// News is asked for then.
    At(Uptime),
    /// News is under way.
    News,
    /// The pen was asked for.
    Pen,
}

impl Role {
    /// Looks along, and asks for news at the first tick.
    pub const fn follows(writer: Writer, reason: LookReason, now: Uptime) -> Self {
        Self::Follows(Follower { writer, reason, refused: None, question: FollowerQuestion::At(now) })
    }

    /// Says why it looks along, where nothing else tells that.
    pub fn because(&self) -> Option<String> {
        match self {
            Self::Writes => None,
            Self::Follows(m) => m.refused.as_ref().map(|why| format!("{why} Deze desk kijkt mee.")),
        }
    }

    /// When it wants to hear the clock.
    pub const fn wake_at(&self) -> Option<Uptime> {
        match self {
            Self::Follows(Follower { question: FollowerQuestion::At(when), .. }) => Some(*when),
            Self::Follows(_) | Self::Writes => None,
        }
    }

    /// The word in the header; none for a desk that writes, as it should.
    pub fn word(&self, key: &str) -> Option<String> {
        match self {
            Self::Writes => None,
            Self::Follows(Follower { reason: LookReason::Asked, .. }) => Some("alleen lezen".to_owned()),
            Self::Follows(Follower { writer: Writer::Nobody, .. }) => {
                Some(format!("meekijken: niemand schrijft, {key} neemt over"))
            }
            Self::Follows(m) => Some(format!("meekijken: {}", m.writer.who())),
        }
    }

    /// Whether this desk may record; `key` is the one that takes over.
    ///
    /// # Errors
    /// When it looks along: who writes, and what to do.
    pub fn may_record(&self, key: &str) -> Result<(), Refusal> {
        match self {
            Self::Writes => Ok(()),
            Self::Follows(Follower { reason: LookReason::Asked, .. }) => {
                Err("Deze desk is geopend om te lezen (--alleen-lezen); er wordt niets vastgelegd.".into())
            }
            Self::Follows(Follower { writer: Writer::Nobody, .. }) => {
                Err(format!("Deze desk kijkt mee; neem met {key} eerst het schrijven over.").into())
            }
            Self::Follows(m) => Err(format!("Deze desk kijkt mee; {}.", m.writer.who()).into()),
        }
    }

    /// Whether the pen can be taken over now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_take_over(&self) -> Result<(), Refusal> {
        match self {
            Self::Writes => Err("Deze desk schrijft al.".into()),
            Self::Follows(Follower { reason: LookReason::Asked, .. }) => {
                Err("Deze desk is geopend om te lezen. Start piket zonder --alleen-lezen om te schrijven.".into())
            }
            Self::Follows(Follower { question: FollowerQuestion::Pen, .. }) => {
                Err("Het overnemen is al gevraagd.".into())
            }
            Self::Follows(Follower { writer: Writer::Nobody, .. }) => Ok(()),
            Self::Follows(m) => Err(format!("Dat kan nog niet: {}.", m.writer.who()).into()),
        }
    }
}
