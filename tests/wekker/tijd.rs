//! A night whose clock the test holds: what a desk says after a sleep, a jump and an absence.

use std::{
    fs,
    panic::Location,
    path::PathBuf,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::common::{
    Mis, Proef,
    omgeving::Omgeving,
    sessie::{RUIM, Sessie},
};

/// A Sunday evening.
pub const NU: &str = "2026-12-13 20:10";

/// A home with an empty demo store and a clock that can be put.
pub struct Nacht {
    pub omgeving: Omgeving,
    pub zaak: String,
    pub klok: PathBuf,
}

impl Nacht {
    /// With one case: row 6, whose MBV is due on Monday at 09:00.
    pub fn nieuw() -> Result<Self, Mis> {
        let omgeving = Omgeving::demo(NU)?;
        let zaak = omgeving.goed(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "20:00"])?;
        let nacht = Self { klok: omgeving.pad("klok"), omgeving, zaak };
        nacht.zet(0, 0)?;
        Ok(nacht)
    }

    /// Puts the wall clock so many seconds ahead, of which so many went by. In one piece: a program may
    /// read at any moment.
    pub fn zet(&self, wand: i64, looptijd: i64) -> Proef {
        let nieuw = self.omgeving.pad("klok.nieuw");
        fs::write(&nieuw, format!("{wand} {looptijd}"))?;
        Ok(fs::rename(nieuw, &self.klok)?)
    }

    /// A program on this clock.
    pub fn start(&self, verb: &str) -> Result<Sessie, Mis> {
        let (data, klok) =
            (self.omgeving.data().to_string_lossy().into_owned(), self.klok.to_string_lossy().into_owned());
        self.omgeving.sessie(&["--data-dir", &data, "--nu", NU, "--klok", &klok, verb], RUIM)
    }

    /// A desk that has taken the case and the lease.
    pub fn desk(&self) -> Result<Sessie, Mis> {
        let mut desk = self.start("demo")?;
        desk.wacht("W50-01")?;
        Ok(desk)
    }

    /// Waits until the wekkerboek has so many lines of one kind.
    #[track_caller]
    pub fn wacht_op(&self, soort: &str, aantal: usize) -> Proef {
        let plek = Location::caller();
        let eind = Instant::now() + Duration::from_secs(15);
        while self.regels(soort)?.len() < aantal {
            if Instant::now() > eind {
                return Err(Mis(format!(
                    "{plek}: geen {aantal} keer {soort}:\n{}",
                    self.omgeving.goed(&["wekker", "lijst"])?
                )));
            }
        }
        Ok(())
    }

    /// The lines of the wekkerboek of one kind.
    pub fn regels(&self, soort: &str) -> Result<Vec<Value>, Mis> {
        let regels = self.omgeving.goed(&["wekker", "lijst", "--json"])?;
        let alle = regels.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
        Ok(alle.into_iter().filter(|r| r["regel"]["soort"] == soort).collect())
    }
}

#[test]
fn a_desk_that_was_held_for_five_hours_says_what_it_missed_and_rings_at_once() -> Proef {
    let nacht = Nacht::nieuw()?;
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "21:30", "bel het hoofd terug"])?;
    let mut desk = nacht.desk()?;
    desk.wacht("herinnering zo 13-12 21:30")?;
    // The lease is taken and the ladder planned before the machine sleeps.
    desk.toetsen(":wekker lijst<enter>")?.wacht("alleen in de shell")?;
    nacht.wacht_op("gepland", 4)?;
    desk.stuur_signaal("STOP")?;
    nacht.zet(5 * 3600, 5 * 3600)?;
    desk.stuur_signaal("CONT")?;
    desk.wacht("ALARM 2026-W50-01: herinnering 1 van 21:30")?;
    desk.toetsen("<esc>")?.wacht("Gemist van zo 13-12 20:1")?.wacht_regel(&["tot ma 14-12 01:1", "de laptop sliep"])?;
    desk.toetsen("s")?.wacht_weg("Gemist van")?.wacht_weg("ALARM")?;
    let gemist = nacht.regels("gemist")?;
    assert_eq!(gemist.len(), 1);
    assert_eq!(gemist[0]["regel"]["reden"], "laptop-sliep");
    assert_eq!(nacht.regels("klok")?.len(), 0);
    Ok(())
}

#[test]
fn a_clock_that_jumps_is_recorded_and_shown_both_ways() -> Proef {
    let nacht = Nacht::nieuw()?;
    let mut desk = nacht.desk()?;
    nacht.wacht_op("gepland", 3)?;
    nacht.zet(3600, 0)?;
    desk.wacht_regel(&["De klok van deze computer versprong van zo 13-12 20:1", "naar zo 13-12 21:1"])?;
    nacht.zet(0, 0)?;
    desk.wacht_regel(&["De klok van deze computer versprong van zo 13-12 21:1", "naar zo 13-12 20:1"])?;
    // A correction of a minute is none.
    nacht.zet(60, 0)?;
    desk.wacht("20:11")?;
    nacht.wacht_op("klok", 2)?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    assert_eq!(nacht.regels("klok")?.len(), 2);
    assert_eq!(nacht.regels("gemist")?.len(), 0);
    Ok(())
}

#[test]
fn what_was_missed_while_no_program_was_open_is_said_at_the_start() -> Proef {
    let mut nacht = Nacht::nieuw()?;
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "21:00", "bel het hoofd terug"])?;
    let mut desk = nacht.desk()?;
    nacht.wacht_op("gepland", 4)?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    nacht.omgeving.zet_nu(Some("2026-12-14 08:20"));
    // Nobody watches: the check says so, and that the alarms did not go.
    let antwoord = nacht.omgeving.doe(&["controle"])?;
    assert_eq!(antwoord.code, 1);
    assert!(antwoord.uit.contains("MIS  wacht        niemand geeft alarm"), "{}", antwoord.uit);
    assert!(antwoord.uit.contains("het alarm van zo 13-12 21:00 is niet gegaan"), "{}", antwoord.uit);
    let mut desk = nacht.omgeving.desk(RUIM)?;
    desk.wacht("ALARM")?;
    desk.wacht_regel(&["Gemist van zo 13-12 20:1", "tot ma 14-12 08:2", "piket was gesloten"])?;
    // On screen it may stand a moment before it is in the book.
    nacht.wacht_op("gemist", 2)?;
    let gemist = nacht.regels("gemist")?;
    assert_eq!(gemist.len(), 2, "{gemist:?}");
    assert!(gemist.iter().all(|r| r["regel"]["reden"] == "programma-gesloten"), "{gemist:?}");
    // Answered from the shell, beside the desk.
    nacht.omgeving.goed(&["wekker", "uitstel", &nacht.zaak, "--minuten", "30", "--reden", "gebeld"])?;
    desk.wacht_weg("ALARM")?;
    nacht.omgeving.geweigerd(1, &["wekker", "gezien", &nacht.zaak])?;
    let lijst = nacht.omgeving.goed(&["wekker", "lijst"])?;
    assert!(lijst.contains("uitgesteld  2026-W50-01: herinnering 1 tot ma 14-12 08:5"), "{lijst}");
    let laatste = lijst.lines().last().unwrap_or_default();
    let getallen: Vec<u64> = laatste.split(' ').filter_map(|w| w.parse().ok()).collect();
    assert_eq!(getallen.first().copied(), Some(getallen.iter().skip(1).sum()), "{laatste}");
    Ok(())
}
