//! What the desk warns for: the terms of open cases and the officer's own reminders, each with the
//! ladder that the settings give it.

use std::collections::BTreeMap;

use super::{
    checklist::Owner,
    countdown::{Countdown, Severity},
    model::Model,
    shielding::Shielding,
    wekkerboek::{AlarmTarget, Tone},
};
use crate::domain::{
    alarm::{AlarmTopic, Purpose},
    ids::Zaaknummer,
    moment::Moment,
    termijn_kind::TermijnKind,
    zaak::Zaak,
};

/// At which moments an alarm goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Minutes before a term, for every kind that is not named below.
    pub rungs: Vec<i64>,
    /// The same per kind of term.
    pub per_termijn: BTreeMap<TermijnKind, Vec<i64>>,
    /// Minutes between two alarms after the term, until one is seen.
    pub repeat: i64,
    /// Minutes after which a term that was seen too late, and is not met, rings again; 0 is never.
    pub after_seen: i64,
}

impl Ladder {
    /// When it rings again what was seen at `at`. A reminder does not: seen, it has done its work.
    pub fn again(&self, topic: AlarmTopic, at: Moment) -> Option<Moment> {
        match topic.purpose {
            Purpose::Termijn(_) if self.after_seen > 0 => Some(at.plus(chrono::Duration::minutes(self.after_seen))),
            Purpose::Termijn(_) | Purpose::Reminder(_) => None,
        }
    }

    fn of(&self, kind: TermijnKind) -> &[i64] {
        self.per_termijn.get(&kind).unwrap_or(&self.rungs)
    }
}

/// A reminder as it is warned for: without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderMoment {
    /// Of which case.
    pub zaak: Zaaknummer,
    /// Its number.
    pub number: u32,
    /// When.
    pub when: Moment,
}

/// The reminders of a case that are not done.
pub fn reminders(zaak: &Zaak) -> impl Iterator<Item = ReminderMoment> {
    zaak.running_reminders().map(|h| ReminderMoment { zaak: zaak.number, number: h.number, when: h.when })
}

/// What a term is warned for by.
pub fn for_countdown(countdown: &Countdown, ladder: &Ladder) -> AlarmTarget {
    AlarmTarget {
        topic: AlarmTopic { zaak: countdown.zaak, purpose: Purpose::Termijn(countdown.termijn.kind) },
        due: countdown.due,
        rungs: ladder.of(countdown.termijn.kind).to_vec(),
        repeat: ladder.repeat,
        tone: match countdown.owner {
            Owner::Desk => Tone::Loud,
            Owner::Inrichting => Tone::Silent,
        },
        is_running: countdown.is_running(),
    }
}

/// What a reminder is warned for by.
pub fn for_reminder(h: ReminderMoment, ladder: &Ladder) -> AlarmTarget {
    AlarmTarget {
        topic: AlarmTopic { zaak: h.zaak, purpose: Purpose::Reminder(h.number) },
        due: h.when,
        rungs: vec![0],
        repeat: ladder.repeat,
        tone: Tone::Loud,
        is_running: true,
    }
}

/// All that the desk warns for.
pub fn targets(model: &Model) -> Vec<AlarmTarget> {
    let ladder = &model.inrichting.ladder;
    let open = |number: &Zaaknummer| model.desk.zaken.get(number).is_some_and(Zaak::is_open);
    let countdowns =
        model.views.iter().filter(|(number, _)| open(number)).flat_map(|(_, b)| b.countdowns.iter().flatten());
    let mut targets: Vec<AlarmTarget> = countdowns.map(|k| for_countdown(k, ladder)).collect();
    let own = model.desk.zaken.values().flat_map(reminders);
    targets.extend(own.map(|h| for_reminder(h, ladder)));
    // Behind a lock the cases are gone and what they warn for is not.
    if let Shielding::ScreenLock(screen_lock) = &model.shielding {
        targets.extend(screen_lock.countdowns().iter().map(|k| for_countdown(k, ladder)));
        targets.extend(screen_lock.reminders().iter().map(|h| for_reminder(*h, ladder)));
    }
    targets
}

impl Model {
    /// The moments that are counted down to on screen.
    pub fn countdown_moments(&self) -> impl Iterator<Item = Moment> {
        let own = self.desk.zaken.values().flat_map(Zaak::running_reminders).map(|h| h.when);
        self.running().map(|k| k.due).chain(own)
    }
}

/// How close it is.
pub fn severity(due: Moment, now: Moment) -> Severity {
    Severity::from(due.since(now))
}

/// What an alarm says: the number and the act, never a person, an inrichting or a row.
pub fn text(topic: AlarmTopic, due: Moment, now: Moment) -> String {
    let zaak = topic.zaak;
    let name = match topic.purpose {
        Purpose::Termijn(kind) => kind.label(),
        Purpose::Reminder(number) => return format!("{zaak}: herinnering {number} van {}", due.clock_time()),
    };
    let rest = due.since(now);
    if rest <= chrono::Duration::zero() {
        return match -rest.num_minutes() {
            0 => format!("{zaak}: {name} is te laat"),
            1 => format!("{zaak}: {name} is 1 minuut te laat"),
            m => format!("{zaak}: {name} is {m} minuten te laat"),
        };
    }
    // Rounded up: "over 15 minuten" must not turn into 14 because the clock ticked a moment late.
    match (rest.num_seconds() + 59) / 60 {
        1 => format!("{zaak}: {name} over 1 minuut"),
        m => format!("{zaak}: {name} over {m} minuten"),
    }
}
