//! Commands that apply anywhere: moving about and searching.

use super::zaak;
use crate::desk::{
    effect::Effect,
    model::Model,
    state::{
        item::Item,
        lens::Lens,
        screen::{Focus, Neighbour, Tab},
    },
    view::{View, leaf::Leaf},
};

/// How many lines a page key moves.
pub const PAGE: isize = 10;

/// Shows or hides what is closed.
pub fn show_closed(model: &mut Model) {
    model.view.show_closed = !model.view.show_closed;
    model.view.refresh();
    model.say(if model.view.show_closed {
        "Ook gesloten zaken staan in de lijst."
    } else {
        "Alleen wat open is staat in de lijst."
    });
}

/// Leafs a long text on the right, or moves the cursor by a page.
pub fn browse(model: &mut Model, step: isize, effects: &mut Vec<Effect>) {
    let is_long = match model.view.tab {
        Tab::Drafts | Tab::Termijnen => model.view.focus == Focus::Detail,
        Tab::Checklist | Tab::Beeld | Tab::Timeline => false,
    };
    if is_long || matches!(model.view.chosen, Some(Item::Melding(_))) {
        model.view.scroll = model.view.scroll.moved(step);
    } else {
        move_selection(model, step, effects);
    }
}

/// Moves the cursor of the side that has it.
pub fn move_selection(model: &mut Model, step: isize, effects: &mut Vec<Effect>) {
    if let (Focus::Detail, Some(Item::Melding(_))) = (model.view.focus, model.view.chosen) {
        move_in_melding(&mut model.view, step);
        return;
    }
    model.view.move_selection(step);
    if model.view.focus == Focus::List {
        read_timeline(model, effects);
    }
}

/// Moves along the lines of the form, and from the last of them on through the text.
fn move_in_melding(view: &mut View, step: isize) {
    let last = view.form_lines().len().saturating_sub(1);
    let along = (view.detail.saturating_add_signed(step).min(last), Leaf::default());
    let onward = (view.detail, view.scroll.moved(step));
    let moved = match (step, step.is_positive()) {
        (isize::MIN, _) => (0, Leaf::default()),
        (isize::MAX, _) => (last, Leaf::at_end()),
        (_, true) if view.detail < last => along,
        (_, false) if view.scroll.lines() == 0 => along,
        (_, true | false) => onward,
    };
    (view.detail, view.scroll) = moved;
}

/// Goes right, and there does what the line asks for.
pub fn to_detail(model: &mut Model, effects: &mut Vec<Effect>) {
    match (model.view.focus, model.view.chosen) {
        (Focus::Detail, Some(Item::Zaak(_))) => zaak::act_on_line(model, effects),
        (Focus::List, Some(Item::Zaak(_))) | (_, Some(Item::Melding(_)) | None) => to_right(model, effects),
    }
}

/// Goes right and no further: a key that moves records nothing, however often it is pressed.
pub fn to_right(model: &mut Model, effects: &mut Vec<Effect>) {
    match (model.view.focus, model.view.chosen) {
        // Reading changes nothing; opening a case has a key of its own.
        (_, Some(Item::Melding(_))) => model.view.focus = Focus::Detail,
        (Focus::List, Some(Item::Zaak(_))) => {
            model.view.focus = Focus::Detail;
            model.view.to_first_task();
            read_timeline(model, effects);
        }
        (Focus::Detail, Some(Item::Zaak(_))) | (_, None) => {}
    }
}

/// Goes left, then out of a search.
pub fn back(model: &mut Model) {
    if model.view.focus == Focus::Detail {
        let from = model.view.read_from.map(Item::Zaak);
        match from.filter(|zaak| model.view.list.contains(zaak)) {
            // Where it was opened from, whatever was done with it since: an act moves nobody to another case.
            Some(zaak) => model.view.choose(Some(zaak)),
            None => model.view.focus = Focus::List,
        }
        model.view.refresh();
    } else if !model.view.search.is_empty() || model.view.lens != Lens::All {
        model.session.line = None;
        model.view.stop_search();
    }
}

/// Goes to the tab beside this one, around the end; of a report that is read, to the text beside it.
pub fn to_tab(model: &mut Model, to: Neighbour, effects: &mut Vec<Effect>) {
    if let (Focus::Detail, Some(Item::Melding(_))) = (model.view.focus, model.view.chosen) {
        model.view.turn_part(to);
        return;
    }
    choose_tab(model, model.view.tab_beside(to), effects);
}

/// Explains the terms; asked again while they are read, shows or hides their table.
pub fn why(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view.tab == Tab::Termijnen && model.view.focus == Focus::Detail {
        model.view.why_depth = model.view.why_depth.other();
    } else {
        choose_tab(model, Tab::Termijnen, effects);
    }
}

/// Shows a tab.
pub fn choose_tab(model: &mut Model, tab: Tab, effects: &mut Vec<Effect>) {
    model.view.choose_tab(tab);
    read_timeline(model, effects);
}

/// Asks for the log of the chosen case where it is in view and not there yet.
pub fn read_timeline(model: &Model, effects: &mut Vec<Effect>) {
    effects.extend(model.view.missing_timeline().map(Effect::Timeline));
}
