//! A label and its answer that only a style puts beside each other, as a row of a table.

use super::{HtmlWriter, table::OpenRow, tree::PairPart};

impl HtmlWriter {
    /// A part of a pair begins: its label a row, its answer the next cell of that.
    pub(super) fn part_begins(&mut self, part: Option<PairPart>) {
        match part {
            Some(PairPart::Label) => {
                self.line_break();
                if self.rows.is_empty() {
                    self.rows.push(OpenRow::of(self.tables));
                    self.cell(false, 1);
                    self.label_row = Some(self.rows.len());
                }
            }
            Some(PairPart::Answer) if self.label_row == Some(self.rows.len()) => self.cell(false, 1),
            Some(PairPart::Answer) | None => {}
        }
    }

    /// It ends, and with the answer the row.
    pub(super) fn part_ends(&mut self, part: Option<PairPart>) {
        if part == Some(PairPart::Answer) && self.label_row == Some(self.rows.len()) {
            self.label_row = None;
            if let Some(row) = self.rows.pop() {
                self.row(row);
            }
        }
    }
}
