//! How one text puts its answers beside its labels. A form does it the same way from its first item to its last,
//! so that the items that are known show how to read those that are not.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{self, LabelLine};
use crate::intake::{date, label::LabelTable, label_text::is_heading, line::TextLine, value};

/// A way to put an answer beside its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// On the line below a label that is drawn bold.
    BelowBold,
    /// On the line below its label.
    Below,
    /// Behind the label and one space.
    Space,
    /// Behind a question, on the same line.
    Question,
    /// Behind a dash or an equals sign.
    Dash,
    /// Behind a colon.
    Colon,
    /// In a box of their own, one below the other.
    Box,
    /// In a block of lines of their own: the first line is the label.
    Block,
}

/// What holds for the whole of a text.
#[derive(Debug, Default)]
pub struct Convention {
    manners: BTreeSet<Manner>,
    /// A tab or a wide gap parts them; by the number of cells of such a line.
    pub gaps: BTreeSet<usize>,
    /// The first parts of labels that have two, with a colon between them.
    pub prefixes: BTreeSet<String>,
    /// In tables of so many columns the answers stand in the row below their labels.
    pub stacked: BTreeSet<usize>,
}

/// Rows that are looked at to see how a table is made; more of them are made alike.
pub const MAX_LOOKED: usize = 300;
/// From so many items on, a way of writing is the way of the form.
const MIN_ITEMS: usize = 4;
/// Labels with one space behind them are easily met in a letter.
const MIN_SPACED: usize = 6;

impl Convention {
    /// What holds for these lines.
    pub fn of(lines: &[TextLine], labels: &LabelTable) -> Self {
        let mut out = Self { stacked: stacked(lines, labels), ..Self::default() };
        let filled: Vec<&TextLine> = lines.iter().filter(|l| !l.is_empty()).collect();
        let (mut bold, mut above, mut spaced, mut asked, mut dashed, mut boxes) = (0, 0, BTreeSet::new(), 0, 0, 0);
        let mut gaps: BTreeMap<usize, Vec<Vec<&str>>> = BTreeMap::new();
        for pair in filled.windows(2) {
            let [line, next] = pair else { continue };
            let single = line.cells.len() == 1 && next.cells.len() == 1 && !line.table && !next.table;
            bold += usize::from(single && line.is_bold() && !next.is_bold());
            above += usize::from(single && stands_alone(line, labels) && !stands_alone(next, labels));
        }
        for line in &filled {
            let text = line.plain();
            match line.cells.as_slice() {
                [one] if line.table => {
                    let first = one.lines().next().unwrap_or_default();
                    boxes += usize::from(one.lines().count() > 1 && is_known(first, labels));
                }
                [_] => {
                    if let Some(label) = label::spaced(labels, &text).filter(|_| !is_known(&text, labels)) {
                        spaced.insert(label.target);
                    }
                    asked += usize::from(label::asked(&text).is_some());
                    dashed += usize::from(label::dashed(&text).is_some_and(|(before, _)| is_known(before, labels)));
                }
                [_, _, ..] if !line.table => {
                    let cells = cells(line);
                    gaps.entry(cells.len()).or_default().push(cells);
                }
                _ => {}
            }
        }
        let loose = || filled.iter().filter(|l| l.cells.len() == 1 && !l.table);
        let colons = loose().filter(|l| label::colon(&l.plain()).is_some()).count();
        let separated = loose()
            .filter(|l| {
                let text = l.plain();
                label::colon(&text).is_some()
                    || label::led(&text).is_some()
                    || LabelLine::at_start(labels, &text, None).is_some()
            })
            .count();
        // Under bold headings of parts stand items of their own.
        let answers_itself = |text: &str| LabelLine::at_start(labels, text, None).is_some_and(|l| !l.value.is_empty());
        let answered = || loose().filter(|l| !l.is_bold() && answers_itself(&l.plain())).count();
        let blocks = !bold_within_blocks(lines) && blocks(lines, labels);
        let beside = above < spaced.len() && !blocks;
        let met = [
            (Manner::BelowBold, bold >= MIN_ITEMS && answered() < bold),
            (Manner::Below, above >= MIN_ITEMS),
            (Manner::Space, beside && spaced.len() >= MIN_SPACED && 2 * separated < spaced.len()),
            (Manner::Question, asked >= MIN_ITEMS),
            (Manner::Dash, dashed >= MIN_ITEMS - 1),
            (Manner::Colon, colons >= MIN_SPACED && 2 * colons >= loose().count()),
            (Manner::Box, boxes >= MIN_ITEMS - 1 || boxed(&filled, labels)),
            (Manner::Block, blocks),
        ];
        out.manners = met.into_iter().filter_map(|(manner, holds)| holds.then_some(manner)).collect();
        out.prefixes = prefixes(&filled);
        out.gaps = gaps
            .into_iter()
            .filter(|(count, rows)| count % 2 == 0 && rows.len() >= MIN_ITEMS && are_pairs(rows, labels))
            .map(|(count, _)| count)
            .collect();
        out
    }

    /// True when the form does it this way.
    pub fn has(&self, manner: Manner) -> bool {
        self.manners.contains(&manner)
    }
}

