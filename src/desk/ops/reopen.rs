//! Opens again what was typed and never recorded: after a crash, a lock or a signal, and after Esc. The form is
//! built anew from the desk as it is now, and its text and cursor are put back.

use super::{
    call_back, call_end, chooser, draft, form_line, gate, line_again, melding, merge, monitor, monitor_screen,
    overdracht, overdracht_screen, phone, read_along, sent_copy, sent_note, tegenspraak, termijn, typing, week, weigh,
    zaak, zaak_form,
};
use crate::{
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{form::Form, held_texts::HeldState, item::Item, on_commit::DraftOf, what_if::WhatIf},
    },
    domain::{
        feit::Topic,
        field_name::FieldName,
        form_target::FormTarget,
        ids::{Meldingnummer, Zaaknummer},
        rank::FoundBy,
        sanitize,
        step::StepState,
        typed::Typed,
    },
    log::zaak::Zaak,
};

/// Takes in what was typed before and never recorded: what was open when the desk was locked is open again, of the
/// rest it is said that it is there.
pub fn found(model: &mut Model, texts: Vec<Typed>, effects: &mut Vec<Effect>) {
    typing::found(model, texts);
    for target in std::mem::take(&mut model.session.left_open) {
        open(model, &target, effects);
    }
    if let Some(sentence) = typing::offer(model) {
        model.say(sentence);
    }
}

/// Says what a desk that fell over left readable elsewhere. What was written in the officer's own editor and is not in the
/// log is text that was typed here.
pub fn left_behind(model: &mut Model, texts: Vec<(DraftOf, String)>, files: usize) {
    let count = files + texts.len();
    for (DraftOf { zaak, draft }, text) in texts {
        let text = sanitize::text(&text).trim_end().to_owned();
        let kept = model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
        let known = kept.is_some_and(|kept| kept.text.read().trim_end() == text);
        let target = FormTarget::Draft { zaak, draft };
        if !known && !text.is_empty() && model.session.held.find(&target).is_none() {
            model.session.held.hold(Typed::text(target, text), HeldState::Waiting);
        }
    }
    let what = if count == 1 { "Eén bericht lag" } else { "Enkele berichten lagen" };
    let gone = format!("{what} nog leesbaar op schijf, van een desk die niet goed eindigde; dat is nu weg.");
    let offer = typing::offer(model).map_or_else(String::new, |offer| format!(" {offer}"));
    model.say(format!("{gone}{offer}"));
}

/// Opens the text that is left, or asks which.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let targets: Vec<FormTarget> = typing::left(model).map(|t| t.typed.target.clone()).collect();
    if let [target] = &targets[..] {
        open(model, target, effects);
        return;
    }
    let options = targets.into_iter().map(|target| {
        let text = model.view.target_words(&target);
        let found_by = FoundBy::name(&text);
        let option = PickOption {
            choice: Choice::Held(target),
            badge: String::new(),
            text,
            extra: String::new(),
            unavailable: None,
            explanation: None,
            heading: None,
        };
        (option, found_by)
    });
    let picker = Picker::new("Welke tekst", "wat u niet kiest blijft staan", options.collect());
    model.open_picker(picker);
}

/// Opens the form about this, with its text; where the desk does not have what it is about, it says so and the
/// text stays.
pub fn open(model: &mut Model, target: &FormTarget, effects: &mut Vec<Effect>) {
    let here = target.zaak().is_none_or(|zaak| model.view.desk.zaken.contains_key(&zaak))
        && target.melding().is_none_or(|melding| model.view.desk.meldingen.contains_key(&melding));
    if !here {
        return model.report_error(typing::gone(&model.view, target));
    }
    let item = target.zaak().map(Item::Zaak).or(target.melding().map(Item::Melding));
    if item.is_some() {
        model.view.choose(item);
    }
    let count = model.view.layers.len();
    build(model, target, effects);
    // What it was about may be gone: a fact taken back, a report that was mail.
    if model.view.layers.len() == count && model.session.line.is_none() {
        model.report_error(typing::gone(&model.view, target));
    }
}

