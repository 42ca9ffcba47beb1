//! Random weeks: cases come, move, end and come back; the officer sees and puts off; the laptop sleeps,
//! the clock jumps, programs close and die with an alarm in their hands. At every moment every alarm that
//! was planned is accounted for, and every open term has its next one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use piket::{
    alarm::wekkerboek::{AlarmStatus, AlarmTarget, Round, TargetBasis, Tone, WatchGap, Wekkerboek, round, self_check},
    domain::{
        alarm::{
            AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, ChannelOutcome, MissedReason, Purpose, Rung, SnoozeReason,
        },
        ids::{WeekStart, Zaaknummer},
        moment::Moment,
        termijn_kind::TermijnKind,
    },
};

use crate::common::{Failure, TestResult};

/// Enough to meet every kind of night where the test is built to be fast; a fair share elsewhere.
const WEEKS: u64 = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
const STEPS: usize = 120;

/// Small, and the same everywhere: a week that fails is named by its number.
struct Random(u64);

impl Random {
    fn number(&mut self, ceiling: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % ceiling.max(1)
    }

    fn between(&mut self, from: i64, until: i64) -> i64 {
        let width = u64::try_from(until - from).unwrap_or(1);
        from + i64::try_from(self.number(width)).unwrap_or(0)
    }
}

/// What one program keeps in its head.
#[derive(Default)]
struct Program {
    busy: BTreeSet<AlarmPoint>,
    gap: Option<WatchGap>,
}

struct Week {
    random: Random,
    now: Moment,
    book: Wekkerboek,
    alarm_lines: Vec<AlarmLine>,
    targets: Vec<AlarmTarget>,
    program: Option<Program>,
    last_sign: Moment,
    number: u32,
}

impl Week {
    fn new(seed: u64) -> Result<Self, Failure> {
        // Weeks all over the years: the nights of the clock change and the turn of the year among them.
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.number(2);
        let start = Moment::from_rfc3339("2026-01-01T00:00:00+01:00")?;
        let now = start.plus(Duration::minutes(random.between(0, 2 * 366 * 1440)));
        let program = Some(Program::default());
        Ok(Self {
            random,
            now,
            book: Wekkerboek::default(),
            alarm_lines: Vec::new(),
            targets: Vec::new(),
            program,
            last_sign: now,
            number: 0,
        })
    }

    fn take(&mut self, alarm_lines: Vec<AlarmLine>) {
        for alarm_line in alarm_lines {
            if self.book.apply(&alarm_line) {
                self.alarm_lines.push(alarm_line);
            }
        }
    }

    fn again(&mut self) -> Option<Moment> {
        (self.random.number(2) == 0).then(|| self.now.plus(Duration::hours(1)))
    }

    fn target(&mut self) -> Option<&mut AlarmTarget> {
        let count = u64::try_from(self.targets.len()).unwrap_or(0);
        let which = usize::try_from(self.random.number(count)).unwrap_or(0);
        self.targets.get_mut(which)
    }

    fn new_target(&mut self) {
        self.number += 1;
        let number = self.number;
        let week = piket::domain::ids::Piketweek::from(self.now, WeekStart::default());
        let zaak = Zaaknummer { week, sequence: number };
        let purpose = match self.random.number(3) {
            0 => Purpose::Reminder(number),
            _ => Purpose::Termijn(TermijnKind::of("mbv")),
        };
        let rungs: &[i64] = match self.random.number(5) {
            0 => &[60, 15],
            1 => &[0],
            2 => &[120, 90, 30, 5, 1, 0],
            _ => &[60, 15, 0],
        };
        let repeat = if self.random.number(6) == 0 { 0 } else { 15 };
        let due = self.now.plus(Duration::seconds(self.random.between(-7_200, 200_000)));
        let rungs = rungs.to_vec();
        let topic = AlarmTopic::Zaak { zaak, purpose };
        let (too_late_at, tone) = (due, Tone::Loud);
        self.targets.push(AlarmTarget {
            topic,
            due,
            too_late_at,
            rungs,
            repeat,
            tone,
            loud_from: None,
            is_running: true,
            under: None,
            basis: TargetBasis::Now,
        });
    }

