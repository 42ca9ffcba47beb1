//! Takes the terminal and gives it back, whatever happens: on leaving, on a signal, on a panic. The
//! library's own restore can itself panic when the terminal is gone, so this one ignores every error.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Write, stdout},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::Print,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport,
    backend::{Backend, CrosstermBackend},
    layout::{Position, Rect},
};
use zeroize::Zeroize;

use crate::{
    domain::error::{Error, Result},
    platform::{
        self,
        failure::{why_not_run, why_not_written},
    },
    settings::Switch,
    ui::look::Look,
};

/// Around a frame, so that none is seen half.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// Tell which window has the focus, and what the mouse does with a button down; and no more.
const TELL_FOCUS: &str = "\x1b[?1004h";
const TELL_MOUSE: &str = "\x1b[?1002h\x1b[?1006h";
const TELL_NOTHING: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1004l";
/// The question what the background is.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// The screen as the loop draws on it.
#[derive(Debug)]
pub struct Display {
    terminal: Terminal<CrosstermBackend<FrameBuffer>>,
    outbox: FrameBuffer,
    /// Past the buffer of standard output, which would keep what it passed on.
    out: File,
    /// What the terminal is asked to tell besides keys, also after somebody else had it.
    tells: String,
}

/// What is on its way to the terminal. The library flushes three times per frame; a slow connection
/// then shows half a screen, and an idle desk pays for each.
#[derive(Debug, Clone, Default)]
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Display {
    fn new() -> io::Result<Self> {
        let outbox = FrameBuffer::default();
        let backend = CrosstermBackend::new(outbox.clone());
        // The keyboard tells of every other size; asking again at each frame would be work for nothing.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, backend.size()?)));
        Ok(Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport })?,
            outbox,
            out: platform::unbuffered_output()?,
            tells: String::new(),
        })
    }

    /// Draws a frame and hands it to the terminal in one write.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<()> {
        self.terminal.draw(render).map_err(|e| draw_error(&e))?;
        let mut outbox = self.outbox.0.borrow_mut();
        // A terminal that knows it shows the frame in one piece; another one passes over it.
        outbox.splice(..0, BEGIN_FRAME.iter().copied());
        outbox.extend_from_slice(END_FRAME);
        let result = self.out.write_all(&outbox);
        outbox.zeroize();
        result.map_err(|e| draw_error(&e))
    }

    /// Asks the terminal for its background, where that is its own to tell. Nothing waits for the answer, which comes
    /// among the keys or never.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn ask(&self, look: &Look) -> Result<()> {
        if !look.asks() {
            return Ok(());
        }
        let mut out = stdout().lock();
        out.write_all(ASK_BACKGROUND).and_then(|()| out.flush()).map_err(|e| draw_error(&e))
    }

    /// Has the terminal tell which window has the focus, and what its mouse does where that is the desk's.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn listen(&mut self, mouse: Switch) -> Result<()> {
        self.tells = if mouse.is_on() { format!("{TELL_FOCUS}{TELL_MOUSE}") } else { TELL_FOCUS.to_owned() };
        self.ask_to_tell()
    }

    fn ask_to_tell(&self) -> Result<()> {
        let mut out = stdout().lock();
        out.write_all(self.tells.as_bytes()).and_then(|()| out.flush()).map_err(|e| draw_error(&e))
    }

    /// Takes the size the window has now and wipes it, so that the next frame is drawn whole: back at
    /// its old size a terminal may still have lost what was on it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn fit_window(&mut self) -> Result<()> {
        let dimensions = self.terminal.size().map_err(|e| draw_error(&e))?;
        // Not `clear`: that asks the terminal where its cursor is, and waits for the answer.
        self.terminal.resize(Rect::from((Position::ORIGIN, dimensions))).map_err(|e| draw_error(&e))
    }

    /// Gives the terminal back to the shell with this sentence, stands still until the officer comes back, and
    /// takes it again.
    ///
    /// # Errors
    /// When the terminal is gone, or the system does not let the program stand still.
    pub fn suspend(&mut self, sentence: &str) -> Result<()> {
        give_back();
        // Whoever has no terminal to read it on cannot come back to it either.
        let _ = writeln!(stdout(), "{sentence}");
        let stopped = platform::stop_until_continued();
        self.take_again()?;
        stopped.map_err(|e| Error::data(format!("Piket kan niet stilstaan ({}).", why_not_run(&e))))
    }

    /// Takes the terminal once more, after somebody else had it; the next frame is drawn whole.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn take_again(&mut self) -> Result<()> {
        // Whoever had it may have left it in any state; raw is only set where it was given back.
        disable_raw_mode().and_then(|()| take()).map_err(|e| draw_error(&e))?;
        self.ask_to_tell()?;
        self.fit_window()
    }
}

fn draw_error(e: &io::Error) -> Error {
    Error::data(format!("Het scherm is niet te tekenen: {}.", why_not_written(e)))
}

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
struct TerminalGuard;

impl TerminalGuard {
    /// Takes the terminal: raw, on the alternate screen, with pastes marked as such.
    ///
    /// # Errors
    /// When standard output is no terminal.
    fn take() -> Result<(Self, Display)> {
        let error = |e: io::Error| {
            Error::data("De desk heeft een terminal nodig.")
                .hint(format!("Start piket in een terminal ({}).", why_not_run(&e)))
        };
        let guard = Self;
        take().map_err(error)?;
        Ok((guard, Display::new().map_err(error)?))
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back as it was found.
pub fn give_back() {
    // The terminal may be gone already, and an error about it would go to that same terminal.
    let _ = execute!(stdout(), Print(TELL_NOTHING), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Runs `work` on the terminal and gives the terminal back afterwards, also after a panic.
///
/// # Errors
/// When there is no terminal, or `work` panicked.
pub fn with_terminal<T>(work: impl FnOnce(Display) -> T) -> Result<T> {
    on_panic();
    let (guard, display) = TerminalGuard::take()?;
    let result = catch_unwind(AssertUnwindSafe(|| work(display)));
    drop(guard);
    result.map_err(|_| {
        Error::data("De desk is onverwacht gestopt.").hint("Start piket opnieuw; wat getypt was is bewaard.")
    })
}

/// Makes a panic of the desk itself give the terminal back and say where, but never what: a message
/// may hold names. Elsewhere a panic is caught where it happens (a parser of hostile mail, say) or
/// answered as an error, and must not pull the screen from under a living desk.
fn on_panic() {
    let desk = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() != desk {
            return;
        }
        give_back();
        let call_site = info.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
        let sentence = "Wat vastgelegd was is bewaard; start piket opnieuw.";
        let _ = writeln!(io::stderr(), "Piket is onverwacht gestopt{call_site}. {sentence}");
    }));
}
