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

use crate::Uitkomst;

/// Columns of the terminal.
pub const KOLOMMEN: u16 = 120;
/// Lines of the terminal.
pub const REGELS: u16 = 40;
/// Longer than this nothing takes.
const GEDULD: Duration = Duration::from_secs(10);
/// So long without output means that a program has said what it had to say.
const STIL: Duration = Duration::from_millis(20);
/// The same after many keys at once, when the machine is busy.
const STIL_NA_STORM: Duration = Duration::from_millis(400);

/// A running program and what its terminal shows.
pub struct Programma {
    naam: String,
    kind: Box<dyn Child + Send + Sync>,
    // Closing it hangs up the terminal.
    _meester: Box<dyn MasterPty + Send>,
    toetsenbord: Box<dyn Write + Send>,
    uitvoer: Receiver<(Instant, Vec<u8>)>,
    beeld: vt100::Parser,
    begin: Instant,
    gelezen: usize,
}

impl Programma {
    /// Starts it with nothing of the caller's environment but a home.
    pub fn start(pad: &Path, woorden: &[&str], thuis: &Path) -> Uitkomst<Self> {
        let maat = PtySize { rows: REGELS, cols: KOLOMMEN, pixel_width: 0, pixel_height: 0 };
        let paar = native_pty_system().openpty(maat)?;
        let mut opdracht = CommandBuilder::new(pad);
        opdracht.args(woorden);
        opdracht.env_clear();
        for naam in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"] {
            opdracht.env(naam, thuis);
        }
        opdracht.env("TERM", "xterm-256color");
        opdracht.env("LANG", "C.UTF-8");
        opdracht.cwd(thuis);
        let mut lezer = paar.master.try_clone_reader()?;
        let toetsenbord = paar.master.take_writer()?;
        let (zender, uitvoer) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = lezer.read(&mut buffer) {
                let stuk = buffer.iter().copied().take(n).collect();
                if zender.send((Instant::now(), stuk)).is_err() {
                    return;
                }
            }
        });
        let begin = Instant::now();
        let kind = paar.slave.spawn_command(opdracht)?;
        Ok(Self {
            naam: pad.display().to_string(),
            kind,
            _meester: paar.master,
            toetsenbord,
            uitvoer,
            beeld: vt100::Parser::new(REGELS.try_into()?, KOLOMMEN.try_into()?, 0),
            begin,
            gelezen: 0,
        })
    }

    /// The process's number; 0 when it has ended.
    pub fn pid(&self) -> u32 {
        self.kind.process_id().unwrap_or_default()
    }

    /// How many bytes came out until now.
    pub const fn gelezen(&self) -> usize {
        self.gelezen
    }

    /// Waits until the screen shows a text and answers how long after the start that was. The screen is
    /// worked out afterwards, because doing so would take a processor from the program.
    pub fn tot(&mut self, tekst: &str) -> Uitkomst<Duration> {
        let tot = Instant::now() + GEDULD;
        while let Ok(eerste) = self.uitvoer.recv_timeout(tot.saturating_duration_since(Instant::now())) {
            let mut stukken = vec![eerste];
            while let Ok(stuk) = self.uitvoer.recv_timeout(STIL) {
                stukken.push(stuk);
            }
            let mut gezien = None;
            for (op, stuk) in stukken {
                self.verwerk(&stuk);
                if gezien.is_none() && self.beeld.screen().contents().contains(tekst) {
                    gezien = Some(op.duration_since(self.begin));
                }
            }
            if let Some(duur) = gezien {
                return Ok(duur);
            }
        }
        Err(format!("{} never showed «{tekst}»:\n{}", self.naam, self.beeld.screen().contents()).into())
    }

    /// Presses keys without waiting for anything.
    pub fn typ(&mut self, toetsen: &[u8]) -> Uitkomst<()> {
        self.toetsenbord.write_all(toetsen)?;
        Ok(self.toetsenbord.flush()?)
    }

    /// Takes what comes until nothing comes any more.
    pub fn tot_rust(&mut self) {
        while self.neem(STIL).is_some() {}
    }

    /// Presses one key and waits for the screen to change; `None` when it does not within a second.
    pub fn toets_tot_beeld(&mut self, toets: &[u8]) -> Uitkomst<Option<Duration>> {
        let was = self.beeld.screen().contents_formatted();
        let begin = Instant::now();
        self.typ(toets)?;
        let tot = begin + Duration::from_secs(1);
        while let Some(op) = self.neem(tot.saturating_duration_since(Instant::now())) {
            if self.beeld.screen().contents_formatted() != was {
                return Ok(Some(op.duration_since(begin)));
            }
        }
        Ok(None)
    }

    /// Presses many keys at once and waits for the last change on the screen; `None` without any.
    pub fn storm(&mut self, toetsen: &[u8]) -> Uitkomst<Option<Duration>> {
        let mut was = self.beeld.screen().contents_formatted();
        let begin = Instant::now();
        let mut laatste = None;
        self.typ(toetsen)?;
        while let Some(op) = self.neem(STIL_NA_STORM) {
            let nu = self.beeld.screen().contents_formatted();
            if nu != was {
                (was, laatste) = (nu, Some(op));
            }
        }
        Ok(laatste.map(|op| op.duration_since(begin)))
    }

    /// Leaves the program as a user does and waits until it is gone.
    pub fn stop(mut self) -> Uitkomst<()> {
        // A letter at the question for a passphrase; there only the second of these says the same.
        self.typ(b"q\x03")?;
        let tot = Instant::now() + GEDULD;
        // The reader ends when the last one who can write to the terminal has gone.
        while self.neem(tot.saturating_duration_since(Instant::now())).is_some() {}
        let status = match self.kind.try_wait()? {
            Some(status) => status,
            None if Instant::now() < tot => self.kind.wait()?,
            None => {
                self.kind.kill()?;
                return Err(format!("{} did not stop", self.naam).into());
            }
        };
        if status.success() { Ok(()) } else { Err(format!("{} ended badly: {status}", self.naam).into()) }
    }

    /// The next piece of output, on the screen, and when it arrived.
    fn neem(&mut self, geduld: Duration) -> Option<Instant> {
        let (op, stuk) = self.uitvoer.recv_timeout(geduld).ok()?;
        self.verwerk(&stuk);
        Some(op)
    }

    fn verwerk(&mut self, stuk: &[u8]) {
        self.gelezen += stuk.len();
        self.beeld.process(stuk);
    }
}
