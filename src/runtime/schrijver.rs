//! Standard output of a program without a screen, on a thread of its own: a terminal that was stopped with
//! Ctrl-S, or a pipe that nobody reads, holds up no alarm.

use std::{
    io::{Write, stdout},
    sync::mpsc::{SyncSender, TrySendError, sync_channel},
    time::Duration,
};

use tokio::sync::oneshot;

use crate::domain::{
    fout::{Fout, Uitkomst},
    wekker::Kanaaluitslag,
};

/// So many lines wait at most.
const WACHTRIJ: usize = 256;
/// How long a line may take to be written.
const GEDULD: Duration = Duration::from_secs(2);

struct Stuk {
    tekst: String,
    klaar: oneshot::Sender<bool>,
}

/// Hands over what is to be written.
#[derive(Debug, Clone)]
pub struct Schrijver(SyncSender<Stuk>);

/// What becomes of it.
#[derive(Debug)]
pub struct Geschreven(Option<oneshot::Receiver<bool>>);

impl Schrijver {
    /// Starts the thread. It ends with the program, also where it still waits for its reader.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> Uitkomst<Self> {
        let (zender, ontvanger) = sync_channel::<Stuk>(WACHTRIJ);
        let schrijf = move || {
            for Stuk { tekst, klaar } in ontvanger {
                let mut uit = stdout().lock();
                let gelukt = uit.write_all(tekst.as_bytes()).and_then(|()| uit.flush()).is_ok();
                // Not everybody waits for it.
                let _ = klaar.send(gelukt);
            }
        };
        std::thread::Builder::new()
            .name("uitvoer".to_owned())
            .spawn(schrijf)
            .map_err(|e| Fout::gegevens(format!("Het programma kan niet starten: {e}.")))?;
        Ok(Self(zender))
    }

    /// Hands this over, without waiting.
    pub fn schrijf(&self, tekst: String) -> Geschreven {
        let (klaar, is_klaar) = oneshot::channel();
        match self.0.try_send(Stuk { tekst, klaar }) {
            Ok(()) => Geschreven(Some(is_klaar)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => Geschreven(None),
        }
    }
}

impl Geschreven {
    /// Waits until it stands there, as long as that may take.
    pub async fn uitslag(self) -> Kanaaluitslag {
        let Some(is_klaar) = self.0 else { return Kanaaluitslag::AntwoordtNiet };
        match tokio::time::timeout(GEDULD, is_klaar).await {
            Ok(Ok(true)) => Kanaaluitslag::Gelukt,
            Ok(Ok(false) | Err(_)) => Kanaaluitslag::Ontbreekt,
            Err(_) => Kanaaluitslag::AntwoordtNiet,
        }
    }
}
