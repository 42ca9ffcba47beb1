//! Small things every panel needs: wrapping, filling out a line, keeping a cursor in view.

pub mod page;
pub mod wrap;

use ratatui::{
    Frame,
    buffer::{Buffer, Cell},
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Clear, Widget},
};
use unicode_width::UnicodeWidthStr;

use self::wrap::Lines;
use super::theme::Theme;
use crate::domain::sanitize;

/// Breaks text into lines of at most `width` columns, at spaces where possible. For text of our own; what
/// somebody else wrote may be endless: see [`wrap_within`] and [`page`](page::page).
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    Lines::new(text, width).collect()
}

/// The first lines of a text; an ellipsis ends them where there is more.
pub fn wrap_within(text: &str, width: usize, count: usize) -> Vec<String> {
    let mut lines = Lines::new(text, width);
    let mut out: Vec<String> = lines.by_ref().take(count).collect();
    let reach = wrap::line_budget(width);
    let more = lines.rest().is_some_and(|rest| rest.chars().take(reach).any(|c| !c.is_whitespace()));
    if let Some(last) = out.last_mut().filter(|_| more) {
        *last = sanitize::shorten(&format!("{last} …"), width);
    }
    out
}

/// The same of a text whose line ends say nothing, such as a field of a form.
pub fn wrap_flat(text: &str, width: usize, count: usize) -> Vec<String> {
    // More columns than so many lines have: what is left out shows as an ellipsis.
    wrap_within(&sanitize::short_line(text, width.saturating_mul(count.saturating_add(1))), width, count)
}

/// The last lines of a text, broken from a place as far back as they can reach.
pub fn wrap_end(text: &str, width: usize, count: usize) -> Vec<String> {
    let reach = wrap::line_budget(width).saturating_mul(count);
    let from = text.floor_char_boundary(text.len().saturating_sub(reach));
    let tail = text.get(from..).unwrap_or_default();
    // Inside a paragraph the first word may be half; what stands before it is further up than these lines.
    let start = if from == 0 { Some(0) } else { tail.find('\n').or_else(|| tail.find(' ')).map(|i| i + 1) };
    let mut lines = wrap(start.and_then(|i| tail.get(i..)).unwrap_or(tail), width);
    lines.drain(..lines.len().saturating_sub(count));
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

/// The area inside a panel of this size on top of the desk.
pub fn window_inside(area: Rect, width: u16, height: u16) -> Rect {
    let inner = Block::bordered().inner(window_area(area, width, height));
    let [_, middle, _] =
        inner.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]));
    middle
}

fn window_area(area: Rect, width: u16, height: u16) -> Rect {
    area.centered(Constraint::Length(width.min(area.width)), Constraint::Length(height.min(area.height)))
}

/// Fewer rows of the desk than this above and below a panel together are shreds.
const SHREDS: u16 = 8;

/// A panel on top of the desk: cleared, framed, titled. Answers the area inside. What the desk shows beside a panel is
/// cut off by it and tells nothing, so the rows of the panel are its own; where hardly any other row is left, all are.
pub fn window(frame: &mut Frame<'_>, area: Rect, width: u16, height: u16, title: &str, theme: &Theme) -> Rect {
    let cell = window_area(area, width, height);
    let rows = Rect { x: area.x, width: area.width, ..cell };
    let own = if area.height.saturating_sub(cell.height) < SHREDS { area } else { rows };
    frame.render_widget(Clear, own);
    let block = Block::new()
        .borders(Borders::ALL)
        .border_style(theme.accent)
        .title(Line::from(Span::styled(format!(" {title} "), theme.header)));
    frame.render_widget(block, cell);
    window_inside(area, width, height)
}

/// A key and what it does, for footers.
pub fn key_hint<'a>(key: &str, name: &str, theme: &Theme) -> Vec<Span<'a>> {
    vec![Span::styled(key.to_owned(), theme.key), Span::styled(format!(" {name}   "), theme.muted)]
}

/// As many keys as there is room for, the first ones first; the last needs no room behind it.
pub fn key_hints<'a>(keys: &[(&str, &str)], width: u16, theme: &Theme) -> Line<'a> {
    let mut hints: Vec<Span<'_>> = Vec::new();
    for (key, name) in keys {
        let hint = key_hint(key, name, theme);
        let taken: usize = hints.iter().chain(&hint).map(Span::width).sum();
        if taken > usize::from(width) + "   ".len() {
            break;
        }
        hints.extend(hint);
    }
    Line::from(hints)
}

