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
const BURST_QUIET: Duration = Duration::from_millis(40);
/// So many bursts are waited out; a folder in which it never gets quiet is looked at all the same.
const MAX_BURSTS: usize = 5;
/// More names than this are not kept: what is forgotten is found by looking.
const MAX_NAMES: usize = 20_000;

/// What is known of the files by name.
#[derive(Debug, Default)]
pub struct FolderState {
    /// Complete: closed after writing, or moved in.
    pub shut: BTreeSet<OsString>,
    /// Being written.
    pub open: BTreeSet<OsString>,
}

/// Why waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WakeReason {
    /// Something happened.
    Event,
    /// The time was up.
    Timeout,
}

/// Watches folders.
#[derive(Debug)]
pub struct FolderWatcher {
    state: Arc<Mutex<FolderState>>,
    waker: SyncSender<()>,
    woken: Receiver<()>,
    watcher: Option<RecommendedWatcher>,
}

impl FolderWatcher {
    /// Watches nothing yet.
    pub fn new() -> Self {
        let (waker, woken) = sync_channel(1);
        Self { state: Arc::default(), waker, woken, watcher: None }
    }

    /// Starts to watch these folders, where nothing is watched. A system that cannot is no reason to stop.
    pub fn watch(&mut self, folders: &[PathBuf]) {
        if self.watcher.is_some() {
            return;
        }
        let (state, waker, roots) = (Arc::clone(&self.state), self.waker.clone(), folders.to_vec());
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let look_needed = match event {
                Ok(event) => remember(&mut state.lock().unwrap_or_else(PoisonError::into_inner), &event, &roots),
                Err(_) => true,
            };
            if look_needed {
                // Full means that somebody was called already.
                let _ = waker.try_send(());
            }
        });
        self.watcher = watcher.ok().and_then(|mut watcher| {
            folders.iter().try_for_each(|folder| watcher.watch(folder, RecursiveMode::NonRecursive)).ok()?;
            Some(watcher)
        });
    }

    /// Lets go, so that the next [`FolderWatcher::look`] starts on the folder that is there then.
    pub fn release(&mut self) {
        self.watcher = None;
    }

    /// What is known now. What was complete is told once.
    pub fn take(&self) -> FolderState {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        FolderState { shut: std::mem::take(&mut state.shut), open: state.open.clone() }
    }

    /// Waits for a burst of events to end, or for the time to be up.
    pub fn wait(&self, limit: Duration) -> WakeReason {
        match self.woken.recv_timeout(limit) {
            Ok(()) => {
                (0..MAX_BURSTS).take_while(|_| self.woken.recv_timeout(BURST_QUIET).is_ok()).count();
                WakeReason::Event
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => WakeReason::Timeout,
        }
    }
}

/// Takes an event in; true when somebody has to look.
fn remember(state: &mut FolderState, event: &Event, roots: &[PathBuf]) -> bool {
    if event.need_rescan() || event.paths.iter().any(|path| roots.contains(path)) {
        return true;
    }
    let name = |path: Option<&PathBuf>| path.and_then(|p: &PathBuf| Path::file_name(p)).map(ToOwned::to_owned);
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => {
            let Some(name) = name(event.paths.last()) else { return true };
            state.open.remove(&name);
            if state.shut.len() < MAX_NAMES {
                state.shut.insert(name);
            }
            true
        }
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
            if let Some(name) = name(event.paths.first()) {
                state.shut.remove(&name);
                if state.open.len() < MAX_NAMES {
                    state.open.insert(name);
                }
            }
            false
        }
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            if let Some(name) = name(event.paths.first()) {
                state.open.remove(&name);
                state.shut.remove(&name);
            }
            true
        }
        EventKind::Any | EventKind::Access(_) | EventKind::Modify(_) | EventKind::Other => false,
    }
}
