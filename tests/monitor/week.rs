//! A piketweek is closed when it is over and everything of it is in its monitor as it is now; it can be opened again, and
//! that is taken back like any act.

use serde_json::Value;

use crate::common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
};

const WEEK: &str = "2026-W47";

fn point(env: &TestEnv, name: &str) -> Result<String, Failure> {
    let week = env.json(&["week", WEEK, "--json"])?;
    let points = week["punten"].as_array().cloned().unwrap_or_default();
    let found = points.iter().find(|p| p["punt"] == name).map(|p| p["stand"].as_str().unwrap_or_default().to_owned());
    found.ok_or_else(|| Failure(format!("geen punt {name}")))
}

fn is_closed(env: &TestEnv) -> Result<bool, Failure> {
    Ok(env.json(&["week", WEEK, "--json"])?["gesloten"] != Value::Null)
}

fn make(env: &TestEnv) -> TestResult {
    let out = env.path("week.xlsx");
    env.good(&["monitor", "--week", WEEK, "--uit", &out.to_string_lossy(), "--vervang"])?;
    Ok(())
}

#[test]
fn a_week_closes_when_it_is_over_and_all_of_it_is_in_its_monitor() -> TestResult {
    let mut env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-11-22T01:00"])?;
    let early = env.refused(1, &["week-sluit", WEEK])?;
    assert!(early.contains("loopt nog"), "{early}");
    env.set_now(Some("2026-11-23 08:00"));
    assert_eq!(point(&env, "Incidentenmonitor")?, "eerst dit");
    let error = env.refused(1, &["week-sluit", WEEK])?;
    assert!(error.contains("Niet in de monitor") && error.contains(zaak.trim()), "{error}");
    make(&env)?;
    assert_eq!(point(&env, "Incidentenmonitor")?, "gereed");
    assert_eq!(point(&env, "Overdracht")?, "te doen");
    // The case moved after the monitor was made.
    env.good(&["besluit", zaak.trim(), "P", "ja", "--reden", "ernst"])?;
    assert!(env.refused(1, &["week-sluit", WEEK])?.contains("daarna veranderd"));
    make(&env)?;
    env.good(&["week-sluit", WEEK])?;
    assert!(is_closed(&env)? && env.good(&["week", WEEK])?.contains("gesloten"));
    assert!(env.refused(1, &["week-sluit", WEEK])?.contains("al gesloten"));
    assert!(env.good(&["herbouw"])?.contains("gelijk aan wat er stond"));
    env.refused(2, &["week-heropen", WEEK])?;
    env.good(&["week-heropen", WEEK, "--reden", "nog een formulier"])?;
    assert!(!is_closed(&env)?);
    env.good(&["ongedaan"])?;
    assert!(is_closed(&env)?);
    Ok(())
}

#[test]
fn a_form_without_a_case_keeps_the_week_open() -> TestResult {
    let mut env = TestEnv::demo("2026-11-22 02:10")?;
    let letter = std::fs::read_to_string(mail("01-moa-tekst.eml"))?;
    let date = letter.lines().find(|line| line.starts_with("Date: ")).ok_or(Failure("geen datum".to_owned()))?;
    let letter = letter.replace(date, "Date: Sat, 21 Nov 2026 23:00:00 +0100");
    std::fs::write(env.path("moa.eml"), letter)?;
    env.good(&["importeer", &env.path("moa.eml").to_string_lossy()])?;
    env.set_now(Some("2026-11-23 08:00"));
    let week = env.json(&["week", WEEK, "--json"])?;
    let form = week["losse_formulieren"][0].as_str().unwrap_or_default().to_owned();
    assert_eq!(point(&env, "Formulieren bij een zaak")?, "eerst dit");
    assert!(env.refused(1, &["week-sluit", WEEK])?.contains(&form));
    env.good(&["terzijde", &form, "--reden", "dubbel"])?;
    env.good(&["week-sluit", WEEK])?;
    assert!(is_closed(&env)?);
    Ok(())
}

/// Who looks at a later week would else believe that nothing runs.
#[test]
fn what_runs_on_from_an_earlier_week_stands_with_every_later_one() -> TestResult {
    let mut env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-11-22T01:00"])?;
    let zaak = zaak.trim();
    env.set_now(Some("2026-12-09 08:00"));
    let told = env.good(&["week", "2026-W50"])?;
    let (own, others) = told.split_once("Loopt nog uit een andere week:").unwrap_or_default();
    assert!(own.contains("Geen zaken of formulieren in deze week.") && !own.contains(zaak), "{told}");
    assert!(others.contains(zaak) && others.contains("TE LAAT"), "{told}");
    let before = env.json(&["week", "2026-W46", "--json"])?;
    assert_eq!(before["uit_andere_weken"], serde_json::json!([]));
    assert!(env.good(&["week", WEEK])?.contains(zaak) && !env.good(&["week", WEEK])?.contains("Loopt nog"));
    env.good(&["overdracht", "maak", "--week", "2026-W50", "--uit", &env.path("o.md").to_string_lossy()])?;
    let paper = std::fs::read_to_string(env.path("o.md"))?;
    assert!(paper.contains(&format!("## {zaak}")) && paper.contains("TE LAAT"), "{paper}");
    Ok(())
}
