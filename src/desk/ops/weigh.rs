//! The weighing questions: answered one by one with a single key each, and summed up beside the
//! decision they are for. No key that answers moves anywhere else on the desk, and no key that moves there
//! answers here: a hand that thinks it is in a list must not record a judgement. Nor does what is typed faster than
//! anybody reads a question: that is text that was meant for a field, or a hand ahead of its eyes.

use super::{
    chooser, history, next_step,
    write_queue::{bounced, press, too_soon},
};
use crate::{
    acts::{Act, Weigh},
    desk::{
        command::{CommandId, Scope},
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            form::Form,
            form_consequence::FormConsequence,
            key::{KeyPress, KeySym},
        },
    },
    domain::{
        besluit::Answer, error::Error, form_target::FormTarget, ids::Zaaknummer, step::Step, weegvraag_id::WeegvraagId,
    },
    judge::{
        call_back,
        case_rule::CaseRule,
        questions::{only_weighs, weegvragen},
    },
    log::{
        history::{Direction, Pick},
        zaak::Zaak,
    },
    rules::book::{RijRule, Rulebook},
};

/// Opens the questions of a case at the first one without an answer.
pub fn open(model: &mut Model, number: Zaaknummer) {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return };
    let (book, rule) = match model.view.context().case_rule(zaak).required() {
        Ok(found) => found,
        Err(error) => return model.report_error(error),
    };
    let cursor = weegvragen(book, rule).position(|v| !zaak.answers.contains_key(&v.id)).unwrap_or(0);
    model.view.layers.push(Layer::Weigh { zaak: number, cursor });
}

/// True while a question of the weighing has no answer.
pub fn has_open_questions(model: &Model, number: Zaaknummer) -> bool {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return false };
    let CaseRule::Known(book, rule) = model.view.context().case_rule(zaak) else { return false };
    weegvragen(book, rule).any(|v| !zaak.answers.contains_key(&v.id))
}

/// Takes a key for the questions on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Weigh { zaak, cursor }) = model.view.layers.last() else { return };
    let (number, cursor) = (*zaak, *cursor);
    let rule = model.view.desk.zaken.get(&number).map(|z| model.view.context().case_rule(z));
    let Some(CaseRule::Known(book, rule)) = rule else { return };
    let ids: Vec<WeegvraagId> = weegvragen(book, rule).map(|v| v.id.clone()).collect();
    let last = ids.len().saturating_sub(1);
    let answer = match key.character() {
        Some('1') => Some(Answer::Yes),
        Some('2') => Some(Answer::No),
        Some('0') => Some(Answer::Unknown),
        _ => None,
    };
    // What an answer said takes it back does so here too.
    let undoes = model.view.setup.keymap.find(key, &[Scope::Desk]) == Some(CommandId::UndoLast);
    let acts = undoes || answer.is_some() || matches!(key.character(), Some('>' | 'R' | 'q'));
    if acts && model.session.hand.is_bounce() {
        return bounced(model);
    }
    if acts && model.session.hand.is_soon() {
        return too_soon(model);
    }
    if let (Some(answer), Some(id)) = (answer, ids.get(cursor)) {
        let act = Act::Weigh(Weigh { zaak: number, question: id.clone(), answer });
        if press(model, &act, effects) {
            set_cursor(model, (cursor + 1).min(last));
        }
        return;
    }
    if undoes {
        return history::turn(model, Direction::Undo, Pick::Last, effects);
    }
    match key.code {
        KeySym::Esc | KeySym::Char('q') => {
            model.view.layers.pop();
        }
        KeySym::Down | KeySym::Char('j') | KeySym::Tab | KeySym::Enter => set_cursor(model, (cursor + 1).min(last)),
        KeySym::Up | KeySym::Char('k') | KeySym::TabBack => set_cursor(model, cursor.saturating_sub(1)),
        KeySym::Home => set_cursor(model, 0),
        KeySym::End => set_cursor(model, last),
        KeySym::Char('>') => {
            model.view.layers.pop();
            if !has_open_questions(model, number) && !chooser::weighed(model, number).is_empty() {
                return chooser::choose_rij(model, number);
            }
            next_step::open(model, Some(Step::Verdict), effects);
        }
        KeySym::Char('R') => ask_rest(model, number),
        _ => {}
    }
}

/// Asks whether each of the questions without an answer is a no, in their own words: not all of them need have been in
/// view. Where a no says more than that it does not count, or the call said something about it, it is answered by itself.
fn ask_rest(model: &mut Model, zaak: Zaaknummer) {
    let Some(case) = model.view.desk.zaken.get(&zaak) else { return };
    let CaseRule::Known(book, rule) = model.view.context().case_rule(case) else { return };
    let all = weegvragen(book, rule).filter(|v| !case.answers.contains_key(&v.id));
    let (open, own): (Vec<_>, Vec<_>) =
        all.partition(|v| only_weighs(book, rule, v) && !call_back::is_spoken_of(case, book, rule, &v.id));
    let own: Vec<&str> = own.iter().map(|v| v.id.as_str()).collect();
    let own = if own.is_empty() { String::new() } else { format!("Zelf te beantwoorden: {}.", own.join(", ")) };
    if open.is_empty() {
        let error = Error::no(if own.is_empty() { "Alle weegvragen hebben een antwoord." } else { own.as_str() });
        let hint = "Een nee zegt daar meer dan dat het niet meeweegt, of aan de telefoon is er iets over gezegd: kies zelf 1, 2 of 0.";
        model.report_error(if own.is_empty() { error } else { error.hint(hint) });
        return;
    }
    let asked = open.iter().map(|v| format!("\n{} {}", v.id, v.question)).collect::<Vec<_>>().concat();
    let own = if own.is_empty() { own } else { format!("\n{own}") };
    let explanation = format!("Nog zonder antwoord: is het op elk van deze vragen nee?{asked}{own}");
    let ids: Vec<WeegvraagId> = open.iter().map(|v| v.id.clone()).collect();
    let form = Form::new(FormTarget::RestNo { zaak }, format!("Zaak {zaak}: alle open vragen nee"), move |_, _| {
        let no = |question: &WeegvraagId| Act::Weigh(Weigh { zaak, question: question.clone(), answer: Answer::No });
        Ok(FormConsequence::Acts(ids.iter().map(no).collect()))
    });
    model.open_form(form.explanation(explanation));
}

fn set_cursor(model: &mut Model, new: usize) {
    if let Some(Layer::Weigh { cursor, .. }) = model.view.layers.last_mut() {
        *cursor = new;
    }
}

/// How the questions were answered, in one sentence.
pub fn summary(zaak: &Zaak, book: &Rulebook, rule: &RijRule) -> String {
    let answers: Vec<Option<Answer>> = weegvragen(book, rule).map(|v| zaak.answers.get(&v.id).copied()).collect();
    let count = |a: Answer| answers.iter().filter(|x| **x == Some(a)).count();
    let open = answers.iter().filter(|x| x.is_none()).count();
    format!(
        "Weegvragen: {} ja, {} nee, {} onbekend, {open} open.",
        count(Answer::Yes),
        count(Answer::No),
        count(Answer::Unknown)
    )
}
