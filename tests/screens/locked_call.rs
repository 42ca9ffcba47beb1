//! A call that comes in while the desk is locked: it can be taken at once, shows nothing of the log, is saved as it
//! is typed and stands in the inbox after unlocking. And the lock says that it is about to fall.

use chrono::Duration;
use piket::{
    desk::{
        effect::{Effect, ScreenEffect},
        state::{screen_lock::LockRule, shielding::Shielding},
    },
    domain::melding::Content,
};

use crate::desk::{TestDesk, TestResult, compare};

fn locked() -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.demo = false;
    desk.keys("<ctrl-l>")?;
    Ok(desk)
}

fn unlock(desk: &mut TestDesk) {
    let everything = desk.fake_store.everything.clone();
    desk.unlock(everything);
}

/// What was said in the last call of the log.
fn last_call(desk: &TestDesk) -> Option<String> {
    let last = desk.fake_store.everything.meldingen.values().next_back()?;
    match &last.content {
        Content::Call(call) => Some(call.what.read().to_owned()),
        Content::Mail(_) => None,
    }
}

#[test]
fn a_call_at_the_lock_is_saved_as_typed_and_waits_in_the_inbox() -> TestResult {
    for keys in ["<ctrl-n>", "n<enter>"] {
        let mut desk = locked()?;
        let count = desk.fake_store.everything.meldingen.len();
        desk.keys(keys)?;
        desk.keys("Mesdag<tab>Er is brand")?;
        let text = desk.text();
        assert!(text.contains("Telefonische melding") && !text.contains("W47-") && !text.contains("INBOX"), "{text}");
        desk.after(Duration::seconds(1));
        assert_eq!(last_call(&desk).as_deref(), Some("Er is brand"), "saved while typing, before any kill");
        desk.keys(" op Linde 2")?;
        desk.after(Duration::seconds(1));
        compare("slot-telefoon-80x24", &desk.picture());
        desk.keys(", nu uit<ctrl-s>")?;
        let text = desk.text();
        assert!(
            text.contains("Piket is vergrendeld.") && text.contains("Bewaard; na ontgrendelen in de inbox"),
            "{text}"
        );
        assert_eq!(desk.fake_store.everything.meldingen.len(), count + 1);
        assert_eq!(last_call(&desk).as_deref(), Some("Er is brand op Linde 2, nu uit"));
        assert!(desk.model.view.desk.meldingen.is_empty() && desk.model.view.desk.zaken.is_empty());
        unlock(&mut desk);
        assert!(desk.text().contains("Telefoontje M0171, van achter het slot, staat in de inbox."), "{}", desk.text());
        assert!(desk.text().contains("telefoon   Mesdag"), "{}", desk.text());
        assert!(
            desk.fake_store
                .everything
                .meldingen
                .values()
                .next_back()
                .is_some_and(piket::log::melding::Melding::is_open)
        );
    }
    Ok(())
}

#[test]
fn a_passphrase_that_begins_with_n_never_stands_in_a_form() -> TestResult {
    let mut desk = locked()?;
    let log = desk.fake_store.log.len();
    desk.keys("nacht boter maan sok")?;
    desk.after(Duration::seconds(5));
    assert!(desk.text().contains("••••") && !desk.text().contains("boter"), "{}", desk.text());
    desk.keys("<enter>")?;
    assert!(desk.requested.iter().any(|e| matches!(e, Effect::Unlock(_))) && desk.fake_store.log.len() == log);
    Ok(())
}

#[test]
fn the_form_over_the_lock_leads_nowhere_else() -> TestResult {
    let mut desk = locked()?;
    desk.keys("<ctrl-n>")?;
    let log = desk.fake_store.log.len();
    for keys in ["<ctrl-c>", "<ctrl-z>", "<f9>", "<ctrl-l>", "<f1>"] {
        desk.keys(keys)?;
    }
    assert!(!desk.model.stopping && !desk.requested.contains(&Effect::Screen(ScreenEffect::Suspend)));
    assert!(matches!(desk.model.view.shielding, Shielding::ScreenLock(_)) && desk.fake_store.log.len() == log);
    desk.keys("<esc>")?;
    assert!(desk.text().contains("Piket is vergrendeld.") && desk.fake_store.log.len() == log, "{}", desk.text());
    Ok(())
}

#[test]
fn what_a_full_disk_refuses_stays_in_the_form_over_the_lock() -> TestResult {
    for leave in ["<esc>", "<ctrl-c>"] {
        let mut desk = locked()?;
        desk.keys("<ctrl-n><tab>brand")?;
        desk.full = true;
        desk.after(Duration::seconds(1));
        assert!(desk.text().contains("nog niet bewaard") && desk.text().contains("brand"), "{}", desk.text());
        // The way to the passphrase stays open, and what was typed is there, also for who opens the lock meanwhile.
        desk.keys(leave)?;
        assert!(desk.text().contains("Piket is vergrendeld.") && !desk.text().contains("brand"), "{}", desk.text());
        assert!(desk.text().contains("Telefoontje nog niet bewaard"), "{}", desk.text());
        let held = match &desk.model.view.shielding {
            Shielding::ScreenLock(lock) => lock.typed(),
            _ => None,
        };
        assert!(held.is_some_and(|typed| typed.fields.iter().any(|field| field.before == "brand")));
        desk.keys("<ctrl-n>")?;
        assert!(desk.text().contains("brand"), "{}", desk.text());
        desk.keys(" op Linde 2")?;
        desk.keys(leave)?;
        desk.full = false;
        // Tried again by itself.
        desk.after(Duration::seconds(40));
        assert_eq!(last_call(&desk).as_deref(), Some("brand op Linde 2"), "{}", desk.text());
        assert!(desk.text().contains("Bewaard; na ontgrendelen in de inbox"), "{}", desk.text());
    }
    Ok(())
}

#[test]
fn the_lock_counts_down_before_it_falls_and_any_key_stops_it() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.lock_rule = LockRule::After(Duration::minutes(5));
    desk.keys("n")?;
    // A longer step would be a sleep.
    for seconds in [50, 50, 50, 50, 50, 19] {
        desk.after(Duration::seconds(seconds));
    }
    assert!(!desk.text().contains("vergrendelt over"), "{}", desk.text());
    desk.after(Duration::seconds(1));
    assert!(desk.model.dirty && desk.text().contains("vergrendelt over 30 s"), "{}", desk.text());
    desk.after(Duration::seconds(12));
    assert!(desk.text().contains("vergrendelt over 18 s"), "{}", desk.text());
    desk.keys("x")?;
    assert!(!desk.text().contains("vergrendelt over"), "{}", desk.text());
    Ok(())
}
