//! Signals: those that end the desk in good order, with what was typed saved and the terminal given
//! back, and the one by which a screen saver or a key of the desktop locks it.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::domain::fout::{Fout, Uitkomst};

/// What a signal asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signaal {
    /// To stop.
    Stop,
    /// To lock.
    Vergrendel,
}

/// The signals the desk listens to.
#[derive(Debug)]
pub struct Signalen {
    term: Signal,
    hup: Signal,
    int: Signal,
    usr1: Signal,
}

impl Signalen {
    /// Starts listening.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn luister() -> Uitkomst<Self> {
        let op = |soort| signal(soort).map_err(|e| Fout::gegevens(format!("Signalen zijn niet te volgen: {e}.")));
        Ok(Self {
            term: op(SignalKind::terminate())?,
            hup: op(SignalKind::hangup())?,
            int: op(SignalKind::interrupt())?,
            usr1: op(SignalKind::user_defined1())?,
        })
    }

    /// Waits for the first of them.
    pub async fn volgende(&mut self) -> Signaal {
        tokio::select! {
            _ = self.term.recv() => Signaal::Stop,
            _ = self.hup.recv() => Signaal::Stop,
            _ = self.int.recv() => Signaal::Stop,
            _ = self.usr1.recv() => Signaal::Vergrendel,
        }
    }
}
