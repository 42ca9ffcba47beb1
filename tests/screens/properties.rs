//! Whatever is typed: the desk does not panic, the log stays sound and says what the screen says,
//! nothing changes unseen, and Esc always leads out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use piket::{
    desk::{
        layer::Layer,
        state::{
            key::{KeyPress, KeySym},
            shielding::Shielding,
        },
        view::View,
    },
    domain::melding::Content,
    log::{
        desk::Desk,
        event::{Entry, LogEvent},
    },
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult, parse_keys};

/// One thing that happens to a desk.
#[derive(Debug, Clone)]
enum Event {
    KeyPress(KeyPress),
    Text(String),
    Paste(String),
    Size(u16, u16),
    After(i64),
    /// The store answers at last.
    Answer,
}

/// Every key of the keymap but those that leave.
fn keys() -> Vec<KeyPress> {
    let raw: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(include_str!("../../assets/toetsen.toml")).unwrap_or_default();
    let all = raw.values().flat_map(BTreeMap::iter).filter(|(key, _)| *key != "stoppen");
    all.flat_map(|(_, keys)| keys).filter_map(|t| t.parse().ok()).collect()
}

fn event() -> impl Strategy<Value = Event> {
    let loose =
        |codes: &[KeySym]| prop::sample::select(codes.to_vec()).prop_map(|c| Event::KeyPress(KeyPress::bare(c)));
    let ctrl = |chars: &str| {
        let keys: Vec<KeyPress> =
            chars.chars().map(|c| KeyPress { code: KeySym::Char(c), ctrl: true, alt: false }).collect();
        prop::sample::select(keys).prop_map(Event::KeyPress)
    };
    prop_oneof![
        14 => prop::sample::select(keys()).prop_map(Event::KeyPress),
        4 => loose(&[KeySym::Enter, KeySym::Enter, KeySym::Tab, KeySym::TabBack, KeySym::Backspace, KeySym::Delete]),
        2 => loose(&[KeySym::Down, KeySym::Up, KeySym::Left, KeySym::Right, KeySym::Home, KeySym::End, KeySym::PgUp, KeySym::PgDn]),
        2 => loose(&[KeySym::F(2), KeySym::F(4), KeySym::F(5), KeySym::F(6), KeySym::F(7), KeySym::F(10)]),
        2 => loose(&[KeySym::Esc]),
        2 => ctrl("suwatekv"),
        2 => "[a-z0-9:.]{1,8}".prop_map(Event::Text),
        1 => prop::sample::select(vec!["Er is een reden.", "02:00", "brand", "22-11-2026 01:30", "ja", "6", "界é\u{200b}x"])
            .prop_map(|t| Event::Text(t.to_owned())),
        1 => "\\PC{0,30}(\n\\PC{0,9})?".prop_map(Event::Paste),
        1 => (1u16..=300, 1u16..=100).prop_map(|(b, h)| Event::Size(b, h)),
        1 => (1u16..=90, 1u16..=26).prop_map(|(b, h)| Event::Size(b, h)),
        2 => prop_oneof![1i64..5_000, 60_000i64..20_000_000].prop_map(Event::After),
        2 => Just(Event::Answer),
    ]
}

fn apply_event(desk: &mut TestDesk, what: &Event) {
    match what {
        Event::KeyPress(t) => desk.key(*t),
        Event::Text(text) => text.chars().for_each(|c| desk.key(KeyPress::bare(KeySym::Char(c)))),
        Event::Paste(text) => desk.paste(text),
        Event::Size(b, h) => desk.size(*b, *h),
        Event::After(ms) => desk.after(Duration::milliseconds(*ms)),
        Event::Answer => desk.answer(),
    }
}