/// True where the cells of lines are labels and answers in turn: a quarter of them is known, or there are many and
/// the one reads more like a label than the other.
fn are_pairs(rows: &[Vec<&str>], labels: &LabelTable) -> bool {
    let known = rows.iter().filter(|row| row.first().is_some_and(|cell| is_known(cell, labels))).count();
    if 4 * known >= rows.len() {
        return true;
    }
    let sum = |from: usize| -> f64 {
        let rows = rows.iter().take(MAX_LOOKED);
        rows.flat_map(|row| row.iter().skip(from).step_by(2)).map(|cell| labelness(cell, labels)).sum()
    };
    rows.len() >= MIN_SPACED && sum(0) > sum(1)
}

/// True for a table of which nearly every cell holds a label with its answer below it.
fn boxed(lines: &[&TextLine], labels: &LabelTable) -> bool {
    let cells: Vec<Vec<&str>> = lines
        .iter()
        .filter(|line| line.table && line.pair.is_none())
        .flat_map(|line| &line.cells)
        .map(|cell| cell.lines().collect())
        .filter(|lines: &Vec<&str>| !lines.is_empty())
        .collect();
    let double: Vec<[&str; 2]> =
        cells.iter().filter_map(|c| Some([*c.first()?, *c.last().filter(|_| c.len() > 1)?])).collect();
    let looked = || double.iter().take(MAX_LOOKED);
    let sum = |at: usize| -> f64 { looked().filter_map(|c| c.get(at)).map(|c| labelness(c, labels)).sum() };
    double.len() >= MIN_SPACED && 10 * double.len() >= 7 * cells.len() && sum(0) > sum(1)
}

/// True for a text of blocks parted by empty lines, of which the first line reads like a label.
fn blocks(lines: &[TextLine], labels: &LabelTable) -> bool {
    let single = |line: &TextLine| line.cells.len() == 1 && !line.table && !line.is_empty();
    let all: Vec<&[TextLine]> =
        lines.split(TextLine::is_empty).filter(|block| !block.is_empty() && block.iter().all(single)).collect();
    let plain = |line: Option<&TextLine>| line.map(TextLine::plain).unwrap_or_default();
    let double: Vec<[String; 2]> = all
        .iter()
        .filter(|block| block.len() > 1)
        .map(|block| [plain(block.first()), plain(block.last())])
        .filter(|[first, _]| is_heading(first) && !first.ends_with(['.', ',']) || label::is_abbreviated(first))
        .collect();
    // A block of lines that have labels of their own is no label with its answer below it.
    let answered = |text: &str| label::colon(text).is_some_and(|(_, answer)| !answer.is_empty());
    let separated = double.iter().filter(|[_, last]| answered(last)).count();
    let looked = || double.iter().take(MAX_LOOKED);
    let sum = |at: usize| -> f64 { looked().filter_map(|b| b.get(at)).map(|t| labelness(t, labels)).sum() };
    double.len() >= MIN_SPACED && 3 * double.len() >= 2 * all.len() && 4 * separated < double.len() && sum(0) > sum(1)
}

/// True where further lines of a block are drawn bold: there the bold lines are the labels, and an empty line is an
/// empty answer.
fn bold_within_blocks(lines: &[TextLine]) -> bool {
    let blocks = lines.split(TextLine::is_empty);
    blocks.map(|block| block.iter().skip(1).filter(|line| line.is_bold()).count()).sum::<usize>() >= MIN_ITEMS
}

/// The beginnings of labels in two parts, "Afhandeling: maatregelen: …", that stand before many of them.
fn prefixes(lines: &[&TextLine]) -> BTreeSet<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter().filter(|l| l.cells.len() == 1 && !l.table) {
        if let Some((before, after)) = label::colon(&line.plain())
            && label::colon(&capitalised(after)).is_some()
        {
            *counted.entry(before.to_owned()).or_default() += 1;
        }
    }
    counted.into_iter().filter(|(_, count)| *count >= MIN_PREFIXED).map(|(prefix, _)| prefix).collect()
}

/// The second part of a label seldom begins with a capital.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// So many labels that begin alike, and their beginning is a part of them.
const MIN_PREFIXED: usize = 2;

/// The cells of a line that say something; a colon may stand in one of its own.
pub fn cells(line: &TextLine) -> Vec<&str> {
    line.cells.iter().map(String::as_str).filter(|c| !matches!(c.trim(), ":" | "=" | "")).collect()
}

/// True for a text that is a label of the table, or begins with a long one.
pub fn is_known(text: &str, labels: &LabelTable) -> bool {
    let bare = text.trim_end_matches([':', '?', ' ', '.', '*']);
    labels.search(bare, None).or_else(|| labels.search_prefix(bare)).is_some()
}

/// A label or a question without an answer behind it.
fn stands_alone(line: &TextLine, labels: &LabelTable) -> bool {
    let text = line.plain();
    is_heading(&text) && (text.ends_with('?') || is_known(&text, labels))
}

