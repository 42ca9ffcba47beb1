//! The log on disk, and everything that is derived from it (ONTWERP 6). One SQLite file in one
//! folder holds an append-only log whose entries are chained by their hashes; the cases, reports and
//! the search index beside it are projections, written in the same transaction as the entry they
//! follow from, by the very fold that the screen uses ([`Desk::apply`](crate::domain::desk::Desk)).
//!
//! # The bytes of the chain
//!
//! `hash` is the SHA-256, in lower-case hexadecimal, of these eleven fields in UTF-8, each followed
//! by one line feed; no field can contain one:
//!
//! 1. the constant `piket-logboek-1`;
//! 2. `seq`, decimal, from 1 without gaps;
//! 3. `vastgelegd_op` and 4. `voorgevallen_op`, RFC 3339 in UTC with milliseconds;
//! 5. `actor`; 6. `soort`; 7. `versie`, decimal; 8. `zaak`, or nothing;
//! 9. `gegevens`: the event as JSON, byte for byte as it is stored, in which each confidential text
//!    is replaced by its number, as `{"§":0}`;
//! 10. `geheim_hash`, or nothing when the entry has no confidential text;
//! 11. `vorige`: the `hash` of the entry before, or 64 zeros for the first.
//!
//! `geheim_hash` is the SHA-256 of the 32 bytes of salt followed by the UTF-8 bytes of `geheim`: the
//! confidential texts as a JSON list, byte for byte as stored. Salt and texts can be destroyed; the
//! chain does not notice, and without the salt the hash gives nothing away.
//!
//! An export holds one JSON object per line with those fields by name, `zout` in hexadecimal, and
//! `null` for what is not there. Behind those, one object per file that came in: `bij`, the entry it came
//! with, `digest`, its SHA-256, and `bytes` in hexadecimal. This is all it takes to check one:
//!
//! ```python
#![doc = include_str!("store/controleer.py")]
//! ```
//!
//! The chain shows that something was changed, removed, moved or put in. Who can write the whole file
//! can also compute a whole new chain, or take the newest entries off: only a last hash that was
//! noted elsewhere shows that, which is why `controleer` reports it.

mod codec;
mod controle;
mod draad;
mod film;
mod fouten;
mod herbouw;
mod invoer;
mod inzage;
mod keten;
mod kop;
mod lezen;
mod logboek;
mod openen;
mod pogingen;
mod projectie;
pub mod reservekopie;
mod schema;
mod schijf;
mod sleutel;
mod slot;
mod uitvoer;
mod volgen;
mod wacht;
mod wekker;
mod wissen;
mod zoeken;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use self::{
    controle::{Keten, Ketenfout},
    draad::{Antwoord, Deur, Draad, Leeswerk, Opdracht, Teruggave},
    herbouw::Herbouwd,
    invoer::Ingelezen,
    inzage::{Inzageketen, Inzageregel},
    openen::{bestaat, is_versleuteld, ontgrendel, open, wijzig_wachtwoord},
    pogingen::noteer_poging,
    sleutel::{Meegegaan, Ontgrendeling, Sleutel},
    slot::schrijver,
    volgen::Nieuws,
    wacht::{hartslag, wachter},
    wekker::{Wekketen, Wekregel},
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    wachtwoord::{self, Wachtwoord},
};

/// What the store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toegang {
    /// The desk and the verbs that record something: one at a time.
    Schrijven,
    /// Verbs that only look, also while a desk runs.
    Lezen,
}

/// What kind of store it is; settled when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Winkelsoort {
    /// The officer's own; its time comes from the clock alone.
    Echt,
    /// Fictitious, made by `piket demo`; it accepts any time.
    Demo,
}

impl Winkelsoort {
    const ALLE: [Self; 2] = [Self::Echt, Self::Demo];

    /// The name in the database.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Echt => "echt",
            Self::Demo => "demo",
        }
    }
}

/// The bytes of a file that came in: an original mail or an attachment. Kept once, however often
/// it arrives.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    digest: String,
    bytes: Vec<u8>,
}

impl Blob {
    /// Takes the bytes and computes their digest.
    pub fn nieuw(bytes: Vec<u8>) -> Self {
        Self { digest: keten::sha256(&[&bytes]), bytes }
    }

    /// SHA-256 of the bytes, hexadecimal: the name they are kept under.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// Shows which file it is, never what is in it.
impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blob({}, {} bytes)", self.digest, self.bytes.len())
    }
}

/// An open store. Made by [`open`]; used by one thread at a time.
#[derive(Debug)]
pub struct Opslag {
    // Closed in this order: SQLite first, the lock after it.
    verbinding: Connection,
    slot: Option<slot::Slot>,
    _inschrijving: slot::Inschrijving,
    map: PathBuf,
    soort: Winkelsoort,
    toegang: Toegang,
    sleutel: Option<Sleutel>,
    grond: volgen::Grond,
    gezien: volgen::Gezien,
    wacht: wacht::Wachtpost,
    wekker_gezien: Option<i64>,
}

impl Opslag {
    /// What opens this same store again; for a connection beside this one.
    pub fn ontgrendeling(&self) -> Ontgrendeling<'_> {
        Ontgrendeling::van(self.sleutel.as_ref())
    }

    /// Whether this passphrase opens this very store; a demo has none, and takes any.
    ///
    /// # Errors
    /// When it does not, or the key file cannot be read.
    pub fn herken(&self, wachtwoord: &Wachtwoord) -> Uitkomst<()> {
        let Some(eigen) = &self.sleutel else { return Ok(()) };
        match sleutel::open(&self.map, wachtwoord)? {
            Some(sleutel) if sleutel.is(eigen) => Ok(()),
            Some(_) | None => Err(wachtwoord::klopt_niet()),
        }
    }

    /// Its key, for who opens it again elsewhere; a demo has none.
    pub fn sleutel(&self) -> Option<Sleutel> {
        self.sleutel.clone()
    }

    /// Real or fictitious.
    pub const fn soort(&self) -> Winkelsoort {
        self.soort
    }

    /// What it was opened for.
    pub const fn toegang(&self) -> Toegang {
        self.toegang
    }

    /// The folder it stands in.
    pub fn pad(&self) -> &Path {
        &self.map
    }

    /// Moves what waits in the write-ahead log into the file and closes it. Dropping does the same,
    /// but cannot tell when that fails.
    ///
    /// # Errors
    /// When the last pages cannot be written; the log itself is safe and is picked up next time.
    pub fn sluit(self) -> Uitkomst<()> {
        self.verbinding.close().map_err(|(_, e)| Fout::from(e))
    }

    fn eis_schrijven(&self) -> Uitkomst<()> {
        match self.toegang {
            Toegang::Schrijven => Ok(()),
            Toegang::Lezen => Err(Fout::gegevens("De opslag is alleen geopend om te lezen.")
                .hint("Sluit de andere piket en probeer het opnieuw.")),
        }
    }
}
