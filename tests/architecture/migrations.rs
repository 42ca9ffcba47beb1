//! In which form a store is kept. The SQL that builds one never changes, because an older store was built by what was
//! released: the next one joins the list with its hash. And a value more (a message, a time, a way of alarm) has no version
//! of its own, so an earlier program would meet a word that it cannot read in a store that it took for its own.

use std::fs;

use sha2::{Digest, Sha256};

use super::{
    TestResult,
    additions::own_lines,
    source::{all_under, files, root},
};

/// The migrations as they were released. One may be added; an older store needs the others as they are.
const MIGRATIONS: [(&str, &str); 8] = [
    ("0001_logboek.sql", "8b87864d9388c46461b20c356b8e826185d8a5b647384b725f7048983c1492af"),
    ("0002_projecties.sql", "13625929d4103dbe2d4deaa2ee44a620d9c53194f1f678acc65e1860f4c1ad79"),
    ("0003_vorm_projecties.sql", "d70d54faf86769362398ca6a8cad488417297cc2da6865013915ef4b423cf5cd"),
    ("0004_getypt.sql", "8b31a97c68500085d9960843a3aa9c23175414696d58848a27a2612396998cae"),
    ("0005_piketweken.sql", "47d877eff15646e0f3e59cc0f3e8a6d0c764d68ed4bca58670ccf9897ed138e4"),
    ("0006_gewiste_mails.sql", "0e4441647631b3774585d184cc94e6590fa0839070b815363ddfc919dca81059"),
    ("0007_zoekindex.sql", "75b4a53136d65825092e13a52404bee45e0a9c84ea5a70d46a2f43c295888614"),
    ("0008_vormen.sql", "45130f9b343e9155fddd96b706dddc715ee761d528286c4cadd737c45ce77b32"),
];

#[test]
fn released_migrations_stay_as_they_are() -> TestResult {
    let mut present = Vec::new();
    for path in all_under(&root().join("assets/sql"))? {
        let digest = Sha256::digest(fs::read(root().join(&path))?);
        let hash = digest.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|half| char::from_digit(half.into(), 16));
        present.push((path.trim_start_matches("assets/sql/").to_owned(), hash.collect::<String>()));
    }
    let released: Vec<_> = MIGRATIONS.map(|(name, hash)| (name.to_owned(), hash.to_owned())).into();
    assert_eq!(present, released, "voeg een migratie toe, en haar naam en hash hier; wijzig er geen");
    Ok(())
}

/// The form of what is derived, and a digest of the words that the types of the log are written in. Who adds a value, or
/// writes one otherwise, sees this fail: give `FORM` in the store's projection the next number, by which an earlier program
/// knows the store as newer, and note number and digest here.
const WORDS: (u32, &str) = (29, "c0cbfc328b432c9e65d8197f3516c3548196fa6aea698b51d46f69c08f83b2e1");

#[test]
fn a_word_more_in_the_log_has_a_form_of_its_own() -> TestResult {
    let mut words: Vec<String> = Vec::new();
    let mut form = None;
    for file in files()? {
        if file.path == "src/store/projection.rs" {
            let rest = file.raw.split_once("const FORM: u32 = ").map(|(_, rest)| rest);
            form = rest.and_then(|rest| rest.split_once(';')).map(|(number, _)| number.parse::<u32>()).transpose()?;
        }
        let holds_types = file.path.starts_with("src/domain/") || file.path.starts_with("src/log/");
        if !holds_types || !file.raw.contains("Serialize") {
            continue;
        }
        for (_, line) in own_lines(&file.raw) {
            let quoted = line.split('"').skip(1).step_by(2);
            let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
            words.extend(quoted.filter(|word| !word.is_empty() && word.bytes().all(is_name)).map(str::to_owned));
        }
    }
    words.sort();
    assert!(words.len() > 200, "{words:?}");
    let digest = Sha256::digest(words.join("\n").as_bytes());
    let digest = digest.iter().fold(String::new(), |hex, b| hex + &format!("{b:02x}"));
    assert_eq!((form, digest.as_str()), (Some(WORDS.0), WORDS.1), "{words:?}");
    Ok(())
}
