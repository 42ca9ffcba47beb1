//! By which ways an alarm goes, and what came of each. What a program knows is that it handed the alarm over; that
//! somebody saw or heard it only an answer proves.

use std::fmt;

use serde::{Deserialize, Serialize};

/// By which way an alarm reaches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmChannel {
    /// The banner in the desk.
    Banner,
    /// A line on standard output.
    #[serde(rename = "regel")]
    Line,
    /// The bell of the terminal.
    #[serde(rename = "bel")]
    Bell,
    /// A notification by the terminal.
    Terminal,
    /// A notification on the desktop.
    #[serde(rename = "bureaublad")]
    Desktop,
    /// The officer's own command.
    #[serde(rename = "opdracht")]
    Command,
}

impl AlarmChannel {
    /// The word the officer reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Banner => "scherm",
            Self::Line => "regel",
            Self::Bell => "bel",
            Self::Terminal => "terminal",
            Self::Desktop => "bureaublad",
            Self::Command => "opdracht",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelOutcome {
    /// It was handed over. Whether anybody saw or heard it only an answer proves.
    #[serde(rename = "gelukt")]
    Sent,
    /// There is no such service.
    #[serde(rename = "ontbreekt")]
    Missing,
    /// The service did not answer in time, or a command was still running and was ended.
    #[serde(rename = "antwoordt-niet")]
    NoAnswer,
    /// The terminal is one of tmux or screen, and nobody is attached to it.
    #[serde(rename = "niemand-aangesloten")]
    Unattended,
    /// The service says that it shows nothing now.
    #[serde(rename = "gepauzeerd")]
    Paused,
    /// The command ended with this code; zero is its word that it did what it is for.
    #[serde(rename = "code")]
    Exit(i32),
}

impl ChannelOutcome {
    /// Whether it was handed over to something that says it goes on with it.
    pub const fn reached(self) -> bool {
        match self {
            Self::Sent | Self::Exit(0) => true,
            Self::Missing | Self::NoAnswer | Self::Unattended | Self::Paused | Self::Exit(_) => false,
        }
    }
}

/// What the officer reads.
impl fmt::Display for ChannelOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sent => "verstuurd",
            Self::Missing => "ontbreekt",
            Self::NoAnswer => "antwoordt niet",
            Self::Unattended => "niemand aangesloten",
            Self::Paused => "gepauzeerd",
            Self::Exit(code) => return write!(f, "code {code}"),
        })
    }
}