    fn look(&mut self) -> Result<(), String> {
        let Some(program) = &mut self.program else { return Ok(()) };
        let Round { alarm_lines, to_fire } =
            round(&self.book, &self.targets, &program.busy, program.gap.take(), self.now);
        for point in &to_fire {
            let is_running = self.targets.iter().any(|d| d.topic == point.topic && d.is_running && d.due == point.due);
            if !is_running || point.at() > self.now || !program.busy.insert(*point) {
                return Err(format!("{point:?} gaat af en hoort dat niet"));
            }
        }
        self.take(alarm_lines);
        self.last_sign = self.now;
        // Nothing is left for a second look at the same moment: no line is written without a change.
        let busy = self.program.as_ref().map(|p| p.busy.clone()).unwrap_or_default();
        let second_pass = round(&self.book, &self.targets, &busy, None, self.now);
        if second_pass != Round::default() {
            return Err(format!("tweede blik: {second_pass:?}"));
        }
        for b in self_check(&self.book, &self.targets, self.now) {
            // What is going off just now was neither rung nor forgotten.
            if b.state.is_wrong() && !busy.iter().any(|p| p.topic == b.topic) {
                return Err(format!("{b:?}"));
            }
            if b.state == AlarmStatus::Off && self.targets.iter().any(|d| d.topic == b.topic && d.repeat > 0) {
                return Err(format!("{b:?} zonder dat de instelling het zegt"));
            }
        }
        Ok(())
    }

    /// What went off ends, by a way that worked or by none.
    fn report(&mut self) {
        let now = self.now;
        let Some(program) = &mut self.program else { return };
        let busy = std::mem::take(&mut program.busy);
        let alarm_lines = busy.into_iter().flat_map(|point| match self.random.number(8) {
            0 => self.book.unreached_lines(point, now, now, Vec::new()),
            _ => vec![AlarmLine::Fired { point, at: now, channels: vec![(AlarmChannel::Bell, ChannelOutcome::Sent)] }],
        });
        let alarm_lines: Vec<AlarmLine> = alarm_lines.collect();
        self.take(alarm_lines);
    }

    /// Whoever answered an alarm is not called again for what reached nobody before that.
    fn answered(&self, topic: AlarmTopic) -> Result<(), String> {
        let again = self.book.open().keys().find(|p| p.topic == topic && matches!(p.rung, Rung::CatchUp(_)));
        again.map_or(Ok(()), |point| Err(format!("{point:?} staat nog open na het antwoord")))
    }

    fn advance(&mut self, duration: Duration) {
        self.now = self.now.plus(duration);
    }

    fn step(&mut self) -> Result<(), String> {
        match self.random.number(24) {
            0 => self.new_target(),
            1 => {
                let delta = Duration::minutes(self.random.between(-600, 600));
                if let Some(d) = self.target() {
                    d.due = d.due.plus(delta);
                }
            }
            2 => {
                if let Some(d) = self.target() {
                    d.is_running = !d.is_running;
                }
            }
            3 => {
                if self.targets.len() > 2 {
                    self.targets.remove(0);
                }
            }
            4 => {
                if let Some(d) = self.target() {
                    d.rungs = vec![45, 0];
                }
            }
            5 | 6 => {
                for (topic, ..) in self.book.ringing() {
                    let again = self.again();
                    let alarm_lines = self.book.seen(topic, self.now, again);
                    self.take(alarm_lines);
                    self.answered(topic)?;
                }
            }
            7 => {
                if let Some((topic, ..)) = self.book.ringing().first().copied() {
                    let until = self.now.plus(Duration::minutes(10));
                    let alarm_lines = self.book.snooze(topic, self.now, until, SnoozeReason::Busy);
                    self.take(alarm_lines);
                    self.answered(topic)?;
                }
            }
            8 => {
                // The laptop sleeps, perhaps with an alarm that is just going off.
                let from = self.now;
                let hour = self.random.between(3, 900);
                self.advance(Duration::minutes(hour));
                if let Some(p) = &mut self.program {
                    p.gap = Some(WatchGap { reason: MissedReason::LaptopSlept, from });
                }
            }
            9 => {
                let from = self.now;
                let jump = self.random.between(-400, 400);
                self.advance(Duration::minutes(jump));
                if let Some(p) = &mut self.program {
                    p.gap = Some(WatchGap { reason: MissedReason::ClockJumped, from });
                }
                self.take(vec![AlarmLine::ClockJumped { from, to: self.now }]);
            }
            // The holder dies with what it had in its hands; the other one knows what is on disk.
            10 => {
                self.program = Some(Program::default());
                self.advance(Duration::seconds(5));
            }
            11 => self.program = None,
            12 => {
                if self.program.is_none() {
                    let gap = Some(WatchGap { reason: MissedReason::ProgramClosed, from: self.last_sign });
                    self.program = Some(Program { busy: BTreeSet::new(), gap });
                }
            }
            13..=18 => self.report(),
            _ => {
                let seconds = self.random.between(1, 31);
                self.advance(Duration::seconds(seconds));
            }
        }
        self.look()?;
        self.count()
    }

