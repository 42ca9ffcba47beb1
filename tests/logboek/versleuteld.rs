//! The refusals of the one door, asked of a real store. Its first bytes say nothing, so what the plain
//! store shows in its header has to be found out with the key; the promises are the same: a crash is
//! survived, and what is refused stays as it was.

use std::{fs, path::Path};

use piket::{
    domain::wachtwoord::Wachtwoord,
    store::{Ontgrendeling, Opslag, Toegang, Winkelsoort, open, wijzig_wachtwoord},
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    hulp::{Proef, nu, vul},
    sleutel::{als_hex, sleutel},
};

type Mis = Box<dyn std::error::Error>;

const BESTANDEN: [&str; 3] = ["piket.db", "piket.db-wal", "piket.sleutel"];

pub fn wachtwoord() -> Wachtwoord {
    Wachtwoord::nieuw("paard boter maan sok")
}

fn echt(map: &Path, toegang: Toegang) -> Result<Opslag, piket::domain::fout::Fout> {
    open(map, toegang, Some(Winkelsoort::Echt), Ontgrendeling::Wachtwoord(&wachtwoord()), nu())
}

/// What a power cut leaves: the files as they are while the desk is open.
fn na_uitval(desk: &Path) -> Result<TempDir, Mis> {
    let map = tempfile::tempdir()?;
    for naam in BESTANDEN {
        fs::copy(desk.join(naam), map.path().join(naam))?;
    }
    Ok(map)
}

fn foto(map: &Path) -> Vec<Option<Vec<u8>>> {
    BESTANDEN.iter().map(|naam| fs::read(map.join(naam)).ok()).collect()
}

#[test]
fn a_page_half_written_at_a_power_cut_is_mended_from_the_write_ahead_log() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut desk, 30)?;
    let kopie = na_uitval(map.path())?;
    let pad = kopie.path().join("piket.db");
    // The last page of a checkpoint that got no further.
    let mut bytes = fs::read(&pad)?;
    bytes.extend([7; 1000]);
    fs::write(&pad, &bytes)?;
    let weer = echt(kopie.path(), Toegang::Schrijven)?;
    assert_eq!(weer.entries(None, None)?, desk.entries(None, None)?);
    assert_eq!(weer.controleer()?.entries, 30);
    Ok(())
}

#[test]
fn a_store_cut_off_at_a_whole_page_is_called_so_and_left_alone() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut desk, 5)?;
    desk.sluit()?;
    let pad = map.path().join("piket.db");
    let heel = fs::read(&pad)?;
    for lengte in [0, 99, 4096, 8192, 5000, heel.len() - 4096] {
        fs::write(&pad, heel.get(..lengte).ok_or("korter")?)?;
        let voor = foto(map.path());
        for toegang in [Toegang::Lezen, Toegang::Schrijven] {
            let fout = echt(map.path(), toegang).map(|_| ()).err().ok_or("geopend")?;
            assert!(fout.zin.contains("afgebroken"), "{lengte}: {fout}");
            assert!(foto(map.path()) == voor, "{lengte}: {toegang:?} left traces");
        }
    }
    fs::write(&pad, &heel)?;
    assert_eq!(echt(map.path(), Toegang::Schrijven)?.controleer()?.entries, 5);
    Ok(())
}

#[test]
fn a_newer_store_that_a_power_cut_left_open_stays_as_it_is() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut desk, 5)?;
    desk.sluit()?;
    let later = Connection::open(map.path().join("piket.db"))?;
    later.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA user_version = 99",
        als_hex(&sleutel(map.path(), wachtwoord().afleidbaar().as_bytes())?)
    ))?;
    let kopie = na_uitval(map.path())?;
    let voor = foto(kopie.path());
    for toegang in [Toegang::Lezen, Toegang::Schrijven] {
        let fout = echt(kopie.path(), toegang).map(|_| ()).err().ok_or("geopend")?;
        assert!(fout.zin.contains("nieuwere piket (vorm 99"), "{fout}");
        assert!(foto(kopie.path()) == voor, "{toegang:?} left traces");
    }
    Ok(())
}

#[test]
fn a_key_file_of_another_store_changes_nothing_of_this_one() -> Proef {
    let (map, elders) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut desk = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut desk, 5)?;
    echt(elders.path(), Toegang::Schrijven)?.sluit()?;
    let kopie = na_uitval(map.path())?;
    fs::copy(elders.path().join("piket.sleutel"), kopie.path().join("piket.sleutel"))?;
    let voor = foto(kopie.path());
    for toegang in [Toegang::Lezen, Toegang::Schrijven] {
        let fout = echt(kopie.path(), toegang).map(|_| ()).err().ok_or("geopend")?;
        assert!(fout.zin.contains("past niet bij deze opslag"), "{fout}");
        assert!(foto(kopie.path()) == voor, "{toegang:?} left traces");
    }
    fs::copy(map.path().join("piket.sleutel"), kopie.path().join("piket.sleutel"))?;
    assert_eq!(echt(kopie.path(), Toegang::Schrijven)?.controleer()?.entries, 5);
    Ok(())
}

#[test]
fn the_passphrase_of_a_copy_can_be_changed_and_of_an_open_store_not() -> Proef {
    let (map, kopie) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut desk = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut desk, 5)?;
    let nieuw = Wachtwoord::nieuw("vier andere losse woorden");
    let voor = fs::read(map.path().join("piket.sleutel"))?;
    let fout = wijzig_wachtwoord(map.path(), &wachtwoord(), &nieuw).err().ok_or("gewijzigd")?;
    assert!(fout.zin.contains("heeft de opslag"), "{fout}");
    assert!(fs::read(map.path().join("piket.sleutel"))? == voor);
    desk.sluit()?;
    // The two files are all there is to carry.
    for naam in ["piket.db", "piket.sleutel"] {
        fs::copy(map.path().join(naam), kopie.path().join(naam))?;
    }
    wijzig_wachtwoord(kopie.path(), &wachtwoord(), &nieuw)?;
    let weer = open(kopie.path(), Toegang::Schrijven, None, Ontgrendeling::Wachtwoord(&nieuw), nu())?;
    assert_eq!(weer.controleer()?.entries, 5);
    Ok(())
}

#[test]
fn a_first_start_that_broke_off_after_the_key_can_be_done_again() -> Proef {
    let map = tempfile::tempdir()?;
    echt(map.path(), Toegang::Schrijven)?.sluit()?;
    fs::remove_file(map.path().join("piket.db"))?;
    fs::write(map.path().join("piket.nieuw"), "half")?;
    let mut weer = echt(map.path(), Toegang::Schrijven)?;
    vul(&mut weer, 3)?;
    Ok(())
}
