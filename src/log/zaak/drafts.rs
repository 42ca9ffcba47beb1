//! How a case keeps its drafts: the latest text, what was sent of it, and up to which fact either goes.

use super::{super::event::LogEvent, Zaak};
use crate::domain::{
    besluit::YesNo,
    dispatch::{Dispatch, SentBy, UnderWay},
    draft::{Draft, DraftKind, RequestKind, TextReach},
    draft_text::DraftText,
    feit::FeitNumber,
    moment::Moment,
    second_reader::SecondReading,
    sent_copy::{KeptCopy, SentCopy},
    step::Step,
    text::Vertrouwelijk,
    version_line::with_version,
    withheld::LetGo,
};

impl Zaak {
    /// The message that ends this step when it is sent, where the case has one.
    pub fn message(&self, step: Step) -> Option<&Draft> {
        self.drafts.get(&DraftKind::ending(step)?)
    }

    /// The request to the inrichting for this, where the case has one.
    pub fn request(&self, asked: RequestKind) -> Option<&Draft> {
        self.drafts.get(&DraftKind::asking(asked)?)
    }

    /// The number the next version of a draft gets.
    pub fn next_version(&self, draft: DraftKind) -> u32 {
        let last = self.drafts.get(&draft).map(|d| d.version).max(self.retracted_drafts.get(&draft).copied());
        last.unwrap_or(0).saturating_add(1)
    }

    /// A version was saved; what was sent and checked of earlier ones stays. A text that is put back goes no
    /// further than it did.
    pub(super) fn draft_saved(
        &mut self,
        kind: DraftKind,
        (version, reach): (u32, Option<TextReach>),
        text: &Vertrouwelijk,
        at: Moment,
    ) {
        let feiten = reach.map_or_else(|| self.last_feit(), |reach| reach.feiten);
        let revision = reach.and_then(|reach| reach.revision).unwrap_or_else(|| self.revision());
        let saved = reach.and_then(|reach| reach.saved).unwrap_or(at);
        let kept = self.drafts.get(&kind);
        let before = kept.map_or(0, |c| c.version);
        let same_text =
            kept.is_some_and(|c| with_version(c.text.read(), version) == with_version(text.read(), version));
        let earlier = self.drafts.remove(&kind);
        let mut texts = earlier.as_ref().map(|c| c.earlier.clone()).unwrap_or_default();
        texts.extend(earlier.as_ref().and_then(Draft::as_earlier));
        let put_back = texts.iter().find(|text| text.version == version && reach.is_some());
        let follows = put_back.map_or_else(|| self.follows_now(kind, version, earlier.as_ref()), |text| text.follows);
        texts.retain(|text| text.version != version);
        let under_way = earlier.as_ref().map(|c| c.under_way.clone()).unwrap_or_default();
        let earlier = earlier.map(|c| (c.sent, c.checked, (c.let_through, c.let_go), c.copies, c.readings));
        let (sent, checked, (let_through, let_go), copies, mut readings) = earlier.unwrap_or_default();
        // Who read a text read it in every version of which only the number differs.
        for reading in readings.iter_mut().filter(|r| same_text && r.version == before) {
            reading.version = version;
        }
        let latest = DraftText { version, text: text.clone(), saved, feiten, revision, follows };
        let draft = Draft { latest, earlier: texts, checked, let_through, let_go, sent, under_way, copies, readings };
        self.drafts.insert(kind, draft);
    }

    /// The version of the piketmelding that a text follows on that is made now: the last that was sent and still says what was sent
    /// before it. `own` is the piketmelding, where the text is one.
    fn follows_now(&self, kind: DraftKind, version: u32, own: Option<&Draft>) -> Option<u32> {
        let is_own = kind.ends(Step::Piketmelding);
        let first = if is_own { own } else { self.message(Step::Piketmelding) };
        let sent = first.filter(|_| kind.follows_a_piketmelding())?.standing();
        sent.iter().map(|sent| sent.version).rfind(|sent| !is_own || *sent < version)
    }

    /// True for a text that follows on no piketmelding, or on one that was sent, as was all that this one follows on.
    pub fn was_sent_before(&self, follows: Option<u32>) -> bool {
        let first = self.message(Step::Piketmelding);
        follows.is_none_or(|version| first.is_some_and(|first| first.still_sent(version)))
    }

