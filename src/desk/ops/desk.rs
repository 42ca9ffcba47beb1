//! Commands that apply anywhere: moving about, searching, undoing, leaving.

use crate::{
    desk::{
        command::CommandId,
        effect::Effect,
        list,
        model::Model,
        ops::{self, role, write_queue::take},
        state::{
            in_flight::Task,
            item::Item,
            key::{KeyPress, KeySym},
            layer::Layer,
            line_input::LineInput,
            on_commit::OnCommit,
            screen::{Focus, Tab},
        },
    },
    domain::error::Error,
    judge::proposal::proposals,
};

/// How many lines a page key moves.
pub const PAGE: isize = 10;

/// The furthest a text leafs.
const MAX_LEN: usize = 10_000;

/// Opens the search line.
pub fn search(model: &mut Model) {
    model.layers.push(Layer::Search(LineInput::with(&model.search)));
}

/// Shows or hides what is closed.
pub fn show_closed(model: &mut Model) {
    model.show_closed = !model.show_closed;
    list::refresh(model);
    model.say(if model.show_closed {
        "Ook gesloten zaken staan in de lijst."
    } else {
        "Alleen wat open is staat in de lijst."
    });
}

/// Leaves; what was typed is saved first.
pub fn stop(model: &mut Model, effects: &mut Vec<Effect>) {
    ops::save_typed(model, true, effects);
    model.stopping = true;
    effects.push(Effect::Stop);
}

/// Leafs a long text on the right, or moves the cursor by a page.
pub fn browse(model: &mut Model, step: isize, effects: &mut Vec<Effect>) {
    let text = match (model.chosen, model.focus, model.tab) {
        (Some(Item::Melding(_)), _, _) | (_, Focus::Detail, Tab::Drafts | Tab::Termijnen) => true,
        (_, Focus::Detail, Tab::Checklist | Tab::Beeld | Tab::Timeline) | (_, Focus::List, _) => false,
    };
    if text {
        // No text on a desk is longer; the screen stops at the last line anyway.
        model.scroll = model.scroll.saturating_add_signed(step).min(MAX_LEN);
    } else {
        move_selection(model, step, effects);
    }
}

/// Moves the cursor of the side that has it.
pub fn move_selection(model: &mut Model, step: isize, effects: &mut Vec<Effect>) {
    match model.focus {
        Focus::Detail => {
            let last = model.detail_lines().saturating_sub(1);
            model.detail = model.detail.saturating_add_signed(step).min(last);
            model.scroll = 0;
        }
        Focus::List => {
            let last = model.list.len().saturating_sub(1);
            let now = model.chosen.and_then(|g| model.list.iter().position(|i| *i == g)).unwrap_or(0);
            let new = now.saturating_add_signed(step).min(last);
            list::choose(model, model.list.get(new).copied());
            read_timeline(model, effects);
        }
    }
}

/// Puts the cursor of the list on a line, where that is in it.
pub fn choose_from_list(model: &mut Model, item: Item) {
    if model.list.contains(&item) {
        list::choose(model, Some(item));
    }
}

/// Goes right, and there does what the line asks for.
pub fn to_detail(model: &mut Model, effects: &mut Vec<Effect>) {
    match (model.focus, model.chosen) {
        // Where the desk itself thinks of a case, that one stands first; a new case is not taken back.
        (_, Some(Item::Melding(_))) if seems_known(model) => ops::run(model, CommandId::Koppelen, effects),
        (_, Some(Item::Melding(_))) => ops::run(model, CommandId::Openen, effects),
        (Focus::List, Some(Item::Zaak(_))) => {
            model.focus = Focus::Detail;
            first_task(model);
            read_timeline(model, effects);
        }
        (Focus::Detail, Some(Item::Zaak(_))) => match role::may_record(model) {
            Ok(()) => super::zaak::act_on_line(model, effects),
            Err(why) => model.report_error(Error::no(why)),
        },
        (_, None) => {}
    }
}

/// True when the chosen report waits and a case is suggested for it.
fn seems_known(model: &Model) -> bool {
    model.melding().is_some_and(|m| m.is_open() && !proposals(&model.desk, &model.inrichting.book, m).is_empty())
}

/// Puts the cursor on what is to be done first.
fn first_task(model: &mut Model) {
    let first = match (model.tab, model.beeld()) {
        (Tab::Checklist, Some(beeld)) => {
            beeld.whose_turn.desk.and_then(|step| beeld.steps.iter().position(|s| s.step == step))
        }
        _ => None,
    };
    if let Some(i) = first {
        model.detail = i;
    }
}

/// Goes left, then out of a search.
pub fn back(model: &mut Model) {
    if model.focus == Focus::Detail {
        model.focus = Focus::List;
    } else if !model.search.is_empty() {
        model.search.clear();
        model.found.clear();
        model.line = None;
        list::refresh(model);
    }
}

/// Goes some tabs further, around the end.
pub fn to_tab(model: &mut Model, onward: usize, effects: &mut Vec<Effect>) {
    let now = Tab::ALL.iter().position(|t| *t == model.tab).unwrap_or(0);
    if let Some(tab) = Tab::ALL.get((now + onward) % Tab::ALL.len()) {
        choose_tab(model, *tab, effects);
    }
}

/// Shows a tab.
pub fn choose_tab(model: &mut Model, tab: Tab, effects: &mut Vec<Effect>) {
    if model.tab != tab {
        model.tab = tab;
        model.detail = 0;
        model.scroll = 0;
    }
    if model.zaak().is_some() {
        model.focus = Focus::Detail;
        first_task(model);
    }
    read_timeline(model, effects);
}

/// Asks for the log of the chosen case where it is in view and not there yet.
fn read_timeline(model: &Model, effects: &mut Vec<Effect>) {
    if let (Tab::Timeline, Some(zaak)) = (model.tab, model.zaak())
        && model.timeline.as_ref().is_none_or(|(number, _)| *number != zaak.number)
    {
        effects.push(Effect::Timeline(zaak.number));
    }
}

/// Undoes the last act by recording its opposite.
pub fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    take(model, Task::UndoLast, OnCommit::UndoLast, effects);
}

/// The search line: filters while typing, also in what is closed.
pub fn search_key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    match key.code {
        KeySym::Esc => {
            model.layers.pop();
            model.search.clear();
            model.found.clear();
            list::refresh(model);
        }
        KeySym::Enter => {
            model.layers.pop();
            if !model.search.is_empty() {
                model.say(format!("{} gevonden; Esc toont weer alles.", model.list.len()));
            }
        }
        KeySym::Down | KeySym::Up => {
            model.focus = Focus::List;
            move_selection(model, if key.code == KeySym::Down { 1 } else { -1 }, effects);
        }
        _ => {
            if let Some(Layer::Search(input)) = model.layers.last_mut()
                && input.key(key)
            {
                input.text().trim().clone_into(&mut model.search);
                model.found.clear();
                if !model.search.is_empty() {
                    effects.push(Effect::Search(model.search.clone()));
                }
                list::refresh(model);
            }
        }
    }
}
