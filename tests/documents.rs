//! What is written about the program agrees with the program: README, manual, the verbs, and
//! the language of everything the officer reads.

#[path = "documents/wording.rs"]
mod wording;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

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
fn the_keys_in_the_readme_are_those_of_the_desk() -> TestResult {
    let readme = readme()?;
    let parts: Vec<&str> = readme.split("<!-- toetsen -->").collect();
    let [_, rest] = parts[..] else { return Err("README.md: één keer <!-- toetsen -->, niet meer of minder".into()) };
    let (table, _) = rest.split_once("<!-- /toetsen -->").ok_or("README.md: <!-- /toetsen --> ontbreekt")?;
    let map = keymap::Keymap::standard()?;
    let mut known: BTreeSet<String> = BTreeSet::new();
    for id in CommandId::ALL {
        let (row, keys) = (id.row(), map.keys(*id).iter().map(|t| format!("`{t}`")).collect::<Vec<_>>());
        known.insert(format!("| {} | {} | {} |", keys.join(" "), row.name, row.doc));
    }
    let told: Vec<&str> = table.lines().filter(|line| line.starts_with("| `")).collect();
    let wrong: Vec<&&str> = told.iter().filter(|line| !known.contains(**line)).collect();
    assert!(told.len() > 20 && wrong.is_empty(), "README.md noemt toetsen die de desk zo niet heeft: {wrong:#?}");
    Ok(())
}

#[test]
fn the_readme_is_read_in_one_sitting() -> TestResult {
    let length = readme()?.chars().count();
    assert!(length <= 12_000, "README.md is {length} tekens; wat verder gaat hoort in assets/handleiding");
    Ok(())
}

/// What stands between back quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What a text gives as a verb and the program does not have.
fn unknown_verbs<'a>(text: &'a str, known: &BTreeSet<String>) -> impl Iterator<Item = &'a str> {
    quoted(text).filter(|said| {
        let typed = said.strip_prefix("piket ").and_then(|rest| rest.split_whitespace().next());
        typed.is_some_and(|verb| verb != "OPDRACHT" && !known.contains(&format!(" {verb}")))
    })
}

/// The pages of the manual, by the name of their subject.
fn pages() -> Result<BTreeMap<String, String>, Box<dyn std::error::Error>> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/handleiding"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        pages.insert(name, fs::read_to_string(&path)?);
    }
    Ok(pages)
}

#[test]
fn the_readme_names_each_subject_of_the_manual_and_no_verb_that_is_not_there() -> TestResult {
    let readme = readme()?;
    let (_, rest) = readme.split_once("| subject | what it tells |").ok_or("README.md: de onderwerpen ontbreken")?;
    let rows = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    let named: BTreeSet<String> = rows.filter_map(|line| quoted(line).next()).map(str::to_owned).collect();
    assert_eq!(named, pages()?.into_keys().collect());
    let known = verbs(&verb::command(), "").into_iter().map(|(name, _)| name).collect();
    assert_eq!(unknown_verbs(&readme, &known).collect::<Vec<_>>(), Vec::<&str>::new());
    Ok(())
}

/// A page is Dutch, fits a terminal, and sends its reader to nothing that is not there.
#[test]
fn the_pages_of_the_manual_are_dutch_and_fit_and_are_right() -> TestResult {
    let settings: BTreeSet<&str> = piket::settings::fields().collect();
    let keys: BTreeSet<String> = {
        let map = keymap::Keymap::standard()?;
        CommandId::ALL.iter().flat_map(|id| map.keys(*id)).collect()
    };
    let known: BTreeSet<String> = verbs(&verb::command(), "").into_iter().map(|(name, _)| name).collect();
    let mut errors = Vec::new();
    for (subject, page) in pages()? {
        if !page.starts_with("# ") {
            errors.push(format!("{subject}: geen titel"));
        }
        let long = page.lines().filter(|line| line.chars().count() > 80);
        errors.extend(long.map(|line| format!("{subject}: breder dan een scherm: {line}")));
        let found = english(&without_examples(&page.replace('`', " ")));
        errors.extend(found.iter().map(|word| format!("{subject}: {word}")));
        errors.extend(unknown_verbs(&page, &known).map(|said| format!("{subject}: «{said}» bestaat niet")));
        for said in quoted(&page) {
            let field = said.split(' ').next().unwrap_or_default();
            if field.contains('_') && !field.chars().any(char::is_uppercase) && !settings.contains(field) {
                errors.push(format!("{subject}: de instelling «{field}» bestaat niet"));
            }
            if said.chars().count() == 1 && !keys.contains(said) {
                errors.push(format!("{subject}: de toets «{said}» bestaat niet"));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
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
fn every_setting_is_explained_with_its_default_or_an_example() {
    let told: BTreeSet<&str> = piket::settings::Settings::EXAMPLE
        .lines()
        .filter_map(|line| line.strip_prefix("# ")?.split_once(" = "))
        .map(|(field, _)| field)
        .collect();
    let forgotten: Vec<&str> = piket::settings::fields().filter(|field| !told.contains(field)).collect();
    assert!(forgotten.is_empty(), "niet in assets/instellingen.toml: {forgotten:?}");
}
