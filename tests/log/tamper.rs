//! Somebody with the folder of a store in hands: bytes, pages, files, rows, copies and the key file are changed, and
//! what must be named is named by something that the officer reads. What changes nothing that is evidence may pass,
//! and then everything is as it was.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use piket::{
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        passphrase::Passphrase,
    },
    store::{
        Access, StopSign, Store, StoreKey, StoreKind, Unlock,
        backup::{When, create, list},
        open, unlock,
    },
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{TestResult, fill, for_writing, now, raw_connection};

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn passphrase() -> Passphrase {
    Passphrase::new("een lange zin voor wie knoeit")
}

/// A night that ended in a crash: what was acknowledged last waits in the write-ahead log.
struct Night {
    folder: TempDir,
    /// The database as it stood halfway.
    early: Vec<u8>,
    export: Vec<u8>,
    key: StoreKey,
}

fn look() -> Audit {
    Audit { act: AuditAct::Revealed, object: "inbox".to_owned(), result: Outcome::Succeeded, origin: Origin::Command }
}

impl Night {
    fn new() -> Result<Self, Failed> {
        let (home, folder) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let secret = passphrase();
        let desk = |unlock: Unlock<'_>| open(home.path(), Access::Write, Some(StoreKind::Real), unlock, now());
        let mut store = desk(Unlock::Passphrase(&secret))?;
        let key = store.key().ok_or("geen sleutel")?;
        let mut narrative = fill(&mut store, 20).map_err(|e| e.to_string())?;
        store.note_audit(now(), "p", &look())?;
        let copy = || {
            create(
                home.path(),
                Unlock::StoreKey(&key),
                now(),
                std::num::NonZeroUsize::MAX,
                When::Always,
                &StopSign::default(),
            )
        };
        copy()?;
        store.close()?;
        let early = fs::read(home.path().join("piket.db"))?;
        let mut store = desk(Unlock::StoreKey(&key))?;
        for roll in crate::support::fixed_rolls(30).iter().skip(20) {
            store.write(now(), "p.piket", &[narrative.tell(roll).map_err(|e| e.to_string())?], &[])?;
        }
        copy()?;
        for roll in crate::support::fixed_rolls(36).iter().skip(30) {
            store.write(now(), "p.piket", &[narrative.tell(roll).map_err(|e| e.to_string())?], &[])?;
        }
        store.note_audit(now(), "p", &look())?;
        // The power goes: the files stay as they are at this moment.
        clone(home.path(), folder.path())?;
        let mut export = Vec::new();
        store.export(&mut export)?;
        Ok(Self { folder, early, export, key })
    }
}

fn clone(from: &Path, to: &Path) -> Result<(), Failed> {
    for part in fs::read_dir(from)? {
        let part = part?;
        let target = to.join(part.file_name());
        if part.path().is_dir() {
            fs::create_dir(&target)?;
            clone(&part.path(), &target)?;
        } else {
            fs::copy(part.path(), target)?;
        }
    }
    Ok(())
}

/// All that the checks say, one sentence for each thing.
fn named(folder: &Path, key: &StoreKey) -> Vec<String> {
    let mut out = Vec::new();
    let mut say = |what: &str, sentence: String| out.push(format!("{what}: {sentence}"));
    // The key file first, as the officer comes in.
    match unlock(folder, &passphrase()) {
        Ok(Some(_)) => {}
        other => say("sleutel", format!("{other:?}")),
    }
    match open(folder, Access::Read, None, Unlock::StoreKey(key), now()) {
        Ok(store) => check(&store, &mut say),
        Err(error) => say("openen", error.to_string()),
    }
    match list(folder, Unlock::StoreKey(key)) {
        Ok(copies) => {
            let broken = copies.into_iter().filter_map(|copy| copy.state.err().map(|e| (copy.name, e)));
            broken.for_each(|(name, error)| say("kopie", format!("{name} {error}")));
        }
        Err(error) => say("kopieën", error.to_string()),
    }
    out
}

fn check(store: &Store, say: &mut impl FnMut(&str, String)) {
    let mut one = |what: &str, found: piket::domain::error::Result<Vec<String>>| match found {
        Ok(sentences) => sentences.into_iter().for_each(|sentence| say(what, sentence)),
        Err(error) => say(what, error.to_string()),
    };
    one("bestand", store.check_pages().map(|s| s.into_iter().collect()));
    one("keten", store.check().map(|c| c.errors.into_iter().map(|e| e.sentence).collect()));
    one("inzagen", store.check_audit().map(|c| c.errors.into_iter().map(|e| e.sentence).collect()));
    one("wekker", store.check_wekkerboek().map(|c| c.errors.into_iter().map(|e| e.sentence).collect()));
    one("einde", store.missing_tail().map(|s| s.into_iter().collect()));
    one("getuigen", store.doubtful_witnesses());
    one("getuige", store.unwitnessed().map(|s| s.into_iter().collect()));
}

