//! Word documents built here, read back field by field.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn cells(body: &str) -> Vec<Vec<String>> {
    let xml = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    plain(&xml).into_iter().filter(|r| !r.is_empty()).map(|r| r.cells).collect()
}

fn plain(xml: &str) -> Vec<TextLine> {
    from_xml(xml, BTreeMap::new(), &mut ReadDocument::default())
}

fn read_bytes(bytes: &[u8]) -> Result<Vec<Vec<String>>, ZipFault> {
    let read = read(&mut archive::open(bytes)?)?;
    Ok(read.lines.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect())
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
    assert_eq!(read_bytes(&bomb), Err(ZipFault::TooLarge));
    assert_eq!(read_bytes(b"PK\x03\x04rommel"), Err(ZipFault::Damaged));
    assert_eq!(read_bytes(&zip("iets.xml", b"<a/>")?), Err(ZipFault::Damaged));
    assert_eq!(read_bytes(&b"PK\x01\x02".repeat(5000)), Err(ZipFault::TooLarge));
    let nested = "<w:sdt>".repeat(100_000) + &"<w:r><w:t>x</w:t></w:r>".repeat(10_000);
    assert_eq!(plain(&nested).len(), 1);
    let elsewhere = plain(&"<w:tbl><w:tr><w:tc>".repeat(50_000));
    assert!(elsewhere.len() < 100);
    Ok(())
}

#[test]
fn prompts_stay_out_and_answers_under_their_flag_come_in() {
    let control = |style: &str, text: &str| {
        cells(&format!(
            "<w:p><w:r><w:t>Naam:</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val='v'/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>\
             <w:rPr><w:rStyle w:val='{style}'/></w:rPr><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ))
    };
    assert_eq!(control("", "A. Proef"), [vec!["Naam:A. Proef"], vec!["v", "A. Proef"]]);
    assert_eq!(control("Tekstvantijdelijkeaanduiding", "naam van de patiënt"), [["Naam:"]]);
    assert_eq!(control("", "Klik hier als u tekst wilt invoeren."), [["Naam:"]]);
}

#[test]
fn letters_of_symbol_fonts_are_boxes() {
    let run = |font: &str, t: &str| format!("<w:r><w:rPr><w:rFonts w:ascii='{font}'/></w:rPr><w:t>{t}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("Wingdings", "þ"),
        run("Arial", "man "),
        run("Wingdings", "¨"),
        run("Arial", "vrouw \u{f0fe}x")
    );
    assert_eq!(cells(&body), [["☒man ☐vrouw ☒x"]]);
}

#[test]
fn headers_footers_and_what_is_put_in_at_opening_are_read() -> Result<(), Box<dyn std::error::Error>> {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let rel = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/relationships/{kind}' Target='{target}'/>")
    };
    let parts = [
        (
            "word/document.xml",
            format!(
                "<w:document><w:body>{}<w:altChunk r:id='r1'/>{}<w:altChunk r:id='r9'/></w:body></w:document>",
                p("voor"),
                p("na")
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships>{}{}{}{}</Relationships>",
                rel("r1", "aFChunk", "afchunk.html"),
                rel("r2", "header", "header1.xml"),
                rel("r3", "header", "/word/header1.xml"),
                rel("r9", "aFChunk", "weg.html")
            ),
        ),
        ("word/afchunk.html", "<html><table><tr><td>Naam<td>A</table></html>".to_owned()),
        ("word/header1.xml", format!("<w:hdr>{}</w:hdr>", p("Inrichting: X"))),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    let bytes = zip.finish()?.into_inner();
    let document = read(&mut archive::open(&bytes).map_err(|f| format!("{f:?}"))?).map_err(|f| format!("{f:?}"))?;
    let cells: Vec<Vec<String>> = document.lines.into_iter().filter(|l| !l.is_empty()).map(|l| l.cells).collect();
    assert_eq!(cells, [vec!["voor"], vec!["Naam", "A"], vec!["na"], vec!["Inrichting: X"]]);
    assert_eq!(document.remarks.len(), 2);
    Ok(())
}

#[test]
fn what_nobody_sees_is_left_out_and_said() {
    let read = |body: &str| {
        let mut document = ReadDocument::default();
        let xml = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        let lines = from_xml(&xml, BTreeMap::new(), &mut document);
        let text: Vec<String> = lines.iter().filter(|line| !line.is_empty()).map(TextLine::plain).collect();
        (text.join(" "), document.remarks.len())
    };
    let run = |looks: &str, text: &str| format!("<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>");
    let white = run("<w:color w:val='FFFFFF'/>", "A ");
    for hidden in [&white, &run("<w:sz w:val='2'/>", "A ")] {
        assert_eq!(read(&format!("<w:p>{hidden}{}</w:p>", run("", "een"))), ("een".to_owned(), 1), "{hidden}");
    }
    let cell = |fill: &str| {
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='{fill}'/></w:tcPr><w:p>{white}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("", "een")
        )
    };
    assert_eq!(read(&cell("auto")), ("een".to_owned(), 1));
    assert_eq!(read(&cell("1F3864")), ("A een".to_owned(), 0));
    let marked = run("<w:color w:val='FFFFFF'/><w:shd w:fill='000000'/>", "A ");
    assert_eq!(read(&format!("<w:p>{marked}</w:p>")), ("A".to_owned(), 0));
}
