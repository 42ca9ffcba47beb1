//! Fonts, as far as reading needs them: which characters the bytes of a string stand for, and how wide they
//! are, so that a gap between two pieces of text can be told from a space.

use std::{collections::BTreeMap, rc::Rc};

use lopdf::{Dictionary, Document, Encoding, Object};

use super::{Stromen, cmap::Kaart, getal, waarde};

/// Fonts that are looked at in one file.
const LETTERTYPEN: usize = 60;

/// Widths of one font; the rest is taken as its usual width.
const BREEDTES: usize = 5000;

/// Widths of Helvetica for the printable ASCII characters, thousandths of the font size; the measure of
/// every font that does not give its own.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The fonts of a file, each read once.
#[derive(Default)]
pub struct Letters {
    gelezen: BTreeMap<Vec<u8>, Rc<Letter>>,
}

impl Letters {
    /// None read yet.
    pub fn nieuw() -> Self {
        Self::default()
    }

    /// The font that `naam` stands for among these resources.
    pub fn geef(
        &mut self,
        document: &Document,
        bronnen: &Dictionary,
        naam: &[u8],
        stromen: &mut Stromen,
    ) -> Option<Rc<Letter>> {
        let lijst = waarde(document, bronnen, b"Font")?.as_dict().ok()?;
        // A font is known by the object that holds it; one written in place by its name.
        let sleutel = match lijst.get(naam).ok()? {
            Object::Reference((nr, versie)) => format!("{nr} {versie} R").into_bytes(),
            _ => [b"/", naam].concat(),
        };
        if let Some(letter) = self.gelezen.get(&sleutel) {
            return Some(Rc::clone(letter));
        }
        if self.gelezen.len() >= LETTERTYPEN {
            return None;
        }
        let letter = Rc::new(Letter::lees(document, waarde(document, lijst, naam)?.as_dict().ok()?, stromen));
        self.gelezen.insert(sleutel, Rc::clone(&letter));
        Some(letter)
    }
}

/// One font.
#[derive(Debug, Default)]
pub struct Letter {
    kaart: Option<Kaart>,
    /// The 256 characters of a simple font.
    tekens: Vec<String>,
    breedtes: BTreeMap<u32, f64>,
    standaard: Option<f64>,
    /// Codes of two bytes.
    dubbel: bool,
    smal: bool,
}

/// What a string shows, and how far it runs.
#[derive(Debug, Default)]
pub struct Getoond {
    /// Its text.
    pub tekst: String,
    /// Its width in thousandths of the font size, without spacing.
    pub breed: f64,
    /// How many codes it has, each widened by character spacing.
    pub codes: u32,
    /// How many of them are spaces, each widened by word spacing.
    pub spaties: u32,
}

impl Letter {
    fn lees(document: &Document, font: &Dictionary, stromen: &mut Stromen) -> Self {
        let kaart = waarde(document, font, b"ToUnicode")
            .and_then(|o| o.as_stream().ok())
            .and_then(|s| stromen.lees(s))
            .map(|b| Kaart::lees(&b));
        let dubbel = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type0");
        let naam = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let smal = naam.windows(7).any(|w| w.eq_ignore_ascii_case(b"courier"));
        let mut letter = Self { kaart, dubbel, smal, ..Self::default() };
        if dubbel {
            letter.breedtes_dubbel(document, font);
        } else {
            letter.tekens = enkele_tekens(document, font);
            letter.breedtes_enkel(document, font);
        }
        letter
    }

    fn breedtes_enkel(&mut self, document: &Document, font: &Dictionary) {
        let eerste =
            waarde(document, font, b"FirstChar").and_then(|o| o.as_i64().ok()).and_then(|e| u32::try_from(e).ok());
        let lijst = waarde(document, font, b"Widths").and_then(|o| o.as_array().ok());
        let (Some(eerste), Some(lijst)) = (eerste, lijst) else { return };
        for (code, breedte) in (eerste..256).zip(lijst) {
            let breedte = document.dereference(breedte).ok().and_then(|(_, o)| getal(o));
            self.breedtes.extend(breedte.map(|b| (code, b)));
        }
    }

