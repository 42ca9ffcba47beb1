//! How a case keeps its drafts: the latest text, what was sent of it, and up to which fact either goes.

use super::Zaak;
use crate::domain::{
    draft::{Dispatch, Draft, DraftKind},
    moment::Moment,
    text::Vertrouwelijk,
};

impl Zaak {
    /// A version was saved; what was sent and checked of earlier ones stays. A text that is put back goes no
    /// further than it did.
    pub(super) fn draft_saved(
        &mut self,
        kind: DraftKind,
        (version, feiten): (u32, Option<u32>),
        text: &Vertrouwelijk,
        saved: Moment,
    ) {
        let feiten = feiten.unwrap_or_else(|| self.next_feit().saturating_sub(1));
        let earlier = self.drafts.remove(&kind).map(|c| (c.sent, c.checked, c.let_through));
        let (sent, checked, let_through) = earlier.unwrap_or_default();
        self.drafts.insert(kind, Draft { version, text: text.clone(), saved, feiten, checked, let_through, sent });
    }
}

impl Draft {
    /// A version of it that left the desk.
    pub(super) fn dispatch(
        &self,
        version: u32,
        at: Moment,
        channel: &Vertrouwelijk,
        recipients: &Vertrouwelijk,
    ) -> Dispatch {
        Dispatch { version, at, channel: channel.clone(), recipients: recipients.clone(), feiten: self.feiten }
    }
}
