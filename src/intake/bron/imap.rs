//! A mailbox on a server, read only: EXAMINE instead of SELECT and BODY.PEEK instead of BODY, so that no mark
//! changes. New mail is announced through IDLE. A connection that fails is tried again, ever more slowly.
//!
//! The commands are few and spoken directly: what exists for this takes answers of any size.

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

pub use lijn::Server;

/// The first wait after a failure, and the longest.
const ADEM: Duration = Duration::from_secs(1);
const LANGSTE_ADEM: Duration = Duration::from_mins(5);
/// How long a look at a silent line takes, and after how many of them, or of the lines that come instead, the
/// question is put anew: in all less than the half hour after which servers hang up.
const BLIK: Duration = Duration::from_mins(1);
const BLIKKEN: usize = 25;
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
}

/// The mailbox as a source.
#[derive(Debug)]
pub struct Imap {
    postbus: Postbus,
    gesprek: Option<Gesprek>,
    adem: Option<Duration>,
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
        Self { postbus, gesprek: None, adem: None, telling: None, laatste: 0 }
    }

    fn lees(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()> {
        let mut gesprek = match self.gesprek.take() {
            Some(gesprek) => gesprek,
            None => Gesprek::begin(&self.postbus)?,
        };
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
        while let Some(uid) = nummers.pop_front() {
            let inhoud = gesprek.mail(uid)?;
            self.laatste = uid;
            let Some(inhoud) = inhoud else { continue };
            if neem(Vondst { naam: format!("bericht {uid}").into(), inhoud, nog: nummers.len() }) == Verder::Nee {
                break;
            }
        }
        self.gesprek = Some(gesprek);
        Ok(())
    }
}

impl Bron for Imap {
    fn soort(&self) -> Bronsoort {
        Bronsoort::Imap
    }

    fn ronde(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()> {
        let uitkomst = self.lees(neem);
        self.adem = uitkomst.as_ref().err().map(|fout| match (fout.soort, self.adem) {
            // Who refuses a password refuses it again, and counts.
            (FoutSoort::Nee, _) => LANGSTE_ADEM,
            (_, None) => ADEM,
            (_, Some(adem)) => adem.saturating_mul(2).min(LANGSTE_ADEM),
        });
        uitkomst
    }

    fn wacht(&mut self) -> Verder {
        match (self.adem, self.gesprek.as_mut().map(Gesprek::wacht_op_post)) {
            (Some(adem), _) => thread::sleep(adem),
            (None, Some(Ok(()))) => {}
            // The next round calls again, and says so when that fails.
            (None, Some(Err(_)) | None) => self.gesprek = None,
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
}

impl Gesprek {
    fn begin(postbus: &Postbus) -> Uitkomst<Self> {
        let wachtwoord = (postbus.wachtwoord)()?;
        let mut lijn = Lijn::open(&postbus.server)?;
        if !lijn.hoor()?.tekst.starts_with("* OK") {
            return Err(Fout::gegevens("de server neemt geen post aan."));
        }
        let mut gesprek = Self { lijn, teller: 0, telling: None, meer: false };
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

    /// Lets the server say that something came; a server that cannot is asked now and then.
    fn wacht_op_post(&mut self) -> Uitkomst<()> {
        if self.meer {
            return Ok(());
        }
        let merk = self.merk();
        self.lijn.zeg(format!("{merk} IDLE\r\n").as_bytes())?;
        if let Err(fout) = self.ga_door(&merk) {
            return match fout.soort {
                FoutSoort::Nee => {
                    thread::sleep(BLIK);
                    self.vraag("NOOP").map(|_| ())
                }
                _ => Err(fout),
            };
        }
        for _ in 0..BLIKKEN {
            if self.meer {
                break;
            }
            match self.lijn.luister(BLIK) {
                Ok(antwoord) if antwoord.tekst.ends_with(" EXISTS") => break,
                Ok(antwoord) if antwoord.tekst.starts_with("* BYE") => return Err(onbegrepen()),
                Ok(_) | Err(Stilte::Tijd) => {}
                Err(Stilte::Weg(fout)) => return Err(fout),
            }
        }
        self.lijn.zeg(b"DONE\r\n")?;
        self.tot(&merk).map(|_| ())
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
