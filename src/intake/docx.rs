//! Text and form fields of a Word document. Word keeps answers in many places: table cells, content
//! controls, legacy form fields, tick boxes drawn as symbols. All of them end up where a reader sees them.

mod field;
mod writer;

pub use self::{field::words, writer::DocxWriter};

use std::io::{Cursor, Read};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use self::field::{ContentControl, LegacyFormField, symbol};
use super::{
    limits::{self, find},
    line::TextLine,
    pair::PairStructure,
};

/// Why a document gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocxError {
    /// No zip file, or a damaged one, or one without a Word text in it.
    NotWord,
    /// Its text unpacks to more than the limit.
    TooLarge,
}

/// The lines of a document.
pub fn lines(bytes: &[u8]) -> Result<Vec<TextLine>, DocxError> {
    // Every entry of the table of contents costs memory before anything can be refused.
    if count(bytes, b"PK\x01\x02") > 2000 {
        return Err(DocxError::TooLarge);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::NotWord)?;
    let main_name = main_part(&mut zip);
    let xml = read_part(&mut zip, &main_name)?;
    Ok(from_xml(&xml))
}

fn count(bytes: &[u8], search: &[u8]) -> usize {
    let mut pos = 0;
    let mut count = 0;
    while let Some(p) = find(bytes, search, pos) {
        count += 1;
        pos = p + 1;
    }
    count
}

