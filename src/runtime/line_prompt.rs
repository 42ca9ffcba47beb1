//! Asks for a passphrase on a line of the terminal, for a verb. In raw mode, because there Ctrl-C is a
//! key like any other: as a signal it would end the program with the terminal still silent.

use std::io::{Write, stderr};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{clock::Clock, keyboard::Keyboard, question::type_in};
use crate::{
    desk::state::{
        key::KeySym,
        passphrase::{PassphrasePrompt, PromptKind, PromptOutcome},
    },
    domain::{
        error::{Error, Result},
        passphrase::Passphrase,
    },
    platform::failure::why,
    ui::key::TerminalInput,
};

/// Asks until there is an answer; `None` when the officer leaves it.
///
/// # Errors
/// When the terminal cannot be read.
pub fn passphrase_line(kind: PromptKind) -> Result<Option<Passphrase>> {
    let _silent = Silent::take()?;
    let mut keyboard = Keyboard::open()?;
    let (mut question, clock) = (PassphrasePrompt::new(kind), Clock::machine());
    loop {
        say(&format!("{}: ", question.sentence()));
        let consequence = line(&mut keyboard, &mut question, &clock);
        say("\r\n");
        match consequence? {
            PromptOutcome::Attempt(passphrase) => return Ok(Some(passphrase)),
            PromptOutcome::Stop => return Ok(None),
            PromptOutcome::Nothing => say(&question.error().map_or_else(String::new, |error| format!("{error}\r\n"))),
        }
    }
}

/// Takes keys until a line is done.
fn line(keyboard: &mut Keyboard, question: &mut PassphrasePrompt, clock: &Clock) -> Result<PromptOutcome> {
    loop {
        for input in keyboard.read(None)? {
            let done = is_done(&input);
            match type_in(question, input, clock.now()) {
                PromptOutcome::Nothing if !done => {}
                consequence @ (PromptOutcome::Nothing | PromptOutcome::Attempt(_) | PromptOutcome::Stop) => {
                    return Ok(consequence);
                }
            }
        }
    }
}

fn is_done(input: &TerminalInput) -> bool {
    match input {
        TerminalInput::Key(key) => key.code == KeySym::Enter,
        TerminalInput::Burst(text) => text.ends_with('\n'),
        TerminalInput::Paste(_) | TerminalInput::Together(_) | TerminalInput::Terminal(_) => false,
    }
}

/// Nobody is there to tell when the terminal has gone.
fn say(text: &str) {
    let mut out = stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn unreadable(e: &std::io::Error) -> Error {
    Error::usage(format!("Het wachtwoord is niet te lezen ({}).", why(e)))
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
