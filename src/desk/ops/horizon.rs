//! The look ahead: all that comes in the next hours or days, in order of time. Nothing is recorded there; Enter goes
//! to the case of a mark.

use crate::{
    desk::{
        command::{CommandId, Scope},
        layer::Layer,
        model::Model,
        state::{
            horizon_view::HorizonView,
            item::Item,
            key::{KeyPress, KeySym},
            screen::Focus,
        },
    },
    judge::horizon::HorizonSpan,
};

/// Lines that PgUp and PgDn go.
const PAGE: isize = 10;

/// Opens it.
pub fn open(model: &mut Model) {
    let view = on_first(model, HorizonSpan::default());
    model.view.layers.push(Layer::Horizon(view));
}

/// The cursor is on what bites first, which is no alarm.
fn on_first(model: &Model, span: HorizonSpan) -> HorizonView {
    let horizon = model.view.horizon(span);
    let first = horizon.events().next();
    HorizonView { span, cursor: horizon.marks.iter().position(|mark| Some(mark) == first).unwrap_or(0) }
}

/// Takes a key.
pub fn key(model: &mut Model, key: KeyPress) {
    let same = model.view.setup.keymap.find(key, &[Scope::Desk]) == Some(CommandId::Horizon);
    match key.code {
        _ if same => close(model),
        KeySym::Esc => close(model),
        KeySym::Down | KeySym::Char('j') => step(model, 1),
        KeySym::Up | KeySym::Char('k') => step(model, -1),
        KeySym::PgDn => step(model, PAGE),
        KeySym::PgUp => step(model, -PAGE),
        KeySym::End | KeySym::Char('G') => step(model, isize::MAX),
        KeySym::Home | KeySym::Char('g') => step(model, isize::MIN),
        KeySym::Tab | KeySym::TabBack => {
            if let Some(Layer::Horizon(HorizonView { span, .. })) = model.view.layers.pop() {
                let other = on_first(model, span.other());
                model.view.layers.push(Layer::Horizon(other));
            }
        }
        KeySym::Enter => go(model),
        KeySym::Left | KeySym::Right | KeySym::Backspace | KeySym::Delete | KeySym::F(_) | KeySym::Char(_) => {}
    }
}

fn close(model: &mut Model) {
    model.view.layers.pop();
}

fn step(model: &mut Model, by: isize) {
    let Some(Layer::Horizon(view)) = model.view.layers.last() else { return };
    let last = model.view.horizon(view.span).marks.len().saturating_sub(1);
    if let Some(Layer::Horizon(view)) = model.view.layers.last_mut() {
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
}

/// To the case of the mark with the cursor; the end of the week has none.
fn go(model: &mut Model) {
    let Some(Layer::Horizon(view)) = model.view.layers.last() else { return };
    let zaak = model.view.horizon(view.span).marks.get(view.cursor).and_then(|mark| mark.zaak);
    close(model);
    if let Some(zaak) = zaak {
        model.view.show(Item::Zaak(zaak));
        model.view.focus = Focus::List;
    }
}
