//! A sector that the program was never made for is reported like the others: its book and its inrichting are two files of the
//! officer, and nothing in the source knows of it.

use serde_json::Value;

use crate::common::{Failure, TestResult, environment::TestEnv};

const BOOK: &str = include_str!("../fixtures/oefenboek.toml");

const INRICHTINGEN: &str = "peildatum = 2026-01-01\n\n[[inrichting]]\nnaam = \"Oefenhuis\"\nplaats = \"Oefendam\"\n\
                            beheer = \"rijks\"\nsector = \"oefen\"\n";

const FORM: &str = "From: Directie Oefenhuis <directie@oefen.example>\r\nTo: piket@oefen.example\r\n\
                    Date: Sun, 22 Nov 2026 01:30:00 +0100\r\nSubject: Oefening\r\nMessage-ID: <v1@oefen.example>\r\n\
                    Content-Type: text/plain; charset=utf-8\r\n\r\nOefenverslag\r\n\r\nNaam: Proef, R.\r\n\
                    Inrichting: Oefenhuis\r\nDatum en tijdstip voorval: 22-11-2026 01:00\r\n\
                    Beschrijving: Een verzonnen voorval.\r\n";

#[test]
fn a_third_sector_needs_a_book_and_no_line_of_source() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", "regels = \"oefenboek.toml\"\n")?;
    env.config("oefenboek.toml", BOOK)?;
    env.config("inrichtingen.toml", INRICHTINGEN)?;
    env.good(&["meld", "--nr", "K1", "--inrichting", "Oefenhuis", "--voorval", "2026-11-22T01:00"])?;
    // Its own form comes in, is known by its title and its items, and is what the term waits for.
    let mail = env.path("verslag.eml");
    std::fs::write(&mail, FORM)?;
    env.good(&["importeer", &mail.to_string_lossy()])?;
    let lines =
        |text: String| -> Result<Vec<Value>, serde_json::Error> { text.lines().map(serde_json::from_str).collect() };
    let id =
        |item: &Value, name: &str| item[name].as_str().map(str::to_owned).ok_or_else(|| Failure(format!("{item:#}")));
    let inbox = lines(env.good(&["inbox", "--json"])?)?;
    let melding = inbox.iter().find(|m| m["soort"] == "verslag");
    let melding = id(melding.ok_or_else(|| Failure(format!("{inbox:#?}")))?, "id")?;
    let zaken = lines(env.good(&["incidenten", "--json"])?)?;
    let zaak = id(&zaken[0], "zaak")?;
    assert_eq!(zaken[0]["termijn"]["soort"], "kort", "{zaken:#?}");
    let list = env.good(&["incidenten"])?;
    assert!(list.contains("Kort verslag"), "{list}");
    env.good(&["koppel", &melding, &zaak])?;
    let shown = env.good(&["toon", &zaak])?;
    assert!(shown.contains("Oefenverslag ontvangen"), "{shown}");
    for ending in ["xlsx", "csv", "md", "json", "html", "pdf"] {
        let file = env.path(&format!("oefen.{ending}"));
        env.good(&["monitor", "--week", "2026-W47", "--uit", &file.to_string_lossy()])?;
    }
    let told: Value = serde_json::from_slice(&std::fs::read(env.path("oefen.json"))?)?;
    let zaak = told["zaken"][0].clone();
    assert_eq!(
        (&zaak["sector"], &zaak["rij"], &zaak["matrixversie"]),
        (&"oefen".into(), &"K1".into(), &"proef.1".into()),
        "{told:#}"
    );
    let csv = std::fs::read_to_string(env.path("oefen.csv"))?;
    let mut lines = csv.lines();
    let column = lines.next().and_then(|names| names.split(';').position(|name| name == "sector"));
    let column = column.ok_or_else(|| Failure("geen kolom sector".to_owned()))?;
    assert_eq!(lines.next().and_then(|line| line.split(';').nth(column)), Some("oefen"), "{csv}");
    // Its terms have their columns, and those of the other books have none.
    let names = csv.lines().next().unwrap_or_default();
    for (name, is_there) in [("kort_oordeel", true), ("twee_uur_uiterlijk", true), ("mbv_oordeel", false)] {
        assert_eq!(names.split(';').any(|own| own == name), is_there, "{name}: {names}");
    }
    let paper = env.path("oefen-overdracht.md");
    env.good(&["overdracht", "maak", "--uit", &paper.to_string_lossy()])?;
    let paper = std::fs::read_to_string(paper)?;
    assert!(paper.contains("rij K1") && paper.contains("Oefenhuis") && !paper.contains("MBV"), "{paper}");
    Ok(())
}
