//! Reads an export back into an empty store, byte for byte: the same entries, texts, files and head. An
//! export is a file that anybody may have had in hands, so every line is checked as it is read, and
//! nothing is there until all of it held.

use std::io::BufRead;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::{
    Opslag,
    controle::{Keten, Wisboek},
    keten::{Geheim, Regel},
    logboek::{self, Eind, entry_uit},
    projectie::Werkset,
    uitvoer::{Exportbestand, Uitvoerregel},
    wissen,
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    kop::Kop,
};

/// What was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingelezen {
    /// Files that came along.
    pub bestanden: u64,
    /// The last entry, to be compared with a head noted elsewhere: a file that was cut off between two
    /// lines looks like a whole one.
    pub kop: Kop,
}

/// So many entries are folded before their result is written, which bounds the memory.
const STAP: u64 = 5_000;

/// What was read so far.
struct Lezing {
    keten: Keten,
    wisboek: Wisboek,
    eind: Eind,
    werkset: Werkset,
    bestanden: u64,
}

impl Lezing {
    fn neem_regel(&mut self, tx: &Transaction<'_>, regel: &Regel, geheim: Option<&Geheim>) -> Uitkomst<()> {
        if regel.seq <= self.eind.seq {
            return Err(geweigerd(format!("Regel {} staat niet op zijn plaats.", regel.seq)));
        }
        self.keten.toets_regel(regel, geheim, self.eind.seq);
        self.eis_heel()?;
        let entry = entry_uit(regel, geheim)?;
        self.werkset.laad(tx, &entry.event)?;
        logboek::bewaar(tx, regel, geheim)?;
        // A purge of which the file still has the texts would bring them back to life.
        if wissen::wis_teksten(tx, &entry)? > 0 {
            return Err(geweigerd(format!("Regel {} heeft teksten gewist die in het bestand nog staan.", regel.seq)));
        }
        self.werkset.neem(&entry);
        self.wisboek.neem(regel, geheim);
        self.keten.neem(regel);
        self.eind = Eind { seq: regel.seq, hash: regel.hash.clone(), op: Some(entry.vastgelegd_op) };
        if self.keten.entries.is_multiple_of(STAP) {
            std::mem::take(&mut self.werkset).bewaar(tx, &self.eind)?;
        }
        Ok(())
    }

    fn neem_bestand(&mut self, tx: &Transaction<'_>, bestand: &Exportbestand) -> Uitkomst<()> {
        let bytes = bestand
            .bytes()
            .filter(|_| (1..=self.eind.seq).contains(&bestand.bij))
            .ok_or_else(|| geweigerd(format!("Een bestand dat bij regel {} binnenkwam, is veranderd.", bestand.bij)))?;
        tx.prepare_cached("INSERT INTO bijlage (digest, seq, bytes) VALUES (?1, ?2, ?3)")?.execute(params![
            bestand.digest,
            bestand.bij,
            bytes
        ])?;
        self.bestanden += 1;
        Ok(())
    }

    fn eis_heel(&self) -> Uitkomst<()> {
        self.keten.fouten.first().map_or(Ok(()), |fout| Err(geweigerd(fout.zin.clone())))
    }
}

impl Opslag {
    /// Takes the entries of an export over, in one transaction, all or nothing.
    ///
    /// # Errors
    /// When this log has entries already, or the export is not what was written: the sentence names the
    /// entry.
    pub fn importeer(&mut self, bron: &mut dyn BufRead) -> Uitkomst<Ingelezen> {
        self.eis_schrijven()?;
        self.eis_hetzelfde_bestand()?;
        let tx = self.verbinding.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let eind = Eind::van(&tx)?;
        if eind.seq > 0 {
            return Err(Fout::nee(format!("Dit logboek heeft al {} regels; er is niets ingelezen.", eind.seq))
                .hint("Kies met --data-dir een map zonder logboek."));
        }
        let (wisboek, werkset) = (Wisboek::default(), Werkset::default());
        let mut lezing = Lezing { keten: Keten::begin(), wisboek, eind, werkset, bestanden: 0 };
        for (regel, nr) in bron.lines().zip(1u64..) {
            let onleesbaar = || geweigerd(format!("Regel {nr} van het bestand is niet te lezen."));
            let regel = regel.map_err(|_| onleesbaar())?;
            match serde_json::from_str(&regel).map_err(|_| onleesbaar())? {
                Uitvoerregel::Regel(regel) => {
                    let (regel, geheim) = regel.terug().ok_or_else(onleesbaar)?;
                    lezing.neem_regel(&tx, &regel, geheim.as_ref())?;
                }
                Uitvoerregel::Bestand(bestand) => lezing.neem_bestand(&tx, &bestand)?,
            }
        }
        if lezing.eind.seq == 0 {
            return Err(geweigerd("Het bestand heeft geen regels van een logboek.".to_owned()));
        }
        lezing.keten.toets_gewist(&lezing.wisboek);
        lezing.eis_heel()?;
        lezing.werkset.bewaar(&tx, &lezing.eind)?;
        tx.commit()?;
        let kop = Kop { seq: lezing.keten.entries, hash: lezing.keten.kop };
        Ok(Ingelezen { bestanden: lezing.bestanden, kop })
    }
}

fn geweigerd(zin: String) -> Fout {
    Fout::gegevens(zin).hint("Er is niets ingelezen. Neem het bestand zoals «piket logboek exporteer» het schreef.")
}
