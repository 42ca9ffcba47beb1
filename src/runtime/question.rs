//! Asks for the passphrase before the desk opens, on a screen of its own.

use std::{path::Path, time::Duration};

use super::{
    clock::Clock,
    keyboard::Keyboard,
    terminal::{Display, with_terminal},
    welcome::follow_screen,
};
use crate::{
    desk::state::{
        key::{KeyPress, KeySym},
        passphrase::{PassphrasePrompt, PromptKind, PromptOutcome},
    },
    domain::{
        error::{Error, Result},
        moment::Moment,
        passphrase::Passphrase,
    },
    platform::{ScreenSignals, SignalEvent, Signals, failure::why_not_run},
    ui::{
        key::{TerminalInput, terminal_event::TerminalEvent},
        look::Look,
        passphrase,
    },
};

/// How long the question rests between two looks at the keyboard; the countdown of a wait moves along.
const PAUSE: Duration = Duration::from_millis(40);

/// Types what came in into the question. What came at once with an Enter at its end is an answer all the same:
/// a passphrase records nothing.
pub(super) fn type_in(question: &mut PassphrasePrompt, input: TerminalInput, now: Moment) -> PromptOutcome {
    match input {
        TerminalInput::Key(key) => question.key(key, now),
        TerminalInput::Paste(text) => {
            question.paste(&text);
            PromptOutcome::Nothing
        }
        TerminalInput::Terminal(_) | TerminalInput::Together(_) => PromptOutcome::Nothing,
        TerminalInput::Burst(text) => {
            question.paste(&text);
            let enter = text.ends_with('\n').then_some(KeyPress::bare(KeySym::Enter));
            enter.map_or(PromptOutcome::Nothing, |enter| question.key(enter, now))
        }
    }
}

/// Asks until `attempt` takes the passphrase; `None` when the officer leaves. A refusal that is not
/// about the passphrase ends the question.
///
/// # Errors
/// When there is no terminal, or the store cannot be opened for another reason.
pub fn passphrase<T>(
    kind: PromptKind,
    path: &Path,
    look: Look,
    attempt: impl FnMut(&Passphrase) -> Attempt<T>,
) -> Result<Option<T>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| error(&e))?;
    let signals = runtime.block_on(async { Ok::<_, Error>((Signals::listen()?, ScreenSignals::listen()?)) })?;
    let path = crate::domain::sanitize::line(&path.to_string_lossy());
    with_terminal(|display| {
        let prompt = Prompt { display, path, look, question: PassphrasePrompt::new(kind), clock: Clock::machine() };
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
    Error::data(format!("De terminal doet het niet: {}.", why_not_run(e)))
}

struct Prompt {
    display: Display,
    path: String,
    look: Look,
    question: PassphrasePrompt,
    clock: Clock,
}

impl Prompt {
    async fn ask<T>(
        mut self,
        mut signals: (Signals, ScreenSignals),
        mut attempt: impl FnMut(&Passphrase) -> Attempt<T>,
    ) -> Result<Option<T>> {
        self.draw()?;
        self.display.ask(&self.look)?;
        let mut second = None;
        let mut keyboard = Keyboard::open()?;
        loop {
            tokio::select! {
                signal = signals.0.next() => match signal {
                    SignalEvent::Stop | SignalEvent::Interrupt => return Ok(None),
                    // Nothing is open yet.
                    SignalEvent::Lock => {}
                },
                signal = signals.1.next() => {
                    follow_screen(signal, &mut self.display)?;
                    self.draw()?;
                }
                () = tokio::time::sleep(PAUSE) => {}
            }
            // No thread of its own here: it would take the first key of the desk that follows.
            for input in keyboard.read(Some(Duration::ZERO))? {
                match input {
                    TerminalInput::Key(key) if self.display.is_about_screen(key)? => {}
                    TerminalInput::Terminal(TerminalEvent::Background(background)) => {
                        self.look.take(background);
                    }
                    input @ (TerminalInput::Key(_)
                    | TerminalInput::Paste(_)
                    | TerminalInput::Burst(_)
                    | TerminalInput::Together(_)
                    | TerminalInput::Terminal(
                        TerminalEvent::FocusGained | TerminalEvent::FocusLost | TerminalEvent::Mouse(_),
                    )) => match type_in(&mut self.question, input, self.clock.now()) {
                        PromptOutcome::Stop => return Ok(None),
                        PromptOutcome::Attempt(passphrase) => {
                            let (path, look) = (&self.path, self.look);
                            self.display.draw(|frame| {
                                passphrase::draw_please_wait(path, &look.theme(), frame);
                                look.finish(frame.buffer_mut());
                            })?;
                            match attempt(&passphrase) {
                                Attempt::Open(open) => return Ok(Some(open)),
                                Attempt::Failed(error) => self.question.attempt_failed(error, self.clock.now()),
                                Attempt::Other(error) => return Err(error),
                            }
                        }
                        PromptOutcome::Nothing => {}
                    },
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
        let look = self.look;
        self.display.draw(|frame| {
            passphrase::draw(&self.question, &self.path, now, &look.theme(), frame);
            look.finish(frame.buffer_mut());
        })
    }
}
