//! What lies ahead: every moment of the coming hours or days that asks for the officer, in order of time, and the
//! office hours between them. A list of marks; whoever draws it decides only where they stand.

use chrono::{Duration, NaiveTime};

use super::{
    countdown::{Countdown, Severity},
    reminder_moment::ReminderMoment,
};
use crate::{
    deadline::Ground,
    domain::{
        alarm::{AlarmPoint, AlarmTopic, Purpose, Rung},
        ids::{Piketweek, Zaaknummer},
        moment::Moment,
        termijn_kind::{Kalender, TermijnKind},
    },
    rules::kalender::Kalenders,
};

/// How far one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HorizonSpan {
    /// The coming day and night, from the hour that was.
    #[default]
    Day,
    /// Seven days and the rest of today.
    Week,
}

impl HorizonSpan {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Day => Self::Week,
            Self::Week => Self::Day,
        }
    }

    /// Its name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Day => "de komende 24 uur",
            Self::Week => "de komende 7 dagen",
        }
    }

    /// From when until when it shows; the first moment before now, so that what has just passed is still there.
    fn bounds(self, now: Moment) -> (Moment, Moment) {
        match self {
            Self::Day => {
                let from = now.next_multiple(Duration::hours(1)).plus(-Duration::hours(2));
                (from, from.plus(Duration::hours(26)))
            }
            Self::Week => {
                let today = now.date();
                let start = |day| Moment::local_or_later(day, NaiveTime::MIN);
                (start(today), start(today + Duration::days(8)))
            }
        }
    }
}

/// What happens at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HorizonEvent {
    /// The moment that a term is counted to.
    Termijn(TermijnKind),
    /// Another reading of it, that is not counted to.
    Lezing(TermijnKind),
    /// A reminder of the officer's own, by number.
    Reminder(u32),
    /// An alarm before any of these.
    Alarm(Purpose),
    /// The piketweek ends, and with it the officer's own shift.
    WeekEnd(Piketweek),
}

/// One moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HorizonMark {
    /// When.
    pub at: Moment,
    /// What.
    pub event: HorizonEvent,
    /// Of which case; none for the end of the week.
    pub zaak: Option<Zaaknummer>,
    /// How close it is.
    pub severity: Severity,
}

/// Hours of the office, in which others are phoned than the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeHours {
    /// The first moment of them.
    pub from: Moment,
    /// The first moment after them.
    pub until: Moment,
}

/// The time in which the marks stand: the clock, the officer's own week and the days of the office.
#[derive(Debug, Clone, Copy)]
pub struct OfficerTime<'a> {
    /// The clock.
    pub now: Moment,
    /// The officer's own week.
    pub week: Piketweek,
    /// When it ends.
    pub week_end: Moment,
    /// The days of the office.
    pub kalenders: &'a Kalenders,
    /// Which of them.
    pub kalender: Kalender,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Horizon {
    /// How far it looks.
    pub span: HorizonSpan,
    /// The clock.
    pub now: Moment,
    /// The first moment.
    pub from: Moment,
    /// The first moment that is not in it any more.
    pub until: Moment,
    /// Every mark before `until`, by time; what is late may lie before `from`.
    pub marks: Vec<HorizonMark>,
    /// The office hours in it.
    pub office: Vec<OfficeHours>,
}

impl Horizon {
    /// Looks ahead over these terms, reminders and planned alarms.
    pub fn of<'a>(
        span: HorizonSpan,
        time: &OfficerTime<'_>,
        countdowns: impl Iterator<Item = &'a Countdown>,
        reminders: impl Iterator<Item = ReminderMoment>,
        alarms: impl Iterator<Item = &'a AlarmPoint>,
    ) -> Self {
        let now = time.now;
        let (from, until) = span.bounds(now);
        let mut marks: Vec<HorizonMark> = countdowns.flat_map(|countdown| of_countdown(countdown, now)).collect();
        marks.extend(reminders.map(|reminder| HorizonMark {
            at: reminder.when,
            event: HorizonEvent::Reminder(reminder.number),
            zaak: Some(reminder.zaak),
            severity: Severity::from(reminder.when.since(now)),
        }));
        marks.extend(alarms.filter_map(|point| of_alarm(point, now)));
        let event = HorizonEvent::WeekEnd(time.week);
        marks.push(HorizonMark { at: time.week_end, event, zaak: None, severity: Severity::OnTime });
        marks.retain(|mark| mark.at < until);
        marks.sort_unstable();
        marks.dedup();
        Self { span, now, from, until, marks, office: office(time, from, until) }
    }

    /// The marks that are no alarm: each alarm belongs to one of them.
    pub fn events(&self) -> impl Iterator<Item = &HorizonMark> {
        self.marks.iter().filter(|mark| !matches!(mark.event, HorizonEvent::Alarm(_)))
    }
}

/// A term where it is counted to, and, to the minute that the clock shows, the readings that are left beside it. One that the officer set by hand stands
/// in the place of all of them.
fn of_countdown(countdown: &Countdown, now: Moment) -> impl Iterator<Item = HorizonMark> {
    let (kind, counted, by_hand) = (countdown.termijn.kind, countdown.counts_to(now), countdown.ground == Ground::Hand);
    let mark = |at, event, severity| HorizonMark { at, event, zaak: Some(countdown.zaak), severity };
    let others = countdown.termijn.left(now.minute()).filter(move |at| *at != counted && !by_hand);
    std::iter::once(mark(counted, HorizonEvent::Termijn(kind), countdown.severity(now)))
        .chain(others.map(move |at| mark(at, HorizonEvent::Lezing(kind), Severity::OnTime)))
}

/// An alarm that is still to come. The one at the moment itself is that moment, and what is caught up on is now.
fn of_alarm(point: &AlarmPoint, now: Moment) -> Option<HorizonMark> {
    let AlarmTopic::Zaak { zaak, purpose } = point.topic else { return None };
    let at = point.at();
    let own = match point.rung {
        Rung::Minutes(minutes) => minutes != 0,
        Rung::Snooze(_) => true,
        Rung::CatchUp(_) => false,
    };
    let (event, severity) = (HorizonEvent::Alarm(purpose), Severity::OnTime);
    (at > now.minute() && own).then_some(HorizonMark { at, event, zaak: Some(zaak), severity })
}

fn office(time: &OfficerTime<'_>, from: Moment, until: Moment) -> Vec<OfficeHours> {
    let hours = &time.kalenders.kantooruren;
    let days = from.date().iter_days().take_while(|day| Moment::local_or_later(*day, NaiveTime::MIN) < until);
    let werkdagen = days.filter(|day| time.kalenders.is_werkdag(*day, time.kalender));
    let of_day = werkdagen.map(|day| OfficeHours {
        from: Moment::local_or_later(day, hours.from).max(from),
        until: Moment::local_or_later(day, hours.until).min(until),
    });
    of_day.filter(|hours| hours.from < hours.until).collect()
}
