//! Standard output of a program without a screen, on a thread of its own: a terminal that was stopped with
//! Ctrl-S, or a pipe that nobody reads, holds up no alarm.

use std::{
    io::{Write, stdout},
    sync::mpsc::{SyncSender, TrySendError, sync_channel},
    time::Duration,
};

use tokio::sync::oneshot;

use crate::{
    domain::{
        alarm::ChannelOutcome,
        error::{Error, Result},
    },
    platform::failure::{what_next, why_not_run},
};

/// So many lines wait at most.
const QUEUE_SIZE: usize = 256;
/// How long a line may take to be written.
const TIMEOUT: Duration = Duration::from_secs(2);

struct Chunk {
    text: String,
    done: oneshot::Sender<bool>,
}

/// Hands over what is to be written.
#[derive(Debug, Clone)]
pub struct LineWriter(SyncSender<Chunk>);

/// What becomes of it.
#[derive(Debug)]
pub struct PendingWrite(Option<oneshot::Receiver<bool>>);

impl LineWriter {
    /// Starts the thread. It ends with the program, also where it still waits for its reader.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> Result<Self> {
        let (sender, receiver) = sync_channel::<Chunk>(QUEUE_SIZE);
        let write = move || {
            for Chunk { text, done } in receiver {
                let mut out = stdout().lock();
                let succeeded = out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok();
                // Not everybody waits for it.
                let _ = done.send(succeeded);
            }
        };
        std::thread::Builder::new().name("output".to_owned()).spawn(write).map_err(|e| {
            Error::data(format!("Het programma kan niet starten: {}.", why_not_run(&e))).hint(what_next(&e))
        })?;
        Ok(Self(sender))
    }

    /// Hands this over, without waiting.
    pub fn write(&self, text: String) -> PendingWrite {
        let (done, done_signal) = oneshot::channel();
        match self.0.try_send(Chunk { text, done }) {
            Ok(()) => PendingWrite(Some(done_signal)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => PendingWrite(None),
        }
    }
}

impl PendingWrite {
    /// Waits until it stands there, as long as that may take.
    pub async fn outcome(self) -> ChannelOutcome {
        let Some(done_signal) = self.0 else { return ChannelOutcome::NoAnswer };
        match tokio::time::timeout(TIMEOUT, done_signal).await {
            Ok(Ok(true)) => ChannelOutcome::Sent,
            Ok(Ok(false) | Err(_)) => ChannelOutcome::Missing,
            Err(_) => ChannelOutcome::NoAnswer,
        }
    }
}
