//! A mailbox on a server, read only: EXAMINE instead of SELECT and BODY.PEEK instead of BODY, so that no mark
//! changes. New mail is announced through IDLE. A connection that fails is tried again, ever more slowly.
//!
//! The commands are few and spoken directly: what exists for this takes answers of any size.

mod draad;
mod lijn;

use std::{collections::VecDeque, ffi::OsStr, thread, time::Duration};

use self::lijn::{Antwoord, Lijn, Stilte};
use super::{Bron, Verder, Vondst, bestand};
use crate::{
    domain::{
        bron::Bronsoort,
        fout::{Fout, FoutSoort, Uitkomst},
        moment::Moment,
        wachtwoord::Wachtwoord,
    },
    intake::grenzen,
};

pub use draad::Looptijd;
pub use lijn::Server;

/// The first wait after failures in a row, and the longest.
const ADEM: Duration = Duration::from_secs(1);
const LANGSTE_ADEM: Duration = Duration::from_mins(5);
/// How long a look at a silent line takes, and after how many of them, or of the lines that come instead, the
/// question is put anew: with the longest rest, less than the half hour after which servers hang up.
const BLIK: Duration = Duration::from_secs(5);
const BLIKKEN: usize = 280;
/// So many silent looks, and the server is one that keeps a conversation going.
const BETROUWD: usize = 12;
/// How often a server is asked that does not say by itself that something came.
const VRAGEN: Duration = Duration::from_mins(1);
/// Mail from before this was there for an earlier desk.
const TERUGBLIK: chrono::Duration = chrono::Duration::weeks(2);
/// Answers to one question.
const ANTWOORDEN: usize = 1_000;

/// Which mailbox, and what it takes to read it.
pub struct Postbus {
    /// Where.
    pub server: Server,
    /// Whose.
    pub gebruiker: String,
    /// Which folder.
    pub map: String,
    /// Brings the password, each time anew: it may have been changed.
    pub wachtwoord: Box<dyn Fn() -> Uitkomst<Wachtwoord> + Send>,
    /// Tells the time.
    pub nu: Box<dyn Fn() -> Moment + Send>,
    /// Measures how long the server takes.
    pub looptijd: Looptijd,
}

/// Why a round is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aanleiding {
    /// Nobody spoke yet, or the line was silent.
    Stilte,
    /// The server said something.
    Roep,
}

/// The mailbox as a source.
#[derive(Debug)]
pub struct Imap {
    postbus: Postbus,
    gesprek: Option<Gesprek>,
    aanleiding: Aanleiding,
    /// The wait after what last went wrong; forgotten once a conversation holds.
    adem: Option<Duration>,
    /// How long to leave the server alone now.
    rust: Duration,
    /// Under which numbering the last number was given out.
    telling: Option<u64>,
    laatste: u64,
}

impl std::fmt::Debug for Postbus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postbus").field("server", &self.server).field("map", &self.map).finish_non_exhaustive()
    }
}

impl Imap {
    /// A mailbox with which nobody has spoken yet.
    pub const fn nieuw(postbus: Postbus) -> Self {
        Self {
            postbus,
            gesprek: None,
            aanleiding: Aanleiding::Stilte,
            adem: None,
            rust: Duration::ZERO,
            telling: None,
            laatste: 0,
        }
    }

    /// Reads, and answers how many mails that were.
    fn lees(&mut self, mut gesprek: Gesprek, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<usize> {
        gesprek.hervat()?;
        if self.telling != gesprek.telling {
            self.telling = gesprek.telling;
            self.laatste = 0;
        }
        gesprek.meer = false;
        let sinds = (self.postbus.nu)().plus(-TERUGBLIK).amsterdam().format("%d-%b-%Y");
        let vraag = format!("UID SEARCH UID {}:* SINCE {sinds}", self.laatste.saturating_add(1));
        let mut nummers: VecDeque<u64> = gesprek.vraag(&vraag)?.iter().flat_map(|a| gevonden(&a.tekst)).collect();
        // «n:*» also means the last mail when that has a lower number.
        nummers.retain(|uid| *uid > self.laatste);
        nummers.make_contiguous().sort_unstable();
        let mut gelezen = 0_usize;
        while let Some(uid) = nummers.pop_front() {
            let inhoud = gesprek.mail(uid)?;
            self.laatste = uid;
            let Some(inhoud) = inhoud else { continue };
            gelezen = gelezen.saturating_add(1);
            if neem(Vondst { naam: format!("bericht {uid}").into(), inhoud, nog: nummers.len() }) == Verder::Nee {
                return Ok(gelezen);
            }
        }
        gesprek.luister()?;
        self.gesprek = Some(gesprek);
        Ok(gelezen)
    }

    /// Something went wrong that may go well another time. After the first time, which may be a server that
    /// is started anew, the server is left alone, longer every time.
    fn langer(&mut self) {
        let adem = self.adem.map_or(Duration::ZERO, |adem| adem.saturating_mul(2).clamp(ADEM, LANGSTE_ADEM));
        (self.adem, self.rust) = (Some(adem), adem);
    }

    fn rust(&mut self) {
        thread::sleep(std::mem::take(&mut self.rust));
    }
}

impl Bron for Imap {
    fn soort(&self) -> Bronsoort {
        Bronsoort::Imap
    }

