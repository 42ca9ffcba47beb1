//! The fold beside the log. Only what an entry touches is loaded into a small Desk, changed by the
//! same [`Desk::apply`] as the screen's and written back, so that a store of any size costs the same.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{fouten::onleesbaar, logboek::Eind, zoeken};
use crate::domain::{
    desk::Desk,
    event::{Entry, LogEvent},
    fout::{Fout, Uitkomst},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::{Inhoud, Melding, Meldingstaat, Post},
    moment::Moment,
    tekst::Vertrouwelijk,
    zaak::Zaak,
};

/// What the tables know of a case or a report beside the thing itself.
struct Spoor {
    /// The entry that began it; its key in the search index.
    begin: u64,
    /// The words the search index holds of it; `None` when it has none yet.
    geindexeerd: Option<String>,
    /// The last entry about it.
    laatste: Moment,
}

/// The cases and reports of one transaction.
#[derive(Default)]
pub(super) struct Werkset {
    desk: Desk,
    zaken: BTreeMap<Zaaknummer, Spoor>,
    meldingen: BTreeMap<Meldingnummer, Spoor>,
    vingerafdrukken: BTreeMap<String, Meldingnummer>,
    weken: BTreeSet<Piketweek>,
}

impl Werkset {
    /// Brings in the case and the report an event is about, where they exist.
    pub(super) fn laad(&mut self, verbinding: &Connection, event: &LogEvent) -> Uitkomst<()> {
        if let Some(nummer) = event.zaak().filter(|z| !self.zaken.contains_key(z)) {
            let rij = verbinding
                .prepare_cached("SELECT begin, gegevens FROM zaak WHERE nummer = ?1")?
                .query_row([nummer.to_string()], |rij| Ok((rij.get::<_, i64>(0)?, rij.get::<_, String>(1)?)))
                .optional()?;
            if let Some((begin, gegevens)) = rij {
                let zaak: Zaak = uit_json(&gegevens)?;
                let geindexeerd = Some(zoeken::woorden_van_zaak(&zaak));
                self.zaken.insert(nummer, Spoor { begin: begin.unsigned_abs(), geindexeerd, laatste: zaak.laatste });
                self.desk.zaken.insert(nummer, zaak);
            }
        }
        if let Some(nummer) = event.melding().filter(|m| !self.meldingen.contains_key(m)) {
            let rij = verbinding
                .prepare_cached("SELECT begin, laatste, gegevens FROM melding WHERE nummer = ?1")?
                .query_row([nummer.0], |rij| {
                    Ok((rij.get::<_, i64>(0)?, rij.get::<_, String>(1)?, rij.get::<_, String>(2)?))
                })
                .optional()?;
            if let Some((begin, laatste, gegevens)) = rij {
                let melding: Melding = uit_json(&gegevens)?;
                let geindexeerd = Some(zoeken::woorden_van_melding(&melding));
                let laatste = Moment::uit_rfc3339(&laatste)?;
                self.meldingen.insert(nummer, Spoor { begin: begin.unsigned_abs(), geindexeerd, laatste });
                self.desk.meldingen.insert(nummer, melding);
            }
        }
        Ok(())
    }

    /// Refuses a fact that does not fit what is there. What it is about has been loaded.
    pub(super) fn toets(&self, verbinding: &Connection, event: &LogEvent) -> Uitkomst<()> {
        match event {
            LogEvent::MeldingOntvangen { melding, inhoud, .. } => {
                if self.meldingen.contains_key(melding) {
                    return Err(bestaat_al(&format!("Melding {melding}")));
                }
                let Inhoud::Post(post) = inhoud else { return Ok(()) };
                let bekend = match self.vingerafdrukken.get(post.vingerafdruk.lees()) {
                    Some(nummer) => Some(*nummer),
                    None => met_vingerafdruk(verbinding, post.vingerafdruk.lees())?,
                };
                bekend.map_or(Ok(()), |m| {
                    Err(Fout::nee(format!("Deze mail is al binnen, als {m}."))
                        .hint(format!("Zoek {m} op; er is niets toegevoegd.")))
                })
            }
            LogEvent::ZaakGeopend { zaak, .. } if self.zaken.contains_key(zaak) => {
                Err(bestaat_al(&format!("Zaak {zaak}")))
            }
            LogEvent::ZaakGeopend { .. } => Ok(()),
            event => {
                if let Some(zaak) = event.zaak().filter(|z| !self.zaken.contains_key(z)) {
                    return Err(bestaat_niet(&format!("Zaak {zaak}"), "«piket incidenten»"));
                }
                if let Some(melding) = event.melding().filter(|m| !self.meldingen.contains_key(m)) {
                    return Err(bestaat_niet(&format!("Melding {melding}"), "«piket inbox»"));
                }
                self.toets_gesprek(event)
            }
        }
    }

