//! Where a monitor is written: nothing is replaced unasked, and where nothing can come nothing stands afterwards.

use std::fs;

use crate::common::{TestResult, environment::TestEnv};

#[test]
fn nothing_is_replaced_unasked_and_nothing_is_left_half() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let there = env.path("er-al.xlsx");
    fs::write(&there, "van iemand anders")?;
    let folder = env.path("map.xlsx");
    fs::create_dir(&folder)?;
    let monitor = |out: &std::path::Path| {
        let out = out.to_string_lossy().into_owned();
        ["monitor".to_owned(), "--week".to_owned(), "2026-W47".to_owned(), "--uit".to_owned(), out]
    };
    for (path, words) in [
        (there.clone(), "is er al"),
        (folder.clone(), "geen gewoon bestand"),
        (env.path("nergens/x.xlsx"), "niet te schrijven"),
        ("/proc/monitor.xlsx".into(), "niet te schrijven"),
    ] {
        let verb = monitor(&path);
        let error = env.refused(3, &verb.each_ref().map(String::as_str))?;
        assert!(error.contains(words), "{error}");
        assert!(!path.with_extension("xlsx.deel").exists());
    }
    assert_eq!(fs::read_to_string(&there)?, "van iemand anders");
    assert!(fs::read_dir(&folder)?.next().is_none());
    let verb = monitor(&there);
    env.good(&[&verb.each_ref().map(String::as_str)[..], &["--vervang"]].concat())?;
    assert!(fs::read(&there)?.starts_with(b"PK"));
    Ok(())
}

#[test]
fn what_cannot_be_asked_is_refused_in_one_sentence() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    for asked in [
        &["--week", "2026-W47..2026-W45"][..],
        &["--van", "2026-11-02"],
        &["--van", "2026-11-30", "--tot", "2026-11-02"],
        &["--van", "ooit", "--tot", "nooit"],
        &["--jaar", "2026", "--week", "2026-W47"],
        &["--jaar", "12"],
        &[],
    ] {
        env.refused(2, &[&["monitor", "--uit", "x.md"], asked].concat())?;
    }
    let error = env.refused(2, &["monitor", "--week", "2026-W47", "--publiek", "--uit", "x.xlsx"])?;
    assert!(error.contains("publieke samenvatting"), "{error}");
    assert!(!env.path("x.md").exists() && !env.path("x.xlsx").exists());
    Ok(())
}

#[test]
fn a_public_summary_and_a_monitor_of_days_enter_no_case() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-11-22T01:00"])?;
    let entered = |env: &TestEnv| -> Result<bool, crate::common::Failure> {
        Ok(env.good(&["toon", zaak.trim(), "--json"])?.contains("opgenomen in de monitor"))
    };
    env.good(&["monitor", "--week", "2026-W47", "--publiek", "--uit", &env.path("p.md").to_string_lossy()])?;
    env.good(&["monitor", "--van", "2026-11-16", "--tot", "2026-11-22", "--uit", &env.path("d.md").to_string_lossy()])?;
    assert!(!entered(&env)?);
    assert!(fs::read_to_string(env.path("d.md"))?.contains(zaak.trim()));
    let public = fs::read_to_string(env.path("p.md"))?;
    assert!(!public.contains("Kijvelanden") && !public.contains("W47") && !public.contains("22-11"), "{public}");
    env.good(&["monitor", "--jaar", "2026", "--uit", &env.path("j.html").to_string_lossy()])?;
    assert!(entered(&env)?);
    Ok(())
}
