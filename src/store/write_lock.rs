//! Who has the store open. Across programs that is a locked file, which the system releases even at
//! `kill -9`; within this program it is a list, because reading a database file beside SQLite and
//! closing it again drops every POSIX lock that SQLite holds on it in the same process.

use std::{
    fs::{File, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use super::{
    errors,
    footing::{file_at, taken_away},
};
use crate::{
    domain::{
        error::{Error, Result},
        writer::Writer,
    },
    platform::{FileId, file},
};

const FILE: &str = "piket.slot";
/// Behind the number of a process: it is a desk that is locked.
const LOCKED: &str = "*";

/// Who only looks whether anybody writes touches the lock for a blink; that must not refuse a writer.
const MAX_ATTEMPTS: u32 = 4;
const RETRY_PAUSE: Duration = Duration::from_millis(10);

/// The right to write in one store, held until it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock(File);

impl WriteLock {
    /// Takes the lock if its file is there; `None` when it is not, so that nobody can hold it.
    pub(super) fn existing(folder: &Path) -> Result<Option<Self>> {
        Self::take(folder, false)
    }

    /// Takes the lock, making its file where needed.
    pub(super) fn new(folder: &Path) -> Result<Self> {
        Self::take(folder, true)?.ok_or_else(|| errors::missing(folder))
    }

    fn take(folder: &Path, create: bool) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        let opened = if create { file::kept(&path) } else { file::existing(&path) };
        let mut file = match opened {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound && !create => return Ok(None),
            Err(e) => return Err(errors::file(&path, &e)),
        };
        for _ in 0..MAX_ATTEMPTS {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::WouldBlock) => thread::sleep(RETRY_PAUSE),
                Err(TryLockError::Error(e)) => return Err(errors::file(&path, &e)),
            }
        }
        Err(busy(folder, &mut file))
    }

    /// Refuses to go on when the file of the lock is not the one in the folder any more: whoever makes it
    /// anew gets a lock too.
    pub(super) fn require_in_folder(&self, folder: &Path) -> Result<()> {
        let Self(file) = self;
        let path = folder.join(FILE);
        let own = file.metadata().map_err(|e| errors::file(&path, &e))?;
        if file_at(&path).is_ok_and(|stamp| stamp == FileId::from(&own)) {
            return Ok(());
        }
        Err(taken_away(&path).hint("Een andere piket kan nu ook schrijven. Sluit piket en open het opnieuw."))
    }

    /// Writes down which process holds it, for the message to the next one. A full disk may leave
    /// that message without a number; it must not keep the officer from the store. Always as long as
    /// before, because cutting a file off waits for the journal of the file system.
    pub(super) fn sign(&mut self) {
        self.write_down("");
    }

    /// The same for a desk that is locked: it does not end soon, and hears of nothing.
    pub(super) fn sign_locked(&mut self) {
        self.write_down(LOCKED);
    }

    fn write_down(&mut self, how: &str) {
        let Self(file) = self;
        let who = format!("{}{how}", std::process::id());
        let _ = file.rewind().and_then(|()| file.write_all(format!("{who:<15}\n").as_bytes()));
    }
}

/// Given up by name: closing the file alone leaves the lock with a process that was just forked and has
/// a copy of the handle until it starts its own program.
impl Drop for WriteLock {
    fn drop(&mut self) {
        let Self(file) = self;
        let _ = file.unlock();
    }
}

/// Who holds the lock of a store. A process that died holds none: the system gave it up.
///
/// # Errors
/// When the file of the lock cannot be opened.
pub fn writer(folder: &Path) -> Result<Writer> {
    let path = folder.join(FILE);
    let mut file = match file::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Writer::Nobody),
        Err(e) => return Err(errors::file(&path, &e)),
    };
    match file.try_lock_shared() {
        // Given up by name, as the lock itself is.
        Ok(()) => file.unlock().map(|()| Writer::Nobody).map_err(|e| errors::file(&path, &e)),
        Err(TryLockError::WouldBlock) => Ok(holder(&mut file)),
        Err(TryLockError::Error(e)) => Err(errors::file(&path, &e)),
    }
}

/// Only a help in the message: where another program's locked file cannot be read, it is left out.
fn holder(file: &mut File) -> Writer {
    signature(file).trim_end_matches(LOCKED).parse().map_or(Writer::Unknown, Writer::Process)
}

fn signature(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.take(16).read_to_string(&mut text));
    read.map_or_else(|_| String::new(), |_| text.trim().to_owned())
}

fn busy(folder: &Path, file: &mut File) -> Error {
    if signature(file).ends_with(LOCKED) {
        return Error::data("De open desk is op slot; er is niets vastgelegd.")
            .hint("Ontgrendel de desk en probeer het opnieuw.");
    }
    let who = match holder(file) {
        Writer::Process(p) => format!(" (proces {p})"),
        Writer::Unknown | Writer::Nobody => String::new(),
    };
    Error::data(format!("Een andere piket{who} heeft de opslag in {} open.", folder.display())).hint(BUSY_HINT)
}

const BUSY_HINT: &str = "Sluit die eerst, of kies met --data-dir een andere map.";

/// Whether something failed because another program has the store open for writing.
pub fn is_busy(error: &Error) -> bool {
    error.hint.as_deref() == Some(BUSY_HINT)
}

static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The stores this process has open. Held while one is being opened.
#[derive(Debug)]
pub(super) struct Register(MutexGuard<'static, Vec<PathBuf>>);

impl Register {
    /// Waits until no other thread is opening a store.
    pub(super) fn take() -> Self {
        Self(OPEN.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// True when this process has it open already.
    pub(super) fn contains(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|folder| self.0.contains(&folder))
    }

    /// Notes it as open until the answer is dropped.
    pub(super) fn enroll(mut self, folder: &Path) -> Registration {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        self.0.push(folder.clone());
        Registration(folder)
    }
}

/// One line in the register.
#[derive(Debug)]
pub(super) struct Registration(PathBuf);

impl Drop for Registration {
    fn drop(&mut self) {
        let mut register = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pos) = register.iter().position(|folder| *folder == self.0) {
            register.swap_remove(pos);
        }
    }
}
