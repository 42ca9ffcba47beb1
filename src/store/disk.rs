//! Refuses to write a log on a disk of another computer. A write-ahead log needs memory that all its
//! users share, and the lock on the store needs a system that knows all of them: over a network neither
//! holds, and two desks could write over each other without seeing it.

use std::path::Path;

use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    platform::{ForeignDisk, foreign_disk},
};

/// Refuses a folder on a network disk. Where the system does not tell, the folder counts as local.
pub(super) fn require_local(folder: &Path) -> Result<()> {
    let what = match foreign_disk(folder) {
        None => return Ok(()),
        Some(ForeignDisk::Network(name)) => format!("een netwerkschijf ({name})"),
        Some(ForeignDisk::Unknown(kind)) => {
            format!("een schijf die niet van deze computer is, of die piket niet kent ({})", sanitize::line(&kind))
        }
    };
    let sentence = format!("{} staat op {what}; daar is het logboek niet veilig.", folder.display());
    Err(Error::data(sentence).hint("Kies met --data-dir een map op deze computer."))
}
