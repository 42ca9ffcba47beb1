//! PDF files built here, read back as text and form fields.

use std::fmt::Write;

use super::*;

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn pdf(objecten: &[&str]) -> Vec<u8> {
    let mut uit = "%PDF-1.7\n".to_owned();
    for (nr, object) in (1..).zip(objecten) {
        let _ = write!(uit, "{nr} 0 obj\n{object}\nendobj\n");
    }
    uit.push_str("trailer << /Root 1 0 R >>\n%%EOF");
    uit.into_bytes()
}

fn stroom(inhoud: &str) -> String {
    format!("<< /Length {} >> stream\n{inhoud}\nendstream", inhoud.len())
}

const CATALOGUS: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const BLADEN: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const BLAD: &str =
    "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
const LETTER: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

fn met_inhoud(inhoud: &str, rest: &[&str]) -> Result<Vec<Vec<String>>, Gemis> {
    let inhoud = stroom(inhoud);
    let mut objecten = vec![CATALOGUS, BLADEN, BLAD, &inhoud, LETTER];
    objecten.extend(rest);
    cellen(&pdf(&objecten))
}

fn cellen(bytes: &[u8]) -> Result<Vec<Vec<String>>, Gemis> {
    Ok(regels(bytes)?.into_iter().filter(|r| !r.is_leeg()).map(|r| r.cellen).collect())
}

#[test]
fn text_comes_back_in_lines_and_cells() -> Result<(), Gemis> {
    let uit = met_inhoud(
        "BT /F1 10 Tf 50 700 Td (Naam) Tj 150 0 Td [(J) 20 (an) -300 (Pi\\353t)] TJ -150 -14 Td (een ) Tj (twee) Tj T* ET \
         q 1 0 0 1 50 600 cm BT /F1 10 Tf (onder) Tj ET Q BI /W 1 ID \x01(Tj) EI BT /F1 10 Tf 50 500 Td (na beeld) Tj ET",
        &[],
    )?;
    assert_eq!(uit, [vec!["Naam", "Jan Piët"], vec!["een twee"], vec!["onder"], vec!["na beeld"]]);
    Ok(())
}

#[test]
fn maps_of_characters_and_stamps_are_followed() -> Result<(), Gemis> {
    let kaart =
        stroom("beginbfchar <0001> <004E> <0002> <0061> endbfchar beginbfrange <0003> <0004> <006D> endbfrange");
    let vorm = "<< /Subtype /Form /Matrix [1 0 0 1 50 700] /Length 44 >> stream\nBT /F2 10 Tf <0001000200020003> Tj ET        \nendstream";
    let blad = BLAD.replace("/F1 5 0 R", "/F1 5 0 R /F2 7 0 R");
    let inhoud = stroom("/X Do");
    let objecten = [
        CATALOGUS,
        BLADEN,
        &blad,
        &inhoud,
        LETTER,
        vorm,
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [<< /DW 500 /W [1 [700 500] 3 4 800] >>] >>",
        &kaart,
    ];
    assert_eq!(cellen(&pdf(&objecten))?, [["Naam"]]);
    Ok(())
}

#[test]
fn answers_in_form_fields_are_read_by_name_and_by_place() -> Result<(), Gemis> {
    let inhoud =
        stroom("BT /F1 10 Tf 50 700 Td (Afdeling) Tj 0 -20 Td (Soort) Tj 160 0 Td (intra) Tj 60 0 Td (trans) Tj ET");
    let objecten = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 8 0 R 9 0 R] >> >>",
        BLADEN,
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 8 0 R 9 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
        &inhoud,
        LETTER,
        "<< /Subtype /Widget /FT /Tx /T (Tekstveld12) /V (Noord) /Rect [150 695 300 710] >>",
        "<< /FT /Tx /T (naam_verpleegde) /TU <FEFF004E00610061006D> /V <FEFF00D6006D00650072> >>",
        "<< /Subtype /Widget /FT /Btn /T (a) /AS /Ja /V /Ja /Rect [190 678 200 688] >>",
        "<< /Subtype /Widget /FT /Btn /T (b) /AS /Off /Rect [250 678 260 688] >>",
    ];
    let uit = cellen(&pdf(&objecten))?;
    assert!(uit.contains(&vec!["Naam".to_owned(), "Ömer".to_owned()]), "{uit:?}");
    assert!(uit.contains(&vec!["naam verpleegde".to_owned(), "Ömer".to_owned()]), "{uit:?}");
    assert!(uit.contains(&vec!["Afdeling".to_owned(), "Noord".to_owned()]), "{uit:?}");
    assert!(uit.iter().any(|r| r.join(" ").contains("Soort ☒ intra ☐ trans")), "{uit:?}");
    Ok(())
}

