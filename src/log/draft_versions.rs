//! Every version of a draft, as the log has them: a case keeps only the latest text.

use super::event::{Entry, LogEvent};
use crate::domain::{draft::DraftKind, moment::Moment, text::Vertrouwelijk};

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
        if let LogEvent::DraftSaved { draft, version, text, .. } = &entry.event
            && *draft == kind
        {
            let (number, saved, text) = (*version, entry.first_recorded_at(), text.clone());
            out.push(DraftVersion { number, saved, text, state: VersionState::Saved });
        }
        if let LogEvent::DraftRetracted { draft, .. } = &entry.event
            && *draft == kind
            && let Some(last) = out.iter_mut().rfind(|v| v.state != VersionState::Copy)
        {
            last.state = VersionState::Retracted;
        }
        if let LogEvent::DraftCopyReceived { draft, copy, .. } = &entry.event
            && *draft == kind
            && let Some(text) = copy.text.clone()
        {
            let (number, saved) = (copy.version, entry.occurred_at);
            // It stands behind the version that it is a copy of, so that the two are compared.
            let place = out.iter().rposition(|v| v.number == number).map_or(out.len(), |at| at + 1);
            out.insert(place, DraftVersion { number, saved, text, state: VersionState::Copy });
        }
        let own = |number: u32| move |v: &&mut DraftVersion| v.number == number && v.state != VersionState::Copy;
        if let Some((number, state)) = came(&entry.event, kind) {
            sent.extend((state == VersionState::Sent).then_some(number));
            out.iter_mut().find(own(number)).into_iter().for_each(|version| version.state = version.state.max(state));
        }
        // What never went is as far as it came before that.
        if let LogEvent::DraftNotSent { draft, number, version, .. } = &entry.event
            && *draft == kind
        {
            let places = (1..).zip(std::mem::take(&mut sent));
            sent = places.filter(|(place, _)| place != number).map(|(_, sent)| sent).collect();
            let none = !sent.contains(version);
            let back = out.iter_mut().find(own(*version)).filter(|v| none && v.state == VersionState::Sent);
            if let Some(version) = back {
                version.state = VersionState::Checked;
            }
        }
    }
    out
}

/// How far a version came by this, where it is one of this message.
fn came(event: &LogEvent, kind: DraftKind) -> Option<(u32, VersionState)> {
    if let LogEvent::DraftChecked { draft, version: Some(version), .. } = event {
        return (*draft == kind).then_some((*version, VersionState::Checked));
    }
    let LogEvent::DraftSent { draft, version, .. } = event else { return None };
    (*draft == kind).then_some((*version, VersionState::Sent))
}
