//! Forms laid out in ways that are seldom met: many items in one paragraph, a row for every person, boxes of a web form
//! that are only called by a program, a letter in an attachment, a line of dashes in their midst.

use std::io::{Cursor, Write};

use piket::{
    domain::text::Vertrouwelijk,
    intake::{self, ReadMail},
};
use zip::write::SimpleFileOptions;

use super::{TestResult, packaging};

const ITEMS: [(&str, &str, &str, &str); 8] = [
    ("Naam verpleegde", "A. Proef", "verpleegde", "A. Proef"),
    ("Geboortedatum", "14-03-1984", "geboortedatum", "1984-03-14"),
    ("Inrichting", "FPC de Rooyse Wissel", "inrichting", "FPC de Rooyse Wissel"),
    ("Afdeling", "Horst 2", "afdeling", "Horst 2"),
    ("Delict", "brandstichting", "delict", "brandstichting"),
    ("Type voorval", "I", "type_voorval", "I"),
    ("Datum en tijdstip voorval", "22-11-2026 01:25", "voorval", "2026-11-22T01:25:00+01:00"),
    ("Omschrijving", "Ruzie op de gang, niemand gewond", "beschrijving", "Ruzie op de gang, niemand gewond"),
];
const HEADERS: &str = "From: a@x.example\r\nTo: piket@x.example\r\nSubject: MBV\r\nDate: Sun, 22 Nov 2026 01:40:00 +0100\r\nMIME-Version: 1.0\r\n";

fn read(bytes: &[u8]) -> Result<ReadMail, Box<dyn std::error::Error>> {
    Ok(intake::read_bytes(bytes, "proef.eml", &intake::inrichtingen()?)?)
}

fn warnings(mail: &ReadMail) -> Vec<&str> {
    mail.mail.warnings.iter().map(Vertrouwelijk::read).collect()
}

/// Every item is read for certain, and nothing else.
fn whole(mail: &ReadMail, name: &str) {
    let mut expected: Vec<(&str, &str)> = ITEMS.iter().map(|(_, _, field, value)| (*field, *value)).collect();
    expected.sort_unstable();
    let found: Vec<(&str, &str)> =
        mail.mail.fields.keys().map(|field| (field.as_str(), mail.mail.field(field).unwrap_or("(voorstel)"))).collect();
    assert_eq!(found, expected, "{name}: {:?}", warnings(mail));
}

fn each(item: impl Fn(&str, &str) -> String) -> Vec<String> {
    ITEMS.iter().map(|(label, said, _, _)| item(label, said)).collect()
}

#[test]
fn items_of_one_paragraph_are_read() -> TestResult {
    for between in ["; ", " / ", ";\n"] {
        let text = each(|label, said| format!("{label}: {said}")).join(between);
        for text in [text.clone(), packaging::wrapped(&text, 72)] {
            let text = format!("Goedemorgen,\n\n{text}\n\nMet vriendelijke groet,\nB. Schrijver\n");
            whole(&read(&packaging::encoded(HEADERS, "text/plain", &text))?, between);
        }
    }
    Ok(())
}

#[test]
fn a_row_for_every_person_gives_the_first_and_says_so() -> TestResult {
    let names: Vec<&str> = ITEMS.iter().map(|(label, ..)| *label).collect();
    let first: Vec<&str> = ITEMS.iter().map(|(_, said, ..)| *said).collect();
    let second =
        ["B. Ander", "01-02-1990", "FPC de Kijvelanden", "Zuid", "diefstal", "J", "22-11-2026 01:25", "Stond erbij"];
    let rows = [names, first, second.to_vec()];
    let csv = rows.iter().map(|row| row.join(";")).collect::<Vec<_>>().join("\n");
    let cells = |row: &Vec<&str>| row.iter().map(|cell| format!("<td>{cell}</td>")).collect::<Vec<_>>().concat();
    let table = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect::<Vec<_>>().concat();
    for (kind, text) in [("text/plain", csv), ("text/html", format!("<table>{table}</table>"))] {
        let mail = read(&packaging::encoded(HEADERS, kind, &text))?;
        whole(&mail, kind);
        assert!(warnings(&mail).iter().any(|w| w.contains("staan meer antwoorden")), "{:?}", warnings(&mail));
        assert!(mail.mail.unread.iter().any(|pair| pair.answer.read() == "B. Ander"), "{kind}");
    }
    Ok(())
}

