//! What is the system's own: who may read a file, which file a name stands for, the signals, the clocks that
//! run through a sleep, memory that stays out of files. It is gathered here so that another system is one file
//! with the same names beside the one that is there, and nothing else in the program knows which it runs on.
//! Only Linux is tried.

pub mod failure;
pub mod file;
#[cfg(unix)]
mod unix;

use std::{io, path::Path};

#[cfg(unix)]
pub use unix::{
    DICTIONARY_FOLDERS, FileId, LocalListener, LocalStream, OPENER, PROGRAM_FOLDERS, ScreenSignals, Signals, Tty,
    WatchUnit, ancestors, apart, elapsed_since_start, end_group, exit_code, foreign_disk, free_space, handed_over,
    has_shell, ignore_lock_signal, keep_private, others_can_use, others_can_write, owner_only_folder,
    readable_by_others, renew, slept, stop_until_continued, sync_folder, unbuffered_output,
};
#[cfg(unix)]
use unix::{at_once, private};

#[cfg(not(unix))]
compile_error!("piket has no file for this system yet: write one beside src/platform/unix.rs");

/// Makes the name of a file itself survive a power cut.
///
/// # Errors
/// As [`sync_folder`].
pub fn sync_name(path: &Path) -> io::Result<()> {
    sync_folder(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// A disk that is not one of this machine, or that nobody knows to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForeignDisk {
    /// A disk of another computer, by the name that people know.
    Network(&'static str),
    /// What has no disk of its own, by what the system calls it.
    Unknown(String),
}

/// What a signal asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalEvent {
    /// To stop.
    Stop,
    /// To stop, by a key: Ctrl-C in a terminal that is not read key by key.
    Interrupt,
    /// To lock.
    Lock,
}

/// What a signal says of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenSignal {
    /// It is wanted back: the program is to stand still.
    Suspend,
    /// The program goes on after it stood still; the terminal was somebody else's meanwhile.
    Continued,
    /// Its window has another size.
    Resized,
}
