//! The one way in which a file comes to be: new, for its owner alone, under its name only once it is whole
//! and on the disk, and never through a link to somewhere else.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::Path,
};

use super::{owner_only, sync_name};
use crate::domain::{
    error::{Error, Result},
    if_exists::IfExists,
    sanitize,
};

/// Writes a file with what `fill` puts in it. A power cut does not take it back afterwards.
///
/// # Errors
/// When a file is there and stays, something else than a file is there, `fill` fails, or the disk refuses;
/// then nothing new stands there.
pub fn write<T>(path: &Path, existing: IfExists, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    require_room(path, existing)?;
    let error = |e: io::Error| not_writable(path, &e);
    let mut part = OsString::from(path);
    part.push(".deel");
    let part = Path::new(&part);
    let written = new(part).map_err(error).and_then(|output| {
        let mut output = BufWriter::new(output);
        let result = fill(&mut output)?;
        output.flush().and_then(|()| output.get_ref().sync_all()).map_err(error)?;
        // What came there meanwhile was not asked for either.
        require_room(path, existing)?;
        fs::rename(part, path).and_then(|()| sync_name(path)).map_err(error)?;
        Ok(result)
    });
    if written.is_err() {
        // Half a file is none, and may hold what somebody said.
        let _ = fs::remove_file(part);
    }
    written
}

/// As [`write()`], with bytes that are there already.
///
/// # Errors
/// As [`write()`].
pub fn write_bytes(path: &Path, existing: IfExists, bytes: &[u8]) -> Result<()> {
    write(path, existing, |file| file.write_all(bytes).map_err(|e| not_writable(path, &e)))
}

fn require_room(path: &Path, existing: IfExists) -> Result<()> {
    let there = match path.symlink_metadata() {
        Ok(there) => there,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(not_writable(path, &e)),
    };
    // In the place of a device or a link nothing may come, and into a folder nothing can.
    if !there.is_file() {
        return Err(Error::data(format!("«{}» is geen gewoon bestand.", name(path))).hint("Noem een ander bestand."));
    }
    let stays = || Error::data(format!("«{}» is er al.", name(path)));
    match existing {
        IfExists::Keep => Err(stays().hint("Noem een nieuw bestand.")),
        IfExists::KeepUnasked => {
            Err(stays().hint("Noem een nieuw bestand, of zeg erbij dat het wordt vervangen (--vervang)."))
        }
        IfExists::Replace => Ok(()),
    }
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
