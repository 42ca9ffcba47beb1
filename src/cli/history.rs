//! `ongedaan` and `herstel`: what was done is taken back or put back from the shell, as on the desk: by the log
//! alone, so also what another session did.

use std::io::{IsTerminal, stdin, stdout};

use serde_json::json;

use super::{
    acts::recorded,
    answer::{Output, print},
    environment::Environment,
    exit::Exit,
    opening::Pen,
};
use crate::{
    acts::{arguments::NeededStore, before::Before},
    domain::{
        error::{Error, Result},
        sanitize,
    },
    log::history::{Chance, Direction, ListedDeed, Pick},
    runtime::lesson,
    store::Access,
};

/// Takes an act back or puts it back.
///
/// # Errors
/// Why it cannot be, or when the store cannot be written.
pub fn turn(env: &Environment, direction: Direction, number: Option<u64>) -> Result<Exit> {
    if (direction, number) == (Direction::Undo, None) && is_answered_by_somebody() {
        return Err(name_first(env)?);
    }
    // Before the store: others wait for their turn once it is taken.
    let (inrichtingen, _) = env.inrichtingen()?;
    let (mut store, clock) = match env.pen(NeededStore::Existing)? {
        Pen::Own(store, clock, _) => (*store, clock),
        Pen::Desk(reply) => {
            let (lines, _) = recorded(reply)?;
            lines.iter().try_for_each(|line| print(line))?;
            return Ok(Exit::Done);
        }
    };
    let now = clock.now();
    let turned = store.history()?.deeds(&env.books(&env.inrichtingen()?.0)).turn(direction, Pick::from(number), now)?;
    // Whoever repeats the verb without looking takes back one act after another, but never a whole case.
    if (direction, number) == (Direction::Undo, None) && turned.takes_a_case() {
        return Err(turned.named_first());
    }
    let mut desk = store.load_open()?;
    for zaak in turned.new.iter().filter_map(|new| new.event.zaak()) {
        desk.zaken.extend(store.subject(zaak.into())?.zaken);
    }
    let entries = store.reverse(now, &env.actor(), &turned.new, turned.reverses)?;
    store.close()?;
    let before = Before::of(&desk, &entries);
    for entry in &entries {
        desk.apply(entry);
    }
    let after = env.after(&desk, env.context(&inrichtingen, now));
    let told = after.told_turned(direction, &turned.told(&turned.dated()), &before, direction.verb_of_opposite());
    told.iter().try_for_each(|line| print(line))?;
    for taught in before.taught(direction) {
        lesson::turn_in(taught, direction, &env.labels().0)?;
    }
    Ok(Exit::Done)
}

/// True where an officer types and reads. In a pipe the answer says what it was, and when.
fn is_answered_by_somebody() -> bool {
    stdin().is_terminal() && stdout().is_terminal()
}

/// Names the last act, which another session recorded, and by which number it is taken back; nothing is written.
fn name_first(env: &Environment) -> Result<Error> {
    let (store, clock) = env.open(Access::Read)?;
    let turned =
        store.history()?.deeds(&env.books(&env.inrichtingen()?.0)).turn(Direction::Undo, Pick::Last, clock.now())?;
    Ok(turned.named_first())
}

/// Shows what was done lately and what can become of it, latest first.
///
/// # Errors
/// When the store cannot be read.
pub fn list(env: &Environment, output: Output) -> Result<Exit> {
    let (store, clock) = env.open(Access::Read)?;
    let deeds = store.history()?.deeds(&env.books(&env.inrichtingen()?.0)).list(clock.now());
    for deed in &deeds {
        print(&if output == Output::Json { json_of(deed) } else { line_of(deed) })?;
    }
    if deeds.is_empty() && output == Output::Text {
        print("Er is nog niets gedaan.")?;
    }
    Ok(Exit::Done)
}

fn line_of(deed: &ListedDeed) -> String {
    let chance = match &deed.chance {
        Chance::Undo => String::new(),
        Chance::Redo => "  (is ongedaan; «piket herstel» zet het terug)".to_owned(),
        Chance::None(why) => {
            let how = if deed.stands { "kan niet" } else { "is ongedaan; terugzetten kan niet" };
            format!("  ({how}: {})", why.hint.as_ref().unwrap_or(&why.sentence))
        }
    };
    format!("{:>6}  {}  {}{chance}", deed.number, deed.at.short(), sanitize::capitalize(&deed.name))
}

fn json_of(deed: &ListedDeed) -> String {
    let (chance, why) = match &deed.chance {
        Chance::Undo => (Some("ongedaan"), None),
        Chance::Redo => (Some("herstel"), None),
        Chance::None(why) => (None, Some(why.hint.as_ref().unwrap_or(&why.sentence))),
    };
    let document = json!({
        "nr": deed.number, "op": deed.at.rfc3339(), "wat": deed.name, "staat": deed.stands, "kan": chance,
        "reden": why,
    });
    document.to_string()
}
