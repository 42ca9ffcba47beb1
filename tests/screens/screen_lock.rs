//! The locked desk: nothing of a case on the screen or in the model, alarms go on, nothing typed is lost,
//! and only the passphrase brings it back.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    desk::{
        effect::Effect,
        msg::Msg,
        ops::screen_lock,
        state::{
            key::{KeyPress, KeySym},
            screen_lock::LockRule,
            shielding::Shielding,
        },
    },
    domain::{
        audit::{Audit, AuditAct},
        besluit::BesluitKind,
        passphrase::{self, Passphrase},
    },
};

use crate::desk::{TestDesk, TestResult, compare};

fn audits(desk: &TestDesk) -> Vec<AuditAct> {
    let act = |e: &Effect| match e {
        Effect::Audit(Audit { act, .. }) => Some(*act),
        _ => None,
    };
    desk.requested.iter().filter_map(act).collect()
}

/// The way the store answers a passphrase.
fn answer(desk: &mut TestDesk, good: bool) {
    let requested = desk.requested.iter().rev().find_map(|e| match e {
        Effect::Unlock(w) => Some(w.clone()),
        _ => None,
    });
    assert!(requested.is_some());
    if good {
        let everything = desk.fake_store.everything.clone();
        desk.unlock(everything);
    } else {
        desk.send(Msg::StaysLocked(passphrase::incorrect()));
    }
}

#[test]
fn behind_the_lock_nothing_of_a_case_is_left_and_alarms_go_on() -> TestResult {
    let mut desk = TestDesk::week()?;
    // A demo has no passphrase.
    desk.model.view.setup.demo = false;
    desk.choose_rij("G")?;
    let running = desk.model.running().count();
    let now = desk.model.view.now;
    let first = desk.model.running().map(|k| k.due).filter(|u| *u > now).min().ok_or("geen termijn")?;
    desk.keys("fHalf feit over iemand<ctrl-l>")?;
    compare("slot-80x24", &desk.picture());
    assert!(desk.model.view.desk.zaken.is_empty() && desk.model.view.desk.meldingen.is_empty());
    assert!(desk.model.view.derived.is_empty() && desk.model.view.timeline.is_none());
    assert_eq!(desk.model.overview().running, running);
    let before = desk.requested.iter().filter(|e| matches!(e, Effect::Alarm(_))).count();
    desk.at(first);
    assert!(desk.requested.iter().filter(|e| matches!(e, Effect::Alarm(_))).count() > before);
    assert!(desk.text().contains("Piket is vergrendeld."));

    // No key gets through but the passphrase; leaving is not possible either.
    let log = desk.fake_store.log.len();
    desk.keys("<esc><ctrl-c><f9>nq")?;
    assert!(!desk.model.stopping && desk.fake_store.log.len() == log);
    assert!(desk.text().contains("••"));
    desk.keys("<ctrl-u>een fout wachtwoord<enter>")?;
    assert!(desk.text().contains("Even geduld"));
    answer(&mut desk, false);
    assert!(desk.text().contains("Nog 1 s wachten"), "{}", desk.text());
    desk.after(Duration::seconds(1));
    desk.keys("het goede woord<enter>")?;
    assert!(desk.requested.contains(&Effect::Unlock(Passphrase::new("het goede woord"))));
    answer(&mut desk, true);
    assert!(desk.text().contains("Half feit over iemand"), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(desk.text().contains("W47-"), "{}", desk.text());
    assert_eq!(audits(&desk), [AuditAct::Locked, AuditAct::WrongPassphrase, AuditAct::Unlocked]);
    Ok(())
}

#[test]
fn the_lock_of_a_demo_asks_for_no_password_that_there_is_not() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("<ctrl-l>")?;
    let shown = desk.text();
    assert!(shown.contains("Een demo heeft geen wachtwoord: druk op Enter"), "{shown}");
    assert!(!shown.contains("Typ het wachtwoord") && !shown.contains("verzegeld"), "{shown}");
    desk.keys("<enter>")?;
    assert!(desk.requested.iter().any(|e| matches!(e, Effect::Unlock(_))));
    Ok(())
}

