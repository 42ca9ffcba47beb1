//! Signals: those that end the desk in good order, with what was typed saved and the terminal given
//! back, and the one by which a screen saver or a key of the desktop locks it.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::domain::error::{Error, Result};

/// What a signal asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalEvent {
    /// To stop.
    Stop,
    /// To lock.
    Lock,
}

/// The signals the desk listens to.
#[derive(Debug)]
pub struct Signals {
    term: Signal,
    hup: Signal,
    int: Signal,
    usr1: Signal,
}

impl Signals {
    /// Starts listening.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn listen() -> Result<Self> {
        let at = |kind| signal(kind).map_err(|e| Error::data(format!("Signalen zijn niet te volgen: {e}.")));
        Ok(Self {
            term: at(SignalKind::terminate())?,
            hup: at(SignalKind::hangup())?,
            int: at(SignalKind::interrupt())?,
            usr1: at(SignalKind::user_defined1())?,
        })
    }

    /// Waits for the first of them.
    pub async fn next(&mut self) -> SignalEvent {
        tokio::select! {
            _ = self.term.recv() => SignalEvent::Stop,
            _ = self.hup.recv() => SignalEvent::Stop,
            _ = self.int.recv() => SignalEvent::Stop,
            _ = self.usr1.recv() => SignalEvent::Lock,
        }
    }
}