/// What somebody does with the folder.
#[derive(Debug, Clone)]
enum Tamper {
    /// A bit in a file that is there at all times.
    Bit { file: usize, place: prop::sample::Index, bit: u8 },
    /// Two pages of the database change places.
    SwapPages(prop::sample::Index, prop::sample::Index),
    /// The end of a file goes.
    Cut { file: usize, place: prop::sample::Index },
    /// A file goes.
    Remove(usize),
    /// The database is the one of halfway, with or without what stands beside it, under an invented newest copy.
    Early { beside: bool, invented: u8 },
    /// The newest note goes with the write-ahead log that it tells of.
    EarlyWithHalfANote,
    /// Another copy's paper in the place of the newest's.
    Paper { older: bool },
}

/// The files that are evidence, or that the evidence hangs on.
fn evidence(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut out: Vec<PathBuf> =
        ["piket.db", "piket.db-wal", "piket.kop", "piket.sleutel"].map(|f| folder.join(f)).into();
    let mut copies: Vec<PathBuf> = fs::read_dir(folder.join("reserve"))?.filter_map(|d| Some(d.ok()?.path())).collect();
    copies.retain(|path| path.is_dir());
    copies.sort();
    out.extend(copies.iter().flat_map(|copy| ["piket.db", "kop.txt", "piket.sleutel"].map(|f| copy.join(f))));
    Ok(out)
}

fn tamper() -> impl Strategy<Value = Tamper> {
    let (place, file) = (any::<prop::sample::Index>, || 0..10usize);
    prop_oneof![
        6 => (file(), place(), 0..8u8).prop_map(|(file, place, bit)| Tamper::Bit { file, place, bit }),
        2 => (place(), place()).prop_map(|(a, b)| Tamper::SwapPages(a, b)),
        3 => (file(), place()).prop_map(|(file, place)| Tamper::Cut { file, place }),
        3 => file().prop_map(Tamper::Remove),
        3 => (any::<bool>(), 0..3u8).prop_map(|(beside, invented)| Tamper::Early { beside, invented }),
        1 => Just(Tamper::EarlyWithHalfANote),
        1 => any::<bool>().prop_map(|older| Tamper::Paper { older }),
    ]
}

/// Does it; `false` when nothing changed by it.
fn apply(night: &Night, folder: &Path, tamper: &Tamper) -> Result<bool, Failed> {
    let files = evidence(folder)?;
    let file = |nr: usize| files.get(nr).ok_or("geen bestand");
    match tamper {
        Tamper::Bit { file: nr, place, bit } => {
            let mut bytes = fs::read(file(*nr)?)?;
            let at = place.index(bytes.len());
            bytes.get_mut(at).ok_or("leeg")?.clone_from(&(fs::read(file(*nr)?)?.get(at).ok_or("leeg")? ^ (1 << bit)));
            fs::write(file(*nr)?, bytes)?;
        }
        Tamper::SwapPages(a, b) => {
            const PAGE: usize = 4096;
            let mut bytes = fs::read(file(0)?)?;
            let pages = bytes.len() / PAGE;
            let (a, b) = (a.index(pages), b.index(pages));
            if a == b {
                return Ok(false);
            }
            (0..PAGE).for_each(|i| bytes.swap(a * PAGE + i, b * PAGE + i));
            fs::write(file(0)?, bytes)?;
        }
        Tamper::Cut { file: nr, place } => {
            let bytes = fs::read(file(*nr)?)?;
            fs::write(file(*nr)?, bytes.get(..place.index(bytes.len())).ok_or("kort")?)?;
        }
        Tamper::Remove(nr) => fs::remove_file(file(*nr)?)?,
        Tamper::Early { beside, invented } => {
            fs::write(file(0)?, &night.early)?;
            if !beside {
                fs::remove_file(file(1)?)?;
            }
            let newest = folder.join("reserve/20991231T235959Z-999999");
            if *invented > 0 {
                fs::create_dir(&newest)?;
            }
            if *invented > 1 {
                fs::write(newest.join("kop.txt"), fs::read(file(5)?)?)?;
                fs::copy(file(3)?, newest.join("piket.sleutel"))?;
                fs::write(newest.join("piket.db"), &night.early)?;
            }
        }
        Tamper::EarlyWithHalfANote => {
            fs::write(file(0)?, &night.early)?;
            fs::remove_file(file(1)?)?;
            let mut note = fs::read(file(2)?)?;
            note.iter_mut().take(512).for_each(|byte| *byte = b'x');
            fs::write(file(2)?, note)?;
        }
        Tamper::Paper { older } => {
            let (from, to) = if *older { (5, 8) } else { (8, 5) };
            fs::copy(file(from)?, file(to)?)?;
        }
    }
    Ok(true)
}

