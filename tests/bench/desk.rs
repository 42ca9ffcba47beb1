//! Measures the desk from outside, through a pseudo-terminal, against the floor: the least a program
//! with the same libraries can do. Prints figures and ratios; it judges nothing, because a ratio says
//! something about the machine too. `cargo bench --bench desk` runs it.

mod floor;
mod process;
mod stats;
mod terminal;

use std::{
    error::Error,
    fs::OpenOptions,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use process::Counter;
use stats::{Table, median, percentile};
use tempfile::TempDir;
use terminal::Program;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const PIKET: &str = env!("CARGO_BIN_EXE_piket");
/// So many starts of each, in turn.
const STARTS: usize = 20;
/// So many single keys of each, in turn.
const KEYS: usize = 200;
/// So many keys in bursts.
const STORM: usize = 2_000;
/// So many keys at once. The terminal library of both programs takes 1,024 bytes at a time and hears of
/// what is left only with the next key (crossterm pull request 1057), so a larger burst says nothing.
const SALVO: usize = 1_000;
/// When the twenty terms of the fictitious store are made.
const NOW: &str = "2026-11-22 02:10";
/// When the first of them ends within the hour, so that seconds are on screen.
const WITHIN_THE_HOUR: &str = "2026-11-22 04:40";

fn main() -> Result<()> {
    let Some(floor) = floor::build(Path::new(PIKET))? else {
        println!("Nothing was measured.");
        return Ok(());
    };
    let home = TempDir::new()?;
    let trial = Trial { home: home.path(), floor: &floor };
    let mut table = Table::with_columns("floor", "desk");
    trial.start_up(&mut table)?;
    trial.keys(&mut table)?;
    trial.idle(&mut table)?;
    println!("\nThe desk against the floor, {}x{} characters\n\n{table}", terminal::COLUMNS, terminal::LINES);
    Ok(())
}

/// The two programs, and a home that is nobody's.
struct Trial<'a> {
    home: &'a Path,
    floor: &'a Path,
}

