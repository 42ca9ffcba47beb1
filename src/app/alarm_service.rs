//! Keeps the wekkerboek for this program: calls out while it holds the lease, looks along while another
//! one does, and takes over when that one dies or hangs. What was recorded counts only when the store
//! says so; an alarm never waits for that.

mod officer;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::{
    agenda_file, alarm_target,
    effect::{Alarm, Effect},
    model::Model,
    wekkerboek::{AlarmTarget, MissedSpan, Round, Tone, WatchGap, Wekkerboek, round},
};
use crate::domain::{
    alarm::{AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, ChannelOutcome, MissedReason},
    error::{Error, Result},
    moment::Moment,
    watch::{AlarmHost, Claim, Duty, Heartbeat},
};

pub use officer::{AlarmAction, execute, first, seen, snooze};

/// How often the lease is looked at, and with it shown that this program does not hang. A lease that
/// stands still for three looks is taken over.
pub const PACE: Duration = Duration::seconds(3);
/// A store that is silent for so long does not keep an alarm back.
const SILENT_AFTER: Duration = Duration::seconds(10);
/// Who did not look at the clock for so long, or had no answer for so long, may have lost the lease since.
const ABSENT_AFTER: Duration = Duration::seconds(4);
/// A gap between two looks at the clock that is a sleep.
const SLEPT: Duration = Duration::minutes(2);

/// What the store tells of the lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchNews {
    /// Who calls out.
    pub duty: Duty,
    /// The last sign of life that was there, before any of this program.
    pub heartbeat: Option<Heartbeat>,
    /// The book, where it changed since the last time.
    pub book: Option<Wekkerboek>,
    /// What did not work meanwhile: the book not read, or the sign of life not written.
    pub complaint: Option<Error>,
}

/// The question to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Is asked at this moment.
    At(Moment),
    /// Was asked then.
    Asked(Moment),
}

/// What this program knows of the alarms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmService {
    /// Which program this is.
    pub who: AlarmHost,
    book: Wekkerboek,
    duty: Option<Duty>,
    question: Question,
    /// Questions without an answer yet. They are answered in turn: only the last answer is of now.
    unanswered: u32,
    /// False while the store may know more than this program: at the start and after an absence.
    up_to_date: bool,
    gap: Option<WatchGap>,
    busy: BTreeMap<AlarmPoint, Moment>,
    in_flight: Vec<AlarmLine>,
    queue: Vec<AlarmLine>,
}

impl AlarmService {
    /// Knows nothing yet and asks at the first tick.
    pub fn new(who: AlarmHost, now: Moment) -> Self {
        Self {
            who,
            book: Wekkerboek::default(),
            duty: None,
            question: Question::At(now),
            unanswered: 0,
            up_to_date: false,
            gap: None,
            busy: BTreeMap::new(),
            in_flight: Vec::new(),
            queue: Vec::new(),
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
            Question::At(when) => when,
            // Also while the store is silent: who does not look at the clock counts as absent.
            Question::Asked(_) => now.plus(PACE),
        };
        [Some(question), self.book.next(now)].into_iter().flatten()
    }

    /// Whether the store has been silent for at least so long.
    fn is_silent(&self, now: Moment, duration: Duration) -> bool {
        matches!(self.question, Question::Asked(at) if now.since(at) >= duration)
    }

    /// Whether this program calls out now.
    fn is_calling(&self, now: Moment) -> bool {
        let is_silent = self.is_silent(now, SILENT_AFTER);
        match self.duty {
            None => is_silent,
            // The lease stirs by the store: while that is slow it may be lost already.
            Some(Duty::Here) => is_silent || (self.up_to_date && !self.is_silent(now, ABSENT_AFTER)),
            Some(Duty::Elsewhere(_)) => false,
        }
    }

