//! A store that another process writes in: what is new in it, who writes, and taking the pen over.
//! Whoever holds a file open that was put aside under its name must not go on as if it were the log.

use std::{
    fs::{self, Metadata},
    path::{Path, PathBuf},
};

use super::{
    Opslag, Toegang, fouten, kop,
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

    /// Refuses to go on in files that are not the ones in the folder any more, or without the lock.
    pub(super) fn eis_hetzelfde_bestand(&self) -> Uitkomst<()> {
        // First: where the lock is lost another may write, and nothing here may be touched.
        if let Some(slot) = &self.slot {
            slot.eis_in_de_map(&self.map)?;
        }
        let Some(pad) = self.grond.ontvallen() else { return Ok(()) };
        let hint = if pad == self.map.join(BESTAND) || self.red().is_err() {
            "Er is niets meer vastgelegd; sluit piket, kijk wat er met de map is gebeurd en open het opnieuw."
        } else {
            "Wat al vastgelegd was, is bewaard, maar er komt niets meer bij. Sluit piket, kijk wat er met de map is \
             gebeurd en open het opnieuw."
        };
        Err(weggehaald(pad).hint(hint))
    }

    /// Takes what waits in a write-ahead log that lost its name into the file that still has one; it would
    /// be gone when this process ends. Nobody else writes: the lock was looked at, and the file is the one
    /// that was opened.
    fn red(&self) -> Uitkomst<()> {
        self.eis_schrijven()?;
        let (wacht, gedaan): (i64, i64) =
            self.verbinding.query_row("PRAGMA wal_checkpoint (PASSIVE)", [], |rij| Ok((rij.get(1)?, rij.get(2)?)))?;
        if wacht == gedaan { Ok(()) } else { Err(fouten::beschadigd()) }
    }
}

/// Somebody took away what a running desk stands on.
pub(super) fn weggehaald(pad: &Path) -> Fout {
    Fout::gegevens(format!("{} is weggehaald of vervangen terwijl piket liep.", pad.display()))
}

/// The files an open store stands on, as they were when it was opened. The write-ahead log and its index
/// stay the same ones until the last connection closes.
#[derive(Debug)]
pub(super) struct Grond(Vec<(PathBuf, Bestandsmerk)>);

impl Grond {
    /// Looks at the files of a connection that has read.
    pub(super) fn van(pad: &Path) -> Uitkomst<Self> {
        let mut delen = vec![(pad.to_owned(), Bestandsmerk::van(pad)?)];
        // A store on a medium that cannot be written has none beside it.
        let bij = [kop::wal_van(pad), kop::index_van(pad)];
        delen.extend(bij.into_iter().filter_map(|deel| Bestandsmerk::van(&deel).ok().map(|merk| (deel, merk))));
        Ok(Self(delen))
    }

    /// The first that is not in its place any more.
    fn ontvallen(&self) -> Option<&Path> {
        let Self(delen) = self;
        let weg = delen.iter().find(|(pad, merk)| Bestandsmerk::van(pad).ok().as_ref() != Some(merk));
        weg.map(|(pad, _)| pad.as_path())
    }
}

/// Which file it is, whatever its name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bestandsmerk(u64, u64);

impl Bestandsmerk {
    pub(super) fn van(pad: &Path) -> Uitkomst<Self> {
        fs::metadata(pad).map(|meta| Self::uit(&meta)).map_err(|e| fouten::bestand(pad, &e))
    }

    #[cfg(unix)]
    pub(super) fn uit(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(meta.dev(), meta.ino())
    }

    /// Where a file in use can be neither removed nor replaced, being there is enough.
    #[cfg(not(unix))]
    pub(super) fn uit(_: &Metadata) -> Self {
        Self(0, 0)
    }
}
