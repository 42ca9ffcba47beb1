//! The sign by which work beside the store thread hears that the program ends: what reads or copies for a long
//! time looks at it, so that it is over before the store closes and the process goes. The library below SQLite
//! clears away its own at the end of a process, under whoever still uses it then.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rusqlite::Connection;

use super::errors;
use crate::domain::error::Result;

/// So many steps of SQLite go by between two looks at the sign: far less than a millisecond.
const STEPS: i32 = 2_000;

/// Up once the work is to end; all clones are the same sign.
#[derive(Debug, Clone, Default)]
pub struct StopSign(Arc<AtomicBool>);

impl StopSign {
    /// Lets all who look at it end.
    pub fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Goes on only while it is down.
    pub(super) fn require_down(&self) -> Result<()> {
        if self.0.load(Ordering::SeqCst) {
            return Err(errors::broken_off());
        }
        Ok(())
    }

    /// Breaks off whatever this connection is asked once the sign is up.
    pub(super) fn watch(&self, connection: &mut Connection) -> Result<()> {
        let sign = Arc::clone(&self.0);
        Ok(connection.progress_handler(STEPS, Some(move || sign.load(Ordering::SeqCst)))?)
    }
}
