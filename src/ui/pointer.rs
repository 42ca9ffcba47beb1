//! The mouse: what it points at becomes a message. A click chooses and records nothing, a second one on the same
//! cell is an Enter, the wheel is an arrow key, and what stands between list and case can be
//! dragged.

use chrono::Duration;
use ratatui::layout::{Position, Rect};

use super::{
    body::Places,
    detail, header,
    key::terminal_event::{MouseAct, MouseInput},
    layer, list,
    theme::Theme,
};
use crate::{
    desk::{
        layer::Layer,
        msg::Msg,
        state::{
            key::{KeyPress, KeySym},
            pointed::Pointed,
        },
        view::View,
    },
    domain::uptime::Uptime,
};

/// Two clicks within so long are one double click.
const DOUBLE: Duration = Duration::milliseconds(400);

/// What the mouse did before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pointer {
    /// Where it was pressed last, and when.
    pub(super) pressed: Option<(Position, Uptime)>,
    /// What stands between list and case is being dragged.
    pub(super) dragging: bool,
}

/// What it points at: where the body of the screen is, and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct PointedScreen<'a> {
    /// Everything but header and footer.
    pub body: Rect,
    /// Its styles.
    pub theme: &'a Theme,
}

impl Pointer {
    /// What this means on this screen.
    pub fn take(&mut self, view: &View, mouse: MouseInput, screen: PointedScreen<'_>) -> Option<Msg> {
        let at = Position { x: mouse.column, y: mouse.row };
        match mouse.act {
            MouseAct::WheelUp => Some(Msg::KeyPress(KeyPress::bare(KeySym::Up))),
            MouseAct::WheelDown => Some(Msg::KeyPress(KeyPress::bare(KeySym::Down))),
            MouseAct::Press => {
                let now = view.uptime;
                let twice = self.pressed.is_some_and(|(was, then)| was == at && now.since(then) <= DOUBLE);
                self.pressed = if twice { None } else { Some((at, now)) };
                let found = find(view, at, screen)?;
                self.dragging = matches!(found, UnderPointer::Divider);
                let UnderPointer::Pointed(pointed) = found else { return None };
                let opens = twice && matches!(pointed, Pointed::Item(_) | Pointed::Option(_));
                Some(if opens { Msg::KeyPress(KeyPress::bare(KeySym::Enter)) } else { Msg::Pointed(pointed) })
            }
            MouseAct::Drag if self.dragging => {
                Some(Msg::Pointed(Pointed::ListWidth(mouse.column.saturating_sub(screen.body.x))))
            }
            MouseAct::Release => {
                self.dragging = false;
                None
            }
            MouseAct::Drag => None,
        }
    }
}

/// What stands under the mouse.
enum UnderPointer {
    Divider,
    Pointed(Pointed),
}

fn find(view: &View, at: Position, screen: PointedScreen<'_>) -> Option<UnderPointer> {
    match view.layers.last() {
        None => on_desk(view, at, screen),
        Some(Layer::Picker(picker)) => {
            layer::picker::option_at(picker, screen.body, at).map(Pointed::Option).map(UnderPointer::Pointed)
        }
        Some(
            Layer::Form(_)
            | Layer::CallBack(_)
            | Layer::Weigh { .. }
            | Layer::WhatIf(..)
            | Layer::Editor(_)
            | Layer::Versions(_)
            | Layer::Search(_)
            | Layer::FilmReading
            | Layer::Qr(_)
            | Layer::Film(_)
            | Layer::Monitor(_)
            | Layer::Overdracht(_)
            | Layer::Passphrase(_)
            | Layer::Horizon(_),
        ) => None,
    }
}

fn on_desk(view: &View, at: Position, screen: PointedScreen<'_>) -> Option<UnderPointer> {
    let (view, theme) = (view, screen.theme);
    // On the desk itself what lies ahead always has its place.
    let places = Places::of(view, true, screen.body);
    let inside = |area: Option<Rect>| area.filter(|area| area.contains(at));
    if inside(places.divider).is_some() {
        return Some(UnderPointer::Divider);
    }
    let row = |area: Rect| usize::from(at.y - area.y);
    let pointed = if let Some(area) = inside(places.list) {
        list::item_at(view, area, row(area)).map(Pointed::Item)
    } else if let Some(area) = inside(places.folded) {
        list::folded_item_at(view, area, row(area)).map(Pointed::Item)
    } else if let Some(area) = inside(places.detail) {
        Some(detail::tab_at(view, theme, area, at).map_or(Pointed::Detail, Pointed::Tab))
    } else {
        header::is_alarm(view, at).then_some(Pointed::Alarm)
    };
    pointed.map(UnderPointer::Pointed)
}
