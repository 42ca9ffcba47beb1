//! Text and form fields of a Word document. Word keeps answers in many places: table cells, content
//! controls, legacy form fields, tick boxes drawn as symbols. All of them end up where a reader sees them.

mod schrijver;
mod veld;

pub use self::veld::woorden;

use std::io::{Cursor, Read};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use self::{
    schrijver::Schrijver,
    veld::{Besturing, Formulierveld, symbool},
};
use super::{
    grenzen::{self, vind},
    regel::Regel,
};

/// Why a document gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemis {
    /// No zip file, or a damaged one, or one without a Word text in it.
    GeenWord,
    /// Its text unpacks to more than the limit.
    TeGroot,
}

/// The lines of a document.
pub fn regels(bytes: &[u8]) -> Result<Vec<Regel>, Gemis> {
    // Every entry of the table of contents costs memory before anything can be refused.
    if aantal(bytes, b"PK\x01\x02") > 2000 {
        return Err(Gemis::TeGroot);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Gemis::GeenWord)?;
    let hoofd = hoofddeel(&mut zip);
    let xml = lees_deel(&mut zip, &hoofd)?;
    Ok(uit_xml(&xml))
}

fn aantal(bytes: &[u8], zoek: &[u8]) -> usize {
    let mut plek = 0;
    let mut aantal = 0;
    while let Some(p) = vind(bytes, zoek, plek) {
        aantal += 1;
        plek = p + 1;
    }
    aantal
}

