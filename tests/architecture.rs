//! What the source promises about itself: layers, sizes, one clock, no reachable panic,
//! the terminal's own colours. Each test names every offender at once.

#![expect(clippy::string_slice, reason = "every offset was found in the very text that it cuts")]

#[path = "architecture/additions.rs"]
mod additions;
#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/graph.rs"]
mod graph;
#[path = "architecture/matches.rs"]
mod matches;
#[path = "architecture/memory.rs"]
mod memory;
#[path = "architecture/migrations.rs"]
mod migrations;
#[path = "architecture/names.rs"]
mod names;
#[path = "architecture/refusals.rs"]
mod refusals;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/systems_own.rs"]
mod systems_own;
#[path = "architecture/words.rs"]
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use names::{declared_type, dutch};
use source::{SourceFile, files, files_under, root};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// Lines a file may have: what one reads in one sitting.
const MAX: usize = 400;

/// The floors of the core, from the ground up: each looks only at itself and at those before it.
const CORE: [&str; 8] = ["domain", "log", "rules", "deadline", "judge", "acts", "alarm", "desk"];

/// What the parts of the shell may use beside the core and themselves; a part that is not here is on top.
const SHELL: [(&str, &[&str]); 9] = [
    ("platform", &[]),
    ("paths", &[]),
    ("settings", &[]),
    ("outgoing", &[]),
    ("ui", &["outgoing"]),
    ("intake", &["platform"]),
    ("store", &["platform"]),
    ("report", &["outgoing", "platform", "store"]),
    ("demo", &["intake", "outgoing"]),
];

/// Parts of the shell that keep away from floors which they do not need, although they stand above them.
const KEPT_APART: [(&str, &[&str]); 3] = [
    ("store", &["acts", "desk"]),
    ("settings", &["acts"]),
    ("platform", &["log", "rules", "deadline", "judge", "acts", "alarm", "desk"]),
];

/// Documents that a reader of the repository does not have.
const ELSEWHERE: [&str; 6] = ["ONTWERP", "SCHERMEN", "BEVINDINGEN", "CONVENTIES", "STIJL", "DOMEIN"];

/// What the core never touches.
const OUTSIDE_WORLD: [&str; 18] = [
    "ratatui",
    "crossterm",
    "rusqlite",
    "tokio",
    "futures_util",
    "notify_rust",
    "directories",
    "getrandom",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "chrono::Local",
    "chrono::Utc::now",
    "mail_parser",
];

fn none(errors: impl IntoIterator<Item = String>) {
    let errors: Vec<String> = errors.into_iter().collect();
    assert!(errors.is_empty(), "\n{}\n", errors.join("\n"));
}

