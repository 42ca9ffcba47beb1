//! Tables before they are read, whatever document drew them: a column that stands empty all the way, cells that were
//! merged downwards and headings of parts that stand in a column of their own are no labels and no answers, and a table may
//! have its answers before their labels. What is left is rows in which a label stands before its answer.

use std::{borrow::Cow, ops::Range};

use super::convention::{MAX_LOOKED, directions, is_known, is_numbered, labelness};
use crate::intake::{label::LabelTable, line::TextLine};

/// From so many known labels on, a column is one of labels.
const MIN_LABELS: usize = 2;
/// From so many on, a table has its labels where nobody expects them.
const MIN_TURNED: usize = 3;
/// How much more a column of labels that nobody knows reads like labels than the one it is compared with.
const LEAD: f64 = 0.15;

/// How much each cell of a table whose answers stand below their labels says so at least, on the whole.
const STACKED_SHARE: f64 = 0.12;
/// The same where the labels stand behind their answers.
const TURNED_LEAD: f64 = 0.4;

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, Default)]
struct ColumnContent {
    /// Any of its cells says something.
    said: bool,
    /// How many of those that are looked at do.
    filled: usize,
    /// How many of those are labels that are known.
    known: usize,
    /// How many are numbers of items.
    numbers: usize,
    /// How much they read like labels, taken together.
    like: f64,
}

impl ColumnContent {
    fn of<'t>(cells: impl Iterator<Item = &'t str>, labels: &LabelTable) -> Self {
        let mut out = Self::default();
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            out.filled += 1;
            if is_known(cell, labels) {
                out.known += 1;
                out.like += 1.0;
            } else {
                out.like += labelness(cell, labels);
            }
        }
        out
    }

    const fn is_empty(self) -> bool {
        !self.said
    }

    fn mean(self) -> f64 {
        self.like / f64::from(u32::try_from(self.filled.max(1)).unwrap_or(u32::MAX))
    }

    /// It reads like a column of labels.
    fn is_labels(self) -> bool {
        let known = self.known >= MIN_LABELS && 3 * self.known >= self.filled;
        known || self.known < MIN_LABELS && self.filled >= MIN_LABELS && self.mean() > 0.0
    }

    /// It is a column of labels beside `other`.
    fn labels_before(self, other: Self) -> bool {
        let known = self.known >= MIN_LABELS && 3 * self.known >= self.filled;
        if known || other.known >= MIN_LABELS {
            known && self.known > other.known
        } else {
            self.mean() > 0.0 && self.mean() > other.mean() + LEAD
        }
    }
}

/// The lines with every table as rows in which a label stands before its answer.
pub fn read<'t>(lines: Cow<'t, [TextLine]>, labels: &LabelTable) -> Cow<'t, [TextLine]> {
    let runs: Vec<Range<usize>> = runs(&lines);
    if runs.is_empty() {
        return lines;
    }
    let mut out: Vec<TextLine> = Vec::with_capacity(lines.len());
    let mut next = 0;
    let mut changed = false;
    for run in runs {
        out.extend(lines.get(next..run.start).unwrap_or_default().iter().cloned());
        next = run.end;
        let rows = lines.get(run).unwrap_or_default();
        match table(rows, labels) {
            Some(read) => {
                changed = true;
                out.extend(read);
            }
            None => out.extend(rows.iter().cloned()),
        }
    }
    out.extend(lines.get(next..).unwrap_or_default().iter().cloned());
    if changed { Cow::Owned(out) } else { lines }
}

fn is_row(line: &TextLine) -> bool {
    line.table && line.pair.is_none() && line.cells.len() > 1
}

/// The rows of one table that have as many cells.
fn runs(lines: &[TextLine]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (nr, _) in lines.iter().enumerate().filter(|(_, line)| is_row(line)) {
        let width = |at: usize| lines.get(at).map(|line| line.cells.len());
        match out.last_mut() {
            Some(run) if run.end == nr && width(run.start) == width(nr) => run.end = nr + 1,
            _ => out.push(nr..nr + 1),
        }
    }
    out
}

