//! The binary in a pseudo-terminal. Tests wait for what they expect to read and never for a while:
//! what does not come within the deadline fails with the screen as it stood.

use std::{
    fmt::Write as _,
    fs::File,
    io::{Read, Write},
    num::NonZeroU16,
    os::unix::fs::OpenOptionsExt,
    panic::Location,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::{Failure, keys};

/// How long anything may take; a failing test costs this much and no more.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// As long as a desk takes a key that comes again for the same press.
const GLANCE: Duration = Duration::from_millis(750);
/// The shortest rest between two keys.
const HAND: Duration = Duration::from_millis(20);

/// Columns and rows.
pub type Size = (u16, u16);

/// The size everything has to work at.
pub const NORMAL: Size = (80, 24);
/// A wide window, where sentences are not cut off.
pub const WIDE: Size = (140, 45);

/// A running desk.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    output: Receiver<Vec<u8>>,
    reader: Option<JoinHandle<()>>,
    done: Arc<AtomicBool>,
    emulator: vt100::Parser,
    raw: Vec<u8>,
    /// What was typed last, and when: a hand does not press one key twice within a glance.
    last: Option<(Vec<u8>, Instant)>,
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn non_zero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

impl Session {
    /// Starts a program in a terminal of this size.
    pub fn start(command: CommandBuilder, size: Size) -> Result<Self, Failure> {
        let pty = native_pty_system().openpty(pty_size(size)).map_err(failed)?;
        let child = pty.slave.spawn_command(command).map_err(failed)?;
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().map_err(failed)?;
        let writer = pty.master.take_writer().map_err(failed)?;
        let (sender, output) = channel();
        let done = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&done);
        let reader = thread::spawn(move || {
            let mut piece = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut piece) {
                if sender.send(piece.iter().take(n).copied().collect()).is_err() || stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let emulator = vt100::Parser::new(non_zero(size.1), non_zero(size.0), 0);
        let master = Some((pty.master, writer));
        Ok(Self { child, master, output, reader: Some(reader), done, emulator, raw: Vec::new(), last: None })
    }

    /// Types a script of keys, as a hand does: an Enter never comes together with what stands around it, which
    /// would be a paste.
    pub fn keys(&mut self, script: &str) -> Result<&mut Self, Failure> {
        let bytes = keys::bytes(script)?;
        for part in bytes.split_inclusive(|b| *b == b'\r') {
            let text = part.strip_suffix(b"\r").unwrap_or(part);
            let enter = part.get(text.len()..).unwrap_or_default();
            for piece in [text, enter].into_iter().filter(|piece| !piece.is_empty()) {
                self.glance(piece);
                self.pause()?.send(piece)?;
            }
        }
        Ok(self)
    }

    /// Waits until the same key may be meant again.
    fn glance(&mut self, piece: &[u8]) {
        if let Some((last, at)) = &self.last
            && last == piece
        {
            thread::sleep(GLANCE.saturating_sub(at.elapsed()));
        }
        self.last = Some((piece.to_vec(), Instant::now()));
    }

    /// Reads what the last key brought, before the next one answers it.
    pub fn read(&mut self) -> &mut Self {
        if let Some((_, at)) = &self.last {
            thread::sleep(GLANCE.saturating_sub(at.elapsed()));
        }
        self
    }

    /// Types a script of keys that all arrive at once.
    pub fn burst(&mut self, script: &str) -> Result<&mut Self, Failure> {
        let bytes = keys::bytes(script)?;
        self.pause()?.send(&bytes)
    }

    /// Rests between two keys, until the program has taken the one before. The terminal does not tell that it
    /// passed a key on, so a rest as short as no hand's comes first.
    fn pause(&mut self) -> Result<&mut Self, Failure> {
        let end = Instant::now() + TIMEOUT;
        loop {
            thread::sleep(HAND);
            let taken = self.tty().ok().and_then(|tty| rustix::io::ioctl_fionread(tty).ok()).unwrap_or(0) == 0;
            if taken || Instant::now() > end {
                return Ok(self);
            }
        }
    }

    /// The terminal as other programs see it that run there.
    fn tty(&self) -> Result<File, Failure> {
        /// It does not become the terminal of the tests.
        const NOCTTY: i32 = 0o400;
        let gone = || Failure("de verbinding is weg".to_owned());
        let name = self.master.as_ref().and_then(|(master, _)| master.tty_name()).ok_or_else(gone)?;
        Ok(File::options().read(true).write(true).custom_flags(NOCTTY).open(name)?)
    }

    /// Writes on the terminal, as another program does that runs there.
    pub fn print(&mut self, bytes: &[u8]) -> Result<&mut Self, Failure> {
        self.tty()?.write_all(bytes)?;
        Ok(self)
    }

    /// Sends these bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<&mut Self, Failure> {
        self.pause()?.send(bytes)
    }

    /// Leaves the desk, also where it asks first because nobody calls out after it.
    #[track_caller]
    pub fn leave(&mut self) -> Result<&mut Self, Failure> {
        self.keys("q")?;
        // A desk that left does not ask any more.
        if self.until(|s| s.has_line(&["v weggaan"])).is_ok() {
            self.keys("v")?;
        }
        Ok(self)
    }

    /// Pastes a text, marked as such the way terminals do.
    pub fn paste(&mut self, text: &str) -> Result<&mut Self, Failure> {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    fn send(&mut self, bytes: &[u8]) -> Result<&mut Self, Failure> {
        let (_, writer) = self.master.as_mut().ok_or_else(|| Failure("de verbinding is weg".to_owned()))?;
        writer.write_all(bytes)?;
        writer.flush()?;
        Ok(self)
    }

    /// The screen as it stands, one line per row.
    pub fn screen(&self) -> String {
        let (_, cols) = self.emulator.screen().size();
        let mut out = String::new();
        for row in self.emulator.screen().rows(0, cols.get()) {
            let _ = writeln!(out, "{}", row.trim_end());
        }
        out
    }

    /// True once a row holds all of these.
    fn has_line(&self, pieces: &[&str]) -> bool {
        self.screen().lines().any(|row| pieces.iter().all(|s| row.contains(s)))
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wait(&mut self, text: &str) -> Result<&mut Self, Failure> {
        self.wait_for_line(&[text])
    }

    /// Waits until one row holds all of these.
    #[track_caller]
    pub fn wait_for_line(&mut self, pieces: &[&str]) -> Result<&mut Self, Failure> {
        let call_site = Location::caller();
        self.until(|s| s.has_line(pieces))
            .map_err(|e| e.with_context(&format!("{call_site}: niet op het scherm: {pieces:?}")))
    }

    /// Waits until a text has left the screen.
    #[track_caller]
    pub fn wait_until_gone(&mut self, text: &str) -> Result<&mut Self, Failure> {
        let call_site = Location::caller();
        self.until(|s| !s.has_line(&[text]))
            .map_err(|e| e.with_context(&format!("{call_site}: nog op het scherm: {text:?}")))
    }

    fn until(&mut self, good: impl Fn(&Self) -> bool) -> Result<&mut Self, WaitError> {
        let end = Instant::now() + TIMEOUT;
        while !good(self) {
            let rest = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(rest) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => return Err(WaitError("de tijd is om", self.screen())),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(WaitError("het programma is gestopt", self.screen()));
                }
            }
        }
        Ok(self)
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.emulator.process(bytes);
    }

    /// Gives the window another size.
    pub fn size(&mut self, size: Size) -> Result<&mut Self, Failure> {
        let (master, _) = self.master.as_ref().ok_or_else(|| Failure("de verbinding is weg".to_owned()))?;
        // The screen first: the program draws at once when its terminal says that it has changed.
        self.emulator.set_size(non_zero(size.1), non_zero(size.0));
        master.resize(pty_size(size)).map_err(failed)?;
        Ok(self)
    }

    /// The number of its process.
    pub fn process(&self) -> Result<u32, Failure> {
        self.child.process_id().ok_or_else(|| Failure("het programma is al weg".to_owned()))
    }

    /// Sends a signal by name: `TERM`, `HUP`, `KILL`.
    pub fn send_signal(&mut self, name: &str) -> Result<&mut Self, Failure> {
        let pid = self.process()?;
        let succeeded = Command::new("kill").args([format!("-{name}"), pid.to_string()]).status()?.success();
        if succeeded { Ok(self) } else { Err(Failure(format!("signaal {name} kwam niet aan"))) }
    }

    /// Takes the terminal away, as a closed window or a lost connection does, at the key in `script`:
    /// what that key draws is the last that is read.
    pub fn hang_up(&mut self, script: &str) -> Result<(), Failure> {
        self.done.store(true, Ordering::SeqCst);
        self.keys(script)?;
        if let Some(reader) = self.reader.take() {
            reader.join().map_err(|_| Failure("de lezer is gestopt".to_owned()))?;
        }
        self.master = None;
        Ok(())
    }

    /// Waits for the end of a program whose terminal was taken away, and answers its exit code.
    pub fn end_without_terminal(&mut self) -> Result<u32, Failure> {
        let end = Instant::now() + TIMEOUT;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status.exit_code());
            }
            thread::yield_now();
        }
        Err(Failure("stopt niet nadat de terminal weg is".to_owned()))
    }

    /// Waits until the program has written anything after this call, for sizes at which there is no
    /// text to wait for.
    #[track_caller]
    pub fn wait_for_output(&mut self) -> Result<&mut Self, Failure> {
        let (call_site, up_to_here) = (Location::caller(), self.raw.len());
        self.until(|s| s.raw.len() > up_to_here)
            .map_err(|e| e.with_context(&format!("{call_site}: er wordt niets getekend")))
    }

    /// Waits until the program has written these bytes, for what no screen shows.
    #[track_caller]
    pub fn wait_for_bytes(&mut self, bytes: &[u8]) -> Result<&mut Self, Failure> {
        let call_site = Location::caller();
        self.until(|s| s.wrote(bytes))
            .map_err(|e| e.with_context(&format!("{call_site}: {bytes:?} wordt niet geschreven")))
    }

    /// Whether the terminal is as a shell expects it: the ordinary screen, pastes unmarked, the cursor
    /// visible, the mouse its own, and typing echoed line by line.
    pub fn is_given_back(&self) -> Result<bool, Failure> {
        const ICANON_AND_ECHO: u32 = 0o2 | 0o10;
        let (master, _) = self.master.as_ref().ok_or_else(|| Failure("de verbinding is weg".to_owned()))?;
        let termios = master.get_termios().ok_or_else(|| Failure("de terminal is niet te vragen".to_owned()))?;
        let plain = termios.local_flags.bits() & ICANON_AND_ECHO == ICANON_AND_ECHO;
        let s = self.emulator.screen();
        let mouse = s.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        Ok(plain && !mouse && !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor())
    }

    /// True while the program runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until the program has ended and answers its exit code.
    #[track_caller]
    pub fn end(&mut self) -> Result<u32, Failure> {
        let call_site = Location::caller();
        let end = Instant::now() + TIMEOUT;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                // The terminal is closed by the last who held it: the program.
                Err(RecvTimeoutError::Disconnected) => return Ok(self.child.wait()?.exit_code()),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(
                        WaitError("de tijd is om", self.screen()).with_context(&format!("{call_site}: stopt niet"))
                    );
                }
            }
        }
    }

    /// Everything the program wrote, as it came.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// True when the program wrote these bytes.
    pub fn wrote(&self, bytes: &[u8]) -> bool {
        self.raw.windows(bytes.len()).any(|w| w == bytes)
    }
}

impl Drop for Session {
    /// A test that failed leaves no desk behind.
    fn drop(&mut self) {
        if self.is_alive() {
            let _ = self.send_signal("KILL");
            let _ = self.child.wait();
        }
    }
}

/// Why waiting ended, and the screen at that moment.
struct WaitError(&'static str, String);

impl WaitError {
    fn with_context(self, heading: &str) -> Failure {
        Failure(format!("{heading} ({})\n{}", self.0, self.1))
    }
}
