//! Whether a case may be told to the public: only while the last that anybody said to the question that the book waits for
//! frees it, and nothing that was noted since says otherwise. What is not known frees nothing. A death asks for it at any
//! row: what was told decides, and not how the case is called.

use crate::{
    domain::{
        besluit::{Answer, YesNo},
        feit::{Feit, FeitStatus},
        fold::fold,
        moment::Moment,
    },
    judge::{call_back::answer_to, case_rule::CaseRule, sentences::sentences},
    log::zaak::Zaak,
    rules::{
        book::{CallChoice, CallQuestion},
        feature::Features,
        language::Language,
    },
};

/// The question that keeps the case from the public until it is answered as the book asks, in the call or as a weighing
/// question; `None` where no question does, or the last answer frees it.
pub fn keeps_from_public<'a>(zaak: &Zaak, case: CaseRule<'a>) -> Option<&'a CallQuestion> {
    let CaseRule::Known(book, rule) = case else { return None };
    let of_row = book.call_questions(rule).filter(|q| q.choices.iter().any(frees)).find(|q| !is_freed(zaak, q));
    of_row.or_else(|| after_death(zaak, case))
}

/// The same question at a row that does not ask it, where a fact tells of a death and none says that they were told.
pub fn after_death<'a>(zaak: &Zaak, case: CaseRule<'a>) -> Option<&'a CallQuestion> {
    let CaseRule::Known(book, rule) = case else { return None };
    let is_asked = book.call_questions(rule).any(|q| q.choices.iter().any(frees));
    let asked_elsewhere = || book.rijen().flat_map(|rule| book.call_questions(rule));
    let question = asked_elsewhere().find(|q| q.choices.iter().any(frees)).filter(|_| !is_asked)?;
    if !zaak.feiten.iter().any(|feit| is_told(feit) && tells_of_death(feit.text.read())) {
        return None;
    }
    let free = |feit: &Feit| {
        let text = fold(feit.text.read());
        let sentences = question.choices.iter().filter(|choice| frees(choice)).map(|choice| fold(&choice.sentence));
        sentences.into_iter().any(|sentence| text.contains(sentence.trim())) && !is_doubtful(&text)
    };
    let freed = zaak.feiten.iter().rfind(|feit| is_told(feit) && free(feit));
    let stands = freed.is_some_and(|free| !denied(zaak, question, |f| f.number > free.number));
    (!stands).then_some(question)
}

fn is_told(feit: &Feit) -> bool {
    feit.status.counted() && feit.status != FeitStatus::Unknown
}

/// So many words before it a word denies a death: "niet overleden", "geen van hen is overleden".
const DENIED_FROM: usize = 4;

/// True where a sentence says that somebody died, and does not deny it.
fn tells_of_death(text: &str) -> bool {
    let language = Language::built_in();
    sentences(text).into_iter().map(fold).any(|plain| {
        let words: Vec<&str> = plain.split(' ').collect();
        let says = |at: usize| {
            let begins =
                |phrase: &String| phrase.split(' ').enumerate().all(|(n, word)| words.get(at + n) == Some(&word));
            language.death.iter().any(begins)
        };
        let denied = |at: usize| {
            let before = words.iter().take(at).rev().take(DENIED_FROM);
            before.into_iter().any(|word| language.denials.iter().any(|own| own == word))
        };
        (0..words.len()).any(|at| says(at) && !denied(at))
    })
}

fn frees(choice: &CallChoice) -> bool {
    choice.frees_public == Some(YesNo::Yes)
}

/// The last of what was answered in the call and what was weighed counts; of one moment the call does.
fn is_freed(zaak: &Zaak, question: &CallQuestion) -> bool {
    let told = answer_to(zaak, &question.id);
    let weighed = weighed(zaak, question);
    match (told, weighed) {
        (Some(feit), Some((at, frees))) if at > feit.at => frees && !denied(zaak, question, |f| f.at > at),
        (Some(feit), _) => frees_as_told(question, feit) && !denied(zaak, question, |f| f.number > feit.number),
        (None, Some((at, frees))) => frees && !denied(zaak, question, |f| f.at > at),
        (None, None) => false,
    }
}

/// When the weighing question that an answer comes to was answered, and whether that frees.
fn weighed(zaak: &Zaak, question: &CallQuestion) -> Option<(Moment, bool)> {
    let speaks = question.choices.iter().filter(|choice| frees(choice)).flat_map(|choice| &choice.weighs);
    speaks.filter_map(|(id, own)| weighed_as(zaak, id.as_str(), *own)).max_by_key(|(at, _)| *at)
}

fn weighed_as(zaak: &Zaak, id: &str, own: Answer) -> Option<(Moment, bool)> {
    Some((*zaak.answered.get(id)?, zaak.answers.get(id) == Some(&own)))
}

/// True for the answer that frees, with nothing beside it that makes it less: "ja, maar de ouders nog niet".
fn frees_as_told(question: &CallQuestion, feit: &Feit) -> bool {
    let chosen = feit.asked.as_ref().and_then(|asked| question.choice(asked.choice.as_deref()?));
    let Some(choice) = chosen.filter(|choice| frees(choice)) else { return false };
    let (text, sentence) = (fold(feit.text.read()), fold(&choice.sentence));
    let beside = text.strip_prefix(sentence.trim()).unwrap_or(&text);
    feit.status.counted() && feit.status != FeitStatus::Unknown && !is_doubtful(beside)
}

/// True where a fact of these says of whom the question is about that it is not so, or that nobody knows.
fn denied(zaak: &Zaak, question: &CallQuestion, counts: impl Fn(&Feit) -> bool) -> bool {
    let denies = |feit: &Feit| {
        let is_about = |plain: &str| plain.split(' ').any(|word| question.subject.iter().any(|own| own == word));
        let text = feit.text.read();
        let told = sentences(text).into_iter().map(fold).filter(|plain| is_about(plain)).collect::<Vec<_>>();
        told.iter().any(|plain| feit.status == FeitStatus::Unknown || is_doubtful(plain))
    };
    zaak.feiten.iter().filter(|feit| feit.status.counted() && counts(feit)).any(denies)
}

fn is_doubtful(plain: &str) -> bool {
    plain.split(' ').any(|word| Features::built_in().doubt.iter().any(|doubt| doubt == word))
}
