//! Text of an OpenDocument text (odt), the format that government prescribes for what it sends. Paragraphs, tables,
//! ticked boxes and what was filled in come out where a reader sees them, by the same road as of a Word document.

mod style;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use self::style::{Styles, TextStyle};
use super::{
    archive::{self, Zip, ZipFault},
    document::ReadDocument,
    docx::DocxWriter,
    limits,
    line::TextLine,
    symbol_font,
    xml::{self, XmlDocument, attribute},
};

/// Spaces that one element may stand for.
const MAX_SPACES: usize = 100;
/// Styles and controls within each other.
const MAX_OPEN: usize = 500;

/// What the document says.
pub fn read(zip: &mut Zip<'_>) -> Result<ReadDocument, ZipFault> {
    let content = archive::xml(zip, "content.xml")?;
    let general = archive::xml(zip, "styles.xml").unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(&general);
    styles.read(&content);
    let mut document = ReadDocument::default();
    document.lines = lines(&content, "body", &styles, &mut document);
    // Headers and footers stand outside the text, and are read after it.
    for line in lines(&general, "master-styles", &styles, &mut document) {
        if !line.is_empty() {
            document.lines.push(TextLine::default());
            document.lines.push(TextLine { nr: document.lines.len() + 1, ..line });
        }
    }
    Ok(document)
}

/// The lines within the elements of this name.
fn lines(xml: &str, within: &'static str, styles: &Styles, document: &mut ReadDocument) -> Vec<TextLine> {
    let mut text = OdtText::new(within, styles);
    xml::walk(xml, &mut text, document);
    text.writer.finish()
}

struct OdtText<'s> {
    /// The element whose text is read, and how many of it are open.
    within: &'static str,
    inside: usize,
    styles: &'s Styles,
    writer: DocxWriter,
    /// Paragraphs and headings that are open; text outside them is white space.
    paragraphs: usize,
    /// The styles of the open spans and paragraphs.
    open: Vec<(String, TextStyle)>,
    /// What was filled in in the controls, by their number.
    controls: BTreeMap<String, String>,
    /// The open mark of a field of a form, with its properties.
    mark: Option<FieldMark>,
    /// Inside a content control that is a tick box: its glyph is written already.
    silent_controls: Vec<bool>,
    /// The text ends in white space, so that more of it adds nothing.
    last_space: bool,
}

/// A field as Word has them, in an OpenDocument text.
#[derive(Default)]
struct FieldMark {
    checkbox: bool,
    ticked: bool,
}

impl<'s> OdtText<'s> {
    fn new(within: &'static str, styles: &'s Styles) -> Self {
        Self {
            within,
            inside: 0,
            styles,
            writer: DocxWriter::default(),
            paragraphs: 0,
            open: Vec::new(),
            controls: BTreeMap::new(),
            mark: None,
            silent_controls: Vec::new(),
            last_space: false,
        }
    }

    fn end_paragraph(&mut self) {
        self.writer.paragraph();
        self.last_space = true;
    }

    fn styled(&mut self, e: &BytesStart<'_>, name: &str) {
        if self.open.len() < MAX_OPEN {
            let style = attribute(e, "style-name").unwrap_or_default();
            self.open.push((name.to_owned(), self.styles.within(self.style(), &style)));
        }
    }

    /// What holds here.
    fn style(&self) -> TextStyle {
        self.open.last().map(|(_, style)| *style).unwrap_or_default()
    }

