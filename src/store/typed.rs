//! What is being typed, kept beside the log so that a crash takes at most the last second of it. It is no
//! entry: it may change with every key, and goes when it is recorded.

use std::path::PathBuf;

use rusqlite::{Connection, params};

use super::{
    access::Access,
    errors::unreadable,
    open_store::Store,
    sealed::{Refuge, SealedCopy},
    writer,
};
use crate::{
    domain::{
        error::{Error, Result},
        form_target::FormTarget,
        json_fault,
        typed::Typed,
        writer::Writer,
    },
    log::event::Entry,
};

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|e| Error::data(format!("De tekst kan niet worden bewaard ({}).", json_fault::why(&e))))
}

fn put(connection: &Connection, typed: &Typed) -> Result<()> {
    let target = &typed.target;
    let (zaak, melding) = (target.zaak().map(|z| z.to_string()), target.melding().map(|m| m.to_string()));
    connection
        .prepare_cached(
            "INSERT INTO getypt (doel, zaak, melding, tekst) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (doel) DO UPDATE SET tekst = excluded.tekst",
        )?
        .execute(params![json(target)?, zaak, melding, json(typed)?])?;
    Ok(())
}

/// What was typed about this is recorded, or thrown away.
pub(super) fn forget(connection: &Connection, target: &FormTarget) -> Result<()> {
    connection.prepare_cached("DELETE FROM getypt WHERE doel = ?1")?.execute([json(target)?])?;
    Ok(())
}

/// What was typed about a case or report goes with its texts.
pub(super) fn purge(connection: &Connection, entry: &Entry) -> Result<()> {
    if let Some(zaak) = entry.event.purged_zaak() {
        connection.prepare_cached("DELETE FROM getypt WHERE zaak = ?1")?.execute([zaak.to_string()])?;
    }
    if let Some(melding) = entry.event.purged_melding() {
        connection.prepare_cached("DELETE FROM getypt WHERE melding = ?1")?.execute([melding.to_string()])?;
    }
    Ok(())
}

impl Store {
    /// Keeps a text as it was typed so far, in the place of what was kept about the same; on disk when this
    /// returns.
    ///
    /// # Errors
    /// When the store is open for reading, its file is gone, or the disk refuses.
    pub fn keep_typed(&mut self, typed: &Typed) -> Result<()> {
        self.require_write()?;
        self.require_same_file()?;
        put(&self.connection, typed)?;
        self.settle_copies(&typed.target);
        Ok(())
    }

    /// What was typed about this is thrown away.
    ///
    /// # Errors
    /// As [`Store::keep_typed`].
    pub fn forget_typed(&mut self, target: &FormTarget) -> Result<()> {
        self.require_write()?;
        self.require_same_file()?;
        forget(&self.connection, target)?;
        self.settle_copies(target);
        Ok(())
    }

    /// What was typed and never recorded; sealed copies in these folders are taken in first, and removed. A copy that
    /// the disk does not take in is offered all the same, and stays until what it holds is kept or recorded. Who only
    /// reads gets the copies alone, and those only while nobody writes: what is typed belongs to who writes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn typed(&mut self, folders: &[PathBuf]) -> Result<Vec<Typed>> {
        let found = Refuge::of(self, folders).copies();
        if self.access() == Access::Read {
            let is_free = writer(self.path())? == Writer::Nobody;
            return Ok(found.into_iter().filter(|_| is_free).flat_map(|copy| copy.texts).collect());
        }
        self.copies.clear();
        for copy in found {
            match take_in(&mut self.connection, &copy) {
                Ok(()) => copy.remove()?,
                Err(_) => self.copies.push(copy),
            }
        }
        let mut stmt = self.connection.prepare_cached("SELECT tekst FROM getypt ORDER BY doel")?;
        let rows = stmt.query_map([], |row| row.get::<_, String>(0))?;
        let kept: Result<Vec<Typed>> = rows
            .map(|text| serde_json::from_str(&text?).map_err(|e| unreadable("Een tekst die nog klaarstond", &e)))
            .collect();
        // The copy is the younger of the two: it was made because the store took no more.
        let copied: Vec<Typed> = self.copies.iter().flat_map(|copy| copy.texts.iter().cloned()).collect();
        let older = kept?.into_iter().filter(|k| copied.iter().all(|c| c.target != k.target));
        Ok(older.chain(copied.iter().cloned()).collect())
    }

    /// What a copy held about this stands elsewhere now. A copy of which nothing is left goes.
    pub(super) fn settle_copies(&mut self, target: &FormTarget) {
        for copy in &mut self.copies {
            copy.texts.retain(|typed| typed.target != *target);
        }
        // One that cannot be removed is offered once more.
        self.copies.extract_if(.., |copy| copy.texts.is_empty()).for_each(|copy| drop(copy.remove()));
    }
}

fn take_in(connection: &mut Connection, copy: &SealedCopy) -> Result<()> {
    let tx = connection.transaction()?;
    copy.texts.iter().try_for_each(|typed| put(&tx, typed))?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::moment::Moment,
        store::{access::StoreKind, key::Unlock, open},
    };

    #[test]
    fn a_copy_that_does_not_fit_is_offered_and_goes_when_its_text_is_kept() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|e| Error::data(e.to_string()))?;
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        let mut store = open(folder.path(), Access::Write, Some(StoreKind::Demo), Unlock::None, now)?;
        let folders = [folder.path().to_owned()];
        let (older, younger) = ("Rook", "Rook op de gang");
        let text = |text: &str| Typed::text(FormTarget::Overdracht, text.to_owned());
        store.keep_typed(&text(older))?;
        let path = Refuge::of(&store, &folders).seal(&[text(younger)])?;
        store.connection.execute_batch("PRAGMA query_only = 1")?;
        assert_eq!(store.typed(&folders)?, [text(younger)]);
        assert!(path.exists() && store.keep_typed(&text(younger)).is_err());
        assert!(path.exists());
        store.connection.execute_batch("PRAGMA query_only = 0")?;
        store.keep_typed(&text(younger))?;
        assert!(!path.exists());
        assert_eq!(store.typed(&folders)?, [text(younger)]);
        store.close()
    }
}
