//! The wekkerboek on disk: written by whoever calls out, also beside a desk; each alarm ends once,
//! whoever is first; what was changed past the triggers is named; a rebuild gives what was there.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    alarm::wekkerboek::{AlarmTarget, TargetBasis, Tone, Wekkerboek, round},
    domain::{
        alarm::{AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, ChannelOutcome, Purpose},
        termijn_kind::TermijnKind,
        watch::{AlarmHost, Claim, Duty},
    },
    store::{Access, Store, Unlock, heartbeat, open, watcher},
};

use crate::support::{TestResult, for_writing, now, raw_connection};

fn for_reading(folder: &std::path::Path) -> piket::domain::error::Result<Store> {
    open(folder, Access::Read, None, Unlock::None, now())
}

/// The lines that plan the ladder of one term.
pub fn plan() -> Result<Vec<AlarmLine>, Box<dyn std::error::Error>> {
    let topic = AlarmTopic::Zaak { zaak: "2026-W47-01".parse()?, purpose: Purpose::Termijn(TermijnKind::of("mbv")) };
    let due = now().plus(Duration::hours(3));
    let target = AlarmTarget {
        topic,
        due,
        too_late_at: due,
        rungs: vec![60, 15, 0],
        repeat: 15,
        tone: Tone::Loud,
        loud_from: None,
        is_running: true,
        under: None,
        basis: TargetBasis::Now,
    };
    Ok(round(&Wekkerboek::default(), &[target], &BTreeSet::new(), None, now()).alarm_lines)
}

fn fired(point: AlarmPoint) -> AlarmLine {
    AlarmLine::Fired { point, at: now(), channels: vec![(AlarmChannel::Bell, ChannelOutcome::Sent)] }
}

#[test]
fn two_programs_write_one_book_and_an_alarm_ends_once() -> TestResult {
    let folder = tempfile::tempdir()?;
    let (mut desk, plan) = (for_writing(folder.path())?, plan()?);
    assert_eq!(desk.wake(now(), AlarmHost::Desk, &plan)?.open().len(), 3);
    let mut watch = for_reading(folder.path())?;
    let first = watch.wekkerboek()?.open().keys().next().copied().ok_or("niets gepland")?;
    // Both think that they rang it: the first one did.
    watch.wake(now(), AlarmHost::Watch, &[fired(first)])?;
    let book = desk.wake(now(), AlarmHost::Desk, &[fired(first)])?;
    assert_eq!((book.tally().fired, book.open().len(), book.matches()), (1, 2, true));
    assert_eq!(book, watch.wekkerboek()?);
    let lines = desk.wekkerboek_lines(None)?;
    let by: Vec<(u64, &str)> = lines.iter().map(|r| (r.seq, r.by.as_str())).collect();
    assert_eq!(by, [(1, "desk"), (2, "desk"), (3, "desk"), (4, "wacht")]);
    // The guard of a reading store is back: it writes nothing else.
    assert!(watch.rebuild().is_err());
    assert_eq!((desk.check_wekkerboek()?.lines, desk.check_wekkerboek()?.errors), (4, vec![]));
    assert_eq!(desk.rebuild()?.differences, 0);
    Ok(())
}

/// A line of a kind, or with a word, that only a later program knows is no damage.
#[test]
fn a_line_of_a_later_program_is_said_to_be_that() -> TestResult {
    for (from, to) in [("\"gepland\"", "\"doorgebeld\""), ("\"minuten\"", "\"maanden\"")] {
        let folder = tempfile::tempdir()?;
        let mut desk = for_writing(folder.path())?;
        desk.wake(now(), AlarmHost::Desk, &plan()?)?;
        desk.close()?;
        let raw = raw_connection(folder.path())?;
        raw.execute_batch("DROP TRIGGER wekker_vast")?;
        raw.execute("UPDATE wekker SET regel = replace(regel, ?1, ?2) WHERE seq = 2", [from, to])?;
        drop(raw);
        let desk = for_reading(folder.path())?;
        let said = desk.wekkerboek_lines(None).err().ok_or("gelezen")?;
        assert!(said.sentence.starts_with("Wekkerregel 2 is van een nieuwere piket"), "{said}");
        let found = desk.check_wekkerboek()?.errors;
        assert!(found.iter().any(|error| error.sentence == said.sentence), "{found:?}");
        assert!(!found.iter().any(|error| error.seq == 2 && error.sentence.contains("past niet")), "{found:?}");
    }
    Ok(())
}

#[test]
fn the_lease_has_one_holder_and_comes_free_with_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    assert_eq!(desk.keep_watch(now(), Claim::Free, None).duty, Duty::Here);
    let mut watch = for_reading(folder.path())?;
    let who = watcher(folder.path())?;
    assert_eq!(watch.keep_watch(now(), Claim::Free, None).duty, Duty::Elsewhere(who));
    // Who takes the pen over keeps the lease; who closes gives it up.
    drop(desk);
    assert_eq!(watch.keep_watch(now(), Claim::Free, None).duty, Duty::Here);
    watch.take_over(now())?;
    assert_eq!(for_reading(folder.path())?.keep_watch(now(), Claim::Free, None).duty, Duty::Elsewhere(who));
    assert_eq!(watch.keep_watch(now(), Claim::Free, None).duty, Duty::Here);
    // The book is handed over once, and again when somebody else wrote in it.
    assert_eq!(watch.keep_watch(now(), Claim::Free, None).book, None);
    for_reading(folder.path())?.wake(now(), AlarmHost::Command, &plan()?)?;
    assert!(watch.keep_watch(now(), Claim::Free, None).book.is_some_and(|b| b.open().len() == 3));
    Ok(())
}