    fn unstyle(&mut self, name: &str) {
        if let Some(place) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(place);
        }
    }

    fn control(&mut self, e: &BytesStart<'_>, answer: &str) {
        if let Some(id) = attribute(e, "id").filter(|_| self.controls.len() < 1000) {
            self.controls.insert(id, answer.to_owned());
        }
    }

    fn filled_in(&mut self, e: &BytesStart<'_>) {
        if let Some(value) = attribute(e, "current-value").or_else(|| attribute(e, "value")) {
            self.control(e, limits::start(&value, 20_000));
        }
    }

    fn begin_mark(&mut self, e: &BytesStart<'_>, ends: bool) {
        let checkbox = attribute(e, "type").is_some_and(|t| t.ends_with("FORMCHECKBOX"));
        self.mark = Some(FieldMark { checkbox, ticked: false });
        if ends {
            self.end_mark();
        }
    }

    fn end_mark(&mut self) {
        if let Some(FieldMark { ticked, .. }) = self.mark.take().filter(|mark| mark.checkbox) {
            self.write(if ticked { "☒ " } else { "☐ " });
        }
    }

    fn content_control(&mut self, e: &BytesStart<'_>) {
        let is = |name: &str| attribute(e, name).is_some_and(|v| v == "true");
        let checkbox = is("checkbox");
        if checkbox {
            self.write(if is("checked") { "☒" } else { "☐" });
        }
        if self.silent_controls.len() < MAX_OPEN {
            self.silent_controls.push(checkbox || is("showing-place-holder"));
        }
    }

    fn write(&mut self, text: &str) {
        if !text.is_empty() {
            self.last_space = false;
            self.writer.write(text, self.style().bold);
        }
    }
}

