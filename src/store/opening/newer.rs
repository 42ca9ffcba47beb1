//! What a later `piket` wrote is seen before anything is touched: the form of the tables, that of what is derived, and
//! the kinds of entries with their versions. A store that this program knows in part would be written in by it, and
//! then neither of the two could take back or check what stands there.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use crate::{
    domain::error::Result,
    log::event::LogEvent,
    store::{errors, head, key::StoreKey, projection, schema},
};

/// From this form of the tables on, what is derived says in which form it was written.
const DERIVED_FORM_SAID: u32 = 3;
/// From this one on, the forms of the entries stand together; before it, the log itself is gone through.
const ENTRY_FORMS_TOGETHER: u32 = 8;

/// Refuses a store of a later `piket`, by a connection that has not changed anything.
///
/// # Errors
/// When it is one; the sentence says what is newer.
pub(super) fn refuse(connection: &Connection, path: &Path) -> Result<()> {
    let layout = schema::format_of(connection)?;
    if layout > schema::layout() {
        return Err(errors::newer(path, "vorm", layout, schema::layout()));
    }
    refuse_entries(connection, layout)?;
    let derived = if layout < DERIVED_FORM_SAID { None } else { projection::form_of(connection)? };
    match derived {
        Some(form) if form > projection::FORM => {
            Err(errors::newer(path, "afgeleide gegevens van vorm", form, projection::FORM))
        }
        Some(_) | None => Ok(()),
    }
}

fn refuse_entries(connection: &Connection, layout: u32) -> Result<()> {
    let mut forms = connection.prepare(if layout < ENTRY_FORMS_TOGETHER {
        "SELECT soort, versie, min(seq) FROM logboek GROUP BY soort, versie ORDER BY 3"
    } else {
        "SELECT soort, versie, seq FROM vormen ORDER BY seq"
    })?;
    let mut rows = forms.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, version): (String, i64) = (row.get(0)?, row.get(1)?);
        let known = LogEvent::FORMS.iter().find(|form| form.kind == kind).map(|form| form.version);
        if known.is_none_or(|known| version > i64::from(known)) {
            return Err(errors::newer_entry(row.get(2)?, &kind, version, known));
        }
    }
    Ok(())
}

/// The same, by a look that leaves no trace, where the file says it all: a newer store stays as it is, byte for byte,
/// with no file beside it.
///
/// # Errors
/// When it is a newer store, or its key does not fit.
pub(super) fn refuse_untouched(path: &Path, key: Option<&StoreKey>) -> Result<()> {
    if head::wal_of(path).exists() || head::journal_of(path).exists() {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    refuse(&schema::connect(immutable(path)?.as_ref(), flags, key)?, path)
}

/// A SQLite URI for a file that nobody can change while it is read.
///
/// # Errors
/// When its name cannot be written so.
pub(super) fn immutable(path: &Path) -> Result<String> {
    let full = path.canonicalize().map_err(|e| errors::file(path, &e))?;
    let full: PathBuf = full.components().collect();
    let text = full.to_str().ok_or_else(|| errors::file(path, &io::ErrorKind::InvalidFilename.into()))?;
    let text = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(format!("file:{text}?immutable=1"))
}
