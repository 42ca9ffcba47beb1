//! The alarms as a calendar, for the officer's phone: one appointment per alarm, at its moment in UTC,
//! with the text the alarm itself has. What was withdrawn stands there as cancelled, because a calendar
//! keeps what it is not told about. No person, no inrichting, no row.

use std::{collections::BTreeMap, io::Read, path::Path};

use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, EventStatus};

use crate::{
    alarm::{
        target,
        wekkerboek::{AlarmTarget, TargetBasis},
    },
    domain::{
        alarm::{AlarmLine, AlarmPoint, AlarmTopic, Purpose, Rung},
        error::{Error, Result},
        if_exists::IfExists,
        moment::Moment,
        sanitize,
    },
    platform::file,
};

/// Who made the calendar, in a line of its own.
const MAKER: &str = "-//piket//piketdesk//NL";
/// So many bytes from its start that line stands.
const LOOK: u64 = 1024;

/// How long an appointment lasts; a calendar shows none that lasts no time.
const DURATION: Duration = Duration::minutes(5);

/// How long a withdrawn alarm stays in the file after its moment, so that a calendar that was switched off
/// over the weekend still hears of it.
const LINGER: Duration = Duration::days(7);

/// Whether an alarm is still to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppointmentState {
    /// It is.
    Planned,
    /// It was withdrawn.
    Withdrawn,
    /// Its moment passed.
    Past,
}

/// One alarm as an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The alarm as it was planned last.
    pub point: AlarmPoint,
    /// How often it was planned or withdrawn before: the SEQUENCE.
    pub sequence: u32,
    /// Whether it still goes.
    pub state: AppointmentState,
}

/// What stays the same of an alarm when its moment moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum AppointmentKey {
    Rung(i64),
    Snooze(Moment),
}

impl AppointmentKey {
    /// `None` for what goes at once: no calendar is in time for it.
    const fn from(point: &AlarmPoint) -> Option<Self> {
        match point.rung {
            Rung::Minutes(minutes) => Some(Self::Rung(minutes)),
            Rung::Snooze(until) => Some(Self::Snooze(until)),
            Rung::CatchUp(_) => None,
        }
    }
}

/// The appointments that the lines of the wekkerboek come down to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    appointments: BTreeMap<(AlarmTopic, AppointmentKey), Appointment>,
    last: BTreeMap<AlarmTopic, LastLezing>,
    acts: BTreeMap<AlarmTopic, String>,
}

/// From when a term is too late and by what that is known, which the wekkerboek does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LastLezing {
    due: Moment,
    too_late_at: Moment,
    basis: TargetBasis,
}

impl Agenda {
    /// Folds the lines, oldest first; `acts` tells what each is called.
    pub fn from<'a>(alarm_lines: impl IntoIterator<Item = &'a AlarmLine>, acts: BTreeMap<AlarmTopic, String>) -> Self {
        let mut agenda = Self { acts, ..Self::default() };
        for alarm_line in alarm_lines {
            match alarm_line {
                AlarmLine::Planned { point, .. } => agenda.plan(*point),
                AlarmLine::Lapsed { point, .. } => agenda.end_alarm(point, AppointmentState::Withdrawn),
                AlarmLine::Fired { point, .. } | AlarmLine::Missed { point, .. } => {
                    agenda.end_alarm(point, AppointmentState::Past);
                }
                AlarmLine::Seen { .. }
                | AlarmLine::Snoozed { .. }
                | AlarmLine::Answered { .. }
                | AlarmLine::Grounded { .. }
                | AlarmLine::Ended { .. }
                | AlarmLine::ClockJumped { .. } => {}
            }
        }
        agenda
    }

    /// The same with what the desk knows of the terms that run.
    #[must_use]
    pub fn with(mut self, targets: &[AlarmTarget]) -> Self {
        self.last = (targets.iter())
            .map(|target| {
                let AlarmTarget { due, too_late_at, basis, .. } = *target;
                (target.topic, LastLezing { due, too_late_at, basis })
            })
            .collect();
        self
    }

    /// What the desk knows of the moment of an alarm; that alone where it does not know it.
    fn last_of(&self, point: &AlarmPoint) -> LastLezing {
        let last = self.last.get(&point.topic).filter(|last| last.due == point.due);
        last.copied().unwrap_or(LastLezing { due: point.due, too_late_at: point.due, basis: TargetBasis::Now })
    }

    fn plan(&mut self, point: AlarmPoint) {
        let Some(place) = AppointmentKey::from(&point) else { return };
        // A mail is called out when it comes in; nobody can be told of that beforehand.
        if let AlarmTopic::Arrival { .. } = point.topic {
            return;
        }
        let new = Appointment { point, sequence: 0, state: AppointmentState::Planned };
        self.appointments
            .entry((point.topic, place))
            .and_modify(|a| *a = Appointment { sequence: a.sequence.saturating_add(1), ..new.clone() })
            .or_insert(new);
    }

    /// Ends an alarm, unless it was planned anew for another moment while it still went off.
    fn end_alarm(&mut self, point: &AlarmPoint, state: AppointmentState) {
        let appointment =
            AppointmentKey::from(point).and_then(|place| self.appointments.get_mut(&(point.topic, place)));
        if let Some(a) = appointment.filter(|a| a.point == *point) {
            (a.state, a.sequence) = (state, a.sequence.saturating_add(1));
        }
    }

    /// What belongs in the file at `now`, by case and moment.
    pub fn in_view(&self, now: Moment) -> impl Iterator<Item = &Appointment> {
        self.appointments.values().filter(move |a| match a.state {
            AppointmentState::Planned => true,
            AppointmentState::Withdrawn => a.point.at() > now.plus(-LINGER),
            AppointmentState::Past => false,
        })
    }

    /// Writes it as it is at `now`.
    ///
    /// # Errors
    /// When the name is not that of a calendar, a file is there and stays, or it cannot be written.
    pub fn write(&self, path: &Path, existing: IfExists, now: Moment) -> Result<()> {
        require_agenda(path)?;
        if existing == IfExists::Replace {
            require_own(path)?;
        }
        file::write_bytes(path, existing, self.ics(now).as_bytes())
    }

    /// As an iCalendar file (RFC 5545), made at `now`.
    pub fn ics(&self, now: Moment) -> String {
        let mut kalender = Calendar::empty();
        kalender.append_property(("VERSION", "2.0"));
        kalender.append_property(("PRODID", MAKER));
        kalender.append_property(("CALSCALE", "GREGORIAN"));
        kalender.append_property(("METHOD", "PUBLISH"));
        for appointment in self.in_view(now) {
            let act = self.acts.get(&appointment.point.topic).map_or("", String::as_str);
            kalender.push(event(appointment, act, self.last_of(&appointment.point), now.utc()));
        }
        kalender.to_string()
    }
}

