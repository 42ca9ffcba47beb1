//! The words of reports of a night and the rows they point to: ordinary words, and not only those of the instruction.
//! What is denied, asked or supposed points nowhere.

use piket::{judge::rij_hint, rules::book::Rulebook};

use crate::dossier::TestResult;

fn rows(text: &str) -> Vec<String> {
    rij_hint::rij_hints(Rulebook::built_in(), text).iter().map(|hint| hint.rule.nr.to_string()).collect()
}

#[test]
fn ordinary_sentences_point_to_their_row() -> TestResult {
    let sentences = include_str!("../fixtures/rijwoorden.txt");
    let mut wrong = Vec::new();
    for line in sentences.lines().filter(|line| !line.starts_with('#')) {
        let (row, text) = line.split_once('|').ok_or("geen rij")?;
        let found = rows(text);
        if !found.iter().any(|nr| nr == row) {
            wrong.push(format!("{row}: {text} {found:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    Ok(())
}

#[test]
fn what_nobody_claims_points_nowhere() {
    for text in [
        "Er is geen geweld gebruikt en niemand raakte gewond.",
        "Zijn er drugs gevonden?",
        "Als er brand uitbreekt, bel dan 112.",
        "Mocht hij zijn weggelopen, dan hoort u dat.",
        "Er is geen wapen gevonden.",
        "De patiënt en zijn begeleider zijn terug in de kliniek.",
        "Hij is niet weggelopen.",
    ] {
        assert_eq!(rows(text), [""; 0], "{text}");
    }
    assert_eq!(rows("Hij is niet van onbegeleid verlof teruggekeerd."), ["G"]);
    assert_eq!(rows("Geen drugs gevonden maar wel een simkaart."), ["9"]);
}
