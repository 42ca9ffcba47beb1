//! What is written about the program agrees with the program: the README's key table, the verbs, and
//! the language of everything the officer reads.

use std::{collections::BTreeSet, fs, path::Path};

use clap::Command;
use piket::app::{command::CommandId, keymap, verb};

type Proef = Result<(), Box<dyn std::error::Error>>;

/// English words that no Dutch sentence of the program holds. Words that are both (is, of, in, over,
/// open, type, week, alarm) are left out.
const ENGELS: [&str; 60] = [
    "the",
    "and",
    "with",
    "from",
    "for",
    "file",
    "files",
    "folder",
    "option",
    "options",
    "usage",
    "error",
    "errors",
    "possible",
    "values",
    "default",
    "print",
    "show",
    "help",
    "commands",
    "command",
    "arguments",
    "argument",
    "this",
    "that",
    "when",
    "where",
    "which",
    "must",
    "not",
    "please",
    "invalid",
    "missing",
    "required",
    "unexpected",
    "found",
    "value",
    "version",
    "read",
    "write",
    "save",
    "saved",
    "delete",
    "close",
    "closed",
    "without",
    "press",
    "key",
    "keys",
    "given",
    "search",
    "your",
    "you",
    "are",
    "unknown",
    "subcommand",
    "subcommands",
    "directory",
    "output",
    "input",
];

fn readme() -> Result<String, Box<dyn std::error::Error>> {
    let pad = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(&pad).map_err(|e| format!("README.md hoort er te zijn: {e}").into())
}

/// The words of a text that are English and nothing else.
fn engels(tekst: &str) -> Vec<String> {
    let woorden: BTreeSet<String> = tekst
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .filter(|w| ENGELS.contains(&w.as_str()))
        .collect();
    woorden.into_iter().collect()
}

/// Every verb with its full name, the program itself first.
fn verbs(cmd: &Command, naam: &str) -> Vec<(String, Command)> {
    let mut uit = vec![(naam.to_owned(), cmd.clone())];
    for sub in cmd.get_subcommands() {
        uit.extend(verbs(sub, &format!("{naam} {}", sub.get_name())));
    }
    uit
}

#[test]
fn the_readme_holds_the_key_table_as_it_is() -> Proef {
    let readme = readme()?;
    let delen: Vec<&str> = readme.split("<!-- toetsen -->").collect();
    let [_, rest] = delen[..] else { return Err("README.md: één keer <!-- toetsen -->, niet meer of minder".into()) };
    let (tabel, _) = rest.split_once("<!-- /toetsen -->").ok_or("README.md: <!-- /toetsen --> ontbreekt")?;
    let verwacht = keymap::tabel()?;
    assert!(tabel.trim() == verwacht.trim(), "De tabel in README.md is niet die van de toetsen:\n\n{verwacht}");
    Ok(())
}

#[test]
fn the_readme_names_every_verb() -> Proef {
    let readme = readme()?;
    let fouten: Vec<String> = verbs(&verb::opdracht(), "piket")
        .into_iter()
        .skip(1)
        .filter(|(_, cmd)| !cmd.is_hide_set())
        .map(|(naam, _)| naam)
        .filter(|naam| !readme.contains(naam.as_str()) && !readme.contains(&format!("`{}", naam.replace("piket ", ""))))
        .collect();
    assert!(fouten.is_empty(), "README.md noemt niet: {}", fouten.join(", "));
    Ok(())
}