fn night() -> Result<&'static Night, String> {
    static NIGHT: OnceLock<Result<Night, String>> = OnceLock::new();
    NIGHT.get_or_init(|| Night::new().map_err(|e| e.to_string())).as_ref().map_err(Clone::clone)
}

/// Whether all evidence is what it was: then nothing has to be named.
fn is_untouched(night: &Night, folder: &Path) -> bool {
    let mut export = Vec::new();
    let exported =
        open(folder, Access::Read, None, Unlock::StoreKey(&night.key), now()).and_then(|s| s.export(&mut export));
    exported.is_ok() && export == night.export
}

fn is_named(tamper: &Tamper) -> Result<(), Failed> {
    let night = night()?;
    let folder = tempfile::tempdir()?;
    clone(night.folder.path(), folder.path())?;
    let changed = apply(night, folder.path(), tamper)?;
    let copy = tempfile::tempdir()?;
    clone(folder.path(), copy.path())?;
    let sentences = named(folder.path(), &night.key);
    if !changed || !sentences.is_empty() {
        return Ok(());
    }
    // A letter of another size in a number that is written in letters says the same.
    let same_key = matches!(tamper, Tamper::Bit { file: 3 | 6 | 9, .. });
    let same_text = matches!(tamper, Tamper::Bit { file: 2 | 5 | 8, .. } | Tamper::Cut { file: 2 | 5 | 8, .. });
    // The write-ahead log brings back all that the older file lacks.
    let brought_back = matches!(tamper, Tamper::Early { beside: true, invented: 0 });
    if is_untouched(night, copy.path()) && (same_key || same_text || brought_back) {
        return Ok(());
    }
    Err(format!("niet genoemd: {tamper:?}").into())
}

#[test]
fn an_untouched_night_has_nothing_to_name() -> Result<(), Failed> {
    let night = night()?;
    let folder = tempfile::tempdir()?;
    clone(night.folder.path(), folder.path())?;
    assert_eq!(named(folder.path(), &night.key), Vec::<String>::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PIKET_KNOEIEN").ok().and_then(|n| n.parse().ok()).unwrap_or(60),
        failure_persistence: None,
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    })]
    #[test]
    fn what_somebody_changed_is_named(tamper in tamper()) {
        let found = is_named(&tamper);
        prop_assert!(found.is_ok(), "{found:?}");
    }
}

/// Who has the key writes rows past every guard; what a chain lost is known outside it.
#[test]
fn rows_that_somebody_took_away_are_named() -> TestResult {
    const GUARDS: &str = "DROP TRIGGER logboek_blijft; DROP TRIGGER logboek_vast; DROP TRIGGER inzage_blijft; \
         DROP TRIGGER wekker_blijft; DROP TRIGGER geheim_vast; PRAGMA foreign_keys = off;";
    for (sql, by) in [
        ("UPDATE logboek SET actor = 'x' WHERE seq = 3", "Regel 3"),
        ("DELETE FROM logboek WHERE seq = 3", "Regel 3 ontbreekt"),
        (
            "DELETE FROM geheim WHERE seq > 15; DELETE FROM logboek WHERE seq > 15; \
             UPDATE stand SET seq = 15, hash = (SELECT hash FROM logboek WHERE seq = 15)",
            "eindigt bij regel 15",
        ),
        ("UPDATE geheim SET tekst = '[\"anders\"]' WHERE seq = (SELECT min(seq) FROM geheim)", "vertrouwelijke tekst"),
        ("DELETE FROM inzage", "inzagen eindigen bij 0"),
        ("DELETE FROM inzage WHERE seq = 2", "inzagen eindigen bij 1"),
        ("DELETE FROM wekker; DELETE FROM wekstand", "wekkerboek eindigt bij regel 0"),
    ] {
        let folder = tempfile::tempdir()?;
        let mut store = for_writing(folder.path())?;
        fill(&mut store, 20)?;
        store.note_audit(now(), "p", &look())?;
        store.note_audit(now(), "p", &look())?;
        store.wake(now(), piket::domain::watch::AlarmHost::Desk, &crate::alarm::plan()?)?;
        store.close()?;
        raw_connection(folder.path())?.execute_batch(&format!("{GUARDS}{sql}"))?;
        let store = open(folder.path(), Access::Read, None, Unlock::None, now())?;
        let mut sentences = Vec::new();
        check(&store, &mut |_, sentence| sentences.push(sentence));
        assert!(sentences.iter().any(|s| s.contains(by)), "{sql}: {sentences:?}");
    }
    Ok(())
}