/// How much a cell reads like a label and not like an answer: 1 it is one, -1 it cannot be one.
pub fn labelness(cell: &str, labels: &LabelTable) -> f64 {
    let plain = plain_labelness(cell, labels);
    if plain.abs() > 0.9 {
        return plain;
    }
    let like = labels.likeness(cell.trim()).values().copied().fold(0.0, f64::max);
    let ends = if cell.trim().ends_with([':', '?']) { 0.5 } else { 0.0 };
    (like - 0.35 + ends).clamp(-0.9, 0.9)
}

/// The same by what is known and by what no label is; 0 where that says nothing.
fn plain_labelness(cell: &str, labels: &LabelTable) -> f64 {
    let text = cell.trim();
    if text.is_empty() {
        return 0.0;
    }
    if is_known(text, labels) {
        return 1.0;
    }
    let dated = text.chars().any(|c| c.is_ascii_digit())
        && (date::date(text, None, false).is_some() || date::time(text).is_some());
    let answers = dated
        || text.split_whitespace().count() > 18
        || value::is_negation(text)
        || text.contains(['☒', '☐'])
        || labels.answers_some(text);
    if answers { -1.0 } else { 0.0 }
}

/// The widths of tables whose answers stand below their labels.
fn stacked(lines: &[TextLine], labels: &LabelTable) -> BTreeSet<usize> {
    let mut sums: BTreeMap<usize, [f64; 2]> = BTreeMap::new();
    let is_row = |l: &TextLine| l.table && l.pair.is_none() && l.cells.len() > 1;
    let runs = lines.chunk_by(|a, b| is_row(a) && is_row(b) && a.cells.len() == b.cells.len());
    for run in runs.filter(|run| run.first().is_some_and(is_row)) {
        let width = run.first().map_or(0, |row| row.cells.len());
        let mut found = directions(run, |cell| plain_labelness(cell, labels));
        if found.iter().all(|sum| sum.abs() < PLAIN_ENOUGH) {
            found = directions(run, |cell| labelness(cell, labels));
        }
        let [mut beside, below] = found;
        // Two columns are as a rule labels and answers, and so are those of a form for two that is about one.
        let filled = |row: &&TextLine| row.cells.iter().skip(2).any(|cell| !cell.is_empty());
        if width == 2 || width == 3 && 2 * run.iter().filter(filled).count() <= run.len() {
            beside += BESIDE_LEAD;
        }
        let sum = sums.entry(width).or_default();
        let [before_beside, before_below] = *sum;
        *sum = [before_beside + beside, before_below + below];
    }
    // The second person of a form for two has answers and no labels.
    let labelled = |width: usize| {
        let rows = || lines.iter().filter(|l| is_row(l) && l.cells.len() == width);
        let beside: Vec<f64> = rows()
            .step_by(2)
            .take(MAX_LOOKED)
            .flat_map(|row| row.cells.iter().skip(1))
            .filter(|cell| !cell.is_empty())
            .map(|cell| labelness(cell, labels))
            .collect();
        width != 3 || beside.iter().filter(|l| **l > 0.0).count() * 2 >= beside.len()
    };
    let stacked = |[beside, below]: [f64; 2]| below > 0.5 && below > beside + 0.5;
    sums.into_iter().filter(|(width, sum)| stacked(*sum) && labelled(*width)).map(|(width, _)| width).collect()
}

/// What a table of two columns has before it says anything.
const BESIDE_LEAD: f64 = 2.0;
/// From here on the known labels show by themselves how a table is read.
const PLAIN_ENOUGH: f64 = 2.0;

/// How much rows of one width read as labels with answers beside them, and below them.
pub fn directions(run: &[TextLine], labelness: impl Fn(&str) -> f64) -> [f64; 2] {
    let [mut beside, mut below] = [0.0, 0.0];
    // The number of an item may stand in a cell of its own.
    let unnamed = |row: &&TextLine| is_numbered(row) || row.cells.first().is_some_and(String::is_empty);
    let counted = run.iter().any(is_numbered) && 4 * run.iter().filter(unnamed).count() >= 3 * run.len();
    let skipped = usize::from(counted);
    for (nr, row) in run.iter().take(MAX_LOOKED).enumerate() {
        for (place, cell) in row.cells.iter().skip(skipped).enumerate() {
            let labelness = labelness(cell);
            beside += if place % 2 == 0 { labelness } else { -labelness };
            below += if nr % 2 == 0 { labelness } else { -labelness };
            // An answer needs a label above it.
            let above = nr.checked_sub(1).and_then(|nr| run.get(nr)?.cells.get(place + skipped));
            if nr % 2 == 1 && !cell.is_empty() && above.is_some_and(String::is_empty) {
                below -= 2.0;
            }
        }
    }
    [beside, below]
}

/// True for a row that begins with nothing but a number: "3", "10b.", "(6)".
pub fn is_numbered(row: &TextLine) -> bool {
    row.cells.first().is_some_and(|c| {
        let bare = c.trim_matches(['(', ')', '.', ' ']);
        let digits = bare.trim_end_matches(|l: char| l.is_ascii_lowercase());
        bare.len() <= 3 && !digits.is_empty() && digits.chars().all(|d| d.is_ascii_digit())
    })
}
