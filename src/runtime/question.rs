//! Asks for the passphrase before the desk opens, on a screen of its own.

use std::{path::Path, time::Duration};

use crossterm::event::{Event, poll, read};

use super::{
    clock::Clock,
    terminal::{Display, with_terminal},
};
use crate::{
    desk::state::passphrase::{PassphrasePrompt, PromptKind, PromptOutcome},
    domain::{
        error::{Error, Result},
        passphrase::Passphrase,
    },
    platform::{SignalEvent, Signals},
    ui::{key, passphrase, theme::Theme},
};

/// How long the question rests between two looks at the keyboard; the countdown of a wait moves along.
const PAUSE: Duration = Duration::from_millis(40);
/// How long such a look lasts: the library does not look at all when it may not wait.
const PEEK: Duration = Duration::from_millis(1);

/// Asks until `attempt` takes the passphrase; `None` when the officer leaves. A refusal that is not
/// about the passphrase ends the question.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened for another reason.
pub fn passphrase<T>(
    kind: PromptKind,
    path: &Path,
    theme: &Theme,
    attempt: impl FnMut(&Passphrase) -> Attempt<T>,
) -> Result<Option<T>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| error(&e))?;
    let signals = runtime.block_on(async { Signals::listen() })?;
    let path = crate::domain::sanitize::line(&path.to_string_lossy());
    with_terminal(|display| {
        let prompt = Prompt { display, path, theme, question: PassphrasePrompt::new(kind), clock: Clock::machine() };
        runtime.block_on(prompt.ask(signals, attempt))
    })?
}

/// What came of a try.
#[derive(Debug)]
pub enum Attempt<T> {
    /// It is open.
    Open(T),
    /// The passphrase was wrong.
    Failed(Error),
    /// Something else is the matter.
    Other(Error),
}

fn error(e: &std::io::Error) -> Error {
    Error::data(format!("De terminal doet het niet: {e}."))
}

struct Prompt<'a> {
    display: Display,
    path: String,
    theme: &'a Theme,
    question: PassphrasePrompt,
    clock: Clock,
}

impl Prompt<'_> {
    async fn ask<T>(
        mut self,
        mut signals: Signals,
        mut attempt: impl FnMut(&Passphrase) -> Attempt<T>,
    ) -> Result<Option<T>> {
        self.draw()?;
        let mut second = None;
        loop {
            tokio::select! {
                signal = signals.next() => match signal {
                    SignalEvent::Stop => return Ok(None),
                    // Nothing is open yet.
                    SignalEvent::Lock => {}
                },
                () = tokio::time::sleep(PAUSE) => {}
            }
            // No thread of its own here: it would take the first key of the desk that follows.
            while poll(PEEK).map_err(|e| error(&e))? {
                let now = self.clock.now();
                match read().map_err(|e| error(&e))? {
                    Event::Key(key) => match key::from(key).map(|t| self.question.key(t, now)) {
                        Some(PromptOutcome::Stop) => return Ok(None),
                        Some(PromptOutcome::Attempt(passphrase)) => {
                            self.display.draw(|frame| passphrase::draw_please_wait(&self.path, self.theme, frame))?;
                            match attempt(&passphrase) {
                                Attempt::Open(open) => return Ok(Some(open)),
                                Attempt::Failed(error) => self.question.attempt_failed(error, self.clock.now()),
                                Attempt::Other(error) => return Err(error),
                            }
                        }
                        Some(PromptOutcome::Nothing) | None => {}
                    },
                    Event::Paste(text) => self.question.paste(&text),
                    Event::Resize(..) => self.display.fit_window()?,
                    Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
                }
                self.draw()?;
            }
            let now = self.clock.now();
            let wait = self.question.wait_until(now).map(|until| until.since(now).num_seconds());
            if wait != second {
                second = wait;
                self.draw()?;
            }
        }
    }

    fn draw(&mut self) -> Result<()> {
        let now = self.clock.now();
        self.display.draw(|frame| passphrase::draw(&self.question, &self.path, now, self.theme, frame))
    }
}