#[test]
fn the_last_version_of_an_object_counts_and_objects_may_be_packed() -> Result<(), Gemis> {
    let inhoud = stroom("BT /F1 10 Tf 50 700 Td (oud) Tj ET");
    let mut bytes = pdf(&[CATALOGUS, BLADEN, BLAD, &inhoud, LETTER]);
    bytes.extend(format!("\n4 0 obj {} endobj", stroom("BT /F1 10 Tf 50 700 Td (nieuw) Tj ET")).bytes());
    assert_eq!(cellen(&bytes)?, [["nieuw"]]);
    let pak = format!("2 0 3 {} 5 {} {BLADEN} {BLAD} {LETTER}", BLADEN.len() + 1, BLADEN.len() + BLAD.len() + 2);
    let eerste = pak.find("<<").unwrap_or_default();
    let pak = format!("<< /Type /ObjStm /N 3 /First {eerste} /Length {} >> stream\n{pak}\nendstream", pak.len());
    let gepakt = format!("%PDF-1.7\n1 0 obj {CATALOGUS} endobj 4 0 obj {inhoud} endobj 9 0 obj {pak} endobj");
    assert_eq!(cellen(gepakt.as_bytes())?, [["oud"]]);
    Ok(())
}

#[test]
fn circles_end() -> Result<(), Gemis> {
    let zelf = "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R 3 0 R] /Parent 2 0 R >>";
    let lus = "<< /Subtype /Form /Length 21 >> stream\n/X Do /X Do /X Do    \nendstream";
    let inhoud = stroom("/X Do BT /F1 10 Tf 50 700 Td (ja) Tj ET");
    let blad = BLAD.replace("/Contents 4 0 R", "/Contents [4 0 R 4 0 R 3 0 R]");
    assert_eq!(cellen(&pdf(&[CATALOGUS, zelf, &blad, &inhoud, LETTER, lus]))?, [["ja"]]);
    let velden = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 6 0 R] >> >>";
    let veld = "<< /T (x) /V 7 0 R /Parent 6 0 R /Kids [6 0 R] >>";
    cellen(&pdf(&[velden, BLADEN, BLAD, &inhoud, LETTER, veld, "7 0 R"])).map(|_| ())
}

#[test]
fn what_is_no_form_is_refused() {
    assert_eq!(cellen(b"%PDF-1.7 rommel"), Err(Gemis::GeenPdf));
    let veel = format!("[{}]", "1 ".repeat(ontleed::KNOPEN));
    assert_eq!(cellen(&pdf(&[CATALOGUS, &veel])), Err(Gemis::TeGroot));
    let xfa = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 9 0 R /Fields [] >> >>";
    assert_eq!(cellen(&pdf(&[xfa, BLADEN, BLAD])), Err(Gemis::Dynamisch));
    let sleutel = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 8 0 obj << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> endobj trailer << /Root 1 0 R /Encrypt 8 0 R /ID [(a) (a)] >>";
    assert_eq!(cellen(sleutel.as_bytes()), Err(Gemis::Beveiligd));
}

/// Files that make other readers parse the same bytes over and over.
#[test]
fn small_files_cannot_cost_much() {
    let index: String = (0..50_000).fold(String::new(), |mut s, nr| {
        let _ = write!(s, "{nr} 0 ");
        s
    });
    let rij = format!("[{}]", "1 ".repeat(100_000));
    let pak = format!(
        "<< /Type /ObjStm /N 50000 /First {} /Length {} >> stream\n{index}{rij}\nendstream",
        index.len(),
        index.len() + rij.len()
    );
    let haakjes = "obj (".repeat(400_000);
    let staarten = "trailer << /A (".repeat(300_000);
    for bytes in [
        pdf(&[CATALOGUS, BLADEN, &pak]),
        pdf(&[&haakjes]),
        pdf(&[CATALOGUS, &staarten]),
        pdf(&[&"1 0 obj 1 endobj ".repeat(200_000)]),
    ] {
        let _ = regels(&bytes);
    }
}

#[test]
fn mutated_files_never_panic() {
    let inhoud = stroom("BT /F1 10 Tf 50 700 Td [(Naam) -500 (X)] TJ T* (y) ' ET /X Do");
    let goed =
        pdf(&[CATALOGUS, BLADEN, BLAD, &inhoud, LETTER, "<< /Subtype /Form /Length 4 >> stream\nq Q \nendstream"]);
    proptest::proptest!(|(plekken in proptest::collection::vec((0..goed.len(), proptest::prelude::any::<u8>()), 1..8))| {
        let mut bytes = goed.clone();
        for (plek, b) in plekken {
            if let Some(doel) = bytes.get_mut(plek) {
                *doel = b;
            }
        }
        let _ = regels(&bytes);
    });
}
