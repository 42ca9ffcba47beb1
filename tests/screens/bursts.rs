//! Keys that come in all at once with an Enter among them, as a paste does where a program in between leaves
//! the marks out: whatever they are and wherever they land, nothing is decided, ticked, linked or sent.

use chrono::Duration;
use piket::{
    acts::{Act, SaveDraft},
    desk::{msg::Msg, state::item::Item},
    domain::{alarm::AlarmLine, draft::DraftKind},
    log::event::LogEvent,
    ui::key::{Decoder, TerminalInput},
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

/// What comes in at once, as the loop takes it.
pub fn burst(desk: &mut TestDesk, bytes: &[u8]) {
    for input in Decoder::default().read(bytes) {
        match input {
            TerminalInput::Key(key) => desk.key(key),
            TerminalInput::Paste(text) | TerminalInput::Burst(text) => desk.paste(&text),
            TerminalInput::Together(keys) => desk.send(Msg::Together(keys)),
            TerminalInput::Terminal(_) => {}
        }
    }
}

/// Where the officer was when it came.
const PLACES: [&str; 16] =
    ["", "j", "G", "<enter>", "<enter>p", "<enter>a<tab>", "n", "n<tab>", "r", "v", "f", "b", "o", "c", ":", "/"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_burst_records_nothing_but_text_that_saves_itself(
        place in prop::sample::select(PLACES.to_vec()),
        on_case: bool,
        before in "[ -~\t]{0,12}", after in "[ -~\t\r]{0,12}",
        control in prop::option::of(prop::sample::select(vec!["\u{13}", "\u{1b}[B", "\u{1b}[21~", "\u{11}"])),
    ) {
        let failed = |e: piket::domain::error::Error| TestCaseError::fail(e.to_string());
        let mut desk = TestDesk::week().map_err(failed)?;
        if on_case {
            desk.choose_rij("6").or_else(|_| desk.choose_rij("G")).map_err(failed)?;
        }
        desk.keys(place).map_err(failed)?;
        let (start, asked) = (desk.fake_store.log.len(), desk.model.session.writes.asked);
        let text = format!("{before}{}\r{after}", control.unwrap_or_default());
        // One Enter alone is a key.
        prop_assume!(text != "\r");
        burst(&mut desk, text.as_bytes());
        desk.after(chrono::Duration::seconds(2));
        prop_assert_eq!(desk.model.session.writes.asked, asked, "{:?} {:?}", place, text);
        for entry in desk.fake_store.log.iter().skip(start) {
            let own = matches!(entry.event, LogEvent::MeldingReceived { .. } | LogEvent::CallUpdated { .. } | LogEvent::DraftSaved { .. });
            prop_assert!(own, "{:?} {:?}: {:?}", place, text, entry);
        }
        prop_assert!(!desk.model.stopping);
    }
}

#[test]
fn a_burst_outside_a_field_says_that_nothing_was_done() -> TestResult {
    let mut desk = TestDesk::week()?;
    burst(&mut desk, b"nee: q\r");
    assert!(desk.text().contains("er is niets gedaan"), "{}", desk.text());
    desk.keys("n<tab>")?;
    burst(&mut desk, b"eerst dit\rdan dat\r");
    assert!(desk.text().contains("eerst dit dan dat"), "{}", desk.text());
    Ok(())
}

#[test]
fn what_was_typed_behind_an_act_and_dropped_is_said_beside_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.slow = true;
    desk.keys("fEen feit.<ctrl-s>")?;
    desk.send(piket::desk::msg::Msg::InputDropped);
    desk.answer();
    assert!(desk.text().contains("Wat u meteen daarna typte"), "{}", desk.text());
    Ok(())
}

