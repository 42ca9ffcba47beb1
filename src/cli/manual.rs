//! `hulp`: the manual by subject. The texts are assets; the tables of keys and verbs and the list of settings
//! are read off what the program itself goes by, so that none of them can go stale.

use std::fmt::Write;

use clap::Command;

use super::{answer::print, environment::Environment, exit::Exit};
use crate::{
    desk::{
        command::{CommandId, Scope},
        keymap::Keymap,
        verb::command,
    },
    domain::error::{Error, Result},
    settings::Settings,
    ui::text::wrap,
};

/// The width of a page in columns: what every terminal has.
const WIDTH: usize = 80;

/// One subject of the manual.
#[derive(Debug)]
pub struct ManualPage {
    /// As it is asked for.
    pub name: &'static str,
    /// Its title on the first line, after a `#`.
    text: &'static str,
    /// What follows the text.
    list: ManualList,
}

/// What follows the text of a subject, made from what the program itself goes by.
#[derive(Debug, Clone, Copy)]
enum ManualList {
    Nothing,
    Keys,
    Verbs,
    Settings,
}

/// All, the night before the upkeep, in the order in which an officer meets them.
pub const SUBJECTS: &[ManualPage] = include!("../../assets/handleiding.in");

impl ManualPage {
    /// What it is about, in a few words.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    fn page(&self, env: &Environment) -> Result<String> {
        let list = match self.list {
            ManualList::Nothing => String::new(),
            ManualList::Keys => keys(&env.settings.keys()?),
            ManualList::Verbs => verbs(),
            ManualList::Settings => format!("\n{}", Settings::EXAMPLE),
        };
        let text = self.text.trim_start_matches("# ").trim_end();
        Ok(format!("{}\n{list}", text.replace("\n## ", "\n")))
    }
}

/// `piket hulp`: the subjects, or one of them.
///
/// # Errors
/// When there is no such subject.
pub fn manual(env: &Environment, subject: Option<&str>) -> Result<Exit> {
    let Some(name) = subject else {
        print(&contents())?;
        return Ok(Exit::Done);
    };
    let found = SUBJECTS.iter().find(|s| s.name == name.to_lowercase()).ok_or_else(|| {
        let names: Vec<&str> = SUBJECTS.iter().map(|s| s.name).collect();
        Error::usage("Over dit onderwerp is er geen hulp.").hint(format!("Kies uit: {}.", names.join(", ")))
    })?;
    print(&found.page(env)?)?;
    Ok(Exit::Done)
}

fn contents() -> String {
    let mut out = String::from("Hulp per onderwerp, met «piket hulp ONDERWERP»:\n\n");
    for subject in SUBJECTS {
        entry(&mut out, subject.name, subject.title());
    }
    out.push_str("\nIn de desk toont ? de toetsen die daar iets doen. «piket --help» noemt alle opdrachten.");
    out
}

/// What the desk answers to, by the place where it does: its keys, its name, and where that is another, its name
/// in the settings.
fn keys(map: &Keymap) -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n{}\n", scope.label());
        for row in CommandId::ALL.iter().map(|id| id.row()).filter(|row| row.scope == scope) {
            let own = if row.key == row.name { String::new() } else { format!(" [{}]", row.key) };
            entry(&mut out, &format!("{:<12} {}", map.keys(row.id).join(" "), row.name), &format!("{}{own}", row.doc));
        }
    }
    out
}

/// Every verb that is typed, with what its own help begins with.
fn verbs() -> String {
    fn add(out: &mut String, above: &str, cmd: &Command) {
        let name = format!("{above}{}", cmd.get_name());
        // One that only gathers others is no verb by itself.
        if !cmd.is_subcommand_required_set() {
            entry(out, &name, &cmd.get_about().map(ToString::to_string).unwrap_or_default());
        }
        for sub in cmd.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            add(out, &format!("{name} "), sub);
        }
    }
    let mut out = String::from("\n");
    for cmd in command().get_subcommands().filter(|cmd| !cmd.is_hide_set()) {
        add(&mut out, "", cmd);
    }
    out
}

/// A name with what it means beside it.
fn entry(out: &mut String, name: &str, meaning: &str) {
    const COLUMN: usize = 30;
    let mut lines = wrap(meaning, WIDTH - COLUMN - 3).into_iter();
    let first = lines.next().unwrap_or_default();
    let _ = writeln!(out, "  {name:<COLUMN$} {first}");
    for line in lines {
        let _ = writeln!(out, "  {:<COLUMN$} {line}", "");
    }
}
