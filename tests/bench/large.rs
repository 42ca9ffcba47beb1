//! Measures what years of service do to the store: opening it and recording in it, beside an empty
//! store, in turn and in one run. Prints figures and ratios; `cargo bench --bench large` runs it. The full one takes
//! minutes to fill: with a folder in `PIKET_GROOT` it is kept there and used again.

mod processor;
mod stats;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::{Duration as Time, Instant},
};

use chrono::Duration;
use piket::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        feit::{FeitStatus, Topic},
        ids::{Piketweek, WeekStart, Zaaknummer},
        inrichting::Plek,
        moment::Moment,
        passphrase::Passphrase,
        rulebook_stamp::RulebookStamp,
        step::{Step, StepState},
        termijn_kind::Kalender,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::event::{LogEvent, NewEvent},
    rules::book::Rulebook,
    store::{Access, Store, StoreKind, Unlock, open},
};
use stats::{Table, median, number, percentile};
use tempfile::TempDir;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ZAKEN: u32 = 100_000;
/// Entries per case.
const LINES: u32 = 10;
/// So many cases are recorded in one transaction.
const BATCH: usize = 1_000;
/// So many times each store is opened, in turn.
const OPENINGS: usize = 20;
/// So many entries are recorded in each, in turn.
const APPENDS: usize = 200;
/// Says beside the store that it was filled whole.
const FILLED: &str = "gevuld";

/// So many times each key of a search is asked.
const SEARCHES: usize = 20;
/// As many as the desk asks for.
const FOUND: usize = 60;
/// What is typed letter by letter: in every case, in some, in one, in none, and more words that each are in many.
const TYPED: [&str; 8] = [
    "onrust op de afdeling",
    "kijvelanden",
    "datalek",
    "nummer 99999",
    "2026-w4",
    "gebeld politie gesloten",
    "rij 6 zo afgesproken",
    "xyzzy",
];

fn main() -> Result<()> {
    let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
    let (empty, passing) = (TempDir::new()?, TempDir::new()?);
    let full = std::env::var_os("PIKET_GROOT").map_or_else(|| passing.path().to_owned(), PathBuf::from);
    let folders = [empty.path(), full.as_path()];
    create(empty.path(), now)?.close()?;
    if !full.join(FILLED).exists() {
        eprintln!("Recording {} entries …", ZAKEN * LINES);
        let start = Instant::now();
        fs::create_dir_all(&full)?;
        let mut store = create(&full, now)?;
        fill(&mut store, now)?;
        store.close()?;
        fs::write(full.join(FILLED), "")?;
        eprintln!("{:.0} s", start.elapsed().as_secs_f64());
    }

    println!("\nA store with {ZAKEN} cases and {} entries against an empty one\n", ZAKEN * LINES);
    for measure in [search, open_all, append] {
        let mut table = Table::with_columns("empty", "full");
        measure(&mut table, folders, now)?;
        print!("{table}");
    }
    Ok(())
}

/// As the desk does: from the passphrase on.
fn create(folder: &Path, now: Moment) -> Result<Store> {
    let passphrase = Passphrase::new("paard boter maan sok");
    Ok(open(folder, Access::Write, Some(StoreKind::Real), Unlock::Passphrase(&passphrase), now)?)
}

/// Ten years of cases, all closed but the last twenty.
fn fill(store: &mut Store, now: Moment) -> Result<()> {
    let stamp = RulebookStamp { version: "1".to_owned(), hash: "0".repeat(64) };
    let between = Duration::days(3_650) / i32::try_from(ZAKEN)?;
    let (mut week_was, mut sequence) = (None, 0);
    let mut batch = Vec::new();
    for i in 0..ZAKEN {
        let at = now.plus(-Duration::days(3_650)).plus(between * i32::try_from(i)?);
        let week = Piketweek::from(at, WeekStart::default());
        sequence = if week_was == Some(week) { sequence + 1 } else { 1 };
        week_was = Some(week);
        let zaak = Zaaknummer { week, sequence };
        let text = |what: &str| Vertrouwelijk::new(&format!("{what} nummer {i}"));
        let plek = Some(Plek::Known("FPC De Kijvelanden".to_owned()));
        let feit = |feit, topic, what: &str| LogEvent::FeitNoted {
            zaak,
            feit,
            topic,
            text: text(what),
            source: Vertrouwelijk::new("telefoon"),
            status: FeitStatus::Reported,
            happened: None,
            asked: None,
        };
        let rij = Rulebook::built_in().rijen().map(|r| r.nr).nth(usize::try_from(i % 23)?);
        let reason = || Vertrouwelijk::new("zo afgesproken");
        let events = [
            LogEvent::ZaakOpened { zaak, inrichting: plek, rulebook: stamp.clone(), kalender: Kalender::CaoRijk },
            LogEvent::TimeSet { zaak, time: TimeKind::Voorval, moment: Some(at), by_hand: None },
            LogEvent::TimeSet { zaak, time: TimeKind::Called, moment: Some(at), by_hand: None },
            LogEvent::RijChosen { zaak, rij, reason: reason(), rulebook: stamp.clone() },
            feit(1.into(), Topic::Event, "Er was onrust op de afdeling"),
            feit(2.into(), Topic::Measures, "De afdeling is gesloten"),
            LogEvent::WeegvraagAnswered { zaak, question: "G1".into(), answer: Some(Answer::No) },
            LogEvent::BesluitTaken {
                zaak,
                about: BesluitKind::P,
                choice: Some(YesNo::No),
                reason: reason(),
                ground: None,
            },
            LogEvent::StepSet {
                zaak,
                step: Step::CalledBack,
                state: StepState::Done,
                reason: reason(),
                timed: None,
                ground: None,
            },
            if i + 20 < ZAKEN {
                LogEvent::ZaakClosed { zaak }
            } else {
                feit(3.into(), Topic::Police, "De politie is gebeld")
            },
        ];
        batch.extend(events.map(|event| NewEvent { occurred_at: at, event }));
        if batch.len() >= BATCH * usize::try_from(LINES)? || i + 1 == ZAKEN {
            store.write(at, "proef", &batch, &[])?;
            batch.clear();
        }
    }
    Ok(())
}

