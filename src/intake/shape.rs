//! Whether the whole of an answer has the shape that its field asks for. A field with a closed shape (a letter, a
//! choice, a date, an inrichting) is certain only then: a range, two values, a negation or choices that were left
//! standing are proposed at most, with the reason in words.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    date::{self, AskedTime, only, spoken},
    label::{FieldShape, KnownField, LabelTable, LabelTarget},
    mention::{self, Names},
    value,
};
use crate::{domain::inrichting::Inrichtingen, intake::reading_words::READING};

/// What keeps an answer from being certain, in the words that follow its label in a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeDoubt {
    /// What was read may be meant.
    Proposed(&'static str),
    /// Nothing can be taken from it.
    Refused(&'static str),
}

use ShapeDoubt::{Proposed, Refused};

/// Letters of a word that says what happened instead of a letter.
const TELLING: usize = 4;

/// Why these answers to one question are not what the field asks for as a whole; `None` when they are.
pub fn doubt(
    field: usize,
    answers: &[&str],
    labels: &LabelTable,
    inrichtingen: &Inrichtingen,
    anchor: Option<NaiveDate>,
) -> Option<ShapeDoubt> {
    let spec = labels.field(field)?;
    let raw = answers.first()?;
    let whole = value::whole(raw, spec.shape);
    let doubt = match spec.shape {
        FieldShape::Letter => letter(&whole).or_else(|| ticked_twice(raw)),
        FieldShape::Choice => ticked_twice(raw).or_else(|| choice(field, &whole, labels)),
        FieldShape::BirthDate => date::doubt(answers, anchor, AskedTime::Birth).map(Proposed),
        FieldShape::Date => date::doubt(answers, anchor, AskedTime::Day).map(Proposed),
        FieldShape::Moment => date::doubt(answers, anchor, AskedTime::Moment)
            .or_else(|| answers.iter().any(|a| spoken::says_a_time(a)).then_some("zegt de tijd in woorden"))
            .map(Proposed),
        FieldShape::Inrichting => inrichting(&whole, inrichtingen),
        FieldShape::Name => name(&whole, labels).or_else(|| {
            let person = spec.name == labels.name_of(KnownField::Person);
            let read = value::clean(raw, spec.shape, labels).unwrap_or_default();
            let place = || !Names::of(inrichtingen).mentions(&whole).is_empty();
            if person && value::is_negation(&whole) {
                Some(Proposed("noemt niemand"))
            } else {
                let plain = is_called_so(&read, labels) && !whole.contains(NO_NAME) && !place();
                (person && !plain).then_some(Proposed("is geen gewone naam"))
            }
        }),
        FieldShape::Short if labels.is_closed(field) => short(&whole),
        FieldShape::Text if labels.is_told(field) && only::is_only_when(&whole, anchor) => {
            Some(Refused("noemt alleen een tijd"))
        }
        FieldShape::Short | FieldShape::Reference | FieldShape::Text => None,
    };
    doubt.or_else(|| question(field, &whole, labels))
}

/// Words of an answer that may be a label, and how much it is like one then.
const LABEL_WORDS: usize = 8;
const LIKE_LABEL: f64 = 0.85;

/// What stands beside a label may be the next label, where a form was left open or is made otherwise than it seems.
fn question(field: usize, whole: &str, labels: &LabelTable) -> Option<ShapeDoubt> {
    let begins = whole.split_once(':').and_then(|(before, _)| labels.search_literal(before));
    let own = |target: LabelTarget| matches!(target, LabelTarget::Field { field: other, .. } if other == field);
    if begins.is_some_and(|target| !own(target)) {
        return Some(Proposed("begint met een andere vraag"));
    }
    let short = whole.split_whitespace().count() <= LABEL_WORDS && !whole.contains(|c: char| c.is_ascii_digit());
    if !short || labels.is_answer(field, whole) || value::is_negation(whole) {
        return None;
    }
    let like = || labels.likeness(whole).values().copied().fold(0.0, f64::max);
    (labels.search(whole, None).is_some() || like() >= LIKE_LABEL).then_some(Proposed("kan een andere vraag zijn"))
}

fn ticked_twice(raw: &str) -> Option<ShapeDoubt> {
    (value::ticks(raw) > 1).then_some(Refused("heeft meer dan één kruisje"))
}

/// The words of an answer, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// True for the letter of a category.
fn is_category(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'j'])
}

