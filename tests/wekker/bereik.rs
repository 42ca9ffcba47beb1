//! An alarm that reaches nobody is not done with: it is tried again, a desk with a screen goes on with it,
//! and what was missed is said by whichever program the officer looks at.

use std::{
    fs,
    process::{Child, Stdio},
    thread,
    time::Instant,
};

use crate::{
    common::{
        Mis, Proef,
        sessie::{GEDULD, RUIM},
    },
    hangt::houder,
    tijd::Nacht,
};

const ALARM: &str = "2026-W50-01: herinnering 1 van 20:12";

/// A watch as the system starts one: its lines go to a file, and there is no bus to notify by.
struct Stil(Child);

impl Stil {
    fn start(nacht: &Nacht) -> Result<Self, Mis> {
        let klok = nacht.klok.to_string_lossy().into_owned();
        let mut opdracht = nacht.omgeving.verb(&["--klok", &klok, "wacht"]);
        Ok(Self(opdracht.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?))
    }
}

impl Drop for Stil {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn met_herinnering() -> Result<Nacht, Mis> {
    let nacht = Nacht::nieuw()?;
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "20:12", "bel het hoofd terug"])?;
    Ok(nacht)
}

#[test]
fn a_watch_that_reaches_nobody_does_not_silence_a_desk() -> Proef {
    let nacht = met_herinnering()?;
    let _wacht = Stil::start(&nacht)?;
    nacht.wacht_op("gepland", 4)?;
    let mut desk = nacht.desk()?;
    nacht.zet(75, 75)?;
    desk.wacht("20:11")?;
    nacht.zet(150, 150)?;
    nacht.wacht_op("gemist", 1)?;
    desk.wacht(&format!("ALARM {ALARM}"))?;
    // The desk takes the lease within seconds, and half a minute later it is tried again.
    let (eind, zelf) = (Instant::now() + GEDULD, desk.proces()?);
    while houder(&nacht)? != zelf {
        assert!(Instant::now() < eind, "de desk neemt het niet over");
        thread::yield_now();
    }
    nacht.zet(200, 200)?;
    nacht.wacht_op("afgegaan", 1)?;
    let gegaan = nacht.regels("afgegaan")?;
    assert_eq!(gegaan[0]["door"], "desk");
    desk.wacht("geen dienst om te melden")?.toetsen("s")?.wacht_weg("ALARM")?.wacht_weg("Gemist")?;
    assert!(desk.schreef(format!("\x1b]9;Piket {ALARM}\x07").as_bytes()), "de desk riep niet");
    nacht.omgeving.goed(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn a_sign_of_life_that_cannot_be_written_keeps_no_alarm_back() -> Proef {
    let nacht = met_herinnering()?;
    // Stands for a full disk, or a file of somebody else.
    fs::create_dir(nacht.omgeving.data().join("piket.hartslag.nieuw"))?;
    let mut wacht = nacht.start("wacht")?;
    wacht.wacht("De wacht is hier: alarmen gaan in dit venster af.")?.wacht("Het wekkerboek wordt niet bijgehouden")?;
    nacht.wacht_op("gepland", 4)?;
    nacht.zet(75, 75)?;
    nacht.zet(150, 150)?;
    wacht.wacht(ALARM)?;
    nacht.wacht_op("afgegaan", 1)
}

#[test]
fn what_one_program_missed_another_says_until_it_was_seen() -> Proef {
    let mut nacht = met_herinnering()?;
    let mut wacht = nacht.start("wacht")?;
    nacht.wacht_op("gepland", 4)?;
    wacht.stuur_signaal("STOP")?;
    nacht.zet(5 * 3600, 5 * 3600)?;
    wacht.stuur_signaal("CONT")?.wacht("Gemist van zo 13-12 20:1")?;
    nacht.wacht_op("afgegaan", 1)?;
    nacht.omgeving.zet_nu(Some("2026-12-14 01:12"));
    let mut desk = nacht.omgeving.desk(RUIM)?;
    desk.wacht_regel(&["Gemist van zo 13-12 20:1", "de laptop sliep"])?.toetsen("s")?.wacht_weg("Gemist")?;
    nacht.wacht_op("gezien", 1)?;
    let mut nog_een = nacht.omgeving.desk(RUIM)?;
    nog_een.wacht("W50-01")?;
    assert!(!nog_een.scherm().contains("Gemist"), "{}", nog_een.scherm());
    Ok(())
}

#[test]
fn the_check_names_a_case_that_no_alarm_can_know_of() -> Proef {
    let nacht = Nacht::nieuw()?;
    let zaak = nacht.omgeving.goed(&["meld", "--inrichting", "FPC de Kijvelanden", "--voorval", "20:00"])?;
    let antwoord = nacht.omgeving.doe(&["controle"])?;
    assert_eq!(antwoord.code, 1);
    let zin = format!("MIS  zaak         {zaak} heeft nog geen rij, dus er loopt geen termijn");
    assert!(
        antwoord.uit.contains(&zin) && !antwoord.uit.contains(&format!("{} heeft", nacht.zaak)),
        "{}",
        antwoord.uit
    );
    Ok(())
}