/// The module a file belongs to: `desk` for `src/desk.rs` and for everything under `src/desk/`.
fn module(file: &SourceFile) -> &str {
    let path = file.path.strip_prefix("src/").unwrap_or(&file.path);
    path.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn no_file_is_longer_than_one_sitting() -> TestResult {
    let too_long = files()?
        .into_iter()
        .chain(files_under("tests")?)
        .map(|b| (b.raw.lines().count(), b.path))
        .filter(|(lines, _)| *lines > MAX)
        .map(|(lines, path)| format!("{path}: {lines} regels"));
    none(too_long);
    Ok(())
}

#[test]
fn every_file_opens_by_saying_why_it_exists() -> TestResult {
    let all = files()?.into_iter().chain(files_under("tests")?);
    let without = all.filter(|b| !b.raw.starts_with("//!")).map(|b| b.path);
    none(without);
    Ok(())
}

#[test]
fn a_type_name_means_one_thing() -> TestResult {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for b in files()?.iter().filter(|b| !b.is_test()) {
        for (line, name) in b.lines().filter_map(|(i, code)| Some((i, declared_type(code)?))) {
            places.entry(name.to_owned()).or_default().push(format!("{}:{line}", b.path));
        }
    }
    let double = places.into_iter().filter(|(_, at)| at.len() > 1);
    none(double.map(|(name, at)| format!("{name}: {}", at.join(", "))));
    Ok(())
}

#[test]
fn structure_and_technique_are_named_in_english() -> TestResult {
    let mut errors = BTreeSet::new();
    for b in files()?.iter().chain(&files_under("tests")?) {
        let own = dutch(b).into_iter();
        errors.extend(own.map(|(line, name)| format!("{}:{line}: {name}", b.path)));
    }
    none(errors);
    Ok(())
}

#[test]
fn comments_point_to_nothing_outside_the_repository() -> TestResult {
    let mut found = Vec::new();
    for folder in ["src", "tests", "assets"] {
        for path in source::all_under(&root().join(folder))?.into_iter().filter(|p| p != "tests/architecture.rs") {
            // What is no text has no comments.
            let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
            for (i, line) in text.lines().enumerate().filter(|(_, l)| l.trim_start().starts_with(['/', '#'])) {
                if line.split(|c: char| !c.is_alphanumeric()).any(|word| ELSEWHERE.contains(&word)) {
                    found.push(format!("{path}:{}: {}", i + 1, line.trim()));
                }
            }
        }
    }
    none(found);
    Ok(())
}

#[test]
fn modules_are_a_file_and_a_folder() -> TestResult {
    let mut errors = Vec::new();
    let all = files()?;
    let paths: BTreeSet<&str> = all.iter().map(|b| b.path.as_str()).collect();
    for b in &all {
        if b.path.ends_with("mod.rs") {
            errors.push(format!("{}: gebruik naam.rs naast de map", b.path));
        }
        if let Some((folder, _)) = b.path.rsplit_once('/')
            && folder != "src"
            && !paths.contains(format!("{folder}.rs").as_str())
        {
            errors.push(format!("{}: {folder}.rs ontbreekt", b.path));
        }
    }
    none(errors);
    Ok(())
}

#[test]
fn each_floor_looks_only_at_those_before_it() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test()) {
        let own = module(b);
        let allowed: Vec<&str> = match CORE.iter().position(|floor| *floor == own) {
            Some(floor) => CORE.iter().take(floor + 1).copied().collect(),
            None => match SHELL.iter().find(|(part, _)| *part == own) {
                Some((_, others)) => CORE.iter().chain(*others).copied().chain([own]).collect(),
                None => continue,
            },
        };
        let apart = KEPT_APART.iter().find(|(part, _)| *part == own).map_or(&[] as &[&str], |(_, floors)| floors);
        for (line, path) in b.paths() {
            let Some(rest) = path.strip_prefix("crate::") else { continue };
            let target = rest.split("::").next().unwrap_or_default();
            if !allowed.contains(&target) || apart.contains(&target) {
                errors.push(format!("{}:{line}: {path}", b.path));
            }
        }
    }
    none(errors);
    Ok(())
}

#[test]
fn the_core_touches_nothing_of_the_world() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test() && CORE.contains(&module(b))) {
        for (line, path) in b.paths() {
            if OUTSIDE_WORLD.iter().any(|w| path == *w || path.strip_prefix(w).is_some_and(|r| r.starts_with("::"))) {
                errors.push(format!("{}:{line}: {path}", b.path));
            }
        }
    }
    none(errors);
    Ok(())
}

/// What draws reads the view: no session, and nothing that could change it.
#[test]
fn the_screen_draws_from_the_view_alone() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| module(b) == "ui") {
        for (line, path) in b.paths() {
            let part = path.strip_prefix("crate::desk::").and_then(|rest| rest.split("::").next());
            if part.is_some_and(|part| ["model", "session", "update", "effect", "ops"].contains(&part)) {
                errors.push(format!("{}:{line}: {path}", b.path));
            }
        }
        let names = b.lines().filter(|(_, code)| {
            code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| ["Model", "Session"].contains(&word))
        });
        errors.extend(names.map(|(line, code)| format!("{}:{line}: {}", b.path, code.trim())));
    }
    none(errors);
    Ok(())
}

/// The loop and the verbs are on top: nothing else reaches for them.
#[test]
fn nobody_depends_on_the_shell_that_drives_it() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test()) {
        let forbidden: &[&str] = match module(b) {
            "main" | "lib" | "cli" => &[],
            "runtime" => &["crate::cli"],
            _ => &["crate::cli", "crate::runtime"],
        };
        for (line, path) in b.paths() {
            if forbidden.iter().any(|v| path == *v || path.starts_with(&format!("{v}::"))) {
                errors.push(format!("{}:{line}: {path}", b.path));
            }
        }
    }
    none(errors);
    Ok(())
}

