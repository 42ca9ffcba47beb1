//! Files with confidential text that leave the store: never over a file that is there, and readable by
//! nobody else.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Makes such a file.
///
/// # Errors
/// When it is there already or the system refuses.
pub fn nieuw_bestand(pad: &Path) -> io::Result<File> {
    let mut opties = OpenOptions::new();
    opties.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    opties.open(pad)
}
