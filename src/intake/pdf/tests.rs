//! PDF files built here, read back as text and form fields.

use std::fmt::Write;

use super::*;

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    for (nr, object) in (1..).zip(objects) {
        let _ = write!(out, "{nr} 0 obj\n{object}\nendobj\n");
    }
    out.push_str("trailer << /Root 1 0 R >>\n%%EOF");
    out.into_bytes()
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >> stream\n{content}\nendstream", content.len())
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE: &str =
    "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

fn with_content(content: &str, rest: &[&str]) -> Result<Vec<Vec<String>>, PdfError> {
    let content = stream(content);
    let mut objects = vec![CATALOG, PAGES, PAGE, &content, FONT];
    objects.extend(rest);
    cells(&pdf(&objects))
}

fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, PdfError> {
    Ok(read(bytes)?.lines.into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect())
}

#[test]
fn text_comes_back_in_lines_and_cells() -> Result<(), PdfError> {
    let out = with_content(
        "BT /F1 10 Tf 50 700 Td (Naam) Tj 150 0 Td [(J) 20 (an) -300 (Pi\\353t)] TJ -150 -14 Td (een ) Tj (twee) Tj T* ET \
         q 1 0 0 1 50 600 cm BT /F1 10 Tf (onder) Tj ET Q BI /W 1 ID \x01(Tj) EI BT /F1 10 Tf 50 500 Td (na beeld) Tj ET",
        &[],
    )?;
    assert_eq!(out, [vec!["Naam", "Jan Piët"], vec!["een twee"], vec!["onder"], vec!["na beeld"]]);
    Ok(())
}

#[test]
fn maps_of_characters_and_stamps_are_followed() -> Result<(), PdfError> {
    let char_map =
        stream("beginbfchar <0001> <004E> <0002> <0061> endbfchar beginbfrange <0003> <0004> <006D> endbfrange");
    let shape = "<< /Subtype /Form /Matrix [1 0 0 1 50 700] /Length 44 >> stream\nBT /F2 10 Tf <0001000200020003> Tj ET        \nendstream";
    let page = PAGE.replace("/F1 5 0 R", "/F1 5 0 R /F2 7 0 R");
    let content = stream("/X Do");
    let objects = [
        CATALOG,
        PAGES,
        &page,
        &content,
        FONT,
        shape,
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [<< /DW 500 /W [1 [700 500] 3 4 800] >>] >>",
        &char_map,
    ];
    assert_eq!(cells(&pdf(&objects))?, [["Naam"]]);
    Ok(())
}

#[test]
fn answers_in_form_fields_are_read_by_name_and_by_place() -> Result<(), PdfError> {
    let content =
        stream("BT /F1 10 Tf 50 700 Td (Afdeling) Tj 0 -20 Td (Soort) Tj 160 0 Td (intra) Tj 60 0 Td (trans) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 8 0 R 9 0 R] >> >>",
        PAGES,
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 8 0 R 9 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
        &content,
        FONT,
        "<< /Subtype /Widget /FT /Tx /T (Tekstveld12) /V (Noord) /Rect [150 695 300 710] >>",
        "<< /FT /Tx /T (naam_verpleegde) /TU <FEFF004E00610061006D> /V <FEFF00D6006D00650072> >>",
        "<< /Subtype /Widget /FT /Btn /T (a) /AS /Ja /V /Ja /Rect [190 678 200 688] >>",
        "<< /Subtype /Widget /FT /Btn /T (b) /AS /Off /Rect [250 678 260 688] >>",
    ];
    let out = cells(&pdf(&objects))?;
    assert!(out.contains(&vec!["Naam".to_owned(), "Ömer".to_owned()]), "{out:?}");
    assert!(out.contains(&vec!["naam verpleegde".to_owned(), "Ömer".to_owned()]), "{out:?}");
    assert!(out.contains(&vec!["Afdeling".to_owned(), "Noord".to_owned()]), "{out:?}");
    assert!(out.iter().any(|r| r.join(" ").contains("Soort ☒ intra ☐ trans")), "{out:?}");
    Ok(())
}