    /// How much this program wants the lease. A desk reaches somebody by its banner, if by nothing else.
    fn claim(&self) -> Claim {
        match (self.who, self.duty) {
            (AlarmHost::Desk, Some(Duty::Elsewhere(_))) if self.book.is_unreached() => Claim::Claimed,
            (AlarmHost::Desk | AlarmHost::Watch | AlarmHost::Command, _) => Claim::Free,
        }
    }

    /// Takes a line into the book and into the queue for the store.
    fn take(&mut self, alarm_line: AlarmLine) {
        if self.book.apply(&alarm_line) {
            self.queue.push(alarm_line);
        }
    }

    /// Takes the book of the store; what is still on its way there comes on top.
    fn read(&mut self, book: Wekkerboek) {
        self.book = book;
        for alarm_line in self.in_flight.iter().chain(&self.queue) {
            self.book.apply(alarm_line);
        }
    }

    /// Hands over what waits, one parcel at a time.
    fn send(&mut self, effects: &mut Vec<Effect>) {
        if self.in_flight.is_empty() && !self.queue.is_empty() {
            self.in_flight = std::mem::take(&mut self.queue);
            effects.push(Effect::RecordAlarms(self.who, self.in_flight.clone()));
        }
    }
}

/// Looks at the clock: `was` is the look before this one.
pub fn tick(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    let now = model.now;
    let service = &mut model.alarm_service;
    if now.since(was) >= SLEPT {
        service.sleep(WatchGap { reason: MissedReason::LaptopSlept, from: was }, now);
    } else if now.since(was) > ABSENT_AFTER {
        service.ask_again(now);
    }
    match service.question {
        // Also when the clock was put back behind the appointment.
        Question::At(when) if when <= now || when > now.plus(PACE) => {
            service.question = Question::Asked(now);
            service.unanswered += 1;
            effects.push(Effect::Watch(service.claim(), service.book.next(now)));
        }
        Question::Asked(at) if at > now => service.question = Question::Asked(now),
        Question::At(_) | Question::Asked(_) => {}
    }
    if service.is_calling(now) {
        call_out(model, effects);
    }
}

impl AlarmService {
    /// Nobody looked for a while: what the others did meanwhile is asked first.
    fn sleep(&mut self, gap: WatchGap, now: Moment) {
        self.gap = Some(self.gap.map_or(gap, |earlier| WatchGap { from: earlier.from.min(gap.from), ..gap }));
        self.ask_again(now);
    }

    /// Whoever was away asks who calls out before anything else: another may have gone on meanwhile.
    fn ask_again(&mut self, now: Moment) {
        self.up_to_date = false;
        self.question = Question::At(now);
    }
}

fn call_out(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.now;
    let targets = alarm_target::targets(model);
    let service = &mut model.alarm_service;
    let busy: BTreeSet<AlarmPoint> = service.busy.keys().copied().collect();
    let Round { alarm_lines, to_fire } = round(&service.book, &targets, &busy, service.gap, now);
    service.gap = None;
    if !alarm_lines.is_empty() || !to_fire.is_empty() {
        model.dirty = true;
    }
    let service = &mut model.alarm_service;
    for alarm_line in alarm_lines {
        service.take(alarm_line);
    }
    service.busy.extend(to_fire.iter().map(|point| (*point, now)));
    effects.extend(alarms(&targets, &to_fire, now).into_iter().map(Effect::Alarm));
    // Whoever was to say what came of an alarm does not any more.
    let silent: Vec<AlarmPoint> =
        service.busy.iter().filter(|(_, since)| now.since(**since) > SILENT_AFTER).map(|(p, _)| *p).collect();
    record_calls(service, &silent, &[(AlarmChannel::Desktop, ChannelOutcome::NoAnswer)], now);
    service.send(effects);
}