/// What every log must be: numbers given out once and in order, nothing about what is not there,
/// nothing that happened after it was recorded.
fn check_sound(log: &[Entry], starting_at: usize) -> Result<(), TestCaseError> {
    let mut desk = Desk::default();
    for (i, entry) in log.iter().enumerate() {
        if i >= starting_at {
            prop_assert!(entry.occurred_at <= entry.recorded_at, "{entry:?}");
            match &entry.event {
                LogEvent::ZaakOpened { zaak, .. } => {
                    prop_assert_eq!(*zaak, desk.next_zaak(zaak.week), "{:?}", entry);
                }
                LogEvent::MeldingReceived { melding, .. } => {
                    prop_assert_eq!(*melding, desk.next_melding(), "{:?}", entry);
                }
                LogEvent::MeldingLinked { melding, .. } => {
                    let open = desk.meldingen.get(melding).is_some_and(piket::log::melding::Melding::is_open);
                    prop_assert!(open, "al gekoppeld: {entry:?}");
                }
                LogEvent::ZaakReopened { zaak, .. } | LogEvent::ZaakReturned { zaak, .. } => {
                    prop_assert!(desk.zaken.get(zaak).is_some_and(|z| !z.is_open()), "{entry:?}");
                }
                // The monitor of an earlier week holds cases that were closed since.
                LogEvent::EnteredInMonitor { .. } => {}
                LogEvent::DraftSaved { zaak, draft, version, .. } => {
                    let next = desk.zaken.get(zaak).map_or(1, |z| z.next_version(*draft));
                    prop_assert_eq!(*version, next, "{:?}", entry);
                }
                event => {
                    if let Some(zaak) = event.zaak() {
                        prop_assert!(
                            desk.zaken.get(&zaak).is_some_and(piket::log::zaak::Zaak::is_open),
                            "gesloten: {entry:?}"
                        );
                    }
                }
            }
        }
        desk.apply(entry);
        if let Some(z) = entry.event.zaak().and_then(|z| desk.zaken.get(&z)) {
            prop_assert_eq!(z.times.check(), Ok(()), "{:?}", entry);
            let numbers: BTreeSet<_> = z.feiten.iter().map(|f| f.number).collect();
            prop_assert_eq!(numbers.len(), z.feiten.len(), "feit dubbel: {:?}", entry);
        }
    }
    Ok(())
}

/// What the model holds is what the log folds to, and what is derived is derived from that.
fn matches(desk: &TestDesk) -> Result<(), TestCaseError> {
    let mut folded = Desk::default();
    desk.fake_store.log.iter().for_each(|e| folded.apply(e));
    let model = &desk.model;
    for (nr, zaak) in &model.view.desk.zaken {
        prop_assert_eq!(Some(zaak), folded.zaken.get(nr));
    }
    for (nr, melding) in &model.view.desk.meldingen {
        prop_assert_eq!(Some(melding), folded.meldingen.get(nr));
    }
    prop_assert_eq!(model.view.desk.melding_counter, folded.melding_counter);
    prop_assert_eq!(&model.view.desk.zaak_counter, &folded.zaak_counter);
    let fresh = View::new(model.view.setup.clone(), model.view.desk.clone(), model.view.now);
    prop_assert_eq!(&model.view.derived, &fresh.derived);
    prop_assert!(model.is_idle());
    Ok(())
}

fn lead_out(desk: &mut TestDesk) -> Result<(), TestCaseError> {
    // A lock falls once all is answered.
    desk.answer();
    if let Shielding::ScreenLock(_) = desk.model.view.shielding {
        let open = desk.fake_store.open();
        desk.unlock(open);
    }
    for _ in 0..8 {
        desk.key(KeyPress::bare(KeySym::Esc));
        desk.answer();
    }
    prop_assert!(desk.model.view.layers.is_empty(), "{:?}", desk.model.view.layers);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_leave_a_sound_desk(
        (width, height) in (1u16..=300, 1u16..=100),
        everything in prop::collection::vec(event(), 1..200),
    ) {
        let mut desk = TestDesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?.sized(width, height);
        let start = desk.fake_store.log.len();
        let mut drawn = desk.picture();
        for what in &everything {
            apply_event(&mut desk, what);
            let requested = desk.model.dirty;
            let now = desk.picture();
            prop_assert!(desk.watchdog.is_calm(), "{:?} took {:?}\n{}", what, desk.watchdog.longest, drawn);
            // Whatever changed on screen must have asked to be drawn.
            prop_assert!(requested || now == drawn, "{:?}\n{}\n{}", what, drawn, now);
            drawn = now;
        }
        lead_out(&mut desk)?;
        check_sound(&desk.fake_store.log, start)?;
        matches(&desk)?;
    }

    /// Over a bad connection keys come in bursts: several are taken before the store has answered.
    #[test]
    fn keys_that_overtake_the_store_leave_a_sound_desk(everything in prop::collection::vec(event(), 1..200)) {
        let mut desk = TestDesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?;
        let start = desk.fake_store.log.len();
        desk.slow = true;
        for what in &everything {
            apply_event(&mut desk, what);
            prop_assert!(desk.watchdog.is_calm(), "{:?} took {:?}", what, desk.watchdog.longest);
        }
        desk.answer();
        prop_assert_eq!(desk.refused, 0);
        lead_out(&mut desk)?;
        check_sound(&desk.fake_store.log, start)?;
        matches(&desk)?;
    }
}

