//! Paragraphs and tables of a Word document as lines and rows.

use crate::intake::{
    limits,
    line::{BOLD_END, BoldLines, LineWeight, TextLine},
};

/// Collects text into lines; a row is written when it ends, with the rows of tables inside it before it.
#[derive(Default)]
pub struct DocxWriter {
    out: Vec<TextLine>,
    running: String,
    /// The open tables, each with its open row: the cells so far.
    tables: Vec<Option<Vec<String>>>,
    /// Tables that are nested too deep to be kept apart; their text runs on in the cell around them.
    too_deep: usize,
    written: usize,
    /// The paragraph has begun, and all of it so far is bold.
    bold_start: bool,
    bold: BoldLines,
}

impl DocxWriter {
    /// True when no more text is taken.
    pub fn is_full(&self) -> bool {
        self.written > limits::TEXT || self.out.len() > limits::LINES
    }

    /// More text of the paragraph.
    pub fn write(&mut self, text: &str, bold: bool) {
        self.written += text.len();
        if self.running.is_empty() {
            self.bold_start = bold && self.tables.is_empty();
        } else if !bold && std::mem::take(&mut self.bold_start) {
            self.running.push(BOLD_END);
        }
        self.running.push_str(text);
    }

    /// The paragraph ends.
    pub fn paragraph(&mut self) {
        let running = std::mem::take(&mut self.running);
        let cell = self.tables.iter_mut().rev().find_map(|t| t.as_mut()).and_then(|row| row.last_mut());
        if let Some(cell) = cell {
            if !cell.is_empty() && !running.trim().is_empty() {
                cell.push('\n');
            }
            cell.push_str(&running.replace('\t', "   "));
        } else {
            let bold = std::mem::take(&mut self.bold_start) && !running.trim().is_empty();
            self.lines(&running, bold);
        }
    }

    fn lines(&mut self, text: &str, bold: bool) {
        let weight = if bold { LineWeight::Bold } else { LineWeight::Plain };
        let one = !text.contains('\n');
        for part in text.split('\n') {
            let line = self.bold.line(self.out.len(), part);
            self.out.push(TextLine { paragraph: one, weight, ..line });
        }
    }

    /// Lines of another text, where the document puts it in.
    pub fn insert(&mut self, lines: Vec<TextLine>) {
        self.paragraph();
        for line in lines {
            self.written += line.cells.iter().map(String::len).sum::<usize>();
            self.out.push(TextLine { nr: self.out.len() + 1, ..line });
        }
    }

    /// A table begins. In the only cell so far of another it is there for the layout.
    pub fn table(&mut self) {
        self.paragraph();
        let open = self.tables.iter_mut().rev().find_map(|t| t.as_mut());
        if let Some([one]) = open.map(Vec::as_mut_slice) {
            let before = std::mem::take(one);
            if !before.is_empty() {
                self.lines(&before, false);
            }
        }
        if self.tables.len() < limits::MAX_DEPTH {
            self.tables.push(None);
        } else {
            self.too_deep += 1;
        }
    }

    /// A row begins.
    pub fn row(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        self.close_row();
        if let Some(table) = self.tables.last_mut() {
            *table = Some(Vec::new());
        }
    }

    /// A cell begins.
    pub fn cell(&mut self) {
        if let Some(Some(row)) = self.tables.last_mut()
            && self.too_deep == 0
            && row.len() < 64
        {
            row.push(String::new());
        }
    }

    /// The row ends.
    pub fn close_row(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        let Some(cells) = self.tables.last_mut().and_then(Option::take) else { return };
        match cells.as_slice() {
            [] => {}
            // A table of one column is only there for its looks; its lines are running text.
            [one] => self.lines(one, false),
            _ => self.out.push(TextLine::row(self.out.len() + 1, cells)),
        }
    }

    /// The table ends.
    pub fn close_table(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.close_row();
        self.tables.pop();
    }

    /// All lines.
    pub fn finish(mut self) -> Vec<TextLine> {
        self.too_deep = 0;
        while !self.tables.is_empty() {
            self.paragraph();
            self.close_table();
        }
        self.paragraph();
        self.bold.apply(&mut self.out);
        self.out
    }
}
