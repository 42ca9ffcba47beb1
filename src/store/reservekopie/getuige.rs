//! A copy as a witness: what it says about its last entries, and whether the live log still has them. Log
//! and audit can each lose a tail without a fault in what is left, so both heads stand in `kop.txt`, and
//! looking takes one small file.

use std::{collections::BTreeMap, fs, path::Path};

use rusqlite::OptionalExtension;

use super::{KOP, Kopienaam, MAP, namen};
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        kop::Kop,
        moment::Moment,
    },
    store::{Opslag, fouten},
};

/// The last entries of a store.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Koppen {
    /// Of the log.
    pub(super) log: Kop,
    /// Of the audit.
    pub(super) inzage: Kop,
}

impl Koppen {
    /// What goes into `kop.txt`.
    pub(super) fn tekst(&self, nu: Moment) -> String {
        let Self { log, inzage } = self;
        format!(
            "seq {}\nhash {}\ninzage_seq {}\ninzage_hash {}\nmoment {}\n",
            log.seq,
            log.hash,
            inzage.seq,
            inzage.hash,
            nu.log_vorm()
        )
    }
}

/// What `kop.txt` says.
pub(super) fn kop_in(pad: &Path) -> Uitkomst<Koppen> {
    let pad = pad.join(KOP);
    let tekst = fs::read_to_string(&pad).map_err(|e| fouten::bestand(&pad, &e))?;
    let velden: BTreeMap<&str, &str> = tekst.lines().filter_map(|regel| regel.split_once(' ')).collect();
    let kop = |seq: &str, hash: &str| {
        let (seq, hash) = velden.get(seq).and_then(|s| s.parse().ok()).zip(velden.get(hash))?;
        Some(Kop { seq, hash: (*hash).to_owned() })
    };
    kop("seq", "hash")
        .zip(kop("inzage_seq", "inzage_hash"))
        .map(|(log, inzage)| Koppen { log, inzage })
        .ok_or_else(|| Fout::gegevens(format!("{} is niet te lezen.", pad.display())))
}

impl Opslag {
    /// Says which entries the furthest copy holds that this log or its audit has lost, or holds otherwise;
    /// `None` where both go on from every copy.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn mist_staart(&self) -> Uitkomst<Option<String>> {
        match self.mist_regels()? {
            Some(zin) => Ok(Some(zin)),
            None => Ok(self.mist_inzagen()?.map(|(zin, _)| zin)),
        }
    }

    /// What the log has lost.
    pub(super) fn mist_regels(&self) -> Uitkomst<Option<String>> {
        let Some((naam, Koppen { log: Kop { seq, hash }, .. })) = self.getuige()? else { return Ok(None) };
        Ok(match self.staat_er("SELECT hash FROM logboek WHERE seq = ?1", seq, &hash)? {
            Getuigenis::Klopt => None,
            Getuigenis::Anders => Some(format!("Regel {seq} is een andere dan in reservekopie {naam}.")),
            Getuigenis::Weg => {
                let eind = self.kop()?.seq;
                let van = eind + 1;
                Some(format!(
                    "Het logboek eindigt bij regel {eind}; reservekopie {naam} heeft ook regel {van} tot en met {seq}."
                ))
            }
        })
    }

    /// What the audit has lost, and the head it had.
    pub(super) fn mist_inzagen(&self) -> Uitkomst<Option<(String, Kop)>> {
        let Some((naam, Koppen { inzage: kop, .. })) = self.getuige()? else { return Ok(None) };
        let seq = kop.seq;
        Ok(match self.staat_er("SELECT hash FROM inzage WHERE seq = ?1", seq, &kop.hash)? {
            Getuigenis::Klopt => None,
            Getuigenis::Anders => Some((format!("Inzage {seq} is een andere dan bij reservekopie {naam}."), kop)),
            Getuigenis::Weg => {
                let eind = self.kop_van_inzage()?.seq;
                let zin = format!("De inzagen eindigen bij {eind}; bij reservekopie {naam} waren het er {seq}.");
                Some((zin, kop))
            }
        })
    }

    /// The furthest copy. One without its small file is no witness; the list names it.
    fn getuige(&self) -> Uitkomst<Option<(Kopienaam, Koppen)>> {
        let Some(naam) = namen(&self.map)?.into_iter().max_by_key(|n| (n.seq, n.op)) else { return Ok(None) };
        Ok(kop_in(&self.map.join(MAP).join(naam.to_string())).ok().map(|koppen| (naam, koppen)))
    }

    fn staat_er(&self, sql: &str, seq: u64, hash: &str) -> Uitkomst<Getuigenis> {
        if seq == 0 {
            return Ok(Getuigenis::Klopt);
        }
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let hier: Option<String> = self.verbinding.query_row(sql, [seq], |rij| rij.get(0)).optional()?;
        Ok(match hier {
            Some(hier) if hier == hash => Getuigenis::Klopt,
            Some(_) => Getuigenis::Anders,
            None => Getuigenis::Weg,
        })
    }
}

/// What became of an entry that a copy knows of.
enum Getuigenis {
    Klopt,
    Anders,
    Weg,
}
