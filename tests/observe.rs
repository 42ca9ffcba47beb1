//! Two desks on one store: one writes, the other looks along, sees what was committed, records nothing,
//! and takes over when the first has gone, however it went.

mod common;

use std::{fs, os::unix::fs::PermissionsExt};

#[path = "observe/files.rs"]
mod files;
#[path = "observe/shell.rs"]
mod shell;

use common::{
    TestResult,
    environment::TestEnv,
    session::{NORMAL, WIDE},
};

const NOW: &str = "2026-12-13 20:10";

#[test]
fn a_second_desk_looks_along_and_takes_over() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut first = env.desk(NORMAL)?;
    first.wait("Klaar voor de dienst")?;
    let mut second = env.desk(WIDE)?;
    second.wait_for_line(&["meekijken: proces ", " schrijft"])?;
    first.keys("nkijv<tab>")?.wait("Bewaard als M0001")?;
    second.wait("M0001")?;
    // A key, a command of the palette and a verb in it: nothing is opened that could not be kept.
    for script in ["n", ":nieuwe melding<enter>", ":meld --nr 1<enter>", "o", "M"] {
        second.keys(script)?.wait_for_line(&["Deze desk kijkt mee; proces ", " schrijft."])?;
        // A line that was refused stays to be mended.
        if script.starts_with(":meld") {
            second.wait("› meld --nr 1")?.keys("<esc>")?.wait_until_gone("› meld --nr 1")?;
        }
        // Something else on the bottom line, so that the next refusal is a new one.
        second.keys(".")?.wait("in de lijst.")?.read();
    }
    // A verb is written by the desk that has the pen, and seen by the other.
    env.good(&["meld", "--nr", "1"])?;
    second.wait("NU DOEN 1")?.wait("Terugbellen")?;
    assert!(env.good(&["inbox"])?.starts_with("M0001"));
    second.keys("O")?.wait("Dat kan nog niet: proces ")?;
    first.keys("<esc>")?.leave()?;
    assert_eq!(first.end()?, 0);
    second.wait("meekijken: niemand schrijft, O neemt over")?.wait("De andere piket is gesloten. Met O")?;
    second.keys("O")?.wait("Deze desk schrijft nu.")?.wait_until_gone("meekijken")?;
    second.keys("o")?.wait("is geopend")?;
    assert!(env.good(&["meld", "--nr", "1"])?.starts_with("2026-W50-"));
    second.wait("Vanuit de shell: ")?;
    second.leave()?;
    assert_eq!(second.end()?, 0);
    assert!(env.good(&["incidenten"])?.contains("W50-01"));
    Ok(())
}

#[test]
fn a_desk_that_was_opened_to_read_never_writes() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut first = env.desk(NORMAL)?;
    first.wait("Klaar voor de dienst")?;
    let mut reader = env.desk_with(WIDE, &["--alleen-lezen"])?;
    reader.wait("alleen lezen")?;
    first.keys("nkijv<tab>")?.wait("Bewaard als M0001")?;
    reader.wait("M0001")?;
    first.keys("<esc>")?.leave()?;
    assert_eq!(first.end()?, 0);
    // Also when nobody else does.
    for script in ["n", ":meld --nr 1<enter>", "o"] {
        reader.keys(script)?.wait("er wordt niets vastgelegd")?;
        if script.starts_with(":meld") {
            reader.wait("› meld --nr 1")?.keys("<esc>")?.wait_until_gone("› meld --nr 1")?;
        }
        reader.keys(".")?.wait("in de lijst.")?.read();
    }
    reader.keys("O")?.wait("Start piket zonder --alleen-lezen om te schrijven.")?.read();
    assert!(env.refused(2, &["meld", "--nr", "1", "--alleen-lezen"])?.contains("niets vastgelegd"));
    assert!(env.good(&["inbox", "--alleen-lezen"])?.starts_with("M0001"));
    reader.leave()?;
    assert_eq!(reader.end()?, 0);
    Ok(())
}