#[test]
fn the_same_key_twice_before_the_store_answers_does_its_work_once() -> TestResult {
    for keys in ["oo", "ooo<enter>", "S", "nx<ctrl-s><ctrl-s>", "nx<esc>ny<esc>"] {
        let mut desk = TestDesk::week()?;
        let start = desk.fake_store.log.len();
        desk.slow = true;
        desk.keys("G")?;
        desk.keys("g")?;
        desk.keys(keys)?;
        desk.answer();
        assert_eq!(desk.refused, 0, "{keys}");
        check_sound(&desk.fake_store.log, start).map_err(|f| format!("{keys}: {f}"))?;
        matches(&desk).map_err(|f| format!("{keys}: {f}"))?;
    }
    Ok(())
}

#[test]
fn undo_before_the_store_answers_undoes_what_was_asked_just_before() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("fEen feit.<ctrl-s>2")?;
    let log = desk.fake_store.log.len();
    let status = |desk: &TestDesk| -> Vec<_> {
        desk.model.view.desk.zaken.get(&zaak).into_iter().flat_map(|z| &z.feiten).map(|f| f.status).collect()
    };
    let before = status(&desk);
    desk.slow = true;
    desk.keys("<spatie>u")?;
    desk.answer();
    assert_eq!(desk.refused, 0);
    assert_eq!(status(&desk), before);
    assert_eq!(desk.fake_store.log.len(), log + 2, "done and undone");
    Ok(())
}

#[test]
fn questions_opened_while_the_row_is_being_undone_go_with_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("nMesdag<tab>brand<ctrl-s>")?;
    desk.keys("r6<enter>")?;
    desk.slow = true;
    desk.keys("uv")?;
    desk.answer();
    assert!(desk.model.view.layers.is_empty(), "{:?}", desk.model.view.layers);
    Ok(())
}

#[test]
fn two_calls_in_a_burst_stay_two_calls() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.slow = true;
    desk.keys("n<tab>een")?;
    desk.after(Duration::seconds(1));
    desk.keys(" en meer<esc>n<tab>twee")?;
    desk.after(Duration::seconds(1));
    desk.keys(" ook meer")?;
    desk.answer();
    desk.keys("!<esc>")?;
    desk.answer();
    let headlines: Vec<String> = desk.model.view.desk.meldingen.values().map(|m| m.headline().to_owned()).collect();
    assert_eq!(headlines, ["een en meer", "twee ook meer!"]);
    Ok(())
}

#[test]
fn what_a_full_disk_refused_is_tried_again() -> TestResult {
    for (keys, word) in [("n<tab>brand", "brand"), ("3<enter>Woord", "Woord")] {
        let mut desk = TestDesk::empty()?;
        desk.zaak("1", "FPC Pompestichting")?;
        let start = desk.fake_store.log.len();
        desk.full = true;
        desk.keys(keys)?;
        desk.after(Duration::seconds(1));
        assert!(desk.refused > 0 && desk.text().contains("De schijf is vol."), "{}", desk.text());
        assert!(desk.text().to_lowercase().contains("wordt bewaard"), "{}", desk.text());
        desk.full = false;
        desk.after(Duration::seconds(1));
        let saved = desk.fake_store.log.iter().skip(start).any(|e| match &e.event {
            LogEvent::MeldingReceived { content: Content::Call(g), .. } => g.what.read() == word,
            LogEvent::DraftSaved { text, .. } => text.read().starts_with(word),
            _ => false,
        });
        assert!(saved, "{keys}");
    }
    Ok(())
}