    /// A version may leave although the gate stops it or no decision lets it, or may no longer.
    pub(super) fn let_pass(&mut self, event: &LogEvent, at: Moment) {
        if let LogEvent::DraftLetThrough { draft, version, .. } = event
            && let Some(draft) = self.drafts.get_mut(draft)
        {
            draft.let_through = *version;
        }
        if let LogEvent::DraftLetGo { draft, version, withheld, .. } = event
            && let Some(draft) = self.drafts.get_mut(draft)
        {
            draft.let_go = version.map(|version| LetGo { version, withheld: *withheld, at });
        }
    }

    /// A version went, the own command began or ended without sending it, or a sending that was noted never was one.
    pub(super) fn sending(&mut self, event: &LogEvent, at: Moment) {
        if let LogEvent::DraftNotSent { draft, number, .. } = event {
            return self.not_sent(*draft, *number);
        }
        let (LogEvent::DraftSent { draft, version, .. }
        | LogEvent::SendingStarted { draft, version, .. }
        | LogEvent::SendingEnded { draft, version, .. }) = event
        else {
            return;
        };
        let Some(draft) = self.drafts.get_mut(draft) else { return };
        if let LogEvent::SendingEnded { .. } = event
            && let Some(last) = draft.under_way.iter().rposition(|under_way| under_way.version == *version)
        {
            draft.under_way.remove(last);
        }
        if let LogEvent::DraftSent { channel, recipients, by, .. } = event {
            draft.under_way.retain(|under_way| under_way.version != *version);
            draft.sent.push(draft.dispatch((*version, *by), at, channel, recipients));
        }
        if let LogEvent::SendingStarted { recipients, .. } = event {
            draft.under_way.push(UnderWay { version: *version, since: at, recipients: recipients.clone() });
        }
    }

    /// The sending with this number never was one: those behind it move up.
    fn not_sent(&mut self, draft: DraftKind, number: u32) {
        let Some(draft) = self.drafts.get_mut(&draft) else { return };
        let mut place = 0;
        draft.sent.retain(|_| {
            place += 1;
            place != number
        });
    }

    /// Somebody was asked to read a message, or answered; without a state that is taken back.
    pub(super) fn read_along(&mut self, event: &LogEvent, at: Moment) {
        let LogEvent::ReadAlong { draft, version, role, state, remark, .. } = event else { return };
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.readings.retain(|r| r.role != *role);
            draft.readings.extend(state.map(|state| SecondReading::new(role, (*version, state), remark, at)));
        }
    }

    /// A copy of a message came back.
    pub(super) fn copy_received(&mut self, kind: DraftKind, number: u32, at: Moment, copy: &SentCopy) {
        if let Some(draft) = self.drafts.get_mut(&kind) {
            draft.copies.push(KeptCopy { number, at, copy: copy.clone(), counts: None });
        }
    }

    /// It was said whether that one counts as sent.
    pub(super) fn copy_judged(&mut self, kind: DraftKind, number: u32, counts: Option<YesNo>) {
        let copies = self.drafts.get_mut(&kind).map(|draft| &mut draft.copies);
        for kept in copies.into_iter().flatten().filter(|kept| kept.number == number) {
            kept.counts = counts;
        }
    }
}

impl Draft {
    /// A version of it that left the desk.
    pub(super) fn dispatch(
        &self,
        (version, by): (u32, Option<SentBy>),
        at: Moment,
        channel: &Vertrouwelijk,
        recipients: &Vertrouwelijk,
    ) -> Dispatch {
        // Up to which fact a version went that nobody checked is not known here: to repeat one is better than to leave it out.
        let unknown = || {
            let last = self.sent.last();
            last.map_or((FeitNumber::NONE, 0, self.saved, None), |d| (d.feiten, d.revision, d.saved, d.follows))
        };
        let of = |text: &Self| (text.feiten, text.revision, text.saved, text.follows);
        let (feiten, revision, saved, follows) = self.as_of(version).map_or_else(unknown, |text| of(&text));
        let (channel, recipients) = (channel.clone(), recipients.clone());
        Dispatch { by, version, at, channel, recipients, feiten, revision, saved, follows }
    }
}
