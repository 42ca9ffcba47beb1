//! Whoever a mail of a case names is known to the gate of that case, whether anybody accepted it or not, and however it is
//! typed.

use std::fs;

use serde_json::Value;

use crate::common::{Failure, TestResult, environment::TestEnv};

/// Names as clinics write them where a name is asked, each with the words by which somebody else could be told.
const ASKED: [(&str, &[&str]); 10] = [
    ("Wahid ar-Rashidi", &["Wahid", "Rashidi", "W. ar Rashidi"]),
    ("d'Angelo, Mario", &["d'Angelo", "Angelo", "Mario d'Angelo"]),
    ("jan de vries", &["de Vries", "Jan de Vries", "J. de Vries"]),
    ("Said ben Ali al-Masri", &["Masri", "Said", "al-Masri"]),
    ("Achternaam: Terpstra Voornaam: Ype", &["Terpstra", "Ype"]),
    ("Ønder Çağlayan (kamer 4)", &["Çağlayan", "Caglayan"]),
    ("patiënt wouterse, zie bijlage", &["Wouterse"]),
    ("mevr. Tjallingii of haar zus Baukje", &["Tjallingii", "Baukje"]),
    ("KOWALCZYK", &["Kowalczyk"]),
    ("Xiu-Ying Zhào?", &["Zhao", "Ying"]),
];

fn letter(n: usize, name: &str) -> String {
    format!(
        "From: Sjoerd Wielewaal-Achterberg <balie{n}@kliniek.example>\r\nTo: incidentmelding@dji.minjus.nl\r\n\
         Cc: \"Zandstra, Foekje\" <zorg@kliniek.example>, t.hoogveld@kliniek.example, Directie <directie@kliniek.example>\r\n\
         Subject: MBV\r\nDate: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{n}@kliniek.example>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nMELDING BIJZONDER VOORVAL\r\nInrichting: CTP Veldzicht\r\n\
         Naam: {name}\r\nGeboortedatum: 7 augustus 1991\r\nDatum/tijdstip: 22-11-2026 00:40\r\nType voorval: brand\r\n\
         Beschrijving: Er was brand. Collega Noordhuizen blies alarm.\r\nGenomen maatregelen: geen\r\n\
         Ondertekend door: zwartkruis\r\n\r\nMet vriendelijke groet,\r\n\r\nReinou Ploegmakers\r\nDirecteur behandeling\r\n"
    )
}

/// Each line of a text with whether something of it was found.
fn stopped(env: &TestEnv, zaak: &str, lines: &[String]) -> Result<Vec<bool>, Failure> {
    let text = lines.join("\n");
    let done = env.given(&["poort", "--kanaal", "piketmelding", "--zaak", zaak, "--json"], &text)?;
    let answer: Value = serde_json::from_str(&done.out)?;
    let place = |finding: &Value| finding["van"].as_u64().and_then(|n| usize::try_from(n).ok());
    let found: Vec<usize> = answer["vondsten"].as_array().into_iter().flatten().filter_map(place).collect();
    let mut from = 0;
    let line = |line: &String| {
        let range = from..from + line.len();
        from = range.end + 1;
        found.iter().any(|at| range.contains(at))
    };
    Ok(lines.iter().map(line).collect())
}

