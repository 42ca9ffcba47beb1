//! A text that calls something unknown and says it elsewhere: whoever filled in the one has to strike the other.

use crate::{
    domain::fold::fold,
    judge::{case_rule::CaseRule, sentences::sentences, standing},
    rules::book::CallQuestion,
};

/// What stands before a line of a list, and between a time and what happened then.
const ITEM: &str = "- ";
const TIME: &str = " uur – ";

/// What this text calls unknown and tells, each as a part of a sentence.
pub(super) fn told_all_the_same(case: CaseRule<'_>, text: &str) -> Vec<String> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let items = || text.lines().filter_map(|line| line.trim().strip_prefix(ITEM));
    let is_open = |q: &&CallQuestion| items().any(|item| item == q.name);
    let told = |q: &CallQuestion| statements(text).any(|statement| says(q, statement));
    let open = book.call_questions(rule).filter(is_open).filter(|q| told(q));
    open.map(|question| format!("dat niet bekend is {}", question.name)).collect()
}

/// The statements of a text, each without the sign and the time before it.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(ITEM));
    let timed = lines.map(|line| line.split_once(TIME).map_or(line, |(_, told)| told));
    let parts = timed.flat_map(sentences).flat_map(|sentence| sentence.split("; ").flat_map(|part| part.split(". ")));
    parts.map(|part| part.trim_end_matches('.').trim()).filter(|part| !part.is_empty())
}

/// True where a statement is an answer to the question, in the words of the book or in others that come to it.
fn says(question: &CallQuestion, statement: &str) -> bool {
    let plain = fold(statement);
    let is_choice = question.choices.iter().any(|choice| fold(&choice.sentence) == plain);
    is_choice || question.sms_part.is_some() && standing::tells(question, statement)
}
