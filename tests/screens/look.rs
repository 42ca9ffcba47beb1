//! How a screen looks: on the ground that the terminal told, in the signs it has, and without moving by itself.

use ratatui::style::Modifier;

use crate::desk::{TestDesk, TestResult, compare};
use chrono::Duration;
use piket::{
    desk::{effect::Effect, state::motion::Motion, update::wake_at},
    ui::{
        ascii::SignSet,
        look::{BackdropSource, Look},
        theme::{Backdrop, Rgb},
    },
};

/// What leads to every kind of screen.
const SCREENS: [&str; 12] =
    ["", "<enter>", "2", "3", "4", "w", "?", ":", "0", "0<tab>", "noost<tab>brand in één kamer", "F"];

#[test]
fn in_ascii_every_screen_says_the_same_in_signs_that_every_terminal_has() -> TestResult {
    let ascii = Look { signs: SignSet::Ascii, ..Look::default() };
    for (width, height) in [(80, 24), (140, 45), (200, 60)] {
        for keys in SCREENS {
            let mut plain = TestDesk::week()?.sized(width, height).look(ascii);
            let mut full = TestDesk::week()?.sized(width, height);
            plain.choose_rij("G")?;
            full.choose_rij("G")?;
            plain.keys(keys)?;
            full.keys(keys)?;
            let (plain, full) = (plain.text(), full.text());
            assert!(plain.is_ascii(), "{keys}\n{plain}");
            for (one, two) in plain.lines().zip(full.lines()) {
                assert_eq!(one.chars().count(), two.chars().count(), "{one}\n{two}");
                // What was ASCII stays what it was, and every other sign has a likeness.
                let kept = |(a, b): (char, char)| a == b || (!b.is_ascii() && a != '?');
                assert!(one.chars().zip(two.chars()).all(kept), "{one}\n{two}");
            }
        }
    }
    let mut desk = TestDesk::week()?.look(ascii);
    desk.keys("0")?;
    compare("ascii-vooruitblik-80x24", &desk.text());
    Ok(())
}

#[test]
fn the_ground_is_the_terminals_to_tell_unless_it_was_set() {
    let white = Rgb { red: 255, green: 255, blue: 255 };
    let mut asks = Look { source: BackdropSource::Terminal, ..Look::default() };
    assert!(asks.take(white) && asks.ground == Backdrop::Light);
    assert!(!asks.take(white), "twice the same is no news");
    let mut set = Look::default();
    assert!(!set.take(white) && set.ground == Backdrop::Dark);
}

/// An hour in which terms turn late: what stands on the screen changes once a minute and shows no seconds; an alarm is
/// there in the second it goes.
#[test]
fn a_screen_that_stands_still_changes_once_a_minute_and_rings_at_once() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.motion = Motion::Still;
    desk.after(Duration::seconds(40));
    let (end, mut changed, mut rang) = (desk.model.view.now.plus(Duration::hours(1)), 0, false);
    let mut last = desk.text();
    desk.requested.clear();
    while desk.model.view.now < end {
        desk.at(wake_at(&desk.model));
        let rings = desk.requested.drain(..).any(|effect| matches!(effect, Effect::Alarm(_)));
        rang |= rings;
        let text = desk.text();
        let words: Vec<&str> = text.split_whitespace().collect();
        let counts = |pair: &[&str]| matches!(pair, [n, "s"] if n.bytes().all(|b| b.is_ascii_digit()));
        assert!(!words.windows(2).any(counts), "{text}");
        changed += usize::from(text != last && !rings);
        last = text;
    }
    assert!(rang && (40..=61).contains(&changed), "{changed}");
    Ok(())
}

/// For who has the screen read out: wherever a line is marked as chosen, the cursor of the terminal is on it.
#[test]
fn the_cursor_of_the_terminal_stands_on_what_is_chosen() -> TestResult {
    for (width, height) in [(80, 24), (140, 45)] {
        for keys in [
            "",
            "jjj",
            "<enter>",
            "<enter>j",
            "2",
            "3",
            "3j",
            "4",
            "w",
            "?jj",
            ":wegen",
            "0",
            "0jj<tab>G",
            "*<omlaag>",
            "r",
            "vj",
            "c",
        ] {
            let mut desk = TestDesk::week()?.sized(width, height);
            desk.choose_rij("G")?;
            desk.keys(keys)?;
            let picture = desk.picture();
            let at = picture.split_once("~~~ cursor ").and_then(|(_, rest)| rest.lines().next()).unwrap_or_default();
            let row: u16 = at.split_once(',').and_then(|(_, row)| row.parse().ok()).ok_or("geen cursor")?;
            let buffer = desk.draw();
            let marked = |y: u16| {
                let reversed = |x: &u16| buffer.cell((*x, y)).is_some_and(|c| c.modifier.contains(Modifier::REVERSED));
                y != 1 && (0..width).filter(reversed).count() > 20
            };
            let rows: Vec<u16> = (0..height).filter(|y| marked(*y)).collect();
            // The lowest is on top of the others where a list lies over the desk.
            assert!(rows.is_empty() || rows.contains(&row), "{width} {keys} {row} {rows:?}\n{picture}");
        }
    }
    Ok(())
}
