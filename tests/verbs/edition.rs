//! A case that was judged by another text of the rule book says so: what that book asked may not be asked any more.

use crate::common::{Failure, TestResult, environment::TestEnv};

const TBS: &str = include_str!("../../assets/rules/tbs.toml");
const OTHER: &str = "het regelboek is een ander dan toen rij 2 is gekozen";

/// A fire with the term of its MBV, and the number of its case.
fn fire() -> Result<(TestEnv, String), Failure> {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "kijvelanden", "--voorval", "20-11 20:00"])?;
    Ok((env, zaak))
}

#[test]
fn a_case_of_another_book_asks_for_its_row_again_and_names_what_that_does() -> TestResult {
    let (env, zaak) = fire()?;
    assert!(!env.good(&["toon", &zaak])?.contains("regelboek is een ander"));
    let row = TBS.find("nr = \"2\"").and_then(|at| TBS.get(at..)).ok_or_else(|| std::io::Error::other("rij 2"))?;
    let without = row.replacen("m = \"ja\"", "m = \"nee\"", 1).replacen("termijnen = [\"mbv\"]", "termijnen = []", 1);
    env.config("regels.toml", &TBS.replace(row, &without))?;
    env.config("instellingen.toml", "regels = \"regels.toml\"\n")?;

    let shown = env.good(&["toon", &zaak])?;
    assert!(shown.contains(OTHER), "{shown}");
    let closed = env.run(&["sluit", &zaak])?;
    assert!(closed.code == 1 && closed.error.contains("oordeel"), "{closed:?}");
    let chosen = env.good(&["rij", &zaak, "2", "--reden", "Het nieuwe boek vraagt hier geen formulier."])?;
    assert!(chosen.starts_with("Rij 2 ("), "{chosen}");
    assert!(!env.good(&["toon", &zaak])?.contains(OTHER));
    let again = env.run(&["rij", &zaak, "2"])?;
    assert!(again.code == 1 && again.error.contains("staat al op rij 2"), "{again:?}");
    env.good(&["ongedaan"])?;
    assert!(env.good(&["toon", &zaak])?.contains(OTHER));
    // The book of then is back, and with it the term.
    env.config("instellingen.toml", "")?;
    let shown = env.good(&["toon", &zaak])?;
    assert!(!shown.contains(OTHER) && shown.contains("termijn MBV"), "{shown}");
    Ok(())
}

/// Days of the officer's own make no other book: neither the first, nor another, nor that there are none any more.
#[test]
fn own_days_off_ask_for_no_row_again() -> TestResult {
    const DAYS: [&str; 4] = [
        "",
        "vrije_dagen = [\"2026-12-24 kantoor dicht\"]\n",
        "vrije_dagen = [\"2026-12-24 kantoor dicht\", \"2026-12-31 kantoor dicht\"]\n",
        "vrije_dagen = [\"2027-01-04 verhuizing\"]\n",
    ];
    for chosen in DAYS {
        let env = TestEnv::demo("2026-11-22 02:10")?;
        env.config("instellingen.toml", chosen)?;
        let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "kijvelanden", "--voorval", "20-11 20:00"])?;
        for now in DAYS {
            env.config("instellingen.toml", now)?;
            let shown = env.good(&["toon", &zaak])?;
            assert!(!shown.contains("regelboek is een ander"), "{chosen} {now}: {shown}");
            assert_eq!(env.run(&["rij", &zaak, "2", "--reden", "Nogmaals."])?.code, 1, "{chosen} {now}");
        }
    }
    Ok(())
}

/// A mark on the step of the row never hides that another text counts now, and its own words stay beside it.
#[test]
fn no_mark_on_the_row_hides_that_another_text_of_the_book_counts() -> TestResult {
    for (state, word) in [("gereed", "gereed"), ("niet-nodig", "niet nodig"), ("wacht", "wacht")] {
        let (env, zaak) = fire()?;
        env.good(&["stap", &zaak, "oordeel", state, "--reden", "Vragen doorlopen."])?;
        assert!(!env.good(&["toon", &zaak])?.contains(OTHER));
        env.config("regels.toml", &TBS.replacen("versie = \"", "versie = \"9", 1))?;
        env.config("instellingen.toml", "regels = \"regels.toml\"\n")?;
        let shown = env.good(&["toon", &zaak])?;
        let line = shown.lines().find(|line| line.contains("oordeel")).unwrap_or_default();
        assert!(line.contains("te doen") && line.contains(OTHER), "{state}: {shown}");
        assert!(line.contains(&format!("gemerkt als {word}: Vragen doorlopen")), "{state}: {shown}");
        // The row by the text of now is the answer, and then the mark counts again.
        env.good(&["rij", &zaak, "2", "--reden", "Nagelopen."])?;
        assert!(!env.good(&["toon", &zaak])?.contains("regelboek is een ander"), "{state}");
    }
    Ok(())
}
