//! Choosing a row: what it is found by, and what it demands once it is chosen, in words. An officer who
//! reads that back at once sees a wrong row before it costs anything.

use crate::{
    domain::{matrix_letter::MatrixLetter, rank::FoundBy},
    rules::{
        book::Rulebook,
        language::Language,
        rij_rule::{Code, RijRule},
    },
};

/// What stands before the number of a row when one says it.
const NUMBERED: [&str; 3] = ["rij", "nr", "nummer"];

/// What a row of this book is found by. One that may turn out to be another that demands more stands with that one, and no
/// word chooses it: an attempt that is taken by mistake for an escape is reported to too few. One that demands nothing stands
/// below every row that fits as well.
pub fn found_by(book: &Rulebook, rule: &RijRule) -> FoundBy {
    let named = FoundBy::name(&rule.incident).called(rule.nr.as_str());
    let named = NUMBERED.into_iter().fold(named, |named, before| named.also_called(&format!("{before} {}", rule.nr)));
    let language = Language::built_in();
    let found = rule.search_words.iter().fold(named, |found, word| found.phrase(word));
    // Whom it happened to says of no row that it happened.
    let found = found.weak(language.weak.iter().chain(&language.who));
    if !rule.is_notifiable() {
        return found.below_others().taken_by_hand();
    }
    let found = if rule.near.is_empty() { found } else { found.taken_by_hand() };
    let beside = book.rijen().filter(|other| other.near.contains(&rule.nr));
    beside
        .fold(found, |found, other| other.search_words.iter().fold(found.near(&other.incident), |f, word| f.near(word)))
}

/// What a row demands, in words: "bel, MBV, P wegen".
pub fn demands(book: &Rulebook, rule: &RijRule) -> String {
    demands_before(book, rule, None)
}