#[test]
fn what_a_verb_records_is_seen_too() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut first = env.desk(NORMAL)?;
    first.wait("Klaar voor de dienst")?;
    let mut second = env.desk(WIDE)?;
    second.wait("meekijken: proces ")?;
    first.leave()?;
    assert_eq!(first.end()?, 0);
    let zaak = env.good(&["meld", "--nr", "1"])?;
    second.wait(&zaak)?;
    Ok(())
}

#[test]
fn the_lock_of_a_desk_that_was_killed_holds_nobody_up() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut first = env.desk(NORMAL)?;
    first.keys("nkijv<tab>")?.wait("Bewaard als M0001")?;
    let mut second = env.desk(WIDE)?;
    second.wait("meekijken: proces ")?;
    first.send_signal("KILL")?;
    first.end()?;
    second.wait("meekijken: niemand schrijft")?;
    let mut third = env.desk(NORMAL)?;
    third.wait("M0001")?;
    assert!(!third.screen().contains("meekijken"), "{}", third.screen());
    second.wait_for_line(&["meekijken: proces ", " schrijft"])?;
    Ok(())
}

#[test]
fn a_log_that_was_put_aside_is_not_written_any_more() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(WIDE)?;
    desk.keys("nkijv<tab>")?.wait("Bewaard als M0001")?;
    let mut second = env.desk(WIDE)?;
    second.wait("meekijken: proces ")?;
    fs::rename(env.data().join("piket.db"), env.data().join("weg.db"))?;
    desk.keys("rook<tab>")?.wait("is weggehaald of vervangen terwijl piket liep")?;
    second.wait("is weggehaald of vervangen")?;
    fs::rename(env.data().join("weg.db"), env.data().join("piket.db"))?;
    desk.wait("Bewaard als M0001")?;
    Ok(())
}

#[test]
fn a_desk_that_takes_over_where_nothing_can_be_written_says_why_and_goes_on_looking() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut first = env.desk(NORMAL)?;
    first.wait("Klaar voor de dienst")?;
    let mut second = env.desk_without_room(WIDE)?;
    second.wait("meekijken: proces ")?;
    first.leave()?;
    assert_eq!(first.end()?, 0);
    second.wait("meekijken: niemand schrijft, O neemt over")?;
    second.keys("O")?.wait("kan niet worden gebruikt")?;
    assert!(!second.screen().contains("Deze desk schrijft nu"), "{}", second.screen());
    second.keys("n")?.wait("neem met O eerst het schrijven over")?;
    // Whoever can write takes it all the same, and is followed.
    env.good(&["meld", "--nr", "1"])?;
    second.wait("W50-01")?.leave()?;
    // That somebody looked is all that was to be recorded.
    assert_eq!(second.end()?, 3);
    assert!(second.screen().contains("inzage"), "{}", second.screen());
    Ok(())
}

#[test]
fn a_store_that_cannot_be_written_is_shown_and_says_why() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "6"])?;
    let rights = |mode| -> TestResult {
        for part in [env.data().join("piket.db"), env.data().to_owned()] {
            fs::set_permissions(part, fs::Permissions::from_mode(mode))?;
        }
        Ok(())
    };
    rights(0o500)?;
    assert!(env.good(&["incidenten"])?.contains(&zaak));
    assert!(env.good(&["zoek", "W50"])?.contains(&zaak));
    let mut desk = env.desk(WIDE)?;
    desk.wait(&zaak)?.wait("is alleen-lezen. Deze desk kijkt mee.")?;
    desk.keys("n")?.wait("Deze desk kijkt mee")?;
    // Asked to take over it says at once why not, and goes on looking along.
    desk.keys(".")?.wait("in de lijst.")?.read();
    desk.keys("O")?.wait("Geef schrijfrechten")?.wait("meekijken")?;
    assert!(!desk.screen().contains("Deze desk schrijft nu"), "{}", desk.screen());
    desk.keys(".")?.wait("in de lijst.")?.keys("n")?.wait("neem met O eerst het schrijven over")?.read();
    // What can be written again is taken over by the same key.
    rights(0o700)?;
    desk.keys("O")?.wait("Deze desk schrijft nu.")?.wait_until_gone("meekijken")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert_ne!(env.good(&["meld", "--nr", "1"])?, zaak);
    Ok(())
}
