//! A list to choose from: type to filter, arrows to move, Enter to choose. What cannot be chosen now
//! keeps its place and says why.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    desk::state::layer::{PickOption, Picker, TextWidth},
    domain::sanitize,
    ui::{
        text::{
            cursor_bar, display_width, draw_rule, fill, first_line, key_hint, lines, put_line, set_cursor, span, window,
        },
        theme::Theme,
    },
};

/// Draws the list in a window over the desk.
pub fn draw(picker: &Picker, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let height = u16::try_from(picker.options.len()).unwrap_or(u16::MAX).saturating_add(5).min(area.height);
    let inner = window(frame, area, area.width.min(100), height, &picker.title, theme);
    let [filter, divider, list, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    let seen = picker.filter.window(usize::from(filter.width.saturating_sub(2)));
    let typed = if picker.filter.is_empty() { span(picker.hint, theme.muted) } else { span(seen.text, theme.text) };
    put_line(frame, &Line::from(vec![span("› ", theme.key), typed]), filter);
    draw_rule(frame, '─', theme.border, divider);
    let stamp_width = picker.options.iter().map(|o| display_width(&o.badge)).max().unwrap_or(0).min(16);
    let text_width = match picker.text_width {
        TextWidth::Columns(width) => width,
        TextWidth::Rest => {
            let extra = picker.options.iter().map(|o| display_width(&o.extra)).max().unwrap_or(0);
            list.width.saturating_sub(stamp_width).saturating_sub(extra).saturating_sub(4)
        }
    };
    let visibility = usize::from(list.height);
    let first = first_line(picker.cursor, picker.hits.len(), visibility);
    let text_lines: Vec<Line<'_>> = picker
        .hits
        .iter()
        .enumerate()
        .skip(first)
        .take(visibility)
        .filter_map(|(i, nr)| {
            let text_line = option(picker.options.get(*nr)?, stamp_width, text_width, list.width, theme);
            Some(if i == picker.cursor { cursor_bar(text_line, list.width, theme.cursor) } else { text_line })
        })
        .collect();
    let text_lines =
        if text_lines.is_empty() { vec![Line::styled("Niets gevonden.", theme.muted)] } else { text_lines };
    lines(frame, list, text_lines);
    let mut hints = vec![span(format!("{} van {}   ", picker.hits.len(), picker.options.len()), theme.muted)];
    hints.extend(key_hint("Enter", "kiezen", theme));
    hints.extend(key_hint("Esc", "sluiten", theme));
    put_line(frame, &Line::from(hints), bottom);
    set_cursor(frame, filter, seen.cursor.saturating_add(2), 0);
}

fn option<'a>(o: &PickOption, stamp_width: u16, text_width: u16, width: u16, theme: &Theme) -> Line<'a> {
    let extra = o.unavailable.as_ref().map_or_else(|| o.extra.clone(), |n| format!("nu niet: {n}"));
    let (stamp_style, style) =
        if o.unavailable.is_some() { (theme.muted, theme.muted) } else { (theme.key, theme.text) };
    let remaining = width.saturating_sub(stamp_width).saturating_sub(text_width).saturating_sub(3);
    let mut spans: Vec<Span<'_>> = Vec::new();
    if stamp_width > 0 {
        spans.push(span(fill(&o.badge, usize::from(stamp_width)), stamp_style));
        spans.push(Span::raw(" "));
    }
    spans.push(span(fill(&sanitize::short_line(&o.text, usize::from(text_width)), usize::from(text_width)), style));
    spans.push(Span::raw("  "));
    spans.push(span(fill(&sanitize::short_line(&extra, usize::from(remaining)), usize::from(remaining)), theme.muted));
    Line::from(spans)
}
