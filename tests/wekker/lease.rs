//! Two programs on one log: one calls out, the other takes over when the first is gone, and an alarm is
//! never called by both.

use std::time::{Duration, Instant};

use crate::{
    common::{
        Mis, Proef,
        omgeving::{Omgeving, WACHTWOORD},
    },
    tijd::Nacht,
};

/// A reminder for 20:12, and the clock half a minute past it, in two steps that are no sleep.
fn tot_de_herinnering(nacht: &Nacht) -> Proef {
    nacht.zet(75, 75)?;
    nacht.zet(150, 150)
}

fn ging(nacht: &Nacht) -> Result<Vec<String>, Mis> {
    let regels = nacht.regels("afgegaan")?;
    Ok(regels.iter().map(|r| r["door"].as_str().unwrap_or_default().to_owned()).collect())
}

#[test]
fn a_desk_and_a_watch_never_alarm_twice_and_the_watch_takes_over_when_the_desk_dies() -> Proef {
    let nacht = Nacht::nieuw()?;
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = nacht.desk()?;
    nacht.wacht_op("gepland", 4)?;
    let mut wacht = nacht.start("wacht")?;
    wacht.wacht("Een andere piket heeft de wacht; deze kijkt mee.")?;
    nacht.zet(75, 75)?;
    desk.wacht("20:11")?;
    tot_de_herinnering(&nacht)?;
    desk.wacht("ALARM 2026-W50-01: herinnering 1 van 20:12")?;
    nacht.wacht_op("afgegaan", 1)?;
    assert_eq!(ging(&nacht)?, ["desk"]);
    // At `kill -9` the system gives the lease up, and the watch goes on within five seconds.
    desk.stuur_signaal("KILL")?;
    let dood = Instant::now();
    desk.einde()?;
    wacht.wacht("De wacht is hier: alarmen gaan in dit venster af.")?;
    assert!(dood.elapsed() < Duration::from_secs(5), "{:?}", dood.elapsed());
    let scherm = wacht.scherm();
    assert!(!scherm.contains("herinnering 1") && !scherm.contains("Met O"), "{scherm}");
    // Nobody said that it was seen: it comes again, and now the watch calls.
    nacht.zet(150 + 900, 150 + 900)?;
    wacht.wacht("2026-W50-01: herinnering 1 van 20:12")?;
    nacht.wacht_op("afgegaan", 2)?;
    assert_eq!(ging(&nacht)?, ["desk", "wacht"]);
    // A desk that comes now finds the lease taken, and shows what rings.
    let mut tweede = nacht.desk()?;
    tweede.wacht("ALARM 2026-W50-01: herinnering 1 van 20:12")?;
    tweede.toetsen("s")?.wacht_weg("ALARM")?;
    nacht.wacht_op("gezien", 1)?;
    wacht.stuur_signaal("TERM")?;
    assert_eq!(wacht.einde()?, 0);
    assert_eq!(ging(&nacht)?, ["desk", "wacht"]);
    nacht.omgeving.goed(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn the_sign_of_life_says_who_calls_and_nothing_of_a_case() -> Proef {
    let nacht = Nacht::nieuw()?;
    let mut desk = nacht.desk()?;
    let pad = nacht.omgeving.data().join("piket.hartslag");
    // Taking the lease comes before the first plan.
    nacht.wacht_op("gepland", 3)?;
    let slag: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&pad)?)?;
    assert_eq!(slag["proces"], desk.proces()?);
    let velden: Vec<&String> = slag.as_object().into_iter().flat_map(|o| o.keys()).collect();
    assert_eq!(velden, ["op", "proces", "volgende"]);
    let controle = nacht.omgeving.doe(&["controle"])?.uit;
    assert!(controle.contains(&format!("goed wacht        proces {} geeft alarm", desk.proces()?)), "{controle}");
    assert!(
        controle.contains("goed 2026-W50-01: MBV, vóór ma 14-12 09:00: volgend alarm ma 14-12 08:00"),
        "{controle}"
    );
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn the_unit_for_systemd_is_written_once_and_never_over_a_changed_one() -> Proef {
    let nacht = Nacht::nieuw()?;
    let omgeving = &nacht.omgeving;
    let uit = omgeving.goed(&["wacht", "--installeer", "--wachtwoord-bestand", "wachtwoord"])?;
    let pad = omgeving.pad("config/systemd/user/piket-wacht.service");
    let eenheid = std::fs::read_to_string(&pad)?;
    assert!(uit.contains(&eenheid) && uit.contains("systemctl --user enable --now"), "{uit}");
    let start = eenheid.lines().find_map(|r| r.strip_prefix("ExecStart=")).unwrap_or_default();
    assert!(start.starts_with("\"/") && start.ends_with("wachtwoord\" wacht"), "{start}");
    assert!(start.contains(&format!("--data-dir \"{}\"", omgeving.data().display())), "{start}");
    assert!(omgeving.goed(&["wacht", "--installeer", "--wachtwoord-bestand", "wachtwoord"])?.contains("dezelfde"));
    std::fs::write(&pad, "# eigen\n")?;
    let zin = omgeving.geweigerd(1, &["wacht", "--installeer"])?;
    assert!(zin.contains("is anders") && std::fs::read_to_string(&pad)? == "# eigen\n", "{zin}");
    Ok(())
}

#[test]
fn no_unit_is_written_that_would_not_start() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let pad = omgeving.pad("config/systemd/user/piket-wacht.service");
    let installeer = |bestand: &str| ["wacht", "--installeer", "--wachtwoord-bestand", bestand].map(str::to_owned);
    let zonder_winkel = omgeving.doe(&["wacht", "--installeer"])?;
    assert!(zonder_winkel.code == 3 && zonder_winkel.fout.contains("nog geen opslag"), "{zonder_winkel:?}");
    omgeving.goed(&["meld", "--nr", "6", "--inrichting", "FPC de Kijvelanden", "--voorval", "nu"])?;
    omgeving.geheim("verkeerd", "paard boter maan koe\n")?;
    std::fs::write(omgeving.pad("open"), WACHTWOORD)?;
    let data = omgeving.data().to_string_lossy().into_owned();
    for bestand in ["weg", "verkeerd", "open"] {
        let woorden = installeer(bestand);
        let woorden: Vec<&str> = ["--data-dir", &data].into_iter().chain(woorden.iter().map(String::as_str)).collect();
        let antwoord = omgeving.zonder_opties(&woorden)?;
        assert!(antwoord.code > 0 && !pad.exists(), "{bestand}: {antwoord:?}");
    }
    omgeving.goed(&["wacht", "--installeer"])?;
    assert!(pad.exists());
    Ok(())
}
