//! A sector that the program was never made for is reported like the others: its book and its inrichting are two files of the
//! officer, and nothing in the source knows of it.

use serde_json::Value;

use crate::common::{Failure, TestResult, environment::TestEnv};

const BOOK: &str = include_str!("../fixtures/oefenboek.toml");

const OWN_STEP: &str = "buurt-gewaarschuwd";

const INRICHTINGEN: &str = "peildatum = 2026-01-01\n\n[[inrichting]]\nnaam = \"Oefenhuis\"\nplaats = \"Oefendam\"\n\
                            beheer = \"rijks\"\nsector = \"oefen\"\n";

const FORM: &str = "From: Directie Oefenhuis <directie@oefen.example>\r\nTo: piket@oefen.example\r\n\
                    Date: Sun, 22 Nov 2026 01:30:00 +0100\r\nSubject: Oefening\r\nMessage-ID: <v1@oefen.example>\r\n\
                    Content-Type: text/plain; charset=utf-8\r\n\r\nOefenverslag\r\n\r\nNaam: Proef, R.\r\n\
                    Inrichting: Oefenhuis\r\nDatum en tijdstip voorval: 22-11-2026 01:00\r\n\
                    Beschrijving: Een verzonnen voorval.\r\n";

fn env() -> Result<TestEnv, Failure> {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", "regels = \"oefenboek.toml\"\n")?;
    env.config("oefenboek.toml", BOOK)?;
    env.config("inrichtingen.toml", INRICHTINGEN)?;
    Ok(env)
}

/// In the shell too only an answer ticks it, and a step that no book knows is refused.
#[test]
fn a_step_of_its_own_is_asked_in_the_shell_like_any_other() -> TestResult {
    let env = env()?;
    env.good(&["meld", "--nr", "W", "--inrichting", "Oefenhuis", "--voorval", "2026-11-22T01:00"])?;
    let zaken = env.json(&["incidenten", "--json"])?;
    let zaak = zaken["zaak"].as_str().ok_or_else(|| Failure(format!("{zaken:#}")))?;
    let stands = || -> Result<(Value, Value), Failure> {
        let shown = env.json(&["toon", zaak, "--json"])?;
        let steps = shown["stappen"].as_array().cloned().unwrap_or_default();
        let own = steps.into_iter().find(|s| s["stap"] == OWN_STEP);
        own.map(|s| (s["nr"].clone(), s["staat"].clone())).ok_or_else(|| Failure(format!("{shown:#}")))
    };
    assert_eq!(stands()?, (10.into(), "wacht".into()));
    // Beside the refusal stands that the rules are the officer's own.
    let asked = env.run(&["stap", zaak, OWN_STEP, "gereed"])?;
    assert!(asked.code == 2 && asked.error.contains("is het zover?"), "{asked:?}");
    env.good(&["stap", zaak, OWN_STEP, "nog-niet"])?;
    assert_eq!(stands()?, (10.into(), "wacht".into()));
    let told = env.good(&["stap", zaak, OWN_STEP, "ja"])?;
    assert!(told.contains("Buurt gewaarschuwd: gereed."), "{told}");
    assert_eq!(stands()?, (10.into(), "gereed".into()));
    let none = env.run(&["stap", zaak, "buurt", "ja"])?;
    assert!(none.code == 2 && none.error.contains("Stap «buurt» bestaat niet."), "{none:?}");
    assert!(none.error.contains(OWN_STEP), "{none:?}");
    Ok(())
}

#[test]
fn a_third_sector_needs_a_book_and_no_line_of_source() -> TestResult {
    let env = env()?;
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

/// The same with a book that shares no body with another, from the call to the register and the monitor.
#[test]
fn a_sector_with_bodies_of_its_own_needs_a_book_and_no_line_of_source() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", "regels = \"havenboek.toml\"\n")?;
    env.config("havenboek.toml", include_str!("../fixtures/havenboek.toml"))?;
    env.config("inrichtingen.toml", &INRICHTINGEN.replace("Oefenhuis", "Havenhuis Oost").replace("oefen", "haven"))?;
    // Of no case, and so without a demo.
    let terms = env.without_options(&["termijn", "--nr", "S2", "--voorval", "2026-11-22T01:00:00+01:00", "--json"])?;
    let terms: Value = serde_json::from_str(&terms.out)?;
    let waits: Vec<&Value> =
        terms["termijnen"].as_array().into_iter().flatten().map(|termijn| &termijn["ontvanger"]).collect();
    assert_eq!(
        waits,
        [
            "Sleepdienst Baken (wacht@sleepdienst.example)",
            "Scheepvaartraad (raad@scheepvaart.example), cc de eigen reder"
        ],
        "{terms:#}"
    );
    env.good(&["meld", "--nr", "S2", "--inrichting", "Havenhuis Oost", "--voorval", "2026-11-22T01:00"])?;
    let zaken = env.json(&["incidenten", "--json"])?;
    let zaak = zaken["zaak"].as_str().ok_or_else(|| Failure(format!("{zaken:#}")))?;
    env.good(&["stap", zaak, "sleep-klaar", "ja"])?;
    env.good(&["besluit", zaak, "P", "ja", "--reden", "iemand te water"])?;
    let report = env.good(&["concept", zaak, "piketmelding", "--onbekend"])?;
    assert!(report.contains("de havenmeester") && !report.contains("bewindspersoon"), "{report}");
    env.good(&["concept", zaak, "piketmelding", "--gecontroleerd"])?;
    env.good(&["concept", zaak, "piketmelding", "--verzonden", "--aan", "lijn", "--kanaal", "e-mail"])?;
    let register = env.good(&["verstrekkingen", zaak])?;
    assert!(register.contains("piketmelding, versie") && register.contains("aan lijn, per e-mail"), "{register}");
    let (csv, public) = (env.path("haven.csv"), env.path("haven.md"));
    env.good(&["monitor", "--week", "2026-W47", "--uit", &csv.to_string_lossy()])?;
    let names = std::fs::read_to_string(csv)?.lines().next().unwrap_or_default().to_owned();
    for (name, is_there) in [("vaartijd_oordeel", true), ("brief_oordeel", true), ("mbv_oordeel", false)] {
        assert_eq!(names.split(';').any(|own| own == name), is_there, "{name}: {names}");
    }
    env.good(&["monitor", "--week", "2026-W47", "--publiek", "--uit", &public.to_string_lossy()])?;
    let public = std::fs::read_to_string(public)?;
    assert!(public.contains("Gemeld aan de havenmeester: "), "{public}");
    Ok(())
}

/// The demo is a week of the first embedded book, whatever book of their own somebody has.
#[test]
fn an_own_book_with_other_rows_changes_nothing_in_the_demo() -> TestResult {
    let more = include_str!("../../assets/rules/tbs.toml");
    let last =
        more.split("[[rij]]\n").find(|row| row.starts_with("nr = \"23\"")).ok_or(Failure("rij 23".to_owned()))?;
    let last = last.replace("\"23\"", "\"24\"").replace("\"23.", "\"24.");
    for own in [format!("{more}\n[[rij]]\n{last}"), include_str!("../fixtures/havenboek.toml").to_owned()] {
        let mut env = TestEnv::bare()?;
        env.config("instellingen.toml", "regels = \"regels.toml\"\n")?;
        env.config("regels.toml", &own)?;
        env.set_now(Some("2026-11-22T02:10"));
        env.good(&["demo", "--maak"])?;
        let zaken = env.good(&["incidenten", "--json"])?;
        assert_eq!(zaken.lines().count(), 12, "{zaken}");
    }
    Ok(())
}
