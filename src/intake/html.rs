//! HTML to lines, keeping what forms need: the cells of a table row, line breaks, ticked boxes. What a
//! reader does not see (scripts, hidden text, struck-out choices) is left out.

mod beside;
mod bounds;
mod controls;
mod flat;
mod label_row;
mod page;
mod sheet;
mod table;
mod tree;
mod unseen;

use self::{
    controls::{ControlNames, OpenControl},
    page::HtmlPage,
    table::{MAX_CELLS, OpenRow, Rows, Spans},
    tree::{Element, HtmlVisitor},
    unseen::{Unseen, is_never_shown},
};
use super::{
    document::{self, ReadDocument},
    limits,
    line::{BOLD_END, BoldLines, LineWeight, TextLine},
};

pub use bounds::without_pictures;

/// What an HTML text says.
pub fn read(html: &str) -> ReadDocument {
    let page = HtmlPage::of(html);
    let mut writer = HtmlWriter { unseen: Unseen::of(html), names: ControlNames::of(&page), ..HtmlWriter::default() };
    page.show(&mut writer);
    let mut remarks = page.remarks;
    // What was cut here ends anywhere.
    let cut = remarks.is_empty() && bounds::is_cut(html);
    if writer.unseen.said {
        remarks.push(document::UNSEEN);
    }
    let mut read = ReadDocument { lines: writer.finish(), remarks, ..ReadDocument::default() };
    if cut {
        read.cut();
    }
    read
}

#[derive(Default)]
struct HtmlWriter {
    out: Vec<TextLine>,
    /// Text since the last line or cell boundary.
    running: String,
    /// The open rows, the innermost last.
    rows: Vec<OpenRow>,
    /// The cells that stand in further rows.
    spans: Spans,
    written: Rows,
    unseen: Unseen,
    names: ControlNames,
    /// The box whose content is being read, if its name stands elsewhere.
    open_control: Option<OpenControl>,
    /// What was chosen in groups that a program has a name for.
    chosen: Vec<(String, String)>,
    /// How many rows are open with the one of a label that only its style puts beside its answer.
    label_row: Option<usize>,
    choice: SelectList,
    /// How many tables are open.
    tables: usize,
    quoted: usize,
    preformatted: bool,
    /// The paragraph has line ends of its own, so that a program may have wrapped it.
    broken: bool,
    /// How many bold words and spans are open within the one that began a line, itself included.
    bold_depth: usize,
    /// Those are bold words, a label or a heading, and no mere span.
    drawn: bool,
    bold: BoldLines,
}

/// A list to choose from.
#[derive(Default)]
struct SelectList {
    open: bool,
    made: bool,
    /// What was not chosen, and whether that is being read.
    left: String,
    leaving: bool,
}

