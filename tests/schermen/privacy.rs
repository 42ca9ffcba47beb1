//! Somebody walks by: one key leaves nothing of any case on the screen, whatever was on it, and the
//! same key brings it back with nothing lost and nothing done.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    app::{effect::Effect, laag::Laag},
    domain::moment::Moment,
};

use crate::desk::{Proef, Proefdesk, vergelijk};

/// Ways to have something on the screen.
const STANDEN: [&str; 9] =
    ["", "m", "nOostvaarders<tab>Een mens.", "r", "v", "?", "/veldzicht", "3<enter>Een regel.", "f<tab>Half feit"];

#[test]
fn the_covered_screen_tells_nothing_of_a_case() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.kies_rij("G")?;
    desk.toetsen("<f9>")?;
    vergelijk("privacy-80x24", &desk.prent());
    let mut schermen = BTreeSet::new();
    for stand in STANDEN {
        let mut desk = Proefdesk::week()?.groot(100, 30);
        desk.kies_rij("G")?;
        desk.toetsen(stand)?;
        assert!(desk.tekst().contains("W47-"), "{stand}\n{}", desk.tekst());
        desk.toetsen("<f9>")?;
        schermen.insert(desk.tekst());
    }
    // Whatever was on it, what is left is the same.
    assert_eq!(schermen.len(), 1, "{schermen:?}");
    Ok(())
}

#[test]
fn no_key_gets_through_and_nothing_typed_is_lost() -> Proef {
    for stand in STANDEN {
        let mut desk = Proefdesk::week()?;
        desk.kies_rij("G")?;
        desk.toetsen(stand)?;
        desk.na(Duration::seconds(2));
        let (voor, log) = (desk.prent(), desk.winkel.log.len());
        desk.toetsen("<f9>noxj<enter>-u<tab><f5><f6><ctrl-s><ctrl-c>S")?;
        desk.plak("Een zin van elders.");
        assert!(!desk.model.stopt && desk.tekst().contains("Het scherm is afgedekt."), "{stand}");
        assert_eq!(desk.winkel.log.len(), log, "{stand}");
        desk.toetsen("<f9>")?;
        if stand == "m" {
            assert!(desk.model.onthuld.is_none());
        } else {
            assert_eq!(desk.prent(), voor, "{stand}");
        }
        desk.toetsen("<f9><esc>")?;
        assert!(!desk.tekst().contains("afgedekt"), "{stand}");
    }
    Ok(())
}

#[test]
fn alarms_and_saving_go_on_behind_it() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.kies_rij("G")?;
    desk.toetsen("nOost<tab>Half verhaal")?;
    let log = desk.winkel.log.len();
    desk.toetsen("<f9>")?;
    desk.na(Duration::seconds(1));
    assert_eq!(desk.winkel.log.len(), log + 1);
    desk.gevraagd.clear();
    desk.na(Duration::minutes(15));
    assert!(desk.gevraagd.iter().any(|e| matches!(e, Effect::Alarm(_))), "{:?}", desk.gevraagd);
    assert!(desk.model.tekenen && desk.tekst().contains("02:25"), "{}", desk.tekst());
    desk.toetsen("<esc>")?;
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Formulier(_))));
    Ok(())
}

#[test]
fn it_fits_every_size_and_says_when_nothing_runs() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("<f9>")?;
    assert!(desk.tekst().contains("Er loopt geen termijn."), "{}", desk.tekst());
    desk.toetsen("<f9>")?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.op(Moment::uit_rfc3339("2026-11-22T02:11:00+01:00")?);
    desk.toetsen("<f9>")?;
    assert!(desk.tekst().contains("1 termijn loopt") && desk.tekst().contains("volgend alarm"), "{}", desk.tekst());
    for (breedte, hoogte) in [(1, 1), (5, 1), (59, 14), (60, 15), (20, 3), (300, 100), (1, 100), (300, 1)] {
        desk.maat(breedte, hoogte);
        let scherm = desk.tekst();
        assert!(breedte < 5 || scherm.contains("02:11"), "{breedte}x{hoogte}: {scherm}");
    }
    Ok(())
}
