//! Going away from the desk: to the shell for a while, or for good. Whoever leaves while terms run is told once
//! that nobody calls out any more, and what comes first.

use super::{alarm_targets, typing::save_typed};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    alarm::wekkerboek::AlarmTarget,
    desk::{
        effect::{Effect, ScreenEffect},
        model::Model,
        state::{
            departure::Departure,
            key::{KeyPress, KeySym},
            shielding::Shielding,
        },
        view::View,
    },
    domain::{
        alarm::{AlarmTopic, Purpose},
        ids::Zaaknummer,
        moment::{Moment, short_day},
        watch::Duty,
    },
    judge::{overdue::is_late, reminder_moment::reminders},
};
use chrono::{Datelike, Duration};

/// What the officer is called for next.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NextCall {
    what: &'static str,
    name: String,
    zaak: Zaaknummer,
    due: Moment,
}

/// Leaves, or asks first when something runs that nobody else calls out.
pub fn quit(model: &mut Model, effects: &mut Vec<Effect>) {
    let asks = match model.session.departure {
        Departure::No => next_call(model).is_some() && !calls_elsewhere(model),
        Departure::Asked | Departure::ToWatch | Departure::Locked => false,
    };
    if asks {
        save_typed(model, SaveScope::All, effects);
        model.session.departure = Departure::Asked;
        model.dirty = true;
    } else {
        stop(model, effects);
    }
}

/// Leaves without a question: a signal cannot be answered.
pub fn stop(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, SaveScope::All, effects);
    model.stopping = true;
    effects.push(Effect::Stop);
}

/// Takes a key while the question stands; `false` when it does not.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) -> bool {
    match model.session.departure {
        Departure::Asked => {}
        Departure::No | Departure::ToWatch | Departure::Locked => return false,
    }
    match (key.code, key.ctrl) {
        (KeySym::Char('v'), false) | (KeySym::Char('c'), true) => stop(model, effects),
        (KeySym::Char('w'), false) => {
            model.session.departure = Departure::ToWatch;
            stop(model, effects);
        }
        (KeySym::Esc, _) => model.session.departure = Departure::No,
        // Any other key was not meant for this; the question stays where it is.
        _ => {}
    }
    true
}

/// What the question says.
pub fn question(model: &Model) -> Vec<String> {
    let running = match model.running().count() {
        0 if !alarm_targets::unjudged(model).is_empty() => {
            "Welke termijn er loopt, is nu niet te bepalen; de geplande alarmen staan nog.".to_owned()
        }
        0 => "Er loopt geen termijn, wel een herinnering.".to_owned(),
        1 => "Er loopt 1 termijn.".to_owned(),
        n => format!("Er lopen {n} termijnen."),
    };
    let silent =
        "Deze desk roept de alarmen. Sluit u hem, dan roept niemand, tenzij ergens anders «piket wacht» loopt.";
    let next = next_call(model).map_or_else(String::new, |n| n.sentence(model.view.now, CaseNamed::Yes));
    std::iter::once(format!("{running} {silent}")).chain(late(model)).chain([next]).collect()
}

/// So many late terms are named.
const NAMED_LATE: usize = 3;

/// What is late already and still not in: nothing calls for it later either.
fn late(model: &Model) -> Option<String> {
    let now = model.view.now;
    let late = model.running().filter(|k| is_late(k.severity(now)));
    let names: Vec<String> = late.map(|k| format!("{} van {}", k.termijn.label, k.zaak)).collect();
    let (first, more) = names.split_at_checked(NAMED_LATE).unwrap_or((&names, &[]));
    let more = if more.is_empty() { String::new() } else { format!(" en nog {}", more.len()) };
    (!first.is_empty()).then(|| format!("Te laat en nog niet binnen: {}{more}.", first.join(", ")))
}

