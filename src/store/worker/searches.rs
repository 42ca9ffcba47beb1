//! A search is asked at every key, and only the last one is waited for: one that another follows is left where it is, so
//! that a key never waits for the answer to the one before it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// How many searches were asked and taken up.
#[derive(Debug, Default)]
pub(super) struct Searches {
    asked: Arc<AtomicU64>,
    taken: u64,
}

impl Searches {
    /// By what each search that is asked is counted, once it is in the queue.
    pub(super) fn asked(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.asked)
    }

    /// Takes up the next one, and tells at any time after that whether another was asked.
    pub(super) fn take(&mut self) -> impl Fn() -> bool {
        self.taken = self.taken.saturating_add(1);
        let (asked, taken) = (Arc::clone(&self.asked), self.taken);
        move || asked.load(Ordering::Relaxed) > taken
    }
}
