//! What a message calls unknown and what it tells: one judgement, of whole facts, for whoever makes the list of what is not known
//! and for whoever reads the text back. Whoever filled in the one has to strike the other.

use std::ops::Range;

use crate::{
    domain::{
        feit::{Feit, FeitStatus},
        fold::fold,
    },
    judge::{case_rule::CaseRule, sentences::sentences, speech, standing, tegenspraak::mentions},
    log::zaak::Zaak,
    rules::{
        book::{CallQuestion, SmsPart},
        feature::Features,
        language::Language,
    },
};

/// What stands before a line of a list, and between a time and what happened then.
const ITEM: &str = "- ";
const TIME: &str = " uur – ";

/// True where a fact tells what a question asks: as its answer, in a sentence by which the book answers it, or in words that come
/// to an answer of it.
pub fn is_told_by(case: CaseRule<'_>, question: &CallQuestion, feit: &Feit) -> bool {
    let is_known = feit.status.counted() && feit.status != FeitStatus::Unknown;
    let is_answer = || feit.asked.as_ref().is_some_and(|asked| asked.question == question.id);
    let in_book_words = || statements(feit.text.read()).any(|statement| question.is_answered_in(statement));
    let tells = || is_answer() || in_book_words() || standing::is_told_by(case, question, feit);
    is_known && (tells() || names_the_place(question, feit))
}

/// True where a fact says where it was that somebody died in other words than an answer: "hij overleed in de ambulance na een val".
/// In one statement: who was brought to a hospital in the next may be somebody else.
fn names_the_place(question: &CallQuestion, feit: &Feit) -> bool {
    let is_said = |statement: &str| {
        let plain = fold(statement);
        let says = |phrase: &String| mentions(Features::built_in(), &plain, phrase);
        question.subject.iter().any(says) && question.choices.iter().flat_map(|choice| &choice.phrases).any(says)
    };
    question.sms_part == Some(SmsPart::Place) && statements(feit.text.read()).any(is_said)
}

/// The names of what this text calls unknown and tells.
pub(super) fn told_all_the_same<'a>((zaak, case): (&Zaak, CaseRule<'a>), text: &str) -> Vec<&'a str> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let is_open = |q: &&CallQuestion| items(text).any(|(_, item)| item == q.name);
    let now = says_now(text);
    let told = |q: &CallQuestion| statements(&now).any(|statement| says((zaak, case), q, statement));
    book.call_questions(rule).filter(is_open).filter(|q| told(q)).map(|question| question.name.as_str()).collect()
}

/// Where in a text stands what it calls unknown and tells, in bytes.
pub fn places((zaak, case): (&Zaak, CaseRule<'_>), text: &str) -> Vec<Range<usize>> {
    let told = told_all_the_same((zaak, case), text);
    let is_told = |item: &str| told.contains(&item);
    items(text).filter(|(_, item)| is_told(item)).map(|(from, item)| from..from + item.len()).collect()
}

/// The lines that say how it is now.
pub(super) fn says_now(text: &str) -> String {
    let says_now = |line: &&str| {
        let plain = fold(line);
        !Language::built_in().told_as_past.iter().any(|words| plain.contains(words.as_str()))
    };
    text.lines().filter(says_now).collect::<Vec<_>>().join("\n")
}

/// The items of the lists of a text, each with where it begins.
fn items(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let lines = text.split('\n').map(move |line| {
        let at = from;
        from += line.len() + 1;
        (at, line)
    });
    lines.filter_map(|(at, line)| {
        let item = line.trim_start().strip_prefix(ITEM)?;
        Some((at + (line.len() - item.len()), item.trim_end()))
    })
}

/// The statements of a text, each without the sign and the time before it.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(ITEM));
    let timed = lines.map(|line| line.split_once(TIME).map_or(line, |(_, told)| told));
    let parts = timed.flat_map(sentences).flat_map(|sentence| sentence.split("; ").flat_map(|part| part.split(". ")));
    parts.map(|part| part.trim_end_matches('.').trim()).filter(|part| !part.is_empty())
}

/// True where a statement is an answer to the question. What stands in a fact is judged as that fact is, and not by what is left of
/// it: "hij is aangehouden" of somebody else says nothing of him who is away.
fn says((zaak, case): (&Zaak, CaseRule<'_>), question: &CallQuestion, statement: &str) -> bool {
    let plain = format!(" {} ", fold(statement));
    let has = |feit: &&Feit| format!(" {} ", fold(&speech::cleaned(feit.text.read()))).contains(&plain);
    let mut own = zaak.feiten.iter().filter(|feit| feit.status.counted()).filter(has).peekable();
    if own.peek().is_some() {
        return own.any(|feit| is_told_by(case, question, feit));
    }
    question.is_answered_in(statement) || question.sms_part.is_some() && standing::tells(question, statement)
}
