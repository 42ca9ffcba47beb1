//! Facts wrapped up as the documents that clinics send: Word, PDF and Outlook messages, each written from
//! its format and not by the code that reads it.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use chrono::NaiveDateTime;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    packaging::{checkboxes, wrapped},
    shapes::{FieldLine, Rng},
};

pub fn docx(rng: &mut Rng, title: &str, lines: &[FieldLine]) -> (Vec<u8>, String) {
    let shape = rng.choose(&[
        "tabel",
        "alinea's",
        "met nummers",
        "besturingselementen",
        "onder elkaar",
        "in één cel",
        "tabs",
        "vakjes",
    ]);
    let xml = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;");
    let p = |t: &str| {
        // Word cuts text into runs where spelling or editing touched it.
        let (one, two) = t.char_indices().nth(t.chars().count() / 2).map_or((t, ""), |(i, _)| t.split_at(i));
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:proofErr/><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            xml(one),
            xml(two)
        )
    };
    let rij = |cells: &[String]| format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>", cells.join("</w:tc><w:tc><w:tcPr/>"));
    let mut t = String::new();
    for (i, r) in lines.iter().enumerate() {
        let piece = match shape {
            "alinea's" => p(&format!("{}: {}", r.label, r.text)),
            "met nummers" => rij(&[p(&format!("{}", i + 1)), p(&r.label), p(&r.text)]),
            "besturingselementen" => rij(&[
                p(&r.label),
                format!(
                    "<w:sdt><w:sdtPr><w:alias w:val=\"x{i}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                    p(&r.text)
                ),
            ]),
            "onder elkaar" => rij(&[p(&r.label)]) + &rij(&[p(&r.text)]),
            "in één cel" => rij(&[p(&format!("{}:", r.label)) + &p(&r.text)]),
            "tabs" => {
                format!("<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>: {}</w:t></w:r></w:p>", xml(&r.label), xml(&r.text))
            }
            "vakjes" => rij(&[p(&r.label), p(&checkboxes(r))]),
            _ => rij(&[p(&r.label), p(&r.text)]),
        };
        t.push_str(&piece);
    }
    if !matches!(shape, "alinea's" | "tabs") {
        t = format!("<w:tbl><w:tblPr/>{t}</w:tbl>");
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{}{}{t}{}</w:body></w:document>",
        p(title),
        p("In te vullen door de inrichting."),
        p("Verzenden aan incidentmelding@dji.minjus.nl")
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let done = zip
        .start_file("word/document.xml", SimpleFileOptions::default())
        .map_err(std::io::Error::other)
        .and_then(|()| zip.write_all(document.as_bytes()))
        .and_then(|()| zip.finish().map_err(std::io::Error::other));
    (done.map(Cursor::into_inner).unwrap_or_default(), format!("docx, {shape}"))
}

/// A text as a PDF string in its usual encoding.
pub fn streng(text: &str) -> Vec<u8> {
    let mut out = vec![b'('];
    for c in text.chars() {
        let b = u8::try_from(u32::from(c)).unwrap_or(b'?');
        if matches!(b, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(b);
    }
    out.push(b')');
    out
}

pub fn pdf(rng: &mut Rng, title: &str, lines: &[FieldLine]) -> (Vec<u8>, String) {
    let shape = rng.choose(&["regels", "twee kolommen", "velden met naam", "velden op hun plaats"]);
    let (mut content, mut fields, mut y) = (Vec::new(), Vec::new(), 800);
    let set = |x: u32, y: i32, text: &str, content: &mut Vec<u8>| {
        content.extend(format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ").bytes());
        content.extend(streng(text));
        content.extend(b" Tj ET\n");
    };
    set(50, y, title, &mut content);
    y -= 30;
    for (i, r) in lines.iter().enumerate() {
        let (label, answer) = match shape {
            "regels" => (String::new(), format!("{}: {}", r.label, r.text)),
            _ => (r.label.clone(), r.text.clone()),
        };
        if shape.starts_with("velden") {
            let name = if shape == "velden met naam" {
                label.to_lowercase().replace([' ', '/'], "_")
            } else {
                format!("Tekstveld{i}")
            };
            if shape == "velden op hun plaats" {
                set(50, y, &label, &mut content);
            }
            let mut field =
                format!("<< /Subtype /Widget /FT /Tx /Rect [250 {} 500 {}] /T ", y - 4, y + 11).into_bytes();
            field.extend(streng(&name));
            field.extend(b" /V ");
            field.extend(streng(&answer));
            field.extend(b" >>");
            fields.push(field);
            y -= 22;
            continue;
        }
        let (x, utf16_bytes) = if label.is_empty() { (50, 85) } else { (250, 50) };
        set(50, y, &label, &mut content);
        for part in wrapped(&answer, utf16_bytes).lines() {
            set(x, y, part, &mut content);
            y -= 12;
        }
        y -= 8;
    }
    let list: String = (0..fields.len()).fold(String::new(), |mut s, i| {
        let _ = write!(s, "{} 0 R ", 6 + i);
        s
    });
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{list}] >> >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [{list}] /Resources << /Font << /F1 5 0 R >> >> >>"
        )
        .into_bytes(),
        [format!("<< /Length {} >> stream\n", content.len()).as_bytes(), &content, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    objects.extend(fields);
    let mut out = b"%PDF-1.4\n".to_vec();
    for (nr, object) in (1..).zip(objects) {
        out.extend(format!("{nr} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer << /Root 1 0 R >>\n%%EOF\n");
    (out, format!("pdf, {shape}"))
}

pub fn msg(text: &str, sent: NaiveDateTime) -> Vec<u8> {
    let utf16_bytes = |t: &str| t.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let transported = format!("Date: {} +0100\r\n", sent.format("%a, %d %b %Y %H:%M:%S"));
    let streams = [
        ("/__properties_version1.0", vec![0; 32]),
        ("/__substg1.0_0037001F", utf16_bytes("MBV Divisie Forzo/JJI")),
        ("/__substg1.0_007D001F", utf16_bytes(&transported)),
        ("/__substg1.0_1000001F", utf16_bytes(&text.replace('\n', "\r\n"))),
    ];
    let create = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        for (name, content) in &streams {
            file.create_stream(name)?.write_all(content)?;
        }
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    create().unwrap_or_default()
}
