//! What the design promises about the source itself: layers, sizes, one clock, no reachable panic,
//! the terminal's own colours. Each test names every offender at once.

#![expect(clippy::string_slice, reason = "every offset was found in the very text that it cuts")]

#[path = "architecture/bron.rs"]
mod bron;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use bron::{Bestand, bestanden, wortel};

type Proef = Result<(), Box<dyn std::error::Error>>;

/// Lines a file may have: what one reads in one sitting.
const HOOGSTENS: usize = 400;

/// What each module of the pure core, and the screen, may use of the rest.
const LAGEN: [(&str, &[&str]); 5] = [
    ("domain", &["domain"]),
    ("rules", &["domain", "rules"]),
    ("deadline", &["deadline", "domain", "rules"]),
    ("app", &["app", "deadline", "domain", "rules"]),
    ("ui", &["app", "deadline", "domain", "outgoing", "rules", "ui"]),
];

/// The layers that know no clock, terminal, SQL or runtime.
const KERN: [&str; 4] = ["domain", "rules", "deadline", "app"];

/// What the core never touches.
const BUITENWERELD: [&str; 19] = [
    "ratatui",
    "ratatui_textarea",
    "crossterm",
    "rusqlite",
    "tokio",
    "futures_util",
    "zbus",
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

fn geen(fouten: impl IntoIterator<Item = String>) {
    let fouten: Vec<String> = fouten.into_iter().collect();
    assert!(fouten.is_empty(), "\n{}\n", fouten.join("\n"));
}

/// The module a file belongs to: `app` for `src/app.rs` and for everything under `src/app/`.
fn module(bestand: &Bestand) -> &str {
    let pad = bestand.pad.strip_prefix("src/").unwrap_or(&bestand.pad);
    pad.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn no_file_is_longer_than_one_sitting() -> Proef {
    let te_lang = bestanden()?
        .into_iter()
        .map(|b| (b.ruw.lines().count(), b.pad))
        .filter(|(regels, _)| *regels > HOOGSTENS)
        .map(|(regels, pad)| format!("{pad}: {regels} regels"));
    geen(te_lang);
    Ok(())
}

#[test]
fn every_file_opens_by_saying_why_it_exists() -> Proef {
    let zonder = bestanden()?.into_iter().filter(|b| !b.ruw.starts_with("//!")).map(|b| b.pad);
    geen(zonder);
    Ok(())
}

#[test]
fn modules_are_a_file_and_a_folder() -> Proef {
    let mut fouten = Vec::new();
    let alle = bestanden()?;
    let paden: BTreeSet<&str> = alle.iter().map(|b| b.pad.as_str()).collect();
    for b in &alle {
        if b.pad.ends_with("mod.rs") {
            fouten.push(format!("{}: gebruik naam.rs naast de map", b.pad));
        }
        if let Some((map, _)) = b.pad.rsplit_once('/')
            && map != "src"
            && !paden.contains(format!("{map}.rs").as_str())
        {
            fouten.push(format!("{}: {map}.rs ontbreekt", b.pad));
        }
    }
    geen(fouten);
    Ok(())
}

#[test]
fn layers_look_only_leftwards() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| !b.is_proef()) {
        let Some((_, mag)) = LAGEN.iter().find(|(laag, _)| *laag == module(b)) else { continue };
        for (regel, pad) in b.paden() {
            let Some(rest) = pad.strip_prefix("crate::") else { continue };
            let doel = rest.split("::").next().unwrap_or_default();
            if !mag.contains(&doel) {
                fouten.push(format!("{}:{regel}: {pad}", b.pad));
            }
        }
    }
    geen(fouten);
    Ok(())
}

#[test]
fn the_core_touches_nothing_of_the_world() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| !b.is_proef() && KERN.contains(&module(b))) {
        for (regel, pad) in b.paden() {
            if BUITENWERELD.iter().any(|w| pad == *w || pad.strip_prefix(w).is_some_and(|r| r.starts_with("::"))) {
                fouten.push(format!("{}:{regel}: {pad}", b.pad));
            }
        }
    }
    geen(fouten);
    Ok(())
}

