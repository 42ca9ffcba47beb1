//! Measures the desk from outside, through a pseudo-terminal, against the floor: the least a program
//! with the same libraries can do. Prints figures and ratios; it judges nothing, because a ratio says
//! something about the machine too. `cargo bench --bench desk` runs it.

mod maat;
mod proces;
mod terminal;
mod vloer;

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

use maat::{Tabel, mediaan, rang};
use proces::Teller;
use tempfile::TempDir;
use terminal::Programma;

type Uitkomst<T> = Result<T, Box<dyn Error>>;

const PIKET: &str = env!("CARGO_BIN_EXE_piket");
/// So many starts of each, in turn.
const STARTS: usize = 20;
/// So many single keys of each, in turn.
const TOETSEN: usize = 200;
/// So many keys in bursts.
const STORM: usize = 2_000;
/// So many keys at once. The terminal library of both programs takes 1,024 bytes at a time and hears of
/// what is left only with the next key (crossterm pull request 1057), so a larger burst says nothing.
const SALVO: usize = 1_000;
/// When the twenty terms of the fictitious store are made.
const NU: &str = "2026-11-22 02:10";
/// When the first of them ends within the hour, so that seconds are on screen.
const BINNEN_HET_UUR: &str = "2026-11-22 04:40";

fn main() -> Uitkomst<()> {
    let Some(vloer) = vloer::bouw(Path::new(PIKET))? else {
        println!("Nothing was measured.");
        return Ok(());
    };
    let thuis = TempDir::new()?;
    let proef = Proef { thuis: thuis.path(), vloer: &vloer };
    let mut tabel = Tabel::met_kolommen("floor", "desk");
    proef.starten(&mut tabel)?;
    proef.toetsen(&mut tabel)?;
    proef.rusten(&mut tabel)?;
    println!("\nThe desk against the floor, {}x{} characters\n\n{tabel}", terminal::KOLOMMEN, terminal::REGELS);
    Ok(())
}

/// The two programs, and a home that is nobody's.
struct Proef<'a> {
    thuis: &'a Path,
    vloer: &'a Path,
}

