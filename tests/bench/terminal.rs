//! A program in a pseudo-terminal, with the moment at which each piece of its output arrived. A thread
//! of its own reads, so that the clock stops when the bytes are there and not when they were looked at.

use std::{
    io::{Read, Write},
    path::Path,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Result;

/// Columns of the terminal.
pub const COLUMNS: u16 = 120;
/// Lines of the terminal.
pub const LINES: u16 = 40;
/// Longer than this nothing takes.
const TIMEOUT: Duration = Duration::from_secs(10);
/// So long without output means that a program has said what it had to say.
const QUIET: Duration = Duration::from_millis(20);
/// The same after many keys at once, when the machine is busy.
const QUIET_AFTER_STORM: Duration = Duration::from_millis(400);

/// A running program and what its terminal shows.
pub struct Program {
    name: String,
    child: Box<dyn Child + Send + Sync>,
    // Closing it hangs up the terminal.
    _master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    beeld: vt100::Parser,
    start: Instant,
    read: usize,
}

impl Program {
    /// Starts it with nothing of the caller's environment but a home.
    pub fn start(path: &Path, words: &[&str], home: &Path) -> Result<Self> {
        let size = PtySize { rows: LINES, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(path);
        command.args(words);
        command.env_clear();
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"] {
            command.env(name, home);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(home);
        let mut reader = pair.master.try_clone_reader()?;
        let keyboard = pair.master.take_writer()?;
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                let piece = buffer.iter().copied().take(n).collect();
                if sender.send((Instant::now(), piece)).is_err() {
                    return;
                }
            }
        });
        let start = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        Ok(Self {
            name: path.display().to_string(),
            child,
            _master: pair.master,
            keyboard,
            output,
            beeld: vt100::Parser::new(LINES.try_into()?, COLUMNS.try_into()?, 0),
            start,
            read: 0,
        })
    }

    /// The process's number; 0 when it has ended.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap_or_default()
    }

    /// How many bytes came out until now.
    pub const fn read(&self) -> usize {
        self.read
    }

    /// Waits until the screen shows a text and answers how long after the start that was. The screen is
    /// worked out afterwards, because doing so would take a processor from the program.
    pub fn until(&mut self, text: &str) -> Result<Duration> {
        let until = Instant::now() + TIMEOUT;
        while let Ok(first) = self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
            let mut pieces = vec![first];
            while let Ok(piece) = self.output.recv_timeout(QUIET) {
                pieces.push(piece);
            }
            let mut seen = None;
            for (at, piece) in pieces {
                self.process(&piece);
                if seen.is_none() && self.beeld.screen().contents().contains(text) {
                    seen = Some(at.duration_since(self.start));
                }
            }
            if let Some(duration) = seen {
                return Ok(duration);
            }
        }
        Err(format!("{} never showed «{text}»:\n{}", self.name, self.beeld.screen().contents()).into())
    }

    /// Presses keys without waiting for anything.
    pub fn type_in(&mut self, keys: &[u8]) -> Result<()> {
        self.keyboard.write_all(keys)?;
        Ok(self.keyboard.flush()?)
    }

    /// Takes what comes until nothing comes any more.
    pub fn until_quiet(&mut self) {
        while self.take(QUIET).is_some() {}
    }

    /// Presses one key and waits for the screen to change; `None` when it does not within a second.
    pub fn key_to_frame(&mut self, key: &[u8]) -> Result<Option<Duration>> {
        let was = self.beeld.screen().contents_formatted();
        let first = Instant::now();
        self.type_in(key)?;
        let until = first + Duration::from_secs(1);
        while let Some(at) = self.take(until.saturating_duration_since(Instant::now())) {
            if self.beeld.screen().contents_formatted() != was {
                return Ok(Some(at.duration_since(first)));
            }
        }
        Ok(None)
    }

    /// Presses many keys at once and waits for the last change on the screen; `None` without any.
    pub fn storm(&mut self, keys: &[u8]) -> Result<Option<Duration>> {
        let mut was = self.beeld.screen().contents_formatted();
        let first = Instant::now();
        let mut last = None;
        self.type_in(keys)?;
        while let Some(at) = self.take(QUIET_AFTER_STORM) {
            let now = self.beeld.screen().contents_formatted();
            if now != was {
                (was, last) = (now, Some(at));
            }
        }
        Ok(last.map(|at| at.duration_since(first)))
    }

    /// Leaves the program as a user does and waits until it is gone.
    pub fn stop(mut self) -> Result<()> {
        // A letter at the question for a passphrase; there only the second of these says the same.
        self.type_in(b"q\x03")?;
        let until = Instant::now() + TIMEOUT;
        // The reader ends when the last one who can write to the terminal has gone.
        while self.take(until.saturating_duration_since(Instant::now())).is_some() {}
        let status = match self.child.try_wait()? {
            Some(status) => status,
            None if Instant::now() < until => self.child.wait()?,
            None => {
                self.child.kill()?;
                return Err(format!("{} did not stop", self.name).into());
            }
        };
        if status.success() { Ok(()) } else { Err(format!("{} ended badly: {status}", self.name).into()) }
    }

    /// The next piece of output, on the screen, and when it arrived.
    fn take(&mut self, timeout: Duration) -> Option<Instant> {
        let (at, piece) = self.output.recv_timeout(timeout).ok()?;
        self.process(&piece);
        Some(at)
    }

    fn process(&mut self, piece: &[u8]) {
        self.read += piece.len();
        self.beeld.process(piece);
    }
}
