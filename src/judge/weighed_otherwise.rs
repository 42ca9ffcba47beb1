//! Where an answer to a weighing question says something else than what the case knows: a fact that answers it too, the
//! time at which an absence ended, how its inrichting is run, or steps that it asks of and that were done. Neither is changed by
//! the other: it is said, and the question is to be answered again or the fact corrected. Advice and messages follow from both.

use std::fmt;

use super::{absence, call_back::answer_to, case_rule::CaseRule, questions::weegvragen, standing::standing};
use crate::{
    deadline,
    domain::{
        besluit::{Answer, YesNo},
        feit::{Feit, FeitNumber, FeitStatus},
        inrichting::Ownership,
        moment::Moment,
        step::{Step, StepState},
        weegvraag_id::WeegvraagId,
    },
    log::zaak::Zaak,
    rules::book::{CallChoice, CallQuestion, RijRule, Rulebook, SmsPart, Weegvraag},
};

/// An answer and what says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeighedOtherwise {
    question: WeegvraagId,
    answer: Answer,
    ground: OtherwiseGround,
}

/// What says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OtherwiseGround {
    /// A fact, by its number, and what it says.
    Feit(FeitNumber, Answer),
    /// The absence ended then, and the question was answered after it.
    End(Moment),
    /// How the steps that it asks of were done, in words.
    Steps(String),
    /// How the inrichting is run.
    Inrichting(Ownership),
}

impl fmt::Display for WeighedOtherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (question, answer) = (&self.question, self.answer.word());
        write!(f, "vraag {question} is met {answer} beantwoord, en ")?;
        match &self.ground {
            OtherwiseGround::Feit(number, says) => {
                write!(f, "feit {number} zegt {}: beantwoord de vraag opnieuw, of verbeter het feit", says.word())
            }
            OtherwiseGround::End(end) => write!(
                f,
                "de afwezigheid eindigde {}: beantwoord de vraag opnieuw, of verbeter de tijd bij de gegevens",
                end.short()
            ),
            OtherwiseGround::Inrichting(run) => write!(
                f,
                "in de lijst van inrichtingen staat «{}»: beantwoord de vraag opnieuw, of verbeter de inrichting",
                run.word()
            ),
            OtherwiseGround::Steps(how) => write!(f, "{how}: beantwoord de vraag opnieuw, of verbeter de stap"),
        }
    }
}

/// Every one of a case, in the order of the questions of the call; by how its inrichting is run, where the list says so.
pub fn weighed_otherwise(zaak: &Zaak, case: CaseRule<'_>, run: Option<Ownership>) -> Vec<WeighedOtherwise> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let by_end = ended(zaak, book, rule);
    let mut all = Vec::new();
    if let Some((end, says)) = &by_end {
        all.extend(says.iter().filter_map(|(question, says)| {
            let answer = differs(zaak, question, *says)?;
            // One of before it is what was so then.
            let given = zaak.answered.get(question)?;
            (given.minute() >= end.minute()).then(|| WeighedOtherwise {
                question: question.clone(),
                answer,
                ground: OtherwiseGround::End(*end),
            })
        }));
    }
    let settled = |id: &WeegvraagId| by_end.iter().any(|(_, says)| says.iter().any(|(question, _)| question == id));
    for question in book.call_questions(rule) {
        let Some((feit, choice)) = told(zaak, case, question) else { continue };
        for (id, says) in choice.weighs.iter().filter(|(id, _)| !settled(id)) {
            let ground = OtherwiseGround::Feit(feit.number, *says);
            let otherwise =
                differs(zaak, id, *says).map(|answer| WeighedOtherwise { question: id.clone(), answer, ground });
            all.extend(otherwise.filter(|otherwise| !all.contains(otherwise)));
        }
    }
    for (question, asked) in weegvragen(book, rule).filter_map(|question| Some((question, question.ownership?))) {
        let Some(run) = run else { continue };
        let says = if run == asked { Answer::Yes } else { Answer::No };
        all.extend(differs(zaak, &question.id, says).map(|answer| WeighedOtherwise {
            question: question.id.clone(),
            answer,
            ground: OtherwiseGround::Inrichting(run),
        }));
    }
    for question in weegvragen(book, rule).filter(|question| !question.steps.is_empty()) {
        let Some((says, how)) = steps_say(zaak, case, question) else { continue };
        let otherwise = differs(zaak, &question.id, says).map(|answer| WeighedOtherwise {
            question: question.id.clone(),
            answer,
            ground: OtherwiseGround::Steps(how),
        });
        all.extend(otherwise);
    }
    all.retain(|otherwise| weegvragen(book, rule).any(|question| question.id == otherwise.question));
    all
}

