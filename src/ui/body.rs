//! The body of the screen. A narrow one gives all of it to what has the cursor, with the list folded beside a case
//! to what bites; a wide one shows list and case side by side, and beside the case what it rests on.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{detail, list, text, theme::Theme};
use crate::desk::{
    state::screen::{Focus, Tab},
    view::View,
};

/// From this many columns there is room for the folded list beside a case.
pub const FOLDED: u16 = 76;
/// From this many columns list and case stand side by side.
const SIDE_BY_SIDE: u16 = 120;
/// From this many columns there is room beside a case, where the list is folded.
const THREE: u16 = 140;
/// From this many columns there is room for all of it.
const ALL: u16 = 190;
/// The columns of the case beside what it rests on.
const CASE: u16 = 76;

/// Draws list and detail, or the one that has the cursor.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    match (area.width, view.focus) {
        (..FOLDED, Focus::Detail) => detail::draw(view, theme, frame, area),
        (FOLDED..ALL, Focus::Detail) if view.zaak().is_some() => {
            let right = beside(list::FOLDED_WIDTH, theme, frame, area, |frame, left| {
                list::draw_folded(view, theme, frame, left);
            });
            case(view, theme, frame, right, area.width >= THREE);
        }
        (FOLDED..SIDE_BY_SIDE, Focus::Detail) => detail::draw(view, theme, frame, area),
        (..SIDE_BY_SIDE, Focus::List) => list::draw(view, theme, frame, area),
        (SIDE_BY_SIDE.., _) => {
            let width = match area.width {
                ..THREE => 64,
                THREE..ALL => 70,
                ALL.. => 76,
            };
            let right = beside(width, theme, frame, area, |frame, left| list::draw(view, theme, frame, left));
            case(view, theme, frame, right, area.width >= ALL);
        }
    }
}

/// Draws what stands at the left, and a rule; answers what is left of the area.
fn beside(
    width: u16,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    draw: impl FnOnce(&mut Frame<'_>, Rect),
) -> Rect {
    let [left, divider, right] =
        area.layout(&Layout::horizontal([Constraint::Length(width), Constraint::Length(1), Constraint::Min(20)]));
    draw(frame, left);
    text::draw_rule(frame, '│', theme.border, divider);
    right
}

/// The chosen line, and what it rests on where there is room for that.
fn case(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, has_room: bool) {
    // A long text has more from the width.
    let reads = matches!(view.tab, Tab::Timeline | Tab::Termijnen);
    if !has_room || reads || view.zaak().is_none() {
        detail::draw(view, theme, frame, area);
        return;
    }
    let right =
        beside(CASE.min(area.width / 2), theme, frame, area, |frame, left| detail::draw(view, theme, frame, left));
    detail::draw_beside(view, theme, frame, right);
}
