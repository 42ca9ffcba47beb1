//! The last acknowledged entries, noted beside the database after every commit. A database in whose place an older
//! one was put, or whose write-ahead log was taken away, is sound in itself; what it lost stands here. Written in
//! place, in two turns: whatever the power takes, one of both is whole, and it costs no room on a full disk.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
    time::Duration,
};

use super::{
    chain::Chain,
    heads::{Faith, Heads, Testimony},
    key::Seal,
    open_store::Store,
};
use crate::{domain::error::Result, platform::file};

/// Its name, beside the database.
pub(super) const FILE: &str = "piket.kop";
/// Each turn has a page of its own, so that one torn write never reaches the other.
const PAGE: u64 = 4096;
/// Far more than what is noted.
const LONGEST: u64 = 512;
/// As often as another that is writing here is waited for, and how long each time. Who is later notes more.
const ATTEMPTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(1);

/// What stands beside a database.
pub(super) enum Noted {
    /// Nothing: an older program wrote last, or somebody took it away.
    Nothing,
    /// These were the last.
    Heads(Heads),
    /// These were the last but one, as far as can be read: the note after it is not whole.
    Half(Heads),
    /// Something that this store did not write.
    Broken,
}

/// Which turn is written next, after what was noted last.
fn turns(file: &mut File, seal: &Seal) -> io::Result<(Noted, u64)> {
    let (mut best, mut broken): (Option<(Heads, u64)>, bool) = (None, false);
    for turn in [0, PAGE] {
        file.seek(SeekFrom::Start(turn))?;
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end_matches('\0');
        let read = Heads::read(text, seal);
        broken |= !text.is_empty() && !matches!(read, Some((_, Faith::Sealed)));
        if let Some((heads, Faith::Sealed)) = read {
            let later = best.as_ref().is_none_or(|(known, _)| reach(&heads) > reach(known));
            if later {
                best = Some((heads, turn));
            }
        }
    }
    Ok(match best {
        Some((heads, turn)) if broken => (Noted::Half(heads), PAGE - turn),
        Some((heads, turn)) => (Noted::Heads(heads), PAGE - turn),
        None if broken => (Noted::Broken, 0),
        None => (Noted::Nothing, 0),
    })
}

/// Waits for a lock that others hold for a blink; answers whether it came.
fn in_turn(lock: impl Fn() -> std::result::Result<(), TryLockError>) -> bool {
    (0..ATTEMPTS).any(|_| {
        let locked = lock().is_ok();
        if !locked {
            thread::sleep(PAUSE);
        }
        locked
    })
}

/// How far heads go together; every note goes further than the one before.
fn reach(heads: &Heads) -> u64 {
    Chain::ALL.iter().filter_map(|chain| heads.head(*chain)).map(|head| head.seq).sum()
}

/// Takes away what was noted of a store that stands there no more.
pub(super) fn forget(folder: &Path) {
    // What stays is of another key, and is said to be.
    let _ = fs::remove_file(folder.join(FILE));
}

impl Store {
    /// What was noted last.
    pub(super) fn noted(&self) -> Noted {
        let read = file::open(&self.folder.join(FILE)).and_then(|mut file| {
            // Who writes here does so within a blink, and half of that is no fault.
            in_turn(|| file.try_lock_shared());
            turns(&mut file, &self.seal())
        });
        match read {
            Ok((noted, _)) => noted,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Noted::Nothing,
            Err(_) => Noted::Broken,
        }
    }

    /// Notes the last entries, after a commit. What was noted and is gone stays noted. The commit stands whatever
    /// happens here.
    pub(super) fn note_heads(&self) {
        let _ = self.try_note();
    }

    fn try_note(&self) -> Result<()> {
        let mut heads = Heads::of(&self.connection)?;
        let path = self.folder.join(FILE);
        let refused = |e: io::Error| super::errors::file(&path, &e);
        let mut file = file::kept(&path).map_err(refused)?;
        if !in_turn(|| file.try_lock()) {
            return Ok(());
        }
        let seal = self.seal();
        let (noted, turn) = turns(&mut file, &seal).map_err(refused)?;
        if let Noted::Heads(known) | Noted::Half(known) = noted {
            for chain in Chain::ALL {
                if let Some(head) = known.head(chain)
                    && !matches!(Testimony::about(&self.connection, chain, head)?, Testimony::Matches)
                {
                    heads = heads.with(chain, head.clone());
                }
            }
            if heads == known {
                return Ok(());
            }
        }
        let mut page = heads.text(&seal, None)?.into_bytes();
        page.resize(usize::try_from(LONGEST).unwrap_or_default(), 0);
        file.seek(SeekFrom::Start(turn)).and_then(|_| file.write_all(&page)).map_err(refused)
    }

    /// What goes between this store and who notes something of it.
    pub(super) fn seal(&self) -> Seal {
        Seal::by(self.key.as_ref())
    }
}