    fn breedtes_dubbel(&mut self, document: &Document, font: &Dictionary) {
        let nakomeling = waarde(document, font, b"DescendantFonts")
            .and_then(|o| o.as_array().ok()?.first())
            .and_then(|o| document.dereference(o).ok()?.1.as_dict().ok());
        let Some(nakomeling) = nakomeling else { return };
        self.standaard = Some(waarde(document, nakomeling, b"DW").and_then(getal).unwrap_or(1000.0));
        let Some(lijst) = waarde(document, nakomeling, b"W").and_then(|o| o.as_array().ok()) else { return };
        let mut rest = lijst.as_slice();
        while let [van, tot, verder @ ..] = rest {
            let Some(van) = van.as_i64().ok().and_then(|v| u32::try_from(v).ok()) else { return };
            if let Ok((_, Object::Array(breedtes))) = document.dereference(tot) {
                self.breedtes.extend((van..).zip(breedtes.iter().filter_map(getal)).take(BREEDTES));
                rest = verder;
            } else if let ([breedte, verder @ ..], Some(tot)) =
                (verder, tot.as_i64().ok().and_then(|t| u32::try_from(t).ok()))
            {
                let breedte = getal(breedte).unwrap_or(500.0);
                self.breedtes.extend((van..=tot).take(1000).map(|c| (c, breedte)));
                rest = verder;
            } else {
                return;
            }
            if self.breedtes.len() > BREEDTES {
                return;
            }
        }
    }

    /// What a string shows.
    pub fn toon(&self, bytes: &[u8]) -> Getoond {
        let mut uit = Getoond::default();
        for code in bytes.chunks(if self.dubbel { 2 } else { 1 }) {
            let code = code.iter().fold(0_u32, |c, b| c << 8 | u32::from(*b));
            let teken = self.teken(code);
            uit.breed += self.breedte(code, &teken);
            uit.spaties += u32::from(!self.dubbel && code == 32);
            uit.codes += 1;
            uit.tekst.push_str(&teken);
        }
        uit
    }

    fn teken(&self, code: u32) -> String {
        let uit_kaart = self.kaart.as_ref().and_then(|k| k.teken(code)).filter(|t| !t.contains(['\u{fffd}', '\u{0}']));
        uit_kaart.or_else(|| self.tekens.get(usize::try_from(code).ok()?).cloned()).unwrap_or_default()
    }

    fn breedte(&self, code: u32, teken: &str) -> f64 {
        if let Some(b) = self.breedtes.get(&code).copied().or(self.standaard) {
            return b;
        }
        if self.smal {
            return 600.0;
        }
        let plek =
            teken.chars().next().and_then(|c| usize::try_from(u32::from(c)).ok()).and_then(|c| c.checked_sub(32));
        plek.and_then(|p| HELVETICA.get(p)).map_or(556.0, |b| f64::from(*b))
    }
}

/// What the 256 codes of a simple font stand for. A dictionary of odd glyph names still has a base.
fn enkele_tekens(document: &Document, font: &Dictionary) -> Vec<String> {
    let mut zonder = font.clone();
    zonder.remove(b"ToUnicode");
    if zonder.get_type().is_err() {
        zonder.set("Type", Object::Name(b"Font".to_vec()));
    }
    let gekend = zonder.get_font_encoding_with_limit(document, super::STROOM);
    let winansi = Encoding::SimpleEncoding(b"WinAnsiEncoding");
    let gekend = match &gekend {
        // Symbol fonts and the like name no encoding; the usual one is the better guess.
        Ok(e) if zonder.has(b"Encoding") => e,
        Ok(_) | Err(_) => &winansi,
    };
    (0..=255_u8)
        .map(|code| gekend.bytes_to_string(&[code]).or_else(|_| winansi.bytes_to_string(&[code])).unwrap_or_default())
        .collect()
}
