//! Forms in two pairs of columns without drawn lines: labels and answers stand in turn beside each other, and a
//! cell may hold several lines. Which lines are one row is told by the space between them.

use super::{PageLine, column::LEEWAY};
use crate::intake::{limits, line::TextLine};

/// Lines with a cell at the same place that make it a column.
const MIN_LINES: usize = 4;
/// Columns from which on a page is no form in two columns.
const MIN_COLUMNS: usize = 4;
/// Rows stand at least this much further apart than the lines within one.
const ROW_GAP: f64 = 1.25;

/// Where the columns of a page begin, if it has four or more.
pub fn columns(text_lines: &[PageLine]) -> Option<Vec<f64>> {
    let mut starts: Vec<f64> = text_lines.iter().flat_map(|l| &l.cells).map(|(x, _)| *x).collect();
    starts.sort_by(f64::total_cmp);
    let mut out: Vec<f64> = Vec::new();
    for group in starts.chunk_by(|a, b| b - a <= LEEWAY) {
        if let (Some(first), true) = (group.first(), group.len() >= MIN_LINES) {
            out.push(*first);
        }
    }
    let wide = text_lines.iter().filter(|l| l.cells.len() >= MIN_COLUMNS - 1).count();
    (out.len() >= MIN_COLUMNS && out.len().is_multiple_of(2) && wide >= MIN_LINES).then_some(out)
}

/// Adds the rows of such a page.
pub fn rows(text_lines: &[PageLine], columns: &[f64], out: &mut Vec<TextLine>) {
    let on_grid = |l: &PageLine| l.cells.iter().all(|(x, _)| columns.iter().any(|c| (x - c).abs() <= LEEWAY));
    let apart = row_gap(text_lines);
    let mut row: Option<(f64, Vec<String>)> = None;
    let close = |row: &mut Option<(f64, Vec<String>)>, out: &mut Vec<TextLine>| {
        if let Some((_, cells)) = row.take() {
            out.push(TextLine::row(out.len() + 1, cells));
        }
    };
    for line in text_lines {
        if out.len() >= limits::LINES {
            return;
        }
        // A heading stands in no column, or alone in the first.
        let lone =
            matches!(line.cells.as_slice(), [(x, _)] if columns.first().is_some_and(|c| (x - c).abs() <= LEEWAY));
        let near = row.as_ref().is_some_and(|(y, _)| y - line.y <= apart);
        if !on_grid(line) || lone && !near {
            close(&mut row, out);
            let text = line.cells.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join("\t");
            out.push(TextLine::text(out.len() + 1, &text));
            continue;
        }
        if !near {
            close(&mut row, out);
        }
        let (y, cells) = row.get_or_insert_with(|| (line.y, vec![String::new(); columns.len()]));
        *y = line.y;
        for (x, text) in &line.cells {
            let place = columns.iter().filter(|c| **c <= x + LEEWAY).count().saturating_sub(1);
            if let Some(cell) = cells.get_mut(place) {
                format!("{cell} {text}").trim().clone_into(cell);
            }
        }
    }
    close(&mut row, out);
}

/// The space between lines up to which they are one row: less than any, where every line is one.
fn row_gap(text_lines: &[PageLine]) -> f64 {
    let mut gaps: Vec<f64> = text_lines
        .iter()
        .zip(text_lines.iter().skip(1))
        .map(|(above, below)| above.y - below.y)
        .filter(|gap| *gap > 1.0)
        .collect();
    gaps.sort_by(f64::total_cmp);
    let (Some(least), Some(middle)) = (gaps.get(gaps.len() / 10), gaps.get(gaps.len() / 2)) else { return 0.0 };
    let most = gaps.get(gaps.len() * 9 / 10).unwrap_or(middle);
    // Where all stand equally far apart nothing is wrapped.
    if *most < ROW_GAP * least { 0.0 } else { ROW_GAP * least }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f64, cells: &[(f64, &str)]) -> PageLine {
        PageLine { y, height: 9.0, cells: cells.iter().map(|(x, t)| (*x, (*t).to_owned())).collect() }
    }

    #[test]
    fn labels_and_answers_of_several_lines_stay_in_their_columns() {
        let lines = [
            line(800.0, &[(50.0, "Naam"), (175.0, "A. Proef"), (300.0, "Delict"), (425.0, "diefstal")]),
            line(780.0, &[(50.0, "Datum van"), (175.0, "1 mei 1980"), (300.0, "Titel van"), (425.0, "tbs met")]),
            line(768.0, &[(50.0, "geboorte"), (300.0, "verblijf"), (425.0, "voorwaarden")]),
            line(748.0, &[(50.0, "Unit"), (175.0, "Noord"), (300.0, "Media"), (425.0, "geen")]),
            line(728.0, &[(50.0, "Plaats"), (175.0, "Almere"), (300.0, "Datum"), (425.0, "2 mei")]),
            line(700.0, &[(50.0, "Met groet")]),
        ];
        let columns = columns(&lines).unwrap_or_default();
        let mut out = Vec::new();
        rows(&lines, &columns, &mut out);
        let cells: Vec<String> = out.iter().map(|l| l.cells.join("|")).collect();
        let expected = [
            "Naam|A. Proef|Delict|diefstal",
            "Datum van geboorte|1 mei 1980|Titel van verblijf|tbs met voorwaarden",
            "Unit|Noord|Media|geen",
            "Plaats|Almere|Datum|2 mei",
            "Met groet",
        ];
        assert_eq!(cells, expected);
    }
}
