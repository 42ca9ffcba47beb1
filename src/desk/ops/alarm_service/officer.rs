//! What the officer says to an alarm: seen, or not now. Any program may record that, whoever holds the
//! lease; what rings follows the book.

use chrono::Duration;

use super::steady;
use crate::domain::rank::FoundBy;
use crate::{
    acts::{Act, ReminderDone},
    alarm::target,
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        ops::{alarm_targets, write_queue::press},
        state::{
            alarm_service::{AlarmAction, AlarmService},
            item::Item,
        },
    },
    domain::{
        alarm::{AlarmTopic, Purpose, SnoozeReason},
        moment::Moment,
    },
};

/// So long an alarm is put off by one key.
const SNOOZE: Duration = Duration::minutes(10);

/// What rings, and what was missed: the first thing the officer is to see.
pub fn first(model: &Model) -> Option<(AlarmTopic, Moment)> {
    model.session.alarm_service.book().ringing().first().map(|(topic, due, _)| (*topic, *due))
}

/// Marks what rings as seen, first what was missed.
pub fn seen(model: &mut Model, effects: &mut Vec<Effect>) {
    if !steady::is_meant(model) {
        return;
    }
    let ringing = model.session.alarm_service.book.ringing();
    match ringing.as_slice() {
        [] => {
            for topic in model.session.alarm_service.book.missed().topics() {
                execute(model, topic, AlarmAction::Seen, effects);
            }
            model.say("Gezien.");
        }
        [(topic, ..)] => {
            execute(model, *topic, AlarmAction::Seen, effects);
        }
        [(topic, ..), rest @ ..] => {
            let remaining = rest.len();
            execute(model, *topic, AlarmAction::Seen, effects);
            let words = model.view.alarm_words(*topic);
            model.say(format!(
                "{words}: gezien. Er {} nog {remaining}.",
                if remaining == 1 { "wacht" } else { "wachten" }
            ));
        }
    }
}

/// Everything that waits for an answer: what rings, the worst first, and then what was missed.
fn waiting(model: &Model) -> Vec<(AlarmTopic, Option<Moment>)> {
    let book = model.session.alarm_service.book();
    let mut all: Vec<_> = book.ringing().into_iter().map(|(topic, due, _)| (topic, Some(due))).collect();
    for topic in book.missed().topics() {
        if all.iter().all(|(known, _)| *known != topic) {
            all.push((topic, None));
        }
    }
    all
}

/// Where an alarm leads to.
fn item(topic: AlarmTopic) -> Item {
    match topic {
        AlarmTopic::Zaak { zaak, .. } => Item::Zaak(zaak),
        AlarmTopic::Arrival { melding, .. } => Item::Melding(melding),
    }
}

/// Shows every alarm; each line goes to what it is about, and the last answers all of them.
pub fn list(model: &mut Model) {
    let now = model.view.now;
    let waiting = waiting(model);
    let listed = waiting.iter().map(|(topic, _)| *topic).collect();
    let all = (
        Choice::AllSeen(listed),
        "alles gezien".to_owned(),
        match waiting.len() {
            1 => "1 alarm".to_owned(),
            n => format!("{n} alarmen"),
        },
    );
    let each = waiting.into_iter().map(|(topic, due)| {
        let said = |due| {
            let known = alarm_targets::known_due(model, topic, due);
            let act = target::act(&model.view.alarm_act(topic), known.basis);
            target::text(topic, &act, due, known.too_late_at, now)
        };
        let text = due.map_or_else(|| model.view.alarm_words(topic), said);
        (Choice::ToItem(item(topic)), text, if due.is_some() { "" } else { "gemist" }.to_owned())
    });
    // The worst first.
    let options = each
        .chain(std::iter::once(all))
        .map(|(choice, text, extra)| {
            let found_by = FoundBy::name(&text);
            let option = PickOption {
                choice,
                badge: String::new(),
                text,
                extra,
                unavailable: None,
                explanation: None,
                heading: None,
            };
            (option, found_by)
        })
        .collect();
    model.open_picker(Picker::new("Alarmen", "Enter gaat erheen; «alles gezien» staat onderaan", options));
}

/// Marks what was on screen of the list as seen, and shows so many others as were not. What came since nobody saw.
pub fn all_seen(model: &mut Model, shown: &[AlarmTopic], hidden: usize, effects: &mut Vec<Effect>) {
    for topic in shown {
        execute(model, *topic, AlarmAction::Seen, effects);
    }
    let seen = match shown {
        [_] => "Gezien: 1 alarm.".to_owned(),
        all if hidden == 0 => format!("Alles gezien: {} alarmen.", all.len()),
        all => format!("Gezien: {} alarmen.", all.len()),
    };
    let rest = match hidden {
        0 => String::new(),
        1 => " Eén stond nog niet in beeld en staat nu hier.".to_owned(),
        n => format!(" {n} stonden nog niet in beeld en staan nu hier."),
    };
    if hidden > 0 {
        list(model);
    }
    model.say(format!("{seen}{rest}"));
}

/// Goes to what the worst is about.
pub fn go_to_first(model: &mut Model, _: &mut Vec<Effect>) {
    if let Some((topic, _)) = first(model) {
        model.view.show(item(topic));
    }
}

/// Puts off what rings.
pub fn snooze(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some((topic, _)) = first(model)
        && steady::is_meant(model)
    {
        execute(model, topic, AlarmAction::Later, effects);
    }
}

/// Does what a key or a button asks.
pub fn execute(model: &mut Model, topic: AlarmTopic, action: AlarmAction, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    model.dirty = true;
    let words = model.view.alarm_words(topic);
    let book = model.session.alarm_service.book();
    let (alarm_lines, sentence) = match action {
        AlarmAction::Seen => {
            let again = model.view.setup.ladder.again(topic, now);
            (book.seen(topic, now, again), format!("{words}: gezien."))
        }
        AlarmAction::Later => {
            let until = now.plus(SNOOZE);
            let alarm_lines = book.snooze(topic, now, until, SnoozeReason::Unspecified);
            (alarm_lines, format!("{words}: opnieuw om {}.", until.clock_time()))
        }
    };
    if alarm_lines.is_empty() {
        return;
    }
    let service: &mut AlarmService = &mut model.session.alarm_service;
    for alarm_line in alarm_lines {
        service.take(alarm_line);
    }
    service.send(effects);
    model.say(sentence);
    // A reminder that was seen has done its work.
    if let (AlarmTopic::Zaak { zaak, purpose: Purpose::Reminder(reminder) }, AlarmAction::Seen) = (topic, action)
        && model.may_record().is_ok()
        && model.view.desk.zaken.contains_key(&zaak)
    {
        press(model, &Act::ReminderDone(ReminderDone { zaak, reminder }), effects);
    }
}
