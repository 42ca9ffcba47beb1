//! Fictitious weeks for practice: `piket demo`, the screenshots and the benchmarks. The same seed and
//! moment give the same weeks. Drafts in it are made by the real templates from the real fold, so what
//! one sees here is what the desk does. No person exists and nothing in it happened.

mod history;
mod mail;
mod material;
mod open;
mod rng;
mod script;
#[cfg(test)]
mod verify;

use std::collections::BTreeMap;

use chrono::Duration;

use crate::{
    domain::{
        error::Result,
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        moment::Moment,
        rij::Rij,
        rulebook_stamp::RulebookStamp,
    },
    log::event::{LogEvent, NewEvent},
};
use material::{Material, Voorval};
use rng::Rng;
use script::Script;

/// A fact with the moment it was recorded.
pub type Recording = (Moment, NewEvent);

/// What the demo needs to know of the rest of the program.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// The moment the demo is opened; nothing in it is recorded later.
    pub now: Moment,
    /// When a piketweek starts.
    pub start: WeekStart,
    /// The rule book the cases are judged with.
    pub rulebook: &'a RulebookStamp,
    /// The title of a row.
    pub title: &'a dyn Fn(Rij) -> String,
    /// The ids of a row's weighing questions.
    pub questions: &'a dyn Fn(Rij) -> Vec<String>,
}

/// Closed cases in the nine weeks before now, a dozen open ones with terms around now, and five
/// reports in the inbox; all in recording order, for an empty log.
///
/// # Errors
/// When the material or a template is broken, which the tests rule out.
pub fn week(seed: u64, basis: &Basis<'_>) -> Result<Vec<Recording>> {
    let material = Material::parse()?;
    let mut plans = history::plans(basis, &material, &mut Rng::new(seed))?;
    plans.extend(open::plans(basis, &material)?);
    let mut everything = play(seed, basis, &material, plans)?;
    everything.extend(open::inbox(basis, &material, &mut Rng::new(seed ^ 0xB0)));
    Ok(in_order(everything))
}

/// Twenty open cases, each with one term running that ends more than 2 and less than 30 hours after
/// now: what an idle desk counts down.
///
/// # Errors
/// When the material is broken, which the tests rule out.
pub fn twenty(basis: &Basis<'_>) -> Result<Vec<Recording>> {
    let material = Material::parse()?;
    let plans = open::twenty(basis, &material)?;
    Ok(in_order(play(20, basis, &material, plans)?))
}

/// One case to be played.
struct Plan<'a> {
    voorval: &'a Voorval,
    /// When it happens.
    start: Moment,
    /// When the officer is phoned.
    called: Moment,
    /// The earliest moment anything about it may be recorded.
    starting_at: Moment,
    /// What happens in it.
    course: Course,
}

/// Plays the course of one case.
type Course = fn(&mut Script<'_>, &Voorval);

/// Plays every plan; the numbers of the cases follow the order in which they are opened.
fn play(seed: u64, basis: &Basis<'_>, material: &Material, mut plans: Vec<Plan<'_>>) -> Result<Vec<Recording>> {
    let opening = |p: &Plan<'_>| p.called.max(p.starting_at).plus(Duration::minutes(2)).min(basis.now);
    plans.sort_by_key(opening);
    let mut counter: BTreeMap<Piketweek, u32> = BTreeMap::new();
    let mut everything = Vec::new();
    for (i, plan) in (1_u32..).zip(&plans) {
        let week = Piketweek::from(opening(plan), basis.start);
        let sequence = counter.entry(week).or_default();
        *sequence += 1;
        let number = Zaaknummer { week, sequence: *sequence };
        let rng = Rng::new(seed.wrapping_mul(1009).wrapping_add(u64::from(i)));
        let mut script = Script::new(*basis, material, number, Meldingnummer(i * 100), rng, plan);
        script.open(plan.voorval, opening(plan));
        (plan.course)(&mut script, plan.voorval);
        everything.extend(script.finish()?);
    }
    Ok(everything)
}

/// Puts everything in recording order and numbers the reports as they came in.
fn in_order(mut everything: Vec<Recording>) -> Vec<Recording> {
    everything.sort_by_key(|(recorded_at, _)| *recorded_at);
    let mut numbers: BTreeMap<Meldingnummer, Meldingnummer> = BTreeMap::new();
    let mut last = 0;
    for (_, new) in &mut everything {
        if let LogEvent::MeldingReceived { melding, .. } = &new.event {
            last += 1;
            numbers.insert(*melding, Meldingnummer(last));
        }
        if let Some(melding) = new.event.melding_mut() {
            *melding = numbers.get(melding).copied().unwrap_or(*melding);
        }
    }
    everything
}
