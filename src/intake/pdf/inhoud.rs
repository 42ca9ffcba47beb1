//! The content of a page as pieces of text with their places. Only what moves or shows text is followed.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{
    Stromen,
    blad::Stuk,
    getal,
    letter::{Letter, Letters},
    ontleed::{Ontleder, Volgende},
    waarde,
};
use crate::intake::grenzen::vind;

/// Pieces of text on one page, and operands before one operator.
const STUKKEN: usize = 20_000;
const OPERANDEN: usize = 2000;
/// Bytes of text on one page, and in one string.
const TEKENS: usize = 500_000;
const STRENG: usize = 8192;
/// Content streams of one page, and drawings within drawings.
const STROMEN_PER_BLAD: usize = 64;
const DIEPTE: usize = 6;
/// Drawings on one page; each may be drawn again and again.
const TEKENINGEN: usize = 200;

/// A transformation of the plane: where a step to the right, a step up and the origin end up.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    rechts: [f64; 2],
    omhoog: [f64; 2],
    oorsprong: [f64; 2],
}

impl Matrix {
    const EEN: Self = Self { rechts: [1.0, 0.0], omhoog: [0.0, 1.0], oorsprong: [0.0, 0.0] };

    fn uit(operanden: &[Object]) -> Option<Self> {
        let getallen: Vec<f64> = operanden.iter().filter_map(getal).collect();
        let [rechts, omhoog, oorsprong] = *getallen.as_chunks::<2>().0 else { return None };
        Some(Self { rechts, omhoog, oorsprong })
    }

    const fn schuif(x: f64, y: f64) -> Self {
        Self { oorsprong: [x, y], ..Self::EEN }
    }

    /// This one first, then the other.
    fn dan(self, ander: Self) -> Self {
        let richting =
            |[x, y]: [f64; 2]| [x * ander.rechts[0] + y * ander.omhoog[0], x * ander.rechts[1] + y * ander.omhoog[1]];
        let [x, y] = richting(self.oorsprong);
        Self {
            rechts: richting(self.rechts),
            omhoog: richting(self.omhoog),
            oorsprong: [x + ander.oorsprong[0], y + ander.oorsprong[1]],
        }
    }
}

/// How much longer a step has become.
fn lengte([x, y]: [f64; 2]) -> f64 {
    x.hypot(y)
}

/// The pieces of one page, up to what a page can hold.
#[derive(Default)]
struct Blad {
    stukken: Vec<Stuk>,
    tekens: usize,
}

impl Blad {
    const fn is_vol(&self) -> bool {
        self.stukken.len() >= STUKKEN || self.tekens >= TEKENS
    }
}

/// What the text operators change.
#[derive(Clone)]
struct Staat {
    ctm: Matrix,
    letter: Option<Rc<Letter>>,
    grootte: f64,
    tekens: f64,
    woorden: f64,
    schaal: f64,
    regelafstand: f64,
}

/// The pieces of text on a page.
pub fn stukken(document: &Document, bladzijde: ObjectId, letters: &mut Letters, stromen: &mut Stromen) -> Vec<Stuk> {
    let Ok(blad) = document.get_dictionary(bladzijde) else { return Vec::new() };
    let leeg = Dictionary::new();
    let bronnen = geerfd(document, blad, b"Resources").and_then(|o| o.as_dict().ok()).unwrap_or(&leeg);
    let mut inhoud = Vec::new();
    for id in document.get_page_contents(bladzijde).into_iter().take(STROMEN_PER_BLAD) {
        let stroom = document.get_object(id).and_then(Object::as_stream).ok();
        if let Some(bytes) = stroom.and_then(|s| stromen.lees(s)) {
            inhoud.extend_from_slice(&bytes);
            inhoud.push(b'\n');
        }
    }
    let mut tekenaar = Tekenaar { document, letters, stromen, uit: Blad::default(), tekeningen: 0 };
    tekenaar.voer_uit(&inhoud, bronnen, Matrix::EEN, 0);
    tekenaar.uit.stukken
}

