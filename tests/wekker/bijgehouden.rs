//! The calendar that the settings name, kept up without being asked: whole at every moment, the same as the
//! one that the verb writes, and never by a demo.

use std::{fs, path::PathBuf, thread, time::Instant};

use crate::common::{Mis, Proef, omgeving::Omgeving, sessie::RUIM};

const NAAM: &str = "telefoon.ics";

/// A real store with a case, and settings that name a calendar.
fn met_agenda(agenda: &str) -> Result<(Omgeving, String), Mis> {
    let omgeving = Omgeving::kaal()?;
    omgeving.config("instellingen.toml", &format!("agenda = \"{agenda}\"\nmelding_op_bureaublad = false\n"))?;
    let zaak = omgeving.goed(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden"])?;
    Ok((omgeving, zaak))
}

fn pad(omgeving: &Omgeving) -> PathBuf {
    omgeving.pad("config/piket").join(NAAM)
}

/// What a phone would read, as soon as this stands in it. A file without its end would be half a one.
fn wacht_op(omgeving: &Omgeving, wat: &str) -> Result<String, Mis> {
    let eind = Instant::now() + crate::common::sessie::GEDULD;
    loop {
        let tekst = fs::read_to_string(pad(omgeving)).unwrap_or_default();
        assert!(tekst.is_empty() || tekst.ends_with("END:VCALENDAR\r\n"), "{tekst}");
        if tekst.contains(wat) {
            return Ok(tekst);
        }
        if Instant::now() > eind {
            return Err(Mis(format!("geen {wat} in de agenda:\n{tekst}")));
        }
        thread::yield_now();
    }
}

/// Without the moment at which it was made.
fn inhoud(tekst: &str) -> Vec<&str> {
    tekst.lines().filter(|r| !r.starts_with("DTSTAMP")).collect()
}

#[test]
fn the_desk_keeps_the_calendar_of_the_settings_up() -> Proef {
    let (omgeving, zaak) = met_agenda(NAAM)?;
    assert!(!pad(&omgeving).exists(), "een opdracht houdt niets bij");
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht(&zaak)?;
    let eerst = wacht_op(&omgeving, &format!("{zaak}: MBV"))?;
    for woord in ["Kijvelanden", "Agressie"] {
        assert!(!eerst.contains(woord), "{woord} in de agenda");
    }
    desk.toetsen("R03:30<tab>bel Kanarie Kwikstaart terug<ctrl-s>")?.wacht("De herinnering staat op")?;
    let dan = wacht_op(&omgeving, "herinnering-1")?;
    assert!(!dan.contains("Kwikstaart"));
    desk.toetsen("u")?;
    let weg = wacht_op(&omgeving, "CANCELLED")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    let uit = omgeving.pad("zelf.ics");
    omgeving.goed(&["agenda", "--uit", &uit.to_string_lossy()])?;
    assert_eq!(inhoud(&fs::read_to_string(uit)?), inhoud(&weg));
    // Three times by the desk, which the audit heard of once, and once by the verb.
    let inzage = omgeving.goed(&["logboek", "inzage"])?;
    assert_eq!(inzage.lines().filter(|r| r.contains("geëxporteerd") && r.contains("agenda")).count(), 2, "{inzage}");
    Ok(())
}

#[test]
fn a_calendar_that_cannot_be_written_is_said_and_holds_nothing_up() -> Proef {
    let (omgeving, zaak) = met_agenda(".")?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("De agenda wordt niet bijgehouden")?;
    desk.toetsen("R03:30<tab>bel terug<ctrl-s>")?.wacht("De herinnering staat op")?.toetsen("q")?;
    let code = desk.einde()?;
    assert_eq!(code, 0, "{}", desk.scherm());
    assert!(omgeving.goed(&["toon", &zaak])?.contains("bel terug"));
    Ok(())
}

#[test]
fn a_watch_keeps_it_up_and_a_demo_never() -> Proef {
    let (omgeving, zaak) = met_agenda(NAAM)?;
    let data = omgeving.data().to_string_lossy().into_owned();
    let opties = ["--data-dir", &data, "--wachtwoord-bestand", "wachtwoord", "wacht"];
    let mut wacht = omgeving.sessie(&opties, RUIM)?;
    wacht_op(&omgeving, &format!("{zaak}: MBV"))?;
    wacht.stuur_signaal("TERM")?;
    assert_eq!(wacht.einde()?, 0);
    fs::remove_file(pad(&omgeving))?;
    let mut demo = omgeving.sessie(&["demo"], RUIM)?;
    demo.wacht("ZAKEN 12")?.toetsen("GR03:30<tab>bel terug<ctrl-s>")?.wacht("De herinnering staat op")?.toetsen("q")?;
    assert_eq!(demo.einde()?, 0);
    assert!(!pad(&omgeving).exists());
    Ok(())
}
