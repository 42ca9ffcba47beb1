//! The line to a mail server: TLS, and answers of which every part has a limit, in bytes and in time. A server
//! that goes on and on, promises four gigabytes, falls silent or drips costs one connection and never the desk.

use std::{
    fs,
    io::{self, ErrorKind, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    path::PathBuf,
    time::Duration,
};

use native_tls::{Certificate, HandshakeError, Protocol, TlsConnector, TlsStream};

use super::wire::{ElapsedClock, Wire};
use crate::{
    domain::error::{Error, Result},
    intake::limits,
};

/// How long a server may take to be there, and over an answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const REPLY_TIMEOUT: Duration = Duration::from_secs(30);
/// Bytes a second that a text of a given length comes in with at the least.
const PACE: u64 = 16 << 10;
/// Bytes of one line.
const MAX_LINE: usize = 1 << 20;
/// Texts of a given length within one answer; the answers here have one at the most.
const MAX_LITERALS: usize = 4;
/// Bytes taken from the line at a time.
const CHUNK: usize = 16 << 10;

/// Where the server is, and whom to believe that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, which its certificate has to bear.
    pub name: String,
    /// The port.
    pub port: u16,
    /// The certificate of the only authority to believe; none for those of the system.
    pub ca: Option<PathBuf>,
}

/// What the server said: one line, with the texts of a given length taken out of it.
#[derive(Debug)]
pub struct ServerReply {
    /// The line.
    pub text: String,
    /// The texts.
    pub literals: Vec<Vec<u8>>,
}

/// Why nothing was said.
#[derive(Debug)]
pub enum Silence {
    /// Nothing came in time; the line is still there.
    Timeout,
    /// The line is of no use any more.
    Gone(Error),
}

impl Silence {
    fn error(self) -> Error {
        match self {
            Self::Timeout => timed_out(),
            Self::Gone(error) => error,
        }
    }
}

/// The line.
#[derive(Debug)]
pub struct ServerLine {
    stream: TlsStream<Wire>,
    buffer: Vec<u8>,
}