/// So that another system is one file.
#[test]
fn there_is_one_clock() -> TestResult {
    // What the system says of time that went by stands with the system, and the clock reads it there.
    const PLACES: [&str; 2] = ["src/runtime/clock.rs", "src/platform/unix.rs"];
    const CLOCKS: [&str; 11] = [
        "Utc::now",
        "Local::now",
        "Instant::now",
        "SystemTime::now",
        "elapsed()",
        "clock_gettime",
        "gettimeofday",
        "clock_nanosleep",
        "datetime('now",
        "strftime(",
        "CURRENT_TIMESTAMP",
    ];
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| b.path != PLACES[0]) {
        for (line, code) in b.lines() {
            let found = CLOCKS.iter().filter(|clock| code.contains(**clock));
            let is_system = |clock: &str| b.path == PLACES[1] && clock == "clock_gettime";
            errors.extend(found.filter(|clock| !is_system(clock)).map(|clock| format!("{}:{line}: {clock}", b.path)));
        }
    }
    none(errors);
    Ok(())
}

#[test]
fn nothing_reachable_panics_on_purpose() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| !b.is_test()) {
        for (line, code) in b.lines() {
            for form in [
                ".unwrap()",
                ".unwrap_err()",
                ".expect(",
                ".expect_err(",
                "panic!(",
                "unreachable!(",
                "todo!(",
                "unimplemented!(",
                "unsafe ",
                "#[allow",
                "#![allow",
            ] {
                if code.contains(form) {
                    errors.push(format!("{}:{line}: {form}", b.path));
                }
            }
        }
    }
    none(errors);
    Ok(())
}

/// The terminal's own palette decides, or a set whose contrast is computed; white is whatever its background is not.
#[test]
fn the_screen_uses_the_terminals_own_colours() -> TestResult {
    let mut errors = Vec::new();
    for b in files()?.iter().filter(|b| module(b) == "ui") {
        for (line, code) in b.lines().filter(|(_, code)| !code.starts_with("pub const CODE_")) {
            for color in ["Rgb", "White", "Black", "Gray", "DarkGray", "from_u32", "from_hsl"] {
                if code.contains(&format!("Color::{color}")) {
                    errors.push(format!("{}:{line}: Color::{color}", b.path));
                }
            }
            if code.contains("Color::") && b.path != "src/ui/theme.rs" {
                errors.push(format!("{}:{line}: kleuren staan in theme.rs", b.path));
            }
        }
    }
    none(errors);
    Ok(())
}

#[test]
fn the_top_of_the_repository_stays_as_it_is() -> TestResult {
    let allowed: BTreeSet<String> =
        ["Cargo.toml", "Cargo.lock", "src", "assets", "tests", "README.md"].map(str::to_owned).into();
    let present: BTreeSet<String> = source::top_level()?.into_iter().filter(|n| !n.starts_with('.')).collect();
    let excess = present.difference(&allowed).map(|n| format!("{n} hoort niet bovenaan"));
    let too_few = allowed.difference(&present).map(|n| format!("{n} ontbreekt bovenaan"));
    none(excess.chain(too_few));
    Ok(())
}

#[test]
fn every_asset_is_used_and_every_use_exists() -> TestResult {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut errors = Vec::new();
    for b in files()? {
        let folder = Path::new(&b.path).parent().unwrap_or(Path::new("")).to_owned();
        for name in b.included() {
            let path = source::combine(&folder, &name);
            if !root().join(&path).is_file() {
                errors.push(format!("{}: {path} bestaat niet", b.path));
            }
            // A list of assets takes in what it names.
            if Path::new(&path).extension().is_some_and(|end| end == "in") {
                let list = Path::new(&path).parent().unwrap_or(Path::new("")).to_owned();
                let names = source::included(&fs::read_to_string(root().join(&path))?);
                used.extend(names.iter().map(|name| source::combine(&list, name)));
            }
            used.insert(path);
        }
    }
    for path in source::all_under(&root().join("assets"))? {
        // The licence of what lies beside it.
        if !used.contains(&path) && !path.ends_with("LICENTIE.txt") {
            errors.push(format!("{path} wordt nergens gebruikt"));
        }
    }
    none(errors);
    Ok(())
}

/// Two versions of the terminal library would be two terminals: the keys of one mean nothing to the other.
#[test]
fn what_must_be_there_once_is_there_once() -> TestResult {
    let lock_file: toml::Table = toml::from_str(&fs::read_to_string(root().join("Cargo.lock"))?)?;
    let mut occurrences: BTreeMap<&str, usize> = BTreeMap::new();
    for package in lock_file.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        if let Some(name) = package.get("name").and_then(toml::Value::as_str) {
            *occurrences.entry(name).or_default() += 1;
        }
    }
    for name in ["crossterm", "ratatui", "ratatui-core", "tokio", "rusqlite", "libsqlite3-sys", "chrono"] {
        assert_eq!(occurrences.get(name), Some(&1), "{name}");
    }
    Ok(())
}
