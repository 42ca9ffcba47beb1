//! Pieces of text with places, put back into lines: what stands at one height is one line, a wide gap in it
//! parts two cells, and a wide gap between lines parts two paragraphs.

mod column;
mod grid;
mod height;
mod ruled;

use super::path::Rules;
use crate::intake::{limits, line::TextLine};

/// A piece of text and its place, in points from the lower left of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPiece {
    /// Where it begins.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// How far it runs.
    pub width: f64,
    /// The size of its letters.
    pub height: f64,
    /// What it says.
    pub text: String,
}

impl TextPiece {
    /// Turned so that it reads from left to right; the argument is the direction it runs in.
    pub fn upright(self, [aside, up]: [f64; 2]) -> Self {
        let (x, y) = match (up.abs() > aside.abs(), aside < 0.0, up < 0.0) {
            (false, false, _) => (self.x, self.y),
            (false, true, _) => (-self.x, -self.y),
            (true, _, false) => (self.y, -self.x),
            (true, _, true) => (-self.y, self.x),
        };
        Self { x, y, ..self }
    }
}

/// A gap from which text is a cell of its own, and one from which it is a word of its own; times the size
/// of the letters.
const CELL_GAP: f64 = 1.3;
const WORD_GAP: f64 = 0.17;
/// Up to this gap two pieces are one word that was drawn in two.
const TOUCHING: f64 = 0.08;
/// Lines further apart than this, times the size of the letters, are paragraphs.
const PARAGRAPH_GAP: f64 = 2.1;

/// From so many lines in a block on, a page has no gaps between its items.
const MIN_DENSE: usize = 8;

/// One line of a page: its height and its cells, each with where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine {
    /// Its baseline.
    y: f64,
    /// The size of its letters.
    height: f64,
    /// Its cells from left to right.
    cells: Vec<(f64, String)>,
}

impl PageLine {
    /// The line of pieces at one height.
    fn out(pieces: &[&TextPiece], columns: &[f64]) -> Option<Self> {
        let first = pieces.first()?;
        Some(Self { y: first.y, height: first.height.max(4.0), cells: with_colons(cells(pieces, columns)) })
    }
}

impl PageLine {
    /// Whether it is a label that waits for its answer.
    fn ends_as_label(&self) -> bool {
        self.cells.iter().any(|(_, text)| text.trim_end().ends_with(':'))
    }
}

/// Adds the lines of a page: row by row where it is ruled, else by what stands at one height.
pub fn lines(mut pieces: Vec<TextPiece>, rules: &Rules, out: &mut Vec<TextLine>) {
    pieces.retain(|s| !s.text.trim().is_empty());
    // One row alone on a page is the rest of the form on the page before.
    let fewest = if out.last().is_some_and(|line| line.table) { 1 } else { ruled::MIN_ROWS };
    let goes_on = goes_on(out);
    let Some((rows, mut loose)) = ruled::rows(&pieces, rules, fewest) else {
        loose_lines(&pieces, goes_on, out);
        return;
    };
    loose.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rest = loose.as_slice();
    for (place, row) in rows.into_iter().enumerate() {
        let above = rest.iter().take_while(|piece| piece.y > row.top).count();
        let (before, onward) = rest.split_at(above);
        rest = onward;
        if !before.is_empty() {
            loose_lines(before, false, out);
        }
        if out.len() >= limits::LINES {
            return;
        }
        match row.cells.as_slice() {
            // A row over the full width is a heading, or the answer to it.
            [one] => {
                out.push(TextLine::default());
                for line in one.lines() {
                    out.push(TextLine { paragraph: true, ..TextLine::text(out.len() + 1, line) });
                }
                out.push(TextLine::default());
            }
            cells if place == 0 && before.is_empty() && continues(out.last(), cells) => {
                for (to, more) in out.last_mut().into_iter().flat_map(|l| &mut l.cells).zip(cells) {
                    format!("{to} {more}").trim().clone_into(to);
                }
            }
            cells => out.push(TextLine::row(out.len() + 1, cells.to_vec())),
        }
    }
    loose_lines(rest, false, out);
}

/// Whether the text of the pages so far goes on at the top of the next one: it has no gaps between its items, or its
/// last item is a label that still waits for its answer.
fn goes_on(out: &[TextLine]) -> bool {
    if out.last().is_none_or(|line| line.table || line.is_empty()) {
        return false;
    }
    let blocks: Vec<usize> = out.split(TextLine::is_empty).map(<[TextLine]>::len).filter(|count| *count > 0).collect();
    let lines: usize = blocks.iter().sum();
    let several = blocks.iter().filter(|count| **count > 1).count();
    let waits = blocks.last() == Some(&1) && 2 * several >= blocks.len();
    waits || lines >= MIN_DENSE * blocks.len()
}

