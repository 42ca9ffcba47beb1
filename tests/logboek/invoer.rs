//! An export read back into an empty log is that log, and an export that is not what was written is
//! refused by the number of the entry that is not.

use std::path::Path;

use piket::{
    domain::fout::{Fout, FoutSoort},
    store::{Blob, Ingelezen, Ontgrendeling, Opslag, Toegang, Winkelsoort, open},
};
use proptest::{prelude::*, test_runner::TestCaseResult};
use serde_json::{Value, json};

use crate::{
    eigenschappen::{alles, misluk},
    hulp::{Proef, buitenom, nu, schrijvend, vaste_worpen, vul},
    versleuteld::wachtwoord,
    wissen::mail,
};

fn export(opslag: &Opslag) -> Result<Vec<u8>, Fout> {
    let mut uit = Vec::new();
    opslag.exporteer(&mut uit).map(|_| uit)
}

fn lees_in(map: &Path, mut bytes: &[u8]) -> Result<Ingelezen, Fout> {
    schrijvend(map)?.importeer(&mut bytes)
}

/// What the property of any night asks of its log too.
pub fn heen_en_terug(opslag: &Opslag) -> TestCaseResult {
    let map = tempfile::tempdir().map_err(misluk)?;
    let uit = export(opslag).map_err(misluk)?;
    let gelezen = lees_in(map.path(), &uit).map_err(misluk)?;
    let mut ander = schrijvend(map.path()).map_err(misluk)?;
    prop_assert_eq!(&gelezen.kop, &opslag.kop().map_err(misluk)?);
    prop_assert_eq!(&gelezen.kop, &ander.kop().map_err(misluk)?);
    prop_assert!(export(&ander).map_err(misluk)? == uit);
    prop_assert_eq!(ander.entries(None, None).map_err(misluk)?, opslag.entries(None, None).map_err(misluk)?);
    let staat = alles(opslag).map_err(misluk)?;
    prop_assert_eq!(&alles(&ander).map_err(misluk)?, &staat);
    prop_assert_eq!(ander.controleer().map_err(misluk)?.fouten, vec![]);
    prop_assert_eq!(ander.herbouw().map_err(misluk)?.verschillen, 0);
    Ok(())
}

/// A log with a purge, mails and their files, as an export.
fn gevuld(map: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut opslag = schrijvend(map)?;
    let mut verhaal = vul(&mut opslag, 66)?;
    let (brief, foto) = (Blob::nieuw(b"de hele mail".to_vec()), Blob::nieuw(vec![0, 255, 10, 13, 34]));
    let nummer = u32::try_from(verhaal.meldingen.len() + 1)?;
    opslag.schrijf(nu(), "p.piket", &[mail(nummer, &brief, &foto)], &[brief, foto])?;
    let wis = vaste_worpen(1).into_iter().map(|w| crate::hulp::Worp { soort: 24, ..w });
    for worp in wis {
        opslag.schrijf(nu(), "p.piket", &[verhaal.vertel(&worp)?], &[])?;
    }
    Ok(export(&opslag)?)
}

fn regels(export: &[u8]) -> Result<Vec<Value>, serde_json::Error> {
    export.split(|b| *b == b'\n').filter(|r| !r.is_empty()).map(serde_json::from_slice).collect()
}

fn bytes(regels: &[Value]) -> Vec<u8> {
    regels.iter().flat_map(|r| format!("{r}\n").into_bytes()).collect()
}

#[test]
fn files_and_purges_come_along_also_into_an_encrypted_log() -> Proef {
    let (van, naar) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let uit = gevuld(van.path())?;
    let bron = schrijvend(van.path())?;
    assert!(bron.controleer()?.gewist > 0);
    heen_en_terug(&bron).map_err(|e| e.to_string())?;
    let geheim = wachtwoord();
    let sleutel = Ontgrendeling::Wachtwoord(&geheim);
    let mut echt = open(naar.path(), Toegang::Schrijven, Some(Winkelsoort::Echt), sleutel, nu())?;
    let gelezen = echt.importeer(&mut uit.as_slice())?;
    assert_eq!((gelezen.bestanden, &gelezen.kop), (2, &bron.kop()?));
    assert!(export(&echt)? == uit);
    let digest = Blob::nieuw(b"de hele mail".to_vec()).digest().to_owned();
    assert_eq!(echt.blob(&digest)?.as_deref(), Some(&b"de hele mail"[..]));
    // The night goes on behind it.
    drop(echt);
    let mut echt = open(naar.path(), Toegang::Schrijven, None, sleutel, nu())?;
    let blob = Blob::nieuw(b"nog een".to_vec());
    echt.schrijf(nu(), "p.piket", &[mail(900, &blob, &blob)], std::slice::from_ref(&blob))?;
    assert_eq!(echt.controleer()?.fouten, []);
    Ok(())
}

