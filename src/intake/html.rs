//! HTML to lines, keeping what forms need: the cells of a table row, line breaks, ticked boxes. What a
//! reader does not see (scripts, hidden text, struck-out choices) is left out.

mod bounds;
mod tree;

use self::tree::{Element, HtmlVisitor};
use super::{
    limits,
    line::{BOLD_END, BoldLines, LineWeight, TextLine},
};

pub use bounds::without_pictures;

/// The lines of an HTML text.
pub fn lines(html: &str) -> Vec<TextLine> {
    let mut writer = HtmlWriter::default();
    tree::visit(html, &mut writer);
    writer.finish()
}

#[derive(Default)]
struct HtmlWriter {
    out: Vec<TextLine>,
    /// Text since the last line or cell boundary.
    running: String,
    /// The open rows, the innermost last, each with the depth of its table.
    rows: Vec<(usize, Vec<String>)>,
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

impl HtmlVisitor for HtmlWriter {
    fn text(&mut self, text: &str) {
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
        if is_unseen(element) {
            return false;
        }
        match element.name {
            "pre" => {
                self.line_break();
                self.preformatted = true;
            }
            "table" | "dl" => self.open_table(),
            "tr" | "dt" => {
                self.close_rows();
                self.line_break();
                if self.rows.len() < limits::MAX_DEPTH {
                    self.rows.push((self.tables, Vec::new()));
                }
                if element.name == "dt" {
                    self.cell();
                }
            }
            "td" | "th" | "dd" => self.cell(),
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
            "select" | "textarea" => self.answer_box(),
            name if is_block(name) => self.line_break(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, element: Element<'_>) {
        match element.name {
            "pre" => {
                self.line_break();
                self.preformatted = false;
            }
            "table" | "dl" => {
                self.close_rows();
                self.tables = self.tables.saturating_sub(1);
                self.line_break();
                // A table in a cell that is there for its looks: what is in it belongs together.
                let written = self.out.last().is_some_and(|line| !line.is_empty());
                if written && !self.rows.is_empty() && element.name == "table" {
                    self.line("");
                }
            }
            "tr" => self.close_rows(),
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

/// What a reader does not see; of a choice that is what was not chosen.
fn is_unseen(element: Element<'_>) -> bool {
    const NEVER_SHOWN: [&str; 8] = ["script", "style", "title", "s", "strike", "del", "noscript", "template"];
    NEVER_SHOWN.contains(&element.name)
        || element.is_hidden()
        || element.name == "option" && element.attribute("selected").is_none()
}

impl HtmlWriter {
    fn input(&mut self, element: Element<'_>) {
        match element.attribute("type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "checkbox" | "radio" => {
                self.running.push_str(if element.attribute("checked").is_some() { "☒ " } else { "☐ " });
            }
            "" | "text" | "date" | "datetime-local" | "time" | "number" => {
                self.answer_box();
                self.running.push_str(element.attribute("value").unwrap_or_default());
            }
            _ => {}
        }
    }

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

    /// What is filled in begins here: on a line of its own label it is the next cell.
    fn answer_box(&mut self) {
        if self.rows.is_empty() && !self.running.trim().is_empty() {
            self.running.push('\t');
        }
    }

    /// A line ends: inside a cell as a line within it, outside as a line of its own.
    fn line_break(&mut self) {
        if self.rows.last().is_some_and(|(_, r)| !r.is_empty()) {
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
        if let Some((_, row)) = self.rows.last_mut()
            && row.len() <= 1
        {
            let before = row.pop().unwrap_or_default() + &std::mem::take(&mut self.running);
            for part in before.lines().filter(|d| !d.trim().is_empty()) {
                self.line(part);
            }
        }
        self.line_break();
        self.tables += 1;
    }

    /// A cell begins: what ran on belongs to the cell before it.
    fn cell(&mut self) {
        let Some((_, row)) = self.rows.last_mut() else {
            self.line_break();
            return;
        };
        let running = std::mem::take(&mut self.running);
        if let Some(previous) = row.last_mut() {
            previous.push_str(running.trim());
        } else if !running.trim().is_empty() {
            row.push(running);
        }
        if row.len() < 64 {
            row.push(String::new());
        }
    }

    /// Writes the rows of the innermost table that are still open.
    fn close_rows(&mut self) {
        while let Some((_, row)) = self.rows.pop_if(|(table, _)| *table >= self.tables) {
            self.row(row);
        }
    }

    fn row(&mut self, mut row: Vec<String>) {
        let running = std::mem::take(&mut self.running);
        if let Some(last) = row.last_mut() {
            last.push_str(running.trim());
        } else {
            row.push(running);
        }
        if row.iter().all(|c| c.trim().is_empty()) {
            return;
        }
        // A table of one column is only there for its looks; its lines are running text.
        if row.len() == 1 {
            for part in row.concat().lines() {
                self.line(part);
            }
        } else {
            let mut line = TextLine::row(self.out.len() + 1, row);
            line.quoted = self.quoted > 0;
            self.out.push(line);
        }
    }

    fn finish(mut self) -> Vec<TextLine> {
        self.tables = 0;
        self.close_rows();
        self.line_break();
        self.bold.apply(&mut self.out);
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
mod tests {
    use super::*;

    fn cells(html: &str) -> Vec<Vec<String>> {
        lines(html).into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect()
    }

    #[test]
    fn rows_keep_their_cells_and_empty_answers() {
        let html = "<html><head><title>x</title></head><body><p>Beste,</p><table><tr><td><b>Naam</b></td>\
                    <td>Jan &amp; Pi&euml;t</td></tr><tr><th>Delict<th></tr></table>Groet";
        assert_eq!(cells(html), [vec!["Beste,"], vec!["Naam", "Jan & Piët"], vec!["Delict", ""], vec!["Groet"]]);
    }

    #[test]
    fn what_nobody_sees_is_not_read() {
        let html = "man <s>/ vrouw</s><span style='DISPLAY: none'>Naam: <span>X</span></span>\
                    <script>Naam: Y</script><!-- Naam: Z --> ja";
        assert_eq!(cells(html), [["man ja"]]);
    }

    #[test]
    fn an_open_head_hides_nothing_and_pictures_in_the_text_take_no_room() {
        assert_eq!(cells("<html><head><meta charset=utf-8><title>x</title><body>Naam: A"), [["Naam: A"]]);
        assert_eq!(cells("5 &#128; &#x96; &#8364;"), [["5 € – €"]]);
        let picture = "QUJD\r\n".repeat(20_000);
        let html =
            format!("<p>voor<img src=\"data:image/png;base64,{picture}\">na<img src='data:image/gif;base64,AA=='></p>");
        let (short, large) = without_pictures(&html);
        assert!(short.len() < 200 && large, "{}", short.len());
        assert_eq!(cells(&short), [["voorna"]]);
    }

    #[test]
    fn layout_tables_read_as_lines() {
        let html =
            "<table><tr><td><p>Geachte,</p><table><tr><td>Naam</td><td>X</td></tr></table>Groet</td></tr></table>";
        assert_eq!(cells(html), [vec!["Geachte,"], vec!["Naam", "X"], vec!["Groet"]]);
    }

    #[test]
    fn boxes_and_definitions_are_kept() {
        let html = "<dl><dt>Soort<dd><input type=radio checked>intra <input type=radio>trans</dl>";
        assert_eq!(cells(html), [["Soort", "☒ intra ☐ trans"]]);
    }

    #[test]
    fn what_is_filled_in_stands_beside_its_label() {
        let html = "<p><label>Naam</label> <input type=text value='A. Proef'></p><div>Geslacht <select><option>man\
                    <option selected>vrouw</select></div><p>Delict: <textarea>diefstal</textarea></p>";
        assert_eq!(cells(html), [["Naam", "A. Proef"], ["Geslacht", "vrouw"], ["Delict:", "diefstal"]]);
    }

    #[test]
    fn a_label_in_an_element_of_its_own_stands_beside_its_value() {
        let html = "<div><span>Naam</span> <span>A. Proef</span></div><div><span>Geslacht</span> <span>man</span></div>\
                    <div><span>Delict</span> <span>diefstal</span></div><div><span>Afdeling</span> <span>Zuid</span></div>";
        let expected = [["Naam", "A. Proef"], ["Geslacht", "man"], ["Delict", "diefstal"], ["Afdeling", "Zuid"]];
        assert_eq!(cells(html), expected);
    }

    #[test]
    fn broken_markup_ends() {
        for html in ["<", "<a href='", "&", "&#xffffffff;", "<table><tr><td>", "</td></tr></table>", "< <<>>"] {
            lines(html);
        }
        assert!(lines(&"<table><tr><td>".repeat(20_000)).len() < 10);
    }

    #[test]
    fn quoted_blocks_are_marked() {
        let r = lines("<div>nieuw</div><blockquote type=cite>oud</blockquote>na");
        assert_eq!(r.iter().map(|r| r.quoted).collect::<Vec<_>>(), [false, true, false]);
    }
}
