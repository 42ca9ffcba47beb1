//! What the officer reads says "u" and has no word that is not Dutch, wherever it stands: in the assets or among
//! the code. And who works without a screen, by ear or by script, can do all that a key records.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use piket::desk::{
    command::{CommandId, CommandKind},
    verb,
};

use crate::{TestResult, english};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn under(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() { out.extend(under(&path)?) } else { out.push(path) }
    }
    Ok(out)
}

fn fixture(name: &str) -> Result<toml::Table, Box<dyn std::error::Error>> {
    Ok(toml::from_str(&fs::read_to_string(root().join("tests/fixtures").join(name))?)?)
}

/// The lines of a text that are no comment, up to where tests begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    code.enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Words as they follow each other; one that is a text by itself belongs to a list of words and not to a sentence.
fn words(line: &str) -> Vec<String> {
    let spaced = line.split_whitespace().filter(|word| word.matches('"').count() < 2);
    let letters = spaced.flat_map(|word| word.split(|c: char| !c.is_alphabetic() && c != '_'));
    letters.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The sentences between quotes on a line, without what is filled in or typed as it stands.
fn sentences(line: &str) -> Vec<String> {
    let line = line.replace("\\\"", "«").replace("'\"'", "");
    let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c == '«' || c == '{');
    let ends = |text: &str| text.ends_with(['.', '?', '!', ':']);
    let texts = line.split('"').skip(1).step_by(2).filter(|text| text.contains(' ') && begins(text) && ends(text));
    texts.map(plain).collect()
}

fn plain(text: &str) -> String {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    let said = |word: &&str| word.to_uppercase() != **word && !word.contains("--");
    out.split(' ').filter(said).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_text_says_je_or_speaks_english() -> TestResult {
    let list = fixture("taal.toml")?;
    let of = |name: &str| -> BTreeSet<String> {
        let words = list.get(name).and_then(toml::Value::as_array).into_iter().flatten();
        words.filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let (spoken, foreign) = (of("aanspreken"), of("niet"));
    assert!(spoken.contains("je") && foreign.contains("updaten"));
    let (mut errors, mut seen) = (Vec::new(), 0);
    for path in [under(&root().join("assets"))?, under(&root().join("src"))?].concat() {
        let name = path.strip_prefix(root())?.display().to_string();
        let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        // Lists of words to recognise in what others write, and tests.
        let recognises = name.starts_with("assets/poort/") || name.ends_with("labels.toml");
        if !["rs", "toml", "txt", "md"].contains(&kind.as_str()) || recognises || name.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        for (at, line) in lines(&text) {
            let addressed = words(line).into_iter().filter(|word| spoken.contains(word));
            errors.extend(addressed.map(|word| format!("{name}:{at}: «{word}»")));
            // What the parser says of itself, to be put in Dutch.
            let own = |sentence: &String| sentence != "Possible values:";
            for sentence in sentences(line).into_iter().filter(own) {
                seen += 1;
                let strange = words(&sentence).into_iter().filter(|word| foreign.contains(word));
                errors
                    .extend(strange.chain(english(&sentence)).map(|word| format!("{name}:{at}: «{word}»: {sentence}")));
            }
        }
    }
    assert!(seen > 1_000, "{seen}");
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

#[test]
fn what_a_key_records_a_verb_records_too() -> TestResult {
    let tables = fixture("opdracht-per-toets.toml")?;
    let of = |name: &str| -> BTreeMap<String, String> {
        let rows = tables.get(name).and_then(toml::Value::as_table).into_iter().flatten();
        rows.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
    };
    let (by_verb, without) = (of("opdracht"), of("geen"));
    let grammar = verb::command();
    let verbs: BTreeSet<&str> = grammar.get_subcommands().map(clap::Command::get_name).collect();
    let rows = CommandId::ALL.iter().map(|id| id.row());
    let record: BTreeSet<&str> = rows.filter(|row| row.kind == CommandKind::Records).map(|row| row.key).collect();
    let mut errors = Vec::new();
    for key in &record {
        match (by_verb.get(*key), without.get(*key)) {
            (Some(verb), None) if verbs.contains(verb.as_str()) => {}
            (None, Some(reason)) if reason.ends_with('.') => {}
            found => errors.push(format!("{key}: {found:?}")),
        }
    }
    let gone = by_verb.keys().chain(without.keys()).filter(|key| !record.contains(key.as_str()));
    errors.extend(gone.map(|key| format!("{key}: legt niets vast of bestaat niet")));
    assert!(errors.is_empty(), "tests/fixtures/opdracht-per-toets.toml:\n{}", errors.join("\n"));
    Ok(())
}