#[test]
fn letters_that_come_all_at_once_are_no_commands_and_a_form_takes_them_as_text() -> TestResult {
    let mut desk = TestDesk::week()?;
    let melding = *desk
        .model
        .view
        .desk
        .meldingen
        .iter()
        .find(|(_, m)| m.is_open() && m.kind.is_recognised())
        .ok_or("geen melding")?
        .0;
    desk.model.view.choose(Some(Item::Melding(melding)));
    desk.model.view.refresh();
    let log = desk.fake_store.log.len();
    for text in ["rommel", "omdat", "uuu", "TBo", "vv123", "=S-aD"] {
        burst(&mut desk, text.as_bytes());
        desk.after(chrono::Duration::seconds(1));
        assert_eq!(desk.fake_store.log.len(), log, "{text}\n{}", desk.text());
        desk.keys("<esc><esc>")?;
    }
    burst(&mut desk, b"omdat");
    assert!(desk.text().contains("kwamen allemaal tegelijk"), "{}", desk.text());
    // A hand that is slow over a slow line is not: a key by itself does what it says.
    desk.keys("o")?;
    assert!(desk.fake_store.log.len() > log, "{}", desk.text());
    burst(&mut desk, b"npomp");
    assert!(desk.text().contains("pomp"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_long_text_without_an_enter_is_text_and_no_row_of_commands() -> TestResult {
    let text = "woord ".repeat(3_000);
    for place in ["", "j<enter>", "v", "<f7>"] {
        let mut desk = TestDesk::week()?;
        desk.keys(place)?;
        let layers = desk.model.view.layers.len();
        burst(&mut desk, text.as_bytes());
        assert_eq!(desk.model.view.layers.len(), layers, "{place}\n{}", desk.text());
        assert!(desk.watchdog.is_calm(), "{place}: {:?}", desk.watchdog.longest);
    }
    let mut desk = TestDesk::week()?;
    burst(&mut desk, text.as_bytes());
    assert!(desk.text().contains("er is niets gedaan"), "{}", desk.text());
    desk.keys("n<tab>")?;
    burst(&mut desk, text.as_bytes());
    desk.after(chrono::Duration::seconds(2));
    let kept = desk.model.view.desk.meldingen.values().next_back().map(|m| format!("{:?}", m.content).len());
    assert!(kept > Some(0) && desk.text().contains("woord woord"), "{}", desk.text());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_letters_come_all_at_once_nothing_is_recorded_but_text_that_saves_itself(
        place in prop::sample::select(PLACES.to_vec()),
        text in "[ -~]{3,20}",
    ) {
        let failed = |e: piket::domain::error::Error| TestCaseError::fail(e.to_string());
        let mut desk = TestDesk::week().map_err(failed)?;
        desk.keys(place).map_err(failed)?;
        let (start, alarms) = (desk.fake_store.log.len(), desk.fake_store.wekkerboek_lines.len());
        burst(&mut desk, text.as_bytes());
        desk.after(chrono::Duration::seconds(2));
        for entry in desk.fake_store.log.iter().skip(start) {
            let own = matches!(entry.event, LogEvent::MeldingReceived { .. } | LogEvent::CallUpdated { .. } | LogEvent::DraftSaved { .. });
            prop_assert!(own, "{:?} {:?} {:?}", place, text, entry.event);
        }
        let answered = desk.fake_store.wekkerboek_lines.iter().skip(alarms);
        let answered = answered.filter(|l| matches!(l, AlarmLine::Seen { .. } | AlarmLine::Snoozed { .. })).count();
        prop_assert_eq!(answered, 0);
    }
}

/// Letters that came in one burst are text in the editor; the key that is pressed behind them is a press.
#[test]
fn a_key_behind_a_burst_of_letters_counts() -> TestResult {
    let (mut desk, _) = crate::ways_out::checked("Brand beheerst.")?;
    desk.keys("<enter>")?;
    burst(&mut desk, b"xyz");
    desk.after(Duration::milliseconds(300));
    desk.keys("<f5>")?;
    let text = desk.text();
    assert!(text.contains("xyz") && !text.contains("tegelijk"), "{text}");
    Ok(())
}

/// What is typed in the place of a gap that begins a sentence begins as one; amid a sentence it stays as it is typed.
#[test]
fn what_fills_a_gap_begins_a_sentence_where_the_gap_did() -> TestResult {
    let text = "Brand. [nog invullen: situatie]. Er is [nog invullen: letsel].\n- [nog invullen: vervolg]";
    let (mut desk, zaak) = crate::ways_out::checked("Brand beheerst.")?;
    let draft = DraftKind::Sms;
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() }))?;
    desk.keys("<enter>")?;
    for typed in ["niemand gewond", "de kliniek belt", "het is uit"] {
        desk.keys("<tab>")?;
        desk.keys(typed)?;
    }
    let shown = desk.text();
    for part in ["Brand. Het is uit.", "Er is niemand gewond.", "- De kliniek belt"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    Ok(())
}
