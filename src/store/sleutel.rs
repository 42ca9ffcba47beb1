//! The key of a real store. The database is encrypted with a random key; that key lies beside it in a
//! small file, wrapped by one that is derived from the passphrase with a memory-hard function. So the
//! passphrase can be changed without touching the log, and a copy of both files is a whole backup.

mod bestand;

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

pub(super) use self::bestand::{BESTAND, is_er, lees, maak, open, zet_neer};
use super::fouten;
use crate::domain::{
    fout::{Fout, Uitkomst},
    wachtwoord::{self, Wachtwoord},
};

/// The key of a database: 256 random bits, wiped when dropped. In a box, because what stands in a
/// value itself is copied at every move of the store, and none of those copies is wiped.
#[derive(Clone)]
pub struct Sleutel(Box<Zeroizing<[u8; 32]>>);

impl Sleutel {
    pub(super) fn nieuw() -> Uitkomst<Self> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        toeval(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    fn uit(bytes: &[u8]) -> Option<Self> {
        let mut eigen = Box::new(Zeroizing::new([0; 32]));
        (bytes.len() == eigen.len()).then(|| eigen.copy_from_slice(bytes)).map(|()| Self(eigen))
    }

    /// True when it is the same key.
    pub(super) fn is(&self, ander: &Self) -> bool {
        *self.0 == *ander.0
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// What makes SQLite use it; as a raw key, so that nothing is derived a second time.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        // Room beforehand: growing would leave a copy behind.
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            for half in [byte >> 4, byte & 15] {
                sql.extend(char::from_digit(u32::from(half), 16));
            }
        }
        sql.push_str("'\"");
        sql
    }
}

/// Never shows the key.
impl std::fmt::Debug for Sleutel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sleutel(…)")
    }
}

/// What a store is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Ontgrendeling<'a> {
    /// Nothing: a demo is not encrypted.
    Geen,
    /// The passphrase the officer knows.
    Wachtwoord(&'a Wachtwoord),
    /// The key of this very store, from an opening before this one.
    Sleutel(&'a Sleutel),
}

impl<'a> Ontgrendeling<'a> {
    /// With the key, where there is one.
    pub fn van(sleutel: Option<&'a Sleutel>) -> Self {
        sleutel.map_or(Self::Geen, Self::Sleutel)
    }

    /// The key of the store in `map`; `None` where there is no key file, so no encryption.
    pub(super) fn sleutel(self, map: &Path) -> Uitkomst<Option<Sleutel>> {
        if !is_er(map)? {
            return Ok(None);
        }
        match self {
            Self::Geen => Err(vraagt_wachtwoord()),
            Self::Wachtwoord(wachtwoord) => open(map, wachtwoord)?.map(Some).ok_or_else(wachtwoord::klopt_niet),
            Self::Sleutel(sleutel) => Ok(Some(sleutel.clone())),
        }
    }
}

/// An encrypted store and nothing to open it with.
pub(super) fn vraagt_wachtwoord() -> Fout {
    Fout::gebruik("Deze opslag is versleuteld en vraagt een wachtwoord.")
        .hint("Geef --wachtwoord-bestand BESTAND, of start piket in een terminal.")
}

fn toeval(doel: &mut [u8]) -> Uitkomst<()> {
    getrandom::fill(doel).map_err(|e| Fout::gegevens(format!("Het systeem geeft geen toeval ({e}).")))
}

/// What became of the key files of copies when the passphrase was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meegegaan {
    /// So many open with the new passphrase from now on.
    pub gewijzigd: usize,
    /// So many could not be opened with the old one, and stay as they were.
    pub gebleven: usize,
}

/// Changes the passphrase of the store in `map`: the same key, wrapped anew, also beside the copies in
/// these folders. One of those with the old passphrase would open the log itself. The caller holds the lock.
pub(super) fn wijzig(map: &Path, kopieen: &[PathBuf], oud: &Wachtwoord, nieuw: &Wachtwoord) -> Uitkomst<Meegegaan> {
    nieuw.als_nieuw()?;
    if !is_er(map)? {
        return Err(fouten::geen_sleutel(map));
    }
    let was = lees(map)?;
    let sleutel = open(map, oud)?.ok_or_else(wachtwoord::klopt_niet)?;
    let bestand = maak(&sleutel, nieuw)?;
    zet_neer(map, &bestand)?;
    let mut mee = Meegegaan::default();
    for kopie in kopieen {
        // Nearly always the very file that was replaced a moment ago; deriving it again would tell no more.
        let zelfde =
            lees(kopie).is_ok_and(|b| b == was) || matches!(open(kopie, oud), Ok(Some(ander)) if ander.is(&sleutel));
        if zelfde {
            zet_neer(kopie, &bestand)?;
            mee.gewijzigd += 1;
        } else {
            mee.gebleven += 1;
        }
    }
    Ok(mee)
}
