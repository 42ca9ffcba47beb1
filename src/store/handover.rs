//! Cases on their way from one desk to another: collected from this log with all that is known of them, and taken
//! into this log from another one. An entry that comes from elsewhere becomes an entry here, with where it was
//! first recorded beside it, so that the fold, the timeline and the purge know no difference, and the same entry
//! is never taken twice, also when a case comes back to the desk it began at.

mod balance;
mod bundle;
mod origin;
mod receipt;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    blob::Blob,
    log::{PendingEntry, line_and_secret, select},
    open_store::Store,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        moment::Moment,
        text::Vertrouwelijk,
    },
    log::{
        desk::returned,
        desk_move::DeskMove,
        event::{EntryOrigin, NewEvent},
        melding::MeldingState,
        zaak::TakenFrom,
    },
};
pub use balance::{Balance, BalanceSheet, CarriedKind, require_closed};
pub use bundle::{Bundle, BundleHeader, BundledMelding, BundledTermijn, BundledZaak};
use bundle::{BundledLine, LinesOf};
use origin::{Known, Taken};
pub use receipt::{RECEIPT_FORM, Receipt};
use rusqlite::OptionalExtension;

/// What goes into a handover.
#[derive(Debug)]
pub struct Carried<'a> {
    /// The week that ends.
    pub week: Piketweek,
    /// When it began.
    pub start: Moment,
    /// When the handover is made.
    pub now: Moment,
    /// Who makes it.
    pub by: &'a str,
    /// The open cases with their running terms.
    pub zaken: BTreeMap<Zaaknummer, Vec<BundledTermijn>>,
    /// The reports in the inbox.
    pub inbox: BTreeSet<Meldingnummer>,
    /// The reminders that run: case, stroke, number.
    pub reminders: BTreeSet<String>,
}

/// What became of a case that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenZaak {
    /// Its number here.
    pub here: Zaaknummer,
    /// How many entries came along; 0 where all were here already.
    pub entries: usize,
}

