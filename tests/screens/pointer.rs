//! The mouse: what it points at is what stands there; a click and the wheel record nothing.

use std::collections::BTreeSet;

use piket::{
    desk::{
        effect::{Bell, Effect},
        layer::Layer,
        msg::Msg,
        state::{
            screen::{Focus, Tab},
            window::Window,
        },
    },
    ui::key::terminal_event::{MouseAct, MouseInput},
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

/// The cell of a text on the screen.
fn place(desk: &mut TestDesk, text: &str) -> Option<(u16, u16)> {
    let screen = desk.text();
    screen.lines().enumerate().find_map(|(row, line)| {
        let at = line.find(text)?;
        let column = line.get(..at)?.chars().count();
        Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?))
    })
}

fn click(desk: &mut TestDesk, text: &str) -> TestResult {
    let (column, row) = place(desk, text).ok_or_else(|| format!("niet op het scherm: {text}"))?;
    desk.mouse(MouseInput { act: MouseAct::Press, column, row });
    desk.mouse(MouseInput { act: MouseAct::Release, column, row });
    Ok(())
}

#[test]
fn a_click_chooses_what_stands_there_and_a_second_one_opens_it() -> TestResult {
    for (width, height) in [(80, 24), (140, 45), (200, 60)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        click(&mut desk, "Kijvelanden")?;
        let chosen = desk.model.view.zaak().and_then(|z| z.plek()).unwrap_or_default().to_owned();
        assert!(chosen.contains("Kijvelanden"), "{width}: {chosen}");
        assert_eq!(desk.model.view.focus, Focus::List);
        click(&mut desk, "Kijvelanden")?;
        assert_eq!(desk.model.view.focus, Focus::Detail, "{width}");
        click(&mut desk, "tijdlijn")?;
        assert_eq!(desk.model.view.tab, Tab::Timeline, "{width}");
        click(&mut desk, "ALARM")?;
        let alarm = desk.model.view.zaak().and_then(|z| z.plek()).unwrap_or_default().to_owned();
        assert!(alarm.contains("Hoeven"), "{width}: {alarm}");
    }
    Ok(())
}

#[test]
fn a_list_on_top_takes_the_click_and_the_desk_under_it_does_not() -> TestResult {
    let mut desk = TestDesk::week()?;
    let chosen = desk.model.view.chosen;
    desk.keys("?")?;
    click(&mut desk, "besluit P")?;
    let option = match desk.model.view.layers.last() {
        Some(Layer::Picker(picker)) => picker.chosen().map(|o| o.text.clone()),
        _ => None,
    };
    assert_eq!(option.as_deref(), Some("besluit P"));
    assert_eq!(desk.model.view.chosen, chosen);
    // The wheel is an arrow.
    desk.mouse(MouseInput { act: MouseAct::WheelDown, column: 0, row: 0 });
    let Some(Layer::Picker(picker)) = desk.model.view.layers.last() else { return Err("gesloten".into()) };
    assert_eq!(picker.chosen().map(|o| o.text.as_str()), Some("besluit A"));
    Ok(())
}

#[test]
fn what_stands_between_list_and_case_is_dragged_and_stays_in_bounds() -> TestResult {
    let mut desk = TestDesk::week()?.sized(140, 45);
    let at = |act, column| MouseInput { act, column, row: 30 };
    desk.draw();
    desk.mouse(at(MouseAct::Press, 76));
    for (to, expected) in [(90, 90), (139, 89), (3, 50), (60, 60)] {
        desk.mouse(at(MouseAct::Drag, to));
        let text = desk.text();
        let rule = text.lines().nth(30).and_then(|line| line.chars().position(|c| c == '│'));
        assert_eq!(rule, Some(expected.min(89)), "{to}\n{text}");
    }
    desk.mouse(at(MouseAct::Release, 60));
    desk.mouse(at(MouseAct::Drag, 100));
    assert_eq!(desk.model.view.list_width, Some(60));
    Ok(())
}

#[test]
fn the_bell_is_silent_only_for_who_looks() -> TestResult {
    for (window, key, expected) in [
        (None, true, Bell::Rings),
        (Some(Window::Front), true, Bell::Silent),
        (Some(Window::Front), false, Bell::Rings),
        (Some(Window::Behind), true, Bell::Rings),
    ] {
        let mut desk = TestDesk::week()?;
        for _ in 0..4 {
            desk.keys("s")?;
            desk.after(chrono::Duration::seconds(2));
        }
        if let Some(window) = window {
            desk.send(Msg::Window(window));
        }
        // The terms of that night ring again within the hour.
        let mut heard = BTreeSet::new();
        for _ in 0..90 {
            desk.after(chrono::Duration::seconds(40));
            if key {
                desk.keys("j")?;
            }
            let bells = desk.requested.drain(..).filter_map(|effect| match effect {
                Effect::Alarm(alarm) => Some(alarm.bell == Bell::Rings),
                _ => None,
            });
            heard.extend(bells);
        }
        assert_eq!(heard, BTreeSet::from([expected == Bell::Rings]), "{window:?} {key}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Wherever it is pressed, turned or dragged, also over what lies on top: nothing comes in the log.
    #[test]
    fn no_click_records_anything(
        acts in prop::collection::vec((0usize..5, 0u16..220, 0u16..70), 1..12),
        keys in prop::sample::select(vec!["", "<enter>", "?", "0", "w", "<f9>", "noost"]),
        size in prop::sample::select(vec![(60u16, 15u16), (80, 24), (140, 45), (200, 60)]),
    ) {
        let failed = |e: piket::domain::error::Error| TestCaseError::fail(e.to_string());
        let mut desk = TestDesk::week().map_err(failed)?.sized(size.0, size.1);
        desk.keys(keys).map_err(failed)?;
        let log = desk.fake_store.log.len();
        for (act, column, row) in acts {
            desk.draw();
            let act = [MouseAct::Press, MouseAct::Drag, MouseAct::Release, MouseAct::WheelUp, MouseAct::WheelDown][act];
            desk.mouse(MouseInput { act, column, row });
        }
        desk.draw();
        prop_assert_eq!(desk.fake_store.log.len(), log);
    }
}