    /// What was typed about a call would take the place of a mail and its fingerprint.
    fn toets_gesprek(&self, event: &LogEvent) -> Uitkomst<()> {
        let LogEvent::GesprekBijgewerkt { melding, .. } = event else { return Ok(()) };
        match self.desk.meldingen.get(melding).map(|m| &m.inhoud) {
            Some(Inhoud::Post(_)) => Err(Fout::gebruik(format!("Melding {melding} is een mail, geen gesprek."))
                .hint("Noteer het gesprek als nieuwe melding en koppel die aan dezelfde zaak.")),
            Some(Inhoud::Gesprek(_)) | None => Ok(()),
        }
    }

    /// The digests of the files that go with an event, before it is folded in.
    pub(super) fn gewiste_bestanden(&self, event: &LogEvent) -> Vec<String> {
        let LogEvent::MeldingGewist { melding, .. } = event else { return Vec::new() };
        let melding = self.desk.meldingen.get(melding);
        melding.map(|m| m.bestanden().into_iter().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Folds one entry in.
    pub(super) fn neem(&mut self, entry: &Entry) {
        self.desk.apply(entry);
        let begonnen = Spoor { begin: entry.seq, geindexeerd: None, laatste: entry.vastgelegd_op };
        match &entry.event {
            LogEvent::MeldingOntvangen { melding, inhoud, .. } => {
                self.meldingen.insert(*melding, begonnen);
                if let Inhoud::Post(post) = inhoud {
                    self.vingerafdrukken.extend(post.vingerafdruk.gevuld().map(|v| (v.to_owned(), *melding)));
                }
            }
            LogEvent::ZaakGeopend { zaak, .. } => {
                self.zaken.insert(*zaak, begonnen);
                self.weken.insert(zaak.week);
            }
            event => {
                if let Some(spoor) = event.zaak().and_then(|z| self.zaken.get_mut(&z)) {
                    spoor.laatste = entry.vastgelegd_op;
                }
                if let Some(spoor) = event.melding().and_then(|m| self.meldingen.get_mut(&m)) {
                    spoor.laatste = entry.vastgelegd_op;
                }
            }
        }
    }

    /// Writes everything back, up to and including the entry at `eind`.
    pub(super) fn bewaar(&self, verbinding: &Connection, eind: &Eind) -> Uitkomst<()> {
        for (nummer, spoor) in &self.zaken {
            if let Some(zaak) = self.desk.zaken.get(nummer) {
                bewaar_zaak(verbinding, zaak, spoor)?;
            }
        }
        for (nummer, spoor) in &self.meldingen {
            if let Some(melding) = self.desk.meldingen.get(nummer) {
                bewaar_melding(verbinding, melding, spoor)?;
            }
        }
        for week in &self.weken {
            let hoogste = self.desk.zaakteller.get(week).copied().unwrap_or_default();
            verbinding
                .prepare_cached(
                    "INSERT INTO teller (week, hoogste) VALUES (?1, ?2) \
                     ON CONFLICT DO UPDATE SET hoogste = max(hoogste, excluded.hoogste)",
                )?
                .execute(params![week.to_string(), hoogste])?;
        }
        verbinding
            .prepare_cached("INSERT OR REPLACE INTO stand (id, seq, hash) VALUES (1, ?1, ?2)")?
            .execute(params![eind.seq, eind.hash])?;
        Ok(())
    }
}

fn bewaar_zaak(verbinding: &Connection, zaak: &Zaak, spoor: &Spoor) -> Uitkomst<()> {
    verbinding
        .prepare_cached(
            "INSERT INTO zaak (begin, nummer, week, gesloten, laatste, gegevens) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (begin) DO UPDATE SET \
             gesloten = excluded.gesloten, laatste = excluded.laatste, gegevens = excluded.gegevens",
        )?
        .execute(params![
            sqlite_getal(spoor.begin),
            zaak.nummer.to_string(),
            zaak.nummer.week.to_string(),
            zaak.gesloten.map(Moment::log_vorm),
            zaak.laatste.log_vorm(),
            als_json(zaak)?
        ])?;
    indexeer(verbinding, spoor, &zoeken::woorden_van_zaak(zaak))
}

fn bewaar_melding(verbinding: &Connection, melding: &Melding, spoor: &Spoor) -> Uitkomst<()> {
    let staat = match &melding.staat {
        Meldingstaat::Open => "open",
        Meldingstaat::Gekoppeld(_) => "gekoppeld",
        Meldingstaat::Terzijde(_) => "terzijde",
    };
    let post = match &melding.inhoud {
        Inhoud::Post(post) => Some(post.as_ref()),
        Inhoud::Gesprek(_) => None,
    };
    verbinding
        .prepare_cached(
            "INSERT INTO melding (begin, nummer, staat, message_id, vingerafdruk, ontvangen, laatste, gegevens) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (begin) DO UPDATE SET staat = excluded.staat, \
             message_id = excluded.message_id, vingerafdruk = excluded.vingerafdruk, \
             ontvangen = excluded.ontvangen, laatste = excluded.laatste, gegevens = excluded.gegevens",
        )?
        .execute(params![
            sqlite_getal(spoor.begin),
            melding.nummer.0,
            staat,
            post.and_then(|p: &Post| p.message_id.as_ref()).and_then(Vertrouwelijk::gevuld),
            post.and_then(|p| p.vingerafdruk.gevuld()),
            melding.ontvangen.log_vorm(),
            spoor.laatste.log_vorm(),
            als_json(melding)?
        ])?;
    indexeer(verbinding, spoor, &zoeken::woorden_van_melding(melding))
}

/// Renews the words of one rowid, but only when they changed: most entries leave them as they were.
fn indexeer(verbinding: &Connection, spoor: &Spoor, woorden: &str) -> Uitkomst<()> {
    let sql = match &spoor.geindexeerd {
        Some(had) if had == woorden => return Ok(()),
        Some(_) => "INSERT OR REPLACE INTO zoek (rowid, tekst) VALUES (?1, ?2)",
        None => "INSERT INTO zoek (rowid, tekst) VALUES (?1, ?2)",
    };
    verbinding.prepare_cached(sql)?.execute(params![sqlite_getal(spoor.begin), woorden])?;
    Ok(())
}

/// The report that holds this mail.
pub(super) fn met_vingerafdruk(verbinding: &Connection, vingerafdruk: &str) -> Uitkomst<Option<Meldingnummer>> {
    let mut stmt = verbinding.prepare_cached("SELECT nummer FROM melding WHERE vingerafdruk = ?1")?;
    Ok(stmt.query_row([vingerafdruk], |rij| rij.get(0).map(Meldingnummer)).optional()?)
}

/// SQLite's integers have a sign; a log never comes near the place where that shows.
pub(super) fn sqlite_getal(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Reads what a projection holds.
pub(super) fn uit_json<T: DeserializeOwned>(tekst: &str) -> Uitkomst<T> {
    serde_json::from_str(tekst).map_err(|e| onleesbaar("Een afgeleid gegeven in de opslag", &e))
}

fn als_json<T: Serialize>(wat: &T) -> Uitkomst<String> {
    serde_json::to_string(wat).map_err(|e| onleesbaar("Een afgeleid gegeven", &e))
}

fn bestaat_al(wat: &str) -> Fout {
    Fout::gebruik(format!("{wat} bestaat al; er is niets vastgelegd.")).hint("Neem het volgende nummer.")
}

fn bestaat_niet(wat: &str, lijst: &str) -> Fout {
    Fout::gebruik(format!("{wat} bestaat niet; er is niets vastgelegd.")).hint(format!("{lijst} toont wat er is."))
}
