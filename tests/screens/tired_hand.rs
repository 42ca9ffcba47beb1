//! A tired hand at any hour of the week: plausible keys with typos, doubled and held keys, a stray Enter and pastes in
//! between. Whatever it does, the log holds no decision, row, link, tick, sending, correction or answer to an alarm that
//! it did not confirm by a key meant for it. What is meant is told apart in `meant.rs`, from README and manual and not from the code.
//! `PIKET_HANDS` says how many hands are tried, `PIKET_HANDS_SEED` which.

#[path = "tired_hand/meant.rs"]
mod meant;
#[path = "tired_hand/permit.rs"]
mod permit;
#[path = "tired_hand/reached.rs"]
mod reached;
#[path = "tired_hand/strokes.rs"]
mod strokes;
#[path = "tired_hand/world.rs"]
mod world;

use std::cell::RefCell;

use chrono::Duration;
use piket::{
    desk::{
        layer::Layer,
        msg::Msg,
        state::{
            key::{KeyPress, KeySym},
            way_out::WayOut,
        },
    },
    domain::{alarm::AlarmLine, besluit::BesluitKind},
    log::event::LogEvent,
};
use proptest::{
    prelude::*,
    test_runner::{RngAlgorithm, TestCaseResult, TestRng, TestRunner},
};

use crate::desk::{TestDesk, TestResult, parse_keys};
use meant::Hand;
use permit::Permit;
use reached::Reached;
use strokes::{Evening, MORE, Stroke, WAYS, evening};
use world::Leaving;

/// What is recorded by itself: text that is being typed, which decides nothing.
const TEXT: [&str; 3] = ["melding_ontvangen", "gesprek_bijgewerkt", "concept_bewaard"];

