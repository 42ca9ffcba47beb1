//! Takes the terminal and gives it back, whatever happens: on leaving, on a signal, on a panic. The
//! library's own restore can itself panic when the terminal is gone, so this one ignores every error.

use std::{
    cell::RefCell,
    io::{self, Write, stdout},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    time::Duration,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste, Event, poll, read},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size},
};
use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport,
    backend::{Backend, CrosstermBackend},
    layout::{Position, Rect, Size},
};
use tokio::sync::mpsc::{Receiver, channel};
use zeroize::Zeroize;

use crate::domain::fout::{Fout, Uitkomst};

/// The screen as the loop draws on it.
#[derive(Debug)]
pub struct Beeldscherm {
    terminal: Terminal<CrosstermBackend<Beeldpost>>,
    post: Beeldpost,
}

/// What is on its way to the terminal. The library flushes three times per frame; a slow connection
/// then shows half a screen, and an idle desk pays for each.
#[derive(Debug, Clone, Default)]
struct Beeldpost(Rc<RefCell<Vec<u8>>>);

impl Write for Beeldpost {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Beeldscherm {
    fn nieuw() -> io::Result<Self> {
        let post = Beeldpost::default();
        let backend = CrosstermBackend::new(post.clone());
        // The keyboard tells of every other size; asking again at each frame would be work for nothing.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, backend.size()?)));
        Ok(Self { terminal: Terminal::with_options(backend, TerminalOptions { viewport })?, post })
    }

    /// The size the next frame is drawn with.
    pub fn maat(&mut self) -> Size {
        self.terminal.get_frame().area().as_size()
    }

    /// Draws a frame and hands it to the terminal in one write.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn teken(&mut self, beeld: impl FnOnce(&mut Frame<'_>)) -> Uitkomst<()> {
        self.terminal.draw(beeld).map_err(|e| geen_beeld(&e))?;
        let mut post = self.post.0.borrow_mut();
        let mut uit = stdout().lock();
        let uitkomst = uit.write_all(&post).and_then(|()| uit.flush());
        post.zeroize();
        uitkomst.map_err(|e| geen_beeld(&e))
    }

    /// Takes the size the window has now and wipes it, so that the next frame is drawn whole: back at
    /// its old size a terminal may still have lost what was on it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn pas_aan(&mut self) -> Uitkomst<()> {
        let maat = self.terminal.size().map_err(|e| geen_beeld(&e))?;
        // Not `clear`: that asks the terminal where its cursor is, and waits for the answer.
        self.terminal.resize(Rect::from((Position::ORIGIN, maat))).map_err(|e| geen_beeld(&e))
    }
}

fn geen_beeld(e: &io::Error) -> Fout {
    Fout::gegevens(format!("Het scherm is niet te tekenen: {e}."))
}

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
struct Greep;

impl Greep {
    /// Takes the terminal: raw, on the alternate screen, with pastes marked as such.
    ///
    /// # Errors
    /// When standard output is no terminal.
    fn neem() -> Uitkomst<(Self, Beeldscherm)> {
        let fout = |e: io::Error| {
            Fout::gegevens("De desk heeft een terminal nodig.").hint(format!("Start piket in een terminal ({e})."))
        };
        enable_raw_mode().map_err(fout)?;
        let greep = Self;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste).map_err(fout)?;
        Ok((greep, Beeldscherm::nieuw().map_err(fout)?))
    }
}

impl Drop for Greep {
    fn drop(&mut self) {
        geef_terug();
    }
}

fn geef_terug() {
    // The terminal may be gone already; there is nobody left to tell.
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Runs `werk` on the terminal and gives the terminal back afterwards, also after a panic.
///
/// # Errors
/// When there is no terminal, or `werk` panicked.
pub fn met_terminal<T>(werk: impl FnOnce(Beeldscherm) -> T) -> Uitkomst<T> {
    bij_paniek();
    let (greep, beeldscherm) = Greep::neem()?;
    let uitkomst = catch_unwind(AssertUnwindSafe(|| werk(beeldscherm)));
    drop(greep);
    uitkomst.map_err(|_| {
        Fout::gegevens("De desk is onverwacht gestopt.").hint("Start piket opnieuw; wat getypt was is bewaard.")
    })
}

/// Reads the keyboard on a thread of its own, `wachtrij` events ahead at most. When the terminal goes
/// away the library may read on for ever; there that keeps nobody from the signal that says so, and
/// from saving what was typed. A window that was resized since `maat` and before the library watched
/// it is told of too.
///
/// # Errors
/// When the system gives no thread.
pub fn luister(wachtrij: usize, maat: Size) -> Uitkomst<Receiver<Event>> {
    let (zender, ontvanger) = channel(wachtrij);
    std::thread::Builder::new()
        .name("toetsen".to_owned())
        .spawn(move || {
            // The first look at the keyboard is what makes the library watch the size.
            let _ = poll(Duration::ZERO);
            if let Ok((breed, hoog)) = size()
                && maat != Size::new(breed, hoog)
                && zender.blocking_send(Event::Resize(breed, hoog)).is_err()
            {
                return;
            }
            while let Ok(event) = read() {
                if zender.blocking_send(event).is_err() {
                    return;
                }
            }
        })
        .map_err(|e| Fout::gegevens(format!("De toetsen zijn niet te lezen: {e}.")))?;
    Ok(ontvanger)
}

/// Makes a panic of the desk itself give the terminal back and say where, but never what: a message
/// may hold names. Elsewhere a panic is caught where it happens (a parser of hostile mail, say) or
/// answered as an error, and must not pull the screen from under a living desk.
fn bij_paniek() {
    let desk = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() != desk {
            return;
        }
        geef_terug();
        let plek = info.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
        let zin = "Wat vastgelegd was is bewaard; start piket opnieuw.";
        let _ = writeln!(io::stderr(), "Piket is onverwacht gestopt{plek}. {zin}");
    }));
}
