//! Who has the store open. Across programs that is a locked file, which the system releases even at
//! `kill -9`; within this program it is a list, because reading a database file beside SQLite and
//! closing it again drops every POSIX lock that SQLite holds on it in the same process.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use super::{
    fouten,
    volgen::{Bestandsmerk, weggehaald},
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    schrijver::Schrijver,
};

const BESTAND: &str = "piket.slot";

/// Who only looks whether anybody writes touches the lock for a blink; that must not refuse a writer.
const POGINGEN: u32 = 4;
const TUSSENPOOS: Duration = Duration::from_millis(10);

/// The right to write in one store, held until it is dropped.
#[derive(Debug)]
pub(super) struct Slot(File);

impl Slot {
    /// Takes the lock if its file is there; `None` when it is not, so that nobody can hold it.
    pub(super) fn bestaand(map: &Path) -> Uitkomst<Option<Self>> {
        Self::neem(map, false)
    }

    /// Takes the lock, making its file where needed.
    pub(super) fn nieuw(map: &Path) -> Uitkomst<Self> {
        Self::neem(map, true)?.ok_or_else(|| fouten::ontbreekt(map))
    }

    fn neem(map: &Path, maken: bool) -> Uitkomst<Option<Self>> {
        let pad = map.join(BESTAND);
        let mut opties = OpenOptions::new();
        opties.read(true).write(true).create(maken);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
        let mut bestand = match opties.open(&pad) {
            Ok(bestand) => bestand,
            Err(e) if e.kind() == io::ErrorKind::NotFound && !maken => return Ok(None),
            Err(e) => return Err(fouten::bestand(&pad, &e)),
        };
        for _ in 0..POGINGEN {
            match bestand.try_lock() {
                Ok(()) => return Ok(Some(Self(bestand))),
                Err(TryLockError::WouldBlock) => thread::sleep(TUSSENPOOS),
                Err(TryLockError::Error(e)) => return Err(fouten::bestand(&pad, &e)),
            }
        }
        Err(bezet(map, &mut bestand))
    }

    /// Refuses to go on when the file of the lock is not the one in the folder any more: whoever makes it
    /// anew gets a lock too.
    pub(super) fn eis_in_de_map(&self, map: &Path) -> Uitkomst<()> {
        let Self(bestand) = self;
        let pad = map.join(BESTAND);
        let eigen = bestand.metadata().map_err(|e| fouten::bestand(&pad, &e))?;
        if Bestandsmerk::van(&pad).is_ok_and(|merk| merk == Bestandsmerk::uit(&eigen)) {
            return Ok(());
        }
        Err(weggehaald(&pad).hint("Een andere piket kan nu ook schrijven. Sluit piket en open het opnieuw."))
    }

    /// Writes down which process holds it, for the message to the next one. A full disk may leave
    /// that message without a number; it must not keep the officer from the store. Always as long as
    /// before, because cutting a file off waits for the journal of the file system.
    pub(super) fn teken(&mut self) {
        let Self(bestand) = self;
        let _ = bestand.rewind().and_then(|()| bestand.write_all(format!("{:<15}\n", std::process::id()).as_bytes()));
    }
}

/// Given up by name: closing the file alone leaves the lock with a process that was just forked and has
/// a copy of the handle until it starts its own program.
impl Drop for Slot {
    fn drop(&mut self) {
        let Self(bestand) = self;
        let _ = bestand.unlock();
    }
}

/// Who holds the lock of a store. A process that died holds none: the system gave it up.
///
/// # Errors
/// When the file of the lock cannot be opened.
pub fn schrijver(map: &Path) -> Uitkomst<Schrijver> {
    let pad = map.join(BESTAND);
    let mut bestand = match File::open(&pad) {
        Ok(bestand) => bestand,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Schrijver::Niemand),
        Err(e) => return Err(fouten::bestand(&pad, &e)),
    };
    match bestand.try_lock_shared() {
        // Given up by name, as the lock itself is.
        Ok(()) => bestand.unlock().map(|()| Schrijver::Niemand).map_err(|e| fouten::bestand(&pad, &e)),
        Err(TryLockError::WouldBlock) => Ok(houder(&mut bestand)),
        Err(TryLockError::Error(e)) => Err(fouten::bestand(&pad, &e)),
    }
}

/// Only a help in the message: where another program's locked file cannot be read, it is left out.
fn houder(bestand: &mut File) -> Schrijver {
    let mut tekst = String::new();
    let gelezen = bestand.take(16).read_to_string(&mut tekst).ok();
    gelezen.and_then(|_| tekst.trim().parse().ok()).map_or(Schrijver::Onbekend, Schrijver::Proces)
}

fn bezet(map: &Path, bestand: &mut File) -> Fout {
    let wie = match houder(bestand) {
        Schrijver::Proces(p) => format!(" (proces {p})"),
        Schrijver::Onbekend | Schrijver::Niemand => String::new(),
    };
    Fout::gegevens(format!("Een andere piket{wie} heeft de opslag in {} open.", map.display()))
        .hint("Sluit die eerst, of kies met --data-dir een andere map.")
}

static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The stores this process has open. Held while one is being opened.
#[derive(Debug)]
pub(super) struct Register(MutexGuard<'static, Vec<PathBuf>>);

impl Register {
    /// Waits until no other thread is opening a store.
    pub(super) fn neem() -> Self {
        Self(OPEN.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// True when this process has it open already.
    pub(super) fn bevat(&self, map: &Path) -> bool {
        map.canonicalize().is_ok_and(|map| self.0.contains(&map))
    }

    /// Notes it as open until the answer is dropped.
    pub(super) fn schrijf_in(mut self, map: &Path) -> Inschrijving {
        let map = map.canonicalize().unwrap_or_else(|_| map.to_owned());
        self.0.push(map.clone());
        Inschrijving(map)
    }
}

/// One line in the register.
#[derive(Debug)]
pub(super) struct Inschrijving(PathBuf);

impl Drop for Inschrijving {
    fn drop(&mut self) {
        let mut register = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plek) = register.iter().position(|map| *map == self.0) {
            register.swap_remove(plek);
        }
    }
}
