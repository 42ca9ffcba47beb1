//! Asks for a passphrase on a line of the terminal, for a verb. In raw mode, because there Ctrl-C is a
//! key like any other: as a signal it would end the program with the terminal still silent.

use std::io::{Write, stderr};

use crossterm::{
    event::{Event, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};

use super::clock::Clock;
use crate::{
    app::wachtwoord::{Vraaggevolg, Vraagsoort, Wachtwoordvraag},
    domain::{
        fout::{Fout, Uitkomst},
        wachtwoord::Wachtwoord,
    },
    ui::toets,
};

/// Asks until there is an answer; `None` when the officer leaves it.
///
/// # Errors
/// When the terminal cannot be read.
pub fn wachtwoordregel(soort: Vraagsoort) -> Uitkomst<Option<Wachtwoord>> {
    let _stil = Stil::neem()?;
    let (mut vraag, clock) = (Wachtwoordvraag::nieuw(soort), Clock::machine());
    loop {
        zeg(&format!("{}: ", vraag.zin()));
        let gevolg = regel(&mut vraag, &clock);
        zeg("\r\n");
        match gevolg? {
            Vraaggevolg::Probeer(wachtwoord) => return Ok(Some(wachtwoord)),
            Vraaggevolg::Stop => return Ok(None),
            Vraaggevolg::Niets => zeg(&vraag.fout().map_or_else(String::new, |fout| format!("{fout}\r\n"))),
        }
    }
}

/// Takes keys until a line is done.
fn regel(vraag: &mut Wachtwoordvraag, clock: &Clock) -> Uitkomst<Vraaggevolg> {
    loop {
        let Event::Key(key) = read().map_err(|e| onleesbaar(&e))? else { continue };
        let Some(toets) = toets::van(key) else { continue };
        let klaar = toets.code == crate::app::toets::Code::Enter;
        match vraag.toets(toets, clock.now()) {
            Vraaggevolg::Niets if !klaar => {}
            gevolg => return Ok(gevolg),
        }
    }
}

/// Nobody is there to tell when the terminal has gone.
fn zeg(tekst: &str) {
    let mut uit = stderr().lock();
    let _ = uit.write_all(tekst.as_bytes()).and_then(|()| uit.flush());
}

fn onleesbaar(e: &std::io::Error) -> Fout {
    Fout::gebruik(format!("Het wachtwoord is niet te lezen ({e})."))
}

/// A terminal that shows nothing of what is typed, for as long as this lives.
struct Stil;

impl Stil {
    fn neem() -> Uitkomst<Self> {
        enable_raw_mode().map_err(|e| onleesbaar(&e))?;
        Ok(Self)
    }
}

impl Drop for Stil {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}
