//! The words in which a store keeps what it holds. A value more (a message, a time, a way of alarm) has no version of its
//! own, so an earlier program would meet a word that it cannot read in a store that it took for its own.

use sha2::{Digest, Sha256};

use super::{TestResult, source};

/// The form of what is derived, and a digest of the words that the types of the log are written in. Who adds a value, or
/// writes one otherwise, sees this fail: give `FORM` in the store's projection the next number, by which an earlier program
/// knows the store as newer, and note number and digest here.
const WORDS: (u32, &str) = (26, "");

#[test]
fn a_word_more_in_the_log_has_a_form_of_its_own() -> TestResult {
    let mut words = Vec::new();
    let mut form = None;
    for file in source::files()? {
        if file.path == "src/store/projection.rs" {
            let rest = file.raw.split_once("const FORM: u32 = ").map(|(_, rest)| rest);
            form = rest.and_then(|rest| rest.split_once(';')).map(|(number, _)| number.parse::<u32>()).transpose()?;
        }
        let holds_types = file.path.starts_with("src/domain/") || file.path.starts_with("src/log/");
        if !holds_types || !file.raw.contains("Serialize") {
            continue;
        }
        // What stands between quotes of the code itself: tests and comments are blank there.
        for ((_, code), raw) in file.lines().zip(file.raw.lines()) {
            let quotes: Vec<usize> = code.chars().enumerate().filter(|(_, c)| *c == '"').map(|(at, _)| at).collect();
            for pair in quotes.chunks_exact(2) {
                let &[from, to] = pair else { continue };
                let word: String = raw.chars().take(to).skip(from + 1).collect();
                let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
                if !word.is_empty() && word.bytes().all(is_name) {
                    words.push(word);
                }
            }
        }
    }
    words.sort();
    assert!(words.len() > 200, "{words:?}");
    let digest = Sha256::digest(words.join("\n").as_bytes());
    let digest: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!((form, digest.as_str()), (Some(WORDS.0), WORDS.1), "{words:?}");
    Ok(())
}
