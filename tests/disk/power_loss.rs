//! The power goes at every kind of moment of a night: while a store is made, entries and drafts are
//! recorded, the write-ahead log is emptied, a copy is made and one is put back. The night is written
//! once and its trace cut off wherever chance says; what had been acknowledged is there afterwards.

use std::{
    env,
    io::Write,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use piket::{
    domain::{
        draft::DraftKind, error::Result, ids::Zaaknummer, moment::Moment, passphrase::Passphrase,
        rulebook_stamp::RulebookStamp, termijn_kind::Kalender, text::Vertrouwelijk,
    },
    log::event::{LogEvent, NewEvent},
    store::{
        Access, StopSign, Store, StoreKey, StoreKind, Unlock,
        backup::{BackupOutcome, When, create, list, restore},
        open, unlock,
    },
};

use crate::{
    common::{Failure, TestResult, environment::PASSPHRASE},
    drawer::{Drawer, library},
    platters::{Platters, Rng},
};

const COMMAND: &str = "PIKET_PROEF_NACHT";
const KIND: &str = "PIKET_PROEF_SOORT";
/// So many entries, a copy after so many, and a new opening after so many.
const LINES: u64 = 40;
const COPY_AT: u64 = 25;
const CLOSE_AT: u64 = 32;
/// So many times the power goes.
const POWER_LOSSES: usize = 160;

fn now() -> Result<Moment> {
    Moment::from_rfc3339("2026-11-22T01:10:00Z")
}

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.trim_end())
}

fn say(text: &str) -> TestResult {
    let mut out = std::io::stdout();
    out.write_all(format!("{text}\n").as_bytes())?;
    Ok(out.flush()?)
}

/// Not a test of its own: the writing half, which the tests below start as a child.
#[test]
fn night() -> TestResult {
    let Some(folder) = env::var_os(COMMAND).map(PathBuf::from) else { return Ok(()) };
    let passphrase = passphrase();
    let (kind, with) = match env::var(KIND).as_deref() {
        Ok("echt") => (StoreKind::Real, Unlock::Passphrase(&passphrase)),
        _ => (StoreKind::Demo, Unlock::None),
    };
    let mut store = open(&folder, Access::Write, Some(kind), with, now()?)?;
    let mut copy = None;
    let zaak: Zaaknummer = "2026-W47-01".parse()?;
    for seq in 1..=LINES {
        let event = if seq == 1 {
            let rulebook = RulebookStamp { version: "2026-1".to_owned(), hash: "ab".repeat(32) };
            LogEvent::ZaakOpened { zaak, inrichting: None, rulebook, kalender: Kalender::CaoRijk }
        } else {
            let text = Vertrouwelijk::new(&"tijdens het typen ".repeat(usize::try_from(seq)?));
            LogEvent::DraftSaved {
                zaak,
                draft: DraftKind::Piketmelding,
                version: u32::try_from(seq)?,
                text,
                reach: None,
            }
        };
        store.write(now()?, "kind", &[NewEvent { occurred_at: now()?, event }], &[])?;
        say(&format!("bevestigd {seq}"))?;
        if seq == COPY_AT {
            let (BackupOutcome::New(name) | BackupOutcome::Unchanged(name)) =
                create(&folder, store.unlock(), now()?, NonZeroUsize::MIN, When::Always, &StopSign::default())?;
            copy = Some(name);
            say("kopie")?;
        }
        if seq == CLOSE_AT {
            let key = store.key();
            store.close()?;
            store = open(&folder, Access::Write, None, Unlock::from(key.as_ref()), now()?)?;
        }
    }
    store.close()?;
    say("terugzetten")?;
    restore(&folder, copy.ok_or(Failure("geen kopie".to_owned()))?, with, now()?)?;
    say("teruggezet")
}

/// How far the program said it was.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    confirmed: u64,
    copy: bool,
    started: bool,
    back: bool,
}

impl Said {
    fn hear(&mut self, text: &str) -> TestResult {
        for line in text.lines() {
            match line.trim() {
                "kopie" => self.copy = true,
                "terugzetten" => self.started = true,
                "teruggezet" => self.back = true,
                different => {
                    if let Some(seq) = different.strip_prefix("bevestigd ") {
                        self.confirmed = seq.parse()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a log of so many entries is what was promised.
    fn matches(self, entries: u64) -> bool {
        match (self.started, self.back) {
            (_, true) => entries == COPY_AT,
            (true, false) => entries == COPY_AT || entries == LINES,
            (false, false) => (self.confirmed..=LINES).contains(&entries),
        }
    }
}

/// What is left after the power went, judged as the next start does.
fn after(folder: &Path, key: Option<&StoreKey>, said: Said) -> TestResult {
    let with = Unlock::from(key);
    let opened = open(folder, Access::Write, None, with, now()?);
    let store: Store = match opened {
        Ok(store) => store,
        // Nothing was promised yet.
        Err(_) if said.confirmed == 0 => return Ok(()),
        Err(error) => return Err(Failure(error.to_string())),
    };
    let chain = store.check()?;
    assert_eq!(chain.errors, []);
    assert!(said.matches(chain.entries), "{} regels na {said:?}", chain.entries);
    store.close()?;
    let copies = list(folder, with)?;
    assert!(copies.iter().all(|k| k.state.is_ok()), "{copies:?}");
    assert!(!said.copy || copies.iter().any(|k| k.name.seq == COPY_AT), "the copy is gone");
    Ok(())
}

fn trial(kind: &str) -> TestResult {
    let Some(library) = library() else { return Ok(()) };
    let dir = tempfile::tempdir()?;
    let dir = dir.path().canonicalize()?;
    let folder = dir.join("nacht");
    std::fs::create_dir(&folder)?;
    let drawer = Drawer::around(&folder, dir.join("spoor"));
    let mut child = Command::new(env::current_exe()?);
    child
        .args(["power_loss::night", "--exact", "--nocapture"])
        .env(COMMAND, &folder)
        .env(KIND, kind)
        .stdout(Stdio::null());
    assert!(drawer.follow(&mut child, library)?.status()?.success());
    let key = if kind == "echt" { unlock(&folder, &passphrase())? } else { None };
    let trace = drawer.trace()?;
    let steps: Vec<&str> = trace.lines().collect();
    assert!(steps.iter().filter(|s| s.starts_with("B ")).count() > usize::try_from(LINES)?);

    let mut platters = Platters::default();
    let mut said = Said::default();
    let mut rng = Rng(20_261_122);
    let stride = (steps.len() / POWER_LOSSES).max(1);
    for (i, step) in steps.iter().enumerate() {
        if let Some(text) = platters.take(step)? {
            said.hear(&text)?;
        }
        // Around the moves of a restore every step counts; elsewhere a sample does.
        if i % stride != 0 && !said.started {
            continue;
        }
        let remaining = tempfile::tempdir()?;
        let this_rng = rng.clone();
        platters.lose_power(&mut rng, remaining.path())?;
        after(remaining.path(), key.as_ref(), said).map_err(|error| {
            Failure(format!("na stap {i} ({}), {this_rng:?}: {error:?}", step.get(..60).unwrap_or(step)))
        })?;
    }
    Ok(())
}

#[test]
fn a_power_cut_anywhere_costs_nothing_that_was_acknowledged() -> TestResult {
    trial("demo")
}

#[test]
fn nor_of_an_encrypted_log() -> TestResult {
    trial("echt")
}
