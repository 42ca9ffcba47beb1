//! A holder of the lease that hangs without dying: the system does not take its lock away, so the others
//! must. When it wakes it has lost the lease, and says nothing that was said already.

use std::fs;

use piket::domain::wacht::Hartslag;

use crate::{
    common::{Mis, Proef, sessie::Sessie},
    tijd::Nacht,
};

const HIER: &str = "De wacht is hier: alarmen gaan in dit venster af.";
const ELDERS: &str = "Een andere piket heeft de wacht; deze kijkt mee.";
const ALARM: &str = "2026-W50-01: herinnering 1 van 20:12";

/// A reminder for 20:12, a desk that holds the lease at 20:11, and a watch that looks along.
fn desk_en_wacht() -> Result<(Nacht, Sessie, Sessie), Mis> {
    let nacht = Nacht::nieuw()?;
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = nacht.desk()?;
    nacht.wacht_op("gepland", 4)?;
    nacht.zet(75, 75)?;
    desk.wacht("20:11")?;
    let mut wacht = nacht.start("wacht")?;
    wacht.wacht(ELDERS)?;
    Ok((nacht, desk, wacht))
}

fn door(nacht: &Nacht) -> Result<Vec<String>, Mis> {
    let regels = nacht.regels("afgegaan")?;
    Ok(regels.iter().map(|r| r["door"].as_str().unwrap_or_default().to_owned()).collect())
}

/// Who gave the last sign of life.
pub fn houder(nacht: &Nacht) -> Result<u32, Mis> {
    let slag: Hartslag = serde_json::from_str(&fs::read_to_string(nacht.omgeving.data().join("piket.hartslag"))?)?;
    Ok(slag.proces)
}

/// Whether a desk called by the terminal, as every alarm of its own does.
fn riep(desk: &Sessie) -> bool {
    desk.schreef(format!("\x1b]9;Piket {ALARM}\x07").as_bytes())
}

#[test]
fn a_watch_takes_over_from_a_desk_that_hangs_and_the_desk_that_wakes_does_not_call_again() -> Proef {
    // Shorter than what reads as a sleep, and longer.
    for verder in [150, 75 + 3600] {
        let (nacht, mut desk, mut wacht) = desk_en_wacht()?;
        desk.stuur_signaal("STOP")?;
        wacht.wacht(HIER)?;
        nacht.zet(verder, verder)?;
        wacht.wacht(ALARM)?;
        nacht.wacht_op("afgegaan", 1)?;
        desk.stuur_signaal("CONT")?;
        // Shown, because it rings; called it was by the other one.
        desk.wacht(&format!("ALARM {ALARM}"))?;
        // Whatever the desk still had to ask is answered before the key.
        desk.toetsen("s")?.wacht_weg("ALARM")?;
        nacht.wacht_op("gezien", 1)?;
        assert!(!riep(&desk), "de desk riep ook");
        assert_eq!(door(&nacht)?, ["wacht"]);
        // The lease went over and stays: the watch is still the one that calls.
        assert_eq!(houder(&nacht)?, wacht.proces()?);
        desk.toetsen("q")?;
        assert_eq!(desk.einde()?, 0);
        wacht.stuur_signaal("TERM")?;
        assert_eq!(wacht.einde()?, 0);
        nacht.omgeving.goed(&["logboek", "controleer"])?;
    }
    Ok(())
}

#[test]
fn of_two_that_look_along_one_takes_over_from_a_holder_that_hangs() -> Proef {
    let (nacht, mut desk, eerste) = desk_en_wacht()?;
    let mut tweede = nacht.start("wacht")?;
    tweede.wacht(ELDERS)?;
    desk.stuur_signaal("STOP")?;
    nacht.zet(150, 150)?;
    nacht.wacht_op("afgegaan", 1)?;
    // The one that hangs dies after all; neither of the others asks for the lease anew.
    desk.stuur_signaal("KILL")?;
    desk.einde()?;
    nacht.zet(150 + 900, 150 + 900)?;
    nacht.wacht_op("afgegaan", 2)?;
    assert_eq!(door(&nacht)?, ["wacht", "wacht"]);
    // Who looks along ends first: it must not take over from one that ended.
    let (mut roept, mut zwijgt) = match houder(&nacht)? {
        proces if proces == eerste.proces()? => (eerste, tweede),
        proces => {
            assert_eq!(proces, tweede.proces()?);
            (tweede, eerste)
        }
    };
    for (wacht, riep) in [(&mut zwijgt, false), (&mut roept, true)] {
        wacht.stuur_signaal("TERM")?;
        assert_eq!(wacht.einde()?, 0);
        let scherm = wacht.scherm();
        assert_eq!((scherm.contains(HIER), scherm.contains(ALARM)), (riep, riep), "{scherm}");
        assert_eq!(scherm.matches(ELDERS).count(), 1, "{scherm}");
    }
    nacht.omgeving.goed(&["logboek", "controleer"])?;
    Ok(())
}
