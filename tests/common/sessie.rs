//! The binary in a pseudo-terminal. Tests wait for what they expect to read and never for a while:
//! what does not come within the deadline fails with the screen as it stood.

use std::{
    fmt::Write as _,
    io::{Read, Write},
    num::NonZeroU16,
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

use super::{Mis, toetsen};

/// How long anything may take; a failing test costs this much and no more.
pub const GEDULD: Duration = Duration::from_secs(30);

/// Columns and rows.
pub type Maat = (u16, u16);

/// The size everything has to work at.
pub const GEWOON: Maat = (80, 24);
/// A wide window, where sentences are not cut off.
pub const RUIM: Maat = (140, 45);

/// A running desk.
pub struct Sessie {
    kind: Box<dyn Child + Send + Sync>,
    meester: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    uitvoer: Receiver<Vec<u8>>,
    lezer: Option<JoinHandle<()>>,
    klaar: Arc<AtomicBool>,
    beeld: vt100::Parser,
    ruw: Vec<u8>,
}

fn pty_maat((cols, rows): Maat) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn niet_nul(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

fn mis(fout: impl std::fmt::Display) -> Mis {
    Mis(fout.to_string())
}

impl Sessie {
    /// Starts a program in a terminal of this size.
    pub fn start(opdracht: CommandBuilder, maat: Maat) -> Result<Self, Mis> {
        let pty = native_pty_system().openpty(pty_maat(maat)).map_err(mis)?;
        let kind = pty.slave.spawn_command(opdracht).map_err(mis)?;
        drop(pty.slave);
        let mut lezer = pty.master.try_clone_reader().map_err(mis)?;
        let schrijver = pty.master.take_writer().map_err(mis)?;
        let (zender, uitvoer) = channel();
        let klaar = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&klaar);
        let lezer = thread::spawn(move || {
            let mut stuk = [0; 8192];
            while let Ok(n @ 1..) = lezer.read(&mut stuk) {
                if zender.send(stuk.iter().take(n).copied().collect()).is_err() || stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let beeld = vt100::Parser::new(niet_nul(maat.1), niet_nul(maat.0), 0);
        let meester = Some((pty.master, schrijver));
        Ok(Self { kind, meester, uitvoer, lezer: Some(lezer), klaar, beeld, ruw: Vec::new() })
    }

    /// Types a script of keys.
    pub fn toetsen(&mut self, script: &str) -> Result<&mut Self, Mis> {
        let bytes = toetsen::bytes(script)?;
        self.stuur(&bytes)
    }

    /// Pastes a text, marked as such the way terminals do.
    pub fn plak(&mut self, tekst: &str) -> Result<&mut Self, Mis> {
        self.stuur(format!("\x1b[200~{tekst}\x1b[201~").as_bytes())
    }

    fn stuur(&mut self, bytes: &[u8]) -> Result<&mut Self, Mis> {
        let (_, schrijver) = self.meester.as_mut().ok_or_else(|| Mis("de verbinding is weg".to_owned()))?;
        schrijver.write_all(bytes)?;
        schrijver.flush()?;
        Ok(self)
    }

    /// The screen as it stands, one line per row.
    pub fn scherm(&self) -> String {
        let (_, cols) = self.beeld.screen().size();
        let mut uit = String::new();
        for rij in self.beeld.screen().rows(0, cols.get()) {
            let _ = writeln!(uit, "{}", rij.trim_end());
        }
        uit
    }

    /// True once a row holds all of these.
    fn heeft_regel(&self, stukken: &[&str]) -> bool {
        self.scherm().lines().any(|rij| stukken.iter().all(|s| rij.contains(s)))
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wacht(&mut self, tekst: &str) -> Result<&mut Self, Mis> {
        self.wacht_regel(&[tekst])
    }

    /// Waits until one row holds all of these.
    #[track_caller]
    pub fn wacht_regel(&mut self, stukken: &[&str]) -> Result<&mut Self, Mis> {
        let plek = Location::caller();
        self.tot(|s| s.heeft_regel(stukken)).map_err(|e| e.aan(&format!("{plek}: niet op het scherm: {stukken:?}")))
    }

    /// Waits until a text has left the screen.
    #[track_caller]
    pub fn wacht_weg(&mut self, tekst: &str) -> Result<&mut Self, Mis> {
        let plek = Location::caller();
        self.tot(|s| !s.heeft_regel(&[tekst])).map_err(|e| e.aan(&format!("{plek}: nog op het scherm: {tekst:?}")))
    }

    fn tot(&mut self, goed: impl Fn(&Self) -> bool) -> Result<&mut Self, Waarom> {
        let eind = Instant::now() + GEDULD;
        while !goed(self) {
            let rest = eind.saturating_duration_since(Instant::now());
            match self.uitvoer.recv_timeout(rest) {
                Ok(bytes) => self.neem(&bytes),
                Err(RecvTimeoutError::Timeout) => return Err(Waarom("de tijd is om", self.scherm())),
                Err(RecvTimeoutError::Disconnected) => return Err(Waarom("het programma is gestopt", self.scherm())),
            }
        }
        Ok(self)
    }

    fn neem(&mut self, bytes: &[u8]) {
        self.ruw.extend_from_slice(bytes);
        self.beeld.process(bytes);
    }

    /// Gives the window another size.
    pub fn maat(&mut self, maat: Maat) -> Result<&mut Self, Mis> {
        let (meester, _) = self.meester.as_ref().ok_or_else(|| Mis("de verbinding is weg".to_owned()))?;
        // The screen first: the program draws at once when its terminal says that it has changed.
        self.beeld.set_size(niet_nul(maat.1), niet_nul(maat.0));
        meester.resize(pty_maat(maat)).map_err(mis)?;
        Ok(self)
    }

    /// The number of its process.
    pub fn proces(&self) -> Result<u32, Mis> {
        self.kind.process_id().ok_or_else(|| Mis("het programma is al weg".to_owned()))
    }

    /// Sends a signal by name: `TERM`, `HUP`, `KILL`.
    pub fn stuur_signaal(&mut self, naam: &str) -> Result<&mut Self, Mis> {
        let pid = self.proces()?;
        let gelukt = Command::new("kill").args([format!("-{naam}"), pid.to_string()]).status()?.success();
        if gelukt { Ok(self) } else { Err(Mis(format!("signaal {naam} kwam niet aan"))) }
    }

    /// Takes the terminal away, as a closed window or a lost connection does, at the key in `script`:
    /// what that key draws is the last that is read.
    pub fn hang_op(&mut self, script: &str) -> Result<(), Mis> {
        self.klaar.store(true, Ordering::SeqCst);
        self.toetsen(script)?;
        if let Some(lezer) = self.lezer.take() {
            lezer.join().map_err(|_| Mis("de lezer is gestopt".to_owned()))?;
        }
        self.meester = None;
        Ok(())
    }

    /// Waits for the end of a program whose terminal was taken away, and answers its exit code.
    pub fn einde_zonder_terminal(&mut self) -> Result<u32, Mis> {
        let eind = Instant::now() + GEDULD;
        while Instant::now() < eind {
            if let Some(status) = self.kind.try_wait()? {
                return Ok(status.exit_code());
            }
            thread::yield_now();
        }
        Err(Mis("stopt niet nadat de terminal weg is".to_owned()))
    }

    /// Waits until the program has written anything after this call, for sizes at which there is no
    /// text to wait for.
    #[track_caller]
    pub fn wacht_iets(&mut self) -> Result<&mut Self, Mis> {
        let (plek, tot_hier) = (Location::caller(), self.ruw.len());
        self.tot(|s| s.ruw.len() > tot_hier).map_err(|e| e.aan(&format!("{plek}: er wordt niets getekend")))
    }

    /// Whether the terminal is as a shell expects it: the ordinary screen, pastes unmarked, the cursor
    /// visible, and typing echoed line by line.
    pub fn is_teruggegeven(&self) -> Result<bool, Mis> {
        const ICANON_EN_ECHO: u32 = 0o2 | 0o10;
        let (meester, _) = self.meester.as_ref().ok_or_else(|| Mis("de verbinding is weg".to_owned()))?;
        let termios = meester.get_termios().ok_or_else(|| Mis("de terminal is niet te vragen".to_owned()))?;
        let gewoon = termios.local_flags.bits() & ICANON_EN_ECHO == ICANON_EN_ECHO;
        let s = self.beeld.screen();
        Ok(gewoon && !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor())
    }

    /// True while the program runs.
    pub fn leeft(&mut self) -> bool {
        matches!(self.kind.try_wait(), Ok(None))
    }

    /// Waits until the program has ended and answers its exit code.
    #[track_caller]
    pub fn einde(&mut self) -> Result<u32, Mis> {
        let plek = Location::caller();
        let eind = Instant::now() + GEDULD;
        loop {
            match self.uitvoer.recv_timeout(eind.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.neem(&bytes),
                // The terminal is closed by the last who held it: the program.
                Err(RecvTimeoutError::Disconnected) => return Ok(self.kind.wait()?.exit_code()),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Waarom("de tijd is om", self.scherm()).aan(&format!("{plek}: stopt niet")));
                }
            }
        }
    }

    /// Everything the program wrote, as it came.
    pub fn ruw(&self) -> &[u8] {
        &self.ruw
    }

    /// True when the program wrote these bytes.
    pub fn schreef(&self, bytes: &[u8]) -> bool {
        self.ruw.windows(bytes.len()).any(|w| w == bytes)
    }
}

impl Drop for Sessie {
    /// A test that failed leaves no desk behind.
    fn drop(&mut self) {
        if self.leeft() {
            let _ = self.stuur_signaal("KILL");
            let _ = self.kind.wait();
        }
    }
}

/// Why waiting ended, and the screen at that moment.
struct Waarom(&'static str, String);

impl Waarom {
    fn aan(self, kop: &str) -> Mis {
        Mis(format!("{kop} ({})\n{}", self.0, self.1))
    }
}
