//! The wire below the TLS, which breaks off when the time is up. The limit is on the whole of what is waited
//! for: a system's own is on each read, so that a byte now and then holds a line for days.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

/// Tells how much time went by since some moment; nobody can set it.
pub type Looptijd = Arc<dyn Fn() -> Duration + Send + Sync>;

/// The wire.
pub struct Draad {
    stroom: TcpStream,
    looptijd: Looptijd,
    tot: Duration,
}

impl Draad {
    /// A wire on which everything is to be said, and the first to be heard, within this time.
    ///
    /// # Errors
    /// When the system refuses the limit.
    pub fn nieuw(stroom: TcpStream, looptijd: Looptijd, hoogstens: Duration) -> io::Result<Self> {
        stroom.set_write_timeout(Some(hoogstens))?;
        let mut draad = Self { stroom, looptijd, tot: Duration::ZERO };
        draad.vrist(hoogstens);
        Ok(draad)
    }

    /// What is heard from here on has to be there within this time.
    pub fn vrist(&mut self, hoogstens: Duration) {
        self.tot = (self.looptijd)().saturating_add(hoogstens);
    }
}

impl Read for Draad {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let nog = self.tot.saturating_sub((self.looptijd)());
        if nog.is_zero() {
            // As the system says it, so that the TLS above stays whole and listening may go on.
            return Err(ErrorKind::WouldBlock.into());
        }
        self.stroom.set_read_timeout(Some(nog))?;
        self.stroom.read(buf)
    }
}

impl Write for Draad {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.stroom.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stroom.flush()
    }
}

impl std::fmt::Debug for Draad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draad").field("stroom", &self.stroom).finish_non_exhaustive()
    }
}
