//! One list, wherever lines stand under headings: the heading of what is in view stays on top, and where not all
//! of it fits a bar at the right shows which part it is and the last line how much there is above and below.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{
    text::{display_width, draw_rule, first_line, lines, put_line, span},
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

/// Which rows are in view.
#[derive(Debug, Clone, Copy)]
struct Visible {
    first: usize,
    /// Lines for rows.
    height: usize,
    /// The heading that stands on the first line instead of what is there.
    stuck: Option<usize>,
    fits: bool,
}

impl Visible {
    fn of(rows: &[RowKind], cursor: usize, lines: u16) -> Self {
        let fits = fits(rows.len(), lines);
        let height = usize::from(lines).saturating_sub(usize::from(!fits));
        let first = first_line(cursor, rows.len(), height);
        // The heading above what is in view takes the place of the first line, unless the cursor is there.
        let above = rows.get(..=first).and_then(|seen| seen.iter().rposition(|kind| *kind == RowKind::Heading));
        let is_item = rows.get(first) == Some(&RowKind::Item);
        let stuck = above.filter(|heading| is_item && *heading < first && cursor > first);
        Self { first, height, stuck, fits }
    }
}

/// Whether so many rows need no more than so many lines.
fn fits(rows: usize, lines: u16) -> bool {
    rows <= usize::from(lines)
}

/// The row that is drawn on a line of the area.
pub fn at(rows: &[RowKind], cursor: usize, area: Rect, line: usize) -> Option<usize> {
    let visible = Visible::of(rows, cursor, area.height);
    let row = if line == 0 { visible.stuck.unwrap_or(visible.first) } else { visible.first + line };
    (line < visible.height && row < rows.len()).then_some(row)
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
    let visible @ Visible { first, height, stuck, fits } = Visible::of(rows, cursor, area.height);
    let mut seen: Vec<Line<'_>> = (first..rows.len()).take(height).map(&line).collect();
    if let (Some(heading), Some(top)) = (stuck, seen.first_mut()) {
        *top = line(heading);
    }
    lines(frame, area, seen);
    if !fits {
        thumb(visible, rows.len(), theme, frame, area);
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

/// Shows in the last column which part of all rows is in view.
fn thumb(visible: Visible, rows: usize, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let part = |n: usize| u16::try_from(n * visible.height / rows.max(1)).unwrap_or(u16::MAX);
    let height = u16::try_from(visible.height).unwrap_or(u16::MAX).min(area.height);
    let size = part(visible.height).clamp(1, height.max(1));
    let y = area.y + part(visible.first).min(height.saturating_sub(size));
    draw_rule(frame, '┃', theme.border, Rect { x: area.right().saturating_sub(1), y, width: 1, height: size });
}