fn failed(error: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// One hand, and after every stroke a look at what it left in the log and what it let go.
fn play(Evening { hours, slow, at_work, strokes }: &Evening, reached: &RefCell<Reached>) -> TestCaseResult {
    let mut desk = TestDesk::week().map_err(failed)?;
    if *at_work {
        world::at_work(&mut desk).map_err(failed)?;
    }
    desk.after(Duration::hours(*hours));
    desk.after(Duration::seconds(1));
    desk.slow = *slow;
    let (mut hand, mut permits, mut before) = (Hand::default(), Vec::new(), String::new());
    for (i, (wait, stroke)) in strokes.iter().enumerate() {
        desk.after(Duration::milliseconds(*wait));
        let (log, alarms) = (desk.fake_store.log.len(), desk.fake_store.wekkerboek_lines.len());
        let asked = desk.requested.len();
        hand.look(&desk);
        // What was asked was recorded or refused: a key that did nothing allows nothing later.
        if desk.is_answered() {
            permits.clear();
        }
        permits.extend(hand.meant(&desk, stroke).map(|permit| (false, permit)));
        // The field of a message lives with the screen; the rest is drawn now and then, which takes longest of all.
        if i % 8 == 0 || matches!(desk.model.view.layers.last(), Some(Layer::Editor(_))) {
            before = desk.text();
        }
        match stroke {
            Stroke::Key(key) => {
                reached.borrow_mut().key(&desk, *key);
                desk.key(*key);
            }
            Stroke::Paste(text) => desk.paste(text),
            Stroke::Together(text) => {
                desk.send(Msg::Together(text.chars().count()));
                text.chars().for_each(|c| desk.key(KeyPress::bare(KeySym::Char(c))));
            }
            Stroke::Answer => desk.answer(),
        }
        hand.look(&desk);
        let told =
            || format!("stroke {i}, {stroke:?}, lately on\n{before}\nof {:?}", &strokes[i.saturating_sub(12)..=i]);
        // What the store of the test takes for an answer is not the desk's.
        if !matches!(stroke, Stroke::Answer) && !desk.watchdog.is_calm() {
            return Err(failed(format!("took {:?}: {}", desk.watchdog.longest, told())));
        }
        let told = |what: String| failed(format!("{what}\n{}", told()));
        check_leaving(&desk, asked, &mut permits).map_err(told)?;
        world::answer(&mut desk, asked);
        check_log(&desk, log, &mut permits).map_err(told)?;
        check_alarms(&desk, alarms, &permits).map_err(told)?;
        reached.borrow_mut().log(&desk, log);
        if desk.model.stopping {
            break;
        }
    }
    Ok(())
}

/// Every new line of the log was allowed by a key that has not been used up: one press is one act.
fn check_log(desk: &TestDesk, from: usize, permits: &mut [(bool, Permit)]) -> Result<(), String> {
    let mut used = Vec::new();
    for entry in desk.fake_store.log.iter().skip(from).filter(|e| !TEXT.contains(&e.event.form().kind)) {
        if !used.is_empty() && falls_with_its_step(desk, &entry.event) {
            continue;
        }
        let fits = |(i, (spent, permit)): &(usize, &(bool, Permit))| {
            (!spent || used.contains(i)) && permit.covers(&entry.event)
        };
        let Some((i, _)) = permits.iter().enumerate().rev().find(fits) else {
            return Err(format!("nobody meant {:?}", entry.event));
        };
        permits[i].0 = true;
        used.push(i);
    }
    Ok(())
}

/// A reminder that asked after a step goes with it.
fn falls_with_its_step(desk: &TestDesk, event: &LogEvent) -> bool {
    let LogEvent::ReminderDone { zaak, reminder, .. } = event else { return false };
    let reminders = desk.model.view.desk.zaken.get(zaak).map(|zaak| zaak.reminders.as_slice()).unwrap_or_default();
    reminders.iter().any(|kept| kept.number == *reminder && kept.step.is_some())
}

/// And so was everything that left the desk.
fn check_leaving(desk: &TestDesk, from: usize, permits: &mut [(bool, Permit)]) -> Result<(), String> {
    let leaves = desk.requested.iter().skip(from).map(Leaving::by).filter(|leaves| *leaves != Leaving::Nothing);
    for leaving in leaves {
        let Some((spent, _)) = permits.iter_mut().rev().find(|(spent, permit)| !spent && permit.lets(leaving)) else {
            return Err(format!("nobody let go {leaving:?}"));
        };
        // What a command sent is noted by the same key.
        *spent = !matches!(leaving, Leaving::Message(_, _, WayOut::Command) | Leaving::Monitor);
    }
    Ok(())
}

fn check_alarms(desk: &TestDesk, from: usize, permits: &[(bool, Permit)]) -> Result<(), String> {
    for line in desk.fake_store.wekkerboek_lines.iter().skip(from) {
        let (AlarmLine::Seen { topic, .. } | AlarmLine::Snoozed { topic, .. }) = line else { continue };
        if !permits.iter().any(|(_, permit)| permit.answers(topic)) {
            return Err(format!("nobody saw {topic:?}"));
        }
    }
    Ok(())
}

/// A number the environment gives.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|n| n.parse().ok())
}

#[test]
fn a_tired_hand_records_nothing_that_it_did_not_mean() -> TestResult {
    for way in WAYS.into_iter().chain(MORE) {
        assert!(!parse_keys(way)?.is_empty());
    }
    let cases = given("PIKET_HANDS").map(u32::try_from).transpose()?.unwrap_or(100);
    TestDesk::week()?;
    let config =
        ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 512, ..ProptestConfig::default() };
    // The same hands each time, unless others are asked for.
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&given("PIKET_HANDS_SEED").unwrap_or_default().to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let (reached, faults) = (RefCell::default(), RefCell::new(Vec::new()));
    // Many are not stopped by one that fails: each of those is told.
    let one = |evening| match play(&evening, &reached) {
        Err(error) if cases > 1_000 => {
            faults.borrow_mut().push(error.to_string());
            Ok(())
        }
        outcome => outcome,
    };
    let outcome = runner.run(&evening(), one).map_err(|e| e.to_string());
    let reached = reached.into_inner();
    println!("{cases} hands: {}; missed: {:?}", reached.told(), reached.missed());
    outcome?;
    let faults = faults.into_inner();
    assert!(faults.is_empty(), "{} of {cases}:\n{}", faults.len(), faults.join("\n\n"));
    // So many come nearly everywhere.
    if cases >= 2_000 {
        assert!(reached.missed().len() < 10, "{:?}", reached.missed());
    }
    Ok(())
}

