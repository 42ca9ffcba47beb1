//! Why a store cannot be written. A database on a full disk knows no more than that something was refused; the
//! officer needs the one sentence that is true.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
};

use super::errors;
use crate::{domain::error::Error, platform::owner_only};

/// The database says no more than that the disk refuses; the disk itself knows why.
pub(super) fn explain(folder: &Path, error: Error) -> Error {
    if !errors::is_unwritable(&error) {
        return error;
    }
    let path = folder.join("piket.proef");
    let mut options = OpenOptions::new();
    let opened = owner_only(options.write(true).create(true).truncate(true)).open(&path);
    let written = opened.and_then(|mut file| file.write_all(&[0; 4096]).and_then(|()| file.sync_all()));
    // Where it could not be made there is nothing to take away.
    let _ = fs::remove_file(&path);
    written.map_or_else(|e| errors::file(folder, &e), |()| error)
}
