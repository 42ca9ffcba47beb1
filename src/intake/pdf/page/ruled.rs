//! Forms that are ruled: every piece of text belongs to the cell that the drawn lines make around it, and the cells
//! between the same two lines are one row. An empty cell is an empty answer.

use super::{TextPiece, height};
use crate::intake::{
    pdf::path::{Rule, Rules},
    value,
};

/// Rows of two cells and more that make a page a ruled form; fewer are a frame.
pub const MIN_ROWS: usize = 3;
/// Lines closer than this, points, are one line.
const LEEWAY: f64 = 2.5;
/// Comparisons of one page; a page that asks more is read without its lines.
const MAX_WORK: usize = 12_000_000;
/// Lines within a cell that stand further apart than this, times the size of the letters, are paragraphs.
const PARAGRAPH_GAP: f64 = 1.7;

/// A row of cells, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct RuledRow {
    /// The line above it.
    pub top: f64,
    /// The line below it.
    pub bottom: f64,
    /// The texts of its cells.
    pub cells: Vec<String>,
}

/// The rows of a page from the top, and the pieces that stand in none; `None` when the page is no ruled form,
/// which has this many rows of two cells and more at the least.
pub fn rows(pieces: &[TextPiece], rules: &Rules, fewest: usize) -> Option<(Vec<RuledRow>, Vec<TextPiece>)> {
    let lines = rules.flat.len() + rules.upright.len();
    if rules.upright.len() < 2 || rules.flat.len() < 2 || pieces.len().saturating_mul(lines) > MAX_WORK {
        return None;
    }
    let mut bands: Vec<Band<'_>> = Vec::new();
    let mut loose = Vec::new();
    for piece in pieces {
        let Some((bottom, top)) = band(piece, rules) else {
            loose.push(piece.clone());
            continue;
        };
        let same = |b: &&mut Band<'_>| (b.top - top).abs() <= LEEWAY && (b.bottom - bottom).abs() <= LEEWAY;
        match bands.iter_mut().find(same) {
            Some(band) => band.pieces.push(piece),
            None => bands.push(Band { top, bottom, pieces: vec![piece] }),
        }
    }
    let cells: Vec<_> = bands.into_iter().map(|band| (band.top, band.bottom, band.cells(rules))).collect();
    // Where nearly every cell has lines of its own, they are a label and its answer.
    let filled =
        || cells.iter().filter(|(_, _, row)| row.len() > 1).flat_map(|(_, _, row)| row).filter(|c| !c.is_empty());
    let several = filled().filter(|cell| heights(cell) > 1).count();
    let stacked = several >= 2 * MIN_ROWS && 10 * several >= 7 * filled().count();
    let mut out: Vec<RuledRow> = cells
        .into_iter()
        .map(|(top, bottom, row)| RuledRow {
            top,
            bottom,
            cells: row.into_iter().map(|cell| cell_text(cell, stacked)).collect(),
        })
        .collect();
    if out.iter().filter(|row| row.cells.len() > 1).count() < fewest {
        return None;
    }
    out.sort_by(|a, b| b.top.total_cmp(&a.top));
    Some((out, loose))
}

/// What stands between the same two lines.
struct Band<'p> {
    top: f64,
    bottom: f64,
    pieces: Vec<&'p TextPiece>,
}

/// The lines below and above a piece, when it stands between upright ones too.
fn band(piece: &TextPiece, rules: &Rules) -> Option<(f64, f64)> {
    // Text hangs a little below its baseline, and a field may be filled to its edge.
    let (x, y) = (piece.x + 0.5 * piece.width.clamp(0.0, 4.0), piece.y + 0.3 * piece.height);
    let across = |r: &&Rule| r.covers(x);
    let top = rules.flat.iter().filter(across).map(|r| r.at).filter(|at| *at >= y).min_by(f64::total_cmp)?;
    let bottom = rules.flat.iter().filter(across).map(|r| r.at).filter(|at| *at < y).max_by(f64::total_cmp)?;
    let beside = |r: &&Rule| r.from - 2.0 <= y && y <= r.to + 2.0;
    let left = rules.upright.iter().filter(beside).any(|r| r.at <= x + LEEWAY);
    let right = rules.upright.iter().filter(beside).any(|r| r.at > x);
    (left && right).then_some((bottom, top))
}

