//! `ongedaan` and `herstel`: what was done is taken back or put back from the shell, as on the desk: by the log
//! alone, so also what another session did.

use serde_json::json;

use super::{Exit, environment::Environment, print};
use crate::{
    domain::{error::Result, sanitize},
    log::history::{Chance, Direction, ListedDeed, Pick},
    store::Access,
};

/// Takes an act back or puts it back.
///
/// # Errors
/// Why it cannot be, or when the store cannot be written.
pub fn turn(env: &Environment, direction: Direction, number: Option<u64>) -> Result<Exit> {
    let (mut store, clock) = env.open_for_writing()?;
    let now = clock.now();
    let pick = number.map_or(Pick::Last, Pick::Numbered);
    let turned = store.history()?.deeds().turn(direction, pick, now)?;
    store.reverse(now, &env.actor(), &turned.new, turned.reverses)?;
    store.close()?;
    let name = turned.name;
    print(&match direction {
        Direction::Undo => format!("Ongedaan: {name}. «piket herstel» zet het terug."),
        Direction::Redo => format!("Teruggezet: {name}. «piket ongedaan» neemt het weer terug."),
    })?;
    Ok(Exit::Done)
}

/// Shows what was done lately and what can become of it, latest first.
///
/// # Errors
/// When the store cannot be read.
pub fn list(env: &Environment, as_json: bool) -> Result<Exit> {
    let (store, clock) = env.open(Access::Read)?;
    let deeds = store.history()?.deeds().list(clock.now());
    for deed in &deeds {
        print(&if as_json { json_of(deed) } else { line_of(deed) })?;
    }
    if deeds.is_empty() && !as_json {
        print("Er is nog niets gedaan.")?;
    }
    Ok(Exit::Done)
}

fn line_of(deed: &ListedDeed) -> String {
    let chance = match &deed.chance {
        Chance::Undo => String::new(),
        Chance::Redo => "  (is ongedaan; «piket herstel» zet het terug)".to_owned(),
        Chance::None(why) => format!("  (kan niet: {})", why.hint.as_ref().unwrap_or(&why.sentence)),
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
