//! The wire below the TLS, which breaks off when the time is up. The limit is on the whole of what is waited
//! for: a system's own is on each read, so that a byte now and then holds a line for days.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

/// Tells how much time went by since some moment; nobody can set it.
pub type ElapsedClock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// The wire.
pub struct Wire {
    stream: TcpStream,
    elapsed: ElapsedClock,
    until: Duration,
}

impl Wire {
    /// A wire on which everything is to be said, and the first to be heard, within this time.
    ///
    /// # Errors
    /// When the system refuses the limit.
    pub fn new(stream: TcpStream, elapsed: ElapsedClock, limit: Duration) -> io::Result<Self> {
        stream.set_write_timeout(Some(limit))?;
        let mut wire = Self { stream, elapsed, until: Duration::ZERO };
        wire.set_deadline(limit);
        Ok(wire)
    }

    /// What is heard from here on has to be there within this time.
    pub fn set_deadline(&mut self, limit: Duration) {
        self.until = (self.elapsed)().saturating_add(limit);
    }
}

impl Read for Wire {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let remaining = self.until.saturating_sub((self.elapsed)());
        if remaining.is_zero() {
            // As the system says it, so that the TLS above stays whole and listening may go on.
            return Err(ErrorKind::WouldBlock.into());
        }
        self.stream.set_read_timeout(Some(remaining))?;
        self.stream.read(buf)
    }
}

impl Write for Wire {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.stream.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("stream", &self.stream).finish_non_exhaustive()
    }
}
