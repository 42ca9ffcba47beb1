//! Text of an OpenDocument text (odt), the format that government prescribes for what it sends. Paragraphs, tables,
//! ticked boxes and what was filled in come out where a reader sees them, by the same road as of a Word document.

mod style;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use self::style::{Styles, TextStyle};
use super::{
    archive::{self, Zip, ZipFault},
    document::ReadDocument,
    docx::{self, DocxWriter},
    limits,
    line::TextLine,
    symbol_font,
    xml::{self, XmlDocument, attribute},
};

/// Spaces that one element may stand for.
const MAX_SPACES: usize = 100;
/// Cells that one element may stand for.
const MAX_COVERED: usize = 64;
/// Controls with an answer, and bytes of one.
const MAX_CONTROLS: usize = 1000;
const MAX_VALUE: usize = 20_000;
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
    let beside = lines(&general, "master-styles", &styles, &mut document);
    document.beside(beside);
    Ok(document)
}

/// A number that an element gives, or one.
fn count(e: &BytesStart<'_>, name: &str) -> usize {
    attribute(e, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// The lines within the elements of this name.
fn lines(xml: &str, within: &'static str, styles: &Styles, document: &mut ReadDocument) -> Vec<TextLine> {
    let mut text = OdtText::new(within, styles);
    xml::walk(xml, &mut text, document);
    if text.cut {
        document.remark(docx::CONTROLS);
    }
    text.finish()
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
    /// There were more of them, or longer ones, than are read.
    cut: bool,
    /// The open mark of a field of a form, with its properties.
    mark: Option<FieldMark>,
    /// Inside a content control that is a tick box: its glyph is written already.
    silent_controls: Vec<bool>,
    /// The text ends in white space, so that more of it adds nothing.
    last_space: bool,
    /// Columns that the cell before takes besides its own.
    spanned: usize,
    /// What goes on where the open notes end; they stand outside the text.
    around: Vec<DocxWriter>,
    notes: Vec<TextLine>,
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
            cut: false,
            mark: None,
            silent_controls: Vec::new(),
            last_space: false,
            spanned: 0,
            around: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Cells that another one covers: one beside them is as wide as they are, and one above them leaves them empty.
    fn covered(&mut self, cells: usize) {
        for _ in 0..cells.clamp(1, MAX_COVERED) {
            if self.spanned > 0 {
                self.spanned -= 1;
            } else {
                self.writer.cell();
            }
        }
    }

    /// A note begins: it is read by itself, after the text.
    fn note(&mut self) {
        if self.around.len() < limits::MAX_DEPTH {
            self.around.push(std::mem::take(&mut self.writer));
        }
    }

    fn end_note(&mut self) {
        if let Some(around) = self.around.pop() {
            self.notes.extend(std::mem::replace(&mut self.writer, around).finish());
        }
    }

    fn finish(mut self) -> Vec<TextLine> {
        while !self.around.is_empty() {
            self.end_note();
        }
        let mut lines = self.writer.finish();
        for line in self.notes.into_iter().filter(|line| !line.is_empty()) {
            lines.push(TextLine::default());
            lines.push(TextLine { nr: lines.len() + 1, ..line });
        }
        lines
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
        match attribute(e, "id") {
            Some(id) if self.controls.len() < MAX_CONTROLS => drop(self.controls.insert(id, answer.to_owned())),
            Some(_) => self.cut = true,
            None => {}
        }
    }

    fn filled_in(&mut self, e: &BytesStart<'_>) {
        if let Some(value) = attribute(e, "current-value").or_else(|| attribute(e, "value")) {
            self.cut |= value.len() > MAX_VALUE;
            self.control(e, limits::start(&value, MAX_VALUE));
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
            "note-citation",
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
                self.write(&" ".repeat(count(e, "c").clamp(1, MAX_SPACES)));
            }
            "tab" => self.write("\t"),
            "line-break" => self.write("\n"),
            "table" => self.writer.table(),
            "table-row" => {
                self.spanned = 0;
                self.writer.row();
            }
            "table-cell" => {
                self.spanned = count(e, "number-columns-spanned").saturating_sub(1);
                self.writer.cell();
            }
            "covered-table-cell" => self.covered(count(e, "number-columns-repeated")),
            "text-box" => self.end_paragraph(),
            "note" if !empty => self.note(),
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
            "note" => self.end_note(),
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
mod tests;