#[test]
fn a_log_that_has_entries_takes_none() -> Proef {
    let map = tempfile::tempdir()?;
    let uit = gevuld(map.path())?;
    let geweigerd = lees_in(map.path(), &uit);
    assert!(geweigerd.is_err_and(|f| f.soort == FoutSoort::Nee && f.zin.contains("al 68 regels")));
    assert!(export(&schrijvend(map.path())?)? == uit);
    let leeg = tempfile::tempdir()?;
    drop(schrijvend(leeg.path())?);
    let mut lezer = open(leeg.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
    assert!(lezer.importeer(&mut uit.as_slice()).is_err_and(|f| f.zin.contains("alleen geopend om te lezen")));
    Ok(())
}

#[test]
fn an_export_that_was_changed_is_refused_by_its_entry_and_leaves_nothing() -> Proef {
    type Knoei = fn(&mut Vec<Value>);
    let bron = tempfile::tempdir()?;
    let heel = regels(&gevuld(bron.path())?)?;
    // With a text that is there, and not the first: entry 67 is the mail, 68 the purge.
    let proeven: [(&str, Knoei); 19] = [
        ("Regel 5 is niet meer", |r| r[4]["actor"] = json!("ander")),
        ("Regel 5 is niet meer", |r| r[4]["gegevens"] = json!("{}")),
        ("Regel 5 is niet meer", |r| r[4]["voorgevallen_op"] = json!("2020-01-01T00:00:00.000Z")),
        ("Regel 5 is niet meer", |r| r[4]["hash"] = json!("ab".repeat(32))),
        ("Regel 5 sluit niet aan", |r| r[4]["vorige"] = json!("ab".repeat(32))),
        ("tekst van regel 67 is niet meer", |r| r[66]["geheim"] = json!("[\"anders\"]")),
        ("tekst van regel 67 is niet meer", |r| r[66]["zout"] = json!("00".repeat(32))),
        ("Regel 67 van het bestand is niet te lezen", |r| r[66]["zout"] = json!("xy")),
        ("Regel 67 van het bestand is niet te lezen", |r| r[66]["zout"] = Value::Null),
        ("tekst van regel 67 is weg zonder", |r| {
            r[66]["zout"] = Value::Null;
            r[66]["geheim"] = Value::Null;
        }),
        ("Regel 5 ontbreekt", |r| drop(r.remove(4))),
        ("Regels 5 tot en met 7 ontbreken", |r| drop(r.drain(4..7))),
        ("Regel 5 ontbreekt", |r| r.swap(4, 5)),
        ("Regel 5 staat niet op zijn plaats", |r| r.insert(5, r[4].clone())),
        ("Regel -9223372036854775808 staat niet", |r| r[0]["seq"] = json!(i64::MIN)),
        ("bij regel 67 binnenkwam, is veranderd", |r| r[68]["bytes"] = json!("00")),
        ("bij regel 69 binnenkwam, is veranderd", |r| r[68]["bij"] = json!(69)),
        ("geen regels", |r| r.clear()),
        ("Regel 3 van het bestand is niet te lezen", |r| r[2]["extra"] = json!(1)),
    ];
    for (verwacht, knoei) in proeven {
        let map = tempfile::tempdir()?;
        let mut regels = heel.clone();
        knoei(&mut regels);
        let geweigerd = lees_in(map.path(), &bytes(&regels));
        assert!(
            geweigerd.as_ref().is_err_and(|f| f.zin.contains(verwacht) && f.hint.is_some()),
            "{verwacht}: {geweigerd:?}"
        );
        let leeg = buitenom(map.path())?.query_row(
            "SELECT (SELECT count(*) FROM logboek) + (SELECT count(*) FROM geheim) + (SELECT count(*) FROM bijlage) \
             + (SELECT count(*) FROM zaak) + (SELECT count(*) FROM melding)",
            [],
            |rij| rij.get::<_, i64>(0),
        )?;
        assert_eq!(leeg, 0, "{verwacht}");
        // And takes the sound one afterwards.
        assert_eq!(lees_in(map.path(), &bytes(&heel))?.kop.seq, 68);
    }
    Ok(())
}

#[test]
fn a_purge_is_not_undone_by_an_older_export() -> Proef {
    let map = tempfile::tempdir()?;
    let mut opslag = schrijvend(map.path())?;
    let mut verhaal = vul(&mut opslag, 66)?;
    let eerder = regels(&export(&opslag)?)?;
    let wis = crate::hulp::Worp { soort: 24, a: 0, b: 0, tekst: "klaar".to_owned(), minuten: 0 };
    opslag.schrijf(nu(), "p.piket", &[verhaal.vertel(&wis)?], &[])?;
    let mut later = regels(&export(&opslag)?)?;
    let gewist = eerder.iter().zip(&mut later).filter(|(toen, nu)| toen["zout"] != nu["zout"]);
    assert!(gewist.map(|(toen, nu)| nu.clone_from(toen)).count() > 0);
    let naar = tempfile::tempdir()?;
    let geweigerd = lees_in(naar.path(), &bytes(&later));
    assert!(geweigerd.as_ref().is_err_and(|f| f.zin.starts_with("Regel 67 heeft teksten gewist")), "{geweigerd:?}");
    Ok(())
}
