//! Whose name and day of birth stand in a form: those under a heading of somebody else are never those of whom the report
//! is about, and those under a heading that nobody knows are a proposal.

use piket::{
    domain::{melding::Certainty, text::Vertrouwelijk},
    intake::{self, ReadMail},
};

use super::{TestResult, packaging};

const REST: [(&str, &str); 4] = [
    ("Inrichting", "FPC de Rooyse Wissel"),
    ("Type voorval", "I"),
    ("Datum en tijdstip voorval", "22-11-2026 01:25"),
    ("Omschrijving", "Ruzie op de gang, niemand gewond."),
];
const PERSON: [(&str, &str); 4] =
    [("BSN", "onbekend"), ("Naam", "A. Proef"), ("Geboortedatum", "14-03-1984"), ("Geslacht", "man")];
const OTHER: [(&str, &str); 4] =
    [("Naam", "B. Ander"), ("Telefoon", "010-5550100"), ("Geboortedatum", "01-02-1990"), ("Geslacht", "vrouw")];

type Part<'t> = (&'t str, &'t [(&'t str, &'t str)]);

/// The parts as lines, as rows of a table and as a page.
fn mails(parts: &[Part<'_>]) -> [Vec<u8>; 3] {
    let headers = "From: a@x.example\r\nTo: piket@x.example\r\nSubject: Melding\r\nDate: Sun, 22 Nov 2026 01:40:00 +0100\r\nMIME-Version: 1.0\r\n";
    let all = |heading: &dyn Fn(&str) -> String, item: &dyn Fn(&str, &str) -> String| -> String {
        let part = |(name, items): &Part<'_>| {
            let items: String = items.iter().map(|(label, said)| item(label, said)).collect();
            format!("{}{items}", heading(name))
        };
        parts.iter().map(part).collect()
    };
    let text = all(&|h| format!("\n{h}\n"), &|k, v| format!("{k}: {v}\n"));
    let table =
        all(&|h| format!("<tr><th colspan=2>{h}</th></tr>"), &|k, v| format!("<tr><td>{k}</td><td>{v}</td></tr>"));
    let page = all(&|h| format!("<h3>{h}</h3>"), &|k, v| format!("<p>{k}: {v}</p>"));
    [
        packaging::encoded(headers, "text/plain", &format!("Melding bijzonder voorval\n{text}")),
        packaging::encoded(headers, "text/html", &format!("<h2>Melding bijzonder voorval</h2><table>{table}</table>")),
        packaging::encoded(headers, "text/html", &format!("<h2>Melding bijzonder voorval</h2>{page}")),
    ]
}

fn read(bytes: &[u8]) -> Result<ReadMail, Box<dyn std::error::Error>> {
    Ok(intake::read_bytes(bytes, "proef.eml", &intake::inrichtingen()?)?)
}

fn said(mail: &ReadMail) -> [Option<(&str, Certainty)>; 3] {
    ["verpleegde", "geboortedatum", "geslacht"]
        .map(|name| mail.mail.fields.get(name).map(|field| (field.value.read(), field.certainty)))
}

#[test]
fn what_stands_under_the_heading_of_another_is_never_the_persons() -> TestResult {
    let whole =
        [("A. Proef", Certainty::Certain), ("1984-03-14", Certainty::Certain), ("man", Certainty::Certain)].map(Some);
    for heading in
        ["Gegevens melder", "Contactpersoon", "Gegevens nabestaanden", "Gegevens ouder/voogd", "Personalia slachtoffer"]
    {
        for person in ["Gegevens verpleegde", "Gegevens patiënt", "Gegevens cliënt/patiënt", "Justitiabele"] {
            for parts in [
                [(heading, &OTHER[..]), (person, &PERSON), ("Voorval", &REST)],
                [(person, &PERSON), (heading, &OTHER), ("Voorval", &REST)],
            ] {
                for mail in mails(&parts) {
                    let mail = read(&mail)?;
                    assert_eq!(
                        said(&mail),
                        whole,
                        "{parts:?} {:?}",
                        mail.mail.warnings.iter().map(Vertrouwelijk::read).collect::<Vec<_>>()
                    );
                }
            }
        }
        for mail in mails(&[("Voorval", &REST), (heading, &OTHER)]) {
            assert_eq!(said(&read(&mail)?), [None; 3], "{heading}");
        }
    }
    Ok(())
}

#[test]
fn under_a_heading_that_nobody_knows_it_is_a_proposal() -> TestResult {
    for heading in ["Gegevens tolk", "Personalia bezorger"] {
        for mail in mails(&[(heading, &OTHER[..]), ("Voorval", &REST)]) {
            let mail = read(&mail)?;
            assert!(
                said(&mail).iter().flatten().all(|(_, certainty)| *certainty == Certainty::Proposed),
                "{:?}",
                said(&mail)
            );
        }
        for mail in mails(&[(heading, &OTHER[..]), ("Gegevens verpleegde", &PERSON), ("Voorval", &REST)]) {
            let mail = read(&mail)?;
            let name = mail.mail.fields.get("verpleegde").map(|field| field.value.read());
            assert_eq!(name, Some("A. Proef"), "{heading}");
        }
    }
    Ok(())
}
