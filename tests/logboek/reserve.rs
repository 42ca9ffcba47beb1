//! Copies of the log: whole or not there, never fewer good ones than before, and put back without losing
//! what stood in their place.

use std::{fs, num::NonZeroUsize, path::Path};

use chrono::Duration;
use piket::{
    domain::inzage::{Handeling, Herkomst, Inzage, Uitslag},
    store::{
        Ontgrendeling, Opslag, Toegang, open,
        reservekopie::{Gemaakt, Kopienaam, Wanneer, lijst, maak, terugzetten},
    },
};
use proptest::prelude::*;

use crate::hulp::{Proef, Verhaal, buitenom, nu, schrijvend, vaste_worpen, vul};

fn houd(aantal: usize) -> NonZeroUsize {
    NonZeroUsize::new(aantal).unwrap_or(NonZeroUsize::MIN)
}

/// A copy at so many minutes past the beginning.
fn kopie(map: &Path, minuten: i64) -> Result<Kopienaam, Box<dyn std::error::Error>> {
    match maak(map, Ontgrendeling::Geen, nu().plus(Duration::minutes(minuten)), houd(3), Wanneer::Altijd)? {
        Gemaakt::Nieuw(naam) => Ok(naam),
        Gemaakt::Onveranderd(naam) => Err(format!("{naam} stond er al").into()),
    }
}

/// A night of so many events, going on where `verhaal` is.
fn verder(opslag: &mut Opslag, verhaal: &mut Verhaal, van: usize, tot: usize) -> Proef {
    for w in vaste_worpen(tot).iter().skip(van) {
        opslag.schrijf(nu(), "p.piket", &[verhaal.vertel(w)?], &[])?;
    }
    Ok(())
}

fn export(map: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut uit = Vec::new();
    open(map, Toegang::Lezen, None, Ontgrendeling::Geen, nu())?.exporteer(&mut uit)?;
    Ok(uit)
}

#[test]
fn a_copy_beside_a_writing_desk_is_whole_and_comes_back_as_it_was() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 40)?;
    let naam = kopie(map.path(), 0)?;
    assert_eq!((naam.seq, naam.to_string().as_str()), (40, "20261122T011000Z-000040"));
    let toen = export(map.path())?;
    verder(&mut desk, &mut verhaal, 40, 60)?;
    assert!(
        terugzetten(map.path(), naam, Ontgrendeling::Geen, nu()).is_err_and(|f| f.zin.contains("Een andere piket"))
    );
    desk.sluit()?;
    let straks = export(map.path())?;

    let terug = terugzetten(map.path(), naam, Ontgrendeling::Geen, nu())?;
    assert_eq!((terug.kop.seq, terug.vorige), (40, Some(60)));
    assert!(export(map.path())? == toen && export(&terug.bewaard)? == straks);
    // Nothing is overwritten, also not by the same again; and the desk goes on behind what came back.
    assert!(terugzetten(map.path(), naam, Ontgrendeling::Geen, nu()).is_err());
    let mut desk = schrijvend(map.path())?;
    assert_eq!(desk.mist_staart()?, None);
    let open = desk.laad_alles()?;
    let zaak = *open.zaken.keys().next().ok_or("geen zaak")?;
    let event = piket::domain::event::LogEvent::ZaakGesloten { zaak };
    desk.schrijf(nu(), "p", &[piket::domain::event::Nieuw { voorgevallen_op: nu(), event }], &[])?;
    assert_eq!(desk.controleer()?.fouten, []);
    Ok(())
}