fn build(model: &mut Model, target: &FormTarget, effects: &mut Vec<Effect>) {
    match target {
        FormTarget::Call { melding: Some(_), .. } => melding::edit(model),
        FormTarget::Call { melding: None, turn } => phone::resume(model, *turn),
        FormTarget::Draft { zaak, draft } => draft::open(model, *zaak, *draft, effects),
        FormTarget::CallAnswer { zaak, question } => call_back::open_at(model, *zaak, question),
        FormTarget::CallEnd { zaak } => put(model, call_end::form(model, *zaak)),
        FormTarget::Data { .. } => zaak::data(model),
        FormTarget::Feit { .. } => zaak::feit(model, Topic::Event),
        FormTarget::CorrectFeit { zaak, feit } => {
            let zaak = model.view.desk.zaken.get(zaak);
            let feit = zaak.and_then(|z| z.feiten.iter().find(|f| f.number == *feit).map(|f| (z.number, f)));
            put(model, feit.map(|(zaak, feit)| zaak_form::correct_feit(zaak, feit)));
        }
        FormTarget::Besluit { about, .. } => zaak::besluit(model, *about),
        FormTarget::Step { step, state, .. } => zaak::mark_step(model, *step, *state),
        FormTarget::Receive { step, .. } => zaak::mark_step(model, *step, StepState::Done),
        FormTarget::Chase { zaak, step } => zaak::chase(model, *zaak, *step),
        FormTarget::Sent { zaak, draft } => sent_note::open_sent(model, *zaak, *draft),
        FormTarget::NotSent { zaak, draft } => put(model, sent_note::never(model, *zaak, *draft).ok()),
        FormTarget::Copy { zaak, draft } => put(model, sent_copy::question(model, *zaak, *draft)),
        FormTarget::LetThrough { zaak, draft } => put(model, gate::why(model, *zaak, *draft)),
        FormTarget::ReadAlong { zaak, draft } => put(model, read_along::form(model, *zaak, *draft).ok()),
        FormTarget::PassedOn { zaak } => {
            put(model, Some(zaak_form::open_pass_on(model, *zaak)));
        }
        FormTarget::Reminder { .. } => zaak::remind(model),
        FormTarget::AnotherRij { zaak, rij, voorval } => {
            let words = rij.map(|rij| format!("Naar rij {rij}. De historie blijft staan.")).unwrap_or_default();
            let trial = WhatIf { zaak: *zaak, rij: *rij, voorval: *voorval };
            let was = model.view.desk.zaken.get(zaak).and_then(Zaak::rij);
            put(model, Some(zaak_form::another_rij(was, trial, words)));
        }
        FormTarget::RestNo { zaak } => weigh::open(model, *zaak),
        FormTarget::Lezing { zaak, termijn, setting } => {
            let form = termijn::setting(*zaak, *termijn, termijn.label(model.view.book_of(*zaak)), *setting);
            put(model, Some(form));
        }
        FormTarget::Termijn { zaak, termijn } => put(model, Some(termijn::by_hand_now(model, *zaak, *termijn))),
        FormTarget::Link { melding, zaak } => put(model, link(model, *melding, *zaak)),
        FormTarget::SetAside { .. } => melding::set_aside(model),
        FormTarget::Field { melding, field } => {
            let form = form_line::form(model, *melding, field.clone());
            put(model, Some(form));
        }
        FormTarget::Merge { source, target } => put(model, Some(merge::why(model, *source, *target))),
        FormTarget::Split { .. } => merge::split(model),
        FormTarget::Settle { zaak, about } => put(model, Some(tegenspraak::both_stand(*zaak, about))),
        FormTarget::Reopen { .. } => zaak::reopen(model),
        FormTarget::Accept { .. } => zaak::accept(model),
        FormTarget::Withdraw { .. } => zaak::withdraw(model),
        FormTarget::ReopenWeek { week } => put(model, Some(week::reopen(*week))),
        FormTarget::Line { field, turn } => {
            let text = model.session.held.find(target).and_then(|typed| typed.field(FieldName::Text));
            line_again::open(model, *field, *turn, &text.unwrap_or_default(), effects);
        }
        FormTarget::Monitor => monitor::ask(model),
        FormTarget::Charts => monitor_screen::ask(model),
        FormTarget::ReadOverdracht => overdracht_screen::ask(model),
        FormTarget::Overdracht => overdracht::ask(model),
    }
}

fn put(model: &mut Model, form: Option<Form>) {
    if let Some(form) = form {
        model.open_form(form);
    }
}

fn link(model: &Model, melding: Meldingnummer, zaak: Zaaknummer) -> Option<Form> {
    chooser::why_here(model, melding, model.view.desk.zaken.get(&zaak)?)
}
