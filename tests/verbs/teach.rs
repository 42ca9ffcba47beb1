//! A label that a clinic uses: taught once, read as sure in the next form of that clinic and of no other, listed and
//! taken back.

use std::fs;

use serde_json::Value;

use crate::common::{Failure, TestResult, environment::TestEnv};

fn letter(env: &TestEnv, from: &str) -> Result<String, Failure> {
    let path = env.path(&format!("{}.eml", from.replace(['@', '.'], "-")));
    let text = format!(
        "From: Kliniek <{from}>\r\nDate: Sun, 22 Nov 2026 01:00:00 +0100\r\nSubject: MBV\r\n\r\n\
         Melding bijzonder voorval\r\nNaam patient: A. Proef\r\nGeboortedatum: 01-02-1980\r\n\
         Datum en tijdstip voorval: 21-11-2026 23:10\r\nInrichting: FPC de Oostvaarderskliniek\r\n\
         Zwemvestkleur: 2026/117-a\r\nBeschrijving: Er was brand op de afdeling.\r\n"
    );
    fs::write(&path, text)?;
    Ok(path.to_string_lossy().into_owned())
}

fn number(env: &TestEnv, path: &str) -> Result<(Value, Value), Failure> {
    let form = env.json(&["formulier", path, "--json"])?;
    Ok((form["velden"]["briefnummer"].clone(), form["niet_herkend"].clone()))
}

#[test]
fn the_next_form_of_that_clinic_reads_it_as_sure() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (own, other) = (letter(&env, "directie@kliniek.example")?, letter(&env, "directie@elders.example")?);
    let (value, unread) = number(&env, &own)?;
    assert!(value.is_null() && unread[0]["label"] == "Zwemvestkleur", "{value} {unread}");

    let told = env.good(&["leer", "Zwemvestkleur", "briefnummer", "--domein", "directie@kliniek.example"])?;
    assert!(told.contains("«Zwemvestkleur» is briefnummer (kliniek.example)"), "{told}");
    let (value, unread) = number(&env, &own)?;
    assert_eq!((&value["waarde"], &value["zekerheid"]), (&"2026/117-a".into(), &"zeker".into()), "{value}");
    assert_eq!(unread, serde_json::json!([]));
    assert!(number(&env, &other)?.0.is_null());
    env.good(&["importeer", &own])?;
    let inbox = env.json(&["inbox", "--json"])?;
    assert_eq!(inbox["velden"]["briefnummer"]["waarde"], "2026/117-a", "{inbox}");

    assert_eq!(env.json(&["leer", "--json"])?["domein"], "kliniek.example");
    assert!(env.good(&["leer", "zwemvestkleur", "--terug"])?.starts_with("Teruggenomen"));
    assert_eq!(env.good(&["leer"])?, "");
    assert!(number(&env, &own)?.0.is_null());
    Ok(())
}

#[test]
fn what_cannot_be_taught_is_refused_and_a_file_with_faults_is_left_as_it_is() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    for words in [
        &["leer", "Zwemvestkleur", "beschrijvng"][..],
        &["leer", "Zwemvestkleur"],
        &["leer", "de", "persoon"],
        &["leer", "2026 / 117", "briefnummer"],
        &["leer", "Naam verpleegde", "delict"],
        &["leer", "Zwemvestkleur", "persoon", "--domein", "kliniek"],
    ] {
        env.refused(2, words)?;
    }
    assert!(env.refused(2, &["leer", "Zwemvestkleur", "beschrijvng"])?.contains("beschrijving"));
    env.refused(1, &["leer", "Zwemvestkleur", "--terug"])?;

    let known = env.refused(2, &["leer", "Naam verpleegde", "delict", "--domein", "kliniek.example"])?;
    assert!(known.contains("al het etiket van persoon"), "{known}");
    let text = "[[etiket]]\netiket = \"Wie\"\nveld = \"wie\"\n[[etiket]]\nveld = 3\n";
    env.config("etiketten.toml", text)?;
    let told = env.refused(3, &["leer", "Zwemvestkleur", "persoon"])?;
    assert!(
        told.contains("Uw bestand met etiketten heeft 3 fouten: etiketten.toml, regel 2") && !told.contains("u000a"),
        "{told}"
    );
    assert!(told.contains("regel 2") && told.contains("regel 4"), "{told}");
    let path = letter(&env, "directie@kliniek.example")?;
    let said = env.run(&["formulier", &path])?;
    assert!(said.code == 0 && said.error.contains("regel 2"), "{said:?}");
    assert!(!said.error.contains("u000a"), "{said:?}");
    Ok(())
}

#[test]
fn what_is_taught_anew_says_what_it_replaces() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.good(&["leer", "Zwemvestkleur", "briefnummer", "--domein", "kliniek.example"])?;
    let told = env.good(&["leer", "zwemvestkleur", "delict", "--domein", "kliniek.example"])?;
    assert!(told.contains("Dat was eerst briefnummer; dat geldt niet meer."), "{told}");
    let again = env.good(&["leer", "Zwemvestkleur", "delict", "--domein", "kliniek.example"])?;
    assert!(!again.contains("Dat was eerst"), "{again}");
    assert_eq!(env.good(&["leer"])?.lines().count(), 1);
    Ok(())
}

/// Ten at once each wait for their turn, and none of them is lost.
#[test]
fn several_that_teach_at_once_lose_nothing() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let words = ["Mast", "Kiel", "Roer", "Zeil", "Anker", "Tros", "Boeg", "Luik", "Kajuit", "Reling"];
    let teach = |word: &str| env.run(&["leer", &format!("{word}kleur"), "delict"]).map(|said| said.code).ok();
    let codes: Vec<Option<i32>> = std::thread::scope(|scope| {
        let all: Vec<_> = words.iter().map(|word| scope.spawn(|| teach(word))).collect();
        all.into_iter().map(|one| one.join().ok().flatten()).collect()
    });
    assert_eq!(codes, [Some(0); 10]);
    assert_eq!(env.good(&["leer"])?.lines().count(), words.len());
    Ok(())
}

/// The officer's own words for the spelling: listed, added, and each taken back by name.
#[test]
fn own_words_are_listed_and_taken_back_one_by_one() -> TestResult {
    let env = TestEnv::bare()?;
    assert!(env.good(&["woorden"])?.contains("U hebt geen eigen woorden"));
    assert_eq!(env.good(&["woorden", "--json"])?, "");
    env.good(&["woorden", "Pompekliniek"])?;
    env.good(&["woorden", "beëindigt"])?;
    assert_eq!(env.good(&["woorden"])?, "beëindigt\npompekliniek");
    assert!(env.good(&["woorden", "--json"])?.contains("{\"woord\":\"pompekliniek\"}"));
    assert!(env.good(&["woorden", "POMPEKLINIEK", "--terug"])?.contains("Teruggenomen"));
    assert_eq!(env.good(&["woorden"])?, "beëindigt");
    env.refused(1, &["woorden", "pompekliniek", "--terug"])?;
    env.refused(2, &["woorden", "twee woorden"])?;
    env.refused(2, &["woorden", "--terug"])?;
    Ok(())
}
