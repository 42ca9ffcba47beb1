//! What is called out, what went off unanswered, and who holds the duty to call.

use crate::{
    alarm::wekkerboek::{MissedSpan, WatchGap, Wekkerboek},
    desk::effect::Effect,
    domain::{
        alarm::{AlarmLine, AlarmPoint, AlarmTopic},
        moment::Moment,
        uptime::Uptime,
        watch::{AlarmHost, Claim, Duty},
    },
};
use chrono::Duration;
use std::collections::{BTreeMap, BTreeSet};

/// How often the lease is looked at, and with it shown that this program does not hang. A lease that
/// stands still for three looks is taken over.
pub const PACE: Duration = Duration::seconds(3);

/// A store that is silent for so long does not keep an alarm back.
pub(in crate::desk) const SILENT_AFTER: Duration = Duration::seconds(10);

/// By then every way to call has said what came of it: the slowest is the officer's own command.
pub(in crate::desk) const UNTOLD_AFTER: Duration = Duration::seconds(20);

/// So long a program that reached nobody leaves it to others, before it tries again itself.
const IN_VAIN: Duration = Duration::seconds(90);

/// Who did not look at the clock for so long, or had no answer for so long, may have lost the lease since.
pub(in crate::desk) const ABSENT_AFTER: Duration = Duration::seconds(4);

/// The question to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum LeaseQuestion {
    /// Is asked at this moment.
    At(Moment),
    /// Was asked then.
    Asked(Moment),
}

/// When lines that wait for the store are handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Handing {
    /// As soon as there are any.
    AtOnce,
    /// It refused some: not before the next look at the lease, or asking would be all that this program does.
    AtNextLook,
}

/// The alarm that stands on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) struct TopAlarm {
    /// What it is about.
    pub topic: AlarmTopic,
    /// When it took the place of another one.
    pub replaced: Option<Uptime>,
}

/// What this program knows of the alarms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmService {
    /// Which program this is.
    pub who: AlarmHost,
    pub(in crate::desk) book: Wekkerboek,
    pub(in crate::desk) duty: Option<Duty>,
    pub(in crate::desk) question: LeaseQuestion,
    /// Questions without an answer yet. They are answered in turn: only the last answer is of now.
    pub(in crate::desk) unanswered: u32,
    /// False while the store may know more than this program: at the start and after an absence.
    pub(in crate::desk) up_to_date: bool,
    pub(in crate::desk) gap: Option<WatchGap>,
    pub(in crate::desk) busy: BTreeMap<AlarmPoint, Moment>,
    pub(in crate::desk) in_flight: Vec<AlarmLine>,
    pub(in crate::desk) queue: Vec<AlarmLine>,
    pub(in crate::desk) handing: Handing,
    pub(in crate::desk) top: Option<TopAlarm>,
    /// What was called out and may stand on the desktop.
    pub(in crate::desk) shown: BTreeSet<AlarmTopic>,
    /// When this program last called out and reached nobody.
    pub(in crate::desk) in_vain: Option<Uptime>,
    /// When a key that answers was last pressed.
    pub(in crate::desk) pressed: Option<Uptime>,
}

impl AlarmService {
    /// Knows nothing yet and asks at the first tick.
    pub fn new(who: AlarmHost, now: Moment) -> Self {
        Self {
            who,
            book: Wekkerboek::default(),
            duty: None,
            question: LeaseQuestion::At(now),
            unanswered: 0,
            up_to_date: false,
            gap: None,
            busy: BTreeMap::new(),
            in_flight: Vec::new(),
            queue: Vec::new(),
            handing: Handing::AtOnce,
            top: None,
            shown: BTreeSet::new(),
            in_vain: None,
            pressed: None,
        }
    }

    /// The book as far as this program knows it.
    pub const fn book(&self) -> &Wekkerboek {
        &self.book
    }

    /// The first stretch of what was missed and not yet seen.
    pub fn missed(&self) -> Option<&MissedSpan> {
        self.book.missed().all().first()
    }

    /// What rings, and what is being called out just now.
    pub fn sounding(&self) -> BTreeSet<AlarmTopic> {
        let ringing = self.book.ringing().into_iter().map(|(topic, ..)| topic);
        ringing.chain(self.busy.keys().map(|point| point.topic)).collect()
    }