#[test]
fn what_did_not_change_is_not_copied_and_the_oldest_go_first() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 5)?;
    let mut gemaakt = vec![kopie(map.path(), 0)?];
    let nogmaals =
        maak(map.path(), Ontgrendeling::Geen, nu().plus(Duration::minutes(1)), houd(3), Wanneer::AlsErIetsBijKwam)?;
    assert_eq!(nogmaals, Gemaakt::Onveranderd(*gemaakt.last().ok_or("leeg")?));
    for (i, minuten) in (1..6).zip(2..) {
        verder(&mut desk, &mut verhaal, 4 + i, 5 + i)?;
        gemaakt.push(kopie(map.path(), minuten)?);
    }
    let over = lijst(map.path(), Ontgrendeling::Geen, nu())?;
    assert!(over.iter().all(|k| k.staat.as_ref().is_ok_and(|kop| kop.seq == k.naam.seq) && k.bytes > 0));
    assert!(over.iter().map(|k| k.naam).eq(gemaakt.into_iter().skip(3)));
    Ok(())
}

#[test]
fn a_clock_that_ran_ahead_pushes_no_later_copy_out() -> Proef {
    let jaren = 73 * 366 * 24 * 60;
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 5)?;
    kopie(map.path(), jaren)?;
    let mut gemaakt = Vec::new();
    for (i, minuten) in (1..4).zip(2..) {
        verder(&mut desk, &mut verhaal, 4 + i, 5 + i)?;
        gemaakt.push(kopie(map.path(), minuten)?);
    }
    let over = lijst(map.path(), Ontgrendeling::Geen, nu())?;
    assert!(over.iter().map(|k| k.naam).eq(gemaakt.iter().copied()), "{over:?}");
    // Of two that hold the same, the one just made stays, whatever the clock said.
    kopie(map.path(), jaren)?;
    let wanneer = nu().plus(Duration::minutes(9));
    let Gemaakt::Nieuw(naam) = maak(map.path(), Ontgrendeling::Geen, wanneer, houd(1), Wanneer::Altijd)? else {
        return Err("niet gemaakt".into());
    };
    let over = lijst(map.path(), Ontgrendeling::Geen, nu())?;
    assert!(over.iter().map(|k| k.naam).eq([naam]), "{over:?}");
    Ok(())
}

#[test]
fn a_lost_tail_is_named_and_pushes_no_copy_out() -> Proef {
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 20)?;
    let vroeg = fs::read(map.path().join("piket.db"))?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = Verhaal::default();
    for w in vaste_worpen(20) {
        verhaal.vertel(&w)?;
    }
    verder(&mut desk, &mut verhaal, 20, 30)?;
    kopie(map.path(), 0)?;
    desk.sluit()?;
    // An older file in its place: every entry in it is sound.
    fs::write(map.path().join("piket.db"), vroeg)?;
    let opslag = open(map.path(), Toegang::Lezen, None, Ontgrendeling::Geen, nu())?;
    assert_eq!(opslag.controleer()?.fouten, []);
    let zin = opslag.mist_staart()?.ok_or("niet gezien")?;
    assert!(zin.contains("eindigt bij regel 20") && zin.contains("regel 21 tot en met 30"), "{zin}");
    assert!(maak(map.path(), Ontgrendeling::Geen, nu(), houd(1), Wanneer::Altijd).is_err_and(|f| f.zin == zin));
    assert_eq!(lijst(map.path(), Ontgrendeling::Geen, nu())?.len(), 1);
    Ok(())
}

