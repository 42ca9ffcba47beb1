//! Small things every panel needs: wrapping, filling out a line, keeping a cursor in view.

use ratatui::{
    Frame,
    buffer::{Buffer, Cell},
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Clear, Widget},
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::theme::Theme;
use crate::domain::sanitize;

/// Breaks text into lines of at most `width` columns, at spaces where possible.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let mut word = word.to_owned();
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            while word.width() > width {
                let mut remaining = width;
                let first: String = word
                    .chars()
                    .take_while(|c| {
                        let b = c.width().unwrap_or(0);
                        let fits = b <= remaining;
                        remaining = remaining.saturating_sub(b);
                        fits
                    })
                    .collect();
                if first.is_empty() {
                    break;
                }
                word = word.chars().skip(first.chars().count()).collect();
                lines.push(first);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    lines
}

/// Cuts to the width and fills out with spaces, so that columns align.
pub fn fill(text: &str, width: usize) -> String {
    let mut filled = sanitize::shorten(text, width);
    let rest = width.saturating_sub(filled.width());
    filled.extend(std::iter::repeat_n(' ', rest));
    filled
}

/// The line with the cursor: one even bar over the full width, whatever colours it had.
pub fn cursor_bar(text_line: Line<'_>, width: u16, style: Style) -> Line<'_> {
    let remaining = usize::from(width).saturating_sub(text_line.width());
    let mut spans: Vec<Span<'_>> = text_line
        .spans
        .into_iter()
        .map(|s| {
            let bold = s.style.add_modifier.intersection(Modifier::BOLD);
            Span::styled(s.content, style.add_modifier(bold))
        })
        .collect();
    spans.push(Span::styled(" ".repeat(remaining), style));
    Line::from(spans)
}

/// The first line to show so that the cursor stays in view, in the middle where there is room.
pub const fn first_line(cursor: usize, count: usize, height: usize) -> usize {
    let half = height / 2;
    let desired = cursor.saturating_sub(half);
    let max_first = count.saturating_sub(height);
    if desired < max_first { desired } else { max_first }
}

/// Draws lines from the top of an area, as many as fit.
pub fn lines(frame: &mut Frame<'_>, area: Rect, list: Vec<Line<'_>>) {
    for (line, rect) in list.into_iter().zip(area.rows()) {
        put_line(frame, &line, rect);
    }
}

/// Draws one line from the left. Nearly all text is plain ASCII, a column a byte: that is written
/// straight into the cells, because splitting it into graphemes first is most of the work of a frame
/// in which only a countdown changes.
pub fn put_line(frame: &mut Frame<'_>, text_line: &Line<'_>, rect: Rect) {
    let buffer = frame.buffer_mut();
    let mut room = rect.intersection(buffer.area);
    if text_line.style != Style::default() {
        buffer.set_style(room, text_line.style);
    }
    for piece in &text_line.spans {
        let style = text_line.style.patch(piece.style);
        let display_width = if piece.content.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
            for (cell, character) in cells(buffer, room).iter_mut().zip(piece.content.chars()) {
                cell.set_char(character).set_style(style);
            }
            piece.content.len()
        } else {
            Span::styled(piece.content.as_ref(), style).render(room, buffer);
            piece.width()
        };
        let display_width = u16::try_from(display_width).unwrap_or(u16::MAX).min(room.width);
        room = Rect { x: room.x + display_width, width: room.width - display_width, ..room };
    }
}

/// Fills an area with one narrow character: a rule, a divider.
pub fn draw_rule(frame: &mut Frame<'_>, character: char, style: Style, area: Rect) {
    let buffer = frame.buffer_mut();
    for row in area.intersection(buffer.area).rows() {
        for cell in cells(buffer, row) {
            cell.set_char(character).set_style(style);
        }
    }
}

/// The cells of the first row of an area inside the buffer.
fn cells(buffer: &mut Buffer, rect: Rect) -> &mut [Cell] {
    let (x, y) = (rect.x.saturating_sub(buffer.area.x), rect.y.saturating_sub(buffer.area.y));
    let start = usize::from(y) * usize::from(buffer.area.width) + usize::from(x);
    buffer.content.get_mut(start..start + usize::from(rect.width)).unwrap_or_default()
}

/// A panel on top of the desk: cleared, framed, titled. Answers the area inside.
pub fn window(frame: &mut Frame<'_>, area: Rect, width: u16, height: u16, title: &str, theme: &Theme) -> Rect {
    let cell = area.centered(Constraint::Length(width.min(area.width)), Constraint::Length(height.min(area.height)));
    frame.render_widget(Clear, cell);
    let block = Block::new()
        .borders(Borders::ALL)
        .border_style(theme.accent)
        .title(Line::from(Span::styled(format!(" {title} "), theme.header)));
    let inner = block.inner(cell);
    frame.render_widget(block, cell);
    let [_, middle, _] =
        inner.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]));
    middle
}

/// A key and what it does, for footers.
pub fn key_hint<'a>(key: &str, name: &str, theme: &Theme) -> Vec<Span<'a>> {
    vec![Span::styled(key.to_owned(), theme.key), Span::styled(format!(" {name}   "), theme.muted)]
}

/// One styled piece.
pub fn span<'a>(text: impl Into<String>, style: Style) -> Span<'a> {
    Span::styled(text.into(), style)
}

/// Puts the terminal's cursor on a place, for screen readers and for typing.
pub fn set_cursor(frame: &mut Frame<'_>, x: u16, y: u16) {
    let area = frame.area();
    if x < area.right() && y < area.bottom() {
        frame.set_cursor_position((x, y));
    }
}

/// A width as the terminal counts it, safe for sums.
pub fn display_width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_every_word_and_the_width() {
        proptest::proptest!(|(text in "[a-zé界 \\n]{0,120}", width in 2usize..30)| {
            let lines = wrap(&text, width);
            proptest::prop_assert!(lines.iter().all(|r| r.width() <= width));
            let without = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(without(&lines.concat()), without(&text));
        });
    }

    #[test]
    fn the_cursor_is_always_in_view() {
        proptest::proptest!(|(count in 1usize..200, height in 1usize..50, c in 0usize..200)| {
            let cursor = c % count;
            let first = first_line(cursor, count, height);
            proptest::prop_assert!(first <= cursor && cursor < first + height);
        });
    }
}
