//! Forms in two columns, labels left and answers right. An answer of several lines belongs to one label, which
//! may stand beside its first line or halfway down; which one is told by the space between the lines.

use super::PageLine;

/// Lines with an answer at the same place that make it a column.
const MIN_COLUMN: usize = 4;
/// How far apart, points, two beginnings may be and still be one column.
pub const LEEWAY: f64 = 3.0;
/// Lines of one answer are at most this far apart, times the size of the letters.
const LINE_SPACING: f64 = 1.7;

/// Which columns a line has text in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnSide {
    Label,
    Answer,
    Both,
}

/// The lines with answers of several lines put together; answers begin at `column`.
pub fn merged(text_lines: Vec<PageLine>, column: f64) -> Vec<PageLine> {
    let side = |l: &PageLine| {
        let right = l.cells.iter().any(|(x, _)| (x - column).abs() <= LEEWAY);
        let left = l.cells.first().is_some_and(|(x, _)| *x < column - LEEWAY);
        match (left, right) {
            (false, true) => ColumnSide::Answer,
            (true, true) => ColumnSide::Both,
            (_, false) => ColumnSide::Label,
        }
    };
    let rows: Vec<ColumnRow> =
        text_lines.into_iter().map(|line| ColumnRow { side: side(&line), bottom: line.y, line }).collect();
    loose_answers(around_the_middle(long_labels(rows))).into_iter().map(|r| r.line).collect()
}

/// One or more lines that are one row of the form.
struct ColumnRow {
    line: PageLine,
    side: ColumnSide,
    /// The baseline of its last line.
    bottom: f64,
}

impl ColumnRow {
    /// The space between this row and the next.
    fn until(&self, next: &Self) -> f64 {
        self.bottom - next.line.y
    }

    fn fits(&self, next: &Self) -> bool {
        self.until(next) <= LINE_SPACING * self.line.height.max(next.line.height)
    }
}

/// The lines without the numbers of the items, where those have a column of their own: it is the labels that
/// stand in the first.
pub fn without_numbers(mut text_lines: Vec<PageLine>) -> Vec<PageLine> {
    let number = |l: &PageLine| l.cells.first().filter(|(_, t)| is_number(t)).map(|(x, _)| *x);
    let positions: Vec<f64> = text_lines.iter().filter_map(number).collect();
    let count = |x: f64| positions.iter().filter(|p| (*p - x).abs() <= 2.0 * LEEWAY).count();
    let Some(column) = positions.iter().copied().max_by_key(|x| count(*x)).filter(|x| count(*x) >= MIN_COLUMN) else {
        return text_lines;
    };
    for line in &mut text_lines {
        if number(line).is_some_and(|x| (x - column).abs() <= 2.0 * LEEWAY) {
            line.cells.remove(0);
        }
    }
    text_lines.retain(|l| !l.cells.is_empty());
    text_lines
}

/// `3`, `12.`, `6a`, `b)`.
fn is_number(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['.', ')', ':']);
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_lowercase());
    bare.len() <= 3 && digits.len() + 1 >= bare.len() && !bare.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// Where most second cells begin, if enough of them begin at one place.
pub fn column(text_lines: &[PageLine]) -> Option<f64> {
    let mut positions: Vec<f64> = text_lines.iter().filter_map(|l| l.cells.get(1)).map(|(x, _)| *x).collect();
    positions.sort_by(f64::total_cmp);
    let count =
        |x: f64| positions.partition_point(|p| *p <= x + LEEWAY) - positions.partition_point(|p| *p < x - LEEWAY);
    let best = positions.iter().copied().max_by_key(|x| count(*x))?;
    (count(best) >= MIN_COLUMN).then_some(best)
}

/// A label of two lines beside an answer of one: its second line stands closer to the first than to the next row.
fn long_labels(rows: Vec<ColumnRow>) -> Vec<ColumnRow> {
    let mut out: Vec<ColumnRow> = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().peekable();
    while let Some(row) = rest.next() {
        let above = out.last().filter(|b| row.side == ColumnSide::Label && b.side == ColumnSide::Both && b.fits(&row));
        let room = above.map(|b| b.until(&row));
        let loose = rest.peek().is_none_or(|o| room.is_some_and(|r| row.until(o) > 1.2 * r));
        let pos = row.line.cells.first().map(|(x, _)| *x);
        // Behind a colon a label is complete: what goes on at the margin is its answer.
        let complete = out.last().and_then(|b| b.line.cells.first()).is_some_and(|(_, t)| t.trim_end().ends_with(':'));
        if let (Some(_), true, Some(previous)) = (room, complete && !row.line.ends_as_label(), out.last_mut()) {
            paste(&mut previous.line, &row.line);
            previous.bottom = row.bottom;
            continue;
        }
        match (room, pos, out.last_mut()) {
            (Some(_), Some(x), Some(previous)) if loose && row.line.cells.len() == 1 => {
                if let Some((_, cell)) = previous.line.cells.iter_mut().find(|(start, _)| (start - x).abs() <= LEEWAY) {
                    for (_, text) in &row.line.cells {
                        cell.push(' ');
                        cell.push_str(text);
                    }
                    previous.bottom = row.bottom;
                } else {
                    out.push(row);
                }
            }
            _ => out.push(row),
        }
    }
    out
}

