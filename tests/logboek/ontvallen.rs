//! What is taken away or altered past the program: files under an open desk, attachments and projections.
//! What was acknowledged stays, nothing more is promised, and the check names what is gone.

use std::fs;

use piket::{
    domain::event::{LogEvent, Nieuw},
    store::{Blob, Ontgrendeling, Opslag, Toegang, open},
};

use crate::{
    hulp::{Proef, buitenom, nu, schrijvend, vul},
    wissen,
};

fn sluit_zaak(desk: &Opslag) -> Result<Nieuw, Box<dyn std::error::Error>> {
    let zaak = *desk.laad_alles()?.zaken.keys().next().ok_or("geen zaak")?;
    Ok(Nieuw { voorgevallen_op: nu(), event: LogEvent::ZaakGesloten { zaak } })
}

/// The folder as `kill -9` leaves it: what has a name in it is copied, no connection closes.
fn na_de_klap(map: &std::path::Path) -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let daar = tempfile::tempdir()?;
    for deel in fs::read_dir(map)? {
        let deel = deel?;
        fs::copy(deel.path(), daar.path().join(deel.file_name()))?;
    }
    Ok(daar)
}

#[cfg(unix)]
#[test]
fn a_write_ahead_log_that_goes_costs_no_acknowledged_entry() -> Proef {
    for weg in [&["piket.db-wal", "piket.db-shm"][..], &["piket.db-wal"], &["piket.db-shm"]] {
        let map = tempfile::tempdir()?;
        let mut desk = schrijvend(map.path())?;
        vul(&mut desk, 20)?;
        for deel in weg {
            fs::remove_file(map.path().join(deel))?;
        }
        let nieuw = sluit_zaak(&desk)?;
        let fout = desk.schrijf(nu(), "p", std::slice::from_ref(&nieuw), &[]).err().ok_or("geschreven")?;
        assert!(fout.zin.contains("is weggehaald of vervangen"), "{fout}");
        assert!(fout.hint.as_ref().is_some_and(|h| h.contains("is bewaard")), "{fout}");
        assert!(desk.nieuws().is_err());
        let daar = na_de_klap(map.path())?;
        assert_eq!(schrijvend(daar.path())?.controleer()?.entries, 20, "{weg:?}");
        desk.sluit()?;
        let mut desk = schrijvend(map.path())?;
        desk.schrijf(nu(), "p", &[nieuw], &[])?;
        let keten = desk.controleer()?;
        assert_eq!((keten.entries, keten.fouten), (21, Vec::new()), "{weg:?}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn who_lost_the_lock_writes_nothing_and_says_why() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    vul(&mut desk, 20)?;
    fs::remove_file(map.path().join("piket.slot"))?;
    let nieuw = sluit_zaak(&desk)?;
    let mut tweede = schrijvend(map.path())?;
    tweede.schrijf(nu(), "q", std::slice::from_ref(&nieuw), &[])?;
    let fout = desk.schrijf(nu(), "p", &[nieuw], &[]).err().ok_or("geschreven")?;
    assert!(fout.zin.contains("piket.slot is weggehaald of vervangen"), "{fout}");
    drop(desk);
    // The one that came later has its lock still, and a third is refused.
    assert!(open(map.path(), Toegang::Schrijven, None, Ontgrendeling::Geen, nu()).is_err());
    assert_eq!(tweede.controleer()?.entries, 21);
    Ok(())
}

#[test]
fn an_attachment_that_went_without_a_purge_is_named() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let [mail, foto] = ["mail", "foto"].map(|tekst| Blob::nieuw(tekst.as_bytes().to_vec()));
    desk.schrijf(nu(), "p", &[wissen::mail(1, &mail, &foto)], &[mail.clone(), foto.clone()])?;
    assert_eq!(desk.controleer()?.fouten, []);
    buitenom(map.path())?.execute("DELETE FROM bijlage WHERE digest = ?1", [foto.digest()])?;
    let zinnen: Vec<String> = desk.controleer()?.fouten.into_iter().map(|f| f.zin).collect();
    assert_eq!(zinnen, ["Een bestand dat bij regel 1 binnenkwam, is weg zonder te zijn gewist."]);
    Ok(())
}

#[test]
fn a_projection_that_does_not_follow_from_the_log_is_named() -> Proef {
    for (sql, zin) in [
        ("UPDATE zaak SET gesloten = NULL WHERE nummer = ?1", "staat er iets anders dan in het logboek."),
        ("UPDATE zaak SET gegevens = json_set(gegevens, '$.gesloten', NULL) WHERE nummer = ?1", "staat er iets anders"),
        ("DELETE FROM zaak WHERE nummer = ?1", "ontbreekt wat in het logboek staat."),
        ("UPDATE zaak SET nummer = '2031-W01-01' WHERE nummer = ?1", "weet het logboek niets."),
    ] {
        let map = tempfile::tempdir()?;
        let mut desk = schrijvend(map.path())?;
        vul(&mut desk, 60)?;
        let nieuw = sluit_zaak(&desk)?;
        let zaak = nieuw.event.zaak().ok_or("geen zaak")?;
        desk.schrijf(nu(), "p", &[nieuw], &[])?;
        let lezer = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
        assert_eq!(lezer.vergelijk()?, [] as [&str; 0]);
        assert_eq!(buitenom(map.path())?.execute(sql, [zaak.to_string()])?, 1);
        let zinnen = lezer.vergelijk()?;
        assert!(zinnen.iter().any(|z| z.starts_with("Van zaak ") && z.contains(zin)), "{zinnen:?}");
        assert_eq!(lezer.controleer()?.fouten, []);
        desk.herbouw()?;
        assert_eq!(lezer.vergelijk()?, [] as [&str; 0]);
    }
    Ok(())
}