fn read_part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, DocxError> {
    let part = zip.by_name(name).map_err(|_| DocxError::NotWord)?;
    let mut xml = Vec::new();
    // The size in the table of contents is the sender's word; what comes out is counted.
    part.take(limits::DOCX_TEXT as u64 + 1).read_to_end(&mut xml).map_err(|_| DocxError::NotWord)?;
    if xml.len() > limits::DOCX_TEXT {
        return Err(DocxError::TooLarge);
    }
    Ok(String::from_utf8(xml).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

/// The part that holds the text; its usual name, unless the package says otherwise.
fn main_part(zip: &mut ZipArchive<Cursor<&[u8]>>) -> String {
    let plain = "word/document.xml".to_owned();
    let Ok(references) = read_part(zip, "_rels/.rels") else { return plain };
    let mut reader = Reader::from_str(&references);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e)
                if attribute(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) =>
            {
                return attribute(&e, "Target").map_or(plain, |t| t.trim_start_matches('/').to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    plain
}

/// An attribute by its local name.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| unescape(&a.value))
}

/// The five entities of XML.
fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// A toggle such as `<w:strike/>` is on unless it says otherwise.
fn is_on(e: &BytesStart<'_>) -> bool {
    !matches!(attribute(e, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn from_xml(xml: &str) -> Vec<TextLine> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut document = Document::default();
    // A damaged document gives what stood before the damage.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) => document.open(&e, false),
            Event::Empty(e) => {
                document.open(&e, true);
                document.close(e.local_name().as_ref());
            }
            Event::End(e) => document.close(e.local_name().as_ref()),
            Event::Text(t) if document.in_text => document.write(&t.xml10_content()),
            Event::CData(t) if document.in_text => document.write(&t.xml10_content()),
            Event::GeneralRef(r) if document.in_text => {
                let character = r.resolve_char_ref().ok().flatten();
                document.write(&character.map_or_else(|| unescape(&format!("&{};", r.into_inner())), String::from));
            }
            Event::Eof => break,
            _ => {}
        }
        if document.writer.is_full() {
            break;
        }
    }
    document.finish()
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Run {
    /// Between two of them.
    #[default]
    Outside,
    Visible,
    /// Struck out or hidden.
    Gone,
}

#[derive(Default)]
struct Document {
    writer: DocxWriter,
    /// Inside `<w:t>`.
    in_text: bool,
    run: Run,
    /// The stretch is bold.
    bold: bool,
    /// Element that is skipped whole, and how many of it are open.
    skipped: Option<(String, usize)>,
    controls: Vec<ContentControl>,
    /// Content controls that are nested too deep to be told apart.
    too_deep: usize,
    /// Answers in content controls that have a name of their own.
    named: Vec<(String, String)>,
    field: Option<LegacyFormField>,
    /// Inside the properties of a content control.
    properties: bool,
}

impl Document {
    fn open(&mut self, e: &BytesStart<'_>, empty: bool) {
        let name = e.local_name();
        let name = name.as_ref();
        if let Some((gone, depth)) = &mut self.skipped {
            *depth += usize::from(gone == name);
            return;
        }
        match name {
            // Deleted and moved-away text, and the copy of a drawing for old programs.
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" if !empty => {
                self.skipped = Some((name.to_owned(), 1));
            }
            "t" => self.in_text = !empty,
            "r" if !empty => {
                self.run = Run::Visible;
                self.bold = false;
            }
            "b" if self.run == Run::Visible => self.bold = is_on(e),
            "strike" | "dstrike" | "vanish" if self.run == Run::Visible && is_on(e) => self.run = Run::Gone,
            "tab" if self.run != Run::Outside => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                if let Some(character) = symbol(attribute(e, "font").as_deref(), attribute(e, "char").as_deref()) {
                    self.write(character);
                }
            }
            "tbl" => self.writer.table(),
            "tr" => self.writer.row(),
            "tc" => self.writer.cell(),
            "txbxContent" => self.writer.paragraph(),
            "sdt" if self.too_deep > 0 || self.controls.len() >= limits::MAX_DEPTH => self.too_deep += 1,
            "sdt" => self.controls.push(ContentControl::default()),
            "sdtPr" => self.properties = !empty && self.too_deep == 0,
            "sdtContent" if self.too_deep == 0 => self.content(),
            "fldChar" => self.field_char(attribute(e, "fldCharType").as_deref()),
            _ => self.property(name, e),
        }
    }

    /// Properties of content controls and of legacy form fields.
    fn property(&mut self, name: &str, e: &BytesStart<'_>) {
        let value = attribute(e, "val");
        if self.properties {
            if let Some(control) = self.controls.last_mut() {
                control.property(name, value.as_deref(), is_on(e));
            }
        } else if let Some(field) = &mut self.field {
            field.property(name, value, is_on(e));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((gone, depth)) = &mut self.skipped {
            *depth -= usize::from(gone == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => self.run = Run::Outside,
            "p" | "txbxContent" | "tc" => self.writer.paragraph(),
            "tr" => self.writer.close_row(),
            "tbl" => self.writer.close_table(),
            "sdtPr" => self.properties = false,
            "sdt" if self.too_deep > 0 => self.too_deep -= 1,
            "sdt" => {
                if let Some(control) = self.controls.pop()
                    && let Some(named) = control.named()
                    && self.named.len() < 500
                {
                    self.named.push(named);
                }
            }
            _ => {}
        }
    }

    fn content(&mut self) {
        let checkbox = self.controls.last().and_then(|b| b.checkbox);
        if let Some(on) = checkbox {
            self.writer.write(if on { "☒" } else { "☐" }, false);
        }
    }

    fn field_char(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.field = Some(LegacyFormField::default()),
            Some("end") => {
                if let Some(text) = self.field.take().and_then(|v| v.answer()) {
                    self.write(&text);
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.run == Run::Gone || self.skipped.is_some() || self.controls.iter().any(ContentControl::is_silent) {
            return;
        }
        for control in &mut self.controls {
            control.write(text);
        }
        if let Some(field) = &mut self.field {
            field.has_text |= !text.trim().is_empty();
        }
        self.writer.write(text, self.bold);
    }

    fn finish(self) -> Vec<TextLine> {
        let mut lines = self.writer.finish();
        // Last, because the text around a control says better what it is than the name its maker gave it.
        for (name, value) in self.named {
            lines.push(TextLine::default());
            lines.push(TextLine::pair(lines.len() + 1, name, value, PairStructure::Control));
        }
        lines
    }
}

#[cfg(test)]
mod tests;
