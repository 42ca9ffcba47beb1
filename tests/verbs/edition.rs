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

/// A day of the officer's own is no other book.
#[test]
fn an_own_day_off_asks_for_no_row_again() -> TestResult {
    let (env, zaak) = fire()?;
    env.config("instellingen.toml", "vrije_dagen = [\"2026-12-24 kantoor dicht\"]\n")?;
    assert!(!env.good(&["toon", &zaak])?.contains("regelboek is een ander"));
    Ok(())
}