    fn ronde(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()> {
        let gesprek = match self.gesprek.take().map_or_else(|| Gesprek::begin(&self.postbus), Ok) {
            Ok(gesprek) => gesprek,
            Err(fout) => {
                match fout.soort {
                    // Who refuses a password refuses it again, and counts.
                    FoutSoort::Nee => (self.adem, self.rust) = (Some(LANGSTE_ADEM), LANGSTE_ADEM),
                    FoutSoort::Gebruik | FoutSoort::Gegevens => self.langer(),
                }
                return Err(fout);
            }
        };
        let aanleiding = std::mem::replace(&mut self.aanleiding, Aanleiding::Stilte);
        let gelezen = self.lees(gesprek, neem);
        match (&gelezen, aanleiding) {
            // A call for nothing; a server may go on with that for ever.
            (Ok(0), Aanleiding::Roep) | (Err(_), _) => self.langer(),
            (Ok(_), Aanleiding::Stilte | Aanleiding::Roep) => {}
        }
        gelezen.map(|_| ())
    }

    fn wacht(&mut self) -> Verder {
        self.rust();
        let Some(gesprek) = &mut self.gesprek else { return Verder::Ja };
        let wacht = gesprek.wacht_op_post();
        if gesprek.stil >= BETROUWD {
            (gesprek.stil, self.adem) = (0, None);
        }
        if let Ok(aanleiding) = wacht {
            self.aanleiding = aanleiding;
        } else {
            // The next round calls again and says so when that fails. The password goes along, so it counts.
            self.gesprek = None;
            self.langer();
            self.rust();
        }
        Verder::Ja
    }

    fn vergeet(&mut self) {
        self.laatste = 0;
    }

    fn houdt(&self, _: &OsStr) -> bool {
        true
    }
}

/// A conversation with the server, in the folder.
#[derive(Debug)]
struct Gesprek {
    lijn: Lijn,
    teller: u64,
    telling: Option<u64>,
    /// The server said that there is more since the last look.
    meer: bool,
    /// The mark of the question to say when something comes, while that is open.
    open: Option<String>,
    /// Silent looks of late.
    stil: usize,
}

impl Gesprek {
    fn begin(postbus: &Postbus) -> Uitkomst<Self> {
        let wachtwoord = (postbus.wachtwoord)()?;
        let mut lijn = Lijn::open(&postbus.server, &postbus.looptijd)?;
        if !lijn.hoor()?.tekst.starts_with("* OK") {
            return Err(Fout::gegevens("de server neemt geen post aan."));
        }
        let mut gesprek = Self { lijn, teller: 0, telling: None, meer: false, open: None, stil: 0 };
        gesprek.meld_aan(&postbus.gebruiker, &wachtwoord)?;
        let map = format!("EXAMINE \"{}\"", postbus.map.replace('\\', "\\\\").replace('"', "\\\""));
        let antwoorden = gesprek.vraag(&map).map_err(|fout| match fout.soort {
            FoutSoort::Nee => Fout::nee(format!("de map {} is er niet.", postbus.map)),
            _ => fout,
        })?;
        gesprek.telling = antwoorden.iter().find_map(|a| getal_na(&a.tekst, "UIDVALIDITY "));
        Ok(gesprek)
    }

    /// Name and password go as texts of a given length: those may hold any character.
    fn meld_aan(&mut self, gebruiker: &str, wachtwoord: &Wachtwoord) -> Uitkomst<()> {
        let merk = self.merk();
        self.lijn.zeg(format!("{merk} LOGIN {{{}}}\r\n", gebruiker.len()).as_bytes())?;
        self.ga_door(&merk)?;
        let geheim = wachtwoord.bytes();
        self.lijn.zeg(format!("{gebruiker} {{{}}}\r\n", geheim.len()).as_bytes())?;
        self.ga_door(&merk)?;
        self.lijn.zeg(geheim)?;
        self.lijn.zeg(b"\r\n")?;
        self.tot(&merk).map(|_| ()).map_err(|fout| match fout.soort {
            FoutSoort::Nee => Fout::nee("de server weigert gebruiker of wachtwoord."),
            _ => fout,
        })
    }

    fn merk(&mut self) -> String {
        self.teller = self.teller.wrapping_add(1);
        format!("p{}", self.teller)
    }

    /// Waits until the server wants to hear more.
    fn ga_door(&mut self, merk: &str) -> Uitkomst<()> {
        for _ in 0..ANTWOORDEN {
            let antwoord = self.hoor()?;
            if antwoord.tekst.starts_with('+') {
                return Ok(());
            }
            if antwoord.tekst.starts_with(merk) {
                return Err(Fout::nee("de server weigert dit."));
            }
        }
        Err(onbegrepen())
    }