/// The answer that was given, where it is another than this.
fn differs(zaak: &Zaak, question: &WeegvraagId, says: Answer) -> Option<Answer> {
    zaak.answers.get(question).copied().filter(|answer| *answer != says && *answer != Answer::Unknown)
}

/// What an answer of the call is told by: how it stands by every fact that tells it, all else by the last answer.
fn told<'a>(zaak: &'a Zaak, case: CaseRule<'a>, question: &'a CallQuestion) -> Option<(&'a Feit, &'a CallChoice)> {
    if let Some(part) = question.sms_part.filter(|part| *part == SmsPart::Situation) {
        return standing(zaak, case, part).map(|told| (told.feit, told.choice));
    }
    let feit = answer_to(zaak, &question.id).filter(|f| f.status.counted() && f.status != FeitStatus::Unknown)?;
    Some((feit, question.choice(feit.asked.as_ref()?.choice.as_deref()?)?))
}

/// What the steps that a question asks of answer to it, and how they were done; nothing while one of them is not done.
fn steps_say(zaak: &Zaak, case: CaseRule<'_>, question: &Weegvraag) -> Option<(Answer, String)> {
    let (book, rule) = case.book().zip(case.rule())?;
    let terms = deadline::termijnen(book, rule.nr, &absence::times(zaak, case), zaak.kalender).unwrap_or_default();
    let mut done: Vec<String> = Vec::new();
    let mut late: Vec<String> = Vec::new();
    for step in &question.steps {
        let DoneStep { at } = done_step(zaak, book, rule, *step)?;
        let name = book.step(*step).name();
        let is_late = at.is_some_and(|at| terms.iter().any(|term| term.step == *step && at >= term.last()));
        let when = at.map_or_else(String::new, |at| format!(", {}", at.short()));
        if is_late {
            late.push(format!("«{name}» was te laat{when}"));
        } else {
            done.push(format!("«{name}» is gereed{when}"));
        }
    }
    Some(if late.is_empty() { (Answer::Yes, done.join(" en ")) } else { (Answer::No, late.join(" en ")) })
}

/// A step that was done, and when, where that is known.
struct DoneStep {
    at: Option<Moment>,
}

/// A step by its mark or by an answer of the call; nothing where it was not done.
fn done_step(zaak: &Zaak, book: &Rulebook, rule: &RijRule, step: Step) -> Option<DoneStep> {
    let told = || {
        book.call_questions(rule).find_map(|question| {
            let feit = answer_to(zaak, &question.id).filter(|feit| feit.status.counted())?;
            let choice = question.choice(feit.asked.as_ref()?.choice.as_deref()?)?;
            choice.ticks.contains(&step).then_some(DoneStep { at: feit.happened })
        })
    };
    let marked = zaak.steps.get(&step).filter(|note| note.state == StepState::Done);
    marked.map(|note| DoneStep { at: Some(note.at) }).or_else(told)
}

/// When an absence ended by the times of the case, and what that answers.
fn ended(zaak: &Zaak, book: &Rulebook, rule: &RijRule) -> Option<(Moment, Vec<(WeegvraagId, Answer)>)> {
    let end = zaak.times.oa_end.or(zaak.times.oa_end_heard).filter(|_| rule.is_oa())?;
    let choices = book.call_questions(rule).flat_map(|question| &question.choices);
    let mut says: Vec<(WeegvraagId, Answer)> = Vec::new();
    for weighs in choices.filter(|choice| choice.ends == Some(YesNo::Yes)).flat_map(|choice| &choice.weighs) {
        if !says.contains(weighs) {
            says.push(weighs.clone());
        }
    }
    Some((end, says))
}
