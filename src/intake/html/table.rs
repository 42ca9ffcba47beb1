//! The rows of the tables of an HTML text, by which of their cells are headings: a row of headings with one row of answers
//! below it, and a row that has its headings at the right.

use crate::intake::line::{LineWeight, TextLine};

/// Cells of one row.
pub const MAX_CELLS: usize = 64;

/// A row that is still open.
#[derive(Debug, Default)]
pub struct OpenRow {
    /// How deep its table stands.
    pub table: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// Which of them are headings.
    heads: Vec<bool>,
}

impl OpenRow {
    /// A row of a table that stands so deep.
    pub fn of(table: usize) -> Self {
        Self { table, ..Self::default() }
    }

    /// A cell begins.
    pub fn begin(&mut self, text: String, head: bool) {
        self.cells.push(text);
        self.heads.push(head);
    }

    /// Puts the headings before their answers: where writing runs from the right, they stand behind them.
    pub fn turn(&mut self) {
        let behind = |pair: &[bool]| pair == [false, true];
        let filled = self.cells.iter().all(|cell| !cell.trim().is_empty());
        if filled && self.heads.len() == self.cells.len() && self.heads.chunks(2).all(behind) {
            self.cells.chunks_mut(2).for_each(<[String]>::reverse);
            self.heads.chunks_mut(2).for_each(<[bool]>::reverse);
        }
    }
}

/// A cell that stands in the rows below its own as well.
#[derive(Debug, Clone, Copy)]
struct Span {
    /// How deep its table stands.
    table: usize,
    column: usize,
    /// Rows that it still stands in, with the one that is open.
    rows: usize,
}

/// Most cells of one table that may stand in further rows.
const MAX_SPANS: usize = 256;

/// The cells that stand in further rows: those begin with less than they show, and get an empty cell in its place.
#[derive(Debug, Default)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// A cell begins that stands in so many rows.
    pub fn begin(&mut self, row: &OpenRow, rows: usize) {
        let column = row.cells.len().saturating_sub(1);
        if rows > 1 && self.0.len() < MAX_SPANS {
            self.0.push(Span { table: row.table, column, rows });
        }
    }

    /// Fills up what cells of the rows above take of this one, from where its next cell would stand.
    pub fn fill(&self, row: &mut OpenRow) {
        let taken = |row: &OpenRow| self.0.iter().any(|s| s.table == row.table && s.column == row.cells.len());
        while row.cells.len() < MAX_CELLS && taken(row) {
            row.begin(String::new(), false);
        }
    }

    /// The row ends.
    pub fn row_ends(&mut self, row: &OpenRow) {
        for span in self.0.iter_mut().filter(|span| span.table == row.table) {
            span.rows = span.rows.saturating_sub(1);
        }
        self.0.retain(|span| span.rows > 0);
    }

    /// The table that stands so deep ends, with what is in it.
    pub fn table_ends(&mut self, table: usize) {
        self.0.retain(|span| span.table < table);
    }
}

/// A row as it was written.
#[derive(Debug, Clone, Copy)]
struct WrittenRow {
    at: usize,
    cells: usize,
    /// All its cells are headings.
    headings: bool,
}

/// The rows of all tables in order; a table begins or ends where there is none.
#[derive(Debug, Default)]
pub struct Rows(Vec<Option<WrittenRow>>);

impl Rows {
    /// A table begins or ends.
    pub fn border(&mut self) {
        self.0.push(None);
    }

    /// A row is written as this line.
    pub fn written(&mut self, at: usize, row: &OpenRow) {
        let headings = row.cells.len() == row.heads.len() && row.heads.iter().all(|head| *head);
        self.0.push(Some(WrittenRow { at, cells: row.cells.len(), headings }));
    }

    /// Marks the rows of headings that have one row of answers below them; more rows are a list.
    pub fn mark(&self, lines: &mut [TextLine]) {
        for (nr, row) in self.0.iter().enumerate() {
            let Some(row) = row.filter(|row| row.headings) else { continue };
            let [below, after] = [1, 2].map(|further| self.0.get(nr + further).copied().flatten());
            let answers = below.is_some_and(|below| !below.headings && below.cells == row.cells);
            if let Some(line) = lines.get_mut(row.at).filter(|_| answers && after.is_none_or(|after| after.headings)) {
                line.weight = LineWeight::Headings;
            }
        }
    }
}
