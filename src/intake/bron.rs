//! The sources of mail, behind one trait: a folder that is watched, a Maildir, files that somebody named,
//! a mailbox on a server. A source hands over bytes and waits for more; what the bytes say, whether they are
//! known and what becomes of them is no affair of its own. None of them ever marks, moves or deletes.

mod imap;
mod map;
mod paden;
mod wachter;

use std::ffi::{OsStr, OsString};

use super::bestand;
use crate::domain::{bron::Bronsoort, fout::Uitkomst};

pub use imap::{Imap, Looptijd, Postbus, Server};
pub use map::Map;
pub use paden::Paden;

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verder {
    /// There may be more.
    Ja,
    /// That was all, or nobody listens any more.
    Nee,
}

/// Something a source came upon.
#[derive(Debug)]
pub struct Vondst {
    /// What the source calls it; may hold anything, and need not be text.
    pub naam: OsString,
    /// Its bytes, or why there are none.
    pub inhoud: Uitkomst<Vec<u8>>,
    /// How many follow in this round.
    pub nog: usize,
}

/// A source of mail. Its methods may take as long as a disk or a server takes, so it has a thread of its own.
pub trait Bron: Send + std::fmt::Debug {
    /// Which one it is.
    fn soort(&self) -> Bronsoort;

    /// Hands over what it has not handed over before.
    ///
    /// # Errors
    /// When the source as a whole cannot be read now; what it gave until then stands.
    fn ronde(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()>;

    /// Waits until there may be more.
    fn wacht(&mut self) -> Verder;

    /// What it handed over was not recorded: the next rounds hand it over again.
    fn vergeet(&mut self);

    /// Whether something it handed over under this name is still there.
    fn houdt(&self, naam: &OsStr) -> bool;
}