/// The loop and the verbs are on top: nothing else reaches for them.
#[test]
fn nobody_depends_on_the_shell_that_drives_it() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| !b.is_proef()) {
        let verboden: &[&str] = match module(b) {
            "main" | "lib" | "cli" => &[],
            "runtime" => &["crate::cli"],
            _ => &["crate::cli", "crate::runtime"],
        };
        for (regel, pad) in b.paden() {
            if verboden.iter().any(|v| pad == *v || pad.starts_with(&format!("{v}::"))) {
                fouten.push(format!("{}:{regel}: {pad}", b.pad));
            }
        }
    }
    geen(fouten);
    Ok(())
}

#[test]
fn there_is_one_clock() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| b.pad != "src/runtime/clock.rs") {
        for (regel, code) in b.regels() {
            for klok in ["Utc::now", "Local::now", "Instant::now", "SystemTime::now", "elapsed()"] {
                if code.contains(klok) {
                    fouten.push(format!("{}:{regel}: {klok}", b.pad));
                }
            }
        }
    }
    geen(fouten);
    Ok(())
}

#[test]
fn nothing_reachable_panics_on_purpose() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| !b.is_proef()) {
        for (regel, code) in b.regels() {
            for vorm in [
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
                if code.contains(vorm) {
                    fouten.push(format!("{}:{regel}: {vorm}", b.pad));
                }
            }
        }
    }
    geen(fouten);
    Ok(())
}

/// The terminal's own palette decides; white and black are whatever its background is not.
#[test]
fn the_screen_uses_the_terminals_own_colours() -> Proef {
    let mut fouten = Vec::new();
    for b in bestanden()?.iter().filter(|b| module(b) == "ui") {
        for (regel, code) in b.regels() {
            for kleur in ["Rgb", "Indexed", "White", "Black", "Gray", "DarkGray", "from_u32", "from_hsl"] {
                if code.contains(&format!("Color::{kleur}")) {
                    fouten.push(format!("{}:{regel}: Color::{kleur}", b.pad));
                }
            }
            if code.contains("Color::") && b.pad != "src/ui/theme.rs" {
                fouten.push(format!("{}:{regel}: kleuren staan in theme.rs", b.pad));
            }
        }
    }
    geen(fouten);
    Ok(())
}

#[test]
fn the_top_of_the_repository_stays_as_it_is() -> Proef {
    let mag: BTreeSet<String> =
        ["Cargo.toml", "Cargo.lock", "src", "assets", "tests", "README.md"].map(str::to_owned).into();
    let er_is: BTreeSet<String> = bron::bovenaan()?.into_iter().filter(|n| !n.starts_with('.')).collect();
    let teveel = er_is.difference(&mag).map(|n| format!("{n} hoort niet bovenaan"));
    let te_weinig = mag.difference(&er_is).map(|n| format!("{n} ontbreekt bovenaan"));
    geen(teveel.chain(te_weinig));
    Ok(())
}

#[test]
fn every_asset_is_used_and_every_use_exists() -> Proef {
    let mut gebruikt: BTreeSet<String> = BTreeSet::new();
    let mut fouten = Vec::new();
    for b in bestanden()? {
        let map = Path::new(&b.pad).parent().unwrap_or(Path::new("")).to_owned();
        for naam in b.ingesloten() {
            let pad = bron::samen(&map, &naam);
            if !wortel().join(&pad).is_file() {
                fouten.push(format!("{}: {pad} bestaat niet", b.pad));
            }
            gebruikt.insert(pad);
        }
    }
    for pad in bron::alle_onder(&wortel().join("assets"))? {
        if !gebruikt.contains(&pad) {
            fouten.push(format!("{pad} wordt nergens gebruikt"));
        }
    }
    geen(fouten);
    Ok(())
}

/// Two versions of the terminal library would be two terminals: the keys of one mean nothing to the
/// other.
#[test]
fn what_must_be_there_once_is_there_once() -> Proef {
    let slot: toml::Table = toml::from_str(&fs::read_to_string(wortel().join("Cargo.lock"))?)?;
    let mut keer: BTreeMap<&str, usize> = BTreeMap::new();
    for pakket in slot.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        if let Some(naam) = pakket.get("name").and_then(toml::Value::as_str) {
            *keer.entry(naam).or_default() += 1;
        }
    }
    for naam in ["crossterm", "ratatui", "ratatui-core", "tokio", "rusqlite", "libsqlite3-sys", "chrono"] {
        assert_eq!(keer.get(naam), Some(&1), "{naam}");
    }
    Ok(())
}
