//! Who writes in the place of the desk, as the inrichting named him on the phone.

use crate::{
    domain::{feit::FeitStatus, sanitize},
    judge::case_rule::CaseRule,
    log::zaak::Zaak,
};

/// More words are a sentence.
const NAME: usize = 6;

/// To whom the inrichting says that the piketmelding falls: by the answer to the question of the call, else in a few own
/// words.
pub(super) fn addressee(zaak: &Zaak, case: CaseRule<'_>) -> Option<String> {
    let (book, rule) = case.book().zip(case.rule())?;
    let mut questions = book.call_questions(rule).filter(|q| q.choices.iter().any(|choice| choice.addressee.is_some()));
    questions.find_map(|question| {
        let answer = zaak.feiten.iter().rev().find(|f| f.asked.as_ref().is_some_and(|a| a.question == question.id))?;
        let known = Some(answer).filter(|f| f.status.counted() && f.status != FeitStatus::Unknown)?;
        match known.asked.as_ref().and_then(|asked| asked.choice.as_deref()) {
            Some(chosen) => question.choice(chosen)?.addressee.clone(),
            None => own_words(known.text.filled()?),
        }
    })
}

/// A name and no sentence.
fn own_words(text: &str) -> Option<String> {
    let text = sanitize::line(text);
    let name = text.trim().trim_end_matches('.');
    (name.split_whitespace().count() <= NAME).then(|| name.to_owned())
}