/// An entry of a page that it may have from the tree above it.
fn geerfd<'d>(document: &'d Document, blad: &'d Dictionary, sleutel: &[u8]) -> Option<&'d Object> {
    let mut knoop = blad;
    for _ in 0..32 {
        if let Some(gevonden) = waarde(document, knoop, sleutel) {
            return Some(gevonden);
        }
        knoop = waarde(document, knoop, b"Parent")?.as_dict().ok()?;
    }
    None
}

struct Tekenaar<'d, 'm> {
    document: &'d Document,
    letters: &'m mut Letters,
    stromen: &'m mut Stromen,
    uit: Blad,
    tekeningen: usize,
}

impl Tekenaar<'_, '_> {
    fn voer_uit(&mut self, inhoud: &[u8], bronnen: &Dictionary, ctm: Matrix, diepte: usize) {
        let mut ontleder = Ontleder::nieuw(inhoud, 0, super::STROOM);
        let mut operanden: Vec<Object> = Vec::new();
        let begin =
            Staat { ctm, letter: None, grootte: 1.0, tekens: 0.0, woorden: 0.0, schaal: 1.0, regelafstand: 0.0 };
        let mut pen = Pen { staat: begin, bewaard: Vec::new(), tekst: Matrix::EEN, regel: Matrix::EEN };
        while let Some(volgende) = ontleder.volgende() {
            match volgende {
                Volgende::Object(o) if operanden.len() < OPERANDEN => operanden.push(o),
                Volgende::Object(_) => {}
                Volgende::Woord(woord) => {
                    match woord.as_slice() {
                        b"ID" => ontleder.plek = na_beeld(inhoud, ontleder.plek),
                        b"Do" => self.tekening(&operanden, bronnen, pen.staat.ctm, diepte),
                        b"Tf" => {
                            if let [Object::Name(naam), grootte] = operanden.as_slice() {
                                pen.staat.letter = self.letters.geef(self.document, bronnen, naam, self.stromen);
                                pen.staat.grootte = getal(grootte).unwrap_or(1.0);
                            }
                        }
                        woord => pen.doe(woord, &operanden, &mut self.uit),
                    }
                    operanden.clear();
                    if self.uit.is_vol() {
                        return;
                    }
                }
            }
        }
    }

    /// A drawing that is used like a stamp; forms filled in by programs often are.
    fn tekening(&mut self, operanden: &[Object], bronnen: &Dictionary, ctm: Matrix, diepte: usize) {
        self.tekeningen += 1;
        let [Object::Name(naam)] = operanden else { return };
        if diepte >= DIEPTE || self.tekeningen > TEKENINGEN {
            return;
        }
        let document = self.document;
        let stroom = waarde(document, bronnen, b"XObject")
            .and_then(|o| o.as_dict().ok())
            .and_then(|lijst| waarde(document, lijst, naam))
            .and_then(|o| o.as_stream().ok());
        let Some(stroom) = stroom else { return };
        if stroom.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s != b"Form") {
            return;
        }
        let Some(inhoud) = self.stromen.lees(stroom) else { return };
        let eigen = waarde(document, &stroom.dict, b"Resources").and_then(|o| o.as_dict().ok());
        let matrix = waarde(document, &stroom.dict, b"Matrix").and_then(|o| Matrix::uit(o.as_array().ok()?));
        self.voer_uit(&inhoud, eigen.unwrap_or(bronnen), matrix.unwrap_or(Matrix::EEN).dan(ctm), diepte + 1);
    }
}

/// Past the data of a picture that stands in the content itself.
fn na_beeld(inhoud: &[u8], plek: usize) -> usize {
    let mut vanaf = plek;
    while let Some(einde) = vind(inhoud, b"EI", vanaf) {
        let los = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
        if los(einde.checked_sub(1).and_then(|v| inhoud.get(v))) && los(inhoud.get(einde + 2)) {
            return einde + 2;
        }
        vanaf = einde + 2;
    }
    inhoud.len()
}

