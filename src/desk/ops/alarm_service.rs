//! Keeps the wekkerboek for this program: calls out while it holds the lease, looks along while another
//! one does, and takes over when that one dies or hangs. What was recorded counts only when the store
//! says so; an alarm never waits for that.

use super::agenda_file;
use crate::{
    alarm::{
        ladder::ArrivalCall,
        target,
        watch_news::WatchNews,
        wekkerboek::{AlarmTarget, Round, WatchGap, Wekkerboek, round, weight},
    },
    desk::{
        effect::{Alarm, Bell, Effect},
        model::Model,
        state::{
            alarm_service::{ABSENT_AFTER, AlarmService, Handing, LeaseQuestion, PACE, UNTOLD_AFTER},
            shielding::Shielding,
            window::Window,
        },
        view::View,
    },
    domain::{
        alarm::{AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, ChannelOutcome, MissedReason},
        error::{Error, Result},
        ids::Meldingnummer,
        melding::MeldingKind,
        moment::Moment,
        uptime::Uptime,
        watch::Duty,
    },
};
mod officer;
mod steady;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

pub use officer::{all_seen, execute, first, go_to_first, list, seen, snooze};

/// A gap between two looks at the clock that is a sleep.
const SLEPT: Duration = Duration::minutes(2);

/// Looks at the clock: `was` is the look before this one.
pub fn tick(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    steady::note(model);
    let (now, uptime) = (model.view.now, model.view.uptime);
    let service = &mut model.session.alarm_service;
    if now.since(was) >= SLEPT {
        service.sleep(WatchGap { reason: MissedReason::LaptopSlept, from: was }, now);
    } else if now.since(was) > ABSENT_AFTER {
        service.ask_again(now);
    }
    match service.question {
        // Also when the clock was put back behind the appointment.
        LeaseQuestion::At(when) if when <= now || when > now.plus(PACE) => {
            service.question = LeaseQuestion::Asked(now);
            service.unanswered += 1;
            effects.push(Effect::Watch { claim: service.claim(uptime), next: service.book.next(now) });
        }
        LeaseQuestion::Asked(at) if at > now => service.question = LeaseQuestion::Asked(now),
        LeaseQuestion::At(_) | LeaseQuestion::Asked(_) => {}
    }
    if service.is_calling(now) {
        call_out(model, effects);
    }
}

/// So long after a key somebody still looks at the screen.
const LOOKS: Duration = Duration::minutes(1);

/// The bell is for who does not look: it is silent only where the terminal told that this window is in front, the desk
/// is in view, and somebody typed there a moment ago. An alarm itself is never left out.
fn bell(model: &Model) -> Bell {
    let session = &model.session;
    let typed = model.view.uptime.since(session.last_key) < LOOKS;
    let in_view = session.window == Window::Front && matches!(model.view.shielding, Shielding::None);
    if typed && in_view { Bell::Silent } else { Bell::Rings }
}

fn call_out(model: &mut Model, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let targets = super::alarm_targets::targets(model);
    let bell = bell(model);
    let service = &mut model.session.alarm_service;
    let busy: BTreeSet<AlarmPoint> = service.busy.keys().copied().collect();
    let Round { alarm_lines, to_fire } = round(&service.book, &targets, &busy, service.gap, now);
    service.gap = None;
    if !alarm_lines.is_empty() || !to_fire.is_empty() {
        model.dirty = true;
    }
    let called = alarms(&model.view, &targets, &to_fire, bell);
    let service = &mut model.session.alarm_service;
    for alarm_line in alarm_lines {
        service.take(alarm_line);
    }
    service.busy.extend(to_fire.iter().map(|point| (*point, now)));
    service.shown.extend(called.iter().map(|alarm| alarm.topic));
    effects.extend(called.into_iter().map(Effect::Alarm));
    // Whoever was to say what came of an alarm does not any more.
    let silent: Vec<AlarmPoint> =
        service.busy.iter().filter(|(_, since)| now.since(**since) > UNTOLD_AFTER).map(|(p, _)| *p).collect();
    record_calls(service, &silent, &[(AlarmChannel::Desktop, ChannelOutcome::NoAnswer)], now, uptime);
    service.send(effects);
}

