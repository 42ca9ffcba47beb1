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

use super::draad::{Draad, Looptijd};
use crate::{
    domain::fout::{Fout, Uitkomst},
    intake::grenzen,
};

/// How long a server may take to be there, and over an answer.
const VERBINDEN: Duration = Duration::from_secs(10);
const ANTWOORDEN: Duration = Duration::from_secs(30);
/// Bytes a second that a text of a given length comes in with at the least.
const TEMPO: u64 = 16 << 10;
/// Bytes of one line.
const REGEL: usize = 1 << 20;
/// Texts of a given length within one answer; the answers here have one at the most.
const LETTERLIJK: usize = 4;
/// Bytes taken from the line at a time.
const HAP: usize = 16 << 10;

/// Where the server is, and whom to believe that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, which its certificate has to bear.
    pub naam: String,
    /// The port.
    pub poort: u16,
    /// The certificate of the only authority to believe; none for those of the system.
    pub ca: Option<PathBuf>,
}

/// What the server said: one line, with the texts of a given length taken out of it.
#[derive(Debug)]
pub struct Antwoord {
    /// The line.
    pub tekst: String,
    /// The texts.
    pub letterlijk: Vec<Vec<u8>>,
}

/// Why nothing was said.
#[derive(Debug)]
pub enum Stilte {
    /// Nothing came in time; the line is still there.
    Tijd,
    /// The line is of no use any more.
    Weg(Fout),
}

impl Stilte {
    fn fout(self) -> Fout {
        match self {
            Self::Tijd => niet_op_tijd(),
            Self::Weg(fout) => fout,
        }
    }
}

/// The line.
#[derive(Debug)]
pub struct Lijn {
    stroom: TlsStream<Draad>,
    buffer: Vec<u8>,
}

impl Lijn {
    /// Calls the server.
    ///
    /// # Errors
    /// When it cannot be reached, or is not who it says.
    pub fn open(server: &Server, looptijd: &Looptijd) -> Uitkomst<Self> {
        let onbereikbaar = || Fout::gegevens(format!("{} is niet te bereiken.", server.naam));
        let mut bouw = TlsConnector::builder();
        bouw.min_protocol_version(Some(Protocol::Tlsv12));
        if let Some(pad) = &server.ca {
            let ca = fs::read(pad).ok().and_then(|pem| Certificate::from_pem(&pem).ok());
            let ca = ca.ok_or_else(|| Fout::gegevens("het bestand van «ca» is geen certificaat."))?;
            bouw.disable_built_in_roots(true).add_root_certificate(ca);
        }
        let tls = bouw.build().map_err(|_| Fout::gegevens("TLS werkt niet op deze machine."))?;
        let mut adressen = (server.naam.as_str(), server.poort).to_socket_addrs().map_err(|_| onbereikbaar())?;
        let stroom =
            adressen.find_map(|adres| TcpStream::connect_timeout(&adres, VERBINDEN).ok()).ok_or_else(onbereikbaar)?;
        let draad = Draad::nieuw(stroom, Looptijd::clone(looptijd), ANTWOORDEN).map_err(|_| onbereikbaar())?;
        let stroom = tls.connect(&server.naam, draad).map_err(|e| match e {
            HandshakeError::Failure(_) => {
                Fout::gegevens(format!("{} heeft geen TLS of geen geldig certificaat.", server.naam))
            }
            HandshakeError::WouldBlock(_) => niet_op_tijd(),
        })?;
        Ok(Self { stroom, buffer: Vec::new() })
    }

    /// Says something.
    ///
    /// # Errors
    /// When the line is gone.
    pub fn zeg(&mut self, bytes: &[u8]) -> Uitkomst<()> {
        self.stroom.write_all(bytes).and_then(|()| self.stroom.flush()).map_err(|_| verbroken())
    }

    /// The next answer.
    ///
    /// # Errors
    /// When none comes, or more than is taken.
    pub fn hoor(&mut self) -> Uitkomst<Antwoord> {
        self.luister(ANTWOORDEN).map_err(Stilte::fout)
    }

