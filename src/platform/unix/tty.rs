//! The terminal as something to read from: whether anything is there to read is asked without waiting longer
//! than was said, and what is there comes as it came.

use std::{
    fs::File,
    io::{self, IsTerminal, Read, stdin},
    os::fd::AsFd,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

/// The terminal that this program runs in.
#[derive(Debug)]
pub struct Tty(File);

impl Tty {
    /// Opens it: standard input, or the terminal itself where something else is read from there.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn open() -> io::Result<Self> {
        if stdin().is_terminal() {
            stdin().as_fd().try_clone_to_owned().map(|fd| Self(File::from(fd)))
        } else {
            File::open("/dev/tty").map(Self)
        }
    }

    /// Waits until there is something to read, or the terminal is gone; for ever where no wait is given. Answers
    /// `false` when the wait is over.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn is_ready(&self, wait: Option<Duration>) -> io::Result<bool> {
        let seconds = |w: Duration| i64::try_from(w.as_secs()).unwrap_or(i64::MAX);
        let wait = wait.map(|w| Timespec { tv_sec: seconds(w), tv_nsec: w.subsec_nanos().into() });
        let mut fds = [PollFd::new(&self.0, PollFlags::IN)];
        loop {
            match poll(&mut fds, wait.as_ref()) {
                Ok(ready) => return Ok(ready > 0),
                Err(Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self.0.read(room) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Err(e) if matches!(e.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => Ok(0),
            answer => answer,
        }
    }
}