impl HtmlVisitor for HtmlWriter {
    fn text(&mut self, text: &str) {
        if !self.unseen.sees(text) {
            return;
        }
        if self.choice.leaving {
            self.choice.left.push_str(text.trim());
            return;
        }
        if self.preformatted {
            self.running.push_str(text);
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.running.is_empty() && !self.running.ends_with([' ', '\n']) {
                    self.running.push(' ');
                }
            } else {
                self.running.push(c);
            }
        }
    }

    fn enter(&mut self, element: Element<'_>) -> bool {
        let unchosen = element.name == "option" && element.attribute("selected").is_none();
        let elsewhere = self.rows.is_empty() && self.names.names_box(element);
        if is_never_shown(element) || unchosen && !self.choice.open || elsewhere {
            return false;
        }
        if !self.unseen.enter(element) {
            return true;
        }
        self.open_group(element);
        self.part_begins(element.part);
        match element.name {
            "pre" => {
                self.line_break();
                self.preformatted = true;
            }
            "table" | "dl" => self.open_table(),
            "tr" | "dt" => {
                self.close_rows();
                self.line_break();
                // Around so many tables lies nothing but the layout of a page.
                if self.rows.len() >= limits::MAX_DEPTH
                    && let Some(row) = self.rows.pop()
                {
                    self.row(row);
                }
                self.rows.push(OpenRow::of(self.tables));
                if element.name == "dt" {
                    self.cell(true, 1);
                }
            }
            "td" | "th" | "dd" => {
                let rows = element.attribute("rowspan").and_then(|rows| rows.trim().parse().ok()).unwrap_or(1);
                self.cell(element.name == "th", rows);
            }
            "p" => {
                self.line_break();
                self.broken = false;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend" => {
                self.line_break();
                self.broken = false;
                self.bold_begins(true);
            }
            "div" | "blockquote" => {
                self.line_break();
                self.broken = false;
                self.quoted += usize::from(is_quote(element));
            }
            "b" | "strong" | "span" | "label" => self.bold_begins(element.name != "span" || element.is_bold()),
            "br" => {
                self.broken = true;
                self.line_break();
            }
            "input" => self.input(element),
            "textarea" => self.open_control(element),
            "select" => {
                self.open_control(element);
                self.choice = SelectList { open: true, ..SelectList::default() };
            }
            "option" if unchosen => {
                self.choice.left.push_str(" ☐ ");
                self.choice.leaving = true;
            }
            "option" => self.choice.made = true,
            name if is_block(name) => self.line_break(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, element: Element<'_>) {
        if !self.unseen.leave(element) {
            return;
        }
        match element.name {
            "pre" => {
                self.line_break();
                self.preformatted = false;
            }
            "table" | "dl" => {
                self.close_rows();
                self.written.border();
                self.spans.table_ends(self.tables);
                self.tables = self.tables.saturating_sub(1);
                self.line_break();
                // A table in a cell that is there for its looks: what is in it belongs together.
                let written = self.out.last().is_some_and(|line| !line.is_empty());
                if written && !self.rows.is_empty() && element.name == "table" {
                    self.line("");
                }
            }
            "tr" => self.close_rows(),
            "option" => self.choice.leaving = false,
            "select" => {
                // Nobody chose: the answers stand there as boxes without a mark.
                let choice = std::mem::take(&mut self.choice);
                if !choice.made {
                    self.running.push_str(&choice.left);
                }
                self.close_control();
            }
            "textarea" => self.close_control(),
            "p" => self.paragraph_ends(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend" => {
                self.bold_ends();
                self.paragraph_ends();
            }
            "div" | "blockquote" => {
                self.line_break();
                self.quoted = self.quoted.saturating_sub(usize::from(is_quote(element)));
            }
            "b" | "strong" | "span" | "label" => self.bold_ends(),
            name if is_block(name) => self.line_break(),
            _ => {}
        }
        self.part_ends(element.part);
    }

    fn is_full(&self) -> bool {
        self.out.len() >= limits::LINES
    }
}

/// An element that stands on lines of its own.
fn is_block(name: &str) -> bool {
    ["li", "ul", "ol", "hr", "tbody", "body", "fieldset", "form"].contains(&name)
}

/// A block with the text of an older mail.
fn is_quote(element: Element<'_>) -> bool {
    let class = element.attribute("class").unwrap_or_default().to_lowercase();
    element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
        || element.name == "blockquote" && (class.contains("gmail_quote") || class.contains("cite"))
}

impl HtmlWriter {
    /// Words begin that stand apart from what follows them: a heading, a label. A line of nothing else weighs as bold,
    /// if they are drawn so.
    fn bold_begins(&mut self, drawn: bool) {
        let begins = self.rows.is_empty() && self.running.trim().is_empty();
        if self.bold_depth == 0 || drawn && self.running.trim().is_empty() {
            self.drawn = drawn;
        }
        self.bold_depth = if self.bold_depth == 0 { usize::from(begins) } else { self.bold_depth + 1 };
    }

    fn bold_ends(&mut self) {
        let was = self.bold_depth;
        self.bold_depth = was.saturating_sub(1);
        // "☒ man" is chosen, whatever it stands in.
        if was == 1 && !self.running.trim().is_empty() && !self.running.contains(['☒', '☐']) {
            self.running.push(BOLD_END);
        }
    }

    fn paragraph_ends(&mut self) {
        self.line_break();
        self.broken = false;
        if self.rows.is_empty() {
            self.line("");
        }
    }

    /// A line ends: inside a cell as a line within it, outside as a line of its own.
    fn line_break(&mut self) {
        if self.rows.last().is_some_and(|r| !r.cells.is_empty()) {
            if !self.running.is_empty() && !self.running.ends_with('\n') {
                self.running.push('\n');
            }
            return;
        }
        let running = std::mem::take(&mut self.running);
        for part in running.lines().filter(|r| !r.trim().is_empty()) {
            self.line(part);
        }
    }

    fn line(&mut self, text: &str) {
        let whole = text.split_once(BOLD_END).is_some_and(|(_, after)| after.trim().is_empty());
        let mut line = self.bold.line(self.out.len(), text);
        line.weight = if whole && self.drawn { LineWeight::Bold } else { LineWeight::Plain };
        line.paragraph = !self.broken && !self.preformatted;
        line.quoted |= self.quoted > 0;
        self.out.push(line);
    }

    /// A table begins. Inside the only cell of a row it is there for the layout of the page, and what
    /// came before it in that cell is running text.
    fn open_table(&mut self) {
        self.written.border();
        if let Some(row) = self.rows.last_mut()
            && row.cells.len() <= 1
        {
            let before = row.cells.pop().unwrap_or_default() + &std::mem::take(&mut self.running);
            for part in before.lines().filter(|d| !d.trim().is_empty()) {
                self.line(part);
            }
        }
        self.line_break();
        self.tables += 1;
    }

    /// A cell begins that stands in so many rows: what ran on belongs to the cell before it.
    fn cell(&mut self, head: bool, rows: usize) {
        let Some(row) = self.rows.last_mut() else {
            self.line_break();
            return;
        };
        let running = std::mem::take(&mut self.running);
        if let Some(previous) = row.cells.last_mut() {
            previous.push_str(running.trim());
        } else if !running.trim().is_empty() {
            row.begin(running, false);
        }
        self.spans.fill(row);
        if row.cells.len() < MAX_CELLS {
            row.begin(String::new(), head);
            self.spans.begin(row, rows);
        }
    }

    /// Writes the rows of the innermost table that are still open.
    fn close_rows(&mut self) {
        while let Some(row) = self.rows.pop_if(|row| row.table >= self.tables) {
            self.row(row);
        }
    }

    fn row(&mut self, mut row: OpenRow) {
        let running = std::mem::take(&mut self.running);
        if let Some(last) = row.cells.last_mut() {
            last.push_str(running.trim());
        } else {
            row.begin(running, false);
        }
        self.spans.fill(&mut row);
        self.spans.row_ends(&row);
        if row.cells.iter().all(|c| c.trim().is_empty()) {
            return;
        }
        // A table of one column is only there for its looks; its lines are running text.
        if row.cells.len() == 1 {
            for part in row.cells.concat().lines() {
                self.line(part);
            }
        } else {
            row.turn();
            self.written.written(self.out.len(), &row);
            let mut line = TextLine::row(self.out.len() + 1, row.cells);
            line.quoted = self.quoted > 0;
            self.out.push(line);
        }
    }

    fn finish(mut self) -> Vec<TextLine> {
        self.tables = 0;
        self.close_rows();
        self.line_break();
        self.add_chosen();
        self.bold.apply(&mut self.out);
        self.written.mark(&mut self.out);
        self.out
    }
}

/// The charset that an HTML text names itself, for parts that came without one.
pub fn own_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_lowercase();
    let after = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
