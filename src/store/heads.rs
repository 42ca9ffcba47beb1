//! The last entries of the three chains of a store, as they are noted outside it: a chain can lose its tail without
//! a fault in what is left. What is noted is sealed with the key of the store, so that nobody without it makes a
//! witness that says something else.

use std::{collections::BTreeMap, fmt::Write as _};

use rusqlite::{Connection, OptionalExtension};

use super::{
    chain::{Chain, ChainEnd},
    key::Seal,
};
use crate::domain::{
    digest::{from_hex, hex, sha256},
    error::Result,
    head::Head,
    moment::Moment,
};

/// What the seal is about.
const ABOUT: &[u8] = b"piket-koppen-1";
const SEAL: &str = "zegel ";

/// The last entries of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heads {
    /// Of the log.
    pub(super) log: Head,
    /// Of the audit.
    pub(super) audit: Head,
    /// Of the wekkerboek; an older program did not note it.
    pub(super) alarm: Option<Head>,
}

/// Whether what was noted can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Faith {
    /// It was sealed by this store.
    Sealed,
    /// An older program noted it, without a seal.
    Unsealed,
    /// It was sealed by another store, or changed.
    Broken,
}

impl Heads {
    /// As a store has them.
    pub(super) fn of(connection: &Connection) -> Result<Self> {
        Ok(Self {
            log: ChainEnd::of(connection, Chain::Log)?.head(),
            audit: ChainEnd::of(connection, Chain::Audit)?.head(),
            alarm: Some(ChainEnd::of(connection, Chain::Alarm)?.head()),
        })
    }

    /// One of them.
    pub(super) const fn head(&self, chain: Chain) -> Option<&Head> {
        match chain {
            Chain::Log => Some(&self.log),
            Chain::Audit => Some(&self.audit),
            Chain::Alarm => self.alarm.as_ref(),
        }
    }

    /// With one of them replaced.
    pub(super) fn with(mut self, chain: Chain, head: Head) -> Self {
        match chain {
            Chain::Log => self.log = head,
            Chain::Audit => self.audit = head,
            Chain::Alarm => self.alarm = Some(head),
        }
        self
    }

    /// A line for each fact, and the seal over them.
    ///
    /// # Errors
    /// When the system gives no chance.
    pub(super) fn text(&self, seal: &Seal, now: Option<Moment>) -> Result<String> {
        let Self { log, audit, .. } = self;
        let mut text =
            format!("seq {}\nhash {}\ninzage_seq {}\ninzage_hash {}\n", log.seq, log.hash, audit.seq, audit.hash);
        if let Some(alarm) = &self.alarm {
            // Writing to a String cannot fail.
            let _ = write!(text, "wekker_seq {}\nwekker_hash {}\n", alarm.seq, alarm.hash);
        }
        if let Some(now) = now {
            let _ = writeln!(text, "moment {}", now.log_form());
        }
        let digest = sha256(&[text.as_bytes()]);
        let sealed = seal.seal(ABOUT, &from_hex(&digest).unwrap_or_default())?;
        Ok(text + SEAL + &hex(&sealed) + "\n")
    }

    /// Reads them back; `None` where they do not stand there.
    pub(super) fn read(text: &str, seal: &Seal) -> Option<(Self, Faith)> {
        let (said, sealed) = match text.find(SEAL) {
            Some(place) => (text.get(..place)?, text.get(place + SEAL.len()..)),
            None => (text, None),
        };
        let fields: BTreeMap<&str, &str> = said.lines().filter_map(|line| line.split_once(' ')).collect();
        let head = |seq: &str, hash: &str| {
            let (seq, hash) = fields.get(seq).and_then(|s| s.parse().ok()).zip(fields.get(hash))?;
            Some(Head { seq, hash: (*hash).to_owned() })
        };
        let heads = Self {
            log: head("seq", "hash")?,
            audit: head("inzage_seq", "inzage_hash")?,
            alarm: head("wekker_seq", "wekker_hash"),
        };
        let faith = match sealed {
            None => Faith::Unsealed,
            Some(sealed) => {
                let opened = from_hex(sealed.trim_end()).and_then(|sealed| seal.open(ABOUT, &sealed));
                let same = opened.is_some_and(|digest| hex(&digest) == sha256(&[said.as_bytes()]));
                if same { Faith::Sealed } else { Faith::Broken }
            }
        };
        Some((heads, faith))
    }
}

/// What became of an entry that a witness knows of.
pub(super) enum Testimony {
    /// It is there.
    Matches,
    /// Another is in its place.
    Other,
    /// It is not there.
    Gone,
}

impl Testimony {
    /// Whether a chain of this store goes on from a noted head.
    pub(super) fn about(connection: &Connection, chain: Chain, head: &Head) -> Result<Self> {
        if head.seq == 0 {
            return Ok(Self::Matches);
        }
        let seq = i64::try_from(head.seq).unwrap_or(i64::MAX);
        let sql = match chain {
            Chain::Log => "SELECT hash FROM logboek WHERE seq = ?1",
            Chain::Audit => "SELECT hash FROM inzage WHERE seq = ?1",
            Chain::Alarm => "SELECT hash FROM wekker WHERE seq = ?1",
        };
        let here: Option<String> = connection.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()?;
        Ok(match here {
            Some(here) if here == head.hash => Self::Matches,
            Some(_) => Self::Other,
            None => Self::Gone,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::StoreKey;

    #[test]
    fn only_the_key_of_the_store_makes_a_witness_of_it() -> Result<()> {
        let (own, other) = (StoreKey::new()?, StoreKey::new()?);
        let head = |seq| Head { seq, hash: sha256(&[b"x"]) };
        let heads = Heads { log: head(7), audit: head(3), alarm: Some(head(12)) };
        let seal = Seal::by(Some(&own));
        let text = heads.text(&seal, None)?;
        assert_eq!(Heads::read(&text, &seal), Some((heads.clone(), Faith::Sealed)));
        let faith = |text: &str, seal: &Seal| Heads::read(text, seal).map(|(_, faith)| faith);
        assert_eq!(faith(&text, &Seal::by(Some(&other))), Some(Faith::Broken));
        assert_eq!(faith(&text.replace("seq 7", "seq 6"), &seal), Some(Faith::Broken));
        assert_eq!(faith(text.split(SEAL).next().unwrap_or_default(), &seal), Some(Faith::Unsealed));
        assert_eq!(Heads::read("seq zeven\n", &seal), None);
        Ok(())
    }
}