#[test]
fn whoever_a_mail_of_the_case_names_is_known_in_any_spelling() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let mut missed = Vec::new();
    for (n, (name, parts)) in ASKED.iter().enumerate() {
        let zaak = env.good(&["meld", "--nr", "15", "--voorval", "00:40"])?;
        let file = env.path("mail.eml");
        fs::write(&file, letter(n, name))?;
        let said = env.good(&["importeer", &file.to_string_lossy()])?;
        let melding = said.split_whitespace().find(|word| word.starts_with('M') && word.len() == 5).unwrap_or_default();
        env.good(&["koppel", melding, zaak.trim(), "--reden", "hoort erbij"])?;
        let headers = ["Wielewaal", "Achterberg", "Zandstra", "Foekje", "Hoogveld", "Noordhuizen", "Zwartkruis"];
        let signed = ["Ploegmakers", "Reinou"];
        let words = parts.iter().chain(&headers).chain(&signed);
        let lines: Vec<String> = words
            .flat_map(|word| [(*word).to_owned(), word.to_lowercase(), word.to_uppercase()])
            .map(|typed| format!("gisteren zag {typed} dat"))
            .chain(["in het dossier 07-08-1991".to_owned()])
            .collect();
        let found = stopped(&env, zaak.trim(), &lines)?;
        missed.extend(lines.iter().zip(found).filter(|(_, found)| !found).map(|(line, _)| format!("{name}: {line}")));
        // What stands beside a name is nobody.
        let free = ["De directie en de directeur behandeling zijn ingelicht.", "Zie de bijlage over kamer 4."];
        let free = free.map(str::to_owned);
        let found = stopped(&env, zaak.trim(), &free)?;
        assert_eq!(found, [false, false], "{name}");
    }
    assert!(missed.is_empty(), "{missed:#?}");
    Ok(())
}

/// What the gate is told about persons is understood whole, or nothing passes.
#[test]
fn what_is_not_understood_of_the_known_persons_lets_nothing_pass() -> TestResult {
    let env = TestEnv::bare()?;
    let text = "De spullen van Zwaluw staan klaar. In het dossier: 13-04-1979.";
    let wrong = [
        r#"{"persons":[{"naam":"Zwaluw"}]}"#,
        r#"{"Personen":[{"naam":"Zwaluw"}]}"#,
        r#"{"personen":[{"name":"Zwaluw"}]}"#,
        r#"{"personen":[{"naam":"Zwaluw","geboren":"1979-04-13"}]}"#,
        r#"{"personen":[{"naam":"Zwaluw"}],"bron":"x"}"#,
        r#"{"personen":[{"rol":"beller"}]}"#,
        r#"{"personen":[{"naam":"Zwaluw","geboortedatum":"kapot"}]}"#,
        r#"{"personen":[{"naam":"Zwaluw","geboortedatum":"1979-14-13"}]}"#,
        r#"{"personen":[{"naam":"Zwaluw","telefoon":"06-12"}]}"#,
        "{}",
        "[]",
        "null",
    ];
    let file = env.path("bekend.json").to_string_lossy().into_owned();
    for known in wrong {
        fs::write(&file, known)?;
        let done = env.given(&["poort", "--kanaal", "sms", "--bekend", &file], text)?;
        assert!(done.code > 1 && done.out.is_empty() && !done.error.is_empty(), "{known}: {done:?}");
        if known == "null" {
            continue;
        }
        let line = format!(r#"{{"kanaal":"sms","bekend":{known},"tekst":"Zwaluw"}}"#);
        let done = env.given(&["poort", "--batch", "--json"], &line)?;
        assert!(done.code == 1 && done.out.contains(r#""mag":false"#) && done.out.contains("fout"), "{line}: {done:?}");
    }
    for line in [
        r#"{"kanaal":"sms","Bekend":{"personen":[{"naam":"Zwaluw"}]},"tekst":"Zwaluw"}"#,
        r#"{"kanaal":"sms","bekent":{"personen":[{"naam":"Zwaluw"}]},"tekst":"Zwaluw"}"#,
        r#"{"kanaal":"sms","personen":[{"naam":"Zwaluw"}],"tekst":"Zwaluw"}"#,
    ] {
        let done = env.given(&["poort", "--batch", "--json"], line)?;
        assert!(done.out.contains(r#""mag":false"#) && done.out.contains("fout"), "{line}: {done:?}");
    }
    // Dates that can be read are read.
    for born in ["13 april 1979", "1979-04-13T00:00", "13-04-1979", "13/4/1979"] {
        fs::write(&file, format!(r#"{{"personen":[{{"naam":"Zwaluw","rol":"getuige","geboortedatum":"{born}"}}]}}"#))?;
        let done = env.given(&["poort", "--kanaal", "sms", "--bekend", &file, "--json"], text)?;
        assert!(done.out.contains("naam") && done.out.contains("geboortedatum"), "{born}: {done:?}");
    }
    Ok(())
}
