//! Reads a workbook back with nothing of what wrote it: the zip, its parts, and the cells in them.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use crate::common::Failure;

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookCell {
    /// Its formula.
    pub formula: Option<String>,
    /// What is stored as its value.
    pub value: String,
    /// The number of its format.
    pub style: String,
    /// Whether the value is text.
    pub is_text: bool,
}

/// The cells of every sheet, by name and place.
pub type Sheets = BTreeMap<String, BTreeMap<String, BookCell>>;

/// The parts of a file.
pub struct Workbook {
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Workbook {
    pub fn of(bytes: Vec<u8>) -> Result<Self, Failure> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes)).map_err(|e| Failure(e.to_string()))? })
    }

    /// One part as text.
    pub fn part(&mut self, name: &str) -> Result<String, Failure> {
        let mut out = String::new();
        let mut part = self.archive.by_name(name).map_err(|e| Failure(format!("{name}: {e}")))?;
        part.read_to_string(&mut out)?;
        Ok(out)
    }

    /// All cells.
    pub fn sheets(&mut self) -> Result<Sheets, Failure> {
        let shared = texts(&self.part("xl/sharedStrings.xml").unwrap_or_default())?;
        let names: Vec<String> = attributes(&self.part("xl/workbook.xml")?, "sheet", "name")?;
        let mut out = Sheets::new();
        for (nth, name) in (1..).zip(names) {
            let sheet = self.part(&format!("xl/worksheets/sheet{nth}.xml"))?;
            out.insert(name, cells(&sheet, &shared)?);
        }
        Ok(out)
    }
}

fn xml(e: impl std::fmt::Display) -> Failure {
    Failure(e.to_string())
}

fn attributes(text: &str, element: &str, attribute: &str) -> Result<Vec<String>, Failure> {
    let mut reader = Reader::from_str(text);
    let mut out = Vec::new();
    loop {
        match reader.read_event().map_err(xml)? {
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == element => {
                out.extend(read(&e, attribute)?);
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn read(e: &quick_xml::events::BytesStart<'_>, attribute: &str) -> Result<Option<String>, Failure> {
    let found = e.try_get_attribute(attribute).map_err(xml)?;
    Ok(found.map(|a| entity_text(&a.value)))
}

/// The texts that cells point at.
fn texts(part: &str) -> Result<Vec<String>, Failure> {
    let mut reader = Reader::from_str(part);
    let (mut out, mut inside) = (Vec::<String>::new(), false);
    loop {
        match reader.read_event().map_err(xml)? {
            Event::Start(e) if e.name().as_ref() == "si" => {
                out.push(String::new());
                inside = true;
            }
            Event::End(e) if e.name().as_ref() == "si" => inside = false,
            Event::Text(t) if inside => push(out.last_mut(), &t.xml10_content()),
            Event::GeneralRef(r) if inside => push(out.last_mut(), &entity(&r.into_inner())),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn push(last: Option<&mut String>, text: &str) {
    if let Some(last) = last {
        last.push_str(text);
    }
}

fn entity_text(text: &str) -> String {
    quick_xml::escape::unescape(text).map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn entity(name: &str) -> String {
    entity_text(&format!("&{name};"))
}

fn cells(sheet: &str, shared: &[String]) -> Result<BTreeMap<String, BookCell>, Failure> {
    let mut reader = Reader::from_str(sheet);
    let mut out = BTreeMap::new();
    let (mut at, mut kind, mut cell, mut inside) = (String::new(), None, BookCell::default(), None);
    loop {
        match reader.read_event().map_err(xml)? {
            Event::Start(e) if e.name().as_ref() == "c" => {
                at = read(&e, "r")?.unwrap_or_default();
                kind = read(&e, "t")?;
                cell = BookCell { style: read(&e, "s")?.unwrap_or_default(), ..BookCell::default() };
            }
            Event::Start(e) if e.name().as_ref() == "f" => {
                cell.formula = Some(String::new());
                inside = Some("f");
            }
            Event::Start(e) if e.name().as_ref() == "v" => inside = Some("v"),
            Event::Text(t) => add(&mut cell, inside, &t.xml10_content()),
            Event::GeneralRef(r) => add(&mut cell, inside, &entity(&r.into_inner())),
            Event::End(e) => match e.name().as_ref() {
                "f" | "v" => inside = None,
                "c" => {
                    cell.is_text = matches!(kind.as_deref(), Some("s" | "str"));
                    if kind.as_deref() == Some("s") {
                        let number: usize = cell.value.parse().map_err(xml)?;
                        cell.value = shared.get(number).cloned().unwrap_or_default();
                    }
                    out.insert(std::mem::take(&mut at), std::mem::take(&mut cell));
                }
                _ => {}
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn add(cell: &mut BookCell, inside: Option<&str>, text: &str) {
    match inside {
        Some("v") => cell.value.push_str(text),
        Some(_) => push(cell.formula.as_mut(), text),
        None => {}
    }
}
