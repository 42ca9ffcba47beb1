//! Reads the keyboard: what came in one read stays together, so that a burst can be told from typing, and a
//! paste that never ends is closed after a while. A terminal that is gone is an error, never a wait or a loop.

use std::{
    io,
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::mpsc::{Receiver, channel};

use crate::{
    domain::error::{Error, Result},
    platform::{Tty, elapsed_since_start, failure::why},
    ui::key::{Decoder, TerminalInput},
};

/// Of half a sequence or a paste nothing more comes after so long a silence.
const SILENCE: Duration = Duration::from_millis(400);
/// No paste takes longer, also while keys go on coming.
const LONGEST_PASTE: Duration = Duration::from_secs(10);
/// More bytes than any key sends are part of something longer: what follows so closely belongs to it.
const BURST: usize = 16;
const BURST_PAUSE: Duration = Duration::from_millis(10);
/// More bytes than a hand saves up come from a program, which may rest for longer before its last few.
const LONG_BURST: usize = 512;
const LONG_BURST_PAUSE: Duration = Duration::from_millis(80);
/// One burst is not gathered further than this.
const LARGEST_BURST: usize = 4 << 20;

/// Whether the keys are for this program. While another one has the terminal nothing of them is read.
#[derive(Debug, Clone, Default)]
pub struct KeyGate(Arc<(Mutex<KeyTaker>, Condvar)>);

/// For whom the keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum KeyTaker {
    #[default]
    Ours,
    Another,
}

impl KeyGate {
    /// The keys are for another program now.
    pub fn close(&self) {
        self.set(KeyTaker::Another);
    }

    /// The keys are for this program again.
    pub fn open(&self) {
        self.set(KeyTaker::Ours);
    }

    fn set(&self, reader: KeyTaker) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = reader;
        self.0.1.notify_all();
    }

    /// Waits while the keys are for another; `true` when there was something to wait for.
    fn waited(&self) -> bool {
        let reader = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = *reader == KeyTaker::Another;
        drop(self.0.1.wait_while(reader, |reader| *reader == KeyTaker::Another));
        closed
    }
}

/// The keyboard of the terminal that this program runs in.
#[derive(Debug)]
pub struct Keyboard {
    tty: Tty,
    decoder: Decoder,
    /// Since when a paste is coming in.
    paste_since: Option<Duration>,
    gate: KeyGate,
}

impl Keyboard {
    /// Opens it: standard input, or the terminal itself where something else is read from there.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn open() -> Result<Self> {
        let tty = Tty::open().map_err(|e| unreadable(&e))?;
        Ok(Self { tty, decoder: Decoder::default(), paste_since: None, gate: KeyGate::default() })
    }

    /// What comes within `wait`, or at last where no wait is given. Nothing may come: of half a key or a key
    /// without a meaning.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn read(&mut self, wait: Option<Duration>) -> Result<Vec<TerminalInput>> {
        let silence = self.decoder.is_waiting().then_some(SILENCE);
        let wait = [wait, silence].into_iter().flatten().min();
        let inputs = if self.is_ready(wait)? {
            let bytes = self.burst()?;
            self.decoder.read(&bytes)
        } else if silence.is_some() {
            self.decoder.settle()
        } else {
            Vec::new()
        };
        Ok(self.end_of_paste(inputs))
    }

    /// A paste that goes on for too long is over, whatever is typed behind it.
    fn end_of_paste(&mut self, mut inputs: Vec<TerminalInput>) -> Vec<TerminalInput> {
        if !self.decoder.is_pasting() {
            self.paste_since = None;
        } else if elapsed_since_start().saturating_sub(*self.paste_since.get_or_insert_with(elapsed_since_start))
            > LONGEST_PASTE
        {
            self.paste_since = None;
            inputs.extend(self.decoder.settle());
        }
        inputs
    }

    fn is_ready(&self, wait: Option<Duration>) -> Result<bool> {
        loop {
            let ready = self.tty.is_ready(wait).map_err(|e| unreadable(&e))?;
            // What was ready before is read by another by now.
            if !ready || !self.gate.waited() {
                return Ok(ready);
            }
        }
    }

    fn burst(&mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            // On the heap, which is wiped when it is given back: this may be a passphrase.
            let mut piece = vec![0; 4096];
            let size = self.tty.read(&mut piece).map_err(|e| unreadable(&e))?;
            all.extend(piece.iter().take(size));
            let long = all.len() >= LONG_BURST;
            let pause = if long { LONG_BURST_PAUSE } else { BURST_PAUSE };
            if (size <= BURST && !long) || all.len() >= LARGEST_BURST || !self.is_ready(Some(pause))? {
                return Ok(all);
            }
        }
    }
}

fn unreadable(e: &io::Error) -> Error {
    Error::data(format!("De toetsen zijn niet te lezen ({}).", why(e))).hint("Start piket in een terminal.")
}

/// Reads on a thread of its own while the gate is open, `queue` inputs ahead at most; when the terminal is gone the queue ends.
///
/// # Errors
/// When there is no terminal or the system gives no thread.
pub fn listen(queue: usize, gate: KeyGate) -> Result<Receiver<TerminalInput>> {
    let (sender, receiver) = channel(queue);
    let mut keyboard = Keyboard { gate, ..Keyboard::open()? };
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            while let Ok(inputs) = keyboard.read(None) {
                for input in inputs {
                    if sender.blocking_send(input).is_err() {
                        return;
                    }
                }
            }
        })
        .map_err(|e| unreadable(&e))?;
    Ok(receiver)
}