/// An earlier file may give way, so it must be a calendar: never a log, settings or a letter.
///
/// # Errors
/// When the name is that of something else.
pub fn require_agenda(path: &Path) -> Result<()> {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ics")) {
        return Ok(());
    }
    let name = sanitize::line(&path.to_string_lossy());
    Err(Error::usage(format!("«{name}» eindigt niet op .ics.")).hint("Noem bijvoorbeeld piket.ics."))
}

/// A calendar of the officer's own, or of another program, never gives way: not unasked, and not when asked by
/// a slip of the hand. What is no whole file is looked at by who writes.
fn require_own(path: &Path) -> Result<()> {
    if !path.symlink_metadata().is_ok_and(|there| there.is_file()) {
        return Ok(());
    }
    let mut start = Vec::new();
    // What cannot be read is not known to be ours.
    let read = file::open(path).and_then(|file| file.take(LOOK).read_to_end(&mut start));
    let own =
        read.is_ok() && String::from_utf8_lossy(&start).lines().any(|line| line.strip_prefix("PRODID:") == Some(MAKER));
    if own {
        return Ok(());
    }
    let name = sanitize::line(&path.to_string_lossy());
    Err(Error::data(format!("«{name}» is er al, en is geen agenda van piket; het blijft staan."))
        .hint("Noem een ander bestand."))
}

fn event(a: &Appointment, act: &str, last: LastLezing, created: DateTime<Utc>) -> Event {
    let (at, uid) = (a.point.at(), uid(&a.point));
    let text = target::text(a.point.topic, &target::act(act, last.basis), last.due, last.too_late_at, at);
    let mut event = Event::new();
    event
        .uid(&uid)
        .sequence(a.sequence)
        .timestamp(created)
        .summary(&text)
        .starts(at.utc())
        .ends(at.plus(DURATION).utc())
        .class(Class::Private)
        .add_property("TRANSP", "TRANSPARENT");
    match a.state {
        AppointmentState::Planned => {
            let mut alarm = Alarm::display(&text, Duration::zero());
            alarm.uid(&format!("alarm-{uid}")).timestamp(created);
            event.status(EventStatus::Confirmed).alarm(alarm);
        }
        AppointmentState::Withdrawn | AppointmentState::Past => {
            event.status(EventStatus::Cancelled);
        }
    }
    event.done()
}

/// The same for an alarm whose moment moves, and no two alarms share one.
fn uid(point: &AlarmPoint) -> String {
    let about = match point.topic {
        AlarmTopic::Zaak { zaak, purpose: Purpose::Termijn(kind) } => format!("{zaak}-{}", kind.code()),
        AlarmTopic::Zaak { zaak, purpose: Purpose::TermijnNow(kind) } => format!("{zaak}-{}-nu", kind.code()),
        AlarmTopic::Zaak { zaak, purpose: Purpose::Reminder(number) } => format!("{zaak}-herinnering-{number}"),
        AlarmTopic::Arrival { melding, .. } => melding.to_string(),
    };
    let rung = match point.rung {
        Rung::Minutes(m) if m >= 0 => format!("{m}-ervoor"),
        Rung::Minutes(m) => format!("{}-erna", m.unsigned_abs()),
        Rung::Snooze(until) | Rung::CatchUp(until) => format!("tot-{}", until.utc().format("%Y%m%dT%H%M%SZ")),
    };
    format!("{about}-{rung}@piket.invalid")
}
