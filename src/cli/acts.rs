//! Verbs that record something: judged like a key on the screen, in one transaction.

use super::{
    answer::{notice, print},
    environment::Environment,
    exit::Exit,
    opening::Pen,
};
use crate::{
    acts::{
        arguments::{Arguments, ShellAnswer},
        before::Before,
        decide::decide_all,
        told::SHELL_UNDO,
    },
    desk::state::shell::ShellReply,
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        inrichting::Inrichtingen,
        moment::Moment,
        subject::Subject,
    },
    log::{desk::Desk, event::Entry},
    store::Store,
};

/// The desk as a verb needs it: what is open, and every case or report that the verb names.
pub fn load(store: &Store, subject: Subject) -> Result<Desk> {
    let mut desk = store.load_open()?;
    let named = store.subject(subject)?;
    desk.zaken.extend(named.zaken);
    desk.meldingen.extend(named.meldingen);
    Ok(desk)
}

/// Refuses the number of a case that is not there, where nothing else would say so.
///
/// # Errors
/// When there is no such case, or the store cannot be read.
pub fn require_zaak(store: &Store, number: Zaaknummer) -> Result<()> {
    store.zaak(number)?.map(drop).ok_or_else(|| number.unknown())
}

/// Records what a verb asks for, itself or by the desk that is open.
///
/// # Errors
/// When the verb cannot be done, with the reason.
pub fn run(env: &Environment, typed: &dyn Arguments) -> Result<Exit> {
    // Before the store: others wait for their turn once it is taken.
    let (inrichtingen, _) = env.inrichtingen()?;
    let (mut store, clock, before) = match env.pen(typed.store())? {
        Pen::Own(store, clock, before) => (*store, clock, before),
        Pen::Desk(reply) => {
            let (lines, notes) = recorded(reply)?;
            lines.iter().try_for_each(|line| print(line))?;
            warn(&notes);
            return Ok(Exit::Done);
        }
    };
    let done = record(env, typed, &inrichtingen, &mut store, clock.now());
    let RecordedVerb { sentences, entries, note } = before.end(store, done)?;
    typed.answer().lines(&sentences, &entries).iter().try_for_each(|line| print(line))?;
    // A script gets the number alone; what the case demands is said beside it.
    if typed.answer() == ShellAnswer::Zaaknummer && !sentences.is_empty() {
        notice(&sentences.join(" "));
    }
    warn(&note.iter().map(Error::to_string).collect::<Vec<_>>());
    Ok(Exit::Done)
}

/// What a verb recorded and what is said of it.
struct RecordedVerb {
    sentences: Vec<String>,
    entries: Vec<Entry>,
    note: Option<Error>,
}

fn record(
    env: &Environment,
    typed: &dyn Arguments,
    inrichtingen: &Inrichtingen,
    store: &mut Store,
    now: Moment,
) -> Result<RecordedVerb> {
    let mut desk = load(store, typed.subject())?;
    // With it the rule book is read, whose names may have been typed.
    let context = env.context(inrichtingen, now);
    let acts = typed.acts(&desk, &context)?;
    if acts.is_empty() {
        return Err(Error::usage("Er is niets te doen."));
    }
    let decided = decide_all(&desk, &context, &acts)?;
    let entries = store.write(now, &env.actor(), &decided.new, &[])?;
    let before = Before::of(&desk, &entries);
    for entry in &entries {
        desk.apply(entry);
    }
    let sentences = env.after(&desk, context).told(&acts, &before, SHELL_UNDO);
    let note = context.about_place_in_shell(&desk, &entries);
    Ok(RecordedVerb { sentences, entries, note })
}

/// What an open desk recorded for the shell: what is printed, and what is warned of.
///
/// # Errors
/// What it refused.
pub fn recorded(reply: ShellReply) -> Result<(Vec<String>, Vec<String>)> {
    match reply {
        ShellReply::Recorded { lines, notes } => Ok((lines, notes)),
        ShellReply::Refused(error) => Err(error),
    }
}

fn warn(notes: &[String]) {
    for note in notes {
        notice(&format!("Let op: {note}"));
    }
}