#[test]
fn a_desk_claims_the_lease_of_one_that_reaches_nobody_and_keeps_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    let (mut watch, mut desk) = (for_writing(folder.path())?, for_reading(folder.path())?);
    assert_eq!(watch.keep_watch(now(), Claim::Free, None).duty, Duty::Here);
    assert_eq!(desk.keep_watch(now(), Claim::Claimed, None).duty, Duty::Here);
    let elsewhere = |duty| matches!(duty, Duty::Elsewhere(_));
    for _ in 0..3 {
        assert!(elsewhere(watch.keep_watch(now(), Claim::Free, None).duty));
    }
    assert_eq!(desk.keep_watch(now(), Claim::Free, None).duty, Duty::Here);
    Ok(())
}

#[test]
fn the_sign_of_life_names_the_next_alarm_as_soon_as_it_is_another() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    for next in [None, Some(now().plus(Duration::hours(1))), None] {
        desk.keep_watch(now(), Claim::Free, next);
        assert_eq!(heartbeat(folder.path()).map(|h| h.next), Some(next));
    }
    Ok(())
}

#[test]
fn a_sign_of_life_that_says_nothing_else_is_given_by_the_time_of_its_file() -> TestResult {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let inode = || std::fs::metadata(folder.path().join("piket.hartslag")).map(|file| file.ino());
    let (mut now, next) = (now(), Some(now().plus(Duration::hours(3))));
    desk.keep_watch(now, Claim::Free, next);
    let written = inode()?;
    // A clock that is put back is a sign of life too.
    for seconds in [30, 31, 40, -7_200, 60] {
        now = now.plus(Duration::seconds(seconds));
        desk.keep_watch(now, Claim::Free, next);
        assert_eq!((heartbeat(folder.path()).map(|h| h.at), inode()?), (Some(now), written), "{seconds}");
    }
    std::fs::remove_file(folder.path().join("piket.hartslag"))?;
    now = now.plus(Duration::seconds(30));
    desk.keep_watch(now, Claim::Free, next);
    assert_eq!(heartbeat(folder.path()).map(|h| (h.at, h.next)), Some((now, next)));
    Ok(())
}

#[test]
fn who_calls_out_is_known_also_where_the_sign_of_life_and_the_book_are_not() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    desk.wake(now(), AlarmHost::Desk, &plan()?)?;
    drop(desk);
    let mut desk = for_writing(folder.path())?;
    std::fs::create_dir(folder.path().join("piket.hartslag.deel"))?;
    let news = desk.keep_watch(now(), Claim::Free, None);
    assert_eq!(news.duty, Duty::Here);
    assert!(news.complaint.is_some() && news.book.is_some_and(|b| b.open().len() == 3));
    raw_connection(folder.path())?.execute_batch("UPDATE wekstand SET seq = seq + 1, boek = 'weg'")?;
    for _ in 0..2 {
        let news = desk.keep_watch(now(), Claim::Free, None);
        assert_eq!((news.duty, news.book), (Duty::Here, None));
        assert!(news.complaint.is_some());
    }
    Ok(())
}

#[test]
fn the_book_refuses_every_change_and_names_one_made_past_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    for_writing(folder.path())?.wake(now(), AlarmHost::Desk, &plan()?)?;
    for sql in [
        "UPDATE wekker SET door = 'ander'",
        "DELETE FROM wekker WHERE seq = 3",
        "INSERT INTO wekker SELECT 5, op, door, regel, vorige, hash FROM wekker WHERE seq = 3",
        "INSERT OR REPLACE INTO wekker SELECT 2, op, door, regel, vorige, hash FROM wekker WHERE seq = 1",
    ] {
        assert!(raw_connection(folder.path())?.execute_batch(sql).is_err(), "{sql}");
    }
    let open = "DROP TRIGGER wekker_vast; DROP TRIGGER wekker_blijft; DROP TRIGGER wekker_sluit_aan;";
    for sql in [
        "UPDATE wekker SET op = '2026-01-01T00:00:00.000Z' WHERE seq = 2",
        "DELETE FROM wekker WHERE seq = 2",
        "DELETE FROM wekker WHERE seq = 3",
        "UPDATE wekstand SET boek = replace(boek, '\"gepland\":3', '\"gepland\":2')",
    ] {
        let folder = tempfile::tempdir()?;
        for_writing(folder.path())?.wake(now(), AlarmHost::Desk, &plan()?)?;
        raw_connection(folder.path())?.execute_batch(&format!("{open}{sql}"))?;
        let mut store = for_writing(folder.path())?;
        assert!(!store.check_wekkerboek()?.errors.is_empty(), "{sql}");
        if sql.starts_with("UPDATE wekstand") {
            assert_eq!(store.rebuild()?.differences, 1);
            assert_eq!(store.check_wekkerboek()?.errors, []);
        }
    }
    Ok(())
}
