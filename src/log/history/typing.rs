//! What is typed in one go is one act, however often it saved itself.

use chrono::Duration;

use crate::{
    domain::{
        draft::DraftKind,
        ids::{Meldingnummer, Zaaknummer},
    },
    log::{desk::Desk, draft_versions::VersionChange, event::LogEvent},
};

/// What is typed of a call without a longer pause than this is one act, however often it was saved.
const SITTING: Duration = Duration::minutes(10);

/// A draft saves itself while one types. What is typed without a longer pause than this is one act.
const PAUSE: Duration = Duration::seconds(3);

/// What took longer is more than one act: nobody is to lose that much at one key.
const BURST: Duration = Duration::minutes(1);

/// So much goes at a key or two, in bytes.
const LINE: usize = 120;

/// What typing goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypingRun {
    Call(Meldingnummer),
    Draft(Zaaknummer, DraftKind),
}

impl TypingRun {
    /// Whether what was saved after so long, and so long after it began, goes on with it.
    pub fn goes_on(self, pause: Duration, since_begin: Duration) -> bool {
        match self {
            Self::Call(_) => pause <= SITTING,
            Self::Draft(..) => pause <= PAUSE && since_begin <= BURST,
        }
    }

    /// What this goes on typing, where it does; `before` holds the draft as it was. What takes away more than a line is
    /// no typing: nobody is to lose what was typed before it at the same key.
    pub fn of(event: &LogEvent, before: &Desk) -> Option<Self> {
        if let Some(typed) = event.typed_call() {
            return Some(Self::Call(typed.melding));
        }
        let zaak = event.zaak()?;
        let (draft, VersionChange::Saved { text, .. }) = event.version_change()? else { return None };
        let was = before.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
        let gone = was.map_or(0, |was| taken_away(was.text.read(), text.read()));
        (gone <= LINE).then_some(Self::Draft(zaak, draft))
    }
}

/// How much of a text is not in the next one, between what both begin and end with.
fn taken_away(was: &str, is: &str) -> usize {
    let begin = was.bytes().zip(is.bytes()).take_while(|(a, b)| a == b).count();
    let rest = was.len().min(is.len()) - begin;
    let end = was.bytes().rev().zip(is.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    was.len() - begin - end
}
