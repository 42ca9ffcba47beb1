//! What is written about the program agrees with the program: the README's key table, the verbs, and
//! the language of everything the officer reads.

use std::{collections::BTreeSet, fs, path::Path};

use clap::Command;
use piket::desk::{command::CommandId, keymap, verb};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// English words that no Dutch sentence of the program holds. Words that are both (is, of, in, over,
/// open, type, week, alarm) are left out.
const ENGLISH: [&str; 60] = [
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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(&path).map_err(|e| format!("README.md hoort er te zijn: {e}").into())
}

/// The words of a text that are English and nothing else.
fn english(text: &str) -> Vec<String> {
    let words: BTreeSet<String> = text
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .filter(|w| ENGLISH.contains(&w.as_str()))
        .collect();
    words.into_iter().collect()
}

/// Every verb with its full name, the program itself first.
fn verbs(cmd: &Command, name: &str) -> Vec<(String, Command)> {
    let mut out = vec![(name.to_owned(), cmd.clone())];
    for sub in cmd.get_subcommands() {
        out.extend(verbs(sub, &format!("{name} {}", sub.get_name())));
    }
    out
}

#[test]
fn the_readme_holds_the_key_table_as_it_is() -> TestResult {
    let readme = readme()?;
    let parts: Vec<&str> = readme.split("<!-- toetsen -->").collect();
    let [_, rest] = parts[..] else { return Err("README.md: één keer <!-- toetsen -->, niet meer of minder".into()) };
    let (table, _) = rest.split_once("<!-- /toetsen -->").ok_or("README.md: <!-- /toetsen --> ontbreekt")?;
    let expected = keymap::table()?;
    assert!(table.trim() == expected.trim(), "De tabel in README.md is niet die van de toetsen:\n\n{expected}");
    Ok(())
}

/// What stands between back quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_of_verbs_names_each_verb_and_nothing_else() -> TestResult {
    let readme = readme()?;
    let (_, rest) =
        readme.split_once("| verb | what it does |").ok_or("README.md: de tabel van opdrachten ontbreekt")?;
    let rows = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|line| line.split('|').nth(1));
    let named: Vec<String> = cells.flat_map(quoted).map(|name| format!("piket {name}")).collect();
    let verbs: BTreeSet<String> = verbs(&verb::command(), "piket")
        .into_iter()
        .skip(1)
        // One that only gathers others is no verb by itself.
        .filter(|(_, cmd)| !cmd.is_hide_set() && !cmd.is_subcommand_required_set())
        .map(|(name, _)| name)
        .collect();
    let unnamed = verbs.iter().filter(|name| !named.contains(name)).map(|name| format!("{name} ontbreekt"));
    let unknown = named.iter().filter(|name| !verbs.contains(*name)).map(|name| format!("{name} bestaat niet"));
    let errors: Vec<String> = unnamed.chain(unknown).collect();
    assert!(errors.is_empty(), "README.md: {}", errors.join(", "));
    assert_eq!(named.len(), verbs.len(), "README.md noemt een opdracht twee keer");
    Ok(())
}

/// A file, test or benchmark that a document sends its reader to.
#[test]
fn what_the_documents_point_to_is_there() -> TestResult {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(root.join("Cargo.toml"))?)?;
    let benches = manifest.get("bench").and_then(toml::Value::as_array).into_iter().flatten();
    let benches: Vec<&str> = benches.filter_map(|b| b.get("name").and_then(toml::Value::as_str)).collect();
    let mut errors = Vec::new();
    for document in ["README.md", ".github/CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join(document))?;
        let folders = ["src/", "tests/", "assets/", ".ci/", ".github/"];
        // NAME stands for what the reader is about to make.
        let paths = quoted(&text).filter(|q| folders.iter().any(|f| q.starts_with(f)) && !q.contains("NAME"));
        errors.extend(paths.filter(|p| !root.join(p).exists()).map(|p| format!("{document}: {p}")));
        for (option, is_there) in [
            ("--bench ", &(|name: &str| benches.contains(&name)) as &dyn Fn(&str) -> bool),
            ("--test ", &|name| root.join(format!("tests/{name}.rs")).exists()),
        ] {
            let names = text.split(option).skip(1).filter_map(|r| r.split([' ', '`', '\n']).next());
            errors.extend(names.filter(|n| !is_there(n)).map(|n| format!("{document}: {option}{n}")));
        }
    }
    assert!(errors.is_empty(), "dit bestaat niet:\n{}", errors.join("\n"));
    Ok(())
}