#[test]
fn a_damaged_log_is_replaced_and_kept() -> Proef {
    for schade in [&b"niets"[..], &[7; 8192], b""] {
        let map = tempfile::tempdir()?;
        vul(&mut schrijvend(map.path())?, 20)?;
        let naam = kopie(map.path(), 0)?;
        let goed = export(map.path())?;
        fs::write(map.path().join("piket.db"), schade)?;
        fs::write(map.path().join("piket.db-wal"), "resten")?;
        let terug = terugzetten(map.path(), naam, Ontgrendeling::Geen, nu())?;
        assert_eq!(terug.vorige, None);
        assert!(export(map.path())? == goed);
        assert_eq!(fs::read(terug.bewaard.join("piket.db"))?, schade);
        assert_eq!(fs::read(terug.bewaard.join("piket.db-wal"))?, b"resten");
    }
    // With a write-ahead log that is sound in itself: it belongs to the file that was lost.
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 20)?;
    let naam = kopie(map.path(), 0)?;
    let goed = export(map.path())?;
    verder(&mut desk, &mut verhaal, 20, 30)?;
    let wal = fs::read(map.path().join("piket.db-wal"))?;
    desk.sluit()?;
    fs::write(map.path().join("piket.db"), "niets")?;
    fs::write(map.path().join("piket.db-wal"), wal)?;
    terugzetten(map.path(), naam, Ontgrendeling::Geen, nu())?;
    assert!(export(map.path())? == goed);

    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 20)?;
    let naam = kopie(map.path(), 0)?;
    fs::remove_file(map.path().join("piket.db"))?;
    terugzetten(map.path(), naam, Ontgrendeling::Geen, nu())?;
    assert_eq!(schrijvend(map.path())?.controleer()?.entries, 20);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_copy_with_any_changed_byte_is_never_put_back_unseen(plek in any::<prop::sample::Index>(), bit in 0..8u32) {
        let klopt = || -> Result<bool, Box<dyn std::error::Error>> {
            let map = tempfile::tempdir()?;
            vul(&mut schrijvend(map.path())?, 12)?;
            let naam = kopie(map.path(), 0)?;
            let goed = export(map.path())?;
            let pad = map.path().join("reserve").join(naam.to_string()).join("piket.db");
            let mut bytes = fs::read(&pad)?;
            let plek = plek.index(bytes.len());
            if let Some(b) = bytes.get_mut(plek) {
                *b ^= 1 << bit;
            }
            fs::write(&pad, bytes)?;
            // Either it is refused and the log stands as it stood, or the byte was one nobody reads.
            let _ = terugzetten(map.path(), naam, Ontgrendeling::Geen, nu());
            Ok(export(map.path())? == goed)
        };
        prop_assert!(klopt().is_ok_and(|k| k));
    }
}

#[test]
fn names_are_read_only_as_they_are_written() -> Proef {
    for naam in ["20261122T011000Z-000040", "20261122T011000Z-1234567"] {
        assert_eq!(naam.parse::<Kopienaam>()?.to_string(), naam);
    }
    for geen in ["", "../20261122T011000Z-000040", "20261122T011000Z-40", "20261199T011000Z-000040", "bezig"] {
        assert!(geen.parse::<Kopienaam>().is_err(), "{geen}");
    }
    Ok(())
}

#[test]
fn a_full_or_closed_folder_costs_the_copy_and_nothing_else() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 20)?;
    kopie(map.path(), 0)?;
    let reserve = map.path().join("reserve");
    // A file where the new copy is to be built.
    fs::write(reserve.join("bezig"), "in de weg")?;
    assert!(maak(map.path(), Ontgrendeling::Geen, nu(), houd(1), Wanneer::Altijd).is_err_and(|f| f.hint.is_some()));
    fs::remove_file(reserve.join("bezig"))?;
    assert_eq!(lijst(map.path(), Ontgrendeling::Geen, nu())?.len(), 1);
    verder(&mut desk, &mut verhaal, 20, 30)?;
    assert_eq!(desk.controleer()?.entries, 30);
    drop(buitenom(map.path())?);
    Ok(())
}

/// Takes the newest lines of the audit off, past every guard.
fn kort_inzagen_in(map: &Path, van: u64) -> Proef {
    Ok(buitenom(map)?.execute_batch(&format!("DROP TRIGGER inzage_blijft; DELETE FROM inzage WHERE seq >= {van};"))?)
}

