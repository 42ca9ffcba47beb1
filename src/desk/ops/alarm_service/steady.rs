//! One press answers one alarm, the one that the officer saw: a key that bounces or is held down must not answer the
//! next alarm as well, nor one that came on top while the hand was on its way.

use crate::{
    desk::{
        model::Model,
        ops::write_queue::came_together,
        state::{alarm_service::TopAlarm, hand::GLANCE},
    },
    domain::{alarm::AlarmTopic, uptime::Uptime},
};

/// Notes which alarm stands on top.
pub fn note(model: &mut Model) {
    let (now, first) = (model.view.uptime, super::first(model).map(|(topic, _)| topic));
    let service = &mut model.session.alarm_service;
    service.top = match (service.top, first) {
        (Some(top), Some(topic)) if top.topic == topic => Some(top),
        (Some(_), Some(topic)) => Some(TopAlarm { topic, replaced: Some(now) }),
        // Out of silence it takes nobody's place, and the key meant nothing before.
        (None, Some(topic)) => Some(TopAlarm { topic, replaced: None }),
        (_, None) => None,
    };
}

/// Whether a press that answers what stands on top was meant for it; says so where it was not.
pub fn is_meant(model: &mut Model) -> bool {
    note(model);
    if came_together(model) {
        return false;
    }
    let now = model.view.uptime;
    let service = &mut model.session.alarm_service;
    let recent = |at: Uptime| now.since(at) < GLANCE;
    let bounced = service.pressed.replace(now).is_some_and(recent);
    let replaced = service.top.and_then(|top| top.replaced).is_some_and(recent);
    if !bounced && !replaced {
        return true;
    }
    let topic = service.top.map(|top: TopAlarm| top.topic).or_else(|| missed(model));
    if let Some(topic) = topic {
        let words = model.view.alarm_words(topic);
        model.say(format!("{words} wacht nog op u. Druk de toets nog eens als u het hebt gezien."));
    }
    false
}

fn missed(model: &Model) -> Option<AlarmTopic> {
    model.session.alarm_service.book.missed().topics().first().copied()
}
