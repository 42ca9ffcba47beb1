//! The locked desk: nothing of a case on the screen or in the model, alarms go on, nothing typed is lost,
//! and only the passphrase brings it back.

use chrono::Duration;
use piket::{
    app::{afscherming::Afscherming, effect::Effect, msg::Msg, rol::Rol, slot::Slotregel},
    domain::{
        inzage::{Handeling, Inzage},
        schrijver::Schrijver,
        wachtwoord::{self, Wachtwoord},
    },
};

use crate::desk::{Proef, Proefdesk, vergelijk};

fn inzagen(desk: &Proefdesk) -> Vec<Handeling> {
    let handeling = |e: &Effect| match e {
        Effect::Inzage(Inzage { handeling, .. }) => Some(*handeling),
        _ => None,
    };
    desk.gevraagd.iter().filter_map(handeling).collect()
}

/// The way the store answers a passphrase.
fn antwoord(desk: &mut Proefdesk, goed: bool) {
    let gevraagd = desk.gevraagd.iter().rev().find_map(|e| match e {
        Effect::Ontgrendel(w) => Some(w.clone()),
        _ => None,
    });
    assert!(gevraagd.is_some());
    let uitkomst = if goed { Ok(Box::new(desk.winkel.alles.clone())) } else { Err(wachtwoord::klopt_niet()) };
    desk.stuur(Msg::Ontgrendeld(uitkomst));
}

#[test]
fn behind_the_lock_nothing_of_a_case_is_left_and_alarms_go_on() -> Proef {
    let mut desk = Proefdesk::week()?;
    // A demo has no passphrase.
    desk.model.inrichting.demo = false;
    desk.kies_rij("G")?;
    let lopend = desk.model.lopend().count();
    let nu = desk.model.nu;
    let eerste = desk.model.lopend().map(|k| k.uiterlijk).filter(|u| *u > nu).min().ok_or("geen termijn")?;
    desk.toetsen("f<tab>Half feit over iemand<ctrl-l>")?;
    vergelijk("slot-80x24", &desk.prent());
    assert!(desk.model.desk.zaken.is_empty() && desk.model.desk.meldingen.is_empty());
    assert!(desk.model.beelden.is_empty() && desk.model.tijdlijn.is_none() && desk.model.terug.is_empty());
    assert_eq!(desk.model.lopend().count(), lopend);
    let voor = desk.gevraagd.iter().filter(|e| matches!(e, Effect::Alarm(_))).count();
    desk.op(eerste);
    assert!(desk.gevraagd.iter().filter(|e| matches!(e, Effect::Alarm(_))).count() > voor);
    assert!(desk.tekst().contains("Piket is vergrendeld."));

    // No key gets through but the passphrase; leaving is not possible either.
    let log = desk.winkel.log.len();
    desk.toetsen("<esc><ctrl-c><f9>nq")?;
    assert!(!desk.model.stopt && desk.winkel.log.len() == log);
    assert!(desk.tekst().contains("••"));
    desk.toetsen("<ctrl-u>een fout wachtwoord<enter>")?;
    assert!(desk.tekst().contains("Even geduld"));
    antwoord(&mut desk, false);
    assert!(desk.tekst().contains("Nog 1 s wachten"), "{}", desk.tekst());
    desk.na(Duration::seconds(1));
    desk.toetsen("het goede woord<enter>")?;
    assert!(desk.gevraagd.contains(&Effect::Ontgrendel(Wachtwoord::nieuw("het goede woord"))));
    antwoord(&mut desk, true);
    assert!(desk.tekst().contains("Half feit over iemand"), "{}", desk.tekst());
    desk.toetsen("<esc>")?;
    assert!(desk.tekst().contains("W47-"), "{}", desk.tekst());
    assert_eq!(inzagen(&desk), [Handeling::Vergrendeld, Handeling::WachtwoordFout, Handeling::Ontgrendeld]);
    Ok(())
}

#[test]
fn a_call_being_typed_is_saved_before_the_lock_closes() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.toetsen("nMesdag<tab>Er is brand<ctrl-l>")?;
    assert!(desk.winkel.alles.clone().meldingen.values().any(|m| m.kop().contains("Er is brand")));
    assert!(desk.model.desk.meldingen.is_empty());
    desk.toetsen("x<enter>")?;
    antwoord(&mut desk, true);
    assert!(desk.tekst().contains("Er is brand"));
    Ok(())
}

#[test]
fn it_locks_after_a_while_without_a_key_and_when_the_laptop_slept() -> Proef {
    let dicht = |desk: &Proefdesk| matches!(desk.model.afscherming, Afscherming::Slot(_));
    for (toets_na, dan, slot) in [(200, 299, false), (200, 300, true), (0, 0, false)] {
        let mut desk = Proefdesk::week()?;
        desk.model.inrichting.slotregel = Slotregel::Na(Duration::minutes(5));
        // Ticks come at most half a minute apart; a key in between starts the wait anew.
        for tel in 0..=(toets_na + dan) {
            desk.na(Duration::seconds(1));
            if tel == toets_na {
                assert!(!dicht(&desk));
                desk.toetsen("j")?;
            }
        }
        assert_eq!(dicht(&desk), slot, "{dan}");
    }
    let mut desk = Proefdesk::week()?;
    desk.model.inrichting.slotregel = Slotregel::Na(Duration::minutes(5));
    desk.na(Duration::seconds(59));
    assert!(!dicht(&desk));
    desk.na(Duration::seconds(60));
    assert!(dicht(&desk));
    // The system knows of a shorter sleep too; who never wants the lock is left alone.
    for (regel, slot) in [(Slotregel::Na(Duration::minutes(5)), true), (Slotregel::Nooit, false)] {
        let mut desk = Proefdesk::week()?;
        desk.model.inrichting.slotregel = regel;
        desk.stuur(Msg::Sliep);
        assert_eq!(dicht(&desk), slot);
    }
    Ok(())
}

/// A desk that looks along behind its lock hears of a new case: it counts there at once, so that its
/// alarm goes when the desk takes over.
#[test]
fn a_term_that_begins_behind_the_lock_counts_there() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.toetsen("<ctrl-l>")?;
    assert!(desk.model.desk.zaken.is_empty() && desk.model.lopend().count() == 1);
    let mut ander = Proefdesk::leeg()?;
    ander.zaak("6", "FPC Pompestichting")?;
    ander.zaak("7", "FPC Dr. S. van Mesdag")?;
    let volg = |ander: &Proefdesk| {
        Msg::Gevolgd(Schrijver::Niemand, ander.winkel.log.clone(), Box::new(ander.winkel.alles.clone()))
    };
    desk.model.rol = Rol::kijkt_mee(Schrijver::Niemand, desk.model.nu);
    desk.stuur(volg(&ander));
    assert_eq!(desk.model.lopend().count(), 2, "{:?}", desk.model.lopend().map(|k| k.zaak).collect::<Vec<_>>());
    assert!(desk.model.desk.zaken.is_empty(), "the lock knows no cases");
    Ok(())
}

#[test]
fn no_size_stops_the_locked_screen() -> Proef {
    let mut desk = Proefdesk::week()?;
    desk.toetsen("<ctrl-l>een heel lang wachtwoord dat nergens past")?;
    for (breed, hoog) in [(1, 1), (7, 2), (20, 5), (80, 24), (300, 100)] {
        desk.maat(breed, hoog);
        desk.teken();
    }
    Ok(())
}
