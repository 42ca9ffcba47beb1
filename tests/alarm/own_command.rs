//! The officer's own command at an alarm: what it hears, what the wekkerboek keeps of it, and that one that fails
//! or hangs holds nothing up and is said.

use std::{fs, thread, time::Instant};

use crate::{
    common::{Failure, TestResult, session::TIMEOUT},
    reach::{BANNER, Silent, with_reminder},
    time::Night,
};

/// A night with a reminder and this command in the settings; the script stands beside them.
fn with_command(script: &str, setting: &str) -> Result<Night, Failure> {
    let night = with_reminder()?;
    night.env.config("alarm.sh", script)?;
    night.env.config("instellingen.toml", &format!("melding_op_bureaublad = false\nalarm_opdracht = {setting}\n"))?;
    Ok(night)
}

fn ring(night: &Night) -> TestResult {
    night.wait_for("gepland", 4)?;
    night.set(75, 75)?;
    night.set(150, 150)
}

#[test]
fn it_hears_number_and_act_and_its_code_is_in_the_book() -> TestResult {
    let script = "echo \"$1|$2|$PIKET_ZAAK|$PIKET_SOORT|$#\" > gehoord\necho ruis\necho ruis >&2\nexit 0\n";
    let night = with_command(script, r#"["sh", "config/piket/alarm.sh", "{zaak} $(id)", "{soort}"]"#)?;
    let mut desk = night.desk()?;
    ring(&night)?;
    desk.wait(BANNER)?;
    night.wait_for("kanaal", 1)?;
    let heard = fs::read_to_string(night.env.path("gehoord"))?;
    assert_eq!(heard, "2026-W50-01 $(id)|herinnering 1|2026-W50-01|herinnering 1|2\n");
    let line = &night.lines("kanaal")?[0]["regel"];
    assert_eq!((&line["kanaal"], &line["uitkomst"]["code"]), (&"opdracht".into(), &0.into()), "{line}");
    assert!(night.env.good(&["wekker", "lijst"])?.contains("kanaal      2026-W50-01: herinnering 1: opdracht code 0"));
    assert!(!desk.screen().contains("ruis"), "{}", desk.screen());
    night.env.good(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn one_that_fails_is_said_on_screen_with_its_code() -> TestResult {
    let night = with_command("exit 3\n", r#"["sh", "config/piket/alarm.sh"]"#)?;
    let mut desk = night.desk()?;
    ring(&night)?;
    desk.wait(BANNER)?.wait("De alarmopdracht eindigde met code 3")?;
    // On screen it may stand a moment before it is in the book.
    night.wait_for("kanaal", 1)?;
    assert_eq!(night.lines("kanaal")?[0]["regel"]["uitkomst"]["code"], 3);
    Ok(())
}

#[test]
fn one_that_hangs_holds_up_neither_keys_nor_alarm_and_is_ended_with_its_children() -> TestResult {
    let script = "sh -c 'echo $$ > kind; exec sleep 300' &\nwait\n";
    let night = with_command(script, r#"["sh", "config/piket/alarm.sh"]"#)?;
    let mut desk = night.desk()?;
    ring(&night)?;
    // The alarm is on the screen and answered long before the command is ended.
    desk.wait(BANNER)?.keys("?")?.wait("Enter kiezen   Esc sluiten")?;
    desk.keys("<esc>")?.wait_until_gone("Esc sluiten")?;
    assert_eq!(night.lines("kanaal")?.len(), 0, "de opdracht was al klaar");
    desk.keys("s")?.wait_until_gone("ALARM")?;
    desk.wait("De alarmopdracht was na 10 seconden niet klaar en is gestopt")?;
    night.wait_for("kanaal", 1)?;
    assert_eq!(night.lines("kanaal")?[0]["regel"]["uitkomst"], "antwoordt-niet");
    let child = fs::read_to_string(night.env.path("kind"))?;
    // Gone, or dead and not yet collected by the system.
    let state = fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
    Ok(())
}

/// A watch outlives the command that hangs: it goes on calling, keeps in the book how that one ended, and answers a signal.
#[test]
fn a_watch_goes_on_while_one_hangs_and_keeps_how_it_ended() -> TestResult {
    let night = with_command("exec sleep 300\n", r#"["sh", "config/piket/alarm.sh"]"#)?;
    night.env.good(&["herinner", &night.zaak, "20:14", "bel nog eens"])?;
    let mut watch = night.start("wacht")?;
    watch.wait("De wacht is hier")?;
    night.wait_for("gepland", 5)?;
    night.set(75, 75)?;
    night.set(150, 150)?;
    watch.wait("herinnering 1 van 20:12")?;
    // The next one is called before the first command is ended.
    night.set(270, 270)?;
    watch.wait("herinnering 2 van 20:14")?;
    assert_eq!(night.lines("kanaal")?.len(), 0, "de opdracht was al klaar");
    night.wait_for("kanaal", 2)?;
    for line in night.lines("kanaal")? {
        assert_eq!(line["regel"]["uitkomst"], "antwoordt-niet", "{line}");
    }
    assert_eq!(night.lines("afgegaan")?.len(), 2);
    watch.send_signal("TERM")?;
    assert_eq!(watch.end()?, 0);
    night.env.good(&["logboek", "controleer"])?;
    Ok(())
}

/// Who is told to go, or whose terminal is gone, while the command hangs: the book says of the alarm what came of it, and what the
/// command started is ended.
#[test]
fn a_desk_that_leaves_while_one_hangs_keeps_what_came_of_it() -> TestResult {
    for signal in ["TERM", "HUP"] {
        let night = with_command("echo $$ > leeft; exec sleep 300\n", r#"["sh", "config/piket/alarm.sh"]"#)?;
        let mut desk = night.desk()?;
        ring(&night)?;
        desk.wait(BANNER)?;
        night.wait_for("afgegaan", 1)?;
        let started = wait_for_file(&night)?;
        assert_eq!(night.lines("kanaal")?.len(), 0, "de opdracht was al klaar");
        desk.send_signal(signal)?.end()?;
        let lines = night.lines("kanaal")?;
        assert_eq!(lines.len(), 1, "{signal}: {lines:?}");
        assert_eq!(lines[0]["regel"]["uitkomst"], "antwoordt-niet", "{signal}");
        gone(&started)?;
        night.env.good(&["logboek", "controleer"])?;
    }
    Ok(())
}

#[test]
fn a_watch_that_reaches_by_a_command_alone_and_leaves_while_it_hangs_says_that_nobody_was_reached() -> TestResult {
    for signal in ["TERM", "INT"] {
        let night = with_command("echo $$ > leeft; exec sleep 300\n", r#"["sh", "config/piket/alarm.sh"]"#)?;
        let mut watch = Silent::start(&night)?;
        ring(&night)?;
        let started = wait_for_file(&night)?;
        assert!(night.lines("gemist")?.is_empty() && night.lines("afgegaan")?.is_empty(), "al geroepen");
        watch.end_by(signal)?;
        let lines = night.lines("gemist")?;
        assert_eq!(lines.len(), 1, "{signal}: {lines:?}");
        let channels = lines[0]["regel"]["kanalen"].to_string();
        assert!(channels.contains(r#"["opdracht","antwoordt-niet"]"#), "{signal}: {channels}");
        gone(&started)?;
        night.env.good(&["logboek", "controleer"])?;
    }
    Ok(())
}

/// The number of the command, once it runs.
fn wait_for_file(night: &Night) -> Result<String, Failure> {
    let end = Instant::now() + TIMEOUT;
    loop {
        let number = fs::read_to_string(night.env.path("leeft")).unwrap_or_default();
        if number.ends_with('\n') {
            return Ok(number.trim().to_owned());
        }
        if Instant::now() > end {
            return Err(Failure("de opdracht begon niet".to_owned()));
        }
        thread::yield_now();
    }
}

/// It is gone, or dead and not yet collected by the system.
fn gone(process: &str) -> TestResult {
    let end = Instant::now() + TIMEOUT;
    loop {
        let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        if state.is_empty() || state.contains(") Z ") {
            return Ok(());
        }
        if Instant::now() > end {
            return Err(Failure(format!("de opdracht leeft nog: {state}")));
        }
        thread::yield_now();
    }
}

#[test]
fn a_watch_without_a_terminal_reaches_by_its_command_alone_and_without_it_says_what_it_tried() -> TestResult {
    for (code, kind, outcome) in [(0, "afgegaan", 0), (4, "gemist", 4)] {
        let night = with_command(&format!("exit {code}\n"), r#"["sh", "config/piket/alarm.sh"]"#)?;
        let _watch = Silent::start(&night)?;
        ring(&night)?;
        night.wait_for(kind, 1)?;
        let channels = night.lines(kind)?[0]["regel"]["kanalen"].to_string();
        assert!(channels.contains(&format!(r#"["opdracht",{{"code":{outcome}}}]"#)), "{channels}");
    }
    Ok(())
}

#[test]
fn the_check_says_by_day_what_would_fail_at_night() -> TestResult {
    let present = with_command("exit 0\n", r#"["./alarm.sh"]"#)?;
    assert!(present.env.run(&["controle"])?.out.contains("goed opdracht     "));
    for absent in [r#"["./is-er-niet.sh"]"#, r#"["is-er-niet-piket"]"#] {
        let night = with_command("exit 0\n", absent)?;
        let answer = night.env.run(&["controle"])?;
        assert!(answer.code == 1 && answer.out.contains("uit alarm_opdracht is er niet"), "{}", answer.out);
    }
    Ok(())
}
