//! The fields of a PDF form. Their answers are not part of the page's text: they are read by name, and put
//! on the page where the reader sees them, because makers of forms call their fields `Tekstveld12`.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{blad::Stuk, getal, tekst, waarde};
use crate::intake::docx::woorden;

/// Fields of one form, and fields within fields.
const VELDEN: usize = 1000;
const DIEPTE: usize = 16;
/// Height of a line in a field, points.
const REGEL: f64 = 12.0;

fn formulier(document: &Document) -> Option<&Dictionary> {
    waarde(document, document.catalog().ok()?, b"AcroForm")?.as_dict().ok()
}

/// True when the form is a program inside the PDF (XFA), whose pages only say so.
pub fn is_dynamisch(document: &Document) -> bool {
    formulier(document).is_some_and(|f| f.has(b"XFA"))
}

/// Names and answers of the fields that have both; a field with a description counts under both.
pub fn velden(document: &Document) -> Vec<[String; 2]> {
    let mut uit = Vec::new();
    let lijst = formulier(document).and_then(|f| waarde(document, f, b"Fields")).and_then(|o| o.as_array().ok());
    let mut gezien = BTreeSet::new();
    for veld in lijst.into_iter().flatten() {
        verzamel(document, veld, 0, &mut gezien, &mut uit);
    }
    uit
}

fn verzamel(
    document: &Document,
    veld: &Object,
    diepte: usize,
    gezien: &mut BTreeSet<ObjectId>,
    uit: &mut Vec<[String; 2]>,
) {
    let nieuw = veld.as_reference().is_ok_and(|id| gezien.insert(id));
    if !nieuw || diepte > DIEPTE || gezien.len() > VELDEN {
        return;
    }
    let Some(woordenboek) = document.dereference(veld).ok().and_then(|(_, o)| o.as_dict().ok()) else { return };
    if let Some(antwoord) = antwoord(document, woordenboek) {
        for naam in [&b"TU"[..], b"T"] {
            if let Some(naam) = waarde(document, woordenboek, naam).and_then(|o| o.as_str().ok()) {
                uit.push([woorden(&tekst(naam)), antwoord.clone()]);
            }
        }
    }
    let kinderen = waarde(document, woordenboek, b"Kids").and_then(|o| o.as_array().ok());
    for kind in kinderen.into_iter().flatten() {
        verzamel(document, kind, diepte + 1, gezien, uit);
    }
}

/// The answer in words; a button that is off, or only on, has none.
fn antwoord(document: &Document, veld: &Dictionary) -> Option<String> {
    let uit = match waarde(document, veld, b"V")? {
        Object::String(s, _) => tekst(s),
        Object::Name(n) => tekst(n),
        Object::Array(lijst) => lijst.iter().filter_map(|o| o.as_str().ok()).map(tekst).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let zegt_iets = !matches!(uit.to_lowercase().as_str(), "" | "off" | "on" | "yes" | "1" | "0");
    let knop = waarde(document, veld, b"FT").is_some_and(|o| o.as_name().is_ok_and(|n| n == b"Btn"));
    (zegt_iets || !knop && !uit.trim().is_empty()).then_some(uit)
}

/// The answers on a page, each at the place of its field.
pub fn ingevuld(document: &Document, bladzijde: ObjectId) -> Vec<Stuk> {
    let aantekeningen = document
        .get_dictionary(bladzijde)
        .ok()
        .and_then(|blad| waarde(document, blad, b"Annots"))
        .and_then(|o| o.as_array().ok());
    aantekeningen
        .into_iter()
        .flatten()
        .take(VELDEN)
        .filter_map(|a| document.dereference(a).ok()?.1.as_dict().ok())
        .flat_map(|a| op_zijn_plaats(document, a))
        .collect()
}

fn op_zijn_plaats(document: &Document, aantekening: &Dictionary) -> Vec<Stuk> {
    let soort = aantekening.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let inhoud = match soort {
        b"Widget" => in_veld(document, aantekening),
        // Typed onto the page with a viewer.
        b"FreeText" => waarde(document, aantekening, b"Contents").and_then(|o| o.as_str().ok()).map(tekst),
        _ => None,
    };
    let hoeken: Vec<f64> = waarde(document, aantekening, b"Rect")
        .and_then(|o| o.as_array().ok())
        .map(|h| h.iter().filter_map(getal).collect())
        .unwrap_or_default();
    let (Some(inhoud), [x0, y0, x1, y1]) = (inhoud, hoeken.as_slice()) else { return Vec::new() };
    let (links, rechts, onder, boven) = (x0.min(*x1), x0.max(*x1), y0.min(*y1), y0.max(*y1));
    // One line sits a little above the lower edge; several start at the top.
    let eerste = if boven - onder < 2.0 * REGEL { onder + (0.3 * (boven - onder)).min(4.0) } else { boven - REGEL };
    let regels: Vec<&str> = inhoud.split(['\r', '\n']).filter(|r| !r.trim().is_empty()).collect();
    regels
        .iter()
        .zip(0_u16..200)
        .map(|(regel, nr)| Stuk {
            x: links + 1.0,
            y: REGEL.mul_add(-f64::from(nr), eerste),
            breed: rechts - links - 1.0,
            hoog: 10.0,
            tekst: (*regel).to_owned(),
        })
        .collect()
}

/// What a field shows: its text, or a box that is ticked or not.
fn in_veld(document: &Document, veld: &Dictionary) -> Option<String> {
    let soort = van_veld(document, veld, b"FT")?.as_name().ok()?;
    if soort != b"Btn" {
        return match van_veld(document, veld, b"V")? {
            Object::String(s, _) => Some(tekst(s)),
            Object::Name(n) => Some(tekst(n)),
            _ => None,
        };
    }
    let vlaggen = van_veld(document, veld, b"Ff").and_then(|o| o.as_i64().ok()).unwrap_or(0);
    let drukknop = vlaggen & (1 << 16) != 0;
    let stand = waarde(document, veld, b"AS").and_then(|o| o.as_name().ok());
    let aan = stand.is_some_and(|s| s != b"Off");
    (!drukknop).then(|| if aan { "☒ " } else { "☐ " }.to_owned())
}

/// An entry of a field that it may have from the field above it.
fn van_veld<'d>(document: &'d Document, veld: &'d Dictionary, sleutel: &[u8]) -> Option<&'d Object> {
    let mut knoop = veld;
    for _ in 0..DIEPTE {
        if let Some(gevonden) = waarde(document, knoop, sleutel) {
            return Some(gevonden);
        }
        knoop = waarde(document, knoop, b"Parent")?.as_dict().ok()?;
    }
    None
}