impl ServerLine {
    /// Calls the server.
    ///
    /// # Errors
    /// When it cannot be reached, or is not who it says.
    pub fn open(server: &Server, elapsed: &ElapsedClock) -> Result<Self> {
        let not_reachable = || Error::data(format!("{} is niet te bereiken.", server.name));
        let mut builder = TlsConnector::builder();
        builder.min_protocol_version(Some(Protocol::Tlsv12));
        if let Some(path) = &server.ca {
            let ca = fs::read(path).ok().and_then(|pem| Certificate::from_pem(&pem).ok());
            let ca = ca.ok_or_else(|| Error::data("het bestand van «ca» is geen certificaat."))?;
            builder.disable_built_in_roots(true).add_root_certificate(ca);
        }
        let tls = builder.build().map_err(|_| Error::data("TLS werkt niet op deze machine."))?;
        let mut addresses = (server.name.as_str(), server.port).to_socket_addrs().map_err(|_| not_reachable())?;
        let stream = addresses
            .find_map(|address| TcpStream::connect_timeout(&address, CONNECT_TIMEOUT).ok())
            .ok_or_else(not_reachable)?;
        let wire = Wire::new(stream, ElapsedClock::clone(elapsed), REPLY_TIMEOUT).map_err(|_| not_reachable())?;
        let stream = tls.connect(&server.name, wire).map_err(|e| match e {
            HandshakeError::Failure(_) => {
                Error::data(format!("{} heeft geen TLS of geen geldig certificaat.", server.name))
            }
            HandshakeError::WouldBlock(_) => timed_out(),
        })?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Says something.
    ///
    /// # Errors
    /// When the line is gone.
    pub fn say(&mut self, bytes: &[u8]) -> Result<()> {
        self.stream.write_all(bytes).and_then(|()| self.stream.flush()).map_err(|_| disconnected())
    }

    /// The next answer.
    ///
    /// # Errors
    /// When none comes, or more than is taken.
    pub fn hear(&mut self) -> Result<ServerReply> {
        self.listen(REPLY_TIMEOUT).map_err(Silence::error)
    }

    /// The next answer, if its first line is there within this time.
    ///
    /// # Errors
    /// When nothing came, or the line is gone.
    pub fn listen(&mut self, limit: Duration) -> Result<ServerReply, Silence> {
        self.set_deadline(limit);
        let line = self.line()?;
        // Half an answer is no silence: what follows would be taken for another one.
        self.rest(line).map_err(|silence| Silence::Gone(silence.error()))
    }

    /// What belongs to this first line.
    fn rest(&mut self, mut line: String) -> Result<ServerReply, Silence> {
        let mut text = String::new();
        let mut literals = Vec::new();
        loop {
            text.push_str(&line);
            let Some(length) = promise(&line) else { return Ok(ServerReply { text, literals }) };
            if literals.len() == MAX_LITERALS || length > limits::FILE as u64 {
                return Err(Silence::Gone(too_much()));
            }
            self.set_deadline(REPLY_TIMEOUT.saturating_add(Duration::from_secs(length / PACE)));
            literals.push(self.bytes(usize::try_from(length).unwrap_or(usize::MAX))?);
            self.set_deadline(REPLY_TIMEOUT);
            line = self.line()?;
        }
    }

    fn set_deadline(&mut self, limit: Duration) {
        self.stream.get_mut().set_deadline(limit);
    }

    fn line(&mut self) -> Result<String, Silence> {
        let mut sought = 0;
        loop {
            let new = self.buffer.get(sought..).unwrap_or_default();
            if let Some(end) = new.iter().position(|b| *b == b'\n') {
                let line: Vec<u8> = self.buffer.drain(..=sought + end).collect();
                return Ok(String::from_utf8_lossy(line.trim_ascii_end()).into_owned());
            }
            sought = self.buffer.len();
            if sought > MAX_LINE {
                return Err(Silence::Gone(too_much()));
            }
            self.read_chunk(CHUNK)?;
        }
    }

    fn bytes(&mut self, count: usize) -> Result<Vec<u8>, Silence> {
        while self.buffer.len() < count {
            // Memory is taken for what came, not for the length that was announced.
            self.read_chunk(CHUNK.max(self.buffer.len()).min(count))?;
        }
        Ok(self.buffer.drain(..count).collect())
    }

    fn read_chunk(&mut self, limit: usize) -> Result<(), Silence> {
        let start = self.buffer.len();
        self.buffer.resize(start.saturating_add(limit), 0);
        let read = self.stream.read(self.buffer.get_mut(start..).unwrap_or_default());
        let added = *read.as_ref().unwrap_or(&0);
        self.buffer.truncate(start.saturating_add(added));
        match read {
            Ok(0) => Err(Silence::Gone(disconnected())),
            Ok(_) => Ok(()),
            Err(e) => Err(silence(&e)),
        }
    }
}

fn silence(e: &io::Error) -> Silence {
    match e.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Silence::Timeout,
        _ => Silence::Gone(disconnected()),
    }
}

/// The length of the text that a line says will follow.
fn promise(line: &str) -> Option<u64> {
    let (_, number) = line.strip_suffix('}')?.rsplit_once('{')?;
    let number = number.strip_suffix('+').unwrap_or(number);
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // What does not fit in the number is too much as well.
    Some(number.parse().unwrap_or(u64::MAX))
}

fn disconnected() -> Error {
    Error::data("de verbinding is verbroken.")
}

fn timed_out() -> Error {
    Error::data("de server antwoordt niet op tijd.")
}

fn too_much() -> Error {
    Error::data("de server stuurt meer dan piket aanneemt.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_read_off_the_end_of_a_line_only() {
        assert_eq!(promise("* 1 FETCH (BODY[] {1234}"), Some(1234));
        assert_eq!(promise("* 1 FETCH (BODY[] {12+}"), Some(12));
        assert_eq!(promise("* OK {12} hallo"), None);
        assert_eq!(promise("* OK {}"), None);
        assert_eq!(promise("* OK {99999999999999999999999}"), Some(u64::MAX));
    }
}
