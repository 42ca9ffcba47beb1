//! The files an open store stands on. Somebody may put another file under their names while the store is
//! open; then what is held open is not the log any more.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{errors, head};
use crate::{
    domain::error::{Error, Result},
    platform::FileId,
};

/// The database in the folder of a store.
pub(super) const FILE: &str = "piket.db";

/// Whether there is a file; a folder that may not be looked into is refused.
pub(super) fn is_there(path: &Path) -> Result<bool> {
    path.try_exists().map_err(|e| errors::file(path, &e))
}

/// Somebody took away what a running desk stands on.
pub(super) fn taken_away(path: &Path) -> Error {
    Error::data(format!("{} is weggehaald of vervangen terwijl piket liep.", path.display()))
}

/// The files an open store stands on, as they were when it was opened. The write-ahead log and its index
/// stay the same ones until the last connection closes.
#[derive(Debug)]
pub(super) struct Footing(Vec<(PathBuf, FileId)>);

impl Footing {
    /// Looks at the files of a connection that has read.
    pub(super) fn from(path: &Path) -> Result<Self> {
        let mut parts = vec![(path.to_owned(), file_at(path)?)];
        // A store on a medium that cannot be written has none beside it.
        let sidecars = [head::wal_of(path), head::index_of(path)];
        parts.extend(sidecars.into_iter().filter_map(|part| file_at(&part).ok().map(|stamp| (part, stamp))));
        Ok(Self(parts))
    }

    /// The first that is not in its place any more.
    pub(super) fn lost(&self) -> Option<&Path> {
        let Self(parts) = self;
        let gone = parts.iter().find(|(path, stamp)| file_at(path).ok().as_ref() != Some(stamp));
        gone.map(|(path, _)| path.as_path())
    }
}

/// Which file stands under a name now.
pub(super) fn file_at(path: &Path) -> Result<FileId> {
    fs::metadata(path).map(|data| FileId::from(&data)).map_err(|e| errors::file(path, &e))
}
