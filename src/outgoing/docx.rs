//! A message as a Word document: real headings, lists and a footer with page numbers, so that who gets it can work on
//! in it. It names no writer and no machine, and the same message gives the same bytes.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use quick_xml::escape::escape;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::sheet::{LineRole, MessageSheet, SheetLine};
use crate::domain::error::{Error, Result};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DOCUMENT_RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes the document.
///
/// # Errors
/// When it cannot be packed.
pub fn docx(sheet: &MessageSheet) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let files = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")], true)),
        ("docProps/core.xml", core(&sheet.name)),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footer", "footer1.xml")], false),
        ),
        ("word/document.xml", document(sheet)),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering()),
        ("word/footer1.xml", footer(&sheet.foot)),
    ];
    let error = || Error::data("Het document is niet te maken.");
    for (name, text) in files {
        zip.start_file(name, options).map_err(|_| error())?;
        zip.write_all(text.as_bytes()).map_err(|_| error())?;
    }
    Ok(zip.finish().map_err(|_| error())?.into_inner())
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    [
        XML.to_owned(),
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">".to_owned(),
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            .to_owned(),
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>".to_owned(),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("word/document.xml", &format!("{word}.document.main+xml")),
        part("word/styles.xml", &format!("{word}.styles+xml")),
        part("word/numbering.xml", &format!("{word}.numbering+xml")),
        part("word/footer1.xml", &format!("{word}.footer+xml")),
        "</Types>".to_owned(),
    ]
    .concat()
}

/// The parts that a part leads to, numbered from 1; the package itself leads to its properties too.
fn relations(parts: &[(&str, &str)], package: bool) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{PACKAGE_RELATIONS}\">");
    for (i, (kind, target)) in parts.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<Relationship Id=\"rId{}\" Type=\"{DOCUMENT_RELATIONS}/{kind}\" Target=\"{target}\"/>",
            i.saturating_add(1)
        );
    }
    if package {
        let _ = write!(
            out,
            "<Relationship Id=\"rIdCore\" Type=\"{PACKAGE_RELATIONS}/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        );
    }
    out + "</Relationships>"
}

fn core(name: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>nl-NL</dc:language></cp:coreProperties>",
        escape(name)
    )
}

fn document(sheet: &MessageSheet) -> String {
    let body: String = sheet.lines.iter().map(paragraph).collect();
    // A4 with margins of two and a half centimetres, in twentieths of a point.
    format!(
        "{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{DOCUMENT_RELATIONS}\"><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1134\" w:left=\"1417\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn paragraph(line: &SheetLine) -> String {
    let style = match line.role {
        LineRole::Title => "Title",
        LineRole::Field => "PiketVeld",
        LineRole::Heading => "Heading1",
        LineRole::Subheading => "Heading2",
        LineRole::Point => "ListBullet",
        LineRole::Text => "Normal",
        LineRole::Closing => "PiketSlot",
    };
    // Room between lists and what follows comes from the blank line that stood there.
    let spacing = match (line.apart, line.role) {
        (true, LineRole::Text | LineRole::Point | LineRole::Closing | LineRole::Field) => {
            "<w:spacing w:before=\"200\"/>"
        }
        (true, LineRole::Title | LineRole::Heading | LineRole::Subheading) | (false, _) => "",
    };
    let (label, words) = line.label();
    let label = if label.is_empty() { String::new() } else { run(label, "<w:rPr><w:b/></w:rPr>") };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{spacing}</w:pPr>{label}{}</w:p>", run(words, ""))
}

fn run(words: &str, properties: &str) -> String {
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

fn styles() -> String {
    let style = |id: &str, name: &str, paragraph: &str, letters: &str| {
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        let based = if id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        format!(
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    };
    let size = |half_points: u32| format!("<w:sz w:val=\"{half_points}\"/>");
    [
        format!("{XML}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>"),
        "<w:sz w:val=\"21\"/><w:lang w:val=\"nl-NL\"/></w:rPr></w:rPrDefault></w:docDefaults>".to_owned(),
        style("Normal", "Normal", "<w:spacing w:after=\"40\" w:line=\"264\" w:lineRule=\"auto\"/>", ""),
        style("Title", "Title", "<w:spacing w:after=\"160\"/>", &format!("<w:b/>{}", size(34))),
        style("PiketVeld", "Piket veld", "<w:spacing w:after=\"20\"/>", ""),
        style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"40\"/><w:outlineLvl w:val=\"0\"/>",
            &format!("<w:b/>{}", size(22)),
        ),
        style(
            "Heading2",
            "heading 2",
            "<w:keepNext/><w:spacing w:before=\"100\" w:after=\"20\"/><w:outlineLvl w:val=\"1\"/>",
            &format!("<w:b/>{}", size(19)),
        ),
        style(
            "ListBullet",
            "List Bullet",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:ind w:left=\"340\" w:hanging=\"340\"/>",
            "",
        ),
        style(
            "PiketSlot",
            "Piket slot",
            "<w:keepLines/><w:spacing w:after=\"0\"/>",
            &format!("<w:color w:val=\"404040\"/>{}", size(18)),
        ),
        style("Footer", "footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9072\"/></w:tabs>", &size(16)),
        "</w:styles>".to_owned(),
    ]
    .concat()
}

fn numbering() -> String {
    format!(
        "{XML}<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"340\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

fn footer(foot: &str) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{XML}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p></w:ftr>",
        run(foot, ""),
        run("Pagina ", ""),
        field("PAGE"),
        run(" van ", ""),
        field("NUMPAGES"),
    )
}
