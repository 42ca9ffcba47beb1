//! Recomputes the chain. A fault is a finding, not an error: the check goes
//! on to the end and names every entry that is not what was recorded.

use std::{cmp::Ordering, collections::BTreeMap};

use rusqlite::OptionalExtension;

use super::{
    Opslag,
    keten::{self, Geheim, Regel},
    logboek::{entry_uit, regel_en_geheim, selecteer},
};
use crate::domain::{
    event::LogEvent,
    fout::Uitkomst,
    kop::{Kop, Kopnotitie},
};

/// What the check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keten {
    /// Entries there are.
    pub entries: u64,
    /// Entries whose confidential texts have been destroyed.
    pub gewist: u64,
    /// The hash of the last entry, 64 zeros for an empty log. Noted elsewhere, it proves later that
    /// nothing before it was replaced.
    pub kop: String,
    /// What is wrong, in order of `seq`.
    pub fouten: Vec<Ketenfout>,
}

/// One fault in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ketenfout {
    /// The entry it is about.
    pub seq: u64,
    /// What is wrong with it.
    pub zin: String,
}

impl Keten {
    /// Of a log of which nothing was read yet.
    pub(super) fn begin() -> Self {
        Self { entries: 0, gewist: 0, kop: keten::BEGIN.to_owned(), fouten: Vec::new() }
    }

    /// Takes the entry in that was checked last.
    pub(super) fn neem(&mut self, regel: &Regel) {
        self.entries += 1;
        self.kop.clone_from(&regel.hash);
    }

    fn meld(&mut self, seq: i64, zin: String) {
        self.fouten.push(Ketenfout { seq: seq.unsigned_abs(), zin });
    }

