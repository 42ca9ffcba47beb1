//! The calendar that the settings name, kept up without being asked: whole at every moment, the same as the
//! one that the verb writes, and never by a demo.

use std::{fs, path::PathBuf, thread, time::Instant};

use crate::common::{Failure, TestResult, environment::TestEnv, session::WIDE};

const NAME: &str = "telefoon.ics";

/// A real store with a case, and settings that name a calendar.
fn with_agenda(agenda: &str) -> Result<(TestEnv, String), Failure> {
    let env = TestEnv::bare()?;
    env.config("instellingen.toml", &format!("agenda = \"{agenda}\"\nmelding_op_bureaublad = false\n"))?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden"])?;
    Ok((env, zaak))
}

fn path(env: &TestEnv) -> PathBuf {
    env.path("config/piket").join(NAME)
}

/// What a phone would read, as soon as this stands in it. A file without its end would be half a one.
fn wait_for(env: &TestEnv, what: &str) -> Result<String, Failure> {
    let end = Instant::now() + crate::common::session::TIMEOUT;
    loop {
        let text = fs::read_to_string(path(env)).unwrap_or_default();
        assert!(text.is_empty() || text.ends_with("END:VCALENDAR\r\n"), "{text}");
        if text.contains(what) {
            return Ok(text);
        }
        if Instant::now() > end {
            return Err(Failure(format!("geen {what} in de agenda:\n{text}")));
        }
        thread::yield_now();
    }
}

/// Without the moment at which it was made.
fn content(text: &str) -> Vec<&str> {
    text.lines().filter(|r| !r.starts_with("DTSTAMP")).collect()
}

#[test]
fn the_desk_keeps_the_calendar_of_the_settings_up() -> TestResult {
    let (env, zaak) = with_agenda(NAME)?;
    assert!(!path(&env).exists(), "een opdracht houdt niets bij");
    let mut desk = env.desk(WIDE)?;
    desk.wait(&zaak)?;
    let initial = wait_for(&env, &format!("{zaak}: MBV"))?;
    for word in ["Kijvelanden", "Agressie"] {
        assert!(!initial.contains(word), "{word} in de agenda");
    }
    desk.keys("R03:30<tab>bel Kanarie Kwikstaart terug<ctrl-s>")?.wait("De herinnering staat op")?;
    let then = wait_for(&env, "herinnering-1")?;
    assert!(!then.contains("Kwikstaart"));
    desk.keys("u")?;
    let gone = wait_for(&env, "CANCELLED")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    let out = env.path("zelf.ics");
    env.good(&["agenda", "--uit", &out.to_string_lossy()])?;
    assert_eq!(content(&fs::read_to_string(out)?), content(&gone));
    // Three times by the desk, which the audit heard of once, and once by the verb.
    let audit = env.good(&["logboek", "inzage"])?;
    assert_eq!(audit.lines().filter(|r| r.contains("geëxporteerd") && r.contains("agenda")).count(), 2, "{audit}");
    Ok(())
}

#[test]
fn a_calendar_that_cannot_be_written_is_said_and_holds_nothing_up() -> TestResult {
    let (env, zaak) = with_agenda(".")?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("De agenda wordt niet bijgehouden")?;
    desk.keys("R03:30<tab>bel terug<ctrl-s>")?.wait("De herinnering staat op")?.leave()?;
    let code = desk.end()?;
    assert_eq!(code, 0, "{}", desk.screen());
    assert!(env.good(&["toon", &zaak])?.contains("bel terug"));
    Ok(())
}

#[test]
fn a_watch_keeps_it_up_and_a_demo_never() -> TestResult {
    let (env, zaak) = with_agenda(NAME)?;
    let data = env.data().to_string_lossy().into_owned();
    let options = ["--data-dir", &data, "--wachtwoord-bestand", "wachtwoord", "wacht"];
    let mut watch = env.session(&options, WIDE)?;
    wait_for(&env, &format!("{zaak}: MBV"))?;
    watch.send_signal("TERM")?;
    assert_eq!(watch.end()?, 0);
    fs::remove_file(path(&env))?;
    let mut demo = env.session(&["demo"], WIDE)?;
    demo.wait("EIND VAN DE WEEK")?.keys("GR03:30<tab>bel terug<ctrl-s>")?.wait("De herinnering staat op")?.leave()?;
    assert_eq!(demo.end()?, 0);
    assert!(!path(&env).exists());
    Ok(())
}
