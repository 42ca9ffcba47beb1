//! The wekkerboek on disk: written by whoever calls out, also beside a desk; each alarm ends once,
//! whoever is first; what was changed past the triggers is named; a rebuild gives what was there.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    app::wekkerboek::{Toon, Wekdoel, Wekkerboek, ronde},
    domain::{
        termijnsoort::TermijnSoort,
        wacht::{Aanspraak, Plicht, Wekker},
        wekker::{Kanaal, Kanaaluitslag, Onderwerp, Waarvoor, Weklijn, Wekpunt},
    },
    store::{Ontgrendeling, Opslag, Toegang, hartslag, open, wachter},
};

use crate::hulp::{Proef, buitenom, nu, schrijvend};

fn lezend(map: &std::path::Path) -> piket::domain::fout::Uitkomst<Opslag> {
    open(map, Toegang::Lezen, None, Ontgrendeling::Geen, nu())
}

/// The lines that plan the ladder of one term.
fn plan() -> Result<Vec<Weklijn>, Box<dyn std::error::Error>> {
    let onderwerp = Onderwerp { zaak: "2026-W47-01".parse()?, waarvoor: Waarvoor::Termijn(TermijnSoort::Mbv) };
    let uiterlijk = nu().plus(Duration::hours(3));
    let doel = Wekdoel { onderwerp, uiterlijk, treden: vec![60, 15, 0], herhaal: 15, toon: Toon::Luid, loopt: true };
    Ok(ronde(&Wekkerboek::default(), &[doel], &BTreeSet::new(), None, nu()).lijnen)
}

fn ging(punt: Wekpunt) -> Weklijn {
    Weklijn::Afgegaan { punt, op: nu(), kanalen: vec![(Kanaal::Bel, Kanaaluitslag::Gelukt)] }
}

#[test]
fn two_programs_write_one_book_and_an_alarm_ends_once() -> Proef {
    let map = tempfile::tempdir()?;
    let (mut desk, plan) = (schrijvend(map.path())?, plan()?);
    assert_eq!(desk.wek(nu(), Wekker::Desk, &plan)?.open().len(), 3);
    let mut wacht = lezend(map.path())?;
    let eerste = wacht.wekkerboek()?.open().keys().next().copied().ok_or("niets gepland")?;
    // Both think that they rang it: the first one did.
    wacht.wek(nu(), Wekker::Wacht, &[ging(eerste)])?;
    let boek = desk.wek(nu(), Wekker::Desk, &[ging(eerste)])?;
    assert_eq!((boek.telling().afgegaan, boek.open().len(), boek.klopt()), (1, 2, true));
    assert_eq!(boek, wacht.wekkerboek()?);
    let regels = desk.wekregels(None)?;
    let door: Vec<(u64, &str)> = regels.iter().map(|r| (r.seq, r.door.as_str())).collect();
    assert_eq!(door, [(1, "desk"), (2, "desk"), (3, "desk"), (4, "wacht")]);
    // The guard of a reading store is back: it writes nothing else.
    assert!(wacht.herbouw().is_err());
    assert_eq!((desk.controleer_wekker()?.regels, desk.controleer_wekker()?.fouten), (4, vec![]));
    assert_eq!(desk.herbouw()?.verschillen, 0);
    Ok(())
}

#[test]
fn the_lease_has_one_holder_and_comes_free_with_it() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    assert_eq!(desk.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Hier);
    let mut wacht = lezend(map.path())?;
    let wie = wachter(map.path())?;
    assert_eq!(wacht.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Elders(wie));
    // Who takes the pen over keeps the lease; who closes gives it up.
    drop(desk);
    assert_eq!(wacht.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Hier);
    wacht.neem_over(nu())?;
    assert_eq!(lezend(map.path())?.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Elders(wie));
    assert_eq!(wacht.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Hier);
    // The book is handed over once, and again when somebody else wrote in it.
    assert_eq!(wacht.bewaak(nu(), Aanspraak::Vrij, None).boek, None);
    lezend(map.path())?.wek(nu(), Wekker::Opdracht, &plan()?)?;
    assert!(wacht.bewaak(nu(), Aanspraak::Vrij, None).boek.is_some_and(|b| b.open().len() == 3));
    Ok(())
}

