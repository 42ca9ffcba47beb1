//! The call back to the inrichting: which questions belong to a case, what was answered to them, and which
//! weighing questions those answers speak to. The last is a proposal only: a judgement is the officer's own.

use crate::{
    domain::{
        belvraag_id::BelvraagId,
        besluit::Answer,
        feit::{Feit, FeitStatus},
        step::Step,
        weegvraag_id::WeegvraagId,
    },
    judge::{case_rule::CaseRule, questions::weegvragen},
    log::zaak::Zaak,
    rules::book::{CallChoice, CallQuestion, RijRule, Rulebook},
};

/// What is asked about a case, in the order of the call: the questions of its row, and without a row those
/// that belong to all. None where no book counts for it.
pub fn call_questions(case: CaseRule<'_>) -> Vec<&CallQuestion> {
    match case {
        CaseRule::Known(book, rule) => book.call_questions(rule).collect(),
        CaseRule::Unchosen(book) => book.call_questions_of_all().collect(),
        CaseRule::NotInBook(..) | CaseRule::NoBook(_) => Vec::new(),
    }
}

/// The answer that counts: the last that was noted.
pub fn answer_to<'a>(zaak: &'a Zaak, question: &BelvraagId) -> Option<&'a Feit> {
    zaak.feiten.iter().rev().find(|f| f.asked.as_ref().is_some_and(|a| a.question == *question))
}

/// What was chosen as the answer that counts; `None` where it was given in own words, not known, or contradicted.
fn chosen<'a>(zaak: &Zaak, question: &'a CallQuestion) -> Option<&'a CallChoice> {
    let feit = answer_to(zaak, &question.id).filter(|feit| feit.status.counted())?;
    question.choice(feit.asked.as_ref()?.choice.as_deref()?)
}

/// True where an answer of the call says to a weighing question what ends the term that this step meets, and the officer did
/// not weigh that otherwise.
pub fn ends(zaak: &Zaak, case: CaseRule<'_>, step: Step) -> bool {
    let CaseRule::Known(book, rule) = case else { return false };
    let said = book.call_questions(rule).filter_map(|q| chosen(zaak, q)).flat_map(|choice| &choice.weighs);
    let ended = |id: &WeegvraagId, answer: Answer| {
        let question = weegvragen(book, rule).find(|question| question.id == *id)?;
        book.termijn_rule(question.consequence(answer)?.ends?)
    };
    let weighed = |id: &WeegvraagId| zaak.answers.get(id).copied().filter(|answer| *answer != Answer::Unknown);
    said.filter(|(id, answer)| weighed(id).is_none_or(|own| own == *answer))
        .filter_map(|(id, answer)| ended(id, *answer))
        .any(|termijn| termijn.step == step)
}

/// An answer to a weighing question that follows from what was said in the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeighingProposal {
    /// The weighing question, by its id.
    pub question: WeegvraagId,
    /// What the call says to it.
    pub answer: Answer,
}

impl WeighingProposal {
    /// As it stands in a list: "2.1 ja".
    pub fn words(&self) -> String {
        format!("{} {}", self.question, self.answer.word())
    }
}

/// What the call says to weighing questions of the row that have no answer yet, in their order. Where two
/// answers say something else nothing is proposed.
pub fn weighing_proposals(zaak: &Zaak, case: CaseRule<'_>) -> Vec<WeighingProposal> {
    let CaseRule::Known(book, rule) = case else { return Vec::new() };
    let said: Vec<(&WeegvraagId, Answer)> = book
        .call_questions(rule)
        .filter_map(|q| q.choice(answer_to(zaak, &q.id)?.asked.as_ref()?.choice.as_deref()?))
        .flat_map(|choice| choice.weighs.iter().map(|(question, answer)| (question, *answer)))
        .collect();
    let open = |id: &WeegvraagId| matches!(zaak.answers.get(id), None | Some(Answer::Unknown));
    weegvragen(book, rule)
        .filter(|v| open(&v.id))
        .filter_map(|v| {
            let mut about = said.iter().filter(|(question, _)| **question == v.id).map(|(_, answer)| *answer);
            let answer = about.next()?;
            about.all(|other| other == answer).then(|| WeighingProposal { question: v.id.clone(), answer })
        })
        .collect()
}

/// True where the call said something about a weighing question that is no plain "no" to it: what was said in own words, or
/// an answer that points the other way. Who answers the rest with one key does not answer that one.
pub fn is_spoken_of(zaak: &Zaak, book: &Rulebook, rule: &RijRule, id: &WeegvraagId) -> bool {
    let about =
        |question: &&CallQuestion| question.choices.iter().any(|c| c.weighs.iter().any(|(asked, _)| asked == id));
    let says_yes = |choice: &CallChoice| choice.weighs.iter().any(|(asked, says)| asked == id && *says != Answer::No);
    book.call_questions(rule).filter(about).any(|question| {
        let said = answer_to(zaak, &question.id).filter(|f| f.status.counted() && f.status != FeitStatus::Unknown);
        said.is_some() && chosen(zaak, question).is_none_or(says_yes)
    })
}
