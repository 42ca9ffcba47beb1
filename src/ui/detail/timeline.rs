//! The log of the case, oldest first: when it was recorded, what it says, and when it happened where
//! that is another time.

use ratatui::{Frame, layout::Rect, text::Line};

use super::items::with_items;
use crate::{
    desk::view::View,
    judge::narrative,
    ui::{
        text::{lines, span, wrap},
        theme::Theme,
    },
};

/// Draws the timeline.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let text_line = view.timeline.as_ref().filter(|(number, _)| view.zaak().is_some_and(|z| z.number == *number));
    let Some((_, entries)) = text_line else {
        lines(frame, area, vec![Line::styled("Het logboek wordt gelezen…", theme.muted)]);
        return;
    };
    let items = entries
        .iter()
        .enumerate()
        .map(|(i, e)| {
            let text = format!("{}{}", narrative::sentence(&e.event, view.line_visibility(i)), narrative::then(e));
            let mut parts = wrap(&text, width.saturating_sub(17)).into_iter();
            let mut text_lines = vec![Line::from(vec![
                span(format!("{:<15}  ", e.recorded_at.short()), theme.muted),
                span(parts.next().unwrap_or_default(), theme.text),
            ])];
            text_lines.extend(parts.take(4).map(|d| Line::from(span(format!("{:17}{d}", ""), theme.text))));
            text_lines
        })
        .collect();
    with_items(view, theme, frame, area, items);
}
