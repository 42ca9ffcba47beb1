//! The sources of mail, behind one trait: a folder that is watched, a Maildir, files that somebody named,
//! a mailbox on a server. A source hands over bytes and waits for more; what the bytes say, whether they are
//! known and what becomes of them is decided elsewhere. None of them ever marks, moves or deletes.

mod folder;
mod imap;
mod paths;
mod watcher;

use std::ffi::{OsStr, OsString};

use super::file;
use crate::domain::{error::Result, source::SourceKind};

pub use folder::MailFolder;
pub use imap::{ElapsedClock, Imap, LoginKind, Mailbox, Server};
pub use paths::NamedFiles;

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proceed {
    /// There may be more.
    Yes,
    /// That was all, or nobody listens any more.
    No,
}

/// Something a source came upon.
#[derive(Debug)]
pub struct FoundMail {
    /// What the source calls it; may hold anything, and need not be text.
    pub name: OsString,
    /// Its bytes, or why there are none.
    pub content: Result<Vec<u8>>,
    /// How many follow in this round.
    pub remaining: usize,
}

/// A source of mail. Its methods may take as long as a disk or a server takes, so it has a thread of its own.
pub trait Source: Send + std::fmt::Debug {
    /// Which one it is.
    fn kind(&self) -> SourceKind;

    /// Hands over what it has not handed over before.
    ///
    /// # Errors
    /// When the source as a whole cannot be read now; what it gave until then stands.
    fn round(&mut self, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<()>;

    /// Waits until there may be more.
    fn wait(&mut self) -> Proceed;

    /// What it handed over was not recorded: the next rounds hand it over again.
    fn forget(&mut self);

    /// Whether something it handed over under this name is still there.
    fn holds(&self, name: &OsStr) -> bool;
}