/// The same key so many times, each so many milliseconds after the last.
fn again(desk: &mut TestDesk, key: &str, times: usize, wait: i64) -> TestResult {
    for _ in 0..times {
        desk.after(Duration::milliseconds(wait));
        for key in parse_keys(key)? {
            desk.key(key);
        }
    }
    Ok(())
}

#[test]
fn a_key_that_is_held_down_answers_one_question_and_pressed_again_the_next() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let answered = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.answers.len());
    desk.keys("v")?;
    again(&mut desk, "2", 1, 800)?;
    again(&mut desk, "2", 1, 500)?;
    again(&mut desk, "2", 20, 33)?;
    assert_eq!(answered(&desk), 1);
    assert!(desk.text().contains("dat telt niet"), "{}", desk.text());
    again(&mut desk, "2", 2, 800)?;
    assert_eq!(answered(&desk), 3);
    Ok(())
}

#[test]
fn what_is_typed_at_the_questions_as_text_answers_none_that_nobody_read() -> TestResult {
    // The first sign comes after a pause, as an answer does; what follows it was not read.
    for (typed, answers) in [
        ("nee", 0),
        ("ja", 0),
        ("onbekend", 0),
        ("om 12:30 uur", 0),
        ("Roken", 0),
        ("1", 1),
        ("12:30", 1),
        ("112", 1),
        ("qu 123", 0),
    ] {
        for pace in [40, 150, 300, 600] {
            let mut desk = TestDesk::empty()?;
            let zaak = desk.zaak("6", "FPC Pompestichting")?;
            desk.keys("v")?;
            desk.after(Duration::seconds(2));
            for key in typed.chars() {
                again(&mut desk, &key.to_string(), 1, pace)?;
            }
            again(&mut desk, "<enter>", 1, pace)?;
            let given = desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.answers.len());
            assert_eq!(given, answers, "{typed} {pace}\n{}", desk.text());
        }
    }
    // One at a time each is an answer, and it says which.
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("v")?;
    for key in ["1", "2", "0", "1"] {
        again(&mut desk, key, 1, 800)?;
    }
    assert_eq!(desk.model.view.desk.zaken.get(&zaak).map(|z| z.answers.len()), Some(4), "{}", desk.text());
    again(&mut desk, "2", 1, 200)?;
    assert!(desk.text().contains("dat telt niet"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_doubled_enter_moves_to_the_last_line_of_a_form_and_does_not_send_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let besluit =
        |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.besluit(BesluitKind::P)).is_some();
    // An answer that makes P a yes, with its reason drafted.
    desk.keys("v1111<esc>p")?;
    again(&mut desk, "<enter>", 2, 80)?;
    assert!(!besluit(&desk), "{}", desk.text());
    assert!(desk.text().contains("Besluit P") && desk.text().contains("nog niets vastgelegd"), "{}", desk.text());
    again(&mut desk, "<enter>", 1, 800)?;
    assert!(besluit(&desk), "{}", desk.text());
    Ok(())
}

#[test]
fn a_doubled_key_undoes_one_act_and_is_no_yes_to_what_it_asks() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("fEen.<ctrl-s>fTwee.<ctrl-s>")?;
    let log = desk.fake_store.log.len();
    again(&mut desk, "u", 2, 90)?;
    assert_eq!(desk.fake_store.log.len(), log + 1);
    // Throwing away what was typed is asked once, and answered by a press of its own.
    desk.keys("fDrie")?;
    again(&mut desk, "<ctrl-x>", 2, 90)?;
    assert!(desk.text().contains("Drie"), "{}", desk.text());
    again(&mut desk, "<ctrl-x>", 1, 800)?;
    assert!(!desk.text().contains("Drie"), "{}", desk.text());
    Ok(())
}
