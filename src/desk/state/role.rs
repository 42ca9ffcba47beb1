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

impl FollowerQuestion {
    const fn at(self) -> Option<Uptime> {
        match self {
            Self::At(when) => Some(when),
            Self::News | Self::Pen => None,
        }
    }
}

impl Role {
    /// Looks along, and asks for news at the first tick.
    pub const fn follows(writer: Writer, reason: LookReason, now: Uptime) -> Self {
        Self::Follows(Follower { writer, reason, refused: None, question: FollowerQuestion::At(now) })
    }

    /// The same with what keeps it from writing, where that is known: until it takes over, which shows that it is so no more.
    #[must_use]
    pub fn kept_by(self, refused: Option<String>) -> Self {
        match self {
            Self::Follows(follower) => Self::Follows(Follower { refused, ..follower }),
            Self::Writes => Self::Writes,
        }
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
            Self::Follows(m) => m.question.at(),
            Self::Writes => None,
        }
    }

    /// The word in the header; none for a desk that writes, as it should.
    pub fn word(&self, key: &str) -> Option<String> {
        match self {
            Self::Writes => None,
            Self::Follows(m) => Some(match (m.reason, m.writer) {
                (LookReason::Asked, _) => "alleen lezen".to_owned(),
                (LookReason::Meanwhile, Writer::Nobody) => format!("meekijken: niemand schrijft, {key} neemt over"),
                (LookReason::Meanwhile, Writer::Process(_) | Writer::Unknown) => {
                    format!("meekijken: {}", m.writer.who())
                }
            }),
        }
    }

    /// Whether this desk may record; `key` is the one that takes over.
    ///
    /// # Errors
    /// When it looks along: who writes, and what to do.
    pub fn may_record(&self, key: &str) -> Result<(), Refusal> {
        match self {
            Self::Writes => Ok(()),
            Self::Follows(m) => Err(match (m.reason, m.writer) {
                (LookReason::Asked, _) => {
                    "Deze desk is geopend om te lezen (--alleen-lezen); er wordt niets vastgelegd.".into()
                }
                (LookReason::Meanwhile, Writer::Nobody) => {
                    format!("Deze desk kijkt mee; neem met {key} eerst het schrijven over.").into()
                }
                (LookReason::Meanwhile, Writer::Process(_) | Writer::Unknown) => {
                    format!("Deze desk kijkt mee; {}.", m.writer.who()).into()
                }
            }),
        }
    }

    /// Whether the pen can be taken over now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_take_over(&self) -> Result<(), Refusal> {
        match self {
            Self::Writes => Err("Deze desk schrijft al.".into()),
            Self::Follows(m) => match (m.reason, m.question, m.writer) {
                (LookReason::Asked, _, _) => {
                    Err("Deze desk is geopend om te lezen. Start piket zonder --alleen-lezen om te schrijven.".into())
                }
                (LookReason::Meanwhile, FollowerQuestion::Pen, _) => Err("Het overnemen is al gevraagd.".into()),
                (LookReason::Meanwhile, FollowerQuestion::At(_) | FollowerQuestion::News, Writer::Nobody) => Ok(()),
                (
                    LookReason::Meanwhile,
                    FollowerQuestion::At(_) | FollowerQuestion::News,
                    Writer::Process(_) | Writer::Unknown,
                ) => Err(format!("Dat kan nog niet: {}.", m.writer.who()).into()),
            },
        }
    }
}