#[test]
fn the_help_of_every_verb_is_dutch() {
    let mut fouten = Vec::new();
    for (naam, cmd) in verbs(&verb::opdracht(), "piket") {
        let help = cmd.bin_name(naam.clone()).term_width(0).render_long_help().to_string();
        let gevonden = engels(&zonder_voorbeelden(&help));
        if !gevonden.is_empty() {
            fouten.push(format!("{naam}: {}", gevonden.join(", ")));
        }
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}

/// Names that are typed are not language: options, the names of variables and of files.
fn zonder_voorbeelden(help: &str) -> String {
    let gewoon = |w: &&str| !w.contains("--") && !w.starts_with('[') && !w.starts_with('<') && !w.contains("://");
    help.split_whitespace().filter(gewoon).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_verb_and_option_says_what_it_is_in_a_sentence() {
    let mut fouten = Vec::new();
    for (naam, cmd) in verbs(&verb::opdracht(), "piket") {
        let zin = cmd.get_about().map(ToString::to_string).unwrap_or_default();
        if !is_zin(&zin) {
            fouten.push(format!("{naam}: «{zin}»"));
        }
        for arg in cmd.get_arguments().filter(|a| !a.is_hide_set()) {
            let zin = arg.get_help().map(ToString::to_string).unwrap_or_default();
            if zin.trim().is_empty() {
                fouten.push(format!("{naam} {}: geen uitleg", arg.get_id()));
            }
        }
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}

fn is_zin(zin: &str) -> bool {
    zin.chars().next().is_some_and(char::is_uppercase)
}

#[test]
fn the_table_of_commands_is_dutch_and_short() {
    let mut fouten = Vec::new();
    for id in CommandId::ALLE {
        let row = id.row();
        let gevonden = engels(&format!("{} {} {}", row.naam, row.doc, row.sleutel));
        if !gevonden.is_empty() {
            fouten.push(format!("{}: {}", row.sleutel, gevonden.join(", ")));
        }
        // The footer and the palette keep eighteen columns for a name.
        if row.naam.chars().count() > 18 || !is_zin(row.doc) || !row.doc.ends_with('.') {
            fouten.push(format!("{}: «{}», «{}»", row.sleutel, row.naam, row.doc));
        }
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}

#[test]
fn what_is_wrong_on_the_command_line_is_said_in_dutch() {
    let mut fouten = Vec::new();
    for regel in [
        "piket onbekend",
        "piket --onbekend",
        "piket meld --nr 99",
        "piket toon",
        "piket toon x",
        "piket stap 2026-W47-01 beeld misschien",
        "piket termijn",
        "piket termijn --nr 6 --voorval 02:10 --batch -",
        "piket demo --zaad veel",
        "piket concept 2026-W47-01 brief",
        "piket besluit 2026-W47-01 Q ja --reden x",
        "piket monitor --week 47 --uit x.md",
        "piket logboek",
        "piket rij 2026-W47-01 6 teveel",
        "piket --data-dir",
    ] {
        match verb::lees(regel.split(' ')) {
            Ok(_) => fouten.push(format!("{regel}: gelezen")),
            Err(fout) => {
                let fout = verb::vertaal(&fout);
                let gevonden = engels(&zonder_voorbeelden(&fout.to_string()));
                let zin = is_zin(&fout.zin) || fout.zin.starts_with('«');
                if !gevonden.is_empty() || !zin || fout.hint.is_none() {
                    fouten.push(format!("{regel}: {fout} {gevonden:?}"));
                }
            }
        }
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}

#[test]
fn english_is_recognised_and_dutch_is_left_alone() {
    assert_eq!(
        engels("Print this help message or the help of the given subcommand(s)"),
        ["given", "help", "print", "subcommand", "the", "this"]
    );
    assert_eq!(engels("Toon de zaken, ook wat gesloten of terzijde is."), Vec::<String>::new());
}

#[test]
fn the_two_commands_are_there_and_the_script_runs_the_second() -> Proef {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run"))?;
    for regel in ["cargo run --release", "cargo test --release"] {
        assert!(
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?
                .lines()
                .any(|l| l.starts_with(regel)),
            "{regel}"
        );
    }
    assert!(script.lines().any(|l| l == "cargo test --release"));
    Ok(())
}

#[test]
fn every_setting_is_named() -> Proef {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let vergeten: Vec<&str> = piket::settings::velden().filter(|v| !readme.contains(&format!("`{v}`"))).collect();
    assert!(vergeten.is_empty(), "niet in de README: {vergeten:?}");
    Ok(())
}
