//! What is no store, too new, taken or read-only is refused with one sentence and a hint, and stays as
//! it was: every byte, and no file more or less in the folder.

use std::{collections::BTreeMap, fs, path::Path};

use piket::{
    domain::fout::{Fout, FoutSoort},
    store::{Ontgrendeling, Opslag, Toegang, Winkelsoort, open},
};
use rusqlite::Connection;

use crate::hulp::{Proef, buitenom, nu, schrijvend, vul};

type Foto = BTreeMap<std::ffi::OsString, Vec<u8>>;

fn foto(map: &Path) -> std::io::Result<Foto> {
    fs::read_dir(map)?.map(|deel| deel.map(|d| (d.file_name(), fs::read(d.path()).unwrap_or_default()))).collect()
}

/// Opens in both ways, expects both to be refused, and the folder to be the same afterwards.
fn geweigerd(map: &Path, toegang: &[Toegang]) -> Result<Vec<Fout>, Box<dyn std::error::Error>> {
    let voor = foto(map)?;
    let mut fouten = Vec::new();
    for toegang in toegang {
        let fout = open(map, *toegang, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu())
            .map(|_: Opslag| ())
            .err()
            .ok_or("geopend")?;
        assert_eq!(fout.soort, FoutSoort::Gegevens);
        assert!(fout.hint.is_some() && fout.zin.ends_with('.'), "{fout}");
        assert!(foto(map)? == voor, "{toegang:?} left traces: {fout}");
        fouten.push(fout);
    }
    Ok(fouten)
}

const BEIDE: [Toegang; 2] = [Toegang::Schrijven, Toegang::Lezen];

#[test]
fn what_is_no_store_is_left_alone() -> Proef {
    for inhoud in [&b""[..], b"x", b"SQLite format 3\0", &[7; 8192], b"een brief\n".repeat(50).as_slice()] {
        let map = tempfile::tempdir()?;
        fs::write(map.path().join("piket.db"), inhoud)?;
        assert!(geweigerd(map.path(), &BEIDE)?.iter().all(|f| f.zin.contains("geen opslag van piket")));
    }
    // Somebody else's database, with and without a write-ahead log.
    for stand in ["DELETE", "WAL"] {
        let map = tempfile::tempdir()?;
        let db = buitenom(map.path())?;
        db.execute_batch(&format!("PRAGMA journal_mode = {stand}; CREATE TABLE adressen (naam TEXT)"))?;
        assert_eq!(geweigerd(map.path(), &BEIDE)?.len(), 2);
        drop(db);
        assert_eq!(geweigerd(map.path(), &BEIDE)?.len(), 2);
    }
    let map = tempfile::tempdir()?;
    fs::create_dir(map.path().join("piket.db"))?;
    assert_eq!(geweigerd(map.path(), &BEIDE)?.len(), 2);
    Ok(())
}

#[test]
fn a_newer_store_is_left_alone_also_when_that_is_only_known_from_the_wal() -> Proef {
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 30)?;
    // As a newer piket leaves it after kill -9: copied while open.
    let gekopieerd = tempfile::tempdir()?;
    let db = buitenom(map.path())?;
    db.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99; CREATE TABLE later (a TEXT)")?;
    for (naam, bytes) in foto(map.path())? {
        fs::write(gekopieerd.path().join(naam), bytes)?;
    }
    drop(db);
    assert!(gekopieerd.path().join("piket.db-wal").exists());
    for map in [map.path(), gekopieerd.path()] {
        assert!(geweigerd(map, &BEIDE)?.iter().all(|f| f.zin.contains("nieuwere piket")), "{map:?}");
    }
    Ok(())
}

#[test]
fn a_store_that_was_cut_off_is_left_alone() -> Proef {
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 30)?;
    let pad = map.path().join("piket.db");
    let heel = fs::read(&pad)?;
    for lengte in [heel.len() - 1, heel.len() / 2, 4096, 100] {
        fs::write(&pad, heel.get(..lengte).ok_or("kort")?)?;
        assert!(geweigerd(map.path(), &BEIDE)?.iter().all(|f| f.zin.contains("afgebroken")));
    }
    fs::write(&pad, &heel)?;
    assert_eq!(schrijvend(map.path())?.controleer()?.entries, 30);
    Ok(())
}

