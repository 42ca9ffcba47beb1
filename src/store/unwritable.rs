//! Why a store cannot be written. A database on a full disk knows no more than that something was refused; the
//! officer needs the one sentence that is true.

use std::{fs, io::Write, path::Path};

use super::errors;
use crate::{domain::error::Error, platform::file};

/// The database says no more than that the disk refuses; the disk itself knows why.
pub(super) fn explain(folder: &Path, error: Error) -> Error {
    if !errors::is_unwritable(&error) {
        return error;
    }
    let path = folder.join("piket.proef");
    let written = file::emptied(&path).and_then(|mut file| file.write_all(&[0; 4096]).and_then(|()| file.sync_all()));
    // Where it could not be made there is nothing to take away.
    let _ = fs::remove_file(&path);
    written.map_or_else(|e| errors::file(folder, &e), |()| error)
}
