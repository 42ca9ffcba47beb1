//! Mail that comes in calls once, with its number and kind: whoever calls out does so, the book proves it, and what
//! no person wrote stays silent.

use std::{collections::BTreeSet, fs};

use chrono::Duration;
use piket::{
    alarm::{
        target::{arrival_point, for_arrival},
        wekkerboek::{AlarmStatus, Round, Wekkerboek, round, self_check},
    },
    domain::{
        alarm::{AlarmChannel, AlarmLine, ChannelOutcome},
        melding::MeldingKind,
        moment::Moment,
    },
};

use crate::{
    common::{
        Failure, TestResult,
        environment::TestEnv,
        session::{Session, WIDE},
    },
    time::Night,
};

const FORM: &str = "tests/fixtures/mail/01-moa-tekst.eml";

/// A real store with a drop folder, and its desk.
fn desk(settings: &str) -> Result<(TestEnv, Session), Failure> {
    let env = TestEnv::bare()?;
    fs::create_dir_all(env.path("config/piket/post"))?;
    env.config("instellingen.toml", &format!("postmap = \"post\"\nvergrendel_na = 0\n{settings}"))?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("Welkom")?.keys("o")?.wait("INBOX")?;
    Ok((env, desk))
}

fn drop_mail(env: &TestEnv, name: &str, text: &[u8]) -> TestResult {
    let part = env.path("config/piket/part");
    fs::write(&part, text)?;
    Ok(fs::rename(part, env.path("config/piket/post").join(name))?)
}

fn note(headers: &str, subject: &str) -> Vec<u8> {
    format!(
        "From: P. Persona <p@kliniek.example>\r\nTo: piket@dji.example\r\nDate: Sun, 29 Nov 2026 03:00:00 +0100\r\n\
         {headers}Subject: {subject}\r\nMessage-ID: <{subject}@x.example>\r\n\r\nGijzeling op afdeling 4.\r\n"
    )
    .into_bytes()
}

#[test]
fn a_mail_calls_once_and_names_nothing_but_its_number_and_kind() -> TestResult {
    let (env, mut desk) = desk("")?;
    drop_mail(&env, "a.eml", &fs::read(FORM)?)?;
    desk.wait("ALARM  M0001: MOA binnen")?;
    assert!(desk.wrote(b"\x1b]9;Piket M0001: MOA binnen\x07"));
    let book = env.good(&["wekker", "lijst"])?;
    assert!(book.contains("afgegaan    M0001: MOA binnen") && book.contains("scherm verstuurd"), "{book}");
    // Its key goes to it, and once it was seen it does not call again.
    desk.keys("s")?.wait_until_gone("ALARM")?;
    assert!(env.good(&["wekker", "lijst"])?.contains("gezien      M0001: MOA binnen"));
    desk.keys("q")?;
    desk.end()?;
    let mut again = env.desk(WIDE)?;
    again.wait("INBOX")?.keys(":")?.wait("Esc sluiten")?;
    assert!(!again.screen().contains("ALARM"), "{}", again.screen());
    env.good(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn what_comes_in_together_is_one_call_and_what_no_person_wrote_none() -> TestResult {
    let (env, mut desk) = desk("")?;
    drop_mail(&env, "1.eml", &note("Auto-Submitted: auto-replied\r\n", "een"))?;
    drop_mail(&env, "2.eml", &note("List-Unsubscribe: <mailto:x@y.example>\r\n", "twee"))?;
    drop_mail(&env, "3.eml", &note("", "Automatisch antwoord: afwezig"))?;
    desk.wait("INBOX 1   + 2 automatisch")?;
    drop_mail(&env, "4.eml", &note("", "vier"))?;
    drop_mail(&env, "5.eml", &note("", "vijf"))?;
    desk.wait("ALARM  M0004: onbekend binnen")?.wait("+1")?;
    let book = env.good(&["wekker", "lijst"])?;
    for silent in ["M0001", "M0002", "M0003"] {
        assert!(!book.contains(silent), "{book}");
    }
    // Whoever opens it has no more need of the alarm.
    desk.keys("N")?.wait("M0004")?.keys("*")?.wait("alles gezien")?;
    Ok(())
}

#[test]
fn the_setting_keeps_arrivals_silent() -> TestResult {
    let (env, mut desk) = desk("alarm_binnenkomst = false\n")?;
    drop_mail(&env, "a.eml", &note("", "een"))?;
    desk.wait("M0001")?;
    assert_eq!(env.good(&["wekker", "lijst"])?.lines().count(), 1);
    Ok(())
}

#[test]
fn a_watch_calls_for_what_another_program_took_in() -> TestResult {
    let night = Night::new()?;
    let mut watch = night.start("wacht")?;
    watch.wait("De wacht is hier")?;
    let file = fs::canonicalize(FORM)?;
    night.env.good(&["importeer", &file.to_string_lossy()])?;
    night.set(10, 10)?;
    // The number after that of the call about the case.
    watch.wait("M0002: MOA binnen")?;
    night.wait_for("afgegaan", 1)?;
    Ok(())
}

/// Two programs and two clocks: one takes the mail in, another calls, a third looks later. It is called within seconds by
/// whoever looks first, and once: also where the clock that planned it, or the one that called, was ahead.
#[test]
fn a_mail_calls_at_once_and_once_whatever_clock_it_was_taken_in_by() -> TestResult {
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let nothing = BTreeSet::new();
    for taken_in in [-3600, -5, 0, 5, 60, 3600, 86_400] {
        for called in [0, 10, 600, 7200] {
            let mut book = Wekkerboek::default();
            let at = now.plus(Duration::seconds(taken_in));
            let point = arrival_point("M0001".parse()?, MeldingKind::form("moa"), at);
            book.apply(&AlarmLine::Planned { point, at, under: None });
            let target = [for_arrival(point.topic, point.due)];
            // By the clock of whoever looks it has been there since a moment ago, or is from later.
            let looks = now.plus(Duration::seconds(called.max(if taken_in <= 0 { taken_in + 4 } else { 0 })));
            let first = round(&book, &target, &nothing, None, looks);
            assert!(!first.to_fire.is_empty(), "{taken_in} {called}: {first:?}");
            first.alarm_lines.iter().for_each(|line| assert!(book.apply(line)));
            for point in first.to_fire {
                book.apply(&AlarmLine::Fired {
                    point,
                    at: looks,
                    channels: vec![(AlarmChannel::Bell, ChannelOutcome::Sent)],
                });
            }
            for line in book.seen(point.topic, looks, None) {
                book.apply(&line);
            }
            for later in [-7200, -60, 1, 60, 3600, 7200, 90_000, 200_000] {
                let later = looks.plus(Duration::seconds(later));
                assert_eq!(round(&book, &target, &nothing, None, later), Round::default(), "{taken_in} {called}");
                let check = self_check(&book, &target, later);
                assert!(
                    check.iter().all(|c| !c.state.is_wrong() && c.state == AlarmStatus::Off
                        || matches!(c.state, AlarmStatus::Seen(_))),
                    "{check:?}"
                );
            }
        }
    }
    Ok(())
}
