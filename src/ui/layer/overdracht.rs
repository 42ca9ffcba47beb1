//! A handover that was opened: its cases and what became of each, and under them what its paper tells of the one with the
//! cursor.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::Line,
};

use crate::{
    desk::state::overdracht_screen::{OpenedPart, OverdrachtScreen, PartState},
    domain::sanitize,
    ui::{
        text::{
            cursor_bar, draw_rule, fill, first_line, key_hints, lines, put_line, set_cursor, span, window, wrap,
            wrap_within,
        },
        theme::Theme,
    },
};

/// Columns for what became of a case.
const STATE: usize = 18;

/// Draws it over the desk.
pub fn draw(screen: &OverdrachtScreen, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let opened = &screen.opened;
    let title = format!("Overdracht {}", opened.week);
    let inner = window(frame, area, area.width.min(110), area.height, &title, theme);
    let listed = u16::try_from(opened.parts.len()).unwrap_or(u16::MAX).clamp(1, inner.height / 3);
    let [about, above, list, divider, told, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(1),
        Constraint::Length(listed),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    let said = wrap_within(&opened.about, usize::from(about.width), usize::from(about.height));
    lines(frame, about, said.into_iter().map(|line| Line::styled(line, theme.muted)).collect());
    draw_rule(frame, '─', theme.border, above);
    let cursor = screen.cursor();
    let first = first_line(cursor, opened.parts.len(), usize::from(list.height));
    let parts = opened.parts.iter().enumerate().skip(first).take(usize::from(list.height)).map(|(i, part)| {
        let line = part_line(part, usize::from(list.width), theme);
        if i == cursor { cursor_bar(line, list.width, theme.cursor) } else { line }
    });
    lines(frame, list, parts.collect());
    draw_rule(frame, '─', theme.border, divider);
    let text: Vec<String> = screen
        .chosen()
        .map(|part| &part.told)
        .into_iter()
        .flatten()
        .flat_map(|paragraph| wrap(paragraph, usize::from(told.width)))
        .collect();
    let top = screen.top.min(text.len().saturating_sub(usize::from(told.height)));
    let more = text.len() > top + usize::from(told.height);
    lines(frame, told, text.into_iter().skip(top).map(|line| Line::styled(line, theme.text)).collect());
    let next = if more { "lees verder" } else { "tekst" };
    let named = [("Enter", "overnemen"), ("↑↓", "zaak"), ("PgDn", next), ("Esc", "sluiten")];
    put_line(frame, &key_hints(&named, keys.width, theme), keys);
    set_cursor(frame, list, 0, cursor.saturating_sub(first));
}

fn part_line<'a>(part: &OpenedPart, width: usize, theme: &Theme) -> Line<'a> {
    let style: Style = match part.state {
        PartState::Waiting | PartState::Taking => theme.text,
        PartState::Taken => theme.good,
        PartState::Refused => theme.error,
    };
    let room = width.saturating_sub(STATE + 1);
    Line::from(vec![
        span(fill(part.state.word(), STATE), style),
        span(sanitize::shorten(&part.title, room), theme.text),
    ])
}
