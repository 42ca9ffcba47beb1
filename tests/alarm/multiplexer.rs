//! A desk in a real tmux: with nobody attached an alarm reached nobody and is tried again; with somebody attached it
//! gets through to the terminal outside.

use std::{io::Write, process::Command};

use crate::{
    common::{Failure, TestResult, environment::PIKET, session::WIDE},
    reach::{ALARM, BANNER, with_reminder},
    time::{NOW, Night},
};

/// A tmux server of its own; gone when the test is.
struct Tmux<'a>(&'a Night);

impl<'a> Tmux<'a> {
    /// With a desk in it and nobody attached; `None` where this machine has no tmux, which is said aloud.
    fn start(night: &'a Night) -> Result<Option<Self>, Failure> {
        if Command::new("tmux").arg("-V").output().is_err() {
            writeln!(std::io::stderr(), "OVERGESLAGEN: er is hier geen tmux; alarmen erdoorheen zijn niet beproefd")?;
            return Ok(None);
        }
        night.env.config("tmux.conf", "set -g allow-passthrough on\nset -g status off\n")?;
        let (data, clock) =
            (night.env.data().to_string_lossy().into_owned(), night.clock_file.to_string_lossy().into_owned());
        let desk = [PIKET, "--data-dir", &data, "--nu", NOW, "--klok", &clock, "demo"];
        let mut words = vec!["new-session", "-d", "-x", "140", "-y", "45"];
        words.extend(desk);
        let tmux = Self(night);
        tmux.run(&words)?;
        Ok(Some(tmux))
    }

    fn words<'w>(words: &[&'w str]) -> Vec<&'w str> {
        [&["-f", "config/piket/tmux.conf", "-S", "tmux.sock"], words].concat()
    }

    fn run(&self, words: &[&str]) -> TestResult {
        let answer = self.0.env.other("tmux", &Self::words(words)).output()?;
        if answer.status.success() { Ok(()) } else { Err(Failure(format!("tmux {words:?}: {answer:?}"))) }
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        let _ = self.run(&["kill-server"]);
    }
}

#[test]
fn an_alarm_in_a_tmux_that_nobody_looks_at_reached_nobody_until_somebody_attaches() -> TestResult {
    let night = with_reminder()?;
    let Some(tmux) = Tmux::start(&night)? else { return Ok(()) };
    night.wait_for("gepland", 4)?;
    night.set(75, 75)?;
    night.set(150, 150)?;
    night.wait_for("gemist", 1)?;
    let missed = &night.lines("gemist")?[0]["regel"];
    assert_eq!(missed["reden"], "dienst-ontbreekt");
    for channel in ["scherm", "bel", "terminal"] {
        assert!(night.env.good(&["wekker", "lijst"])?.contains(&format!("{channel} niemand aangesloten")), "{missed}");
    }
    // It is tried again every half minute, and the screen says so to whoever comes.
    night.set(185, 185)?;
    night.wait_for("gemist", 2)?;
    assert_eq!(night.lines("afgegaan")?.len(), 0);
    let mut outside =
        night.env.other_session("/usr/bin/env", &[&["tmux"], &Tmux::words(&["attach"])[..]].concat(), WIDE)?;
    outside.wait(BANNER)?.wait("1 alarm gemist")?.wait("niemand was te bereiken")?;
    night.set(220, 220)?;
    night.wait_for("afgegaan", 1)?;
    let channels = night.lines("afgegaan")?[0]["regel"]["kanalen"].to_string();
    for channel in ["banner", "bel", "terminal"] {
        assert!(channels.contains(&format!(r#"["{channel}","gelukt"]"#)), "{channels}");
    }
    outside.keys("s")?.wait_until_gone("ALARM")?;
    outside.wait_for_bytes(format!("\x1b]9;Piket {ALARM}\x07").as_bytes())?;
    outside.wait_for_bytes(format!("\x1b]777;notify;Piket;{ALARM}\x07").as_bytes())?;
    tmux.run(&["detach-client"])
}

#[test]
fn a_watch_that_somebody_looks_at_goes_on_for_a_desk_that_nobody_looks_at() -> TestResult {
    let night = with_reminder()?;
    let Some(_tmux) = Tmux::start(&night)? else { return Ok(()) };
    night.wait_for("gepland", 4)?;
    let mut watch = night.start("wacht")?;
    watch.wait("Een andere piket heeft de wacht; deze kijkt mee.")?;
    night.set(75, 75)?;
    night.set(150, 150)?;
    night.wait_for("gemist", 1)?;
    assert_eq!(night.lines("gemist")?[0]["door"], "desk");
    watch.wait("De wacht is hier")?;
    night.set(185, 185)?;
    watch.wait(ALARM)?;
    night.wait_for("afgegaan", 1)?;
    assert_eq!(night.lines("afgegaan")?[0]["door"], "wacht");
    Ok(())
}
