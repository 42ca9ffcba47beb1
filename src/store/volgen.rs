//! A store that another process writes in: what is new in it, who writes, and taking the pen over.
//! Whoever holds a file open that was put aside under its name must not go on as if it were the log.

use std::{fs, path::Path};

use super::{
    Opslag, Toegang, fouten,
    logboek::{lees_entries, selecteer},
    openen::{BESTAND, open},
    slot,
};
use crate::domain::{
    desk::Desk,
    event::Entry,
    fout::{Fout, Uitkomst},
    moment::Moment,
    schrijver::Schrijver,
};

/// What is new in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nieuws {
    /// Who writes.
    pub schrijver: Schrijver,
    /// The entries since the last time.
    pub entries: Vec<Entry>,
    /// The cases and reports they touched, as they are now, and all counters; empty without entries.
    pub desk: Desk,
}

/// How far a reader is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gezien {
    versie: i64,
    seq: i64,
}

impl Opslag {
    /// From here on [`Opslag::nieuws`] tells what is new. What is loaded afterwards may already hold
    /// some of that; taking it twice does no harm.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn volg_vanaf_hier(&mut self) -> Uitkomst<()> {
        let versie = self.versie()?;
        let seq = self.verbinding.query_row("SELECT coalesce(max(seq), 0) FROM logboek", [], |rij| rij.get(0))?;
        self.gezien = Gezien { versie, seq };
        Ok(())
    }

    /// What was recorded since the last time. Costs next to nothing while nothing was.
    ///
    /// # Errors
    /// When the store cannot be read, or another file stands in its place.
    pub fn nieuws(&mut self) -> Uitkomst<Nieuws> {
        // Who closes has committed before: asked first, nothing of it can be missed.
        let schrijver = slot::schrijver(&self.map)?;
        self.eis_hetzelfde_bestand()?;
        let versie = self.versie()?;
        if versie == self.gezien.versie {
            return Ok(Nieuws { schrijver, entries: Vec::new(), desk: Desk::default() });
        }
        // One snapshot for all questions; dropping the transaction ends it.
        let tx = self.verbinding.unchecked_transaction()?;
        let sql = selecteer!("WHERE l.seq > ?1 ORDER BY l.seq");
        let entries = lees_entries(self.verbinding.prepare_cached(sql)?.query([self.gezien.seq])?)?;
        let mut desk = self.laad_tellers()?;
        for entry in &entries {
            if let Some(nummer) = entry.event.zaak()
                && !desk.zaken.contains_key(&nummer)
            {
                let geraakt = self.haal(nummer)?;
                desk.zaken.extend(geraakt.zaken);
                desk.meldingen.extend(geraakt.meldingen);
            }
            if let Some(nummer) = entry.event.melding()
                && !desk.meldingen.contains_key(&nummer)
            {
                desk.meldingen.extend(self.melding(nummer)?.map(|m| (nummer, m)));
            }
        }
        drop(tx);
        let seq = entries.last().map_or(self.gezien.seq, |e| i64::try_from(e.seq).unwrap_or(i64::MAX));
        self.gezien = Gezien { versie, seq };
        Ok(Nieuws { schrijver, entries, desk })
    }

    /// Becomes the one who writes. What stands in the folder now is opened anew, so that it does not
    /// matter what happened to the file while this one only looked.
    ///
    /// # Errors
    /// As [`open`]; then this store is as it was.
    pub fn neem_over(&mut self, nu: Moment) -> Uitkomst<()> {
        match self.toegang {
            Toegang::Schrijven => Ok(()),
            Toegang::Lezen => {
                let nieuw = open(&self.map, Toegang::Schrijven, None, self.ontgrendeling(), nu)?;
                // Whoever called out goes on doing so.
                let wacht = std::mem::take(&mut self.wacht);
                *self = Self { wacht, ..nieuw };
                Ok(())
            }
        }
    }

    /// Changes with every commit of another connection.
    fn versie(&self) -> Uitkomst<i64> {
        Ok(self.verbinding.pragma_query_value(None, "data_version", |rij| rij.get(0))?)
    }

    /// Refuses to go on in a file that is not the one in the folder any more.
    pub(super) fn eis_hetzelfde_bestand(&self) -> Uitkomst<()> {
        let pad = self.map.join(BESTAND);
        if Bestandsmerk::van(&pad).is_ok_and(|merk| merk == self.bestand) {
            return Ok(());
        }
        Err(Fout::gegevens(format!("{} is weggehaald of vervangen terwijl piket liep.", pad.display()))
            .hint("Er is niets meer vastgelegd; sluit piket, kijk wat er met de map is gebeurd en open het opnieuw."))
    }
}

/// Which file it is, whatever its name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bestandsmerk(u64, u64);

impl Bestandsmerk {
    #[cfg(unix)]
    pub(super) fn van(pad: &Path) -> Uitkomst<Self> {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::metadata(pad).map_err(|e| fouten::bestand(pad, &e))?;
        Ok(Self(meta.dev(), meta.ino()))
    }

    /// Where a file in use can be neither removed nor replaced, being there is enough.
    #[cfg(not(unix))]
    pub(super) fn van(pad: &Path) -> Uitkomst<Self> {
        fs::metadata(pad).map(|_| Self(0, 0)).map_err(|e| fouten::bestand(pad, &e))
    }
}
