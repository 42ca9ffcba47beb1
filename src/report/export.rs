//! Files with confidential text that leave the store: readable by nobody else, and under their name
//! only once they are whole and on the disk.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::Path,
};

use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    platform::{owner_only, sync_name},
};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfExists {
    /// It stays, and nothing is written: it may be the only export of what was purged since.
    Keep,
    /// A newer version takes its place.
    Replace,
}

/// Writes such a file with what `fill` puts in it. A power cut does not take it back afterwards.
///
/// # Errors
/// When the file is there and stays, `fill` fails, or the disk refuses; then nothing new stands there.
pub fn write<T>(path: &Path, existing: IfExists, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    if existing == IfExists::Keep && path.symlink_metadata().is_ok() {
        return Err(Error::data(format!("«{}» is er al.", name(path))).hint("Noem een nieuw bestand."));
    }
    // In the place of a device nothing may come, and into a folder nothing can.
    if path.metadata().is_ok_and(|m| !m.is_file()) {
        return Err(Error::data(format!("«{}» is geen gewoon bestand.", name(path))).hint("Noem een ander bestand."));
    }
    let error = |e: io::Error| not_writable(path, &e);
    let mut part = OsString::from(path);
    part.push(".deel");
    let part = Path::new(&part);
    let written = new(part).map_err(error).and_then(|output| {
        let mut output = BufWriter::new(output);
        let result = fill(&mut output)?;
        output.flush().and_then(|()| output.get_ref().sync_all()).map_err(error)?;
        fs::rename(part, path).and_then(|()| sync_name(path)).map_err(error)?;
        Ok(result)
    });
    if written.is_err() {
        // Half a file is none, and holds what somebody said.
        let _ = fs::remove_file(part);
    }
    written
}

/// The disk refused.
pub fn not_writable(path: &Path, e: &io::Error) -> Error {
    Error::data(format!("«{}» is niet te schrijven ({e}).", name(path))).hint("Kies een andere plek.")
}

fn name(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy())
}

/// What an earlier run left half is no use to anybody.
fn new(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options).open(path)
}
