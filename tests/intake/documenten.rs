//! Facts wrapped up as the documents that clinics send: Word, PDF and Outlook messages, each written from
//! its format and not by the code that reads it.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use chrono::NaiveDateTime;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    verpakking::{gewikkeld, vakjes},
    vormen::{Kans, Regel},
};

pub fn docx(kans: &mut Kans, titel: &str, regels: &[Regel]) -> (Vec<u8>, String) {
    let vorm = kans.kies(&[
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
        let (een, twee) = t.char_indices().nth(t.chars().count() / 2).map_or((t, ""), |(i, _)| t.split_at(i));
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:proofErr/><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            xml(een),
            xml(twee)
        )
    };
    let rij =
        |cellen: &[String]| format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>", cellen.join("</w:tc><w:tc><w:tcPr/>"));
    let mut t = String::new();
    for (i, r) in regels.iter().enumerate() {
        let stuk = match vorm {
            "alinea's" => p(&format!("{}: {}", r.label, r.tekst)),
            "met nummers" => rij(&[p(&format!("{}", i + 1)), p(&r.label), p(&r.tekst)]),
            "besturingselementen" => rij(&[
                p(&r.label),
                format!(
                    "<w:sdt><w:sdtPr><w:alias w:val=\"x{i}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                    p(&r.tekst)
                ),
            ]),
            "onder elkaar" => rij(&[p(&r.label)]) + &rij(&[p(&r.tekst)]),
            "in één cel" => rij(&[p(&format!("{}:", r.label)) + &p(&r.tekst)]),
            "tabs" => {
                format!("<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>: {}</w:t></w:r></w:p>", xml(&r.label), xml(&r.tekst))
            }
            "vakjes" => rij(&[p(&r.label), p(&vakjes(r))]),
            _ => rij(&[p(&r.label), p(&r.tekst)]),
        };
        t.push_str(&stuk);
    }
    if !matches!(vorm, "alinea's" | "tabs") {
        t = format!("<w:tbl><w:tblPr/>{t}</w:tbl>");
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{}{}{t}{}</w:body></w:document>",
        p(titel),
        p("In te vullen door de inrichting."),
        p("Verzenden aan incidentmelding@dji.minjus.nl")
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let klaar = zip
        .start_file("word/document.xml", SimpleFileOptions::default())
        .map_err(std::io::Error::other)
        .and_then(|()| zip.write_all(document.as_bytes()))
        .and_then(|()| zip.finish().map_err(std::io::Error::other));
    (klaar.map(Cursor::into_inner).unwrap_or_default(), format!("docx, {vorm}"))
}

/// A text as a PDF string in its usual encoding.
fn streng(tekst: &str) -> Vec<u8> {
    let mut uit = vec![b'('];
    for c in tekst.chars() {
        let b = u8::try_from(u32::from(c)).unwrap_or(b'?');
        if matches!(b, b'(' | b')' | b'\\') {
            uit.push(b'\\');
        }
        uit.push(b);
    }
    uit.push(b')');
    uit
}

pub fn pdf(kans: &mut Kans, titel: &str, regels: &[Regel]) -> (Vec<u8>, String) {
    let vorm = kans.kies(&["regels", "twee kolommen", "velden met naam", "velden op hun plaats"]);
    let (mut inhoud, mut velden, mut y) = (Vec::new(), Vec::new(), 800);
    let zet = |x: u32, y: i32, tekst: &str, inhoud: &mut Vec<u8>| {
        inhoud.extend(format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ").bytes());
        inhoud.extend(streng(tekst));
        inhoud.extend(b" Tj ET\n");
    };
    zet(50, y, titel, &mut inhoud);
    y -= 30;
    for (i, r) in regels.iter().enumerate() {
        let (label, antwoord) = match vorm {
            "regels" => (String::new(), format!("{}: {}", r.label, r.tekst)),
            _ => (r.label.clone(), r.tekst.clone()),
        };
        if vorm.starts_with("velden") {
            let naam = if vorm == "velden met naam" {
                label.to_lowercase().replace([' ', '/'], "_")
            } else {
                format!("Tekstveld{i}")
            };
            if vorm == "velden op hun plaats" {
                zet(50, y, &label, &mut inhoud);
            }
            let mut veld = format!("<< /Subtype /Widget /FT /Tx /Rect [250 {} 500 {}] /T ", y - 4, y + 11).into_bytes();
            veld.extend(streng(&naam));
            veld.extend(b" /V ");
            veld.extend(streng(&antwoord));
            veld.extend(b" >>");
            velden.push(veld);
            y -= 22;
            continue;
        }
        let (x, breed) = if label.is_empty() { (50, 85) } else { (250, 50) };
        zet(50, y, &label, &mut inhoud);
        for deel in gewikkeld(&antwoord, breed).lines() {
            zet(x, y, deel, &mut inhoud);
            y -= 12;
        }
        y -= 8;
    }
    let lijst: String = (0..velden.len()).fold(String::new(), |mut s, i| {
        let _ = write!(s, "{} 0 R ", 6 + i);
        s
    });
    let mut objecten = vec![
        format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{lijst}] >> >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [{lijst}] /Resources << /Font << /F1 5 0 R >> >> >>"
        )
        .into_bytes(),
        [format!("<< /Length {} >> stream\n", inhoud.len()).as_bytes(), &inhoud, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    objecten.extend(velden);
    let mut uit = b"%PDF-1.4\n".to_vec();
    for (nr, object) in (1..).zip(objecten) {
        uit.extend(format!("{nr} 0 obj\n").bytes());
        uit.extend(object);
        uit.extend(b"\nendobj\n");
    }
    uit.extend(b"trailer << /Root 1 0 R >>\n%%EOF\n");
    (uit, format!("pdf, {vorm}"))
}

pub fn msg(tekst: &str, verzonden: NaiveDateTime) -> Vec<u8> {
    let breed = |t: &str| t.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let vervoerd = format!("Date: {} +0100\r\n", verzonden.format("%a, %d %b %Y %H:%M:%S"));
    let stromen = [
        ("/__properties_version1.0", vec![0; 32]),
        ("/__substg1.0_0037001F", breed("MBV Divisie Forzo/JJI")),
        ("/__substg1.0_007D001F", breed(&vervoerd)),
        ("/__substg1.0_1000001F", breed(&tekst.replace('\n', "\r\n"))),
    ];
    let maak = || -> std::io::Result<Vec<u8>> {
        let mut bestand = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        for (naam, inhoud) in &stromen {
            bestand.create_stream(naam)?.write_all(inhoud)?;
        }
        bestand.flush()?;
        Ok(bestand.into_inner().into_inner())
    };
    maak().unwrap_or_default()
}