#[test]
fn boxes_of_a_web_form_are_read_by_what_they_are_called() -> TestResult {
    type Make = fn(&str, &str) -> String;
    let forms: [(&str, Make); 4] = [
        ("aria", |k, v| format!("<p><input aria-label=\"{k}\" value=\"{v}\"></p>")),
        ("for", |k, v| format!("<p><label for=\"{k}\">{k}</label></p><div><input id=\"{k}\" value=\"{v}\"></div>")),
        ("placeholder", |k, v| format!("<div><textarea placeholder=\"{k}\">{v}</textarea></div>")),
        ("name", |k, v| format!("<p><input name=\"{}\" value=\"{v}\"></p>", k.to_lowercase().replace(' ', "_"))),
    ];
    for (name, make) in forms {
        let page = each(make).concat();
        whole(&read(&packaging::encoded(HEADERS, "text/html", &format!("<h1>MBV</h1><form>{page}</form>")))?, name);
    }
    Ok(())
}

#[test]
fn a_line_of_dashes_ends_a_mail_only_above_a_signature() -> TestResult {
    let items = each(|label, said| format!("{label}: {said}\n"));
    let (first, rest) = items.split_at(4);
    let text = format!("{}-- \n{}", first.concat(), rest.concat());
    whole(&read(&packaging::encoded(HEADERS, "text/plain", &text))?, "midden");
    let signed = format!("{}-- \nB. Schrijver\nAfdeling: Beveiliging\nTel: 010-5550100\n", items.concat());
    whole(&read(&packaging::encoded(HEADERS, "text/plain", &signed))?, "handtekening");
    Ok(())
}

const LETTER: [&str; 4] = [
    "Geachte heer, mevrouw,",
    "In FPC de Rooyse Wissel heeft patiënt H. Proef, geboren op 3 april 1971, op 21 november 2026 om 14.25 uur een medewerker met een vork gestoken.",
    "Ons kenmerk is RW 2026-112. De politie is gebeld.",
    "Hoogachtend, W. Schrijver",
];

fn letter(name: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let paragraphs: Vec<String> =
        LETTER.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let paragraphs = paragraphs.concat();
    Ok(match name {
        "brief.docx" => {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file("word/document.xml", SimpleFileOptions::default())?;
            write!(zip, "<w:document xmlns:w=\"x\"><w:body>{paragraphs}</w:body></w:document>")?;
            zip.finish()?.into_inner()
        }
        "brief.rtf" => {
            let text = LETTER.join("\\par ").replace('ë', "\\'eb");
            format!("{{\\rtf1\\ansi {text}}}").into_bytes()
        }
        _ => LETTER.join("\n\n").into_bytes(),
    })
}

/// What a letter tells that came along is proposed like what a mail tells.
#[test]
fn a_letter_in_an_attachment_is_read_as_running_text() -> TestResult {
    for name in ["brief.docx", "brief.rtf", "brief.txt"] {
        let mail = read(&packaging::with_attachment(HEADERS, name, &letter(name)?))?;
        let value = |field: &str| mail.mail.fields.get(field).map(|f| f.value.read());
        assert_eq!(value("inrichting"), Some("FPC de Rooyse Wissel"), "{name} {:?}", warnings(&mail));
        assert_eq!(value("verpleegde"), Some("H. Proef"), "{name}");
        assert_eq!(value("geboortedatum"), Some("1971-04-03"), "{name}");
        assert_eq!(value("voorval"), Some("2026-11-21T14:25:00+01:00"), "{name}");
        assert_eq!(mail.kind.code(), "mbv", "{name}");
        assert!(mail.mail.fields.keys().all(|field| mail.mail.field(field).is_none()), "{name}: alles is een voorstel");
    }
    Ok(())
}
