//! Asks for a passphrase on a line of the terminal, for a verb. In raw mode, because there Ctrl-C is a
//! key like any other: as a signal it would end the program with the terminal still silent.

use std::io::{Write, stderr};

use crossterm::{
    event::{Event, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};

use super::clock::Clock;
use crate::{
    desk::state::passphrase::{PassphrasePrompt, PromptKind, PromptOutcome},
    domain::{
        error::{Error, Result},
        passphrase::Passphrase,
    },
    ui::key,
};

/// Asks until there is an answer; `None` when the officer leaves it.
///
/// # Errors
/// When the terminal cannot be read.
pub fn passphrase_line(kind: PromptKind) -> Result<Option<Passphrase>> {
    let _silent = Silent::take()?;
    let (mut question, clock) = (PassphrasePrompt::new(kind), Clock::machine());
    loop {
        say(&format!("{}: ", question.sentence()));
        let consequence = line(&mut question, &clock);
        say("\r\n");
        match consequence? {
            PromptOutcome::Attempt(passphrase) => return Ok(Some(passphrase)),
            PromptOutcome::Stop => return Ok(None),
            PromptOutcome::Nothing => say(&question.error().map_or_else(String::new, |error| format!("{error}\r\n"))),
        }
    }
}

/// Takes keys until a line is done.
fn line(question: &mut PassphrasePrompt, clock: &Clock) -> Result<PromptOutcome> {
    loop {
        let Event::Key(key) = read().map_err(|e| unreadable(&e))? else { continue };
        let Some(key_press) = key::from(key) else { continue };
        let done = key_press.code == crate::desk::state::key::KeySym::Enter;
        match question.key(key_press, clock.now()) {
            PromptOutcome::Nothing if !done => {}
            consequence => return Ok(consequence),
        }
    }
}

/// Nobody is there to tell when the terminal has gone.
fn say(text: &str) {
    let mut out = stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn unreadable(e: &std::io::Error) -> Error {
    Error::usage(format!("Het wachtwoord is niet te lezen ({e})."))
}

/// A terminal that shows nothing of what is typed, for as long as this lives.
struct Silent;

impl Silent {
    fn take() -> Result<Self> {
        enable_raw_mode().map_err(|e| unreadable(&e))?;
        Ok(Self)
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}
