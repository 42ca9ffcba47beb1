//! Copies of the log as the officer meets them: made by the desk itself, listed, put back from the
//! shell, and never in the way.

mod common;

use std::{
    fs,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use common::{
    Mis, Proef,
    omgeving::{Omgeving, mail},
    sessie::{GEWOON, RUIM},
};

/// The copies there are; half ones have another kind of name.
fn kopieen(omgeving: &Omgeving) -> Vec<PathBuf> {
    let deel = |d: std::io::Result<fs::DirEntry>| d.ok().map(|d| d.path());
    let is_kopie = |pad: &PathBuf| pad.join("kop.txt").is_file() && !pad.ends_with("bezig");
    fs::read_dir(omgeving.data().join("reserve")).into_iter().flatten().filter_map(deel).filter(is_kopie).collect()
}

/// The name of the newest copy in the list.
fn nieuwste(omgeving: &Omgeving) -> Result<String, Mis> {
    let lijst = omgeving.goed(&["reservekopie", "lijst"])?;
    let naam = lijst.lines().last().and_then(|r| r.split_whitespace().next());
    naam.map(str::to_owned).ok_or(Mis(lijst))
}

#[test]
fn the_desk_makes_a_copy_as_it_opens_and_a_demo_does_not() -> Proef {
    let omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("rij 1")?;
    let eind = Instant::now() + Duration::from_secs(10);
    while kopieen(&omgeving).is_empty() && Instant::now() < eind {
        thread::yield_now();
    }
    assert_eq!(kopieen(&omgeving).len(), 1);
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    assert!(omgeving.goed(&["reservekopie", "lijst"])?.ends_with("heel"));

    let demo = Omgeving::demo("2026-12-13 20:10")?;
    let mut desk = demo.desk(GEWOON)?;
    desk.toetsen("nkijv<tab>")?.wacht("Bewaard als M0001")?.toetsen("<esc>q")?;
    assert_eq!(desk.einde()?, 0);
    assert!(!demo.data().join("reserve").exists());
    Ok(())
}

#[test]
fn a_copy_is_listed_and_put_back_and_says_what_differs() -> Proef {
    let omgeving = Omgeving::kaal()?;
    assert!(omgeving.geweigerd(3, &["reservekopie", "maak"])?.contains("nog geen opslag"));
    assert_eq!(omgeving.goed(&["reservekopie", "lijst"])?, "Er zijn geen reservekopieën.");
    let eerste = omgeving.goed(&["meld", "--nr", "1"])?;
    assert!(omgeving.goed(&["reservekopie", "maak"])?.ends_with("is gemaakt en nagekeken."));
    let naam = nieuwste(&omgeving)?;
    let tweede = omgeving.goed(&["meld", "--nr", "2"])?;
    let zin = omgeving.goed(&["reservekopie", "terugzetten", &naam])?;
    assert!(zin.contains("heeft ook regel ") && zin.contains("is bewaard in "), "{zin}");
    let lijst = omgeving.goed(&["incidenten"])?;
    assert!(lijst.contains(&eerste) && !lijst.contains(&tweede), "{lijst}");
    omgeving.goed(&["logboek", "controleer"])?;
    for geen in ["20200101T000000Z-000001", "../data", "vannacht"] {
        assert!(omgeving.geweigerd(2, &["reservekopie", "terugzetten", geen])?.contains("«piket reservekopie lijst»"));
    }
    Ok(())
}

#[test]
fn a_copy_that_is_not_whole_is_said_so_and_not_put_back() -> Proef {
    let omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let naam = nieuwste(&omgeving)?;
    let db = omgeving.data().join("reserve").join(&naam).join("piket.db");
    fs::write(&db, "Lieve moeder")?;
    let lijst = omgeving.doe(&["reservekopie", "lijst"])?;
    assert!(lijst.code == 1 && lijst.uit.contains("niet heel: "), "{lijst:?}");
    assert!(omgeving.geweigerd(3, &["reservekopie", "terugzetten", &naam])?.contains("er is niets teruggezet"));
    assert!(omgeving.goed(&["incidenten"])?.contains("rij 1"));
    Ok(())
}

#[test]
fn a_log_that_lost_its_tail_is_named_by_the_check_and_by_the_desk() -> Proef {
    let omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    let db = omgeving.data().join("piket.db");
    let vroeg = fs::read(&db)?;
    omgeving.goed(&["meld", "--nr", "2"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    omgeving.goed(&["logboek", "controleer"])?;
    fs::write(&db, vroeg)?;
    let antwoord = omgeving.doe(&["logboek", "controleer"])?;
    assert!(antwoord.code == 1 && antwoord.uit.contains("Het logboek eindigt bij regel "), "{antwoord:?}");
    // A verb that records goes on, but says it; one that only looks has nothing to say.
    let lezen = omgeving.doe(&["incidenten"])?;
    assert!(lezen.code == 0 && !lezen.fout.contains("eindigt bij"), "{lezen:?}");
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("Het logboek eindigt bij regel ")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn every_verb_that_records_says_that_the_log_lost_its_tail() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let zaak = omgeving.goed(&["meld", "--nr", "1"])?;
    let db = omgeving.data().join("piket.db");
    let vroeg = fs::read(&db)?;
    omgeving.goed(&["meld", "--nr", "2"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let post = mail("01-moa-tekst.eml");
    for verb in [
        &["meld", "--nr", "3"][..],
        &["feit", &zaak, "letsel", "geen", "--bron", "telefoon"],
        &["importeer", &post],
        &["concept", &zaak, "sms"],
        &["monitor", "--week", "2026-W47", "--uit", "week.md"],
        &["herbouw"],
        &["bewaartermijn", "houd", &zaak, "--reden", "Onderzoek"],
    ] {
        fs::write(&db, &vroeg)?;
        let antwoord = omgeving.doe(verb)?;
        assert!(antwoord.fout.contains("Let op: Het logboek eindigt bij regel "), "{verb:?}: {antwoord:?}");
    }
    Ok(())
}

/// A limit on the size of any file stands in for a full disk.
#[test]
fn a_full_disk_costs_the_copy_and_not_the_log() -> Proef {
    let omgeving = Omgeving::kaal()?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.goed(&["reservekopie", "maak"])?;
    let uit = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 128; exec \"$0\" --data-dir \"$1\" --wachtwoord-bestand \"$2\" reservekopie maak")
        .arg(env!("CARGO_BIN_EXE_piket"))
        .arg(omgeving.data())
        .arg(omgeving.pad("wachtwoord"))
        .output()?;
    let zin = String::from_utf8(uit.stderr)?;
    assert!(uit.status.code() == Some(3) && zin.contains("De reservekopie kon niet worden geschreven"), "{zin}");
    assert_eq!(kopieen(&omgeving).len(), 1);
    assert!(!omgeving.data().join("reserve/bezig").exists());
    omgeving.goed(&["meld", "--nr", "2"])?;
    omgeving.goed(&["logboek", "controleer"])?;
    Ok(())
}