    /// The next answer, if its first line is there within this time.
    ///
    /// # Errors
    /// When nothing came, or the line is gone.
    pub fn luister(&mut self, hoogstens: Duration) -> Result<Antwoord, Stilte> {
        self.vrist(hoogstens);
        let regel = self.regel()?;
        // Half an answer is no silence: what follows would be taken for another one.
        self.rest(regel).map_err(|stilte| Stilte::Weg(stilte.fout()))
    }

    /// What belongs to this first line.
    fn rest(&mut self, mut regel: String) -> Result<Antwoord, Stilte> {
        let mut tekst = String::new();
        let mut letterlijk = Vec::new();
        loop {
            tekst.push_str(&regel);
            let Some(lengte) = belofte(&regel) else { return Ok(Antwoord { tekst, letterlijk }) };
            if letterlijk.len() == LETTERLIJK || lengte > grenzen::BESTAND as u64 {
                return Err(Stilte::Weg(te_veel()));
            }
            self.vrist(ANTWOORDEN.saturating_add(Duration::from_secs(lengte / TEMPO)));
            letterlijk.push(self.bytes(usize::try_from(lengte).unwrap_or(usize::MAX))?);
            self.vrist(ANTWOORDEN);
            regel = self.regel()?;
        }
    }

    fn vrist(&mut self, hoogstens: Duration) {
        self.stroom.get_mut().vrist(hoogstens);
    }

    fn regel(&mut self) -> Result<String, Stilte> {
        let mut gezocht = 0;
        loop {
            let nieuw = self.buffer.get(gezocht..).unwrap_or_default();
            if let Some(eind) = nieuw.iter().position(|b| *b == b'\n') {
                let regel: Vec<u8> = self.buffer.drain(..=gezocht + eind).collect();
                return Ok(String::from_utf8_lossy(regel.trim_ascii_end()).into_owned());
            }
            gezocht = self.buffer.len();
            if gezocht > REGEL {
                return Err(Stilte::Weg(te_veel()));
            }
            self.hap(HAP)?;
        }
    }

    fn bytes(&mut self, aantal: usize) -> Result<Vec<u8>, Stilte> {
        while self.buffer.len() < aantal {
            // A promise takes no memory; only what came does.
            self.hap(HAP.max(self.buffer.len()).min(aantal))?;
        }
        Ok(self.buffer.drain(..aantal).collect())
    }

    fn hap(&mut self, hoogstens: usize) -> Result<(), Stilte> {
        let begin = self.buffer.len();
        self.buffer.resize(begin.saturating_add(hoogstens), 0);
        let gelezen = self.stroom.read(self.buffer.get_mut(begin..).unwrap_or_default());
        let erbij = *gelezen.as_ref().unwrap_or(&0);
        self.buffer.truncate(begin.saturating_add(erbij));
        match gelezen {
            Ok(0) => Err(Stilte::Weg(verbroken())),
            Ok(_) => Ok(()),
            Err(e) => Err(stilte(&e)),
        }
    }
}

fn stilte(e: &io::Error) -> Stilte {
    match e.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Stilte::Tijd,
        _ => Stilte::Weg(verbroken()),
    }
}

/// The length of the text that a line says will follow.
fn belofte(regel: &str) -> Option<u64> {
    let (_, getal) = regel.strip_suffix('}')?.rsplit_once('{')?;
    let getal = getal.strip_suffix('+').unwrap_or(getal);
    if getal.is_empty() || !getal.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // What does not fit in the number is too much as well.
    Some(getal.parse().unwrap_or(u64::MAX))
}

fn verbroken() -> Fout {
    Fout::gegevens("de verbinding is verbroken.")
}

fn niet_op_tijd() -> Fout {
    Fout::gegevens("de server antwoordt niet op tijd.")
}

fn te_veel() -> Fout {
    Fout::gegevens("de server stuurt meer dan piket aanneemt.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_read_off_the_end_of_a_line_only() {
        assert_eq!(belofte("* 1 FETCH (BODY[] {1234}"), Some(1234));
        assert_eq!(belofte("* 1 FETCH (BODY[] {12+}"), Some(12));
        assert_eq!(belofte("* OK {12} hallo"), None);
        assert_eq!(belofte("* OK {}"), None);
        assert_eq!(belofte("* OK {99999999999999999999999}"), Some(u64::MAX));
    }
}
