//! A socket between programs of one user on one machine: a name in a folder, that only its owner can knock on.
//! Every reading and writing has an end in time.

use std::{
    fs,
    io::{self, Read, Write},
    os::unix::net::{UnixListener, UnixStream},
    path::Path,
    time::Duration,
};

use rustix::{fs::Mode, process::umask};

use super::elapsed_since_start;

/// How long one reading or writing waits before it is looked at whether the time is up.
const GLANCE: Duration = Duration::from_millis(100);

/// Where others knock.
#[derive(Debug)]
pub struct LocalListener(UnixListener);

impl LocalListener {
    /// Listens under this name. A name that an earlier listener left behind is taken over: the caller knows that
    /// nobody listens there any more.
    ///
    /// # Errors
    /// When the system refuses, as on a disk that knows no sockets or under a name that is too long.
    pub fn listen(path: &Path) -> io::Result<Self> {
        match fs::remove_file(path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            Ok(()) | Err(_) => {}
        }
        // From its first moment nobody else may knock. What another thread makes meanwhile becomes stricter too.
        let before = umask(Mode::RWXG | Mode::RWXO | Mode::XUSR);
        let listener = UnixListener::bind(path);
        umask(before);
        listener.map(Self)
    }

    /// Waits for the next one.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn accept(&self) -> io::Result<LocalStream> {
        self.0.accept().and_then(|(stream, _)| LocalStream::from(stream))
    }
}

/// A conversation.
#[derive(Debug)]
pub struct LocalStream(UnixStream);

impl LocalStream {
    /// Knocks.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn connect(path: &Path) -> io::Result<Self> {
        UnixStream::connect(path).and_then(Self::from)
    }

    fn from(stream: UnixStream) -> io::Result<Self> {
        stream.set_read_timeout(Some(GLANCE))?;
        stream.set_write_timeout(Some(GLANCE))?;
        Ok(Self(stream))
    }

    /// Fills the whole buffer, within this time.
    ///
    /// # Errors
    /// When the other side stops sooner or the time is up.
    pub fn receive(&mut self, mut buffer: &mut [u8], within: Duration) -> io::Result<()> {
        let start = elapsed_since_start();
        while !buffer.is_empty() {
            match self.0.read(buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(n) => buffer = buffer.get_mut(n..).unwrap_or_default(),
                Err(e) => still_time(e, start, within)?,
            }
        }
        Ok(())
    }

    /// Sends all of it, within this time.
    ///
    /// # Errors
    /// When the other side is gone or the time is up.
    pub fn send(&mut self, mut bytes: &[u8], within: Duration) -> io::Result<()> {
        let start = elapsed_since_start();
        while !bytes.is_empty() {
            match self.0.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(e) => still_time(e, start, within)?,
            }
        }
        Ok(())
    }
}

fn still_time(e: io::Error, start: Duration, within: Duration) -> io::Result<()> {
    match e.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
            if elapsed_since_start().saturating_sub(start) < within =>
        {
            Ok(())
        }
        _ => Err(e),
    }
}
