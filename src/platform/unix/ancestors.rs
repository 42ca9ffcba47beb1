//! By which programs this one was started: what they leave in the environment tells not which of them is nearer.

use std::fs;

/// No chain of programs is longer.
const LONGEST: usize = 64;

/// The names of the programs that this one was started by, the nearest first; none where the system does not tell.
pub fn ancestors() -> Vec<String> {
    let mut names = Vec::new();
    let mut above = parent("self").map(|(_, above)| above);
    while let Some((name, next)) = above.filter(|id| id != "0").and_then(|id| parent(&id)) {
        names.push(name);
        above = (names.len() < LONGEST).then_some(next);
    }
    names
}

/// The name of a process, and the number of the one it was started by.
fn parent(id: &str) -> Option<(String, String)> {
    let told = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name stands between brackets, and may have brackets and spaces of its own.
    let (before, behind) = told.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let above = behind.split_whitespace().nth(1)?;
    Some((name.to_owned(), above.to_owned()))
}