/// Whether the first row of a page goes on with the last one of the page before: it has no label of its own.
fn continues(last: Option<&TextLine>, cells: &[String]) -> bool {
    let like = last.is_some_and(|l| l.table && l.cells.len() == cells.len() && l.cells.iter().all(|c| !c.is_empty()));
    like && cells.first().is_some_and(String::is_empty)
}

/// Adds the lines of pieces that stand in no cell; `joined` to what stands above them.
fn loose_lines(pieces: &[TextPiece], joined: bool, out: &mut Vec<TextLine>) {
    let groups = height::lines(pieces);
    let text_lines = |columns: &[f64]| {
        column::without_numbers(groups.iter().filter_map(|g| PageLine::out(g, columns)).collect::<Vec<_>>())
    };
    let plain = text_lines(&[]);
    if let Some(columns) = grid::columns(&plain) {
        return grid::rows(&text_lines(&columns), &columns, out);
    }
    // A long label may run up to the answers' column; where that is, the other lines tell.
    let text_lines = match column::column(&plain) {
        Some(column) => column::merged(text_lines(&[column]), column),
        None => plain,
    };
    let mut previous: Option<f64> = joined.then_some(f64::MIN);
    for stroke in text_lines {
        if out.len() >= limits::LINES {
            return;
        }
        if previous.is_none_or(|v| v - stroke.y > PARAGRAPH_GAP * stroke.height) {
            out.push(TextLine::default());
        }
        previous = Some(stroke.y);
        let text = stroke.cells.into_iter().map(|(_, t)| t).collect::<Vec<_>>().join("\t");
        out.push(TextLine::text(out.len() + 1, &text));
    }
}

/// A colon in a column of its own belongs to the label before it.
fn with_colons(cells: Vec<(f64, String)>) -> Vec<(f64, String)> {
    let mut out: Vec<(f64, String)> = Vec::with_capacity(cells.len());
    for (x, text) in cells {
        match out.last_mut() {
            Some((_, label)) if text.trim() == ":" => label.push(':'),
            _ => out.push((x, text)),
        }
    }
    out
}

/// The cells of one line; at a column always one begins.
fn cells(pieces: &[&TextPiece], columns: &[f64]) -> Vec<(f64, String)> {
    height::joined(pieces, |piece, gap| {
        // In the middle of a word no cell begins, wherever the column is.
        let at_column = gap > TOUCHING && columns.iter().any(|k| (piece.x - k).abs() <= column::LEEWAY);
        gap > CELL_GAP || at_column
    })
}

#[cfg(test)]
mod tests {
    use super::{super::path::Rule, *};

    fn piece(x: f64, y: f64, text: &str) -> TextPiece {
        TextPiece {
            x,
            y,
            width: 5.0 * f64::from(u8::try_from(text.len()).unwrap_or(0)),
            height: 10.0,
            text: text.to_owned(),
        }
    }

    #[test]
    fn lines_cells_and_paragraphs() {
        let mut out = Vec::new();
        let pieces = vec![
            piece(200.0, 699.0, "Jan"),
            piece(50.0, 700.0, "Na"),
            piece(60.0, 700.0, "am"),
            piece(60.3, 700.0, "am"),
            piece(50.0, 688.0, "een"),
            piece(67.0, 688.0, "twee"),
            piece(50.0, 600.0, "ver"),
        ];
        lines(pieces, &Rules::default(), &mut out);
        let cells: Vec<Vec<String>> = out.into_iter().map(|r| r.cells).collect();
        assert_eq!(cells, [vec![], vec!["Naam", "Jan"], vec!["een twee"], vec![], vec!["ver"]]);
    }

    #[test]
    fn a_colon_in_a_column_of_its_own_belongs_to_its_label() {
        let mut out = Vec::new();
        let row = |y: f64, label: &str, answer: &str| {
            vec![piece(50.0, y, label), piece(150.0, y, ":"), piece(190.0, y, answer)]
        };
        let mut pieces: Vec<TextPiece> =
            [(700.0, "Naam", "A"), (675.0, "Delict", "B"), (650.0, "Titel", "C"), (625.0, "Wat", "een")]
                .into_iter()
                .flat_map(|(y, label, answer)| row(y, label, answer))
                .collect();
        pieces.push(piece(50.0, 612.0, "twee drie"));
        pieces.extend(row(587.0, "Media", "geen"));
        lines(pieces, &Rules::default(), &mut out);
        let cells: Vec<Vec<String>> = out.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect();
        let expected =
            [["Naam:", "A"], ["Delict:", "B"], ["Titel:", "C"], ["Wat:", "een twee drie"], ["Media:", "geen"]];
        assert_eq!(cells, expected);
    }

