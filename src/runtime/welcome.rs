//! The first screen of all, shown while there is no log yet. Nothing is made before the officer
//! chooses.

use std::{path::Path, time::Duration};

use crossterm::event::{Event, poll, read};

use super::terminal::{Display, with_terminal};
use crate::{
    desk::state::key::{KeyPress, KeySym},
    domain::error::{Error, Result},
    platform::{SignalEvent, Signals},
    ui::{
        key,
        theme::Theme,
        welcome::{self, WelcomeChoice},
    },
};

/// How long the welcome rests between two looks at the keyboard.
const PAUSE: Duration = Duration::from_millis(40);

/// How long such a look lasts: the library does not look at all when it may not wait.
const PEEK: Duration = Duration::from_millis(1);

/// Welcomes the officer and asks what to open.
///
/// # Errors
/// When there is no terminal.
pub fn welcome(path: &Path, theme: &Theme) -> Result<WelcomeChoice> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| error(&e))?;
    let signals = runtime.block_on(async { Signals::listen() })?;
    with_terminal(|display| runtime.block_on(question(display, signals, path, theme)))?
}

fn error(e: &std::io::Error) -> Error {
    Error::data(format!("De terminal doet het niet: {e}."))
}

async fn question(mut display: Display, mut signals: Signals, path: &Path, theme: &Theme) -> Result<WelcomeChoice> {
    let path = crate::domain::sanitize::line(&path.to_string_lossy());
    display.draw(|frame| welcome::draw(&path, theme, frame))?;
    loop {
        tokio::select! {
            signal = signals.next() => match signal {
                    SignalEvent::Stop => return Ok(WelcomeChoice::Quit),
                    // Nothing is open yet.
                    SignalEvent::Lock => {}
                },
            () = tokio::time::sleep(PAUSE) => {}
        }
        // No thread of its own here: it would take the first key of the desk that follows.
        while poll(PEEK).map_err(|e| error(&e))? {
            match read().map_err(|e| error(&e))? {
                Event::Key(key) => {
                    if let Some(choice) = key::from(key).and_then(choice) {
                        return Ok(choice);
                    }
                }
                Event::Resize(..) => {
                    display.fit_window()?;
                    display.draw(|frame| welcome::draw(&path, theme, frame))?;
                }
                Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Paste(_) => {}
            }
        }
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
