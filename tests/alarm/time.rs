//! A night whose clock the test holds: what a desk says after a sleep, a jump and an absence.

use std::{
    fs,
    panic::Location,
    path::PathBuf,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::common::{
    Failure, TestResult,
    environment::TestEnv,
    session::{Session, WIDE},
};

/// A Sunday evening.
pub const NOW: &str = "2026-12-13 20:10";

/// A home with an empty demo store and a clock that can be put.
pub struct Night {
    pub env: TestEnv,
    pub zaak: String,
    pub clock_file: PathBuf,
}

impl Night {
    /// With one case: row 6, whose MBV is due on Monday at 09:00.
    pub fn new() -> Result<Self, Failure> {
        let env = TestEnv::demo(NOW)?;
        let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "20:00"])?;
        let night = Self { clock_file: env.path("klok"), env, zaak };
        night.set(0, 0)?;
        Ok(night)
    }

    /// Puts the wall clock so many seconds ahead, of which so many went by. In one piece: a program may
    /// read at any moment.
    pub fn set(&self, wall: i64, elapsed: i64) -> TestResult {
        let new = self.env.path("klok.nieuw");
        fs::write(&new, format!("{wall} {elapsed}"))?;
        Ok(fs::rename(new, &self.clock_file)?)
    }

    /// A program on this clock.
    pub fn start(&self, verb: &str) -> Result<Session, Failure> {
        let (data, clock) =
            (self.env.data().to_string_lossy().into_owned(), self.clock_file.to_string_lossy().into_owned());
        self.env.session(&["--data-dir", &data, "--nu", NOW, "--klok", &clock, verb], WIDE)
    }

    /// A desk that has taken the case and the lease.
    pub fn desk(&self) -> Result<Session, Failure> {
        let mut desk = self.start("demo")?;
        desk.wait("W50-01")?;
        Ok(desk)
    }

    /// Waits until the wekkerboek has so many lines of one kind.
    #[track_caller]
    pub fn wait_for(&self, kind: &str, count: usize) -> TestResult {
        let call_site = Location::caller();
        let end = Instant::now() + Duration::from_secs(15);
        while self.lines(kind)?.len() < count {
            if Instant::now() > end {
                return Err(Failure(format!(
                    "{call_site}: geen {count} keer {kind}:\n{}",
                    self.env.good(&["wekker", "lijst"])?
                )));
            }
        }
        Ok(())
    }

    /// The lines of the wekkerboek of one kind.
    pub fn lines(&self, kind: &str) -> Result<Vec<Value>, Failure> {
        let lines = self.env.good(&["wekker", "lijst", "--json"])?;
        let all = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
        Ok(all.into_iter().filter(|r| r["regel"]["soort"] == kind).collect())
    }
}

#[test]
fn a_desk_that_was_held_for_five_hours_says_what_it_missed_and_rings_at_once() -> TestResult {
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "21:30", "bel het hoofd terug"])?;
    let mut desk = night.desk()?;
    desk.wait("herinnering zo 13-12 21:30")?;
    // The lease is taken and the ladder planned before the machine sleeps.
    desk.keys(":wekker lijst<enter>")?.wait("alleen in de shell")?;
    night.wait_for("gepland", 4)?;
    desk.send_signal("STOP")?;
    night.set(5 * 3600, 5 * 3600)?;
    desk.send_signal("CONT")?;
    desk.wait("ALARM  herinnering 1 van 21:30  W50-01")?;
    desk.keys("<esc>")?.wait_for_line(&["gemist:", "zo 13-12 20:1", "tot ma 14-12 01:1", "de laptop sliep"])?;
    desk.keys("s")?.wait_until_gone("gemist:")?.wait_until_gone("ALARM")?;
    let missed = night.lines("gemist")?;
    assert_eq!(missed.len(), 1);
    assert_eq!(missed[0]["regel"]["reden"], "laptop-sliep");
    assert_eq!(night.lines("klok")?.len(), 0);
    Ok(())
}

#[test]
fn a_clock_that_jumps_is_recorded_and_shown_both_ways() -> TestResult {
    let night = Night::new()?;
    let mut desk = night.desk()?;
    night.wait_for("gepland", 3)?;
    night.set(3600, 0)?;
    desk.wait_for_line(&["De klok van deze computer versprong van zo 13-12 20:1", "naar zo 13-12 21:1"])?;
    night.set(0, 0)?;
    desk.wait_for_line(&["De klok van deze computer versprong van zo 13-12 21:1", "naar zo 13-12 20:1"])?;
    // A correction of a minute is none.
    night.set(60, 0)?;
    desk.wait("20:11")?;
    night.wait_for("klok", 2)?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert_eq!(night.lines("klok")?.len(), 2);
    assert_eq!(night.lines("gemist")?.len(), 0);
    Ok(())
}

#[test]
fn what_was_missed_while_no_program_was_open_is_said_at_the_start() -> TestResult {
    let mut night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "21:00", "bel het hoofd terug"])?;
    let mut desk = night.desk()?;
    night.wait_for("gepland", 4)?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    night.env.set_now(Some("2026-12-14 08:20"));
    // Nobody watches: the check says so, and that the alarms did not go.
    let answer = night.env.run(&["controle"])?;
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("MIS  wacht        niemand geeft alarm"), "{}", answer.out);
    assert!(answer.out.contains("het alarm van zo 13-12 21:00 is niet gegaan"), "{}", answer.out);
    let mut desk = night.env.desk(WIDE)?;
    desk.wait("ALARM")?;
    desk.wait_for_line(&["gemist:", "zo 13-12 20:1", "tot ma 14-12 08:2", "piket was gesloten"])?;
    // On screen it may stand a moment before it is in the book.
    night.wait_for("gemist", 2)?;
    let missed = night.lines("gemist")?;
    assert_eq!(missed.len(), 2, "{missed:?}");
    assert!(missed.iter().all(|r| r["regel"]["reden"] == "programma-gesloten"), "{missed:?}");
    // Answered from the shell, beside the desk.
    night.env.good(&["wekker", "uitstel", &night.zaak, "--minuten", "30", "--reden", "gebeld"])?;
    desk.wait_until_gone("ALARM")?;
    night.env.refused(1, &["wekker", "gezien", &night.zaak])?;
    let written = night.env.good(&["wekker", "lijst"])?;
    assert!(written.contains("uitgesteld  2026-W50-01: herinnering 1 tot ma 14-12 08:5"), "{written}");
    let last = written.lines().last().unwrap_or_default();
    let numbers: Vec<u64> = last.split(' ').filter_map(|w| w.parse().ok()).collect();
    assert_eq!(numbers.first().copied(), Some(numbers.iter().skip(1).sum()), "{last}");
    Ok(())
}