/// Has taken off the desktop what does not ring any more.
pub fn take_off(model: &mut Model, effects: &mut Vec<Effect>) {
    let service = &mut model.session.alarm_service;
    if service.shown.is_empty() {
        return;
    }
    let ringing = service.sounding();
    let gone: BTreeSet<AlarmTopic> = service.shown.difference(&ringing).copied().collect();
    if !gone.is_empty() {
        service.shown.retain(|topic| ringing.contains(topic));
        effects.push(Effect::TakeOff(gone));
    }
}

/// One call for all that goes off at this moment, and one without sound for what is not to be heard: many alarms
/// at once are no louder than one, and the worst of them is what the officer must know.
fn alarms(view: &View, targets: &[AlarmTarget], to_fire: &BTreeSet<AlarmPoint>, bell: Bell) -> Vec<Alarm> {
    let now = view.now;
    let mut per: BTreeMap<AlarmTopic, Vec<AlarmPoint>> = BTreeMap::new();
    for point in to_fire {
        per.entry(point.topic).or_default().push(*point);
    }
    let mut singles: Vec<(Alarm, Moment)> = (per.into_iter())
        .filter_map(|(topic, points)| {
            let target = targets.iter().find(|d| d.topic == topic)?;
            let act = target::act(&view.alarm_act(topic), target.basis);
            let text = target::text(topic, &act, target.due, target.too_late_at, now);
            let (severity, tone) = (target::severity(target, now), target.tone_at(now));
            Some((Alarm { topic, act, points, severity, tone, bell, text, others: Vec::new() }, target.due))
        })
        .collect();
    singles.sort_by_key(|(alarm, due)| (weight(&alarm.topic), alarm.severity, *due, alarm.topic));
    let mut calls: Vec<Alarm> = Vec::new();
    for (alarm, _) in singles {
        match calls.iter_mut().find(|call| call.tone == alarm.tone) {
            Some(call) => {
                call.points.extend(alarm.points);
                call.others.push(alarm.text);
            }
            None => calls.push(alarm),
        }
    }
    calls
}

/// The store says who calls out, and what the others wrote.
pub fn news(model: &mut Model, news: Result<WatchNews>, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    let service = &mut model.session.alarm_service;
    service.unanswered = service.unanswered.saturating_sub(1);
    service.handing = Handing::AtOnce;
    // The answer to a question from before an absence says who called out then.
    let current = service.unanswered == 0;
    if current {
        service.question = LeaseQuestion::At(now.next_multiple(PACE));
    }
    // A store that does not even take the question keeps no alarm back: two calls are better than none.
    let news = news.unwrap_or_else(|error| {
        let duty = service.duty.unwrap_or(Duty::Here);
        WatchNews { duty, heartbeat: None, book: None, complaint: Some(error) }
    });
    // A demo may run at another time than the one that left this sign.
    let heartbeat = news.heartbeat.filter(|h| h.at <= now.plus(SLEPT));
    let mut different = news.book.is_some();
    if let Some(book) = news.book {
        service.read(book);
    }
    if current {
        if let (None, Some(h)) = (service.duty, heartbeat) {
            service.gap = Some(WatchGap { reason: MissedReason::ProgramClosed, from: h.at });
        }
        different |= service.duty != Some(news.duty);
        service.duty = Some(news.duty);
        service.up_to_date = true;
        if let Duty::Elsewhere(_) = news.duty {
            // Who calls out accounts for what was missed.
            service.gap = None;
        }
    }
    // What the store refused before waits for this look.
    let is_waiting = !service.queue.is_empty();
    service.send(effects);
    match news.complaint {
        Some(error) => report_failure(model, &error),
        None if is_waiting => {}
        None => model.put_failure(None),
    }
    if different {
        model.dirty = true;
    }
    if different || model.session.agenda.is_owed() {
        agenda_file::refresh(model, effects);
    }
    if model.session.alarm_service.is_calling(now) {
        call_out(model, effects);
    }
}