impl Trial<'_> {
    fn path(&self, name: &str) -> String {
        self.home.join(name).to_string_lossy().into_owned()
    }

    fn make_demo(&self, folder: &str, content: &str) -> Result<()> {
        let words = ["--data-dir", &self.path(folder), "--nu", NOW, "demo", "--maak", content];
        let status = Command::new(PIKET).args(words).env("HOME", self.home).stdout(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(format!("piket {} failed", words.join(" ")).into()) }
    }

    fn demo(&self, folder: &str, now: &str) -> Result<Program> {
        Program::start(Path::new(PIKET), &["--data-dir", &self.path(folder), "--nu", now, "demo"], self.home)
    }

    /// The real desk; it asks for its passphrase unless a file holds it.
    fn real(&self, folder: &str, passphrase: &[&str]) -> Result<Program> {
        Program::start(Path::new(PIKET), &[&["--data-dir", &self.path(folder)], passphrase].concat(), self.home)
    }

    fn lowest(&self, counters: &str) -> Result<Program> {
        Program::start(self.floor, &[&self.path("vloer.db"), counters], self.home)
    }

    /// From starting the program to the frame with its first row or heading.
    fn start_up(&self, table: &mut Table) -> Result<()> {
        self.make_demo("leeg", "--leeg")?;
        self.make_demo("twintig", "--twintig")?;
        let file = self.home.join("wachtwoord");
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?.write_all(b"paard boter maan sok")?;
        let file = file.to_string_lossy();
        let with_file = ["--wachtwoord-bestand", &file];
        let mut new = self.real("echt", &with_file)?;
        new.until("Welkom")?;
        new.type_in(b"o")?;
        new.until("INBOX")?;
        new.stop()?;
        let (mut floor, mut empty, mut question, mut real, mut twenty) = (vec![], vec![], vec![], vec![], vec![]);
        // The first round fills the caches of the system and is not counted.
        for round in 0..=STARTS {
            let measurements = [
                first_frame(self.lowest("0")?, "eerste regel")?,
                first_frame(self.demo("leeg", NOW)?, "INBOX")?,
                first_frame(self.real("echt", &[])?, "Wachtwoord")?,
                first_frame(self.real("echt", &with_file)?, "INBOX")?,
                first_frame(self.demo("twintig", NOW)?, "NU DOEN")?,
            ];
            if round > 0 {
                for (list, measurement) in
                    [&mut floor, &mut empty, &mut question, &mut real, &mut twenty].into_iter().zip(measurements)
                {
                    list.push(measurement);
                }
            }
        }
        let bottom = median(&floor);
        table.heading(&format!("start to first useful frame, median of {STARTS} interleaved starts (ms)"));
        table.line("empty demo store", bottom, median(&empty), Some(2.0));
        table.line("empty real store, to the question for its passphrase", bottom, median(&question), Some(2.0));
        table.line("empty real store, opened: the key is derived on purpose slowly", bottom, median(&real), None);
        table.line("twenty open cases", bottom, median(&twenty), None);
        Ok(())
    }

    /// From a key to the change on screen, one by one and all at once; the memory afterwards.
    fn keys(&self, table: &mut Table) -> Result<()> {
        let mut pair = [self.lowest("0")?, self.demo("twintig", NOW)?];
        let [floor, desk] = &mut pair;
        floor.until("eerste regel")?;
        desk.until("NU DOEN")?;
        let mut times = [vec![], vec![]];
        for i in 0..KEYS {
            let key = if i / 10 % 2 == 0 { b"j" } else { b"k" };
            for (program, list) in pair.iter_mut().zip(&mut times) {
                program.until_quiet();
                list.extend(program.key_to_frame(key)?.map(milliseconds));
            }
        }
        let [floor, desk] = &times;
        table.heading(&format!("key to screen, {KEYS} times j or k, in turn (ms)"));
        table.line("p50", percentile(floor, 50), percentile(desk, 50), None);
        table.line("p95", percentile(floor, 95), percentile(desk, 95), None);

        // A burst ends two rows down, so that its last frame differs from its first whatever is skipped.
        let salvo: Vec<u8> = b"jk".iter().copied().cycle().take(SALVO - 2).chain(*b"jj").collect();
        let mut duration = [Some(0.0), Some(0.0)];
        let mut memory = [0.0, 0.0];
        for ((program, duration), memory) in pair.iter_mut().zip(&mut duration).zip(&mut memory) {
            for _ in 0..STORM / SALVO {
                program.until_quiet();
                let time = program.storm(&salvo)?.map(milliseconds);
                *duration = duration.zip(time).map(|(a, b)| a + b);
            }
            *memory = process::peak_memory(program.pid());
        }
        table.heading(&format!("{STORM} keys in bursts of {SALVO}, each to its last frame (ms)"));
        let [floor, desk] = duration.map(Option::unwrap_or_default);
        table.line("j and k", floor, desk, None);
        table.heading("memory at its highest, twenty open cases (MB)");
        table.line("resident", memory[0], memory[1], None);
        for program in pair {
            program.stop()?;
        }
        Ok(())
    }

    /// Nobody types: processor time and bytes of each, side by side in the same minute.
    fn idle(&self, table: &mut Table) -> Result<()> {
        let seconds: u64 = std::env::var("PIKET_BENCH_RUST").ok().and_then(|s| s.parse().ok()).unwrap_or(60);
        self.make_demo("straks", "--twintig")?;
        let mut three = [self.lowest("20")?, self.demo("twintig", NOW)?, self.demo("straks", WITHIN_THE_HOUR)?];
        for (program, text) in three.iter_mut().zip(["eerste regel", "NU DOEN", "NU DOEN"]) {
            program.until(text)?;
            program.until_quiet();
        }
        println!("Idle for {seconds} s …");
        // What the first second does still belongs to the start.
        thread::sleep(Duration::from_secs(1));
        three.iter_mut().for_each(Program::until_quiet);
        let mut counters: Vec<Counter> = three.iter().map(|p| Counter::start(p.pid())).collect();
        let start: Vec<usize> = three.iter().map(Program::read).collect();
        let end = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < end {
            thread::sleep(Duration::from_secs(1).min(end.saturating_duration_since(Instant::now())));
            counters.iter_mut().for_each(Counter::look);
        }
        three.iter_mut().for_each(Program::until_quiet);
        let time: Vec<f64> = counters.iter().map(Counter::milliseconds).collect();
        let disk: Vec<f64> = counters.iter().map(Counter::written).collect();
        let screen: Vec<f64> = three.iter().zip(&start).map(|(p, b)| stats::number(p.read() - b)).collect();
        for (heading, target, list) in [
            (format!("processor time in {seconds} s idle, twenty countdowns (ms)"), Some(1.5), time),
            (format!("bytes to the screen in {seconds} s idle"), None, screen),
            (format!("bytes to the disk in {seconds} s idle"), None, disk),
        ] {
            if let [floor, hours, soon] = list[..] {
                table.heading(&heading);
                table.line("all hours away", floor, hours, target);
                table.line("one within the hour", floor, soon, target);
            }
        }
        for program in three {
            program.stop()?;
        }
        Ok(())
    }
}

fn first_frame(mut program: Program, text: &str) -> Result<f64> {
    let duration = program.until(text)?;
    program.stop()?;
    Ok(milliseconds(duration))
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
