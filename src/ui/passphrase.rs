//! The question for the passphrase, in the manner of the welcome: one thing on a calm screen.

use ratatui::{
    Frame,
    layout::{Offset, Rect},
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    sheet::Sheet,
    text::{lines, set_cursor, span, wrap},
    theme::Theme,
};
use crate::{desk::state::passphrase::PassphrasePrompt, domain::moment::Moment};

/// Draws the question; `path` is where the store is.
pub fn draw(question: &PassphrasePrompt, path: &str, now: Moment, theme: &Theme, frame: &mut Frame<'_>) {
    let input = question.dots(usize::from(frame.area().width.saturating_sub(6)).min(60));
    let paragraphs = [(question.sentence(), input.as_str()), ("", &question.explanation(now))];
    let first = page(path, &paragraphs, "Enter", theme, frame);
    set_cursor(frame, first, input.width(), 1);
}

/// Draws that the store is being opened: deriving the key takes a moment.
pub fn draw_please_wait(path: &str, theme: &Theme, frame: &mut Frame<'_>) {
    page(path, &[("Even geduld", "De opslag gaat open…")], "", theme, frame);
}

/// One sheet of headed paragraphs; answers where its first one stands.
fn page(path: &str, paragraphs: &[(&str, &str)], key: &str, theme: &Theme, frame: &mut Frame<'_>) -> Rect {
    let Sheet { area, width, lines: mut text_lines } = Sheet::new(theme, frame);
    text_lines.extend(wrap(path, width).into_iter().map(|d| Line::styled(d, theme.accent)));
    text_lines.push(Line::default());
    let start = i32::try_from(text_lines.len()).unwrap_or_default();
    for (header, text) in paragraphs {
        if !header.is_empty() {
            text_lines.push(Line::styled((*header).to_owned(), theme.header));
        }
        text_lines.extend(wrap(text, width).into_iter().map(|d| Line::styled(d, theme.text)));
        text_lines.push(Line::default());
    }
    if !key.is_empty() {
        text_lines.push(Line::from(vec![
            span(key, theme.key),
            span(" verder   ", theme.text),
            Span::styled("Esc", theme.key),
            span(" stoppen", theme.text),
        ]));
    }
    lines(frame, area, text_lines);
    area.offset(Offset::new(0, start)).intersection(frame.area())
}