#[test]
fn an_audit_that_lost_its_tail_is_named_also_behind_later_copies() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    vul(&mut desk, 5)?;
    let kijk = Inzage {
        handeling: Handeling::Onthuld,
        object: "inbox".to_owned(),
        uitkomst: Uitslag::Gelukt,
        herkomst: Herkomst::Opdracht,
    };
    for _ in 0..4 {
        desk.noteer_inzage(nu(), "p", &kijk)?;
    }
    kopie(map.path(), 0)?;
    assert_eq!(desk.mist_staart()?, None);
    desk.noteer_inzage(nu(), "p", &kijk)?;
    assert_eq!(desk.mist_staart()?, None);
    kort_inzagen_in(map.path(), 3)?;
    assert_eq!(desk.controleer_inzage()?.fouten, []);
    assert!(desk.mist_staart()?.is_some_and(|z| z.contains("inzagen eindigen bij 2") && z.contains("waren het er 4")));
    // The log still gets its copy, and that one does not forget.
    kopie(map.path(), 1)?;
    assert!(desk.mist_staart()?.is_some_and(|z| z.contains("waren het er 4")));
    for _ in 0..6 {
        desk.noteer_inzage(nu(), "q", &kijk)?;
    }
    let anders = desk.mist_staart()?;
    assert!(anders.as_ref().is_some_and(|z| z.starts_with("Inzage 4 is een andere")), "{anders:?}");
    kopie(map.path(), 2)?;
    assert_eq!(desk.mist_staart()?.map(|z| z.starts_with("Inzage 4 is een andere")), Some(true));
    assert!(lijst(map.path(), Ontgrendeling::Geen, nu())?.iter().all(|k| k.staat.is_ok()));
    Ok(())
}

#[test]
fn putting_back_an_earlier_copy_of_the_same_log_loses_no_audit_unseen() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    vul(&mut desk, 5)?;
    let eerst = kopie(map.path(), 0)?;
    let (handeling, object) = (Handeling::Afgedrukt, "logboek".to_owned());
    let kijk = Inzage { handeling, object, uitkomst: Uitslag::Gelukt, herkomst: Herkomst::Opdracht };
    desk.noteer_inzage(nu(), "p", &kijk)?;
    let later = kopie(map.path(), 1)?;
    desk.sluit()?;
    let terug = terugzetten(map.path(), eerst, Ontgrendeling::Geen, nu())?;
    assert_eq!(schrijvend(map.path())?.mist_staart()?, None);
    assert!(terug.bewaard.join(later.to_string()).is_dir());
    Ok(())
}

#[test]
fn a_copy_that_is_sound_but_another_one_is_said_so_and_not_put_back() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    let mut verhaal = vul(&mut desk, 5)?;
    let vroeg = kopie(map.path(), 0)?;
    verder(&mut desk, &mut verhaal, 5, 9)?;
    let laat = kopie(map.path(), 1)?;
    desk.sluit()?;
    let db = |naam: Kopienaam| map.path().join("reserve").join(naam.to_string()).join("piket.db");
    fs::copy(db(vroeg), db(laat))?;
    let staat: Vec<bool> = lijst(map.path(), Ontgrendeling::Geen, nu())?.iter().map(|k| k.staat.is_ok()).collect();
    assert_eq!(staat, [true, false]);
    let geweigerd = terugzetten(map.path(), laat, Ontgrendeling::Geen, nu());
    assert!(geweigerd.is_err_and(|f| f.to_string().contains("eindigt bij regel 5, niet bij regel 9")));
    Ok(())
}

#[test]
fn a_log_whose_chain_is_broken_gets_no_copy_and_keeps_the_ones_it_has() -> Proef {
    let map = tempfile::tempdir()?;
    vul(&mut schrijvend(map.path())?, 9)?;
    let naam = kopie(map.path(), 0)?;
    buitenom(map.path())?
        .execute_batch("DROP TRIGGER logboek_vast; UPDATE logboek SET actor = 'ander' WHERE seq = 3;")?;
    let straks = nu().plus(Duration::minutes(1));
    let geweigerd = maak(map.path(), Ontgrendeling::Geen, straks, houd(1), Wanneer::Altijd);
    assert!(geweigerd.is_err_and(|f| f.zin.contains("Regel 3 is niet meer wat is vastgelegd")));
    assert!(lijst(map.path(), Ontgrendeling::Geen, nu())?.iter().map(|k| k.naam).eq([naam]));
    assert!(!map.path().join("reserve").join("bezig").exists());
    Ok(())
}