    fn hoor(&mut self) -> Uitkomst<Antwoord> {
        let antwoord = self.lijn.hoor()?;
        self.meer |= antwoord.tekst.ends_with(" EXISTS");
        Ok(antwoord)
    }

    fn vraag(&mut self, vraag: &str) -> Uitkomst<Vec<Antwoord>> {
        let merk = self.merk();
        self.lijn.zeg(format!("{merk} {vraag}\r\n").as_bytes())?;
        self.tot(&merk)
    }

    /// All answers up to the one that ends the question.
    fn tot(&mut self, merk: &str) -> Uitkomst<Vec<Antwoord>> {
        let mut uit = Vec::new();
        let mut bytes = 0_usize;
        for _ in 0..ANTWOORDEN {
            let antwoord = self.hoor()?;
            if let Some(slot) = antwoord.tekst.strip_prefix(merk).and_then(|r| r.strip_prefix(' ')) {
                return match slot.split(' ').next() {
                    Some("OK") => Ok(uit),
                    _ => Err(Fout::nee("de server weigert dit.")),
                };
            }
            bytes = antwoord.letterlijk.iter().map(Vec::len).fold(bytes, usize::saturating_add);
            bytes = bytes.saturating_add(antwoord.tekst.len());
            if bytes > grenzen::BESTAND.saturating_mul(2) {
                break;
            }
            uit.push(antwoord);
        }
        Err(onbegrepen())
    }

    /// One mail; first how large it is. `None` when it is gone.
    fn mail(&mut self, uid: u64) -> Uitkomst<Option<Uitkomst<Vec<u8>>>> {
        let maat = self.vraag(&format!("UID FETCH {uid} (RFC822.SIZE)"))?;
        let Some(maat) = maat.iter().find_map(|a| getal_na(&a.tekst, "RFC822.SIZE ")) else { return Ok(None) };
        if maat > grenzen::BESTAND as u64 {
            return Ok(Some(Err(bestand::te_groot(&format!("bericht {uid}"), maat))));
        }
        let antwoorden = self.vraag(&format!("UID FETCH {uid} (BODY.PEEK[])"))?;
        Ok(antwoorden.into_iter().flat_map(|a| a.letterlijk).next().map(Ok))
    }

    /// Takes the word again after listening.
    fn hervat(&mut self) -> Uitkomst<()> {
        let Some(merk) = self.open.take() else {
            return self.vraag("NOOP").map(|_| ());
        };
        self.lijn.zeg(b"DONE\r\n")?;
        self.tot(&merk).map(|_| ())
    }

    /// Asks the server to say it when something comes; one that cannot is asked now and then.
    fn luister(&mut self) -> Uitkomst<()> {
        let merk = self.merk();
        self.lijn.zeg(format!("{merk} IDLE\r\n").as_bytes())?;
        match self.ga_door(&merk) {
            Ok(()) => self.open = Some(merk),
            Err(fout) if fout.soort == FoutSoort::Nee => {}
            Err(fout) => return Err(fout),
        }
        Ok(())
    }

    /// Listens until something is said, or for as long as a server lets one listen.
    fn wacht_op_post(&mut self) -> Uitkomst<Aanleiding> {
        if self.meer {
            return Ok(Aanleiding::Roep);
        }
        let Some(merk) = &self.open else {
            thread::sleep(VRAGEN);
            self.stil = self.stil.saturating_add(BETROUWD);
            return Ok(Aanleiding::Stilte);
        };
        let eerder = self.stil;
        for _ in 0..BLIKKEN {
            match self.lijn.luister(BLIK) {
                Ok(antwoord) if antwoord.tekst.ends_with(" EXISTS") => return Ok(Aanleiding::Roep),
                Ok(antwoord) if antwoord.tekst.starts_with("* BYE") || antwoord.tekst.starts_with(merk) => {
                    return Err(onbegrepen());
                }
                Ok(_) => {}
                Err(Stilte::Tijd) => self.stil = self.stil.saturating_add(1),
                Err(Stilte::Weg(fout)) => return Err(fout),
            }
        }
        // Nothing but chatter is a call as well.
        Ok(if self.stil > eerder { Aanleiding::Stilte } else { Aanleiding::Roep })
    }
}

fn onbegrepen() -> Fout {
    Fout::gegevens("de server zegt iets wat piket niet begrijpt.")
}

/// The number behind a word.
fn getal_na(tekst: &str, woord: &str) -> Option<u64> {
    let (_, rest) = tekst.split_once(woord)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The numbers of an answer to SEARCH.
fn gevonden(tekst: &str) -> Vec<u64> {
    let rest = tekst.strip_prefix("* SEARCH").unwrap_or_default();
    rest.split_ascii_whitespace().filter_map(|n| n.parse().ok()).collect()
}