#[test]
fn leaving_saves_what_was_typed() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>nog niet af<ctrl-c>")?;
    assert!(desk.model.stopping);
    assert_eq!(
        desk.model.view.desk.meldingen.values().map(|m| m.headline().to_owned()).collect::<Vec<_>>(),
        ["nog niet af"]
    );
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("1", "FPC Pompestichting")?;
    desk.keys("3<enter>Laatste woord <ctrl-c>")?;
    let text = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.values().next().map(|c| c.text.clone()));
    assert!(text.is_some_and(|t| t.read().contains("Laatste woord")));
    Ok(())
}

#[test]
fn a_draft_is_saved_within_a_second_of_the_last_key() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>brand")?;
    assert!(desk.model.view.desk.meldingen.is_empty());
    let wake = piket::desk::update::wake_at(&desk.model);
    assert!(wake <= desk.model.view.now.plus(Duration::seconds(1)));
    desk.at(wake);
    assert_eq!(desk.model.view.desk.meldingen.len(), 1);
    assert!(
        matches!(desk.model.view.layers.last(), Some(Layer::Form(f)) if f.call.is_some_and(|c| c.melding.is_some()))
    );
    Ok(())
}

#[test]
fn undo_takes_back_what_a_key_did() -> TestResult {
    for (rij, keys) in [
        ("6", "fEen feit.<ctrl-s>"),
        ("6", "v1<esc>"),
        ("6", "pj<enter>Ernstig letsel.<enter>"),
        ("6", "1xja<enter><enter>Gesproken.<enter>"),
        ("6", "1-Niet bereikbaar.<enter>"),
        ("6", "1WDe kliniek belt terug.<enter>"),
        ("6", "wz<enter>Zo leest de divisie het.<enter>"),
        ("6", "wzmet de hand<enter><ctrl-u>22-11-2026 09:00<enter>Afgesproken.<enter>"),
        ("6", "r7<enter>Het was een medebewoner.<enter>"),
        ("6", "i<tab><ctrl-u>22-11-2026 01:30<ctrl-s>"),
        ("6", "i<ctrl-u>Mesdag<ctrl-s>"),
    ] {
        let mut desk = TestDesk::empty()?;
        let zaak = desk.zaak(rij, "FPC Pompestichting")?;
        let before = desk.model.view.desk.zaken.get(&zaak).cloned().ok_or("weg")?;
        let count = desk.fake_store.log.len();
        desk.keys(keys)?;
        assert!(desk.fake_store.log.len() > count && desk.model.view.layers.is_empty(), "{keys}\n{}", desk.text());
        desk.after(Duration::minutes(5));
        desk.keys("u")?;
        let after = desk.model.view.desk.zaken.get(&zaak).cloned().ok_or("weg")?;
        assert_eq!(without_trace(&after), without_trace(&before), "{keys}\n{}", desk.text());
    }
    assert!(parse_keys("<bestaat-niet>").is_err());
    Ok(())
}

/// A case without what an undo leaves behind on purpose: the history of rows, and how
/// facts stood before.
fn without_trace(zaak: &piket::log::zaak::Zaak) -> piket::log::zaak::Zaak {
    let mut bare = zaak.clone();
    bare.retracted.clear();
    bare.revised.clear();
    bare.last = bare.opened;
    bare.placings.clear();
    bare.rij_choices = bare.rij_choices.last().cloned().into_iter().collect();
    for choice in &mut bare.rij_choices {
        choice.at = bare.opened;
        choice.reason = piket::domain::text::Vertrouwelijk::default();
    }
    bare
}