impl Store {
    /// What this desk is called by others: the hash of the first entry of its log. `None` while that is empty.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn desk_id(&self) -> Result<Option<String>> {
        Ok(self.connection.query_row("SELECT hash FROM logboek WHERE seq = 1", [], |row| row.get(0)).optional()?)
    }

    /// Collects what is handed over; the sums must close.
    ///
    /// # Errors
    /// When they do not, the log is empty, or the store cannot be read.
    pub fn bundle(&self, carried: &Carried<'_>) -> Result<Vec<u8>> {
        // One moment of the log, whoever writes meanwhile.
        let tx = self.connection.unchecked_transaction()?;
        let desk = self.desk_id()?.ok_or_else(|| Error::no("Het logboek is leeg; er is niets om over te dragen."))?;
        let names = |numbers: Vec<String>| numbers.into_iter().collect::<BTreeSet<String>>();
        let balance = self.balance(
            carried.start,
            &BTreeMap::from([
                (CarriedKind::Zaken, names(carried.zaken.keys().map(ToString::to_string).collect())),
                (CarriedKind::Meldingen, names(carried.inbox.iter().map(ToString::to_string).collect())),
                (CarriedKind::Reminders, carried.reminders.clone()),
            ]),
        )?;
        require_closed(&balance)?;
        let (mut zaken, mut meldingen, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let mut numbers = carried.inbox.clone();
        for (number, termijnen) in &carried.zaken {
            let own = self.lines_of_zaak(*number)?;
            numbers.extend(own.iter().filter_map(|(line, _)| bundle::melding_of(line)));
            let own = LinesOf(own.into_iter().map(bundle::line_of).collect::<Result<_>>()?);
            let (entries, digest) = (own.0.len(), own.digest());
            zaken.push(BundledZaak { number: *number, entries, digest, termijnen: termijnen.clone() });
            lines.extend(own.0);
        }
        let mut files = BTreeSet::new();
        let mut of_meldingen = self.lines_of_meldingen(&numbers)?;
        for number in &numbers {
            let own = of_meldingen.remove(number).unwrap_or_default();
            let own = LinesOf(own.into_iter().map(bundle::line_of).collect::<Result<_>>()?);
            let (entries, digest) = (own.0.len(), own.digest());
            meldingen.push(BundledMelding { number: *number, inbox: carried.inbox.contains(number), entries, digest });
            lines.extend(own.0);
            if let Some(melding) = self.melding(*number)? {
                files.extend(melding.files().into_iter().map(str::to_owned));
            }
        }
        // What was destroyed is not there to go along.
        let mut present = BTreeSet::new();
        for digest in files {
            if let Some(line) = self.line_of_file(&digest)? {
                lines.push(line);
                present.insert(digest);
            }
        }
        let header = BundleHeader {
            form: bundle::form(),
            kind: self.kind().key().to_owned(),
            week: carried.week,
            made_at: carried.now,
            by: carried.by.to_owned(),
            desk,
            head: self.head()?,
            balance,
            zaken,
            meldingen,
            files: present,
        };
        let written = bundle::write(&header, lines.into_iter());
        drop(tx);
        written
    }

    fn lines_of_zaak(&self, number: Zaaknummer) -> Result<Vec<BundledLine>> {
        let mut stmt = self.connection.prepare_cached(select!("WHERE l.zaak = ?1 ORDER BY l.seq"))?;
        let rows = stmt.query_map([number.to_string()], line_and_secret)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The entries about reports and no case, in one walk through the log.
    fn lines_of_meldingen(
        &self,
        numbers: &BTreeSet<Meldingnummer>,
    ) -> Result<BTreeMap<Meldingnummer, Vec<BundledLine>>> {
        let mut places = Vec::new();
        let sql = "SELECT seq, json_extract(gegevens, '$.melding') FROM logboek WHERE zaak IS NULL ORDER BY seq";
        let mut stmt = self.connection.prepare_cached(sql)?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let number = row.get::<_, Option<String>>(1)?.and_then(|n| n.parse::<Meldingnummer>().ok());
            places.extend(number.filter(|n| numbers.contains(n)).map(|n| (n, row.get::<_, i64>(0))));
        }
        let mut out: BTreeMap<Meldingnummer, Vec<BundledLine>> = BTreeMap::new();
        let mut stmt = self.connection.prepare_cached(select!("WHERE l.seq = ?1"))?;
        for (number, seq) in places {
            out.entry(number).or_default().push(stmt.query_row([seq?], line_and_secret)?);
        }
        Ok(out)
    }

    /// Takes a case over: what this log does not have of it yet comes in, with the reports and files that belong to it,
    /// all or nothing, and the head of the log it comes from. Taken twice it changes nothing.
    ///
    /// # Errors
    /// When it is not in the handover, was gone on with here, or cannot be written.
    pub fn accept(&mut self, now: Moment, actor: &str, bundle: &Bundle, zaak: Zaaknummer) -> Result<TakenZaak> {
        let lines = bundle.zaken.get(&zaak).ok_or_else(|| {
            Error::no(format!("Zaak {zaak} staat niet in deze overdracht."))
                .hint("«piket overdracht lees» toont wat erin staat.")
        })?;
        let known = Known::of(self)?;
        let mut taken = Taken::new(self, bundle, &known)?;
        let existing = lines.iter().find_map(|line| known.of_line(self, bundle, line).transpose());
        let existing = existing.transpose()?.and_then(|local| local.zaak);
        if let Some(here) = existing {
            self.require_not_gone_on(here, zaak, bundle, &known)?;
        }
        let here = match existing {
            Some(here) => here,
            None if self.zaak(zaak)?.is_none() => zaak,
            None => self.load_counters()?.next_zaak(zaak.week),
        };
        taken.zaak(self, lines, here)?;
        let entries = taken.entries();
        if entries == 0 {
            return Ok(TakenZaak { here, entries });
        }
        let header = &bundle.header;
        let (desk, head, by) = (header.desk.clone(), header.head.clone(), header.by.clone());
        let bundle = bundle.digest.clone();
        taken.close(NewEvent {
            occurred_at: now,
            event: TakenFrom { number: zaak, desk, head, bundle, by }.event(here),
        });
        self.record_taken(now, actor, taken.finish())?;
        Ok(TakenZaak { here, entries })
    }

    /// Takes the inbox over; answers with the number that each report got here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn accept_inbox(
        &mut self,
        now: Moment,
        actor: &str,
        bundle: &Bundle,
    ) -> Result<BTreeMap<Meldingnummer, Meldingnummer>> {
        let known = Known::of(self)?;
        let mut taken = Taken::new(self, bundle, &known)?;
        let mut numbers = BTreeMap::new();
        for melding in bundle.header.meldingen.iter().filter(|m| m.inbox) {
            let here = taken.melding(self, melding.number)?;
            numbers.insert(melding.number, here);
            // It was set aside here because it went away, and now it is back.
            let state = self.melding(here)?.map(|m| m.state);
            if let Some(MeldingState::SetAside(reason)) = state
                && gone_reason(&reason)
            {
                taken.close(NewEvent { occurred_at: now, event: returned(here) });
            }
        }
        self.record_taken(now, actor, taken.finish())?;
        Ok(numbers)
    }

    /// The number that a case of a handover has here, where all of it was taken over.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn accepted(&self, bundle: &Bundle, zaak: Zaaknummer) -> Result<Option<Zaaknummer>> {
        let (known, mut here) = (Known::of(self)?, None);
        for line in bundle.zaken.get(&zaak).into_iter().flatten() {
            let Some(local) = known.of_line(self, bundle, line)? else { return Ok(None) };
            here = here.or(local.zaak);
        }
        Ok(here)
    }

    fn record_taken(&mut self, now: Moment, actor: &str, (entries, blobs): TakenEntries) -> Result<()> {
        let recordings: Vec<PendingEntry<'_>> =
            entries.iter().map(|(new, origin)| PendingEntry { now, new, origin: origin.as_ref() }).collect();
        self.record(actor, recordings.into_iter(), &blobs, None, None).map(drop)
    }

    /// Nothing about the case may stand here that the other desk did not have: two desks cannot both go on with it.
    fn require_not_gone_on(&self, here: Zaaknummer, there: Zaaknummer, bundle: &Bundle, known: &Known) -> Result<()> {
        let mut seen = BTreeSet::new();
        for line in bundle.zaken.get(&there).into_iter().flatten() {
            seen.extend(known.of_line(self, bundle, line)?.map(|local| local.seq));
        }
        let mut stmt = self.connection.prepare_cached("SELECT seq, soort FROM logboek WHERE zaak = ?1 ORDER BY seq")?;
        let own = stmt.query_map([here.to_string()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        for line in own {
            let (seq, kind): (i64, String) = line?;
            let between_desks = matches!(DeskMove::of(&kind), Some(DeskMove::ZaakComes | DeskMove::ZaakGoes));
            if !between_desks && !seen.contains(&seq) {
                return Err(Error::no(format!(
                    "Zaak {here} is hier verder behandeld (regel {seq}); ze is niet overgenomen."
                ))
                .hint("Spreek af aan welke desk de zaak verder gaat, en noteer daar wat er nog bij moet."));
            }
        }
        Ok(())
    }
}

/// What is recorded in one act, with the files that go with it.
type TakenEntries = (Vec<(NewEvent, Option<EntryOrigin>)>, Vec<Blob>);

/// With what a report is set aside that another desk took over.
pub const GONE: &str = "overgedragen";

fn gone_reason(reason: &Vertrouwelijk) -> bool {
    reason.filled().is_some_and(|text| text.starts_with(GONE))
}