    /// Every piece of a page stands in its lines, however the page is ruled.
    #[test]
    fn no_piece_is_lost() {
        let place = (0..60_u8, 0..60_u8);
        let rule = (0..60_u8, 0..60_u8, 1..60_u8);
        let many = proptest::collection::vec(place, 1..60);
        let rules = proptest::collection::vec(rule, 0..14);
        proptest::proptest!(|(first in many.clone(), second in many, flat in rules.clone(), upright in rules)| {
            let at = |n: u8| 50.0 + 10.0 * f64::from(n);
            let line = |(place, from, length): &(u8, u8, u8)| Rule { at: at(*place), from: at(*from), to: at(*from) + at(*length) };
            let rules = Rules { flat: flat.iter().map(line).collect(), upright: upright.iter().map(line).collect() };
            let mut out = Vec::new();
            let mut words = Vec::new();
            for page in [first, second] {
                let pieces: Vec<TextPiece> = page.iter().enumerate().map(|(nr, (x, y))| {
                    words.push(format!("w{}x{nr}y", words.len()));
                    piece(at(*x), at(*y), words.last().map_or("", String::as_str))
                }).collect();
                lines(pieces, &rules, &mut out);
            }
            let said: String = out.iter().map(|line| line.plain() + "\n").collect();
            for word in &words {
                proptest::prop_assert!(said.contains(word.as_str()), "{word} in {said}");
            }
        });
    }

    #[test]
    fn a_page_ends_between_a_label_and_its_answer_or_between_two_items() {
        let item = |y: f64, label: &str, answer: &str| [piece(50.0, y, label), piece(50.0, y - 12.0, answer)];
        let read = |gap: f64, count: u8, last: Option<&str>| {
            let mut out = Vec::new();
            let top = |nr: u8| 700.0 - gap * f64::from(nr);
            let mut first: Vec<TextPiece> = (0..count).flat_map(|nr| item(top(nr), "Naam", "A")).collect();
            first.extend(last.map(|label| piece(50.0, top(count), label)));
            lines(first, &Rules::default(), &mut out);
            let before = out.len();
            let next =
                if last.is_some() { vec![piece(50.0, 700.0, "geen")] } else { item(700.0, "Delict", "B").to_vec() };
            lines(next, &Rules::default(), &mut out);
            out.get(before).is_some_and(|line| !line.is_empty())
        };
        assert!(read(24.0, 8, Some("Media")) && read(40.0, 8, Some("Media")), "a label waits");
        assert!(!read(40.0, 8, None), "the items stand apart");
    }

    #[test]
    fn one_row_on_a_page_is_the_rest_of_the_form() {
        let rules = |rows: u8| {
            let flat = (0..=rows).map(|nr| Rule { at: 700.0 - 40.0 * f64::from(nr), from: 50.0, to: 300.0 }).collect();
            let low = 700.0 - 40.0 * f64::from(rows);
            let upright = [50.0, 150.0, 300.0].map(|at| Rule { at, from: low, to: 700.0 }).to_vec();
            Rules { flat, upright }
        };
        let row =
            |y: f64| [piece(52.0, y - 12.0, "Wie tekent"), piece(52.0, y - 26.0, "dit"), piece(152.0, y - 19.0, "A")];
        let mut out = Vec::new();
        lines([row(700.0), row(660.0), row(620.0)].concat(), &rules(3), &mut out);
        lines(row(700.0).to_vec(), &rules(1), &mut out);
        assert_eq!(out.into_iter().map(|l| l.cells).collect::<Vec<_>>(), vec![["Wie tekent dit", "A"]; 4]);
    }

    #[test]
    fn a_row_that_the_page_cuts_is_one_row() {
        let rules = || {
            let flat = [700.0, 680.0, 660.0, 640.0].map(|at| Rule { at, from: 50.0, to: 300.0 }).to_vec();
            let upright = [50.0, 150.0, 300.0].map(|at| Rule { at, from: 640.0, to: 700.0 }).to_vec();
            Rules { flat, upright }
        };
        let row = |y: f64, label: &str, answer: &str| [piece(52.0, y, label), piece(152.0, y, answer)];
        let mut out = Vec::new();
        lines([row(685.0, "A", "1"), row(665.0, "B", "2"), row(645.0, "C", "drie")].concat(), &rules(), &mut out);
        lines([row(685.0, "", "vier"), row(665.0, "D", "5"), row(645.0, "E", "6")].concat(), &rules(), &mut out);
        let cells: Vec<Vec<String>> = out.into_iter().map(|l| l.cells).collect();
        assert_eq!(cells, [["A", "1"], ["B", "2"], ["C", "drie vier"], ["D", "5"], ["E", "6"]]);
    }
}
