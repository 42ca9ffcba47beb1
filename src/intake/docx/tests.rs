//! Word documents built here, read back field by field.

use std::io::Write;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn cells(body: &str) -> Vec<Vec<String>> {
    let xml = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    from_xml(&xml).into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect()
}

fn zip(name: &str, content: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated))?;
    zip.write_all(content)?;
    Ok(zip.finish()?.into_inner())
}

#[test]
fn tables_paragraphs_and_entities() {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(a), p(b));
    let body = format!("{}<w:tbl>{}{}</w:tbl>", p("A &amp; B &#233;"), row("Naam", "X"), row("Delict", ""));
    assert_eq!(cells(&body), [vec!["A & B é"], vec!["Naam", "X"], vec!["Delict", ""]]);
    let nested =
        format!("<w:tbl><w:tr><w:tc>{}<w:tbl>{}</w:tbl>{}</w:tc></w:tr></w:tbl>", p("voor"), row("Naam", "X"), p("na"));
    assert_eq!(cells(&nested), [vec!["voor"], vec!["Naam", "X"], vec!["na"]]);
}

#[test]
fn what_was_deleted_or_struck_is_no_answer() {
    let body = "<w:p><w:r><w:t>man </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>vrouw</w:t></w:r>\
                <w:del><w:r><w:delText>oud</w:delText></w:r></w:del><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins>\
                <w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t> blijft</w:t></w:r></w:p>";
    assert_eq!(cells(body), [["man nieuw blijft"]]);
}

#[test]
fn content_controls_show_their_answer_and_not_their_prompt() {
    let sdt = |own: &str, text: &str| {
        format!("<w:sdt><w:sdtPr>{own}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>")
    };
    let body = format!(
        "<w:p><w:r><w:t>Afdeling: </w:t></w:r>{}</w:p><w:p><w:r><w:t>Soort: </w:t></w:r>{}<w:r><w:t> intra </w:t></w:r>{}<w:r><w:t> trans</w:t></w:r></w:p>{}",
        sdt("<w:showingPlcHdr/>", "Klik of tik om tekst in te voeren."),
        sdt("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", "☒"),
        sdt("<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>", "☐"),
        sdt("<w:alias w:val='NaamVerpleegde'/>", "X"),
    );
    assert_eq!(
        cells(&body),
        [vec!["Afdeling:"], vec!["Soort: ☒ intra ☐ trans"], vec!["X"], vec!["Naam Verpleegde", "X"]]
    );
}

#[test]
fn legacy_fields_and_symbols() {
    let fld = |data: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:p>{}<w:r><w:t>ja</w:t></w:r></w:p><w:p>{}</w:p><w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>nee</w:t></w:r></w:p>",
        fld("<w:textInput/>", "Noord"),
        fld("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", ""),
        fld("<w:ddList><w:result w:val='1'/><w:listEntry w:val='man'/><w:listEntry w:val='vrouw'/></w:ddList>", ""),
    );
    assert_eq!(cells(&body), [["Noord"], ["☒ ja"], ["vrouw"], ["☒nee"]]);
}

#[test]
fn bombs_and_rubbish_are_refused() -> Result<(), Box<dyn std::error::Error>> {
    let bomb = zip("word/document.xml", &vec![b' '; limits::DOCX_TEXT + 10])?;
    assert!(bomb.len() < 100_000);
    assert_eq!(lines(&bomb), Err(DocxError::TooLarge));
    assert_eq!(lines(b"PK\x03\x04rommel"), Err(DocxError::NotWord));
    assert_eq!(lines(&zip("iets.xml", b"<a/>")?), Err(DocxError::NotWord));
    assert_eq!(lines(&b"PK\x01\x02".repeat(5000)), Err(DocxError::TooLarge));
    let nested = "<w:sdt>".repeat(100_000) + &"<w:r><w:t>x</w:t></w:r>".repeat(10_000);
    assert_eq!(from_xml(&nested).len(), 1);
    let elsewhere = from_xml(&"<w:tbl><w:tr><w:tc>".repeat(50_000));
    assert!(elsewhere.len() < 100);
    Ok(())
}
