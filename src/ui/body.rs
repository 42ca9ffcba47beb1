//! The body of the screen: list and detail, side by side where there is room for both.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{detail, list, text, theme::Theme};
use crate::desk::{state::screen::Focus, view::View};

/// From this many columns list and detail stand side by side.
pub const SIDE_BY_SIDE: u16 = 76;

/// Draws list and detail, or the one that has the cursor.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    if area.width >= SIDE_BY_SIDE {
        let left = match area.width {
            0..100 => 36,
            100..130 => 46,
            _ => 58,
        };
        let [list, divider, detail] =
            area.layout(&Layout::horizontal([Constraint::Length(left), Constraint::Length(1), Constraint::Min(20)]));
        list::draw(view, theme, frame, list);
        text::draw_rule(frame, '│', theme.border, divider);
        detail::draw(view, theme, frame, detail);
    } else if view.focus == Focus::Detail {
        // Too narrow for both: what has the cursor has the screen.
        detail::draw(view, theme, frame, area);
    } else {
        list::draw(view, theme, frame, area);
    }
}
