//! Text and form fields of a Word document. Word keeps answers in many places: table cells, content
//! controls, legacy form fields, tick boxes drawn as symbols. All of them end up where a reader sees them.

mod field;
mod ink;
mod writer;

pub use self::{field::words, writer::DocxWriter};

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use self::{
    field::{ContentControl, LegacyFormField, symbol},
    ink::RunInk,
};
use super::{
    archive::{self, Zip, ZipFault},
    document::{ReadDocument, UNSEEN},
    encoding, html, limits,
    line::{self, TextLine},
    pair::PairStructure,
    rtf,
    symbol_font::{self, SymbolFont},
    xml::{self, XmlDocument, attribute},
};

/// Parts beside the text that are read: headers, footers, notes, and what is put in when the document is opened.
const MAX_PARTS: usize = 16;
/// Answers in content controls with a name of their own.
const MAX_NAMED: usize = 500;
/// Documents put into each other.
const MAX_NESTED: usize = 3;

/// What a document says.
pub fn read(zip: &mut Zip<'_>) -> Result<ReadDocument, ZipFault> {
    nested(zip, 0)
}

fn nested(zip: &mut Zip<'_>, depth: usize) -> Result<ReadDocument, ZipFault> {
    let main_name = main_part(zip);
    let xml = archive::xml(zip, &main_name)?;
    let mut document = ReadDocument::default();
    let relations = relations(zip, &main_name);
    let mut chunks = BTreeMap::new();
    for relation in relations.iter().filter(|r| r.kind.ends_with("/aFChunk")).take(MAX_PARTS) {
        document.remark("bevat een stuk dat Word pas bij het openen invoegt; vergelijk wat ervan is gelezen");
        match chunk(zip, &relation.target, depth) {
            Some(read) => {
                read.remarks.into_iter().for_each(|remark| document.remark(remark));
                chunks.insert(relation.id.clone(), read.lines);
            }
            None => document.remark("bevat een ingevoegd stuk dat de desk niet kan lezen"),
        }
    }
    if relations.iter().filter(|r| r.kind.ends_with("/aFChunk")).nth(MAX_PARTS).is_some() {
        document.remark("heeft meer ingevoegde stukken dan de desk leest");
    }
    document.lines = from_xml(&xml, chunks, &mut document);
    let mut seen: Vec<&str> = Vec::new();
    let kinds = ["/header", "/footer", "/footnotes", "/endnotes"];
    let aside = |r: &&Relation| kinds.iter().any(|kind| r.kind.ends_with(kind));
    if relations.iter().filter(aside).nth(MAX_PARTS).is_some() {
        document.remark("heeft meer kop- en voetregels en noten dan de desk leest");
    }
    for relation in relations.iter().filter(aside).take(MAX_PARTS) {
        if seen.contains(&relation.target.as_str()) {
            continue;
        }
        seen.push(&relation.target);
        let Ok(xml) = archive::xml(zip, &relation.target) else { continue };
        let lines = from_xml(&xml, BTreeMap::new(), &mut document);
        document.beside(lines);
    }
    Ok(document)
}

