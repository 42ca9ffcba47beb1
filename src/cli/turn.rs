//! Two verbs at once: the second waits until the first is done, instead of leaving the officer to type it
//! again. An open desk takes longer than anybody waits.

use std::{io::Write, thread, time::Duration};

use crate::{
    domain::error::Result,
    platform::elapsed_since_start,
    store::{self, Store},
};

/// Whether a verb waits while another program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// It waits.
    Patient,
    /// It does not.
    AtOnce,
}

/// So long another verb may take before this one gives up.
const PATIENCE: Duration = Duration::from_secs(4);
/// After so long the officer hears what is waited for.
const SAID_AFTER: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(50);

/// Opens the store once nobody else writes, as long as that does not take too long.
///
/// # Errors
/// When it cannot be opened, or another program keeps it.
pub fn await_turn(open: impl Fn() -> Result<Store>) -> Result<Store> {
    let start = elapsed_since_start();
    let mut said = false;
    loop {
        let refused = match open() {
            Ok(store) => return Ok(store),
            Err(refused) => refused,
        };
        let waited = elapsed_since_start().saturating_sub(start);
        if !store::is_busy(&refused) || waited > PATIENCE {
            return Err(refused);
        }
        if waited > SAID_AFTER && !said {
            said = true;
            let _ = writeln!(std::io::stderr(), "Een andere piket schrijft; deze wacht op zijn beurt.");
        }
        thread::sleep(PAUSE);
    }
}
