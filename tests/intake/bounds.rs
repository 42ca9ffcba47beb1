//! Every bound of the readers, passed by one: each has a sentence of its own that says what was not read, and what was
//! read below the bound still stands.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    TestResult,
    hostile::{HEADERS, docx, read, with_attachment},
};

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn packed(files: &[(String, String)]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A mail with a text, and one with a page.
fn text(body: &str) -> Vec<u8> {
    format!("{HEADERS}\r\n{body}").into_bytes()
}

fn page(html: &str) -> Vec<u8> {
    format!("{HEADERS}Content-Type: text/html\r\n\r\n{html}").into_bytes()
}

fn odt(body: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:form=\"f\" xmlns:xml=\"x\"><office:body><office:text>{body}\
         <text:p>Naam: A. Proef</text:p></office:text></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype".to_owned(), "application/vnd.oasis.opendocument.text".to_owned()),
        ("content.xml".to_owned(), content),
    ])
}

/// Outlook's packaging with so many properties.
fn winmail(properties: u32) -> Vec<u8> {
    let mut data = properties.to_le_bytes().to_vec();
    for _ in 0..properties {
        data.extend([0x03, 0x00, 0x34, 0x12, 1, 0, 0, 0]);
    }
    let length = u32::try_from(data.len()).unwrap_or_default();
    let mut out = vec![0x78, 0x9f, 0x3e, 0x22, 1, 0, 1, 0x03, 0x90, 6, 0];
    out.extend(length.to_le_bytes());
    out.extend(data);
    out.extend([0, 0]);
    out
}

/// A PDF with so many pages, each with this content.
fn pdf(pages: usize, content: &str) -> Vec<u8> {
    let kids = numbered(pages, |nr| format!("{} 0 R ", 10 + nr));
    let objects = numbered(pages, |nr| {
        format!(
            "{} 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n",
            10 + nr
        )
    });
    format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [{kids}] /Count {pages} >> endobj\n\
         {objects}4 0 obj << /Length {} >> stream\n{content}\nendstream endobj\n\
         5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
        content.len() + 1
    )
    .into_bytes()
}

fn control(nr: usize) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"veld {nr}\"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>x{nr}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
}

