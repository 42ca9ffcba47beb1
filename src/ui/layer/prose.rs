//! A field for a longer text, in whatever form it stands: a few lines that wrap, always as many, so that nothing
//! below them moves. What is longer stays whole and scrolls with the cursor; only what is near the cursor is broken
//! into lines.

use crate::{
    desk::state::line_input::LineInput,
    ui::text::{
        display_width,
        wrap::{Lines, line_budget},
    },
};

/// So many lines it has where there is room.
pub const ROWS: usize = 4;

/// What is seen of such a field.
#[derive(Debug, PartialEq, Eq)]
pub struct Prose {
    /// Its lines, as many as it was given.
    pub lines: Vec<String>,
    /// Among these the one with the cursor.
    pub row: usize,
    /// The column of the cursor.
    pub column: usize,
}

impl Prose {
    /// Of a field so wide and so many lines high; the cursor at the end of a line has a column of its own.
    pub fn of(input: &LineInput, width: usize, rows: usize) -> Self {
        let (width, rows) = (width.saturating_sub(1).max(1), rows.max(1));
        let near = input.near_cursor(line_budget(width).saturating_mul(rows));
        let (text, at) = (near.text(), near.before_cursor().len());
        let mut lines = Lines::new(&text, width);
        let (mut seen, mut row, mut start) = (Vec::new(), 0, 0);
        loop {
            let from = text.len() - lines.rest().map_or(0, str::len);
            let Some(line) = lines.next() else { break };
            if from <= at {
                (row, start) = (seen.len(), from);
            }
            seen.push(line);
        }
        let before = text.get(start..at).unwrap_or_default();
        let mut shown = before.split_whitespace().collect::<Vec<_>>().join(" ");
        if !shown.is_empty() && before.ends_with(char::is_whitespace) {
            shown.push(' ');
        }
        let first = (row + 1).saturating_sub(rows);
        let mut lines: Vec<String> = seen.into_iter().skip(first).take(rows).collect();
        lines.resize(rows, String::new());
        Self { lines, row: row - first, column: usize::from(display_width(&shown)).min(width) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_as_many_lines_whatever_is_in_it_and_the_cursor_is_among_them() {
        let prose = |before: &str, after: &str| Prose::of(&LineInput::at_cursor(before, after), 20, ROWS);
        assert_eq!(prose("", ""), Prose { lines: vec![String::new(); ROWS], row: 0, column: 0 });
        let two = prose("Een snee in de hand, ", "en niemand weet hoe.");
        assert_eq!((two.row, two.column, two.lines[0].as_str()), (1, 6, "Een snee in de"), "{two:?}");
        let long = "woord ".repeat(40_000);
        let end = prose(&long, "");
        assert_eq!(end.row, ROWS - 1);
        assert!(end.lines.iter().all(|line| line.starts_with("woord")), "{end:?}");
        let begin = prose("", &long);
        assert_eq!((begin.row, begin.column), (0, 0));
        proptest::proptest!(|(before in "[a-zà-é 漢]{0,90}", after in "[a-zà-é 漢]{0,90}", width in 3usize..30, rows in 1usize..6)| {
            let prose = Prose::of(&LineInput::at_cursor(&before, &after), width, rows);
            proptest::prop_assert!(prose.row < rows && prose.lines.len() == rows && prose.column < width);
            for line in &prose.lines {
                proptest::prop_assert!(usize::from(display_width(line)) < width);
            }
        });
    }
}
