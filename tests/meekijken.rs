//! Two desks on one store: one writes, the other looks along, sees what was committed, records nothing,
//! and takes over when the first has gone, however it went.

mod common;

use std::fs;

use common::{
    Proef,
    omgeving::Omgeving,
    sessie::{GEWOON, RUIM},
};

const NU: &str = "2026-12-13 20:10";

#[test]
fn a_second_desk_looks_along_and_takes_over() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let mut eerste = omgeving.desk(GEWOON)?;
    eerste.wacht("Druk op n")?;
    let mut tweede = omgeving.desk(RUIM)?;
    tweede.wacht_regel(&["meekijken: proces ", " schrijft"])?;
    eerste.toetsen("nkijv<tab>")?.wacht("Bewaard als M0001")?;
    tweede.wacht("M0001")?;
    // A key, a command of the palette and a verb in it: nothing is opened that could not be kept.
    for script in ["n", ":nieuwe melding<enter>", ":meld --nr 1<enter>", "o", "M"] {
        tweede.toetsen(script)?.wacht_regel(&["Deze desk kijkt mee; proces ", " schrijft."])?;
        // Something else on the bottom line, so that the next refusal is a new one.
        tweede.toetsen(".")?.wacht("in de lijst.")?;
    }
    let zin = omgeving.geweigerd(3, &["meld", "--nr", "1"])?;
    assert!(zin.contains("Een andere piket (proces "), "{zin}");
    assert!(omgeving.goed(&["inbox"])?.starts_with("M0001"));
    tweede.toetsen("O")?.wacht("Dat kan nog niet: proces ")?;
    eerste.toetsen("<esc>q")?;
    assert_eq!(eerste.einde()?, 0);
    tweede.wacht("meekijken: niemand schrijft, O neemt over")?.wacht("De andere piket is gesloten. Met O")?;
    tweede.toetsen("O")?.wacht("Deze desk schrijft nu.")?.wacht_weg("meekijken")?;
    tweede.toetsen("o")?.wacht("is geopend")?;
    assert!(omgeving.geweigerd(3, &["meld", "--nr", "1"])?.contains("Een andere piket"));
    tweede.toetsen("q")?;
    assert_eq!(tweede.einde()?, 0);
    assert!(omgeving.goed(&["incidenten"])?.contains("W50-01"));
    Ok(())
}

#[test]
fn what_a_verb_records_is_seen_too() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let mut eerste = omgeving.desk(GEWOON)?;
    eerste.wacht("Druk op n")?;
    let mut tweede = omgeving.desk(RUIM)?;
    tweede.wacht("meekijken: proces ")?;
    eerste.toetsen("q")?;
    assert_eq!(eerste.einde()?, 0);
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    tweede.wacht(&zaak)?;
    Ok(())
}

#[test]
fn the_lock_of_a_desk_that_was_killed_holds_nobody_up() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let mut eerste = omgeving.desk(GEWOON)?;
    eerste.toetsen("nkijv<tab>")?.wacht("Bewaard als M0001")?;
    let mut tweede = omgeving.desk(RUIM)?;
    tweede.wacht("meekijken: proces ")?;
    eerste.stuur_signaal("KILL")?;
    eerste.einde()?;
    tweede.wacht("meekijken: niemand schrijft")?;
    let mut derde = omgeving.desk(GEWOON)?;
    derde.wacht("M0001")?;
    assert!(!derde.scherm().contains("meekijken"), "{}", derde.scherm());
    tweede.wacht_regel(&["meekijken: proces ", " schrijft"])?;
    Ok(())
}

#[test]
fn a_log_that_was_put_aside_is_not_written_any_more() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.toetsen("nkijv<tab>")?.wacht("Bewaard als M0001")?;
    let mut tweede = omgeving.desk(RUIM)?;
    tweede.wacht("meekijken: proces ")?;
    fs::rename(omgeving.data().join("piket.db"), omgeving.data().join("weg.db"))?;
    desk.toetsen("rook<tab>")?.wacht("is weggehaald of vervangen terwijl piket liep")?;
    tweede.wacht("is weggehaald of vervangen")?;
    fs::rename(omgeving.data().join("weg.db"), omgeving.data().join("piket.db"))?;
    desk.wacht("Bewaard als M0001")?;
    Ok(())
}
