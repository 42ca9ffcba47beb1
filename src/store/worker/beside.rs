//! What reads the store beside its thread, with connections of its own: a copy takes long, and recording does not
//! wait for it. It is broken off and waited for before the store closes: a process that ends under it ends with a
//! fault.

use std::{
    num::NonZeroUsize,
    sync::Arc,
    thread::{Builder, JoinHandle},
};

use super::{Response, StoreAnswer};
use crate::{
    domain::{copy_reason::CopyReason, error::Error, moment::Moment},
    platform::failure::what_next,
    store::{
        backup::{self, When},
        key::Unlock,
        open_store::Store,
        stop_sign::StopSign,
    },
};

/// What reads the store beside its thread, with connections of its own.
#[derive(Default)]
pub(super) struct WorkBeside {
    stop: StopSign,
    threads: Vec<JoinHandle<()>>,
}

impl WorkBeside {
    /// Makes a copy on a thread of its own, which answers by itself.
    pub(super) fn copy(
        &mut self,
        store: &Store,
        (now, keep): (Moment, NonZeroUsize),
        reason: CopyReason,
        answer: &StoreAnswer,
    ) -> Option<Response> {
        self.threads.retain(|thread| !thread.is_finished());
        let (folder, key) = (store.path().to_owned(), store.key());
        let (stop, answer) = (self.stop.clone(), Arc::clone(answer));
        let thread = Builder::new().name("backup".to_owned()).spawn(move || {
            let unlock = Unlock::from(key.as_ref());
            let when = match reason {
                CopyReason::Due => When::IfChanged,
                CopyReason::Asked => When::Always,
            };
            let made = backup::create(&folder, unlock, now, keep, when, &stop);
            let result = made.map(|made| made.path(&folder));
            answer(Response::BackedUp { reason, result });
        });
        match thread {
            Ok(thread) => {
                self.threads.push(thread);
                None
            }
            Err(e) => {
                let error = Error::data("Er is nu geen reservekopie te maken.").hint(what_next(&e));
                Some(Response::BackedUp { reason, result: Err(error) })
            }
        }
    }

    /// Breaks off what is under way and waits until it is gone.
    pub(super) fn end(self) {
        self.stop.raise();
        for thread in self.threads {
            // One that broke down has ended too.
            let _ = thread.join();
        }
    }
}
