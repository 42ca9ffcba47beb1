//! An alarm that reaches nobody is not done with: it is tried again, a desk with a screen goes on with it,
//! and what was missed is said by whichever program the officer looks at.

use std::{
    fs,
    process::{Child, Command, Stdio},
    thread,
    time::Instant,
};

use crate::{
    common::{
        Failure, TestResult,
        session::{TIMEOUT, WIDE},
    },
    hangs::holder,
    time::Night,
};

pub const ALARM: &str = "2026-W50-01: herinnering 1 van 20:12";
/// The same on the desk.
pub const BANNER: &str = "ALARM  herinnering 1 van 20:12  01";

/// A watch as the system starts one: its lines go to a file, and there is no bus to notify by.
pub struct Silent(Child);

impl Silent {
    pub fn start(night: &Night) -> Result<Self, Failure> {
        let clock = night.clock_file.to_string_lossy().into_owned();
        let mut command = night.env.verb(&["--klok", &clock, "wacht"]);
        Ok(Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?))
    }

    /// Sends it a signal and waits for its end.
    pub fn end_by(&mut self, signal: &str) -> TestResult {
        Command::new("kill").args([&format!("-{signal}"), &self.0.id().to_string()]).status()?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn with_reminder() -> Result<Night, Failure> {
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "20:12", "bel het hoofd terug"])?;
    Ok(night)
}

#[test]
fn a_watch_that_reaches_nobody_does_not_silence_a_desk() -> TestResult {
    let night = with_reminder()?;
    let _watch = Silent::start(&night)?;
    night.wait_for("gepland", 4)?;
    let mut desk = night.desk()?;
    night.set(75, 75)?;
    desk.wait("20:11")?;
    night.set(150, 150)?;
    night.wait_for("gemist", 1)?;
    desk.wait(BANNER)?;
    // The desk takes the lease within seconds, and half a minute later it is tried again.
    let (end, itself) = (Instant::now() + TIMEOUT, desk.process()?);
    while holder(&night)? != itself {
        assert!(Instant::now() < end, "de desk neemt het niet over");
        thread::yield_now();
    }
    night.set(200, 200)?;
    night.wait_for("afgegaan", 1)?;
    let went_off = night.lines("afgegaan")?;
    assert_eq!(went_off[0]["door"], "desk");
    desk.wait("niemand was te bereiken")?.keys("s")?.wait_until_gone("ALARM")?.wait_until_gone("gemist:")?;
    assert!(desk.wrote(format!("\x1b]9;Piket {ALARM}\x07").as_bytes()), "de desk riep niet");
    night.env.good(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn a_sign_of_life_that_cannot_be_written_keeps_no_alarm_back() -> TestResult {
    let night = with_reminder()?;
    // Stands for a full disk, or a file of somebody else.
    fs::create_dir(night.env.data().join("piket.hartslag.deel"))?;
    let mut watch = night.start("wacht")?;
    watch.wait("De wacht is hier: alarmen gaan in dit venster af.")?.wait("Het wekkerboek wordt niet bijgehouden")?;
    night.wait_for("gepland", 4)?;
    night.set(75, 75)?;
    night.set(150, 150)?;
    watch.wait(ALARM)?;
    night.wait_for("afgegaan", 1)
}

#[test]
fn what_one_program_missed_another_says_until_it_was_seen() -> TestResult {
    let mut night = with_reminder()?;
    let mut watch = night.start("wacht")?;
    night.wait_for("gepland", 4)?;
    watch.send_signal("STOP")?;
    night.set(5 * 3600, 5 * 3600)?;
    watch.send_signal("CONT")?.wait_for_line(&["gemist:", "zo 13-12 20:1"])?;
    night.wait_for("afgegaan", 1)?;
    night.env.set_now(Some("2026-12-14 01:12"));
    let mut desk = night.env.desk(WIDE)?;
    desk.wait_for_line(&["gemist:", "zo 13-12 20:1", "de laptop sliep"])?.keys("s")?.wait_until_gone("gemist:")?;
    night.wait_for("gezien", 1)?;
    let mut another = night.env.desk(WIDE)?;
    another.wait("W50-01")?;
    assert!(!another.screen().contains("gemist:"), "{}", another.screen());
    Ok(())
}

#[test]
fn the_check_names_a_case_that_no_alarm_can_know_of() -> TestResult {
    let night = Night::new()?;
    let zaak = night.env.good(&["meld", "--inrichting", "FPC de Kijvelanden", "--voorval", "20:00", "--nieuw"])?;
    let answer = night.env.run(&["controle"])?;
    assert_eq!(answer.code, 1);
    let sentence = format!("MIS  zaak         {zaak} heeft nog geen rij, dus er loopt geen termijn");
    assert!(answer.out.contains(&sentence) && !answer.out.contains(&format!("{} heeft", night.zaak)), "{}", answer.out);
    Ok(())
}
