//! The power goes while the log is written: what is on the disk then is every file as it was at some
//! moment, cut off, overwritten or with pages missing. Whatever opens is the beginning of what was
//! acknowledged, never less than what had reached the disk whole, and a copy tells what is missing.

use std::{fs, num::NonZeroUsize, path::Path};

use piket::store::{
    Access, StopSign, Unlock,
    backup::{When, create},
    open,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{Narrative, TestResult, fixed_rolls, for_writing, now, raw_connection};

type Failure = Box<dyn std::error::Error>;

/// So many acknowledged entries, few enough for one write-ahead log without a checkpoint in between.
const LINES: usize = 40;
/// After so many a copy is made.
const COPY_AT: usize = 25;

/// A log as it was written: the files of the folder at the end, and how far the write-ahead log was at
/// each acknowledgement.
struct Night {
    folder: TempDir,
    db: Vec<u8>,
    wal: Vec<u8>,
    /// The length of the write-ahead log after each entry.
    length: Vec<usize>,
    /// The export of the whole log.
    export: Vec<u8>,
}

impl Night {
    fn write() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let mut desk = for_writing(folder.path())?;
        let wal = folder.path().join("piket.db-wal");
        let mut narrative = Narrative::default();
        let mut length = Vec::new();
        for (i, w) in (1..).zip(fixed_rolls(LINES)) {
            desk.write(now(), "p.piket", &[narrative.tell(&w)?], &[])?;
            length.push(usize::try_from(fs::metadata(&wal)?.len())?);
            if i == COPY_AT {
                create(folder.path(), Unlock::None, now(), NonZeroUsize::MIN, When::Always, &StopSign::default())?;
            }
        }
        assert!(length.is_sorted_by(|a, b| a < b), "a checkpoint came in between");
        let mut export = Vec::new();
        desk.export(&mut export)?;
        let (db, wal) = (fs::read(folder.path().join("piket.db"))?, fs::read(wal)?);
        Ok(Self { folder, db, wal, length, export })
    }

    /// A folder with these files and the copies of the night.
    fn after_power_loss(&self, db: &[u8], wal: &[u8]) -> Result<TempDir, Failure> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("piket.db"), db)?;
        fs::write(folder.path().join("piket.db-wal"), wal)?;
        for copy in
            fs::read_dir(self.folder.path().join("reserve"))?.filter_map(Result::ok).filter(|k| k.path().is_dir())
        {
            let target = folder.path().join("reserve").join(copy.file_name());
            fs::create_dir_all(&target)?;
            for part in fs::read_dir(copy.path())? {
                let file = part?;
                fs::copy(file.path(), target.join(file.file_name()))?;
            }
        }
        Ok(folder)
    }

    /// Opens what is left and answers how many entries there are; they must be the first of the night.
    fn tally(&self, folder: &Path) -> Result<usize, Failure> {
        let store = open(folder, Access::Write, None, Unlock::None, now())?;
        let chain = store.check()?;
        assert_eq!(chain.errors, []);
        let mut remaining = Vec::new();
        store.export(&mut remaining)?;
        assert!(self.export.starts_with(&remaining), "not the beginning of what was acknowledged");
        let entries = usize::try_from(chain.entries)?;
        assert_eq!(store.missing_tail()?.is_some(), entries < COPY_AT, "{entries} entries");
        Ok(entries)
    }
}

#[test]
fn every_acknowledged_entry_is_on_the_disk_at_its_acknowledgement() -> TestResult {
    let night = Night::write()?;
    for (i, length) in (1..).zip(&night.length) {
        let folder = night.after_power_loss(&night.db, night.wal.get(..*length).ok_or("kort")?)?;
        assert_eq!(night.tally(folder.path())?, i);
    }
    Ok(())
}

/// What a lost write leaves behind from some byte on.
#[derive(Debug, Clone)]
enum Damage {
    /// Nothing: the file ends there.
    Truncated,
    /// What stood on the disk before.
    Overwritten(Vec<u8>),
    /// A hole in the middle, with later writes behind it.
    Gap(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        Just(Damage::Truncated),
        prop::collection::vec(any::<u8>(), 1..64).prop_map(Damage::Overwritten),
        (1..9000usize).prop_map(Damage::Gap),
    ]
}

#[test]
fn a_torn_write_ahead_log_costs_only_what_had_not_arrived() -> TestResult {
    let night = Night::write()?;
    proptest!(ProptestConfig::with_cases(150), |(pos in any::<prop::sample::Index>(), damage in damage())| {
        let pos = pos.index(night.wal.len());
        let mut wal = night.wal.clone();
        match &damage {
            Damage::Truncated => wal.truncate(pos),
            Damage::Overwritten(junk) => wal.iter_mut().skip(pos).zip(junk.iter().cycle()).for_each(|(b, r)| *b = *r),
            Damage::Gap(width) => wal.iter_mut().skip(pos).take(*width).for_each(|b| *b = 0),
        }
        let arrived = night.length.iter().filter(|l| **l <= pos).count();
        let remaining = night.after_power_loss(&night.db, &wal).and_then(|folder| night.tally(folder.path()));
        prop_assert!(remaining.as_ref().is_ok_and(|n| (arrived..=LINES).contains(n)), "{arrived}: {remaining:?}");
    });
    Ok(())
}

/// The power goes while the write-ahead log is moved into the file: any mixture of old and new pages.
#[test]
fn a_half_done_checkpoint_costs_nothing() -> TestResult {
    let night = Night::write()?;
    let busy = night.after_power_loss(&night.db, &night.wal)?;
    raw_connection(busy.path())?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let done = fs::read(busy.path().join("piket.db"))?;
    assert!(done.len() > 4096 && done != night.db);
    proptest!(ProptestConfig::with_cases(60), |(succeeded in prop::collection::vec(any::<bool>(), 200), long in any::<bool>())| {
        let mut db = night.db.clone();
        if long {
            db.resize(done.len(), 0);
        }
        for ((old, new), succeeded) in db.chunks_mut(4096).zip(done.chunks(4096)).zip(succeeded.iter().cycle()) {
            if *succeeded {
                old.copy_from_slice(new);
            }
        }
        let remaining = night.after_power_loss(&db, &night.wal).and_then(|folder| night.tally(folder.path()));
        prop_assert!(remaining.as_ref().is_ok_and(|n| *n == LINES), "{remaining:?}");
    });
    Ok(())
}
