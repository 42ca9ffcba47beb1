//! Where the text of a rich text goes: into lines and rows, or as one piece into the HTML that it disguises. Rich
//! text says that a cell or row ends, never that one begins; that follows from what comes next.

use crate::intake::{docx::DocxWriter, limits, line::TextLine};

/// Collects the text.
#[derive(Default)]
pub struct RtfSink {
    writer: DocxWriter,
    /// The disguised HTML.
    html: String,
    /// How deep in tables the paragraph is.
    wanted: usize,
    /// For each table that is open, what stands open in it.
    open: Vec<TablePlace>,
    /// Something was written since the paragraph began.
    begun: bool,
}

/// Where in its table the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TablePlace {
    BetweenRows,
    InRow,
    InCell,
}

impl RtfSink {
    /// True when no more text is taken.
    pub fn is_full(&self) -> bool {
        self.writer.is_full() || self.html.len() > limits::TEXT
    }

    /// How deep in tables the next text stands.
    pub fn depth(&mut self, depth: usize) {
        self.wanted = depth.min(limits::MAX_DEPTH);
    }

    /// More text of the paragraph.
    pub fn text(&mut self, text: &str, bold: bool) {
        if !self.begun {
            self.place(self.wanted);
            self.begun = true;
        }
        self.writer.write(text, bold);
    }

    /// More of the disguised HTML.
    pub fn html(&mut self, text: &str) {
        self.html.push_str(text);
    }

    /// The paragraph ends.
    pub fn paragraph(&mut self) {
        if !self.begun {
            self.place(self.wanted);
        }
        self.writer.paragraph();
        self.begun = false;
    }

    /// The cell ends, of a table at this depth.
    pub fn cell(&mut self, depth: usize) {
        self.place(depth);
        self.writer.paragraph();
        self.begun = false;
        if let Some(place) = self.open.last_mut() {
            *place = TablePlace::InRow;
        }
    }

    /// The row ends, of a table at this depth.
    pub fn row(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close_table();
        }
        self.begun = false;
        if self.open.len() == depth
            && let Some(place) = self.open.last_mut()
        {
            *place = TablePlace::BetweenRows;
            self.writer.close_row();
        }
    }

    /// Opens or closes tables until the text stands in a cell at this depth.
    fn place(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close_table();
        }
        for level in 1..=depth {
            if self.open.len() < level {
                self.writer.table();
                self.open.push(TablePlace::BetweenRows);
            }
            let innermost = self.open.len() == level;
            if let Some(place) = self.open.get_mut(level - 1).filter(|_| innermost) {
                if *place == TablePlace::BetweenRows {
                    self.writer.row();
                }
                if *place != TablePlace::InCell {
                    self.writer.cell();
                }
                *place = TablePlace::InCell;
            }
        }
    }

    fn close_table(&mut self) {
        self.writer.paragraph();
        self.writer.close_table();
        self.open.pop();
    }

    /// The lines, or the HTML in which they stand.
    pub fn finish(mut self, is_html: bool) -> Result<Vec<TextLine>, String> {
        if is_html {
            return Err(self.html);
        }
        while !self.open.is_empty() {
            self.close_table();
        }
        Ok(self.writer.finish())
    }
}
