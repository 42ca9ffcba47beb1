//! A list to choose from: type to filter, arrows to move, Enter to choose. What cannot be chosen now
//! keeps its place and says why.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    desk::{
        state::layer::{PickOption, Picker, TextWidth, Typing},
        verb,
    },
    domain::sanitize,
    ui::{
        text::{
            cursor_bar, display_width, draw_rule, fill, first_line, key_hint, lines, put_line, set_cursor, span,
            window, wrap, wrap_within,
        },
        theme::Theme,
    },
};

/// So many lines what an option comes down to takes at least, and at most.
const EXPLANATION: (usize, usize) = (3, 6);

/// Draws the list in a window over the desk.
pub fn draw(picker: &Picker, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let explained = explained(picker, usize::from(area.width.min(100).saturating_sub(4)));
    let headings = usize::from(picker.options.iter().any(|o| o.heading.is_some()));
    let height = u16::try_from(picker.options.len() + headings)
        .unwrap_or(u16::MAX)
        .saturating_add(5 + explained)
        .min(area.height);
    let inner = window(frame, area, area.width.min(100), height, &picker.title, theme);
    let [filter, divider, list, explanation, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(explained),
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
    let mut text_lines: Vec<Line<'_>> = Vec::new();
    let (mut heading, mut at) = (None, 0);
    for (i, o) in picker.hits.iter().enumerate().filter_map(|(i, nr)| Some((i, picker.options.get(*nr)?))) {
        if o.heading != heading {
            heading = o.heading;
            text_lines.extend(heading.map(|text| heading_line(text, list.width, theme)));
        }
        let text_line = option(o, stamp_width, text_width, list.width, theme);
        let selected = Some(i) == picker.cursor;
        if selected {
            at = text_lines.len();
        }
        text_lines.push(if selected { cursor_bar(text_line, list.width, theme.cursor) } else { text_line });
    }
    let first = first_line(at, text_lines.len(), visibility);
    let text_lines: Vec<Line<'_>> = text_lines.into_iter().skip(first).take(visibility).collect();
    let text_lines =
        if text_lines.is_empty() { vec![Line::styled(without_hits(picker), theme.text)] } else { text_lines };
    lines(frame, list, text_lines);
    let words = picker.chosen().map(words).unwrap_or_default();
    let words = wrap_within(&words, usize::from(explanation.width), usize::from(explained));
    lines(frame, explanation, words.into_iter().map(|part| Line::styled(part, theme.muted)).collect());
    let mut hints = vec![span(format!("{} van {}   ", picker.hits.len(), picker.options.len()), theme.muted)];
    hints.extend(key_hint("Enter", "kiezen", theme));
    hints.extend(key_hint("Esc", "sluiten", theme));
    put_line(frame, &Line::from(hints), bottom);
    set_cursor(frame, filter, seen.cursor.saturating_add(2), 0);
}

/// What an option comes down to, whole: why it cannot be chosen first.
fn words(option: &PickOption) -> String {
    let why = option.unavailable.as_deref().map(|why| format!("Nu niet: {}.", why.trim_end_matches('.')));
    why.into_iter().chain(option.explanation.clone()).collect::<Vec<_>>().join(" ")
}

/// The lines for that, the same for every option: what is below the list stays where it is.
fn explained(picker: &Picker, width: usize) -> u16 {
    let (least, most) = EXPLANATION;
    let longest = picker.options.iter().map(|o| wrap(&words(o), width).len()).max().unwrap_or_default();
    let any = picker.options.iter().any(|o| o.explanation.is_some());
    u16::try_from(if any { longest.clamp(least, most) } else { 0 }).unwrap_or_default()
}

/// What stands where no option fits: a verb needs none.
fn without_hits(picker: &Picker) -> &'static str {
    match picker.typing {
        Typing::FiltersOrVerb if verb::is_verb(&picker.filter.text()) => "Enter voert deze opdracht uit.",
        Typing::FiltersOrVerb | Typing::Filters => "Niets gevonden.",
    }
}

/// A heading with a rule behind it.
fn heading_line<'a>(text: &str, width: u16, theme: &Theme) -> Line<'a> {
    let rule = usize::from(width).saturating_sub(usize::from(display_width(text)) + 1);
    Line::styled(format!("{text} {}", "─".repeat(rule)), theme.muted)
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
