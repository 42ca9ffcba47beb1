//! What the sentences of a report say besides who, when and where: the department, the title, the offence, whom they
//! told of it and what they did. The words stand with the fields in the table of labels, and what is read is proposed.

use super::{
    sentence::{Sentence, holds},
    words::WORDS,
};
use crate::intake::{
    date,
    label::{FieldShape, FieldSpec},
    limits,
    reading::ReadingEnv,
};

/// An answer in a sentence.
#[derive(Debug, Clone)]
pub struct ToldAnswer<'s> {
    /// The field, by its name in the table.
    pub field: String,
    /// What the sentence says.
    pub value: String,
    pub sentence: &'s Sentence,
}

/// Words of a short answer, and bytes in which the day behind "sinds" stands.
const MAX_WORDS: usize = 6;
const DAY: usize = 30;

/// The answers that these sentences give, the first of each field.
pub fn answers<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> Vec<ToldAnswer<'s>> {
    let fields = env.labels.fields().iter().enumerate().filter(|(_, spec)| !spec.phrases.is_empty());
    let found = fields.filter_map(|(nr, spec)| {
        let answer = |sentence: &&'s Sentence| {
            let value = answer(nr, spec, sentence, env)?;
            Some(ToldAnswer { field: spec.name.clone(), value, sentence })
        };
        sentences.iter().find_map(answer)
    });
    found.collect()
}

fn answer(nr: usize, spec: &FieldSpec, sentence: &Sentence, env: ReadingEnv<'_>) -> Option<String> {
    if !spec.beside.is_empty() && !spec.beside.iter().any(|word| sentence.lower.contains(word.as_str())) {
        return None;
    }
    match spec.shape {
        FieldShape::Text => {
            let (whole, parts): (Vec<&str>, Vec<&str>) =
                spec.phrases.iter().map(String::as_str).partition(|phrase| !phrase.contains(' '));
            let said = holds(&sentence.lower, &whole) || parts.iter().any(|phrase| sentence.lower.contains(phrase));
            said.then(|| sentence.text.trim().trim_end_matches('.').to_owned())
        }
        FieldShape::Date => behind(spec, sentence).find_map(|rest| {
            let (span, day) = date::spans(limits::start(rest, DAY), env.anchor, false).into_iter().next()?;
            (span.start <= 2).then(|| day.to_string())
        }),
        FieldShape::Short => behind(spec, sentence).find_map(|rest| {
            let end = WORDS.answer_ends.iter().filter_map(|end| rest.find(*end)).min().unwrap_or(rest.len());
            let value = rest.get(..end)?.trim();
            if env.labels.has_answers(nr) {
                let few = value.split_whitespace().count() <= MAX_WORDS;
                return (few && env.labels.is_answer(nr, value)).then(|| value.to_owned());
            }
            named(value)
        }),
        FieldShape::Name
        | FieldShape::BirthDate
        | FieldShape::Moment
        | FieldShape::Reference
        | FieldShape::Choice
        | FieldShape::Letter
        | FieldShape::Inrichting => None,
    }
}

/// What stands behind each of the words that announce an answer.
fn behind<'s>(spec: &FieldSpec, sentence: &'s Sentence) -> impl Iterator<Item = &'s str> {
    spec.phrases.iter().filter_map(|phrase| {
        let mut ends = sentence.lower.match_indices(phrase.as_str()).map(|(at, _)| (at, at + phrase.len()));
        let whole = |(from, to): &(usize, usize)| {
            let (before, after) = (sentence.lower.get(..*from), sentence.lower.get(*to..));
            before.is_some_and(|b| !b.ends_with(char::is_alphanumeric)) && after.is_some_and(|a| a.starts_with(' '))
        };
        let (_, to) = ends.find(whole)?;
        sentence.text.get(to..).map(str::trim_start)
    })
}

/// The words of a name at the beginning of a text: "Grutto", "De Eik 4".
fn named(text: &str) -> Option<String> {
    let of_name = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().take_while(of_name).take(MAX_WORDS).collect();
    words.first().filter(|first| first.starts_with(char::is_uppercase)).map(|_| words.join(" "))
}
