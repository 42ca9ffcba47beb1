//! Whether this desk writes or looks along with another one. Who looks along sees what the writer has
//! committed, records nothing, and can take over once nobody writes.

use crate::{
    desk::{
        command::CommandId,
        effect::Effect,
        model::Model,
        state::{
            role::{FollowerQuestion, LookReason, Role},
            screen::Tab,
        },
    },
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        watch::AlarmHost,
        writer::Writer,
    },
    log::{desk::Desk, event::Entry},
};
use chrono::Duration;

/// How often who looks along asks for news.
const PACE: Duration = Duration::seconds(1);

/// Asks for news when it is time.
pub fn tick(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.view.uptime;
    if let Role::Follows(m) = &mut model.session.role
        && let FollowerQuestion::At(when) = m.question
        && when <= now
    {
        m.question = FollowerQuestion::News;
        effects.push(Effect::Follow);
    }
}

/// Takes the news: who writes, the new entries, and the cases and reports they touched as they are now.
pub fn followed(model: &mut Model, writer: Writer, entries: Vec<Entry>, delta: Desk) {
    let now = model.view.uptime;
    let Role::Follows(m) = &mut model.session.role else { return };
    if m.question == FollowerQuestion::News {
        m.question = FollowerQuestion::At(now.plus(PACE));
    }
    if m.writer != writer {
        m.writer = writer;
        model.dirty = true;
        // Who watches without a screen has no key to take over with, and goes on all the same.
        let may_write = m.reason == LookReason::Meanwhile;
        if may_write && writer == Writer::Nobody && model.session.alarm_service.who == AlarmHost::Desk {
            let key = model.view.setup.keymap.first(CommandId::TakeOver);
            model.say(format!("De andere piket is gesloten. Met {key} schrijft deze desk verder."));
        }
    }
    if entries.is_empty() {
        return;
    }
    model.dirty = true;
    model.view.desk.melding_counter = delta.melding_counter;
    model.view.desk.zaak_counter = delta.zaak_counter;
    model.view.desk.closed_weeks = delta.closed_weeks;
    model.view.desk.meldingen.extend(delta.meldingen);
    let touched: Vec<Zaaknummer> = delta.zaken.keys().copied().collect();
    model.view.desk.zaken.extend(delta.zaken);
    for zaak in touched {
        model.view.rederive(zaak);
    }
    if let Some((zaak, alarm_line)) = &mut model.view.timeline {
        let until = alarm_line.last().map_or(0, |e| e.seq);
        alarm_line.extend(entries.into_iter().filter(|e| e.event.zaak() == Some(*zaak) && e.seq > until));
    }
    model.view.refresh();
    model.close_without_rij();
}

/// News that did not come is asked for again; the header says why, once.
pub fn follow_failed(model: &mut Model, error: &Error) {
    let now = model.view.uptime;
    let Role::Follows(m) = &mut model.session.role else { return };
    if m.question == FollowerQuestion::News {
        m.question = FollowerQuestion::At(now.plus(PACE));
    }
    let sentence = error.to_string();
    model.warn(sentence);
}

/// Asks for the pen.
pub fn take_over(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Role::Follows(m) = &mut model.session.role {
        m.question = FollowerQuestion::Pen;
        effects.push(Effect::TakeOver);
    }
}

/// The pen is here, with the desk as it stands on disk; or it is not.
pub fn taken_over(model: &mut Model, result: Result<Desk>, effects: &mut Vec<Effect>) {
    model.dirty = true;
    let now = model.view.uptime;
    match (result, &mut model.session.role) {
        (Ok(desk), _) => {
            model.session.role = Role::Writes;
            model.view.search.clear();
            model.view.found = None;
            model.view.take_desk(desk);
            model.view.timeline = None;
            if let (Tab::Timeline, Some(zaak)) = (model.view.tab, model.view.zaak()) {
                effects.push(Effect::Timeline(zaak.number));
            }
            effects.extend([Effect::Recent, Effect::Held, Effect::Sweep, model.view.read_sources()]);
            model.say("Deze desk schrijft nu.");
        }
        (Err(error), Role::Follows(m)) => {
            m.question = FollowerQuestion::At(now);
            // It stands in the header too, for who looks up later.
            m.refused = Some(error.sentence.clone());
            model.report_error(error);
        }
        (Err(error), Role::Writes) => model.report_error(error),
    }
}
