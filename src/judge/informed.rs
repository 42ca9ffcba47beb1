//! Who was told of a case: by a fact that says so, by a step that is done, and who in the line was. What a message names in
//! its first lines, and what it calls unknown where it is nobody.

use super::{case_rule::CaseRule, sentences::sentences, tegenspraak::mentions};
use crate::{
    domain::{
        belvraag_id::BelvraagId,
        feit::{Feit, FeitStatus, Topic},
        fold::fold,
        moment::Moment,
        sanitize,
        step::{Step, StepState},
    },
    log::zaak::Zaak,
    rules::{
        book::{InformedRule, RijRule, Rulebook},
        call_script::{CallScript, ToldByStep},
        feature::Features,
    },
};

/// Something that says who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informed<'a> {
    /// The sentence that says it.
    pub sentence: String,
    /// The fact it stands in; `None` for a step.
    pub feit: Option<&'a Feit>,
}

/// A step that is done and tells who was informed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InformedByStep<'a> {
    /// The step.
    pub step: Step,
    /// The sentence.
    pub sentence: &'a str,
    /// The subject of the question that tells the same.
    pub topic: Topic,
    /// When, where that was said.
    pub at: Option<Moment>,
}

/// All that says who was told, facts by the time of the event and then steps; the same words once.
pub fn informed<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> Vec<Informed<'a>> {
    let Some(rule) = case.book().and_then(|book| book.informed.as_ref()) else { return Vec::new() };
    let mut feiten: Vec<&Feit> = zaak.feiten.iter().filter(|f| counts(zaak, rule, f)).collect();
    feiten.sort_by_key(|f| (f.told_at(), f.number));
    let told = feiten.into_iter().filter_map(|f| Some(Informed { sentence: sentence_of(rule, f)?, feit: Some(f) }));
    let steps = by_steps(zaak, case).into_iter().map(|s| Informed { sentence: s.sentence.to_owned(), feit: None });
    let mut all: Vec<Informed<'_>> = Vec::new();
    for one in told.chain(steps) {
        if all.iter().all(|other| words(&other.sentence) != words(&one.sentence)) {
            all.push(one);
        }
    }
    all
}

/// True for a fact that says of somebody whether he was told, also that he was not.
pub fn is_about_informing(case: CaseRule<'_>, feit: &Feit) -> bool {
    let plain = fold(feit.text.read());
    case.book().and_then(|book| book.informed.as_ref()).is_some_and(|rule| {
        rule.topics.contains(&feit.topic) && rule.phrases.iter().any(|phrase| plain.contains(phrase))
    })
}

/// The steps that are done and tell who was informed, where the question that tells it too has no answer.
pub fn by_steps<'a>(zaak: &Zaak, case: CaseRule<'a>) -> Vec<InformedByStep<'a>> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let done = |script: &&CallScript| is_done(zaak, script);
    let told =
        scripts(book, rule).filter(|(script, _)| done(script)).filter(|(_, told)| !is_answered(zaak, &told.question));
    told.filter_map(|(script, told)| {
        let note = zaak.steps.get(&script.step)?;
        let topic = book.call_question(&told.question)?.topic;
        Some(InformedByStep {
            step: script.step,
            sentence: &told.sentence,
            topic,
            at: note.is_timed.then_some(note.at),
        })
    })
    .collect()
}

/// What is not known of a question of the call that steps tell too, once one of those is done and others are not; `None`
/// where no step tells it.
pub fn open_beside_steps<'a>(
    zaak: &Zaak,
    book: &'a Rulebook,
    rule: &RijRule,
    question: &BelvraagId,
) -> Option<Vec<&'a str>> {
    let mine = || scripts(book, rule).filter(|(_, told)| told.question == *question);
    let any_done = mine().any(|(script, _)| is_done(zaak, script));
    any_done.then(|| mine().filter(|(script, _)| !is_done(zaak, script)).map(|(_, told)| told.open.as_str()).collect())
}

fn scripts<'a>(book: &'a Rulebook, rule: &RijRule) -> impl Iterator<Item = (&'a CallScript, &'a ToldByStep)> {
    let told = book.calls.iter().filter_map(|script| Some((script, script.told.as_ref()?)));
    told.filter(|(script, _)| rule.steps.contains(&script.step))
}

fn is_done(zaak: &Zaak, script: &CallScript) -> bool {
    zaak.steps.get(&script.step).is_some_and(|note| note.state == StepState::Done)
}

fn is_answered(zaak: &Zaak, question: &BelvraagId) -> bool {
    zaak.feiten.iter().any(|f| f.asked.as_ref().is_some_and(|asked| asked.question == *question))
}

/// Nobody contradicted it, and no later answer to the same question took its place.
fn counts(zaak: &Zaak, rule: &InformedRule, feit: &Feit) -> bool {
    let last = |question: &BelvraagId| {
        let answers = zaak.feiten.iter().filter(|f| f.asked.as_ref().is_some_and(|asked| asked.question == *question));
        answers.map(|f| f.number).max()
    };
    let is_latest = feit.asked.as_ref().is_none_or(|asked| last(&asked.question) == Some(feit.number));
    feit.status.counted() && feit.status != FeitStatus::Unknown && rule.topics.contains(&feit.topic) && is_latest
}

/// The sentence of a fact that says so.
fn sentence_of(rule: &InformedRule, feit: &Feit) -> Option<String> {
    let text = sanitize::line(feit.text.filled()?);
    let says = |sentence: &&str| {
        let plain = fold(sentence);
        rule.phrases.iter().any(|phrase| mentions(Features::built_in(), &plain, phrase)) && !rule.is_in_vain(&plain)
    };
    sentences(&text).into_iter().find(says).map(|sentence| sentence.trim().to_owned())
}

fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
