//! What the officer says to an alarm: seen, or not now. Any program may record that, whoever holds the
//! lease; what rings follows the book.

use chrono::Duration;

use crate::{
    acts::act::{Act, ReminderDone},
    desk::{
        effect::Effect,
        model::Model,
        ops::write_queue::say,
        state::alarm_service::{AlarmAction, AlarmService},
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
            model.say(format!(
                "{topic}: gezien. Er {} nog {remaining}.",
                if remaining == 1 { "wacht" } else { "wachten" }
            ));
        }
    }
}

/// Puts off what rings.
pub fn snooze(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some((topic, _)) = first(model) {
        execute(model, topic, AlarmAction::Later, effects);
    }
}

/// Does what a key or a button asks.
pub fn execute(model: &mut Model, topic: AlarmTopic, action: AlarmAction, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    model.dirty = true;
    let book = model.session.alarm_service.book();
    let (alarm_lines, sentence) = match action {
        AlarmAction::Seen => {
            let again = model.view.setup.ladder.again(topic, now);
            (book.seen(topic, now, again), format!("{topic}: gezien."))
        }
        AlarmAction::Later => {
            let until = now.plus(SNOOZE);
            let alarm_lines = book.snooze(topic, now, until, SnoozeReason::Unspecified);
            (alarm_lines, format!("{topic}: opnieuw om {}.", until.clock_time()))
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
    if let (Purpose::Reminder(reminder), AlarmAction::Seen) = (topic.purpose, action)
        && model.may_record().is_ok()
        && model.view.desk.zaken.contains_key(&topic.zaak)
    {
        say(model, &Act::ReminderDone(ReminderDone { zaak: topic.zaak, reminder }), effects);
    }
}
