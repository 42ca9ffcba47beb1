//! Two verbs at once: the second waits until the first is done, instead of leaving the officer to type it
//! again. A desk that takes nothing from the shell is open for longer than anybody waits.

use std::{thread, time::Duration};

use super::answer::notice;
use crate::{domain::error::Result, platform::elapsed_since_start, store};

/// So long one other program may write before this verb gives up.
const PATIENCE: Duration = Duration::from_secs(4);
/// So long it waits while others take turns.
const LONGEST: Duration = Duration::from_mins(1);
/// After so long the officer hears what is waited for.
const SAID_AFTER: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(50);

/// Opens the store once nobody else writes, as long as that does not take too long.
///
/// # Errors
/// When it cannot be opened, or another program keeps it.
pub fn await_turn<T>(mut open: impl FnMut() -> Result<T>) -> Result<T> {
    let start = elapsed_since_start();
    let (mut said, mut since, mut writer) = (false, start, String::new());
    loop {
        let refused = match open() {
            Ok(opened) => return Ok(opened),
            Err(refused) => refused,
        };
        let now = elapsed_since_start();
        // It names who writes: while that changes the turns go round.
        if refused.sentence != writer {
            (since, writer) = (now, refused.sentence.clone());
        }
        let (waited, kept) = (now.saturating_sub(start), now.saturating_sub(since));
        if !store::is_busy(&refused) || kept > PATIENCE || waited > LONGEST {
            return Err(refused);
        }
        if waited > SAID_AFTER && !said {
            said = true;
            notice("Een andere piket schrijft; deze wacht op zijn beurt.");
        }
        thread::sleep(PAUSE);
    }
}