/// A label between the two lines of its answer, or an answer between the two lines of its label.
fn around_the_middle(rows: Vec<ColumnRow>) -> Vec<ColumnRow> {
    let mut out: Vec<ColumnRow> = Vec::with_capacity(rows.len());
    for row in rows {
        out.push(row);
        let [.., above, middle, below] = out.as_slice() else { continue };
        let encloses = matches!(
            (above.side, middle.side, below.side),
            (ColumnSide::Answer, ColumnSide::Label, ColumnSide::Answer)
                | (ColumnSide::Label, ColumnSide::Answer, ColumnSide::Label)
        );
        if !encloses || above.bottom - below.line.y > LINE_SPACING * above.line.height {
            continue;
        }
        if let (Some(below), Some(middle), Some(mut above)) = (out.pop(), out.pop(), out.pop()) {
            above.bottom = below.bottom;
            paste(&mut above.line, &below.line);
            above.line.cells.extend(middle.line.cells);
            above.line.cells.sort_by(|a, b| a.0.total_cmp(&b.0));
            above.side = ColumnSide::Both;
            out.push(above);
        }
    }
    out
}

/// A line of an answer without a label goes with the row it is closest to; when that is undecided, with the
/// row above.
fn loose_answers(rows: Vec<ColumnRow>) -> Vec<ColumnRow> {
    let mut out: Vec<ColumnRow> = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().peekable();
    while let Some(row) = rest.next() {
        if row.side != ColumnSide::Answer {
            out.push(row);
            continue;
        }
        let above = out.last().filter(|b| b.side != ColumnSide::Label && b.fits(&row)).map(|b| b.until(&row));
        let below = rest.peek().filter(|o| o.side != ColumnSide::Label && row.fits(o)).map(|o| row.until(o));
        match (above, below, out.last_mut()) {
            (Some(above), below, Some(previous)) if below.is_none_or(|o| above <= 1.1 * o) => {
                paste(&mut previous.line, &row.line);
                previous.bottom = row.bottom;
            }
            (_, Some(_), _) => {
                if let Some(next) = rest.peek_mut() {
                    let mut combine = row.line.clone();
                    join_answer(&mut combine, &mut next.line);
                    next.line.y = row.line.y;
                }
            }
            _ => out.push(row),
        }
    }
    out
}

/// Adds the text of a line to the last cell of another.
fn paste(to: &mut PageLine, line: &PageLine) {
    for (_, text) in &line.cells {
        if let Some((_, cell)) = to.cells.last_mut() {
            cell.push(' ');
            cell.push_str(text);
        }
    }
}

/// Puts the text of a line before the answer of the row below it.
fn join_answer(initial: &mut PageLine, next: &mut PageLine) {
    let Some((x, mut text)) = initial.cells.pop() else { return };
    if let Some((_, cell)) = next.cells.iter_mut().find(|(start, _)| (start - x).abs() <= 2.0 * LEEWAY) {
        text.push(' ');
        text.push_str(cell);
        *cell = text;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 10 points: y, label, answer.
    fn shape(text_lines: &[(f64, &str, &str)]) -> Vec<String> {
        let text_lines = text_lines
            .iter()
            .map(|(y, l, r)| {
                let cells = [(50.0, *l), (200.0, *r)].into_iter().filter(|(_, t)| !t.is_empty());
                PageLine { y: *y, height: 10.0, cells: cells.map(|(x, t)| (x, t.to_owned())).collect() }
            })
            .collect();
        let plain = |l: &PageLine| l.cells.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join("|");
        merged(text_lines, 200.0).iter().map(plain).collect()
    }

    #[test]
    fn answers_find_their_label_above_below_and_beside() {
        let rest = [(500.0, "A", "1"), (480.0, "B", "2"), (460.0, "C", "3")];
        let with = |middle: &[(f64, &str, &str)]| shape(&[&rest[..], middle, &[(380.0, "Z", "9")]].concat());
        for middle in [
            &[(440.0, "D", "een"), (428.0, "", "twee"), (416.0, "", "drie")][..],
            &[(440.0, "", "een"), (428.0, "D", "twee"), (416.0, "", "drie")],
            &[(440.0, "", "een"), (428.0, "", "twee"), (416.0, "D", "drie")],
            &[(440.0, "", "een twee"), (434.0, "D", ""), (428.0, "", "drie")],
        ] {
            assert_eq!(with(middle), ["A|1", "B|2", "C|3", "D|een twee drie", "Z|9"], "{middle:?}");
        }
        assert_eq!(with(&[(440.0, "Lang", ""), (434.0, "", "x"), (428.0, "label", "")])[3], "Lang label|x");
    }

    #[test]
    fn close_rows_stay_apart() {
        let dense = [
            (500.0, "A", "1"),
            (488.0, "B", "2"),
            (476.0, "C", "3"),
            (464.0, "D", "4"),
            (452.0, "", "5"),
            (440.0, "E", "6"),
        ];
        assert_eq!(shape(&dense), ["A|1", "B|2", "C|3", "D|4 5", "E|6"]);
    }
}
