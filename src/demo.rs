//! Fictitious weeks for practice: `piket demo`, the screenshots and the benchmarks. The same seed and
//! moment give the same weeks. Drafts in it are made by the real templates from the real fold, so what
//! one sees here is what the desk does. No person exists and nothing in it happened.

mod history;
mod mail;
mod material;
mod night;
mod open;
mod post;
mod rng;
mod script;
#[cfg(test)]
mod verify;

use std::{collections::BTreeMap, num::NonZero, panic::resume_unwind, thread};

use chrono::Duration;

use crate::{
    acts::{Act, LinkMelding, NoteCall, OpenZaak, decide::Context},
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        message_sender::MessageSender,
        moment::Moment,
        termijn_kind::Kalender,
    },
    log::{desk::Desk, event::NewEvent},
    rules::{address_book::AddressBook, book::Books},
};
use material::{Material, Voorval};
pub use night::{PracticeNight, Tour, practice_night};
pub use post::NightMail;
use rng::Rng;
use script::Script;

/// A fact with the moment it was recorded.
pub type Recording = (Moment, NewEvent);

/// Who signs the messages of a demo.
pub fn sender() -> MessageSender {
    MessageSender {
        phone: Some("06-0000 0000".to_owned()),
        addresses: vec!["piket@dji.example".to_owned()],
        classification: "oefening".to_owned(),
        ..MessageSender::unnamed()
    }
}

/// What the acts of a demo are judged with that is opened at `now`: nothing in it is recorded later.
pub fn context<'a>(now: Moment, week_start: WeekStart, books: Books<'a>, sender: &'a MessageSender) -> Context<'a> {
    let (Books { book, inrichtingen }, addresses) = (books, AddressBook::built_in());
    Context { book, inrichtingen, addresses, week_start, kalender: Kalender::default(), sender, now }
}

/// An act of the officer, or of the mail that came in, with what it led to.
struct Played {
    at: Moment,
    act: Act,
    new: Vec<NewEvent>,
    /// The number that the script gave to the report that comes in with it.
    brings: Option<Meldingnummer>,
}

/// Closed cases in the nine weeks before now, a dozen open ones with terms around now, and five
/// reports in the inbox; all in recording order, for an empty log.
///
/// # Errors
/// When the material or a template is broken or an act is refused, which the tests rule out.
pub fn week(seed: u64, context: &Context<'_>) -> Result<Vec<Recording>> {
    let material = Material::parse()?;
    let mut plans = history::plans(context, &material, &mut Rng::new(seed))?;
    plans.extend(open::plans(context, &material)?);
    let mut everything = play(seed, context, &material, plans)?;
    everything.extend(open::inbox(context, &material, &mut Rng::new(seed ^ 0xB0))?);
    record(context, everything)
}

/// Twenty open cases, each with one term running that ends more than 2 and less than 30 hours after
/// now: what an idle desk counts down.
///
/// # Errors
/// When the material is broken or an act is refused, which the tests rule out.
pub fn twenty(context: &Context<'_>) -> Result<Vec<Recording>> {
    let material = Material::parse()?;
    let plans = open::twenty(context, &material)?;
    record(context, play(20, context, &material, plans)?)
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

/// Plays every plan; the numbers of the cases follow the order in which they are opened. No case knows of another, so that
/// several are played at once.
fn play(seed: u64, context: &Context<'_>, material: &Material, mut plans: Vec<Plan<'_>>) -> Result<Vec<Played>> {
    let opening = |p: &Plan<'_>| p.called.max(p.starting_at).plus(Duration::minutes(2)).min(context.now);
    plans.sort_by_key(opening);
    let mut counter: BTreeMap<Piketweek, u32> = BTreeMap::new();
    let mut scripts = Vec::new();
    for (i, plan) in (1_u32..).zip(&plans) {
        let week = Piketweek::from(opening(plan), context.week_start);
        let sequence = counter.entry(week).or_default();
        *sequence += 1;
        let number = Zaaknummer { week, sequence: *sequence };
        let rng = Rng::new(seed.wrapping_mul(1009).wrapping_add(u64::from(i)));
        scripts.push((Script::new(*context, material, number, Meldingnummer(i * 100), rng, plan), plan));
    }
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    let share = scripts.len().div_ceil(hands).max(1);
    let mut left = scripts.into_iter();
    thread::scope(|scope| {
        let mut at_work = Vec::new();
        loop {
            let own: Vec<_> = left.by_ref().take(share).collect();
            if own.is_empty() {
                break;
            }
            at_work.push(scope.spawn(move || {
                let mut played = Vec::new();
                for (mut script, plan) in own {
                    script.open(plan.voorval, opening(plan));
                    (plan.course)(&mut script, plan.voorval);
                    played.extend(script.finish()?);
                }
                Ok::<_, Error>(played)
            }));
        }
        let mut everything = Vec::new();
        for worker in at_work {
            everything.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(everything)
    })
}

/// Puts everything in the order of the clock, on one desk: only there does a report get the number that it has in the log,
/// so that what names one is done again. Everything else led to what it leads to here.
fn record(context: &Context<'_>, mut everything: Vec<Played>) -> Result<Vec<Recording>> {
    everything.sort_by_key(|played| played.at);
    let mut numbers: BTreeMap<Meldingnummer, Meldingnummer> = BTreeMap::new();
    let (mut desk, mut out) = (Desk::default(), Vec::new());
    for Played { at, mut act, new, brings } in everything {
        if let Some(number) = brings {
            numbers.insert(number, desk.next_melding());
        }
        if let Act::NoteCall(NoteCall { melding: Some(melding), .. })
        | Act::OpenZaak(OpenZaak { melding, .. })
        | Act::LinkMelding(LinkMelding { melding, .. }) = &mut act
        {
            *melding = numbers.get(melding).copied().unwrap_or(*melding);
        }
        let named = brings.is_some() || new.iter().any(|new| new.event.melding().is_some());
        let new = if named {
            perform(&mut desk, &Context { now: at, ..*context }, &act)?
        } else {
            apply(&mut desk, at, &new);
            new
        };
        out.extend(new.into_iter().map(|new| (at, new)));
    }
    Ok(out)
}

/// Judges an act and does it on the desk.
fn perform(desk: &mut Desk, context: &Context<'_>, act: &Act) -> Result<Vec<NewEvent>> {
    let new = act.decide(desk, context)?.new;
    apply(desk, context.now, &new);
    Ok(new)
}

fn apply(desk: &mut Desk, now: Moment, new: &[NewEvent]) {
    for fact in new {
        desk.apply(&fact.clone().entry(0, now, ""));
    }
}
