//! What of a store can be held without its key: the right to write in it, so that no number is given out meanwhile
//! that the desk behind a lock counts on, and the lease of the alarms.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    access::Access,
    watch::{WatchPost, look},
    write_lock::WriteLock,
};
use crate::{
    alarm::watch_news::WatchNews,
    domain::{moment::Moment, watch::Claim},
};

/// A store that this program has closed and goes on standing by.
#[derive(Debug)]
pub struct ClosedStore {
    folder: PathBuf,
    watch: WatchPost,
    pen: HeldPen,
}

impl ClosedStore {
    /// Stands by the store in this folder; who wrote in it keeps others from doing so, where none of them was
    /// quicker.
    pub fn stand_by(folder: &Path, access: Access) -> Self {
        let pen = HeldPen { folder: folder.to_owned(), access, lock: Arc::default() };
        pen.take();
        Self { folder: folder.to_owned(), watch: WatchPost::default(), pen }
    }

    /// The right to write in it.
    pub fn pen(&self) -> HeldPen {
        self.pen.clone()
    }

    /// Takes the lease where nobody has it, its holder hangs or it is claimed, and shows life where this program
    /// holds it. Of the wekkerboek nothing can be told.
    pub fn keep_watch(&mut self, now: Moment, claim: Claim, next: Option<Moment>) -> WatchNews {
        let (duty, beat) = look(&mut self.watch, &self.folder, now, claim, next);
        WatchNews { duty, heartbeat: None, book: None, complaint: beat.err() }
    }
}

/// The right to write in a closed store. Whoever opens the store puts it down just before, and takes it again where
/// that fails.
#[derive(Debug, Clone)]
pub struct HeldPen {
    folder: PathBuf,
    access: Access,
    lock: Arc<Mutex<Option<WriteLock>>>,
}

impl HeldPen {
    /// Takes it, where nobody else has it.
    pub fn take(&self) {
        let lock = match self.access {
            Access::Write => WriteLock::existing(&self.folder).ok().flatten(),
            Access::Read => None,
        };
        let signed = lock.map(|mut lock| {
            lock.sign_locked();
            lock
        });
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = signed;
    }

    /// Puts it down.
    pub fn put_down(&self) {
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