struct Pen {
    staat: Staat,
    bewaard: Vec<Staat>,
    tekst: Matrix,
    regel: Matrix,
}

impl Pen {
    fn doe(&mut self, woord: &[u8], operanden: &[Object], uit: &mut Blad) {
        let eerste = operanden.first().and_then(getal);
        match (woord, operanden) {
            (b"q", _) if self.bewaard.len() < 200 => self.bewaard.push(self.staat.clone()),
            (b"Q", _) => {
                if let Some(staat) = self.bewaard.pop() {
                    self.staat = staat;
                }
            }
            (b"cm", _) => {
                if let Some(m) = Matrix::uit(operanden) {
                    self.staat.ctm = m.dan(self.staat.ctm);
                }
            }
            (b"BT", _) => self.zet(Matrix::EEN),
            (b"Tm", _) => self.zet(Matrix::uit(operanden).unwrap_or(Matrix::EEN)),
            (b"Td" | b"TD", [x, y]) => {
                let (Some(x), Some(y)) = (getal(x), getal(y)) else { return };
                if woord == b"TD" {
                    self.staat.regelafstand = -y;
                }
                self.zet(Matrix::schuif(x, y).dan(self.regel));
            }
            (b"T*", _) => self.nieuwe_regel(),
            (b"Tc", _) => self.staat.tekens = eerste.unwrap_or(0.0),
            (b"Tw", _) => self.staat.woorden = eerste.unwrap_or(0.0),
            (b"Tz", _) => self.staat.schaal = eerste.unwrap_or(100.0) / 100.0,
            (b"TL", _) => self.staat.regelafstand = eerste.unwrap_or(0.0),
            (b"Tj", [Object::String(s, _)]) => self.toon(s, uit),
            (b"'", [Object::String(s, _)]) => {
                self.nieuwe_regel();
                self.toon(s, uit);
            }
            (b"\"", [woorden, tekens, Object::String(s, _)]) => {
                self.staat.woorden = getal(woorden).unwrap_or(0.0);
                self.staat.tekens = getal(tekens).unwrap_or(0.0);
                self.nieuwe_regel();
                self.toon(s, uit);
            }
            (b"TJ", [Object::Array(delen)]) => {
                for deel in delen {
                    match deel {
                        Object::String(s, _) => self.toon(s, uit),
                        ander => {
                            let afstand = getal(ander).unwrap_or(0.0) / -1000.0;
                            self.tekst =
                                Matrix::schuif(afstand * self.staat.grootte * self.staat.schaal, 0.0).dan(self.tekst);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn zet(&mut self, m: Matrix) {
        (self.tekst, self.regel) = (m, m);
    }

    fn nieuwe_regel(&mut self) {
        self.zet(Matrix::schuif(0.0, -self.staat.regelafstand).dan(self.regel));
    }

    fn toon(&mut self, bytes: &[u8], uit: &mut Blad) {
        let Some(letter) = self.staat.letter.as_ref().filter(|_| !uit.is_vol()) else { return };
        let getoond = letter.toon(bytes.get(..bytes.len().min(STRENG)).unwrap_or_default());
        let breed = (getoond.breed / 1000.0 * self.staat.grootte
            + self.staat.tekens * f64::from(getoond.codes)
            + self.staat.woorden * f64::from(getoond.spaties))
            * self.staat.schaal;
        let plaats = self.tekst.dan(self.staat.ctm);
        let [x, y] = plaats.oorsprong;
        let hoog = self.staat.grootte.abs() * lengte(plaats.omhoog);
        let stuk = Stuk { x, y, breed: breed * lengte(plaats.rechts), hoog, tekst: getoond.tekst };
        uit.tekens += stuk.tekst.len();
        if [x, y, stuk.breed, hoog].iter().all(|v| v.is_finite()) {
            uit.stukken.push(stuk.rechtop(plaats.rechts));
        }
        self.tekst = Matrix::schuif(breed, 0.0).dan(self.tekst);
    }
}
