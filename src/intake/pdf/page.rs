//! Pieces of text with places, put back into lines: what stands at one height is one line, a wide gap in it
//! parts two cells, and a wide gap between lines parts two paragraphs.

mod column;

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
    pub fn upright(self, [opzij, up]: [f64; 2]) -> Self {
        let (x, y) = match (up.abs() > opzij.abs(), opzij < 0.0, up < 0.0) {
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
/// Lines further apart than this, times the size of the letters, are paragraphs.
const PARAGRAPH_GAP: f64 = 2.1;

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
    fn out(pieces: &[TextPiece], column: Option<f64>) -> Option<Self> {
        let first = pieces.first()?;
        Some(Self { y: first.y, height: first.height.max(4.0), cells: cells(pieces, column) })
    }
}

/// Adds the lines of a page.
pub fn lines(mut pieces: Vec<TextPiece>, out: &mut Vec<TextLine>) {
    pieces.retain(|s| !s.text.trim().is_empty());
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut groups: Vec<&[TextPiece]> = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let leeway = (0.45 * first.height).max(1.0);
        let count = rest.iter().take_while(|s| first.y - s.y <= leeway).count().max(1);
        let (line, onward) = rest.split_at(count.min(rest.len()));
        rest = onward;
        groups.push(line);
    }
    let text_lines = |column: Option<f64>| {
        column::without_numbers(groups.iter().filter_map(|g| PageLine::out(g, column)).collect::<Vec<_>>())
    };
    // A long label may run up to the answers' column; where that is, the other lines tell.
    let column = column::column(&text_lines(None));
    let text_lines = column.map_or_else(|| text_lines(None), |k| column::merged(text_lines(column), k));
    let mut previous: Option<f64> = None;
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

/// The cells of one line; at `column` always one begins.
fn cells(pieces: &[TextPiece], column: Option<f64>) -> Vec<(f64, String)> {
    let mut order: Vec<&TextPiece> = pieces.iter().collect();
    order.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut out: Vec<(f64, String)> = Vec::new();
    let mut end = f64::MIN;
    let mut previous: Option<&TextPiece> = None;
    for piece in order {
        // Bold by drawing twice.
        if previous.is_some_and(|v| v.text == piece.text && (piece.x - v.x).abs() < 0.1 * piece.height.max(1.0)) {
            continue;
        }
        let gap = (piece.x - end) / piece.height.max(1.0);
        let at_column = column.is_some_and(|k| (piece.x - k).abs() <= column::LEEWAY);
        match out.last_mut() {
            Some((_, cell)) if gap <= CELL_GAP && !at_column => {
                if gap > WORD_GAP {
                    cell.push(' ');
                }
                cell.push_str(&piece.text);
            }
            _ => out.push((piece.x, piece.text.clone())),
        }
        end = end.max(piece.x + piece.width);
        previous = Some(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
        lines(pieces, &mut out);
        let cells: Vec<Vec<String>> = out.into_iter().map(|r| r.cells).collect();
        assert_eq!(cells, [vec![], vec!["Naam", "Jan"], vec!["een twee"], vec![], vec!["ver"]]);
    }
}