    /// Counted from the lines alone, without the book: each plan ends once at most.
    fn count(&self) -> Result<(), String> {
        let (mut open, mut occurrences): (BTreeMap<AlarmPoint, i32>, [u64; 4]) = (BTreeMap::new(), [0; 4]);
        for alarm_line in &self.alarm_lines {
            let (point, kind, added) = match alarm_line {
                AlarmLine::Planned { point, .. } => (point, 0, 1),
                AlarmLine::Fired { point, .. } => (point, 1, -1),
                AlarmLine::Missed { point, from, until, .. } => {
                    if from > until {
                        return Err(format!("{alarm_line:?} eindigt voor hij begon"));
                    }
                    (point, 2, -1)
                }
                AlarmLine::Lapsed { point, .. } => (point, 3, -1),
                AlarmLine::Seen { .. }
                | AlarmLine::Snoozed { .. }
                | AlarmLine::Answered { .. }
                | AlarmLine::Grounded { .. }
                | AlarmLine::Ended { .. }
                | AlarmLine::ClockJumped { .. } => continue,
            };
            if let Some(n) = occurrences.get_mut(kind) {
                *n += 1;
            }
            let state = open.entry(*point).or_default();
            *state += added;
            if !(0..=1).contains(state) {
                return Err(format!("{point:?} is {state} keer open"));
            }
        }
        let [planned, fired, missed, lapsed] = occurrences;
        let pending = u64::try_from(open.values().filter(|n| **n == 1).count()).unwrap_or(0);
        let t = self.book.tally();
        let counted = (t.planned, t.fired, t.missed, t.lapsed);
        if counted != (planned, fired, missed, lapsed)
            || planned != fired + missed + lapsed + pending
            || !self.book.matches()
        {
            return Err(format!("{t:?} en {pending} open, geteld {occurrences:?}"));
        }
        Ok(())
    }
}

#[test]
fn over_random_weeks_every_alarm_is_accounted_for_and_every_open_term_has_its_next() -> TestResult {
    let mut ends = [0u64; 3];
    for seed in 0..WEEKS {
        let mut week = Week::new(seed)?;
        (0..3).for_each(|_| week.new_target());
        for step in 0..STEPS {
            week.step().map_err(|sentence| Failure(format!("week {seed}, stap {step}: {sentence}")))?;
        }
        let t = week.book.tally();
        ends = [ends[0] + t.fired, ends[1] + t.missed, ends[2] + t.lapsed];
        crate::agenda::agrees_with(&week.alarm_lines, week.book.open().keys().copied())?;
        // The lines alone give the same book.
        let mut folded = Wekkerboek::default();
        assert!(week.alarm_lines.iter().all(|alarm_line| folded.apply(alarm_line)), "week {seed}");
        assert_eq!(folded, week.book, "week {seed}");
        let text = serde_json::to_string(&week.book)?;
        assert_eq!(serde_json::from_str::<Wekkerboek>(&text)?, week.book, "week {seed}");
    }
    // The weeks are worth something: all ends occur, many times.
    assert!(ends.iter().all(|n| *n > WEEKS), "{ends:?}");
    Ok(())
}