fn milliseconds(duration: Time) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// From the passphrase to a loaded desk, and what of that is the store's own part: with the key at hand.
fn open_all(table: &mut Table, folders: [&Path; 2], now: Moment) -> Result<()> {
    let (mut whole, mut part) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..OPENINGS {
        for (folder, (whole, part)) in folders.iter().zip(whole.iter_mut().zip(&mut part)) {
            let start = Instant::now();
            let store = create(folder, now)?;
            let desk = store.load_open()?;
            whole.push(milliseconds(start.elapsed()));
            drop(desk);
            let key = store.key();
            store.close()?;
            let start = Instant::now();
            let store = open(folder, Access::Write, None, Unlock::from(key.as_ref()), now)?;
            let desk = store.load_open()?;
            part.push(milliseconds(start.elapsed()));
            drop(desk);
            store.close()?;
        }
    }
    for (what, [empty, full]) in [("passphrase to loaded desk", whole), ("key to loaded desk", part)] {
        table.heading(&format!("{what}, {OPENINGS} times in turn (ms)"));
        table.line("median", median(&empty), median(&full), Some(2.0));
    }
    Ok(())
}

/// From a key of a search to what it found, for each key of what is typed.
fn search(table: &mut Table, folders: [&Path; 2], now: Moment) -> Result<()> {
    let [empty, full] = [create(folders[0], now)?, create(folders[1], now)?];
    table.heading(&format!("a key of a search to its answer, {SEARCHES} times in turn (ms on the processor)"));
    let mut all = [Vec::new(), Vec::new()];
    for typed in TYPED {
        let mut times = [Vec::new(), Vec::new()];
        let ends = typed.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for text in ends.filter_map(|end| typed.get(..end)) {
            for _ in 0..SEARCHES {
                for (store, times) in [&empty, &full].into_iter().zip(&mut times) {
                    let start = processor::spent();
                    store.search(text, FOUND)?;
                    times.push(milliseconds(processor::spent().saturating_sub(start)));
                }
            }
        }
        let [here, there] = &times;
        table.line(&format!("p99 of «{typed}»"), percentile(here, 99), percentile(there, 99), None);
        all.iter_mut().zip(times).for_each(|(all, times)| all.extend(times));
    }
    let [here, there] = &all;
    table.line("p50 of all", median(here), median(there), None);
    table.line("p99 of all", percentile(here, 99), percentile(there, 99), None);
    empty.close()?;
    full.close()?;
    Ok(())
}

/// From a fact to its commit.
fn append(table: &mut Table, folders: [&Path; 2], now: Moment) -> Result<()> {
    let mut times = [Vec::new(), Vec::new()];
    let [mut empty, mut full] = [create(folders[0], now)?, create(folders[1], now)?];
    // A store that is used again has the cases of the times before.
    let week = Piketweek::from(now.plus(Duration::weeks(1)), WeekStart::default());
    let zaak = full.load_open()?.next_zaak(week);
    let stamp = RulebookStamp { version: "1".to_owned(), hash: "0".repeat(64) };
    let opening = LogEvent::ZaakOpened { zaak, inrichting: None, rulebook: stamp, kalender: Kalender::CaoRijk };
    for store in [&mut empty, &mut full] {
        store.write(now, "proef", &[NewEvent { occurred_at: now, event: opening.clone() }], &[])?;
    }
    for i in 0..APPENDS {
        let event = LogEvent::StepSet {
            zaak,
            step: Step::Beeld,
            state: StepState::Waiting,
            reason: Vertrouwelijk::new(&format!("keer {i}")),
            timed: None,
            ground: None,
        };
        let new = [NewEvent { occurred_at: now, event }];
        for (store, times) in [&mut empty, &mut full].into_iter().zip(&mut times) {
            let start = Instant::now();
            store.write(now, "proef", &new, &[])?;
            times.push(milliseconds(start.elapsed()));
        }
    }
    table.heading(&format!("append to commit, {} times in turn (ms)", number(APPENDS)));
    let [empty_times, full_times] = &times;
    table.line("p50", median(empty_times), median(full_times), None);
    table.line("p95", percentile(empty_times, 95), percentile(full_times, 95), None);
    empty.close()?;
    full.close()?;
    Ok(())
}