    /// True when the store has answered to every line it was handed.
    pub const fn is_idle(&self) -> bool {
        self.in_flight.is_empty()
    }

    /// Who calls out; nothing before the store said so.
    pub const fn duty(&self) -> Option<Duty> {
        self.duty
    }

    /// When this program wants to hear the clock.
    pub fn wake_at(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let question = match self.question {
            LeaseQuestion::At(when) => when,
            // Also while the store is silent: who does not look at the clock counts as absent.
            LeaseQuestion::Asked(_) => now.plus(PACE),
        };
        [Some(question), self.book.next(now)].into_iter().flatten()
    }

    /// Whether the store has been silent for at least so long.
    pub(in crate::desk) fn is_silent(&self, now: Moment, duration: Duration) -> bool {
        matches!(self.question, LeaseQuestion::Asked(at) if now.since(at) >= duration)
    }

    /// Whether this program calls out now.
    pub(in crate::desk) fn is_calling(&self, now: Moment) -> bool {
        let is_silent = self.is_silent(now, SILENT_AFTER);
        match self.duty {
            None => is_silent,
            // The lease stirs by the store: while that is slow it may be lost already.
            Some(Duty::Here) => is_silent || (self.up_to_date && !self.is_silent(now, ABSENT_AFTER)),
            Some(Duty::Elsewhere(_)) => false,
        }
    }

    /// How much this program wants the lease: where another one reached nobody it goes on in its place, unless it
    /// tried itself a moment ago and reached nobody either.
    pub(in crate::desk) fn claim(&self, uptime: Uptime) -> Claim {
        let in_vain = self.in_vain.is_some_and(|at| uptime.since(at) < IN_VAIN);
        let may_claim = match self.who {
            AlarmHost::Desk | AlarmHost::Watch => matches!(self.duty, Some(Duty::Elsewhere(_))),
            AlarmHost::Command => false,
        };
        if may_claim && self.book.is_unreached() && !in_vain { Claim::Claimed } else { Claim::Free }
    }

    /// Takes a line into the book and into the queue for the store.
    pub(in crate::desk) fn take(&mut self, alarm_line: AlarmLine) {
        if self.book.apply(&alarm_line) {
            self.queue.push(alarm_line);
        }
    }

    /// The same where the book was read before anything asked for it.
    #[must_use]
    pub fn knowing(mut self, book: Wekkerboek) -> Self {
        self.read(book);
        self
    }

    /// Takes the book of the store; what is still on its way there comes on top.
    pub(in crate::desk) fn read(&mut self, book: Wekkerboek) {
        self.book = book;
        for alarm_line in self.in_flight.iter().chain(&self.queue) {
            self.book.apply(alarm_line);
        }
    }

    /// Hands over what waits, one parcel at a time.
    pub(in crate::desk) fn send(&mut self, effects: &mut Vec<Effect>) {
        if self.handing == Handing::AtOnce && self.in_flight.is_empty() && !self.queue.is_empty() {
            self.in_flight = std::mem::take(&mut self.queue);
            effects.push(Effect::RecordAlarms { by: self.who, alarm_lines: self.in_flight.clone() });
        }
    }
}

impl AlarmService {
    /// Nobody looked for a while: what the others did meanwhile is asked first.
    pub(in crate::desk) fn sleep(&mut self, gap: WatchGap, now: Moment) {
        self.gap = Some(self.gap.map_or(gap, |earlier| WatchGap { from: earlier.from.min(gap.from), ..gap }));
        self.ask_again(now);
    }

    /// Whoever was away asks who calls out before anything else: another may have gone on meanwhile.
    pub(in crate::desk) fn ask_again(&mut self, now: Moment) {
        self.up_to_date = false;
        self.question = LeaseQuestion::At(now);
    }
}

/// What a button of a notification asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmAction {
    /// It was seen.
    Seen,
    /// Not now.
    Later,
}

impl AlarmAction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Seen, Self::Later];

    /// Its name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "gezien",
            Self::Later => "later",
        }
    }

    /// What stands on the button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Seen => "gezien",
            Self::Later => "over 10 min",
        }
    }
}