/// What is put in when the document is opened: HTML, rich text, plain text or another document.
fn chunk(zip: &mut Zip<'_>, name: &str, depth: usize) -> Option<ReadDocument> {
    let bytes = archive::part(zip, name, limits::DOCX_TEXT).ok()?;
    if bytes.starts_with(b"{\\rtf") {
        return Some(rtf::read(&bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let mut inner = archive::open(&bytes).ok().filter(|_| depth < MAX_NESTED)?;
        return nested(&mut inner, depth + 1).ok();
    }
    let text = encoding::to_text(&bytes, html::own_charset(&bytes).as_deref());
    let start = limits::start(&text, 2000).to_ascii_lowercase();
    if start.contains("<html") || start.contains("<body") || start.contains("<table") || start.contains("<p") {
        return Some(html::read(&text));
    }
    (!bytes.contains(&0)).then(|| line::lines(&text).into())
}

/// A part that another one refers to.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// What a part refers to, by the names these have in the package.
fn relations(zip: &mut Zip<'_>, part: &str) -> Vec<Relation> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Ok(xml) = archive::xml(zip, &format!("{base}_rels/{file}.rels")) else { return Vec::new() };
    let mut reader = Reader::from_str(&xml);
    let mut out = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" && out.len() < 2000 => {
                let target = attribute(&e, "Target").unwrap_or_default();
                let target = target.strip_prefix('/').map_or_else(|| format!("{base}{target}"), str::to_owned);
                let [id, kind] = ["Id", "Type"].map(|name| attribute(&e, name).unwrap_or_default());
                out.push(Relation { id, kind, target });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    out
}

/// The part that holds the text; its usual name, unless the package says otherwise.
fn main_part(zip: &mut Zip<'_>) -> String {
    let plain = "word/document.xml".to_owned();
    let main = relations(zip, "").into_iter().find(|r| r.kind.ends_with("/officeDocument"));
    main.map_or(plain, |r| r.target)
}

/// What is said where more was filled in than is read.
pub const CONTROLS: &str = "heeft meer invulvelden, of langere, dan de desk leest";

/// A toggle such as `<w:strike/>` is on unless it says otherwise.
fn is_on(e: &BytesStart<'_>) -> bool {
    !matches!(attribute(e, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn from_xml(xml: &str, chunks: BTreeMap<String, Vec<TextLine>>, read: &mut ReadDocument) -> Vec<TextLine> {
    let mut document = Document { chunks, ..Document::default() };
    xml::walk(xml, &mut document, read);
    if document.cut {
        read.remark(CONTROLS);
    }
    if document.unseen {
        read.remark(UNSEEN);
    }
    document.finish()
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum TextRun {
    /// Between two of them.
    #[default]
    Outside,
    Visible,
    /// Struck out or hidden.
    Gone,
}

#[expect(clippy::struct_excessive_bools, reason = "the format turns each on and off by itself")]
#[derive(Default)]
struct Document {
    writer: DocxWriter,
    /// Inside `<w:t>`.
    in_text: bool,
    run: TextRun,
    ink: RunInk,
    /// Something was left out because nobody sees it.
    unseen: bool,
    /// The stretch is bold.
    bold: bool,
    /// Its letters are pictures.
    symbols: Option<SymbolFont>,
    /// It is made up as the prompt of a content control.
    prompt: bool,
    /// What is put in when the document is opened, by the mark of its place.
    chunks: BTreeMap<String, Vec<TextLine>>,
    controls: Vec<ContentControl>,
    /// Content controls that are nested too deep to be told apart.
    too_deep: usize,
    /// Answers in content controls that have a name of their own.
    named: Vec<(String, String)>,
    /// There were more of them, or longer ones, than are read.
    cut: bool,
    field: Option<LegacyFormField>,
    /// Inside the properties of a content control.
    properties: bool,
}

impl Document {
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
        if self.run == TextRun::Gone {
            return;
        }
        if self.ink.is_unseen() {
            self.unseen |= !text.trim().is_empty();
            return;
        }
        let prompt = self.prompt;
        // Each judges for itself, so that a prompt around another control stays one.
        let silent =
            self.controls.iter_mut().map(|control| usize::from(control.is_silent(text, prompt))).sum::<usize>();
        if silent > 0 {
            return;
        }
        let text: String = (text.chars())
            .map(|c| {
                match self.symbols {
                    Some(font) => font.glyph(u32::from(c)),
                    None => symbol_font::private(c),
                }
                .map_or_else(|| c.to_string(), str::to_owned)
            })
            .collect();
        for control in &mut self.controls {
            control.write(&text);
        }
        if let Some(field) = &mut self.field {
            field.has_text |= !text.trim().is_empty();
        }
        self.writer.write(&text, self.bold);
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

impl XmlDocument for Document {
    /// Deleted and moved-away text, and the copy of a drawing for old programs.
    fn is_skipped(&self, name: &str) -> bool {
        matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText")
    }

    fn open(&mut self, e: &BytesStart<'_>, empty: bool) {
        let name = e.local_name();
        let name = name.as_ref();
        self.ink.property(name, e, self.run != TextRun::Outside);
        match name {
            "t" => self.in_text = !empty,
            "r" if !empty => {
                self.run = TextRun::Visible;
                self.ink.run();
                (self.bold, self.prompt, self.symbols) = (false, false, None);
            }
            "rStyle" if self.run == TextRun::Visible => {
                self.prompt = attribute(e, "val").is_some_and(|style| field::is_prompt_style(&style));
            }
            "rFonts" if self.run == TextRun::Visible => {
                let font = ["ascii", "hAnsi", "cs"].into_iter().find_map(|name| attribute(e, name));
                self.symbols = font.and_then(|name| SymbolFont::named(&name)).filter(|f| f.is_picture_only());
            }
            "altChunk" => {
                if let Some(lines) = attribute(e, "id").and_then(|id| self.chunks.remove(&id)) {
                    self.writer.insert(lines);
                }
            }
            "b" if self.run == TextRun::Visible => self.bold = is_on(e),
            "strike" | "dstrike" | "vanish" if self.run == TextRun::Visible && is_on(e) => self.run = TextRun::Gone,
            "tab" if self.run != TextRun::Outside => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                if let Some(character) = symbol(attribute(e, "font").as_deref(), attribute(e, "char").as_deref()) {
                    self.write(character);
                }
            }
            "tbl" => {
                self.ink.table(true);
                self.writer.table();
            }
            "tr" => self.writer.row(),
            "tc" => {
                self.ink.place();
                self.writer.cell();
            }
            "p" => self.ink.paragraph(),
            "txbxContent" => self.writer.paragraph(),
            "sdt" if self.too_deep > 0 || self.controls.len() >= limits::MAX_DEPTH => self.too_deep += 1,
            "sdt" => self.controls.push(ContentControl::default()),
            "sdtPr" => self.properties = !empty && self.too_deep == 0,
            "sdtContent" if self.too_deep == 0 => self.content(),
            "fldChar" => self.field_char(attribute(e, "fldCharType").as_deref()),
            _ => self.property(name, e),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => {
                self.run = TextRun::Outside;
                self.ink.run();
            }
            "p" | "txbxContent" | "tc" => self.writer.paragraph(),
            "tr" => self.writer.close_row(),
            "tbl" => {
                self.ink.table(false);
                self.writer.close_table();
            }
            "sdtPr" => self.properties = false,
            "sdt" if self.too_deep > 0 => self.too_deep -= 1,
            "sdt" => {
                let Some(control) = self.controls.pop() else { return };
                self.cut |= control.cut;
                match control.named() {
                    Some(named) if self.named.len() < MAX_NAMED => self.named.push(named),
                    Some(_) => self.cut = true,
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.write(text);
        }
    }

    fn is_full(&self) -> bool {
        self.writer.is_full()
    }
}

#[cfg(test)]
mod tests;
