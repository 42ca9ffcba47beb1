//! The end of the call back. It waits until the last answer is in the log, and then asks its step and the weighing
//! questions that the answers speak to. They are proposed here and recorded only with the form, all of them, one, or none.

use super::typing::save_typed;
use crate::{
    acts::{Act, SetStep, Weigh},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            call_back::CallStage,
            form::Form,
            form_consequence::FormConsequence,
            form_field::{FieldKind, field_time},
            held_texts::{HeldState, HeldText},
            key::{KeyPress, KeySym},
            save_scope::SaveScope,
        },
    },
    domain::{
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::ClockDay,
        step::{Step, StepState},
    },
    judge::{
        call_back::{WeighingProposal, answer_to, call_questions, weighing_proposals},
        contact,
        questions::weegvragen,
    },
};

/// What the call leads to once it is over: its step, and the weighing questions that the answers speak to. Nothing
/// where no question was answered, or nothing follows.
pub fn form(model: &Model, number: Zaaknummer) -> Option<Form> {
    let zaak = model.view.desk.zaken.get(&number)?;
    let case = model.view.context().case_rule(zaak);
    let questions = call_questions(case);
    let answered = questions.iter().filter(|q| answer_to(zaak, &q.id).is_some()).count();
    let step_open =
        model.view.derived.get(&number)?.steps.iter().any(|s| s.step == Step::CalledBack && !s.state.is_done());
    let proposals = weighing_proposals(zaak, case);
    if answered == 0 || (!step_open && proposals.is_empty()) {
        return None;
    }
    let told: Vec<String> = case.book().zip(case.rule()).map_or_else(Vec::new, |(book, rule)| {
        let text = |p: &WeighingProposal| {
            let question = weegvragen(book, rule).find(|v| v.id == p.question);
            format!("{}: {}", p.words(), question.map_or("", |v| v.question.as_str()))
        };
        proposals.iter().map(text).collect()
    });
    let verb = if answered == 1 { "heeft" } else { "hebben" };
    let count = format!("{answered} van {} vragen {verb} een antwoord.", questions.len());
    let explanation = std::iter::once(count).chain(told).collect::<Vec<_>>().join("\n");
    let takeable = takeable(&proposals);
    let words: Vec<String> = takeable.iter().map(|t| t.0.clone()).collect();
    let caller = contact::caller(zaak, &model.view.desk).map(|call| call.caller.read().to_owned()).unwrap_or_default();
    let form =
        Form::new(FormTarget::CallEnd { zaak: number }, format!("Einde gesprek · zaak {number}"), move |form, now| {
            let taken = form.text(FieldName::Choice);
            let taken = takeable.iter().find(|(words, _)| *words == taken).map(|(_, taken)| taken.as_slice());
            let weigh =
                |p: &WeighingProposal| Weigh { zaak: number, question: p.question.clone(), answer: p.answer }.into();
            let mut acts: Vec<Act> = Vec::new();
            if step_open {
                let who = form.text(FieldName::Caller);
                if who.is_empty() {
                    return Err(Error::usage("Met wie hebt u gesproken?").hint("Een functie of rol zegt genoeg."));
                }
                let at = form.time(FieldName::Time, now)?;
                let reason = format!("gesproken met {who}");
                acts.push(SetStep { zaak: number, step: Step::CalledBack, state: StepState::Done, reason, at }.into());
            }
            acts.extend(taken.unwrap_or_default().iter().map(weigh));
            Ok(FormConsequence::Acts(acts))
        })
        .explanation(explanation);
    let form = if step_open {
        let now = field_time(Some(model.view.now.minute()));
        form.field(FieldName::Caller, "Gesproken met", FieldKind::Text, &caller).field(
            FieldName::Time,
            "Teruggebeld om",
            FieldKind::Time(ClockDay::Past),
            &now,
        )
    } else {
        form
    };
    let first = words.first().cloned().unwrap_or_default();
    Some(if proposals.is_empty() {
        form
    } else {
        form.field(FieldName::Choice, "Uit het gesprek", FieldKind::Choice(words), &first)
    })
}

/// What can be taken over of the proposals: all, each by itself, or none; in words, and which.
fn takeable(proposals: &[WeighingProposal]) -> Vec<(String, Vec<WeighingProposal>)> {
    let all = match proposals {
        [only] => format!("overnemen: {}", only.words()),
        [] | [_, ..] => format!("alle {} overnemen", proposals.len()),
    };
    let all = (all, proposals.to_vec());
    let each =
        proposals.iter().filter(|_| proposals.len() > 1).map(|p| (format!("alleen {}", p.words()), vec![p.clone()]));
    std::iter::once(all).chain(each).chain([("niets overnemen".to_owned(), Vec::new())]).collect()
}

/// Takes a key while the call ends: Esc does not wait for the log, any other comes too early.
pub fn takes_key(model: &mut Model, key: KeyPress) -> bool {
    let ending = matches!(model.view.layers.last(), Some(Layer::CallBack(call)) if call.stage == CallStage::Ending);
    if ending && key.code == KeySym::Esc {
        close(model);
    } else if ending {
        model.session.writes.input_dropped = true;
    }
    ending
}

/// Ends the call: what was half typed stays, and what follows from the answers is asked.
pub fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    save_typed(model, SaveScope::All, effects);
    let Some(Layer::CallBack(call)) = model.view.layers.last_mut() else { return };
    call.stage = CallStage::Ending;
    let zaak = call.zaak;
    if answers_under_way(model, zaak) {
        model.say("Het laatste antwoord wordt bewaard.");
    }
    settle(model);
}

/// A call that ends is over once no answer of it is on its way to the log any more.
pub fn settle(model: &mut Model) {
    let Some(Layer::CallBack(call)) = model.view.layers.last() else { return };
    let (zaak, stage) = (call.zaak, call.stage);
    if stage == CallStage::Ending && !answers_under_way(model, zaak) {
        close(model);
    }
}

fn answers_under_way(model: &Model, of: Zaaknummer) -> bool {
    let under_way = |held: &HeldText| {
        held.state == HeldState::Recording
            && matches!(&held.typed.target, FormTarget::CallAnswer { zaak, .. } if *zaak == of)
    };
    model.session.held.all().any(under_way)
}

fn close(model: &mut Model) {
    let Some(Layer::CallBack(call)) = model.view.layers.pop() else { return };
    if call.form.is_touched() {
        model.say("Wat u typte staat er nog als u weer belt.");
    }
    if let Some(form) = form(model, call.zaak) {
        model.open_form(form);
    }
}
