//! Two programs on one log: one calls out, the other takes over when the first is gone, and an alarm is
//! never called by both.

use std::time::{Duration, Instant};

use crate::{
    common::{
        Failure, TestResult,
        environment::{PASSPHRASE, TestEnv},
    },
    time::Night,
};

/// A reminder for 20:12, and the clock half a minute past it, in two steps that are no sleep.
fn until_reminder(night: &Night) -> TestResult {
    night.set(75, 75)?;
    night.set(150, 150)
}

fn fired(night: &Night) -> Result<Vec<String>, Failure> {
    let lines = night.lines("afgegaan")?;
    Ok(lines.iter().map(|r| r["door"].as_str().unwrap_or_default().to_owned()).collect())
}

#[test]
fn a_desk_and_a_watch_never_alarm_twice_and_the_watch_takes_over_when_the_desk_dies() -> TestResult {
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = night.desk()?;
    night.wait_for("gepland", 4)?;
    let mut watch = night.start("wacht")?;
    watch.wait("Een andere piket heeft de wacht; deze kijkt mee.")?;
    night.set(75, 75)?;
    desk.wait("20:11")?;
    until_reminder(&night)?;
    desk.wait("ALARM  herinnering 1 van 20:12  01")?;
    night.wait_for("afgegaan", 1)?;
    assert_eq!(fired(&night)?, ["desk"]);
    // At `kill -9` the system gives the lease up, and the watch goes on within five seconds.
    desk.send_signal("KILL")?;
    let dead = Instant::now();
    desk.end()?;
    watch.wait("De wacht is hier: alarmen gaan in dit venster af.")?;
    assert!(dead.elapsed() < Duration::from_secs(5), "{:?}", dead.elapsed());
    let screen = watch.screen();
    assert!(!screen.contains("herinnering 1") && !screen.contains("Met O"), "{screen}");
    // Nobody said that it was seen: it comes again, and now the watch calls.
    night.set(150 + 900, 150 + 900)?;
    watch.wait("2026-W50-01: herinnering 1 van 20:12")?;
    night.wait_for("afgegaan", 2)?;
    assert_eq!(fired(&night)?, ["desk", "wacht"]);
    // A desk that comes now finds the lease taken, and shows what rings.
    let mut second = night.desk()?;
    second.wait("ALARM  herinnering 1 van 20:12  01")?;
    second.keys("s")?.wait_until_gone("ALARM")?;
    night.wait_for("gezien", 1)?;
    watch.send_signal("TERM")?;
    assert_eq!(watch.end()?, 0);
    assert_eq!(fired(&night)?, ["desk", "wacht"]);
    night.env.good(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn the_sign_of_life_says_who_calls_and_nothing_of_a_case() -> TestResult {
    let night = Night::new()?;
    let mut desk = night.desk()?;
    let path = night.env.data().join("piket.hartslag");
    // Taking the lease comes before the first plan.
    night.wait_for("gepland", 3)?;
    let beat: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    assert_eq!(beat["proces"], desk.process()?);
    let fields: Vec<&String> = beat.as_object().into_iter().flat_map(|o| o.keys()).collect();
    assert_eq!(fields, ["proces", "volgende"]);
    let check = night.env.run(&["controle"])?.out;
    assert!(check.contains(&format!("goed wacht        proces {} geeft alarm", desk.process()?)), "{check}");
    assert!(check.contains("goed 2026-W50-01: MBV, vóór ma 14-12 09:00: volgend alarm ma 14-12 08:00"), "{check}");
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn the_unit_for_systemd_is_written_once_and_never_over_a_changed_one() -> TestResult {
    let night = Night::new()?;
    let env = &night.env;
    let out = env.good(&["wacht", "--installeer", "--wachtwoord-bestand", "wachtwoord"])?;
    let path = env.path("config/systemd/user/piket-wacht.service");
    let unit = std::fs::read_to_string(&path)?;
    assert!(out.contains(&unit) && out.contains("systemctl --user enable --now"), "{out}");
    let start = unit.lines().find_map(|r| r.strip_prefix("ExecStart=")).unwrap_or_default();
    assert!(start.starts_with("\"/") && start.ends_with("wachtwoord\" wacht"), "{start}");
    assert!(start.contains(&format!("--data-dir \"{}\"", env.data().display())), "{start}");
    assert!(env.good(&["wacht", "--installeer", "--wachtwoord-bestand", "wachtwoord"])?.contains("dezelfde"));
    std::fs::write(&path, "# eigen\n")?;
    let sentence = env.refused(1, &["wacht", "--installeer"])?;
    assert!(sentence.contains("is anders") && std::fs::read_to_string(&path)? == "# eigen\n", "{sentence}");
    Ok(())
}

#[test]
fn no_unit_is_written_that_would_not_start() -> TestResult {
    let env = TestEnv::bare()?;
    let path = env.path("config/systemd/user/piket-wacht.service");
    let install = |file: &str| ["wacht", "--installeer", "--wachtwoord-bestand", file].map(str::to_owned);
    let without_store = env.run(&["wacht", "--installeer"])?;
    assert!(without_store.code == 3 && without_store.error.contains("nog geen opslag"), "{without_store:?}");
    env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "nu"])?;
    env.secret("verkeerd", "paard boter maan koe\n")?;
    std::fs::write(env.path("open"), PASSPHRASE)?;
    let data = env.data().to_string_lossy().into_owned();
    for file in ["weg", "verkeerd", "open"] {
        let words = install(file);
        let words: Vec<&str> = ["--data-dir", &data].into_iter().chain(words.iter().map(String::as_str)).collect();
        let answer = env.without_options(&words)?;
        assert!(answer.code > 0 && !path.exists(), "{file}: {answer:?}");
    }
    env.good(&["wacht", "--installeer"])?;
    assert!(path.exists());
    Ok(())
}