impl<'p> Band<'p> {
    /// The pieces of its cells, from left to right.
    fn cells(self, rules: &Rules) -> Vec<Vec<&'p TextPiece>> {
        let middle = f64::midpoint(self.top, self.bottom);
        let mut edges: Vec<f64> =
            rules.upright.iter().filter(|r| r.from <= middle && middle <= r.to).map(|r| r.at).collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|a, b| (*a - *b).abs() <= LEEWAY);
        let cell_of = |piece: &TextPiece| edges.iter().filter(|edge| **edge <= piece.x + LEEWAY).count();
        let count = edges.len().saturating_sub(1).max(1);
        let mut cells: Vec<Vec<&TextPiece>> = vec![Vec::new(); count];
        for piece in self.pieces {
            let place = cell_of(piece).saturating_sub(1).min(count - 1);
            if let Some(cell) = cells.get_mut(place) {
                cell.push(piece);
            }
        }
        cells
    }
}

/// How many lines there are in a cell.
fn heights(pieces: &[&TextPiece]) -> usize {
    let mut all: Vec<f64> = pieces.iter().map(|p| p.y).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| (*a - *b).abs() <= LEEWAY);
    all.len()
}

/// The text of a cell: its lines run on, unless they are kept or a paragraph or a choice begins.
fn cell_text(pieces: Vec<&TextPiece>, kept: bool) -> String {
    let mut out = String::new();
    let mut previous: Option<f64> = None;
    for line in height::lines(pieces) {
        let Some(first) = line.first() else { continue };
        let text = height::joined(&line, |_, _| false).into_iter().map(|(_, text)| text).collect::<String>();
        let text = text.trim();
        let apart = previous.is_some_and(|above| above - first.y > PARAGRAPH_GAP * first.height.max(4.0));
        if !out.is_empty() {
            let choice = text.chars().next().is_some_and(|c| value::has_checkbox(&c.to_string()));
            out.push(if kept || apart || choice { '\n' } else { ' ' });
        }
        out.push_str(text);
        previous = Some(first.y);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, y: f64, text: &str) -> TextPiece {
        TextPiece { x, y, width: 40.0, height: 10.0, text: text.to_owned() }
    }

    fn grid(heights: &[f64], edges: &[f64]) -> Rules {
        let (low, high) =
            (heights.iter().copied().fold(f64::MAX, f64::min), heights.iter().copied().fold(f64::MIN, f64::max));
        let (left, right) =
            (edges.iter().copied().fold(f64::MAX, f64::min), edges.iter().copied().fold(f64::MIN, f64::max));
        Rules {
            flat: heights.iter().map(|at| Rule { at: *at, from: left, to: right }).collect(),
            upright: edges.iter().map(|at| Rule { at: *at, from: low, to: high }).collect(),
        }
    }

    #[test]
    fn cells_are_what_stands_between_the_lines() {
        let rules = grid(&[700.0, 670.0, 655.0, 640.0], &[50.0, 150.0, 300.0]);
        let pieces = [
            piece(52.0, 688.0, "Lang"),
            piece(52.0, 676.0, "etiket"),
            piece(152.0, 682.0, "antwoord"),
            piece(52.0, 659.0, "Delict"),
            piece(52.0, 644.0, "Soort"),
            piece(152.0, 644.0, "☒"),
            piece(52.0, 600.0, "Groet"),
        ];
        let (rows, loose) = rows(&pieces, &rules, MIN_ROWS).unwrap_or_default();
        let cells: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
        assert_eq!(cells, [["Lang etiket", "antwoord"], ["Delict", ""], ["Soort", "☒"]]);
        assert_eq!(loose.len(), 1);
    }

    #[test]
    fn a_frame_is_no_form() {
        let rules = grid(&[700.0, 600.0], &[50.0, 300.0]);
        assert!(rows(&[piece(60.0, 650.0, "tekst")], &rules, MIN_ROWS).is_none());
        assert!(rows(&[piece(60.0, 650.0, "tekst")], &Rules::default(), MIN_ROWS).is_none());
    }
}