fn lees_deel(zip: &mut ZipArchive<Cursor<&[u8]>>, naam: &str) -> Result<String, Gemis> {
    let deel = zip.by_name(naam).map_err(|_| Gemis::GeenWord)?;
    let mut xml = Vec::new();
    // The size in the table of contents is the sender's word; what comes out is counted.
    deel.take(grenzen::DOCX_TEKST as u64 + 1).read_to_end(&mut xml).map_err(|_| Gemis::GeenWord)?;
    if xml.len() > grenzen::DOCX_TEKST {
        return Err(Gemis::TeGroot);
    }
    Ok(String::from_utf8(xml).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

/// The part that holds the text; its usual name, unless the package says otherwise.
fn hoofddeel(zip: &mut ZipArchive<Cursor<&[u8]>>) -> String {
    let gewoon = "word/document.xml".to_owned();
    let Ok(verwijzingen) = lees_deel(zip, "_rels/.rels") else { return gewoon };
    let mut lezer = Reader::from_str(&verwijzingen);
    while let Ok(event) = lezer.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e)
                if attribuut(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) =>
            {
                return attribuut(&e, "Target").map_or(gewoon, |t| t.trim_start_matches('/').to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    gewoon
}

/// An attribute by its local name.
fn attribuut(e: &BytesStart<'_>, naam: &str) -> Option<String> {
    e.attributes().flatten().find(|a| a.key.local_name().as_ref() == naam).map(|a| ontsleutel(&a.value))
}

/// The five entities of XML.
fn ontsleutel(tekst: &str) -> String {
    tekst.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// A toggle such as `<w:strike/>` is on unless it says otherwise.
fn is_aan(e: &BytesStart<'_>) -> bool {
    !matches!(attribuut(e, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn uit_xml(xml: &str) -> Vec<Regel> {
    let mut lezer = Reader::from_str(xml);
    lezer.config_mut().check_end_names = false;
    let mut document = Document::default();
    // A damaged document gives what stood before the damage.
    while let Ok(event) = lezer.read_event() {
        match event {
            Event::Start(e) => document.open(&e, false),
            Event::Empty(e) => {
                document.open(&e, true);
                document.sluit(e.local_name().as_ref());
            }
            Event::End(e) => document.sluit(e.local_name().as_ref()),
            Event::Text(t) if document.in_tekst => document.schrijf(&t.xml10_content()),
            Event::CData(t) if document.in_tekst => document.schrijf(&t.xml10_content()),
            Event::GeneralRef(r) if document.in_tekst => {
                let teken = r.resolve_char_ref().ok().flatten();
                document.schrijf(&teken.map_or_else(|| ontsleutel(&format!("&{};", r.into_inner())), String::from));
            }
            Event::Eof => break,
            _ => {}
        }
        if document.schrijver.is_vol() {
            break;
        }
    }
    document.klaar()
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Run {
    /// Between two of them.
    #[default]
    Buiten,
    Zichtbaar,
    /// Struck out or hidden.
    Weg,
}

#[derive(Default)]
struct Document {
    schrijver: Schrijver,
    /// Inside `<w:t>`.
    in_tekst: bool,
    run: Run,
    /// The stretch is bold.
    vet: bool,
    /// Element that is skipped whole, and how many of it are open.
    overgeslagen: Option<(String, usize)>,
    besturingen: Vec<Besturing>,
    /// Content controls that are nested too deep to be told apart.
    te_diep: usize,
    /// Answers in content controls that have a name of their own.
    benoemd: Vec<(String, String)>,
    veld: Option<Formulierveld>,
    /// Inside the properties of a content control.
    eigenschappen: bool,
}

impl Document {
    fn open(&mut self, e: &BytesStart<'_>, leeg: bool) {
        let naam = e.local_name();
        let naam = naam.as_ref();
        if let Some((weg, diepte)) = &mut self.overgeslagen {
            *diepte += usize::from(weg == naam);
            return;
        }
        match naam {
            // Deleted and moved-away text, and the copy of a drawing for old programs.
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" if !leeg => {
                self.overgeslagen = Some((naam.to_owned(), 1));
            }
            "t" => self.in_tekst = !leeg,
            "r" if !leeg => {
                self.run = Run::Zichtbaar;
                self.vet = false;
            }
            "b" if self.run == Run::Zichtbaar => self.vet = is_aan(e),
            "strike" | "dstrike" | "vanish" if self.run == Run::Zichtbaar && is_aan(e) => self.run = Run::Weg,
            "tab" if self.run != Run::Buiten => self.schrijf("\t"),
            "br" | "cr" => self.schrijf("\n"),
            "noBreakHyphen" => self.schrijf("-"),
            "sym" => {
                if let Some(teken) = symbool(attribuut(e, "font").as_deref(), attribuut(e, "char").as_deref()) {
                    self.schrijf(teken);
                }
            }
            "tbl" => self.schrijver.tabel(),
            "tr" => self.schrijver.rij(),
            "tc" => self.schrijver.cel(),
            "txbxContent" => self.schrijver.alinea(),
            "sdt" if self.te_diep > 0 || self.besturingen.len() >= grenzen::DIEPTE => self.te_diep += 1,
            "sdt" => self.besturingen.push(Besturing::default()),
            "sdtPr" => self.eigenschappen = !leeg && self.te_diep == 0,
            "sdtContent" if self.te_diep == 0 => self.inhoud(),
            "fldChar" => self.veldteken(attribuut(e, "fldCharType").as_deref()),
            _ => self.eigenschap(naam, e),
        }
    }

    /// Properties of content controls and of legacy form fields.
    fn eigenschap(&mut self, naam: &str, e: &BytesStart<'_>) {
        let waarde = attribuut(e, "val");
        if self.eigenschappen {
            if let Some(besturing) = self.besturingen.last_mut() {
                besturing.eigenschap(naam, waarde.as_deref(), is_aan(e));
            }
        } else if let Some(veld) = &mut self.veld {
            veld.eigenschap(naam, waarde, is_aan(e));
        }
    }

    fn sluit(&mut self, naam: &str) {
        if let Some((weg, diepte)) = &mut self.overgeslagen {
            *diepte -= usize::from(weg == naam);
            if *diepte == 0 {
                self.overgeslagen = None;
            }
            return;
        }
        match naam {
            "t" => self.in_tekst = false,
            "r" => self.run = Run::Buiten,
            "p" | "txbxContent" | "tc" => self.schrijver.alinea(),
            "tr" => self.schrijver.sluit_rij(),
            "tbl" => self.schrijver.sluit_tabel(),
            "sdtPr" => self.eigenschappen = false,
            "sdt" if self.te_diep > 0 => self.te_diep -= 1,
            "sdt" => {
                if let Some(besturing) = self.besturingen.pop()
                    && let Some(benoemd) = besturing.benoemd()
                    && self.benoemd.len() < 500
                {
                    self.benoemd.push(benoemd);
                }
            }
            _ => {}
        }
    }

    fn inhoud(&mut self) {
        let vakje = self.besturingen.last().and_then(|b| b.vakje);
        if let Some(aan) = vakje {
            self.schrijver.schrijf(if aan { "☒" } else { "☐" }, false);
        }
    }

    fn veldteken(&mut self, soort: Option<&str>) {
        match soort {
            Some("begin") => self.veld = Some(Formulierveld::default()),
            Some("end") => {
                if let Some(tekst) = self.veld.take().and_then(|v| v.antwoord()) {
                    self.schrijf(&tekst);
                }
            }
            _ => {}
        }
    }

    fn schrijf(&mut self, tekst: &str) {
        if self.run == Run::Weg || self.overgeslagen.is_some() || self.besturingen.iter().any(Besturing::is_stil) {
            return;
        }
        for besturing in &mut self.besturingen {
            besturing.schrijf(tekst);
        }
        if let Some(veld) = &mut self.veld {
            veld.heeft_tekst |= !tekst.trim().is_empty();
        }
        self.schrijver.schrijf(tekst, self.vet);
    }

    fn klaar(self) -> Vec<Regel> {
        let mut regels = self.schrijver.klaar();
        // Last, because the text around a control says better what it is than the name its maker gave it.
        for (naam, waarde) in self.benoemd {
            regels.push(Regel::default());
            regels.push(Regel::rij(regels.len() + 1, [naam, waarde]));
        }
        regels
    }
}

#[cfg(test)]
mod tests;
