//! Signals that end the desk in good order: what was typed is saved, the terminal is given back.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::domain::fout::{Fout, Uitkomst};

/// The signals the desk listens to.
#[derive(Debug)]
pub struct Signalen {
    term: Signal,
    hup: Signal,
    int: Signal,
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
        })
    }

    /// Waits for the first of them.
    pub async fn volgende(&mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.hup.recv() => {}
            _ = self.int.recv() => {}
        }
    }
}
