//! HTML to lines, keeping what forms need: the cells of a table row, line breaks, ticked boxes. What a
//! reader does not see (scripts, hidden text, struck-out choices) is left out. One pass, no tree, so
//! that no nesting can exhaust the stack.

mod tag;

use self::tag::{Tag, split_tag, unescape};
use super::{
    limits,
    line::{BOLD_END, BoldLines, LineWeight, TextLine},
};

/// The lines of an HTML text.
pub fn lines(html: &str) -> Vec<TextLine> {
    let mut writer = HtmlWriter::default();
    let mut rest = limits::start(html, limits::TEXT);
    while !rest.is_empty() && writer.out.len() < limits::LINES {
        let (text, onward) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        writer.text(text);
        rest = onward;
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.find("-->").and_then(|e| after.get(e + 3..)).unwrap_or_default();
        } else if rest.starts_with('<') {
            let (tag, after) = split_tag(rest);
            writer.tag(&tag);
            rest = after;
        }
    }
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
    /// The elements whose content is skipped: name and how many of that name are open within.
    skipped: Option<(String, usize)>,
    quoted: usize,
    /// Which of the open divs and blockquotes are quotes.
    blocks: Vec<bool>,
    preformatted: bool,
    /// The paragraph has line ends of its own, so that a program may have wrapped it.
    broken: bool,
    /// How many bold words and spans are open within the one that began a line, itself included.
    bold_depth: usize,
    bold: BoldLines,
}

impl HtmlWriter {
    fn text(&mut self, raw: &str) {
        if self.skipped.is_some() {
            return;
        }
        let text = unescape(raw);
        if self.preformatted {
            self.running.push_str(&text);
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

    fn tag(&mut self, tag: &Tag) {
        if self.skip_tag(tag) {
            return;
        }
        match (tag.name.as_str(), tag.closing) {
            ("pre", closing) => {
                self.line_break();
                self.preformatted = !closing;
            }
            ("table" | "dl", false) => self.open_table(),
            ("table" | "dl", true) => {
                self.close_rows();
                self.tables = self.tables.saturating_sub(1);
                self.line_break();
            }
            ("tr" | "dt", false) => {
                self.close_rows();
                self.line_break();
                if self.rows.len() < limits::MAX_DEPTH {
                    self.rows.push((self.tables, Vec::new()));
                }
                if tag.name == "dt" {
                    self.cell();
                }
            }
            ("td" | "th" | "dd", false) => self.cell(),
            ("tr", true) => self.close_rows(),
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                self.line_break();
                self.broken = false;
                if tag.closing && self.rows.is_empty() {
                    self.line("");
                }
            }
            ("div" | "blockquote", false) => {
                self.line_break();
                self.broken = false;
                let kind = tag.attribute("type").unwrap_or_default();
                let class = tag.attribute("class").unwrap_or_default().to_lowercase();
                let quoted = kind.eq_ignore_ascii_case("cite")
                    || tag.name == "blockquote" && (class.contains("gmail_quote") || class.contains("cite"));
                self.quoted += usize::from(quoted);
                if self.blocks.len() < 1000 {
                    self.blocks.push(quoted);
                }
            }
            ("div" | "blockquote", true) => {
                self.line_break();
                if self.blocks.pop().is_some_and(|c| c) {
                    self.quoted = self.quoted.saturating_sub(1);
                }
            }
            ("b" | "strong" | "span", false) => {
                let begins = self.rows.is_empty() && self.running.trim().is_empty();
                self.bold_depth = if self.bold_depth == 0 { usize::from(begins) } else { self.bold_depth + 1 };
            }
            ("b" | "strong" | "span", true) => {
                let was = self.bold_depth;
                self.bold_depth = was.saturating_sub(1);
                if was == 1 && !self.running.trim().is_empty() {
                    self.running.push(BOLD_END);
                }
            }
            ("br", _) => {
                self.broken = true;
                self.line_break();
            }
            ("li" | "ul" | "ol" | "hr" | "tbody" | "body" | "fieldset" | "form", _) => self.line_break(),
            ("input", _) => self.input(tag),
            ("select" | "textarea", false) => self.answer_box(),
            _ => {}
        }
    }

    /// True while inside something unseen; keeps count of where it ends.
    fn skip_tag(&mut self, tag: &Tag) -> bool {
        // The head of a page ends where its body begins, which few write down; what may stand in it is named here.
        const NEVER_SHOWN: [&str; 8] = ["script", "style", "title", "s", "strike", "del", "noscript", "template"];
        const WITHOUT_END_TAG: [&str; 7] = ["br", "hr", "img", "input", "meta", "link", "p"];
        // A choice ends where the next begins or the list ends; few write its end tag.
        let ends_choice = matches!(tag.name.as_str(), "option" | "optgroup" | "select");
        if ends_choice && self.skipped.as_ref().is_some_and(|(name, _)| name == "option") {
            self.skipped = None;
        }
        if let Some((name, depth)) = &mut self.skipped {
            if *name == tag.name {
                *depth = if tag.closing { depth.saturating_sub(1) } else { *depth + 1 };
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return true;
        }
        let invisible = NEVER_SHOWN.contains(&tag.name.as_str())
            || tag.is_hidden() && !WITHOUT_END_TAG.contains(&tag.name.as_str())
            || tag.name == "option" && tag.attribute("selected").is_none();
        if invisible && !tag.closing {
            self.skipped = Some((tag.name.clone(), 1));
        }
        invisible
    }

    fn input(&mut self, tag: &Tag) {
        match tag.attribute("type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "checkbox" | "radio" => {
                self.running.push_str(if tag.attribute("checked").is_some() { "☒ " } else { "☐ " });
            }
            "" | "text" | "date" | "datetime-local" | "time" | "number" => {
                self.answer_box();
                let value = tag.attribute("value").unwrap_or_default();
                self.running.push_str(&value);
            }
            _ => {}
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
        line.weight = if whole { LineWeight::Bold } else { LineWeight::Plain };
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

/// From so many bytes of text a picture in the text itself may be a form.
const LARGE_PICTURE: usize = 50 << 10;

/// The text without the pictures that stand in it as text, and whether one of them is large.
pub fn without_pictures(html: &str) -> (String, bool) {
    const MARK: &str = ";base64,";
    let mut out = String::with_capacity(html.len().min(limits::TEXT));
    let (mut rest, mut large) = (html, false);
    while let Some(pos) = rest.find(MARK) {
        let (before, after) = rest.split_at(pos + MARK.len());
        out.push_str(before);
        let coded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '\r' | '\n');
        let end = after.find(|c| !coded(c)).unwrap_or(after.len());
        large |= end >= LARGE_PICTURE;
        rest = after.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, large)
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
