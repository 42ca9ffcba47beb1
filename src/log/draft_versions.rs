//! Every version of a draft, as the log has them: a case keeps only the latest text.

use super::{
    event::{Entry, LogEvent},
    table::{answers, event_table},
};
use crate::domain::{draft::DraftKind, moment::Moment, sent_copy::SentCopy, text::Vertrouwelijk};

/// What becomes of a message by a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionChange<'a> {
    /// A version was saved.
    Saved {
        /// Its number.
        version: u32,
        /// Its text.
        text: &'a Vertrouwelijk,
    },
    /// It was taken back, and no text came in its place.
    Retracted,
    /// A version was checked.
    Checked(u32),
    /// A version was sent.
    Sent(u32),
    /// A sending that was noted never was one.
    NotSent {
        /// The place of the sending among those that are noted, from 1.
        number: u32,
        /// The version that never went.
        version: u32,
    },
    /// The copy of a version came back.
    Copied {
        /// Its number.
        number: u32,
        /// What it says.
        copy: &'a SentCopy,
    },
}

event_table!(answers versions
    /// What becomes of a message by it, and of which.
    version_change (DraftKind, VersionChange<'_>);
);

impl LogEvent {
    /// The number of the version that was saved by it.
    pub fn saved_version(&self) -> Option<u32> {
        match self.version_change()?.1 {
            VersionChange::Saved { version, .. } => Some(version),
            VersionChange::Retracted
            | VersionChange::Checked(_)
            | VersionChange::Sent(_)
            | VersionChange::NotSent { .. }
            | VersionChange::Copied { .. } => None,
        }
    }
}

/// How far a version came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionState {
    /// It was saved.
    Saved,
    /// It was taken back, and no text came in its place.
    Retracted,
    /// It was checked.
    Checked,
    /// It was sent.
    Sent,
    /// It is no version of its own but the copy of one, which was changed on the way.
    Copy,
}

impl VersionState {
    /// Its word on screen; nothing is said of what was only saved.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Saved => "",
            Self::Retracted => "teruggenomen",
            Self::Checked => "gecontroleerd",
            Self::Sent => "verzonden",
            Self::Copy => "kopie, onderweg gewijzigd",
        }
    }
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftVersion {
    /// Its number, from 1.
    pub number: u32,
    /// When it was saved.
    pub saved: Moment,
    /// Its text.
    pub text: Vertrouwelijk,
    /// How far it came.
    pub state: VersionState,
}

/// The versions of a message among the entries of its case, oldest first.
pub fn versions(entries: &[Entry], kind: DraftKind) -> Vec<DraftVersion> {
    let mut out: Vec<DraftVersion> = Vec::new();
    let mut sent: Vec<u32> = Vec::new();
    for entry in entries {
        let Some((_, change)) = entry.event.version_change().filter(|(draft, _)| *draft == kind) else { continue };
        let own = |number: u32| move |v: &&mut DraftVersion| v.number == number && v.state != VersionState::Copy;
        let mut came = |number: u32, state: VersionState| {
            out.iter_mut().find(own(number)).into_iter().for_each(|version| version.state = version.state.max(state));
        };
        match change {
            VersionChange::Saved { version, text } => {
                let (number, saved, text) = (version, entry.first_recorded_at(), text.clone());
                out.push(DraftVersion { number, saved, text, state: VersionState::Saved });
            }
            VersionChange::Retracted => {
                if let Some(last) = out.iter_mut().rfind(|v| v.state != VersionState::Copy) {
                    last.state = VersionState::Retracted;
                }
            }
            VersionChange::Checked(number) => came(number, VersionState::Checked),
            VersionChange::Sent(number) => {
                sent.push(number);
                came(number, VersionState::Sent);
            }
            // What never went is as far as it came before that.
            VersionChange::NotSent { number, version } => {
                let places = (1..).zip(std::mem::take(&mut sent));
                sent = places.filter(|(place, _)| *place != number).map(|(_, sent)| sent).collect();
                let none = !sent.contains(&version);
                let back = out.iter_mut().find(own(version)).filter(|v| none && v.state == VersionState::Sent);
                if let Some(version) = back {
                    version.state = VersionState::Checked;
                }
            }
            VersionChange::Copied { copy, .. } => {
                let Some(text) = copy.text.clone() else { continue };
                let (number, saved) = (copy.version, entry.occurred_at);
                // It stands behind the version that it is a copy of, so that the two are compared.
                let place = out.iter().rposition(|v| v.number == number).map_or(out.len(), |at| at + 1);
                out.insert(place, DraftVersion { number, saved, text, state: VersionState::Copy });
            }
        }
    }
    out
}
