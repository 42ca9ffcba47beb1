//! What is being typed, kept beside the log so that a crash takes at most the last second of it. It is no
//! entry: it may change with every key, and goes when it is recorded.

use std::path::PathBuf;

use rusqlite::{Connection, params};

use super::{Access, Store, errors::unreadable, sealed::Refuge};
use crate::{
    desk::state::{form_target::FormTarget, typed::Typed},
    domain::error::{Error, Result},
    log::event::{Entry, LogEvent},
};

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::data(format!("De tekst kan niet worden bewaard ({e}).")))
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
    if let LogEvent::ZaakPurged { zaak, .. } = &entry.event {
        connection.prepare_cached("DELETE FROM getypt WHERE zaak = ?1")?.execute([zaak.to_string()])?;
    }
    if let LogEvent::MeldingPurged { melding, .. } = &entry.event {
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
    pub fn keep_typed(&self, typed: &Typed) -> Result<()> {
        self.require_write()?;
        self.require_same_file()?;
        put(&self.connection, typed)
    }

    /// What was typed about this is thrown away.
    ///
    /// # Errors
    /// As [`Store::keep_typed`].
    pub fn forget_typed(&self, target: &FormTarget) -> Result<()> {
        self.require_write()?;
        self.require_same_file()?;
        forget(&self.connection, target)
    }

    /// What was typed and never recorded; sealed copies in these folders are taken in first, and removed. Who
    /// only reads gets none: it belongs to who writes.
    ///
    /// # Errors
    /// When the store cannot be read, or not take in a copy.
    pub fn typed(&mut self, folders: &[PathBuf]) -> Result<Vec<Typed>> {
        if self.access() == Access::Read {
            return Ok(Vec::new());
        }
        for copy in Refuge::of(self, folders).copies() {
            let tx = self.connection.transaction()?;
            copy.texts.iter().try_for_each(|typed| put(&tx, typed))?;
            tx.commit()?;
            copy.remove()?;
        }
        let mut stmt = self.connection.prepare_cached("SELECT tekst FROM getypt ORDER BY doel")?;
        let rows = stmt.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|text| serde_json::from_str(&text?).map_err(|e| unreadable("Een tekst die nog klaarstond", &e)))
            .collect()
    }
}