#[test]
fn the_last_version_of_an_object_counts_and_objects_may_be_packed() -> Result<(), PdfError> {
    let content = stream("BT /F1 10 Tf 50 700 Td (oud) Tj ET");
    let mut bytes = pdf(&[CATALOG, PAGES, PAGE, &content, FONT]);
    bytes.extend(format!("\n4 0 obj {} endobj", stream("BT /F1 10 Tf 50 700 Td (nieuw) Tj ET")).bytes());
    assert_eq!(cells(&bytes)?, [["nieuw"]]);
    let pack = format!("2 0 3 {} 5 {} {PAGES} {PAGE} {FONT}", PAGES.len() + 1, PAGES.len() + PAGE.len() + 2);
    let first = pack.find("<<").unwrap_or_default();
    let pack = format!("<< /Type /ObjStm /N 3 /First {first} /Length {} >> stream\n{pack}\nendstream", pack.len());
    let packed = format!("%PDF-1.7\n1 0 obj {CATALOG} endobj 4 0 obj {content} endobj 9 0 obj {pack} endobj");
    assert_eq!(cells(packed.as_bytes())?, [["oud"]]);
    Ok(())
}

#[test]
fn circles_end() -> Result<(), PdfError> {
    let itself = "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R 3 0 R] /Parent 2 0 R >>";
    let cycle = "<< /Subtype /Form /Length 21 >> stream\n/X Do /X Do /X Do    \nendstream";
    let content = stream("/X Do BT /F1 10 Tf 50 700 Td (ja) Tj ET");
    let page = PAGE.replace("/Contents 4 0 R", "/Contents [4 0 R 4 0 R 3 0 R]");
    assert_eq!(cells(&pdf(&[CATALOG, itself, &page, &content, FONT, cycle]))?, [["ja"]]);
    let fields = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 6 0 R] >> >>";
    let field = "<< /T (x) /V 7 0 R /Parent 6 0 R /Kids [6 0 R] >>";
    cells(&pdf(&[fields, PAGES, PAGE, &content, FONT, field, "7 0 R"])).map(|_| ())
}

#[test]
fn what_is_no_form_is_refused() {
    assert_eq!(cells(b"%PDF-1.7 rommel"), Err(PdfError::NotPdf));
    let many = format!("[{}]", "1 ".repeat(lexer::MAX_NODES));
    assert_eq!(cells(&pdf(&[CATALOG, &many])), Err(PdfError::TooLarge));
    let xfa = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 9 0 R /Fields [] >> >>";
    assert_eq!(cells(&pdf(&[xfa, PAGES, PAGE])), Err(PdfError::Dynamic));
    let key = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 8 0 obj << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> endobj trailer << /Root 1 0 R /Encrypt 8 0 R /ID [(a) (a)] >>";
    assert_eq!(cells(key.as_bytes()), Err(PdfError::Protected));
}

/// Files that make other readers parse the same bytes over and over.
#[test]
fn small_files_cannot_cost_much() {
    let index: String = (0..50_000).fold(String::new(), |mut s, nr| {
        let _ = write!(s, "{nr} 0 ");
        s
    });
    let array = format!("[{}]", "1 ".repeat(100_000));
    let pack = format!(
        "<< /Type /ObjStm /N 50000 /First {} /Length {} >> stream\n{index}{array}\nendstream",
        index.len(),
        index.len() + array.len()
    );
    let parens = "obj (".repeat(400_000);
    let tails = "trailer << /A (".repeat(300_000);
    for bytes in [
        pdf(&[CATALOG, PAGES, &pack]),
        pdf(&[&parens]),
        pdf(&[CATALOG, &tails]),
        pdf(&[&"1 0 obj 1 endobj ".repeat(200_000)]),
    ] {
        let _ = read(&bytes);
    }
}

#[test]
fn mutated_files_never_panic() {
    let content = stream("BT /F1 10 Tf 50 700 Td [(Naam) -500 (X)] TJ T* (y) ' ET /X Do");
    let good = pdf(&[CATALOG, PAGES, PAGE, &content, FONT, "<< /Subtype /Form /Length 4 >> stream\nq Q \nendstream"]);
    proptest::proptest!(|(positions in proptest::collection::vec((0..good.len(), proptest::prelude::any::<u8>()), 1..8))| {
        let mut bytes = good.clone();
        for (pos, b) in positions {
            if let Some(target) = bytes.get_mut(pos) {
                *target = b;
            }
        }
        let _ = read(&bytes);
    });
}
