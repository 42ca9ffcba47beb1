//! The question at leaving, over everything else: what falls silent, what comes first, and the keys.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{
    text::{key_hint, put_line, set_cursor, window, wrap},
    theme::Theme,
};
use crate::desk::view::View;

/// Draws it.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = area.width.min(76);
    let room = usize::from(width.saturating_sub(4));
    let mut lines = Vec::new();
    for paragraph in &view.around.leaving {
        lines.extend(wrap(paragraph, room).into_iter().map(|l| Line::styled(l, theme.text)));
        lines.push(Line::default());
    }
    let mut keys = key_hint("v", "weggaan", theme);
    keys.extend(key_hint("w", "verder als wacht, in dit venster", theme));
    keys.extend(key_hint("Esc", "blijven", theme));
    lines.push(Line::from(keys));
    let height = u16::try_from(lines.len() + 2).unwrap_or(area.height);
    let inner = window(frame, area, width, height, "Weggaan", theme);
    let last = lines.len().saturating_sub(1);
    for (line, rect) in lines.iter().zip(inner.rows()) {
        put_line(frame, line, rect);
    }
    set_cursor(frame, inner, 0, last);
}