/// The store recorded the lines that were under way, or could not.
pub fn written(model: &mut Model, result: Result<Wekkerboek>, effects: &mut Vec<Effect>) {
    let service = &mut model.session.alarm_service;
    let in_flight = std::mem::take(&mut service.in_flight);
    match result {
        Ok(book) => {
            service.read(book);
            service.send(effects);
            agenda_file::refresh(model, effects);
        }
        Err(error) => {
            service.handing = Handing::AtNextLook;
            service.queue.splice(0..0, in_flight);
            report_failure(model, &error);
        }
    }
}

/// Said in the header while it lasts; alarms go on without their book.
fn report_failure(model: &mut Model, error: &Error) {
    model.put_failure(Some(format!("Het wekkerboek wordt niet bijgehouden: {}", error.sentence)));
}

/// By which ways an alarm went.
pub fn went_off(
    model: &mut Model,
    points: &[AlarmPoint],
    channels: &[(AlarmChannel, ChannelOutcome)],
    effects: &mut Vec<Effect>,
) {
    let now = model.view.now;
    model.dirty = true;
    record_calls(&mut model.session.alarm_service, points, channels, now, model.view.uptime);
    model.session.alarm_service.send(effects);
}

fn record_calls(
    service: &mut AlarmService,
    points: &[AlarmPoint],
    channels: &[(AlarmChannel, ChannelOutcome)],
    now: Moment,
    uptime: Uptime,
) {
    let reached = channels.iter().any(|(_, outcome)| outcome.reached());
    if !points.is_empty() {
        service.in_vain = (!reached).then_some(uptime);
    }
    for point in points {
        let Some(at) = service.busy.remove(point) else { continue };
        if reached {
            service.take(AlarmLine::Fired { point: *point, at, channels: channels.to_vec() });
            continue;
        }
        for alarm_line in service.book.unreached_lines(*point, at, now, channels.to_vec()) {
            service.take(alarm_line);
        }
    }
}

/// Mail came in that is to call: whoever calls out does so, and the book proves it. A bundle that comes in
/// together has one moment, and so is one call.
pub fn arrived(model: &mut Model, arrivals: Vec<(Meldingnummer, MeldingKind)>, effects: &mut Vec<Effect>) {
    if model.view.setup.ladder.arrivals == ArrivalCall::Never {
        return;
    }
    let at = model.view.now;
    let service = &mut model.session.alarm_service;
    for (melding, form) in arrivals {
        service.take(AlarmLine::Planned { point: target::arrival_point(melding, form, at), at, under: None });
    }
    service.send(effects);
}

/// A way that takes its time ended after the alarm was recorded.
pub fn answered(
    model: &mut Model,
    topic: AlarmTopic,
    channel: AlarmChannel,
    outcome: ChannelOutcome,
    effects: &mut Vec<Effect>,
) {
    let at = model.view.now;
    let service = &mut model.session.alarm_service;
    service.take(AlarmLine::Answered { topic, at, channel, outcome });
    service.send(effects);
}

/// The clock of the machine jumped: no sleep, and no time that went by.
pub fn clock_jump(model: &mut Model, from: Moment, to: Moment, effects: &mut Vec<Effect>) {
    model.view.now = to;
    model.say(format!("De klok van deze computer versprong van {} naar {}.", from.short(), to.short()));
    model.dirty = true;
    let service = &mut model.session.alarm_service;
    if to > from {
        service.sleep(WatchGap { reason: MissedReason::ClockJumped, from }, to);
    }
    // Every program sees it; whoever calls out records it.
    if !matches!(service.duty, Some(Duty::Elsewhere(_))) {
        service.take(AlarmLine::ClockJumped { from, to });
        service.send(effects);
    }
}