/// The form that was open comes back while the hand is still at the passphrase: a second Enter was meant for that.
#[test]
fn an_enter_that_bounces_at_the_passphrase_records_nothing_in_the_form_that_comes_back() -> TestResult {
    for enters in 0..3 {
        let mut desk = TestDesk::empty()?;
        let zaak = desk.zaak("6", "FPC Pompestichting")?;
        desk.keys("v1111<esc>p")?;
        for _ in 0..enters {
            desk.after(Duration::milliseconds(800));
            desk.keys("<tab>")?;
        }
        desk.keys("<ctrl-l>")?;
        desk.keys("x<enter>")?;
        answer(&mut desk, true);
        let log = desk.fake_store.log.len();
        let enter = KeyPress::bare(KeySym::Enter);
        for _ in 0..4 {
            desk.after(Duration::milliseconds(350));
            desk.key(enter);
        }
        assert_eq!(desk.fake_store.log.len(), log, "{enters}: {}", desk.text());
        for _ in 0..3 {
            desk.after(Duration::milliseconds(800));
            desk.key(enter);
        }
        let taken = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.besluit(BesluitKind::P)).is_some();
        assert!(taken, "{enters}: {}", desk.text());
    }
    Ok(())
}

#[test]
fn a_call_being_typed_is_saved_before_the_lock_closes() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("nMesdag<tab>Er is brand<ctrl-l>")?;
    assert!(desk.fake_store.everything.clone().meldingen.values().any(|m| m.headline().contains("Er is brand")));
    assert!(desk.model.view.desk.meldingen.is_empty());
    desk.keys("x<enter>")?;
    answer(&mut desk, true);
    assert!(desk.text().contains("Er is brand"));
    Ok(())
}

#[test]
fn it_locks_after_a_while_without_a_key_and_when_the_laptop_slept() -> TestResult {
    let shut = |desk: &TestDesk| matches!(desk.model.view.shielding, Shielding::ScreenLock(_));
    for (key_after, then, screen_lock) in [(200, 299, false), (200, 300, true), (0, 0, false)] {
        let mut desk = TestDesk::week()?;
        desk.model.view.setup.lock_rule = LockRule::After(Duration::minutes(5));
        // Ticks come at most half a minute apart; a key in between starts the wait anew.
        for count in 0..=(key_after + then) {
            desk.after(Duration::seconds(1));
            if count == key_after {
                assert!(!shut(&desk));
                desk.keys("j")?;
            }
        }
        assert_eq!(shut(&desk), screen_lock, "{then}");
    }
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.lock_rule = LockRule::After(Duration::minutes(5));
    desk.after(Duration::seconds(59));
    assert!(!shut(&desk));
    desk.after(Duration::seconds(60));
    assert!(shut(&desk));
    // The system knows of a shorter sleep too; who never wants the lock is left alone.
    for (line, screen_lock) in [(LockRule::After(Duration::minutes(5)), true), (LockRule::Never, false)] {
        let mut desk = TestDesk::week()?;
        desk.model.view.setup.lock_rule = line;
        desk.send(Msg::Slept);
        assert_eq!(shut(&desk), screen_lock);
    }
    Ok(())
}

/// What the disk refuses is sealed elsewhere before the desk is given up; where that is nowhere, it is not given up.
#[test]
fn no_text_is_lost_behind_a_lock_on_a_disk_that_refuses() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("G")?;
    desk.keys("fHalf feit over iemand")?;
    desk.full = true;
    let mut without = TestDesk::week()?;
    without.choose_rij("G")?;
    without.keys("fHalf feit over iemand")?;
    (without.full, without.nowhere) = (true, true);

    desk.keys("<ctrl-l>")?;
    assert!(desk.model.view.desk.zaken.is_empty(), "{}", desk.text());
    desk.unlock(desk.fake_store.open());
    assert!(desk.text().contains("Half feit over iemand"), "{}", desk.text());

    without.keys("<ctrl-l>")?;
    assert!(without.text().contains("Het scherm is afgedekt."), "{}", without.text());
    without.keys("<f9>")?;
    assert!(without.text().contains("Half feit over iemand"), "{}", without.text());
    Ok(())
}

/// Whatever was on the desk, what is taken along behind the lock names no person, no inrichting and no row.
#[test]
fn what_is_taken_along_behind_the_lock_is_numbers_and_acts() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("G")?;
    desk.keys("fHalf feit over iemand")?;
    let kept = serde_json::to_string(&screen_lock::taken_along(&desk.model))?;
    let known: BTreeSet<&str> = desk.model.view.desk.zaken.values().filter_map(piket::log::zaak::Zaak::plek).collect();
    assert!(known.len() > 3 && kept.contains("W47-"));
    for name in known.into_iter().chain(["Half", "iemand"]) {
        assert!(!kept.contains(name), "{name}: {kept}");
    }
    Ok(())
}

#[test]
fn no_size_stops_the_locked_screen() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("<ctrl-l>een heel lang wachtwoord dat nergens past")?;
    for (width, height) in [(1, 1), (7, 2), (20, 5), (80, 24), (300, 100)] {
        desk.size(width, height);
        desk.draw();
    }
    Ok(())
}