/// What these rows say, if it is not what stands there as it stands.
fn table(rows: &[TextLine], labels: &LabelTable) -> Option<Vec<TextLine>> {
    let width = rows.first()?.cells.len();
    // The document itself says how it is made, or its rows are labels and answers in turn.
    if rows.iter().any(TextLine::is_headings) || is_stacked(rows, labels) {
        return None;
    }
    let columns: Vec<ColumnContent> = (0..width)
        .map(|at| {
            let cells = rows.iter().take(MAX_LOOKED).filter_map(|row| row.cells.get(at)).map(String::as_str);
            let numbers = rows.iter().take(MAX_LOOKED).filter(|row| at == 0 && is_numbered(row)).count();
            let said = rows.iter().filter_map(|row| row.cells.get(at)).any(|cell| !cell.trim().is_empty());
            ColumnContent { said, numbers, ..ColumnContent::of(cells, labels) }
        })
        .collect();
    let mut kept: Vec<usize> = (0..width).collect();
    without_numbers(&mut kept, rows);
    without_empty(&mut kept, &columns);
    let part = part_column(&kept, &columns, rows.len());
    if let Some(part) = part {
        kept.retain(|at| *at != part);
    }
    let turned = is_turned(&kept, &columns);
    let merged = kept.len() == 2 && rows.iter().any(|row| is_more(row, &kept));
    if kept.len() == width && !turned && !merged {
        return None;
    }
    let mut out: Vec<TextLine> = Vec::with_capacity(rows.len());
    for row in rows {
        let cell = |at: &usize| row.cells.get(*at).cloned().unwrap_or_default();
        if let Some(heading) = part.as_ref().map(cell).filter(|text| !text.is_empty() && !is_numbered(row)) {
            out.push(TextLine { cells: vec![heading], weight: row.weight, ..row.clone() });
        }
        let mut cells: Vec<String> = kept.iter().map(cell).collect();
        if turned {
            cells.chunks_mut(2).for_each(<[String]>::reverse);
        }
        // A label that was merged over several rows has an answer in each of them; below two labels stand the answers.
        let above = out.last_mut().filter(|above| match above.cells.as_slice() {
            [label, answer] => !label.is_empty() && !answer.is_empty() && !is_label(answer, labels),
            _ => false,
        });
        match (above, cells.as_slice()) {
            (Some(above), [label, more]) if !turned && label.is_empty() && !more.is_empty() => {
                if let Some(answer) = above.cells.last_mut() {
                    answer.push('\n');
                    answer.push_str(more);
                }
            }
            _ => out.push(TextLine { cells, ..row.clone() }),
        }
    }
    Some(out)
}

/// True where rows of labels and rows of answers stand in turn.
fn is_stacked(rows: &[TextLine], labels: &LabelTable) -> bool {
    let width = rows.first().map_or(0, |row| row.cells.len());
    // A column of labels has one in every row.
    let has_labels = |at: usize| {
        let second = rows.iter().take(MAX_LOOKED).skip(1).step_by(2).filter_map(|row| row.cells.get(at));
        let reads: Vec<bool> =
            second.filter(|cell| !cell.is_empty()).map(|cell| labelness(cell, labels) > 0.0).collect();
        reads.len() >= MIN_LABELS && 2 * reads.iter().filter(|reads| **reads).count() > reads.len()
    };
    if (0..width).any(has_labels) {
        return false;
    }
    let [beside, below] = directions(rows, |cell| labelness(cell, labels));
    let filled = rows.iter().take(MAX_LOOKED).flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).count();
    let least = STACKED_SHARE * f64::from(u32::try_from(filled).unwrap_or(u32::MAX));
    below > beside && below > least
}

/// A text that is known as a label, or reads like one.
fn is_label(text: &str, labels: &LabelTable) -> bool {
    is_known(text, labels) || labelness(text, labels) > 2.0 * LEAD
}

/// True for a row of two that has no label of its own.
fn is_more(row: &TextLine, kept: &[usize]) -> bool {
    let empty = |at: Option<&usize>| at.and_then(|at| row.cells.get(*at)).is_none_or(String::is_empty);
    empty(kept.first()) && !empty(kept.last())
}

/// Leaves out the columns that stand empty all the way, unless they are the answers to labels before them that were all
/// left open.
fn without_empty(kept: &mut Vec<usize>, columns: &[ColumnContent]) {
    let column = |at: &usize| columns.get(*at).copied().unwrap_or_default();
    let mut place = 0;
    while kept.len() > 2 {
        let Some(at) = kept.get(place) else { break };
        let left = place.checked_sub(1).and_then(|before| kept.get(before)).map(column);
        let right = kept.get(place + 1).map(column);
        let answers = match (left, right) {
            (None, _) => false,
            (Some(left), None) => left.is_labels(),
            (Some(left), Some(right)) => left.is_labels() && right.is_labels(),
        };
        if column(at).is_empty() && !answers {
            kept.remove(place);
        } else {
            place += 1;
        }
    }
}

/// Leaves out a last column that counts the items; who counts in the first is known.
fn without_numbers(kept: &mut Vec<usize>, rows: &[TextLine]) {
    let counts = |at: usize| {
        let numbers: Vec<Option<usize>> = rows
            .iter()
            .filter_map(|row| row.cells.get(at))
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.trim_matches(['(', ')', '.', ' ']).parse().ok())
            .collect();
        let follow = numbers.windows(2).filter(|pair| matches!(pair, [Some(a), Some(b)] if a + 1 == *b)).count();
        numbers.len() >= MIN_TURNED && follow + 2 >= numbers.len() && follow >= MIN_LABELS
    };
    if kept.len() > 2 && kept.last().is_some_and(|at| counts(*at)) {
        kept.pop();
    }
}

/// The first column, where it names the parts of the form and the labels stand in the second.
fn part_column(kept: &[usize], columns: &[ColumnContent], rows: usize) -> Option<usize> {
    let [first, second, third, rest @ ..] = kept else { return None };
    let column = |at: &usize| columns.get(*at).copied().unwrap_or_default();
    let (part, label, answer) = (column(first), column(second), column(third));
    let odd = rest.len().is_multiple_of(2);
    let numbered = part.numbers > 0 && part.numbers == part.filled;
    let turned = part.filled < label.filled && is_turned(kept.get(1..).unwrap_or_default(), columns);
    let names = label.labels_before(answer) && label.labels_before(part) || turned;
    // A part of several rows stands once.
    let fewer = part.filled < label.filled || rows == 1 || part.known == 0;
    (odd && !numbered && names && fewer).then_some(*first)
}

