//! Verbs that record something: judged like a key on the screen, in one transaction.

use std::io::Write;

use super::{Exit, environment::Environment, print};
use crate::{
    acts::{
        Act,
        arguments::{Arguments, NeededStore, ShellAnswer, Subject},
        decide::{Context, decide_all},
    },
    domain::error::{Error, Result},
    judge::case_rule::{CaseRule, no_book},
    log::{
        desk::Desk,
        event::{Entry, LogEvent},
    },
    store::Store,
};

/// The desk as a verb needs it: what is open, and every case or report that the verb names.
pub fn load(store: &Store, subject: Subject) -> Result<Desk> {
    let mut desk = store.load_open()?;
    if let Some(number) = subject.zaak {
        let extra = store.fetch(number)?;
        desk.zaken.extend(extra.zaken);
        desk.meldingen.extend(extra.meldingen);
    }
    if let Some(number) = subject.melding
        && let Some(melding) = store.melding(number)?
    {
        desk.meldingen.insert(number, melding);
    }
    Ok(desk)
}

/// Records what a verb asks for.
///
/// # Errors
/// When the verb cannot be done, with the reason.
pub fn run(env: &Environment, typed: &dyn Arguments) -> Result<Exit> {
    let (mut store, clock) = match typed.store() {
        NeededStore::Created => env.create_for_writing()?,
        NeededStore::Existing => env.open_for_writing()?,
    };
    let mut desk = load(&store, typed.subject())?;
    let now = clock.now();
    let acts = typed.acts(&desk, now)?;
    if acts.is_empty() {
        return Err(Error::usage("Er is niets te doen."));
    }
    let (inrichtingen, _) = env.inrichtingen()?;
    let context = env.context(&inrichtingen, now);
    let decided = decide_all(&desk, &context, &acts)?;
    let entries = store.write(now, &env.actor(), &decided.new, &[])?;
    store.close()?;
    answer(typed.answer(), &acts, &entries)?;
    for entry in &entries {
        desk.apply(entry);
    }
    if let Some(error) = without_book(&desk, &context, &entries) {
        let _ = writeln!(std::io::stderr(), "Let op: {error}");
    }
    Ok(Exit::Done)
}

/// What is said where a case came to stand at an inrichting of a sector without a book.
fn without_book(desk: &Desk, context: &Context<'_>, entries: &[Entry]) -> Option<Error> {
    let placed =
        entries.iter().find(|e| matches!(e.event, LogEvent::ZaakOpened { .. } | LogEvent::InrichtingSet { .. }));
    let zaak = desk.zaken.get(&placed?.event.zaak()?)?;
    match context.case_rule(zaak) {
        CaseRule::NoBook(sector) => Some(no_book(sector)),
        CaseRule::Unchosen(_) | CaseRule::Known(..) | CaseRule::NotInBook(_) => None,
    }
}

fn answer(answer: ShellAnswer, acts: &[Act], entries: &[Entry]) -> Result<()> {
    match (answer, entries.iter().find_map(|e| e.event.zaak())) {
        (ShellAnswer::Zaaknummer, Some(zaak)) => print(&zaak.to_string()),
        (ShellAnswer::Zaaknummer, None) | (ShellAnswer::Sentences, _) => {
            acts.iter().try_for_each(|act| print(&act.sentence()))
        }
    }
}