#[test]
fn a_desk_claims_the_lease_of_one_that_reaches_nobody_and_keeps_it() -> Proef {
    let map = tempfile::tempdir()?;
    let (mut wacht, mut desk) = (schrijvend(map.path())?, lezend(map.path())?);
    assert_eq!(wacht.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Hier);
    assert_eq!(desk.bewaak(nu(), Aanspraak::Opgeeist, None).plicht, Plicht::Hier);
    let elders = |plicht| matches!(plicht, Plicht::Elders(_));
    for _ in 0..3 {
        assert!(elders(wacht.bewaak(nu(), Aanspraak::Vrij, None).plicht));
    }
    assert_eq!(desk.bewaak(nu(), Aanspraak::Vrij, None).plicht, Plicht::Hier);
    Ok(())
}

#[test]
fn the_sign_of_life_names_the_next_alarm_as_soon_as_it_is_another() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    for volgende in [None, Some(nu().plus(Duration::hours(1))), None] {
        desk.bewaak(nu(), Aanspraak::Vrij, volgende);
        assert_eq!(hartslag(map.path()).map(|h| h.volgende), Some(volgende));
    }
    Ok(())
}

#[test]
fn who_calls_out_is_known_also_where_the_sign_of_life_and_the_book_are_not() -> Proef {
    let map = tempfile::tempdir()?;
    let mut desk = schrijvend(map.path())?;
    desk.wek(nu(), Wekker::Desk, &plan()?)?;
    drop(desk);
    let mut desk = schrijvend(map.path())?;
    std::fs::create_dir(map.path().join("piket.hartslag.nieuw"))?;
    let nieuws = desk.bewaak(nu(), Aanspraak::Vrij, None);
    assert_eq!(nieuws.plicht, Plicht::Hier);
    assert!(nieuws.klacht.is_some() && nieuws.boek.is_some_and(|b| b.open().len() == 3));
    buitenom(map.path())?.execute_batch("UPDATE wekstand SET seq = seq + 1, boek = 'weg'")?;
    for _ in 0..2 {
        let nieuws = desk.bewaak(nu(), Aanspraak::Vrij, None);
        assert_eq!((nieuws.plicht, nieuws.boek), (Plicht::Hier, None));
        assert!(nieuws.klacht.is_some());
    }
    Ok(())
}

#[test]
fn the_book_refuses_every_change_and_names_one_made_past_it() -> Proef {
    let map = tempfile::tempdir()?;
    schrijvend(map.path())?.wek(nu(), Wekker::Desk, &plan()?)?;
    for sql in [
        "UPDATE wekker SET door = 'ander'",
        "DELETE FROM wekker WHERE seq = 3",
        "INSERT INTO wekker SELECT 5, op, door, regel, vorige, hash FROM wekker WHERE seq = 3",
        "INSERT OR REPLACE INTO wekker SELECT 2, op, door, regel, vorige, hash FROM wekker WHERE seq = 1",
    ] {
        assert!(buitenom(map.path())?.execute_batch(sql).is_err(), "{sql}");
    }
    let open = "DROP TRIGGER wekker_vast; DROP TRIGGER wekker_blijft; DROP TRIGGER wekker_sluit_aan;";
    for sql in [
        "UPDATE wekker SET op = '2026-01-01T00:00:00.000Z' WHERE seq = 2",
        "DELETE FROM wekker WHERE seq = 2",
        "DELETE FROM wekker WHERE seq = 3",
        "UPDATE wekstand SET boek = replace(boek, '\"gepland\":3', '\"gepland\":2')",
    ] {
        let map = tempfile::tempdir()?;
        schrijvend(map.path())?.wek(nu(), Wekker::Desk, &plan()?)?;
        buitenom(map.path())?.execute_batch(&format!("{open}{sql}"))?;
        let mut opslag = schrijvend(map.path())?;
        assert!(!opslag.controleer_wekker()?.fouten.is_empty(), "{sql}");
        if sql.starts_with("UPDATE wekstand") {
            assert_eq!(opslag.herbouw()?.verschillen, 1);
            assert_eq!(opslag.controleer_wekker()?.fouten, []);
        }
    }
    Ok(())
}