#[test]
fn the_help_of_every_verb_is_dutch() {
    let mut errors = Vec::new();
    for (name, cmd) in verbs(&verb::command(), "piket") {
        let help = cmd.bin_name(name.clone()).term_width(0).render_long_help().to_string();
        let found = english(&without_examples(&help));
        if !found.is_empty() {
            errors.push(format!("{name}: {}", found.join(", ")));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Names that are typed are not language: options, the names of variables and of files.
fn without_examples(help: &str) -> String {
    let plain = |w: &&str| !w.contains("--") && !w.starts_with('[') && !w.starts_with('<') && !w.contains("://");
    help.split_whitespace().filter(plain).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_verb_and_option_says_what_it_is_in_a_sentence() {
    let mut errors = Vec::new();
    for (name, cmd) in verbs(&verb::command(), "piket") {
        let sentence = cmd.get_about().map(ToString::to_string).unwrap_or_default();
        if !is_sentence(&sentence) {
            errors.push(format!("{name}: «{sentence}»"));
        }
        for arg in cmd.get_arguments().filter(|a| !a.is_hide_set()) {
            let sentence = arg.get_help().map(ToString::to_string).unwrap_or_default();
            if sentence.trim().is_empty() {
                errors.push(format!("{name} {}: geen uitleg", arg.get_id()));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

fn is_sentence(sentence: &str) -> bool {
    sentence.chars().next().is_some_and(char::is_uppercase)
}

#[test]
fn the_table_of_commands_is_dutch_and_short() {
    let mut errors = Vec::new();
    for id in CommandId::ALL {
        let row = id.row();
        let found = english(&format!("{} {} {}", row.name, row.doc, row.key));
        if !found.is_empty() {
            errors.push(format!("{}: {}", row.key, found.join(", ")));
        }
        // The footer and the palette keep eighteen columns for a name.
        if row.name.chars().count() > 18 || !is_sentence(row.doc) || !row.doc.ends_with('.') {
            errors.push(format!("{}: «{}», «{}»", row.key, row.name, row.doc));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn what_is_wrong_on_the_command_line_is_said_in_dutch() {
    let mut errors = Vec::new();
    for line in [
        "piket onbekend",
        "piket --onbekend",
        "piket meld --nr rij-zes",
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
        match verb::parse(line.split(' ')) {
            Ok(_) => errors.push(format!("{line}: gelezen")),
            Err(error) => {
                let error = verb::translate(&error);
                let found = english(&without_examples(&error.to_string()));
                let sentence = is_sentence(&error.sentence) || error.sentence.starts_with('«');
                if !found.is_empty() || !sentence || error.hint.is_none() {
                    errors.push(format!("{line}: {error} {found:?}"));
                }
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn english_is_recognised_and_dutch_is_left_alone() {
    assert_eq!(
        english("Print this help message or the help of the given subcommand(s)"),
        ["given", "help", "print", "subcommand", "the", "this"]
    );
    assert_eq!(english("Toon de zaken, ook wat gesloten of terzijde is."), Vec::<String>::new());
}

#[test]
fn the_two_commands_are_there_and_the_script_runs_the_second() -> TestResult {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run"))?;
    for line in ["cargo run --release", "cargo test --release"] {
        assert!(
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?
                .lines()
                .any(|l| l.starts_with(line)),
            "{line}"
        );
    }
    assert!(script.lines().any(|l| l == "cargo test --release"));
    Ok(())
}

#[test]
fn every_setting_is_named() -> TestResult {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let forgotten: Vec<&str> = piket::settings::fields().filter(|v| !readme.contains(&format!("`{v}`"))).collect();
    assert!(forgotten.is_empty(), "niet in de README: {forgotten:?}");
    Ok(())
}