impl Proef<'_> {
    fn pad(&self, naam: &str) -> String {
        self.thuis.join(naam).to_string_lossy().into_owned()
    }

    fn maak_demo(&self, map: &str, inhoud: &str) -> Uitkomst<()> {
        let woorden = ["--data-dir", &self.pad(map), "--nu", NU, "demo", "--maak", inhoud];
        let status = Command::new(PIKET).args(woorden).env("HOME", self.thuis).stdout(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(format!("piket {} failed", woorden.join(" ")).into()) }
    }

    fn demo(&self, map: &str, nu: &str) -> Uitkomst<Programma> {
        Programma::start(Path::new(PIKET), &["--data-dir", &self.pad(map), "--nu", nu, "demo"], self.thuis)
    }

    /// The real desk; it asks for its passphrase unless a file holds it.
    fn echt(&self, map: &str, wachtwoord: &[&str]) -> Uitkomst<Programma> {
        Programma::start(Path::new(PIKET), &[&["--data-dir", &self.pad(map)], wachtwoord].concat(), self.thuis)
    }

    fn laagste(&self, tellers: &str) -> Uitkomst<Programma> {
        Programma::start(self.vloer, &[&self.pad("vloer.db"), tellers], self.thuis)
    }

    /// From starting the program to the frame with its first row or heading.
    fn starten(&self, tabel: &mut Tabel) -> Uitkomst<()> {
        self.maak_demo("leeg", "--leeg")?;
        self.maak_demo("twintig", "--twintig")?;
        let bestand = self.thuis.join("wachtwoord");
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&bestand)?
            .write_all(b"paard boter maan sok")?;
        let bestand = bestand.to_string_lossy();
        let met_bestand = ["--wachtwoord-bestand", &bestand];
        let mut nieuw = self.echt("echt", &met_bestand)?;
        nieuw.tot("Welkom")?;
        nieuw.typ(b"o")?;
        nieuw.tot("INBOX")?;
        nieuw.stop()?;
        let (mut vloer, mut leeg, mut vraag, mut echt, mut twintig) = (vec![], vec![], vec![], vec![], vec![]);
        // The first round fills the caches of the system and is not counted.
        for ronde in 0..=STARTS {
            let metingen = [
                eerste_beeld(self.laagste("0")?, "eerste regel")?,
                eerste_beeld(self.demo("leeg", NU)?, "INBOX")?,
                eerste_beeld(self.echt("echt", &[])?, "Wachtwoord")?,
                eerste_beeld(self.echt("echt", &met_bestand)?, "INBOX")?,
                eerste_beeld(self.demo("twintig", NU)?, "ZAKEN")?,
            ];
            if ronde > 0 {
                for (lijst, meting) in
                    [&mut vloer, &mut leeg, &mut vraag, &mut echt, &mut twintig].into_iter().zip(metingen)
                {
                    lijst.push(meting);
                }
            }
        }
        let onder = mediaan(&vloer);
        tabel.kop(&format!("start to first useful frame, median of {STARTS} interleaved starts (ms)"));
        tabel.regel("empty demo store", onder, mediaan(&leeg), Some(2.0));
        tabel.regel("empty real store, to the question for its passphrase", onder, mediaan(&vraag), Some(2.0));
        tabel.regel("empty real store, opened: the key is derived on purpose slowly", onder, mediaan(&echt), None);
        tabel.regel("twenty open cases", onder, mediaan(&twintig), None);
        Ok(())
    }

    /// From a key to the change on screen, one by one and all at once; the memory afterwards.
    fn toetsen(&self, tabel: &mut Tabel) -> Uitkomst<()> {
        let mut paar = [self.laagste("0")?, self.demo("twintig", NU)?];
        let [vloer, desk] = &mut paar;
        vloer.tot("eerste regel")?;
        desk.tot("ZAKEN")?;
        let mut tijden = [vec![], vec![]];
        for i in 0..TOETSEN {
            let toets = if i / 10 % 2 == 0 { b"j" } else { b"k" };
            for (programma, lijst) in paar.iter_mut().zip(&mut tijden) {
                programma.tot_rust();
                lijst.extend(programma.toets_tot_beeld(toets)?.map(milliseconden));
            }
        }
        let [vloer, desk] = &tijden;
        tabel.kop(&format!("key to screen, {TOETSEN} times j or k, in turn (ms)"));
        tabel.regel("p50", rang(vloer, 50), rang(desk, 50), None);
        tabel.regel("p95", rang(vloer, 95), rang(desk, 95), None);

        // A burst ends two rows down, so that its last frame differs from its first whatever is skipped.
        let salvo: Vec<u8> = b"jk".iter().copied().cycle().take(SALVO - 2).chain(*b"jj").collect();
        let mut duur = [Some(0.0), Some(0.0)];
        let mut geheugen = [0.0, 0.0];
        for ((programma, duur), geheugen) in paar.iter_mut().zip(&mut duur).zip(&mut geheugen) {
            for _ in 0..STORM / SALVO {
                programma.tot_rust();
                let tijd = programma.storm(&salvo)?.map(milliseconden);
                *duur = duur.zip(tijd).map(|(a, b)| a + b);
            }
            *geheugen = proces::piekgeheugen(programma.pid());
        }
        tabel.kop(&format!("{STORM} keys in bursts of {SALVO}, each to its last frame (ms)"));
        let [vloer, desk] = duur.map(Option::unwrap_or_default);
        tabel.regel("j and k", vloer, desk, None);
        tabel.kop("memory at its highest, twenty open cases (MB)");
        tabel.regel("resident", geheugen[0], geheugen[1], None);
        for programma in paar {
            programma.stop()?;
        }
        Ok(())
    }

    /// Nobody types: processor time and bytes of each, side by side in the same minute.
    fn rusten(&self, tabel: &mut Tabel) -> Uitkomst<()> {
        let seconden: u64 = std::env::var("PIKET_BENCH_RUST").ok().and_then(|s| s.parse().ok()).unwrap_or(60);
        self.maak_demo("straks", "--twintig")?;
        let mut drie = [self.laagste("20")?, self.demo("twintig", NU)?, self.demo("straks", BINNEN_HET_UUR)?];
        for (programma, tekst) in drie.iter_mut().zip(["eerste regel", "ZAKEN", "ZAKEN"]) {
            programma.tot(tekst)?;
            programma.tot_rust();
        }
        println!("Idle for {seconden} s …");
        // What the first second does still belongs to the start.
        thread::sleep(Duration::from_secs(1));
        drie.iter_mut().for_each(Programma::tot_rust);
        let mut tellers: Vec<Teller> = drie.iter().map(|p| Teller::start(p.pid())).collect();
        let begin: Vec<usize> = drie.iter().map(Programma::gelezen).collect();
        let eind = Instant::now() + Duration::from_secs(seconden);
        while Instant::now() < eind {
            thread::sleep(Duration::from_secs(1).min(eind.saturating_duration_since(Instant::now())));
            tellers.iter_mut().for_each(Teller::kijk);
        }
        drie.iter_mut().for_each(Programma::tot_rust);
        let tijd: Vec<f64> = tellers.iter().map(Teller::milliseconden).collect();
        let schijf: Vec<f64> = tellers.iter().map(Teller::geschreven).collect();
        let scherm: Vec<f64> = drie.iter().zip(&begin).map(|(p, b)| maat::getal(p.gelezen() - b)).collect();
        for (kop, doel, lijst) in [
            (format!("processor time in {seconden} s idle, twenty countdowns (ms)"), Some(1.5), tijd),
            (format!("bytes to the screen in {seconden} s idle"), None, scherm),
            (format!("bytes to the disk in {seconden} s idle"), None, schijf),
        ] {
            if let [vloer, uren, straks] = lijst[..] {
                tabel.kop(&kop);
                tabel.regel("all hours away", vloer, uren, doel);
                tabel.regel("one within the hour", vloer, straks, doel);
            }
        }
        for programma in drie {
            programma.stop()?;
        }
        Ok(())
    }
}

fn eerste_beeld(mut programma: Programma, tekst: &str) -> Uitkomst<f64> {
    let duur = programma.tot(tekst)?;
    programma.stop()?;
    Ok(milliseconden(duur))
}

fn milliseconden(duur: Duration) -> f64 {
    duur.as_secs_f64() * 1000.0
}