/// The same with the moment the form is due, in words.
pub fn demands_before(book: &Rulebook, rule: &RijRule, form: Option<&str>) -> String {
    if !rule.is_notifiable() {
        return "niet meldplichtig".to_owned();
    }
    let due = match form {
        Some(due) => format!(" vóór {due}"),
        None if book.form_gap(rule).is_some() => " (termijn zelf toetsen)".to_owned(),
        None => String::new(),
    };
    let words = rule.letters().into_iter().filter_map(|(letter, code)| {
        let what = match letter {
            MatrixLetter::T => "bellen".to_owned(),
            MatrixLetter::M => format!("{}{due}", rule.form.label(book)),
            MatrixLetter::P => "piketmelding".to_owned(),
            MatrixLetter::A => "afloop".to_owned(),
        };
        match code {
            Code::Yes => Some(what),
            Code::Weging => Some(format!("{what} wegen")),
            Code::IfRelevant => Some(format!("{what} als het ertoe doet")),
            Code::No => None,
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        domain::{
            fold::fold,
            rank::{chosen_by, rank, unmistakable},
        },
        rules::book::Rulebook,
    };

    /// The rows that a word leads to, best first.
    fn led_to<'a>(book: &'a Rulebook, word: &str) -> Vec<&'a RijRule> {
        let rijen: Vec<&RijRule> = book.rijen().collect();
        let found: Vec<FoundBy> = rijen.iter().map(|r| found_by(book, r)).collect();
        rank(word, &found).into_iter().filter_map(|hit| rijen.get(hit.place).copied()).collect()
    }

    #[test]
    fn every_word_of_the_officer_leads_to_each_of_its_rows_and_a_reportable_one_comes_first() {
        let book = Rulebook::built_in();
        let words: BTreeSet<&String> = book.rijen().flat_map(|r| &r.search_words).collect();
        assert!(words.len() >= 300, "{} woorden", words.len());
        for word in words {
            let found = led_to(book, word);
            for rij in book.rijen().filter(|r| r.search_words.contains(word)) {
                assert!(found.iter().any(|f| f.nr == rij.nr), "{word} leidt niet naar rij {}", rij.nr);
            }
            // What stands beside another only stands behind it.
            let beside = |r: &RijRule| found.iter().any(|other| other.near.contains(&r.nr));
            let own: Vec<_> = found.iter().filter(|r| r.search_words.contains(word) || !beside(r)).collect();
            let first_quiet = own.iter().position(|r| !r.is_notifiable()).unwrap_or(own.len());
            assert!(own.iter().skip(first_quiet).all(|r| !r.is_notifiable()), "{word}");
        }
    }

    #[test]
    fn what_an_officer_says_leads_to_the_row_of_the_source() {
        let book = Rulebook::built_in();
        for (said, rijen) in [
            ("corona", &["16"][..]),
            ("vermist", &["A", "B", "C", "D", "F", "G", "12", "E", "9"]),
            ("Suïcide", &["10", "11"]),
            ("tbs-poging", &["11", "10"]),
            ("laptop kwijt", &["22"]),
            ("niet terug", &["G", "E", "A"]),
            ("gijzeling", &["1"]),
            ("cao", &["23"]),
            ("snijden", &["6", "7", "13"]),
            ("messteek", &["6", "7"]),
            ("bijten", &["6", "7"]),
            ("rij 6", &["6"]),
            ("nr 10", &["10"]),
            ("Rij g", &["G", "17"]),
            ("pillen", &["9", "12"]),
            ("zbbi", &["A", "E"]),
        ] {
            let found: Vec<String> = led_to(book, said).into_iter().map(|r| r.nr.to_string()).collect();
            assert_eq!(found, rijen, "{said}");
        }
    }

    #[test]
    fn a_word_of_more_rows_never_stands_for_one_of_them() {
        let book = Rulebook::built_in();
        let rijen: Vec<&RijRule> = book.rijen().collect();
        let found: Vec<FoundBy> = rijen.iter().map(|r| found_by(book, r)).collect();
        for word in rijen.iter().flat_map(|r| &r.search_words) {
            let Some(taken) = unmistakable(word, &found).and_then(|i| rijen.get(i)) else { continue };
            let others = rijen.iter().filter(|r| r.nr != taken.nr && r.search_words.contains(word));
            assert_eq!(others.count(), 0, "{word}");
        }
    }

    /// One word of a phrase is not the phrase, and may be its opposite.
    #[test]
    fn no_single_word_out_of_a_longer_one_chooses_a_row() {
        for book in Rulebook::all_built_in() {
            let rijen: Vec<&RijRule> = book.rijen().collect();
            let found: Vec<FoundBy> = rijen.iter().map(|r| found_by(book, r)).collect();
            for phrase in rijen.iter().flat_map(|r| &r.search_words).filter(|phrase| phrase.contains(' ')) {
                for word in phrase.split(' ') {
                    let Some(taken) = unmistakable(word, &found).and_then(|i| rijen.get(i)) else { continue };
                    let is_called = taken.search_words.iter().any(|own| fold(own) == fold(word));
                    let named = fold(&taken.incident).split(' ').any(|own| own == fold(word));
                    assert!(
                        is_called || named || taken.nr.to_string().eq_ignore_ascii_case(word),
                        "{word} ({phrase}) kiest {}",
                        taken.nr
                    );
                }
            }
        }
        let book = Rulebook::built_in();
        let found: Vec<FoundBy> = book.rijen().map(|r| found_by(book, r)).collect();
        for word in [
            "levensgevaar",
            "te beroven",
            "aanwezig",
            "op tijd",
            "contact",
            "gemeld",
            "gesloten",
            "open",
            "einde",
            "zelf",
            "eten",
            "onwel",
            "niet",
            "terug",
            "ernstig",
            "ander",
            "personeel",
            "justitiabele",
            "van",
            "tijdens",
        ] {
            assert_eq!(unmistakable(word, &found), None, "{word}");
        }
    }

    /// No word, whole or begun, and no two of them choose a row that may turn out to be another, and where one leads to such a
    /// row those that it may be stand there too.
    #[test]
    fn no_word_chooses_a_row_that_may_be_another() {
        for book in Rulebook::all_built_in() {
            let rijen: Vec<&RijRule> = book.rijen().collect();
            let found: Vec<FoundBy> = rijen.iter().map(|r| found_by(book, r)).collect();
            let lesser = rijen.iter().filter(|rij| !rij.is_notifiable() || !rij.near.is_empty());
            for rij in lesser {
                for word in rij.search_words.iter().chain([&rij.incident]) {
                    for typed in [word.as_str(), word.get(..word.len() - 1).unwrap_or(word)] {
                        let chosen = chosen_by(typed, &found).and_then(|place| rijen.get(place));
                        let may = chosen.is_none_or(|rij| rij.is_notifiable() && rij.near.is_empty());
                        assert!(may, "{typed}: {chosen:?}");
                    }
                    let shown: Vec<_> = led_to(book, word).iter().map(|rij| rij.nr).collect();
                    assert!(rij.near.iter().all(|near| shown.contains(near)), "{word}: {shown:?}");
                }
                let chosen = unmistakable(rij.nr.as_str(), &found).and_then(|place| rijen.get(place));
                assert_eq!(chosen.map(|rij| rij.nr), Some(rij.nr));
            }
        }
    }

    #[test]
    fn what_a_row_demands_is_said_in_words() {
        let book = Rulebook::built_in();
        let said =
            |nr: &str| book.rijen().find(|r| r.nr.to_string() == nr).map(|r| demands(book, r)).unwrap_or_default();
        assert_eq!(said("6"), "bellen, MBV, piketmelding wegen");
        assert_eq!(said("2"), "bellen, MBV, piketmelding wegen, afloop als het ertoe doet");
        assert_eq!(said("A"), "bellen, MOA, piketmelding, afloop");
        assert_eq!(said("12"), "niet meldplichtig");
    }
}
