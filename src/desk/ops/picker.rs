//! Typing in a chooser, and what a choice leads to.

use super::{
    alarm_service, commands, draft, form_line, history, monitor_screen, new_zaak, reopen, verb_line, views, way_out,
    write_queue::{bounced, came_together, say},
    zaak_form,
};
use crate::{
    acts::{Act, ChooseRij},
    desk::{
        effect::Effect,
        layer::{Choice, Layer, Typing},
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            what_if::WhatIf,
        },
        verb,
    },
    domain::{error::Error, ids::Zaaknummer, rij::Rij},
    log::{history::Pick, zaak::Zaak},
};

/// Takes a key for the chooser on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Picker(picker)) = model.view.layers.last_mut() else { return };
    match key.code {
        KeySym::Esc => {
            model.view.layers.pop();
        }
        KeySym::Down | KeySym::Tab => picker.step(1),
        KeySym::Up | KeySym::TabBack => picker.step(-1),
        KeySym::PgDn => picker.step(10),
        KeySym::PgUp => picker.step(-10),
        KeySym::Enter => choose(model, effects),
        _ => {
            if picker.filter.key(key) {
                picker.refilter();
            }
        }
    }
}

fn choose(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session.hand.is_bounce() {
        return bounced(model);
    }
    let Some(Layer::Picker(picker)) = model.view.layers.last() else { return };
    let typed = picker.filter.text();
    let chosen = picker.chosen().map(|o| (o.choice.clone(), o.unavailable.clone()));
    let is_verb = picker.typing == Typing::FiltersOrVerb && verb::is_verb(&typed);
    // What came all at once with its Enter was no choice; the list stays, and what was typed in it. A command by its
    // name is asked by its own key too.
    let decides = |choice: &Choice| choice.decides() && !matches!(choice, Choice::Command(_));
    if (is_verb || chosen.as_ref().is_some_and(|(choice, _)| decides(choice))) && came_together(model) {
        return;
    }
    if is_verb {
        let palette = model.view.layers.pop();
        // What is refused stays, to be mended.
        if let Err(error) = verb_line::run(model, &typed, effects) {
            model.view.layers.extend(palette);
            model.report_error(error);
        }
        return;
    }
    let Some((choice, unavailable)) = chosen else {
        let Some(Layer::Picker(picker)) = model.view.layers.last() else { return };
        let error = picker.why_none();
        model.report_error(error);
        return;
    };
    let list = model.view.layers.pop();
    if let Some(why) = unavailable {
        model.report_error(Error::no(why));
        return;
    }
    match choice {
        Choice::Command(id) => {
            model.session.used(id);
            commands::run(model, id, effects);
        }
        Choice::Act(act) => {
            say(model, &act, effects);
        }
        Choice::NewZaak { melding, kind } => new_zaak::open_new(model, melding, kind, effects),
        Choice::Form(form) => model.open_form(*form),
        Choice::Lesson(lesson) => form_line::teach(model, lesson, effects),
        Choice::Rij { zaak, rij } => choose_rij(model, zaak, rij, effects),
        Choice::Held(target) => reopen::open(model, &target, effects),
        Choice::Turn { direction, deed } => history::turn(model, direction, Pick::Numbered(deed), effects),
        Choice::AllSeen(listed) => {
            let Some(Layer::Picker(list)) = list else { return };
            let (shown, hidden): (Vec<_>, Vec<_>) =
                listed.into_iter().enumerate().partition(|(place, _)| list.sight.has_seen(*place));
            let shown: Vec<_> = shown.into_iter().map(|(_, topic)| topic).collect();
            alarm_service::all_seen(model, &shown, hidden.len(), effects);
        }
        Choice::ToItem(item) => {
            monitor_screen::close(model);
            model.view.show(item);
        }
        Choice::View(lens) => views::show(model, lens),
        Choice::Search(words) => views::find(model, words, effects),
        Choice::Nothing => {}
        Choice::WayOut { zaak, draft, way } => way_out::take(model, zaak, draft, way, effects),
        Choice::Draft { zaak, draft } => draft::open(model, zaak, draft, effects),
    }
}

/// A first row needs no reason; another one does, and so does the same one by another text of the book.
fn choose_rij(model: &mut Model, zaak: Zaaknummer, rij: Rij, effects: &mut Vec<Effect>) {
    let known = model.view.desk.zaken.get(&zaak);
    let of_another_text = known.is_some_and(|zaak| model.view.context().case_rule(zaak).is_of_another_text(zaak));
    match known.and_then(Zaak::rij) {
        Some(was) if was != rij || of_another_text => {
            let words = model.view.book_of(zaak).rij(rij).map(|rule| format!(": {} ({})", rule.incident, rule.codes()));
            let words = words.unwrap_or_default();
            let explanation = if was == rij {
                format!("Rij {rij}{words}, opnieuw onder het regelboek van nu. De historie blijft staan.")
            } else {
                format!("Van rij {was} naar rij {rij}{words}. De historie blijft staan.")
            };
            let form = zaak_form::another_rij(Some(was), WhatIf { rij: Some(rij), ..WhatIf::new(zaak) }, explanation);
            model.open_form(form);
        }
        Some(_) | None => {
            say(model, &Act::ChooseRij(ChooseRij { zaak, rij, reason: String::new() }), effects);
        }
    }
}
