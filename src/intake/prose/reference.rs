//! The number under which the letter of a report is known: "Ons briefnummer is OVK 2026-91." That of another ("uw
//! kenmerk") and a telephone are none.

use super::sentence::{Sentence, tokens};
use crate::{domain::book_names::BookNames, intake::reading_words::READING, rules::book::Rulebook};

/// Words of the number of a letter.
const MAX_WORDS: usize = 3;

/// The number, its sentence, and the words that say it.
pub fn reference<'s>(sentences: &[&'s Sentence]) -> Option<(String, &'s Sentence, String)> {
    sentences.iter().find_map(|sentence| {
        let all = tokens(&sentence.lower);
        (0..all.len()).find_map(|nr| {
            let (name, end) = READING
                .reference_names
                .iter()
                .filter_map(|name| Some((name, stands(&all, nr, name)?)))
                .max_by_key(|f| f.1)?;
            let before = nr.checked_sub(1).and_then(|nr| all.get(nr)).map_or("", |(_, word)| *word);
            let number = number(sentence.text.get(end..)?).filter(|_| !READING.of_others.contains(&before))?;
            Some((number.clone(), *sentence, format!("{name} {number}")))
        })
    })
}

/// Where a name ends that stands at a word.
fn stands(all: &[(usize, &str)], nr: usize, name: &str) -> Option<usize> {
    let words: Vec<&str> = name.split(' ').collect();
    let here = all.get(nr..nr + words.len())?;
    let same = here.iter().zip(&words).all(|((_, own), word)| own == word);
    here.last().filter(|_| same).map(|(at, word)| at + word.len())
}

/// The number behind such a name.
fn number(after: &str) -> Option<String> {
    let fills = |w: &&str| {
        let bare = w.to_lowercase();
        let bare = bare.trim_matches([':', '.', '(', '=', ' ']);
        bare.is_empty()
            || READING.reference_fillers.contains(&bare)
            || Rulebook::built_in().is_form_name(&bare.to_uppercase())
    };
    let mut number: Vec<&str> = Vec::new();
    for word in after.split([' ', ':', '\u{a0}']).skip_while(fills).take(MAX_WORDS) {
        let bare = word.trim_matches([',', '.', ';', '(', ')', '«', '»', '"']);
        let digits = bare.contains(|c: char| c.is_ascii_digit());
        let letters = !bare.is_empty() && bare.chars().all(char::is_uppercase);
        if !(digits && (number.is_empty() || !bare.starts_with(char::is_lowercase)) || letters) {
            break;
        }
        number.push(bare);
        if bare.len() < word.len() && word.ends_with([',', '.', ';', ')']) {
            break;
        }
    }
    let number = number.join(" ");
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let telephone = number.starts_with("06") || number.starts_with('+');
    (digits > 0 && number.len() > 2 && !telephone).then_some(number)
}