#[test]
fn one_desk_at_a_time_and_readers_beside_it() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    vul(&mut desk, 10)?;
    let fouten = geweigerd(map.path(), &[Toegang::Schrijven])?;
    assert!(fouten.iter().all(|f| f.zin.contains(&format!("(proces {})", std::process::id()))));
    let voor = foto(map.path())?;
    let lezer = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
    assert_eq!(lezer.laad_alles()?, desk.laad_alles()?);
    lezer.sluit()?;
    assert!(foto(map.path())?.keys().eq(voor.keys()));
    vul_verder(&mut desk)?;
    desk.sluit()?;
    assert!(schrijvend(map.path()).is_ok());
    Ok(())
}

/// A reader that came and went must not have taken the writer's locks along.
fn vul_verder(desk: &mut Opslag) -> Proef {
    let zaak = *desk.laad_alles()?.zaken.keys().next().ok_or("geen zaak")?;
    let event = piket::domain::event::LogEvent::ZaakGesloten { zaak };
    desk.schrijf(nu(), "p", &[piket::domain::event::Nieuw { voorgevallen_op: nu(), event }], &[])?;
    assert_eq!(desk.controleer()?.fouten, []);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_read_only_store_can_be_read_and_is_not_written() -> Proef {
    use std::os::unix::fs::PermissionsExt;
    let zet = |pad: &Path, rechten| fs::set_permissions(pad, fs::Permissions::from_mode(rechten));
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 10)?;
    let pad = map.path().join("piket.db");
    for (deel, dicht, weer_open) in [(&pad, 0o400, 0o600), (&map.path().to_owned(), 0o500, 0o700)] {
        zet(deel, dicht)?;
        assert!(geweigerd(map.path(), &[Toegang::Schrijven])?.iter().all(|f| f.zin.contains("alleen-lezen")));
        let voor = foto(map.path())?;
        let lezer = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
        assert_eq!(lezer.controleer()?.entries, 10);
        lezer.sluit()?;
        assert!(foto(map.path())? == voor);
        zet(deel, weer_open)?;
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_new_store() -> Proef {
    use std::os::unix::fs::PermissionsExt;
    let boven = tempfile::tempdir()?;
    let map = boven.path().join("een/twee");
    let desk = schrijvend(&map)?;
    desk.laad_alles()?;
    let recht = |pad: &Path| fs::metadata(pad).map(|m| m.permissions().mode() & 0o777);
    assert_eq!(recht(&map)?, 0o700);
    for deel in fs::read_dir(&map)? {
        let pad = deel?.path();
        assert_eq!(recht(&pad)?, 0o600, "{}", pad.display());
    }
    Ok(())
}

#[test]
fn nothing_is_made_where_nothing_may_be_made() -> Proef {
    let boven = tempfile::tempdir()?;
    let map = boven.path().join("nieuw");
    assert!(open(&map, Toegang::Schrijven, None, Ontgrendeling::Geen, nu()).is_err_and(|e| e.hint.is_some()));
    assert!(
        open(&map, Toegang::Lezen, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu()).is_err_and(|e| e.hint.is_some())
    );
    assert!(!map.exists());
    fs::write(&map, "een bestand waar een map hoort")?;
    assert!(
        open(&map, Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu())
            .is_err_and(|e| e.hint.is_some())
    );
    Ok(())
}

#[test]
fn a_store_stays_what_it_was_made_as_and_closes_to_one_file() -> Proef {
    let map = tempfile::tempdir()?;
    // What an earlier start left half built.
    fs::write(map.path().join("piket.nieuw"), "half")?;
    let demo = open(map.path(), Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu())?;
    assert_eq!((demo.soort(), demo.pad()), (Winkelsoort::Demo, map.path()));
    demo.sluit()?;
    assert_eq!(schrijvend(map.path())?.soort(), Winkelsoort::Demo);
    let namen: Vec<_> = foto(map.path())?.into_keys().collect();
    assert_eq!(namen, ["piket.db", "piket.slot"]);
    let db = Connection::open(map.path().join("piket.db"))?;
    let geheel: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0))?;
    assert_eq!(geheel, "ok");
    Ok(())
}