fn letter(whole: &str) -> Option<ShapeDoubt> {
    const NO_LETTER: &str = "is geen letter van A tot en met J";
    let words = words(whole);
    let letters: BTreeSet<&String> = words.iter().filter(|w| is_category(w)).collect();
    let read = value::letter(whole);
    match letters.len() {
        2.. if read.len() != 1 || !is_abbreviation(whole) => Some(Refused("noemt meer dan één letter")),
        _ if is_category(&read.to_lowercase()) => {
            let unsure = whole.contains('?') || words.iter().any(|w| w == "of");
            unsure.then_some(Proposed("is niet zeker ingevuld"))
        }
        0 if words.iter().any(|w| w.chars().count() >= TELLING && w.chars().all(|c| c.is_ascii_alphabetic())) => {
            Some(Proposed(NO_LETTER))
        }
        _ => Some(Refused(NO_LETTER)),
    }
}

/// "D. Overlijden in afd. E" names a place beside its letter, no second one.
fn is_abbreviation(whole: &str) -> bool {
    let lower = whole.to_lowercase();
    READING.places_with_letters.iter().any(|place| lower.contains(place))
}

fn choice(field: usize, whole: &str, labels: &LabelTable) -> Option<ShapeDoubt> {
    let found = labels.answers_in(field, whole);
    let closed = labels.is_closed(field);
    let parted = whole.contains('/') || words(whole).iter().any(|w| w == "of");
    if found.named.len() > 1 && (closed || parted) {
        return Some(Refused("laat meer dan één keuze staan"));
    }
    if whole.contains('?') {
        return Some(Proposed("staat er met een vraagteken"));
    }
    if !closed || value::is_negation(whole) {
        return None;
    }
    let negated = words(whole).iter().any(|w| READING.choice_denials.contains(&w.as_str()));
    if negated {
        Some(Refused("zegt wat het niet is"))
    } else if whole.eq_ignore_ascii_case("x") {
        Some(Proposed("kan een kruisje zijn"))
    } else if found.named.is_empty() {
        Some(Proposed("is geen van de keuzes"))
    } else {
        found.more.then_some(Proposed("zegt meer dan een keuze"))
    }
}

fn inrichting(whole: &str, inrichtingen: &Inrichtingen) -> Option<ShapeDoubt> {
    let negated = words(whole).iter().any(|w| READING.choice_denials.contains(&w.as_str()));
    let Some(found) = inrichtingen.recognise(whole) else {
        let names = Names::of(inrichtingen);
        let mentioned: BTreeSet<&str> =
            names.mentions(whole).iter().filter_map(|m| m.fits.first()).map(|i| i.name.as_str()).collect();
        return match mentioned.len() {
            2.. => Some(Refused("noemt meer dan één inrichting")),
            _ if negated => Some(Refused("zegt welke inrichting het niet is")),
            _ if whole.contains(|c: char| c.is_ascii_digit() || c == '?') => {
                Some(Proposed("is geen naam van een inrichting"))
            }
            _ if !mention::is_called_one(whole) => Some(Proposed("is geen inrichting die de desk kent")),
            _ => None,
        };
    };
    if negated && found.leaves_words_of(whole) {
        Some(Refused("zegt welke inrichting het niet is"))
    } else if whole.contains('?') || found.leaves_words_of(whole) {
        Some(Proposed("zegt meer dan de naam van een inrichting"))
    } else {
        None
    }
}

/// Signs that no name holds.
const NO_NAME: [char; 11] = ['<', '>', '@', '*', '[', ']', '{', '}', '"', '|', '\\'];
/// How much a surname that stands alone may be like a label.
const LIKE_NAME: f64 = 0.5;

/// A name, or a surname alone.
fn is_called_so(name: &str, labels: &LabelTable) -> bool {
    let alone = name.split_whitespace().count() == 1 && name.starts_with(char::is_uppercase);
    let like = || labels.likeness(name).values().copied().fold(0.0, f64::max);
    let surname = alone && !name.contains(|c: char| c.is_ascii_digit());
    value::is_negation(name) || value::is_name(name) || surname && like() < LIKE_NAME
}

/// What stands where a name is asked for and begins with a label is the answer to that.
fn name(whole: &str, labels: &LabelTable) -> Option<ShapeDoubt> {
    let before = whole.split_once(':').map(|(before, _)| before);
    if before.is_some_and(|before| labels.search(before, None).is_some()) {
        Some(Refused("is het antwoord op een andere vraag"))
    } else if labels.search_literal(whole).is_some() {
        Some(Refused("herhaalt alleen een vraag"))
    } else {
        whole.contains(['?', ':', '<', '>', '@', '*']).then_some(Proposed("is geen gewone naam"))
    }
}

fn short(whole: &str) -> Option<ShapeDoubt> {
    let words = words(whole);
    let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if value::is_negation(whole) {
        None
    } else if says(READING.choice_denials) {
        Some(Proposed("zegt wat het niet is"))
    } else {
        (says(&["of"]) || whole.contains('?')).then_some(Proposed("is niet zeker ingevuld"))
    }
}