    pub(super) fn toets_regel(&mut self, regel: &Regel, geheim: Option<&Geheim>, vorige_seq: i64) {
        let seq = regel.seq;
        let gat = seq - vorige_seq - 1;
        match gat {
            0 if regel.vorige != self.kop && vorige_seq == 0 => {
                self.meld(seq, format!("Regel {seq} is de eerste, maar verwijst naar een eerdere."));
            }
            0 if regel.vorige != self.kop => {
                self.meld(seq, format!("Regel {seq} sluit niet aan op regel {vorige_seq}."));
            }
            0 => {}
            1 => self.meld(seq - 1, format!("Regel {} ontbreekt.", seq - 1)),
            _ => self.meld(vorige_seq + 1, format!("Regels {} tot en met {} ontbreken.", vorige_seq + 1, seq - 1)),
        }
        if regel.bereken() != regel.hash {
            self.meld(seq, format!("Regel {seq} is niet meer wat is vastgelegd."));
        }
        match (&regel.geheim_hash, geheim) {
            (Some(hash), Some(geheim)) if *hash != geheim.hash() => {
                self.meld(seq, format!("De vertrouwelijke tekst van regel {seq} is niet meer wat is vastgelegd."));
            }
            (None, Some(_)) => {
                self.meld(seq, format!("Bij regel {seq} staat vertrouwelijke tekst die er niet bij hoort."));
            }
            (Some(_), None) => self.gewist += 1,
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    /// Texts may be gone, but only by a purge that the log knows of.
    pub(super) fn toets_gewist(&mut self, wisboek: &Wisboek) {
        for (seq, over) in &wisboek.weg {
            if wisboek.gewist.get(over).is_none_or(|later| later < seq) {
                self.meld(*seq, format!("De vertrouwelijke tekst van regel {seq} is weg zonder te zijn gewist."));
            }
        }
    }

    /// The projections were written with the last entry, so they know what the last one was.
    fn toets_einde(&mut self, laatste: i64, (seq, hash): &(i64, String)) {
        match laatste.cmp(seq) {
            Ordering::Less => {
                self.meld(*seq, format!("Het logboek eindigt bij regel {laatste}, maar er was een regel {seq}."));
            }
            Ordering::Greater => {
                self.meld(seq + 1, format!("Vanaf regel {} is er buiten piket om iets toegevoegd.", seq + 1));
            }
            Ordering::Equal if *hash != self.kop => {
                self.meld(laatste, format!("Regel {laatste} was een andere toen hij werd vastgelegd."));
            }
            Ordering::Equal => {}
        }
    }
}

/// What was purged and what is gone, as the log says it.
#[derive(Debug, Default)]
pub(super) struct Wisboek {
    /// The last purge of each case and report.
    gewist: BTreeMap<Over, i64>,
    /// The entries without their texts.
    weg: Vec<(i64, Over)>,
}

/// What an entry is about, as far as a purge is concerned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Over {
    Zaak(String),
    Melding(String),
}

impl Wisboek {
    /// Takes in what an entry says, and whether it has its texts.
    pub(super) fn neem(&mut self, regel: &Regel, geheim: Option<&Geheim>) {
        match regel.soort.as_str() {
            "zaak_gewist" => self.gewist.extend(regel.zaak.clone().map(|z| (Over::Zaak(z), regel.seq))),
            "melding_gewist" => self.gewist.extend(melding_van(regel).map(|m| (Over::Melding(m), regel.seq))),
            _ => {}
        }
        if regel.geheim_hash.is_some() && geheim.is_none() {
            let over = match &regel.zaak {
                Some(zaak) => Over::Zaak(zaak.clone()),
                None => Over::Melding(melding_van(regel).unwrap_or_default()),
            };
            self.weg.push((regel.seq, over));
        }
    }
}

fn melding_van(regel: &Regel) -> Option<String> {
    let gegevens: serde_json::Value = serde_json::from_str(&regel.gegevens).ok()?;
    gegevens.get("melding")?.as_str().map(str::to_owned)
}

/// The digests of the files that an entry says came along; none once it was purged. An entry that cannot
/// be read is a finding by its own hash.
fn beloofde_bestanden(regel: &Regel, geheim: Option<&Geheim>) -> Vec<String> {
    if regel.soort != "melding_ontvangen" || geheim.is_none() {
        return Vec::new();
    }
    match entry_uit(regel, geheim).map(|entry| entry.event) {
        Ok(LogEvent::MeldingOntvangen { inhoud, .. }) => inhoud.bestanden().into_iter().map(str::to_owned).collect(),
        Ok(_) | Err(_) => Vec::new(),
    }
}

impl Opslag {
    /// Checks every entry, every commitment and every file against what was recorded. A store that a
    /// desk writes in meanwhile is checked as it was at one moment.
    ///
    /// # Errors
    /// When the store cannot be read at all; what is wrong with the log is in the answer.
    pub fn controleer(&self) -> Uitkomst<Keten> {
        // One snapshot for all questions. Dropping the transaction ends it; nothing was written.
        let tx = self.verbinding.unchecked_transaction()?;
        let mut keten = Keten::begin();
        let (mut vorige_seq, mut wisboek, mut beloofd) = (0, Wisboek::default(), BTreeMap::new());
        let mut stmt = tx.prepare(selecteer!("ORDER BY l.seq"))?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            let (regel, geheim) = regel_en_geheim(rij)?;
            keten.toets_regel(&regel, geheim.as_ref(), vorige_seq);
            wisboek.neem(&regel, geheim.as_ref());
            for digest in beloofde_bestanden(&regel, geheim.as_ref()) {
                beloofd.entry(digest).or_insert(regel.seq);
            }
            keten.neem(&regel);
            vorige_seq = regel.seq;
        }
        keten.toets_gewist(&wisboek);
        let mut stmt = tx.prepare("SELECT seq FROM geheim WHERE seq NOT IN (SELECT seq FROM logboek) ORDER BY seq")?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            let seq = rij.get(0)?;
            keten.meld(seq, format!("Er staat vertrouwelijke tekst bij regel {seq}, die er niet is."));
        }
        let mut stmt = tx.prepare("SELECT seq, digest, bytes FROM bijlage ORDER BY seq")?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            let (seq, digest) = (rij.get(0)?, rij.get_ref(1)?.as_str().unwrap_or_default());
            if keten::sha256(&[rij.get_ref(2)?.as_blob().unwrap_or_default()]) != digest {
                keten.meld(seq, format!("Een bestand dat bij regel {seq} binnenkwam, is veranderd."));
            }
            beloofd.remove(digest);
        }
        for seq in beloofd.into_values() {
            keten.meld(seq, format!("Een bestand dat bij regel {seq} binnenkwam, is weg zonder te zijn gewist."));
        }
        let stand: Option<(i64, String)> =
            tx.query_row("SELECT seq, hash FROM stand", [], |rij| Ok((rij.get(0)?, rij.get(1)?))).optional()?;
        keten.toets_einde(vorige_seq, &stand.unwrap_or((0, keten::BEGIN.to_owned())));
        keten.fouten.sort_by_key(|f| f.seq);
        Ok(keten)
    }

    /// The last entry of the log, to be noted elsewhere: on a handover, beside a backup.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn kop(&self) -> Uitkomst<Kop> {
        let mut stmt = self.verbinding.prepare_cached("SELECT seq, hash FROM logboek ORDER BY seq DESC LIMIT 1")?;
        let laatste: Option<(i64, String)> = stmt.query_row([], |rij| Ok((rij.get(0)?, rij.get(1)?))).optional()?;
        let (seq, hash) = laatste.unwrap_or((0, keten::BEGIN.to_owned()));
        Ok(Kop { seq: seq.unsigned_abs(), hash })
    }

    /// The entry whose head was noted; `None` when the log does not have it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zoek_kop(&self, notitie: &Kopnotitie) -> Uitkomst<Option<u64>> {
        if notitie.is(keten::BEGIN) {
            return Ok(Some(0));
        }
        let mut stmt = self.verbinding.prepare_cached("SELECT seq, hash FROM logboek ORDER BY seq")?;
        let mut rijen = stmt.query([])?;
        while let Some(rij) = rijen.next()? {
            if notitie.is(rij.get_ref(1)?.as_str().unwrap_or_default()) {
                return Ok(Some(rij.get::<_, i64>(0)?.unsigned_abs()));
            }
        }
        Ok(None)
    }
}