impl XmlDocument for OdtText<'_> {
    /// What was deleted, remarks in the margin, and what is no text.
    fn is_skipped(&self, name: &str) -> bool {
        let skipped = [
            "tracked-changes",
            "annotation",
            "sequence-decls",
            "covered-table-cell",
            "ruby-text",
            "binary-data",
            "settings",
            "page-layout",
        ];
        self.inside > 0 && skipped.contains(&name)
    }

    fn open(&mut self, e: &BytesStart<'_>, empty: bool) {
        let name = e.local_name();
        let name = name.as_ref();
        if name == self.within {
            self.inside += 1;
        }
        if self.inside == 0 {
            return;
        }
        match name {
            "p" | "h" => {
                self.paragraphs += 1;
                self.last_space = true;
                self.styled(e, name);
            }
            "span" | "a" => self.styled(e, name),
            "s" => {
                let count = attribute(e, "c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                self.write(&" ".repeat(count.clamp(1, MAX_SPACES)));
            }
            "tab" => self.write("\t"),
            "line-break" => self.write("\n"),
            "table" => self.writer.table(),
            "table-row" => self.writer.row(),
            "table-cell" => self.writer.cell(),
            "text-box" => self.end_paragraph(),
            "checkbox" | "radio" => {
                let on = attribute(e, "current-state").or_else(|| attribute(e, "state"));
                let on = on.or_else(|| attribute(e, "current-selected")).or_else(|| attribute(e, "selected"));
                let mark = if matches!(on.as_deref(), Some("checked" | "true")) { "☒" } else { "☐" };
                // Its own words are drawn with it.
                let words = attribute(e, "label").map(|label| format!("{} ", label.trim())).unwrap_or_default();
                self.control(e, &format!("{mark} {words}"));
            }
            "textarea" | "formatted-text" | "date" | "time" | "number" | "listbox" | "combobox" => self.filled_in(e),
            // The name is used for a field in the text too; a control of a form has an id.
            "text" if attribute(e, "id").is_some() => self.filled_in(e),
            "control" => {
                let answer = attribute(e, "control").and_then(|id| self.controls.get(&id).cloned());
                self.write(&answer.unwrap_or_default());
            }
            "fieldmark" | "fieldmark-start" => self.begin_mark(e, empty && name == "fieldmark"),
            "param" => {
                if let Some(mark) = &mut self.mark
                    && attribute(e, "name").is_some_and(|n| n.ends_with("Checkbox_Checked"))
                {
                    mark.ticked = attribute(e, "value").is_some_and(|v| v == "true");
                }
            }
            "content-control" => self.content_control(e),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == self.within {
            self.inside = self.inside.saturating_sub(1);
        }
        if self.inside == 0 {
            return;
        }
        match name {
            "p" | "h" => {
                self.end_paragraph();
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.unstyle(name);
            }
            "span" | "a" => self.unstyle(name),
            "table-cell" | "text-box" => self.end_paragraph(),
            "table-row" => self.writer.close_row(),
            "table" => self.writer.close_table(),
            "fieldmark" => self.end_mark(),
            "content-control" => {
                self.silent_controls.pop();
            }
            _ => {}
        }
    }

    /// Text of the document: white space in it counts once.
    fn text(&mut self, text: &str) {
        if self.inside == 0 || self.paragraphs == 0 {
            return;
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\r' | '\n') {
                if !self.last_space {
                    out.push(' ');
                }
                self.last_space = true;
            } else {
                self.last_space = false;
                out.push(c);
            }
        }
        let style = self.style();
        if style.gone || self.silent_controls.iter().any(|silent| *silent) {
            return;
        }
        let drawn = match style.symbols {
            Some(font) => {
                out.chars().map(|c| font.glyph(u32::from(c)).map_or_else(|| c.to_string(), str::to_owned)).collect()
            }
            None => out
                .chars()
                .map(|c| symbol_font::private(c).map_or_else(|| c.to_string(), str::to_owned))
                .collect::<String>(),
        };
        self.writer.write(&drawn, style.bold);
    }

    fn is_full(&self) -> bool {
        self.writer.is_full()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(styles: &str, body: &str) -> Vec<Vec<String>> {
        let xml = format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let mut known = Styles::default();
        known.read(&xml);
        let read = lines(&xml, "body", &known, &mut ReadDocument::default());
        read.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect()
    }

    #[test]
    fn paragraphs_tables_and_white_space() {
        let body = "<text:p>Vooraf<text:s text:c=\"2\"/>hier</text:p>\n<table:table><table:table-row><table:table-cell><text:p>Naam</text:p></table:table-cell>\
                    <table:table-cell><text:p>A.\n   Proef</text:p><text:p>bijgenaamd B</text:p></table:table-cell></table:table-row>\
                    <table:table-row><table:table-cell><text:p>Delict</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>\
                    <text:p>Na&amp;<text:line-break/>twee</text:p>";
        let expected = [
            vec!["Vooraf hier"],
            vec!["Naam", "A. Proef\nbijgenaamd B"],
            vec!["Delict", ""],
            vec!["Na&"],
            vec!["twee"],
        ];
        assert_eq!(cells("", body), expected);
    }

    #[test]
    fn what_is_deleted_struck_out_or_hidden_is_gone() {
        let styles = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                      <style:style style:name=\"T2\" style:parent-style-name=\"T3\"/><style:style style:name=\"T3\"><style:text-properties text:display=\"none\"/></style:style>";
        let body = "<text:tracked-changes><text:deletion><text:p>weg</text:p></text:deletion></text:tracked-changes>\
                    <text:p>man <text:span text:style-name=\"T1\">vrouw</text:span> <text:span text:style-name=\"T2\">x</text:span>ja<office:annotation><text:p>nee</text:p></office:annotation></text:p>";
        assert_eq!(cells(styles, body), [["man ja"]]);
    }

    #[test]
    fn boxes_of_all_kinds() {
        let styles =
            "<style:style style:name=\"W\"><style:text-properties style:font-name=\"Wingdings\"/></style:style>";
        let body = "<office:forms><form:form><form:checkbox xml:id=\"c1\" form:id=\"c1\" form:current-state=\"checked\"/><form:radio form:id=\"c3\" form:label=\"vrouw\"/><form:text form:id=\"c2\" form:current-value=\"A. Proef\"/></form:form></office:forms>\
                    <text:p><draw:control draw:control=\"c1\"/>man <draw:control draw:control=\"c2\"/></text:p>\
                    <text:p><field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark>ja</text:p>\
                    <text:p><loext:content-control loext:checkbox=\"true\" loext:checked=\"false\">☐</loext:content-control> nee</text:p>\
                    <text:p><loext:content-control loext:showing-place-holder=\"true\">Klik hier</loext:content-control>-</text:p>\
                    <text:p><text:span text:style-name=\"W\">þ</text:span> een \u{f0a8} twee</text:p><text:p><draw:control draw:control=\"c3\"/></text:p>";
        let expected = [["☒ man A. Proef"], ["☒ ja"], ["☐ nee"], ["-"], ["☒ een ☐ twee"], ["☐ vrouw"]];
        assert_eq!(cells(styles, body), expected);
    }

    #[test]
    fn no_xml_makes_it_panic() {
        let words = r"(</?(text:p|table:table|table:table-row|table:table-cell|text:span|office:body|text:tracked-changes|field:fieldmark)( text:c='9')?/?>|[a-z& ]){0,40}";
        proptest::proptest!(|(body in words)| {
            cells("", &body);
        });
        cells("", &"<table:table><table:table-row><table:table-cell><text:p>".repeat(5000));
    }
}
