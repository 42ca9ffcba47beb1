//! The night of practice, played to its end in a terminal: the telephone, the call back that is answered, the form
//! that arrives, and the result.

mod common;

use std::fs;

use common::{
    Failure, TestResult,
    environment::TestEnv,
    session::{Session, WIDE},
};
use piket::{
    demo::{Tour, practice_night},
    domain::{moment::Moment, practice::Tale},
};

const NOW: &str = "2026-11-24T12:00";

/// A night in which somebody is hit, with that tale.
fn night() -> Result<(u64, Moment, Tale), Failure> {
    let now = Moment::from_rfc3339("2026-11-24T12:00:00+01:00")?;
    for seed in 0..50 {
        let night = practice_night(seed, now, Tour::Silent)?.night;
        let first = night.tales.first().cloned().ok_or_else(|| Failure("een nacht zonder voorval".to_owned()))?;
        if first.wanted.rij.to_string() == "6" {
            return Ok((seed, night.begin, first));
        }
    }
    Err(Failure("geen nacht met rij 6".to_owned()))
}

struct Practice {
    env: TestEnv,
    begin: Moment,
}

impl Practice {
    /// Puts the clock of the night on this moment, as if the time between had gone by.
    fn at(&self, moment: Moment) -> TestResult {
        let seconds = moment.since(self.begin).num_seconds();
        let new = self.env.path("klok.nieuw");
        fs::write(&new, format!("{seconds} {seconds}"))?;
        Ok(fs::rename(new, self.env.path("klok"))?)
    }

    fn start(&self, seed: u64) -> Result<Session, Failure> {
        let (clock, seed) = (self.env.path("klok").to_string_lossy().into_owned(), seed.to_string());
        let words = ["--nu", NOW, "--klok", &clock, "oefen", "--tempo", "1", "--rondleiding", "--zaad", &seed];
        self.env.session(&words, WIDE)
    }
}

#[test]
fn a_night_is_played_to_its_end_and_judged() -> TestResult {
    let (seed, begin, tale) = night()?;
    let called = tale.calls.first().ok_or_else(|| Failure("niemand belt".to_owned()))?.at;
    let practice = Practice { env: TestEnv::bare()?, begin };
    practice.at(begin)?;
    let mut desk = practice.start(seed)?;
    desk.wait("Klaar voor de dienst")?;
    practice.at(called)?;
    desk.keys("<esc>")?.wait(&format!("Meldkamer: {}", tale.inrichting))?.wait("De telefoon gaat. Druk n")?;

    desk.keys("n")?.wait("Telefonische melding")?.keys("<omhoog>")?.keys("6")?.wait("6 Agressie")?;
    desk.keys("<tab>")?.keys(&tale.inrichting)?.keys("<tab>")?.keys("met een pan geslagen")?;
    desk.wait("meldt: met een pan geslagen")?.read().keys("<ctrl-s>")?.wait("W48-01")?.wait("Bel terug met b")?;
    desk.keys(">")?.wait(&format!("{}: Een bewoner sloeg", tale.inrichting))?;
    desk.keys("Met een pan geslagen.<enter>")?.wait("Ja, het is onder controle.")?;
    desk.keys("1")?.wait("Een arts moest hechten.")?;
    desk.keys("<rechts>")?.wait("één gewonde")?.keys("<enter>")?.wait("zij is opgenomen")?;
    desk.keys("<esc>")?.wait("Gesproken met")?.keys("teamleider")?.read().keys("<ctrl-s>")?.wait("Weeg met v")?;
    desk.keys("v")?.wait("6.1")?.read().keys("1")?.read().keys("1")?.wait("Advies P: ja")?;
    desk.read().keys("R")?.read().keys("<ctrl-s>")?;
    desk.wait("Beslis met p")?
        .read()
        .keys(">")?
        .wait("Besluit P")?
        .read()
        .keys("<ctrl-s>")?
        .wait("Open met > de piket-SMS")?;

    // The morning: the form arrives by mail and goes to its case.
    let morning = begin.plus(chrono::Duration::minutes(11 * 60 + 41));
    practice.at(morning)?;
    desk.keys("<esc>")?.wait_for_line(&["M0004", "MBV"])?;
    desk.keys(":")?.keys("koppel M0004 2026-W48-01")?.keys("<enter>")?.wait("Melding M0004")?;
    practice.at(begin.plus(chrono::Duration::minutes(14 * 60 + 20)))?;
    desk.keys("<esc>")?.wait("De nacht is om: Sluit de desk voor de uitslag.")?;
    desk.keys("q")?.wait("Oefennacht")?;
    for mark in [
        "goed  zaak geopend, 0 min na het telefoontje",
        "goed  rij 6 gekozen",
        "goed  besluit P: ja",
        "goed  Inrichting teruggebeld: gereed",
        "niet  Piket-SMS: te doen",
        "goed  MBV op tijd",
    ] {
        desk.wait(mark)?;
    }
    assert_eq!(desk.end()?, 0);
    Ok(())
}