/// True where the answers stand before their labels.
fn is_turned(kept: &[usize], columns: &[ColumnContent]) -> bool {
    let column = |at: &usize| columns.get(*at).copied().unwrap_or_default();
    let turned = |pair: &[usize]| match pair {
        [answer, label] => {
            let (answer, label) = (column(answer), column(label));
            let known =
                label.known >= MIN_TURNED && 2 * label.known >= label.filled && 6 * answer.known <= answer.filled;
            let reads = label.mean() > 0.0 && label.mean() > answer.mean() + TURNED_LEAD;
            let full = label.filled >= MIN_TURNED
                && 3 * answer.filled >= 2 * label.filled
                && 3 * label.filled >= answer.filled;
            (known || reads) && full && answer.mean() < 0.0 && 2 * answer.numbers < answer.filled
        }
        _ => false,
    };
    !kept.is_empty() && kept.len().is_multiple_of(2) && kept.chunks(2).all(turned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::error::Result, intake::fields};

    const LABELS: [&str; 5] = ["Naam verpleegde", "Geboortedatum", "Inrichting", "Afdeling", "Delict"];
    const ANSWERS: [&str; 5] = ["T. de Proef", "14-03-1984", "FPC de Rooyse Wissel", "Horst 2", "doodslag"];

    /// What is read of these rows, by label and answer.
    fn pairs(rows: &[Vec<&str>]) -> Result<Vec<[String; 2]>> {
        let row = |(nr, cells): (usize, &Vec<&str>)| TextLine::row(nr + 1, cells.iter().map(|c| (*c).to_owned()));
        let lines: Vec<TextLine> = rows.iter().enumerate().map(row).collect();
        let found = fields::find(&lines, LabelTable::built_in()?);
        Ok(found.into_iter().filter(|p| !p.answer.is_empty()).map(|p| [p.label, p.answer]).collect())
    }

    fn rows<'t>(make: impl Fn(usize, &'t str, &'t str) -> Vec<&'t str>) -> Vec<Vec<&'t str>> {
        LABELS.into_iter().zip(ANSWERS).enumerate().map(|(nr, (label, answer))| make(nr, label, answer)).collect()
    }

    #[test]
    fn empty_merged_and_turned_columns_leave_label_before_answer() -> Result<()> {
        let expected: Vec<[String; 2]> =
            LABELS.into_iter().zip(ANSWERS).map(|(label, answer)| [label.to_owned(), answer.to_owned()]).collect();
        let parts = ["1. Persoon", "", "2. Plaats", "", ""];
        let help = ["", "", "", "", ""];
        for (name, table) in [
            ("plain", rows(|_, label, answer| vec![label, answer])),
            ("empty first", rows(|_, label, answer| vec!["", label, answer])),
            ("empty between", rows(|_, label, answer| vec![label, "", answer])),
            ("empty last", rows(|_, label, answer| vec![label, answer, ""])),
            ("empty around", rows(|_, label, answer| vec!["", label, "", answer, ""])),
            ("parts", rows(|nr, label, answer| vec![parts[nr], label, answer])),
            ("numbers", rows(|nr, label, answer| vec![["1", "2", "3", "4", "5"][nr], label, answer])),
            ("turned", rows(|_, label, answer| vec![answer, label])),
            ("turned, empty first", rows(|_, label, answer| vec!["", answer, label])),
            ("turned, numbers", rows(|nr, label, answer| vec![answer, label, ["1", "2", "3", "4", "5"][nr]])),
            ("turned, parts", rows(|nr, label, answer| vec![parts[nr], answer, label])),
            ("numbers, help", rows(|nr, label, answer| vec![["1", "2", "3", "4", "5"][nr], label, answer, help[nr]])),
        ] {
            assert_eq!(pairs(&table)?, expected, "{name}");
        }
        Ok(())
    }

    #[test]
    fn an_answer_left_open_stays_open_and_a_merged_label_has_all_its_answers() -> Result<()> {
        let open = rows(|_, label, _| vec![label, "", "Media", ""]);
        assert_eq!(pairs(&open)?, Vec::<[String; 2]>::new());
        let merged = [vec!["Delict", "doodslag"], vec!["", "brandstichting"], vec!["Afdeling", "Noord"]];
        assert_eq!(pairs(&merged)?, [["Delict", "doodslag\nbrandstichting"], ["Afdeling", "Noord"]]);
        let stacked = [
            vec!["Naam verpleegde", "Geboortedatum"],
            vec!["", "14-03-1984"],
            vec!["Verblijfstitel", "Delict"],
            vec!["", "doodslag"],
        ];
        assert_eq!(pairs(&stacked)?, [["Geboortedatum", "14-03-1984"], ["Delict", "doodslag"]]);
        Ok(())
    }
}
