//! The countdowns on screen: they count down, turn late and count up, and the screen is never stale
//! between two wake-ups.

use chrono::Duration;
use piket::desk::{ops::wake, update::wake_at};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

/// What is left for a case of the list, as its column says it.
fn state(desk: &mut TestDesk, zaak: &str) -> String {
    let line = desk
        .text()
        .lines()
        .find(|r| r.starts_with('▸') && r.contains(&format!("{zaak} ")))
        .unwrap_or_default()
        .to_owned();
    line.chars().skip(55).take(14).collect::<String>().trim().to_owned()
}

#[test]
fn a_term_counts_down_turns_late_and_counts_up() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("G", "FPC Pompestichting")?;
    let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
    assert_eq!(zaak.to_string(), "2026-W47-01");
    for (seconds, expected, sign) in [
        (-50 * 60, "50 min", ">  "),
        (-15 * 60 - 1, "16 min", ">  "),
        (-15 * 60, "15 min", "!  "),
        (-1, "1 s", "!  "),
        (0, "te laat", "!! "),
        (1, "1 s te laat", "!! "),
        (3599, "59 min te laat", "!! "),
        (3600, "1 u te laat", "!! "),
        (90_000, "1 d te laat", "!! "),
    ] {
        desk.at(due.plus(Duration::seconds(seconds)));
        assert_eq!(state(&mut desk, "01"), expected, "{seconds}\n{}", desk.text());
        assert!(desk.text().contains(&format!("\n▸{sign}")), "{}", desk.text());
    }
    Ok(())
}

/// However long the words for what is left, the clock beside them stands there whole.
#[test]
fn no_time_is_cut_for_the_words_beside_it() -> TestResult {
    for (rij, width) in [("G", 80), ("G", 100), ("6", 80), ("6", 70)] {
        let mut desk = TestDesk::empty()?.sized(width, 24);
        desk.zaak(rij, "FPC Pompestichting")?;
        let due = desk.model.view.first_countdown().map(|k| k.due).ok_or("geen klok")?;
        for seconds in [75, 88, 3599, 4 * 3600 + 20 * 60, 11 * 3600 + 59 * 60, -75, -11 * 3600] {
            desk.at(due.plus(Duration::seconds(seconds)));
            let clock = due.as_termijn_from(desk.model.view.now);
            let screen = desk.text();
            let line = screen.lines().find(|line| line.starts_with('▸')).unwrap_or_default().trim_end().to_owned();
            assert!(line.ends_with(&clock) || line.ends_with(&format!("{clock} ┃")), "{seconds} {clock}\n{screen}");
        }
    }
    Ok(())
}

/// The screens on which something moves with the clock.
const SCREENS: [&str; 6] = ["", "1", "w", "n", "p", "3<enter>"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// The loop sleeps until `wake_at`: nothing on screen may change before that, and what has
    /// changed by then must ask to be drawn.
    #[test]
    fn nothing_visible_changes_before_the_wake_up(
        ms in 0i64..40 * 3_600_000,
        around in prop::option::of((0usize..40, -3_700_000i64..3_700_000)),
        screen in 0usize..SCREENS.len(),
        pick in 0usize..20,
    ) {
        let mut desk = TestDesk::week().map_err(|f| TestCaseError::fail(f.to_string()))?.sized(140, 45);
        let countdown = around.and_then(|(i, ms)| {
            let all: Vec<_> = desk.model.running().map(|k| k.due).collect();
            all.get(i % all.len().max(1)).map(|u| u.plus(Duration::milliseconds(ms)))
        });
        let now = countdown.filter(|k| *k > desk.model.view.now).unwrap_or_else(|| desk.model.view.now.plus(Duration::milliseconds(ms)));
        desk.at(now);
        let item = desk.model.view.list.get(pick % desk.model.view.list.len()).copied();
        desk.model.view.choose(item);
        desk.keys(SCREENS[screen]).map_err(|f| TestCaseError::fail(f.to_string()))?;
        for _ in 0..4 {
            let before = desk.picture();
            let (now, wake) = (desk.model.view.now, wake_at(&desk.model));
            prop_assert!(wake > now && wake <= now.plus(Duration::seconds(30)), "{now} {wake}");
            prop_assert_eq!(wake, wake::next(&desk.model));
            let just_before = wake.plus(Duration::milliseconds(-1));
            if just_before > now {
                desk.at(just_before);
                let after = desk.picture();
                prop_assert!(before == after, "{} en {}\n{}\n{}", now.log_form(), just_before.log_form(), before, after);
            }
            desk.at(wake);
            if !desk.model.dirty {
                let after = desk.picture();
                prop_assert!(before == after, "niet getekend om {}\n{}\n{}", wake.log_form(), before, after);
            }
        }
    }
}
