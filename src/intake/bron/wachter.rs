//! What the system tells of a folder: which files were closed after writing or moved in, and which are still
//! open. It may tell nothing at all (a share, a folder that was removed and made anew), so whoever uses it
//! looks for himself now and then.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    time::Duration,
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind, RenameMode},
};

/// After a sign of life the rest of a burst comes within this time.
const UITZETTEN: Duration = Duration::from_millis(40);
/// So many bursts are waited out; a folder in which it never gets quiet is looked at all the same.
const STOTEN: usize = 5;
/// More names than this are not kept: what is forgotten is found by looking.
const NAMEN: usize = 20_000;

/// What is known of the files by name.
#[derive(Debug, Default)]
pub struct Stand {
    /// Complete: closed after writing, or moved in.
    pub dicht: BTreeSet<OsString>,
    /// Being written.
    pub open: BTreeSet<OsString>,
}

/// Why waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wek {
    /// Something happened.
    Gebeurtenis,
    /// The time was up.
    Tijd,
}

/// Watches folders.
#[derive(Debug)]
pub struct Wachter {
    stand: Arc<Mutex<Stand>>,
    wekker: SyncSender<()>,
    gewekt: Receiver<()>,
    kijker: Option<RecommendedWatcher>,
}

impl Wachter {
    /// Watches nothing yet.
    pub fn nieuw() -> Self {
        let (wekker, gewekt) = sync_channel(1);
        Self { stand: Arc::default(), wekker, gewekt, kijker: None }
    }

    /// Starts to watch these folders, where nothing is watched. A system that cannot is no reason to stop.
    pub fn kijk(&mut self, mappen: &[PathBuf]) {
        if self.kijker.is_some() {
            return;
        }
        let (stand, wekker, wortels) = (Arc::clone(&self.stand), self.wekker.clone(), mappen.to_vec());
        let kijker = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let kijken = match event {
                Ok(event) => onthoud(&mut stand.lock().unwrap_or_else(PoisonError::into_inner), &event, &wortels),
                Err(_) => true,
            };
            if kijken {
                // Full means that somebody was called already.
                let _ = wekker.try_send(());
            }
        });
        self.kijker = kijker.ok().and_then(|mut kijker| {
            mappen.iter().try_for_each(|map| kijker.watch(map, RecursiveMode::NonRecursive)).ok()?;
            Some(kijker)
        });
    }

    /// Lets go, so that the next [`Wachter::kijk`] starts on the folder that is there then.
    pub fn laat_los(&mut self) {
        self.kijker = None;
    }

    /// What is known now. What was complete is told once.
    pub fn neem(&self) -> Stand {
        let mut stand = self.stand.lock().unwrap_or_else(PoisonError::into_inner);
        Stand { dicht: std::mem::take(&mut stand.dicht), open: stand.open.clone() }
    }

    /// Waits for a burst of events to end, or for the time to be up.
    pub fn wacht(&self, hoogstens: Duration) -> Wek {
        match self.gewekt.recv_timeout(hoogstens) {
            Ok(()) => {
                (0..STOTEN).take_while(|_| self.gewekt.recv_timeout(UITZETTEN).is_ok()).count();
                Wek::Gebeurtenis
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Wek::Tijd,
        }
    }
}

/// Takes an event in; true when somebody has to look.
fn onthoud(stand: &mut Stand, event: &Event, wortels: &[PathBuf]) -> bool {
    if event.need_rescan() || event.paths.iter().any(|pad| wortels.contains(pad)) {
        return true;
    }
    let naam = |pad: Option<&PathBuf>| pad.and_then(|p: &PathBuf| Path::file_name(p)).map(ToOwned::to_owned);
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => {
            let Some(naam) = naam(event.paths.last()) else { return true };
            stand.open.remove(&naam);
            if stand.dicht.len() < NAMEN {
                stand.dicht.insert(naam);
            }
            true
        }
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
            if let Some(naam) = naam(event.paths.first()) {
                stand.dicht.remove(&naam);
                if stand.open.len() < NAMEN {
                    stand.open.insert(naam);
                }
            }
            false
        }
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            if let Some(naam) = naam(event.paths.first()) {
                stand.open.remove(&naam);
                stand.dicht.remove(&naam);
            }
            true
        }
        EventKind::Any | EventKind::Access(_) | EventKind::Modify(_) | EventKind::Other => false,
    }
}
