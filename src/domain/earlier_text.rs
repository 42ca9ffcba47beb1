//! What a message was before its latest version: the versions that were checked and that another came after, since one of them may
//! have left; and whether what a text follows on was sent at all.

use super::{dispatch::Dispatch, draft::Draft, draft_text::DraftText};

impl Draft {
    /// Its latest version as one that another is about to come after; `None` where nobody checked that one.
    pub fn as_earlier(&self) -> Option<DraftText> {
        self.is_checked().then(|| self.latest.clone())
    }

    /// The message as it was when this version was the latest, with what was sent of it until now; `None` for one that nobody
    /// checked.
    #[must_use]
    pub fn as_of(&self, version: u32) -> Option<Self> {
        if version == self.version {
            return Some(self.clone());
        }
        let latest = self.earlier.iter().find(|earlier| earlier.version == version)?.clone();
        Some(Self { latest, checked: Some(version), ..self.clone() })
    }

    /// The latest version before this one that was checked and of which no sending is noted.
    pub fn unsent_before(&self) -> Option<u32> {
        let last = self.earlier.last().map(|earlier| earlier.version)?;
        self.sent.iter().all(|sent| sent.version < last).then_some(last)
    }

    /// True while a version of this message was sent, and so was the version that it follows on.
    pub fn still_sent(&self, version: u32) -> bool {
        self.sent.iter().filter(|sent| sent.version == version).any(|sent| self.stands(sent))
    }

    /// True for a sending that follows on nothing, or on what was sent.
    fn stands(&self, sent: &Dispatch) -> bool {
        sent.follows.is_none_or(|before| before < sent.version && self.still_sent(before))
    }

    /// What was sent of this message and still says what was sent before it, oldest first.
    pub fn standing(&self) -> Vec<Dispatch> {
        self.sent.iter().filter(|sent| self.stands(sent)).cloned().collect()
    }
}