/// One styled piece.
pub fn span<'a>(text: impl Into<String>, style: Style) -> Span<'a> {
    Span::styled(text.into(), style)
}

/// Puts the terminal's one cursor on a place in an area, for screen readers and for typing; where the
/// area is too small to show that place, on the nearest that it shows.
pub fn set_cursor(frame: &mut Frame<'_>, area: Rect, column: usize, row: usize) {
    let seen = area.intersection(frame.area());
    if seen.is_empty() {
        return;
    }
    let within = |n: usize, size: u16| u16::try_from(n).unwrap_or(u16::MAX).min(size.saturating_sub(1));
    frame.set_cursor_position((seen.x + within(column, seen.width), seen.y + within(row, seen.height)));
}

/// A width as the terminal counts it, safe for sums. What is longer than any screen is not counted out.
pub fn display_width(text: &str) -> u16 {
    let near = text.get(..text.floor_char_boundary(WIDEST)).unwrap_or_default();
    u16::try_from(near.width()).unwrap_or(u16::MAX)
}

/// More bytes than a line on any screen has.
const WIDEST: usize = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns that a line takes when it is drawn.
    fn drawn(line: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
        usize::from(buffer.set_stringn(0, 0, line, 200, Style::new()).0)
    }

    #[test]
    fn wrapping_keeps_every_word_in_order_and_the_width() {
        let parts = proptest::sample::select(vec![
            "a",
            "bc",
            "woord",
            "langerwoord",
            " ",
            " ",
            "  ",
            "\n",
            "\t",
            "é",
            "e\u{301}",
            "\u{301}\u{308}",
            "界",
            "🇳🇱",
            "👩\u{200d}👩\u{200d}👧",
            "👍🏽",
            "ﾞ",
            "https://voorbeeld.example/a?b=c&d",
            "\u{a0}",
            "лл",
            "عربي",
        ]);
        proptest::proptest!(|(parts in proptest::collection::vec(parts, 0..60), width in 2usize..30)| {
            let text = parts.concat();
            let lines = wrap(&text, width);
            proptest::prop_assert!(lines.iter().all(|line| drawn(line) <= width), "{:?}", lines);
            // Every word comes back: whole where it fits, in pieces where it cannot.
            let mut pieces = lines.iter().flat_map(|line| line.split_whitespace());
            for word in text.split_whitespace() {
                let mut found = String::new();
                while found.len() < word.len() {
                    let Some(piece) = pieces.next() else { break };
                    proptest::prop_assert!(drawn(word) > width || piece == word, "{:?} {:?}", piece, word);
                    found.push_str(piece);
                }
                proptest::prop_assert_eq!(&found, word);
            }
            proptest::prop_assert_eq!(pieces.next(), None);
        });
    }

    #[test]
    fn no_line_reads_far_whatever_a_text_is_flooded_with() {
        for part in ["\u{301}", " ", "\t", "界", "x", "👩\u{200d}", "🇳", "a\u{301}"] {
            let text = part.repeat(50_000);
            let mut lines = Lines::new(&text, 40);
            let mut rest = text.len();
            while lines.skip_line() {
                let now = lines.rest().map_or(0, str::len);
                assert!(rest - now <= wrap::line_budget(40) + 4, "{part:?}");
                rest = now;
            }
            let end = wrap_end(&text, 40, 3);
            assert!(end.len() <= 3 && end.iter().all(|line| drawn(line) <= 40));
        }
    }

    #[test]
    fn the_end_of_a_text_is_the_end_of_its_lines() {
        proptest::proptest!(|(text in "[a-zé界 \\n]{0,400}", width in 2usize..30, count in 1usize..9)| {
            let all = wrap(&text, width);
            proptest::prop_assert_eq!(wrap_end(&text, width, count), all[all.len().saturating_sub(count)..].to_vec());
            let first = wrap_within(&text, width, count);
            proptest::prop_assert!(first.len() <= count && first.iter().all(|line| drawn(line) <= width));
            let said: String = first.concat();
            let more = all.iter().skip(count).any(|line| !line.is_empty());
            proptest::prop_assert_eq!(said.ends_with('…'), more);
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
