//! Whether the screen is covered, by a cover or by a lock, and what may still be read on it.

use crate::{desk::state::screen_lock::ScreenLock, domain::moment::Moment};

/// Whether the screen is covered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shielding {
    /// The desk is in view.
    #[default]
    None,
    /// It is covered, until a key says otherwise.
    Privacy,
    /// The lock falls: what was typed is on its way to the log, and then the desk is given up.
    Closing,
    /// It is locked, until the passphrase opens it. Such a desk knows nothing of the log.
    ScreenLock(Box<ScreenLock>),
}

/// All that a covered screen tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overview {
    /// How many terms run.
    pub running: usize,
    /// When the next alarm goes.
    pub alarm: Option<Moment>,
}
