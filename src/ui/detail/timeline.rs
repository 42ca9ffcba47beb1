//! The log of the case, oldest first: when it was recorded, what it says, and when it happened where
//! that is another time.

use ratatui::{Frame, layout::Rect, text::Line};

use super::items::with_items;
use crate::{
    desk::view::View,
    judge::narrative,
    ui::{
        text::{lines, span, wrap::line_budget, wrap_within},
        theme::Theme,
    },
};

/// So many lines an entry takes; a long text is read whole where it belongs.
const LONGEST: usize = 5;

/// Draws the timeline.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let text_line = view.timeline.as_ref().filter(|(number, _)| view.zaak().is_some_and(|z| z.number == *number));
    let Some((number, entries)) = text_line else {
        lines(frame, area, vec![Line::styled("Het logboek wordt gelezen…", theme.muted)]);
        return;
    };
    let names = view.book_of(*number);
    with_items(view, theme, frame, area, entries.len(), |i, _| {
        let Some(e) = entries.get(i) else { return Vec::new() };
        let visibility = view.line_visibility(i);
        let reach = line_budget(width).saturating_mul(LONGEST);
        let text = format!("{}{}", narrative::beginning(&e.event, visibility, names, reach), narrative::then(e));
        let mut parts = wrap_within(&text, width.saturating_sub(17), LONGEST).into_iter();
        let mut text_lines = vec![Line::from(vec![
            span(format!("{:<15}  ", e.recorded_at.short()), theme.muted),
            span(parts.next().unwrap_or_default(), theme.text),
        ])];
        text_lines.extend(parts.map(|d| Line::from(span(format!("{:17}{d}", ""), theme.text))));
        text_lines
    });
}