/// What the terminal shows once the desk is gone; nothing where nothing runs.
pub fn last_words(model: &Model) -> Option<String> {
    let named = match model.view.shielding {
        // Who stands before a lock is not told which case it is.
        Shielding::Closing | Shielding::ScreenLock(_) => CaseNamed::No,
        Shielding::None | Shielding::Privacy => CaseNamed::Yes,
    };
    let next = next_call(model)?.sentence(model.view.now, named);
    let who = match model.session.departure {
        _ if calls_elsewhere(model) => " Een andere piket roept.",
        Departure::ToWatch | Departure::Locked => "",
        Departure::No | Departure::Asked => " Niemand roept.",
    };
    Some(format!("{next}{who}"))
}

/// Goes to the shell; what was typed is saved first.
pub fn suspend(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, SaveScope::All, effects);
    effects.push(Effect::Screen(ScreenEffect::Suspend));
}

/// What the shell shows while the desk stands still.
pub fn stands_still(model: &Model) -> String {
    let next =
        next_call(model).map_or_else(String::new, |n| format!(" {}", n.sentence(model.view.now, CaseNamed::Yes)));
    let silent = if calls_elsewhere(model) { "een andere piket roept" } else { "zolang gaat er geen alarm af" };
    format!("Piket staat stil: {silent}.{next} Met fg gaat het verder.")
}

fn calls_elsewhere(model: &Model) -> bool {
    matches!(model.session.alarm_service.duty(), Some(Duty::Elsewhere(_)))
}

/// The first that is still to come; where all of it has passed, what passed last.
fn next_call(model: &Model) -> Option<NextCall> {
    let now = model.view.now;
    let termijnen = model.running().map(|k| NextCall {
        what: "termijn",
        name: k.termijn.label.to_string(),
        zaak: k.zaak,
        due: k.counts_to(now),
    });
    let own = model.view.desk.zaken.values().flat_map(reminders).map(|h| NextCall {
        what: "herinnering",
        name: format!("herinnering {}", h.number),
        zaak: h.zaak,
        due: h.when,
    });
    // What is known behind a lock, and of what cannot be judged.
    let planned: Vec<AlarmTarget> = match &model.view.shielding {
        Shielding::ScreenLock(screen_lock) => screen_lock.kept().targets.clone(),
        Shielding::None | Shielding::Privacy | Shielding::Closing => alarm_targets::unjudged(model),
    };
    let kept = planned.iter().filter(|t| t.is_running).filter_map(|t| NextCall::of(t, &model.view));
    let all: Vec<NextCall> = termijnen.chain(own).chain(kept).collect();
    let ahead = all.iter().filter(|n| n.due > now).min_by_key(|n| n.due);
    ahead.or_else(|| all.iter().max_by_key(|n| n.due)).cloned()
}

/// Whether the case is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CaseNamed {
    Yes,
    No,
}

impl NextCall {
    /// Of what is known as it was planned only.
    fn of(target: &AlarmTarget, view: &View) -> Option<Self> {
        let AlarmTopic::Zaak { zaak, purpose } = target.topic else { return None };
        let what = match purpose {
            Purpose::Termijn(_) | Purpose::TermijnNow(_) => "termijn",
            Purpose::Reminder(_) => "herinnering",
        };
        let due = if view.now < target.due { target.due } else { target.too_late_at };
        Some(Self { what, name: purpose.words(view.names_of(target.topic)), zaak, due })
    }

    fn sentence(&self, now: Moment, named: CaseNamed) -> String {
        let of = match named {
            CaseNamed::Yes => format!("{} {} ", self.zaak, self.name),
            CaseNamed::No => String::new(),
        };
        let heading = if self.due > now { format!("Volgende {}", self.what) } else { "Te laat".to_owned() };
        format!("{heading}: {of}{}.", clock(self.due, now))
    }
}

/// `vr 12:00` within the week, with the date further away.
fn clock(due: Moment, now: Moment) -> String {
    let near = due.since(now).abs() < Duration::days(6);
    let local = due.amsterdam();
    if near && local.format("%H:%M").to_string() != "00:00" {
        format!("{} {}", short_day(local.weekday()), due.clock_time())
    } else {
        due.as_termijn()
    }
}