/// One alarm for all that goes off about one thing, the most pressing first.
fn alarms(targets: &[AlarmTarget], to_fire: &BTreeSet<AlarmPoint>, now: Moment) -> Vec<Alarm> {
    let mut per: BTreeMap<AlarmTopic, Vec<AlarmPoint>> = BTreeMap::new();
    for point in to_fire {
        per.entry(point.topic).or_default().push(*point);
    }
    let mut alarms: Vec<Alarm> = (per.into_iter())
        .filter_map(|(topic, points)| {
            let target = targets.iter().find(|d| d.topic == topic)?;
            let tone = if target.due <= now { Tone::Loud } else { target.tone };
            let text = alarm_target::text(topic, target.due, now);
            Some(Alarm { topic, points, severity: alarm_target::severity(target.due, now), tone, text })
        })
        .collect();
    alarms.sort_by_key(|a| a.severity);
    alarms
}

/// The store says who calls out, and what the others wrote.
pub fn news(model: &mut Model, news: Result<WatchNews>, effects: &mut Vec<Effect>) {
    let now = model.now;
    let service = &mut model.alarm_service;
    service.unanswered = service.unanswered.saturating_sub(1);
    // The answer to a question from before an absence says who called out then.
    let current = service.unanswered == 0;
    if current {
        service.question = Question::At(now.next_multiple(PACE));
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
    service.send(effects);
    if let Some(error) = news.complaint {
        report_failure(model, &error);
    }
    if different {
        model.dirty = true;
        agenda_file::refresh(model, effects);
    }
    if model.alarm_service.is_calling(now) {
        call_out(model, effects);
    }
}

/// The store recorded the lines that were under way, or could not.
pub fn written(model: &mut Model, result: Result<Wekkerboek>, effects: &mut Vec<Effect>) {
    let service = &mut model.alarm_service;
    let in_flight = std::mem::take(&mut service.in_flight);
    match result {
        Ok(book) => {
            service.read(book);
            service.send(effects);
            agenda_file::refresh(model, effects);
        }
        Err(error) => {
            // Tried again with the next look at the lease.
            service.queue.splice(0..0, in_flight);
            report_failure(model, &error);
        }
    }
}

/// Said once in the header; alarms go on without their book.
fn report_failure(model: &mut Model, error: &Error) {
    let sentence = format!("Het wekkerboek wordt niet bijgehouden: {}", error.sentence);
    if !model.warnings.contains(&sentence) {
        model.warnings.push(sentence);
        model.dirty = true;
    }
}

/// By which ways an alarm went.
pub fn went_off(
    model: &mut Model,
    points: &[AlarmPoint],
    channels: &[(AlarmChannel, ChannelOutcome)],
    effects: &mut Vec<Effect>,
) {
    let now = model.now;
    model.dirty = true;
    record_calls(&mut model.alarm_service, points, channels, now);
    model.alarm_service.send(effects);
}

fn record_calls(
    service: &mut AlarmService,
    points: &[AlarmPoint],
    channels: &[(AlarmChannel, ChannelOutcome)],
    now: Moment,
) {
    let reached = channels.iter().any(|(_, outcome)| *outcome == ChannelOutcome::Succeeded);
    for point in points {
        let Some(at) = service.busy.remove(point) else { continue };
        if reached {
            service.take(AlarmLine::Fired { point: *point, at, channels: channels.to_vec() });
            continue;
        }
        for alarm_line in Wekkerboek::unreached_lines(*point, at, now) {
            service.take(alarm_line);
        }
    }
}

/// The clock of the machine jumped: no sleep, and no time that went by.
pub fn clock_jump(model: &mut Model, from: Moment, to: Moment, effects: &mut Vec<Effect>) {
    let key = model.last_key.plus(to.since(from));
    model.last_key = key;
    model.now = to;
    model.say(format!("De klok van deze computer versprong van {} naar {}.", from.short(), to.short()));
    model.dirty = true;
    let service = &mut model.alarm_service;
    if to > from {
        service.sleep(WatchGap { reason: MissedReason::ClockJumped, from }, to);
    }
    // Every program sees it; whoever calls out records it.
    if !matches!(service.duty, Some(Duty::Elsewhere(_))) {
        service.take(AlarmLine::Countdown { from, to });
        service.send(effects);
    }
}
