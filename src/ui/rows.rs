//! One list, wherever lines stand under headings: the heading of what is in view stays on top, and where not all
//! of it fits the last line says how much there is above and below.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{
    text::{display_width, first_line, lines, put_line, span},
    theme::Theme,
};

/// What stands on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// The name of what follows.
    Heading,
    /// Something that can be chosen.
    Item,
    /// Room.
    Blank,
}

/// Draws the rows around the one with the cursor, and answers on which line of the area that stands. `line` makes a
/// row; only those in view are made.
pub fn draw<'a>(
    rows: &[RowKind],
    cursor: usize,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    line: impl Fn(usize) -> Line<'a>,
) -> usize {
    let fits = rows.len() <= usize::from(area.height);
    let height = usize::from(area.height).saturating_sub(usize::from(!fits));
    let first = first_line(cursor, rows.len(), height);
    let mut seen: Vec<Line<'_>> = (first..rows.len()).take(height).map(&line).collect();
    // The heading above what is in view takes the place of the first line, unless the cursor is there.
    let above = rows.get(..=first).and_then(|seen| seen.iter().rposition(|kind| *kind == RowKind::Heading));
    let is_item = rows.get(first) == Some(&RowKind::Item);
    let stuck = above.filter(|heading| is_item && *heading < first && cursor > first);
    if let (Some(heading), Some(top)) = (stuck, seen.first_mut()) {
        *top = line(heading);
    }
    lines(frame, area, seen);
    if !fits {
        let count =
            |part: Option<&[RowKind]>| part.unwrap_or_default().iter().filter(|kind| **kind == RowKind::Item).count();
        let covered = usize::from(stuck.is_some());
        let (up, down) = (count(rows.get(..first + covered)), count(rows.get((first + height).min(rows.len())..)));
        let parts = [(up, "↑"), (down, "↓")].into_iter().filter(|(n, _)| *n > 0);
        let text = parts.map(|(n, sign)| format!("{sign} {n} meer ")).collect::<Vec<_>>().join("  ");
        let width = display_width(&text).min(area.width);
        let x = area.right().saturating_sub(width);
        let below = Rect { x, y: area.bottom().saturating_sub(1), width, height: 1 };
        put_line(frame, &Line::from(span(text, theme.muted)), below);
    }
    cursor.saturating_sub(first)
}