#[test]
fn every_bound_says_what_was_not_read() -> TestResult {
    let rtf = |body: &str| format!("{{\\rtf1\\ansi {body}\\par}}").into_bytes();
    let parts = numbered(450, |nr| format!("--g\r\nContent-Type: text/plain\r\n\r\nNaam: X{nr}\r\n"));
    let many =
        |count: usize| (0..count).map(|nr| (format!("{nr}.txt"), "Naam: A. Proef".to_owned())).collect::<Vec<_>>();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("regels", text(&"Naam: A. Proef\r\n".repeat(12_000)), "staat zeer veel tekst; alleen het begin is gelezen"),
        ("lang", text(&"woord ".repeat(100_000)), "De tekst van de mail is zeer lang; alleen het begin is gelezen"),
        ("getoond", text(&"woord ".repeat(100_000)), "alleen het begin van de tekst wordt getoond"),
        (
            "paren",
            text(&numbered(300, |nr| format!("Etiket{nr}: antwoord {nr}\r\n"))),
            "meer niet herkend dan de desk toont",
        ),
        ("tekst", with_attachment("a.txt", "woord ".repeat(100_000).as_bytes()), "«a.txt» is zeer lang"),
        (
            "delen",
            format!("{HEADERS}Content-Type: multipart/mixed; boundary=g\r\n\r\n{parts}--g--\r\n").into_bytes(),
            "te veel delen",
        ),
        (
            "diep",
            format!("{HEADERS}{}\r\nx", "Content-Type: message/rfc822\r\n\r\n".repeat(40)).into_bytes(),
            "te diep genest",
        ),
        ("html", page(&format!("{}Naam: A. Proef", "<div>".repeat(2000))), "dieper genest dan de desk volgt"),
        ("docx", with_attachment("a.docx", &docx(numbered(600, control).as_bytes())?), "meer invulvelden, of langere"),
        (
            "docx lang",
            with_attachment(
                "a.docx",
                &docx(format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "woord ".repeat(100_000)).as_bytes())?,
            ),
            "«a.docx» is zeer lang",
        ),
        (
            "odt",
            with_attachment(
                "a.odt",
                &odt(&numbered(1100, |nr| format!("<form:text form:id=\"c{nr}\" form:current-value=\"x\"/>")))?,
            ),
            "meer invulvelden, of langere",
        ),
        ("rtf", with_attachment("a.rtf", &rtf(&"woord ".repeat(100_000))), "«a.rtf» is zeer lang"),
        (
            "rtf diep",
            with_attachment("a.rtf", &rtf(&format!("{}x{}", "{".repeat(600), "}".repeat(600)))),
            "dieper genest dan de desk volgt",
        ),
        (
            "rtf kop",
            with_attachment("a.rtf", &rtf(&format!("{{\\header {}}}Naam: A", "woord ".repeat(5000)))),
            "meer tekst in kop- en voetregels en noten",
        ),
        ("rtf af", with_attachment("a.rtf", b"{\\rtf1\\ansi Naam: A. Proef\\par Geboren: 1 me"), "houdt halverwege op"),
        (
            "rtf rij",
            with_attachment("a.rtf", &rtf("\\trowd\\cellx3000\\cellx6000\\intbl Naam\\cell A. Pro")),
            "houdt halverwege op",
        ),
        (
            "pdf",
            with_attachment("a.pdf", &pdf(45, "BT /F 9 Tf 1 0 0 1 50 700 Tm (Naam: A. Proef) Tj ET")),
            "alleen de eerste bladzijden",
        ),
        ("pdf woorden", with_attachment("a.pdf", &pdf(1, &"q ".repeat(1_200_000))), "te groot of beschadigd"),
        ("pdf haken", with_attachment("a.pdf", &pdf(1, &"[".repeat(100_000))), "te groot of beschadigd"),
        ("zip", with_attachment("a.zip", &packed(&many(40))?), "bestanden niet gelezen"),
        ("winmail", with_attachment("winmail.dat", &winmail(2500)), "meer in zich dan de desk leest"),
        ("agenda", with_attachment("a.ics", calendar(25).as_bytes()), "afspraken"),
    ];
    for (name, mail, sentence) in cases {
        let read = read(&mail)?;
        let said: Vec<&str> = read.mail.warnings.iter().map(piket::domain::text::Vertrouwelijk::read).collect();
        let text = read.mail.text.read();
        assert!(said.iter().any(|w| w.contains(sentence)) || text.contains(sentence), "{name}: {said:?}");
    }
    Ok(())
}

fn calendar(events: usize) -> String {
    let event = |nr| format!("BEGIN:VEVENT\r\nSUMMARY:Overleg {nr}\r\nDTSTART:20261122T090000Z\r\nEND:VEVENT\r\n");
    format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", numbered(events, event))
}

/// A file that lost its end says so in a true sentence, and nothing of it is certain.
#[test]
fn what_was_cut_says_that_it_ends_halfway() -> TestResult {
    let rows: Vec<String> = [("Naam verpleegde", "A. Proef"), ("Geboortedatum", "14-03-1984"), ("Type voorval", "I")]
        .iter()
        .chain(&[("Delict", "brandstichting"), ("Verblijfstitel", "tbs met voorwaarden")])
        .map(|(label, said)| format!("<tr><td>{label}</td><td>{said}</td></tr>"))
        .collect();
    let page = format!("<html><body><table>{}</table></body></html>", rows.concat());
    let whole = pdf(1, "BT /F 9 Tf 20 500 Td (Naam verpleegde: A. Proef) Tj 0 -20 Td (Delict: brandstichting) Tj ET");
    let files = [
        ("f.html", page.clone().into_bytes(), 20),
        ("f.html", page.into_bytes(), 60),
        ("f.pdf", whole, 6),
        ("winmail.dat", winmail(3), 6),
    ];
    for (name, bytes, less) in files {
        let cut = bytes.get(..bytes.len() - less).unwrap_or_default();
        let mail = read(&with_attachment(name, cut))?;
        let warnings: Vec<&str> = mail.mail.warnings.iter().map(piket::domain::text::Vertrouwelijk::read).collect();
        assert!(warnings.iter().any(|w| w.contains("houdt halverwege op")), "{name} {less}: {warnings:?}");
        assert!(mail.mail.fields.keys().all(|field| mail.mail.field(field).is_none()), "{name} is geheel een voorstel");
    }
    Ok(())
}
