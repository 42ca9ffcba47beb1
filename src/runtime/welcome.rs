//! The first screen of all, shown while there is no log yet. Nothing is made before the officer
//! chooses.

use std::{path::Path, time::Duration};

use super::{
    keyboard::Keyboard,
    terminal::{Display, with_terminal},
};
use crate::{
    desk::state::key::{KeyPress, KeySym},
    domain::error::{Error, Result},
    platform::{self, ScreenSignal, ScreenSignals, SignalEvent, Signals, failure::why_not_run},
    ui::{
        key::{TerminalInput, terminal_event::TerminalEvent},
        look::Look,
        welcome::{self, WelcomeChoice},
    },
};

/// How long the welcome rests between two looks at the keyboard.
const PAUSE: Duration = Duration::from_millis(40);

/// Welcomes the officer and asks what to open.
///
/// # Errors
/// When there is no terminal.
pub fn welcome(path: &Path, look: Look) -> Result<WelcomeChoice> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| error(&e))?;
    let signals = runtime.block_on(async { Ok::<_, Error>((Signals::listen()?, ScreenSignals::listen()?)) })?;
    with_terminal(|display| runtime.block_on(question(display, signals, path, look)))?
}

fn error(e: &std::io::Error) -> Error {
    Error::data(format!("De terminal doet het niet: {}.", why_not_run(e)))
}

async fn question(
    mut display: Display,
    (mut signals, mut screen): (Signals, ScreenSignals),
    path: &Path,
    mut look: Look,
) -> Result<WelcomeChoice> {
    let path = crate::domain::sanitize::line(&path.to_string_lossy());
    let mut keyboard = Keyboard::open()?;
    let mut stale = true;
    display.ask(&look)?;
    loop {
        if std::mem::take(&mut stale) {
            display.draw(|frame| {
                welcome::draw(&path, &look.theme(), frame);
                look.finish(frame.buffer_mut());
            })?;
        }
        tokio::select! {
            signal = signals.next() => match signal {
                    SignalEvent::Stop | SignalEvent::Interrupt => return Ok(WelcomeChoice::Quit),
                    // Nothing is open yet.
                    SignalEvent::Lock => {}
                },
            signal = screen.next() => {
                follow_screen(signal, &mut display)?;
                stale = true;
            }
            () = tokio::time::sleep(PAUSE) => {}
        }
        // No thread of its own here: it would take the first key of the desk that follows.
        for input in keyboard.read(Some(Duration::ZERO))? {
            match input {
                TerminalInput::Key(key) if display.is_about_screen(key)? => stale = true,
                TerminalInput::Key(key) => {
                    if let Some(choice) = choice(key) {
                        return Ok(choice);
                    }
                }
                TerminalInput::Terminal(TerminalEvent::Background(background)) => stale |= look.take(background),
                TerminalInput::Paste(_)
                | TerminalInput::Burst(_)
                | TerminalInput::Together(_)
                | TerminalInput::Terminal(
                    TerminalEvent::FocusGained | TerminalEvent::FocusLost | TerminalEvent::Mouse(_),
                ) => {}
            }
        }
    }
}

/// Does what a signal says of the terminal, where nothing is open yet.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn follow_screen(signal: ScreenSignal, display: &mut Display) -> Result<()> {
    match signal {
        ScreenSignal::Suspend if platform::has_shell() => display.suspend(STANDS_STILL),
        ScreenSignal::Suspend => Ok(()),
        ScreenSignal::Continued => display.take_again(),
        ScreenSignal::Resized => display.fit_window(),
    }
}

/// What the shell shows while nothing is open yet.
const STANDS_STILL: &str = "Piket staat stil; met fg gaat het verder.";

impl Display {
    /// Takes a key that is about the screen itself, where no keymap is read yet: to draw it anew, or to give
    /// it back to the shell.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn is_about_screen(&mut self, key: KeyPress) -> Result<bool> {
        match (key.code, key.ctrl) {
            (KeySym::F(12), false) => self.fit_window()?,
            (KeySym::Char('z'), true) => follow_screen(ScreenSignal::Suspend, self)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

const fn choice(key: KeyPress) -> Option<WelcomeChoice> {
    match (key.code, key.ctrl) {
        (KeySym::Char('o' | 'O'), false) => Some(WelcomeChoice::Desk),
        (KeySym::Char('d' | 'D'), false) => Some(WelcomeChoice::Demo),
        (KeySym::Char('q' | 'Q') | KeySym::Esc, false) | (KeySym::Char('c'), true) => Some(WelcomeChoice::Quit),
        _ => None,
    }
}
