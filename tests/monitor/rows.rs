//! How a case stands in the monitor: what is not known is unknown, what did not come in is late, and a mark that says only
//! that something was so by then is not taken for the moment itself.

use piket::{
    domain::error::Result,
    report::monitor::{Evidence, TermijnLimits, Verdict},
    rules::book::Rulebook,
};
use serde_json::Value;

use crate::{
    common::{Failure, TestResult, environment::TestEnv},
    material::{limits, m},
};

/// Judged with a strict reading at 12:00 on the 19th, and a last one a day later.
fn verdict(evidence: Evidence, now: &str, is_assumed: bool) -> Result<Verdict> {
    let both = limits(m("2026-11-19T12:00:00+01:00")?, m("2026-11-20T12:00:00+01:00")?);
    Ok(Verdict::from(TermijnLimits { is_assumed, ..both }, evidence, m(now)?))
}

const BEFORE: &str = "2026-11-19T18:00:00+01:00";
const AFTER: &str = "2026-11-20T12:00:00+01:00";

#[test]
fn the_very_moment_is_late() -> TestResult {
    let at = |text: &str| m(text).map(Evidence::At);
    assert_eq!(verdict(at("2026-11-19T11:59:59+01:00")?, BEFORE, false)?, Verdict::OnTime);
    assert_eq!(verdict(at("2026-11-19T12:00:00+01:00")?, BEFORE, false)?, Verdict::ByLaterLezing);
    assert_eq!(verdict(at("2026-11-20T12:00:00+01:00")?, AFTER, false)?, Verdict::TooLate);
    assert_eq!(verdict(Evidence::Missing, BEFORE, false)?, Verdict::StillOpen);
    assert_eq!(verdict(Evidence::Missing, AFTER, false)?, Verdict::TooLate);
    Ok(())
}

#[test]
fn what_nobody_saw_is_unknown_and_never_late() -> TestResult {
    assert_eq!(verdict(Evidence::Unseen, BEFORE, false)?, Verdict::StillOpen);
    assert_eq!(verdict(Evidence::Unseen, AFTER, false)?, Verdict::Unknown);
    assert_eq!(verdict(Evidence::NotNeeded, AFTER, false)?, Verdict::NotApplicable);
    let by = |text: &str| m(text).map(Evidence::AtLatest);
    assert_eq!(verdict(by("2026-11-19T11:00:00+01:00")?, AFTER, false)?, Verdict::OnTime);
    assert_eq!(verdict(by("2026-11-22T11:00:00+01:00")?, AFTER, false)?, Verdict::Unknown);
    // The incident itself was earlier than the call: in time by the call is not in time.
    assert_eq!(verdict(Evidence::At(m("2026-11-19T11:00:00+01:00")?), AFTER, true)?, Verdict::Unknown);
    assert_eq!(verdict(Evidence::At(m(AFTER)?), AFTER, true)?, Verdict::TooLate);
    for rule in &Rulebook::built_in().termijnen {
        let own = ["mbv", "moa", "moa-einde"].contains(&rule.kind.code());
        assert_eq!(Evidence::none_of(rule.duration) == Evidence::Missing, own, "{}", rule.kind);
    }
    Ok(())
}

fn monitor(env: &TestEnv, name: &str) -> Result<Value, Failure> {
    let out = env.path(name);
    env.good(&["monitor", "--week", "2026-W47", "--uit", &out.to_string_lossy()])?;
    Ok(serde_json::from_str(&std::fs::read_to_string(out)?)?)
}

fn judged(monitor: &Value, nth: usize, kind: &str) -> String {
    let all = monitor["zaken"][nth]["termijnen"].as_array().cloned().unwrap_or_default();
    all.iter().find(|t| t["soort"] == kind).map(|t| t["oordeel"].to_string()).unwrap_or_default()
}

#[test]
fn a_missing_form_is_late_and_an_untold_notification_is_unknown() -> TestResult {
    let mut env = TestEnv::demo("2026-11-18 02:10")?;
    let zaak = env.good(&["meld", "--nr", "22", "--inrichting", "Kijvelanden", "--voorval", "2026-11-17T23:00"])?;
    let loose =
        env.good(&["meld", "--nr", "D", "--inrichting", "Kijvelanden", "--voorval", "2026-11-18T01:00", "--nieuw"])?;
    env.set_now(Some("2026-11-22 02:10"));
    let week = monitor(&env, "eerst.json")?;
    assert_eq!(judged(&week, 0, "mbv"), "\"te-laat\"");
    assert_eq!(judged(&week, 0, "ap-datalek"), "\"onbekend\"");
    assert_eq!(judged(&week, 1, "moa-fast-nl"), "\"onbekend\"");
    assert_eq!(week["zaken"][0]["kanaal"], "telefoon");
    // That it was done is told now; when it was done is not.
    let told = ["--reden", "De MOA is gestuurd, zegt de directie"];
    env.good(&[&["stap", loose.trim(), "moa-fast-nl", "ja"][..], &told].concat())?;
    assert_eq!(judged(&monitor(&env, "dan.json")?, 1, "moa-fast-nl"), "\"onbekend\"");
    env.good(&["stap", loose.trim(), "moa-fast-nl", "open"])?;
    env.good(&[&["stap", loose.trim(), "moa-fast-nl", "ja"][..], &told, &["--om", "2026-11-18T03:30"]].concat())?;
    let week = monitor(&env, "toen.json")?;
    assert_eq!(judged(&week, 1, "moa-fast-nl"), "\"te-laat\"");
    assert_eq!(week["zaken"][1]["t"], "ja");
    let zaken = &week["per_termijn"].as_array().into_iter().flatten().find(|n| n["soort"] == "mbv").cloned();
    assert_eq!(zaken.as_ref().map(|n| n["zaken"]["te-laat"].clone()), Some(serde_json::json!([zaak.trim()])));
    Ok(())
}

#[test]
fn a_week_in_which_nothing_happened_has_a_monitor_too() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    for ending in ["xlsx", "csv", "md", "json", "html", "pdf"] {
        let out = env.path(&format!("leeg.{ending}"));
        let said = env.good(&["monitor", "--week", "2026-W01..2026-W02", "--uit", &out.to_string_lossy()])?;
        assert!(said.contains("0 zaken") && std::fs::metadata(out)?.len() > 100, "{said}");
    }
    Ok(())
}

/// A case of a jji stands apart by its sector and its book, and is not judged by a clock of another.
#[test]
fn cases_of_two_sectors_are_kept_apart() -> TestResult {
    let env = TestEnv::demo("2026-11-19 20:00")?;
    env.good(&["meld", "--nr", "7", "--inrichting", "FPC Pompestichting", "--voorval", "2026-11-19 10:00"])?;
    env.good(&["meld", "--nr", "J9", "--inrichting", "Teylingereind", "--voorval", "2026-11-19 10:00"])?;
    let monitor = monitor(&env, "sectoren.json")?;
    let of = |nth: usize, name: &str| monitor["zaken"][nth][name].as_str().unwrap_or_default().to_owned();
    assert_eq!((of(0, "sector"), of(1, "sector")), ("tbs".to_owned(), "jji".to_owned()), "{monitor}");
    assert_ne!(of(0, "matrixversie"), of(1, "matrixversie"));
    assert_eq!(of(1, "rij"), "J9");
    assert!(monitor["zaken"][1]["termijnen"].as_array().is_some_and(Vec::is_empty), "{monitor}");
    Ok(())
}
