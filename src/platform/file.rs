//! The one way in which a file comes to be: new, for its owner alone, under its name only once it is whole
//! and on the disk, and never through a link to somewhere else.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Read, Write},
    path::Path,
};

use super::{at_once, private, sync_name};
use crate::{
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    platform::failure,
};

/// No settings, list or letter is longer.
const LONGEST_TEXT: u64 = 4 << 20;

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
    let output = begin(part).map_err(error)?;
    let written = (|| {
        let mut output = BufWriter::new(output);
        let result = fill(&mut output)?;
        output.flush().and_then(|()| output.get_ref().sync_all()).map_err(error)?;
        put(part, path, existing)?;
        Ok(result)
    })();
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
        IfExists::KeepChosen => Err(stays().hint("Noem een nieuw bestand, of kies bij «Staat het er al»: vervang.")),
        IfExists::Replace => Ok(()),
    }
}

/// The disk refused, with the reason where it is one that an officer can do something about.
pub fn not_writable(path: &Path, e: &io::Error) -> Error {
    let why = failure::why_not_written(e);
    Error::data(format!("«{}» is niet te schrijven: {why}.", name(path))).hint("Kies een andere plek.")
}

fn name(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy())
}

/// Puts the whole file under its name. What came there meanwhile stays, unless it was to give way.
fn put(part: &Path, path: &Path, existing: IfExists) -> Result<()> {
    let error = |e: io::Error| not_writable(path, &e);
    // A second name is given only where nothing has it; not every file system knows second names.
    let linked = match existing {
        IfExists::Replace => false,
        IfExists::Keep | IfExists::KeepUnasked | IfExists::KeepChosen => fs::hard_link(part, path).is_ok(),
    };
    if linked {
        fs::remove_file(part).map_err(error)?;
    } else {
        require_room(path, existing)?;
        fs::rename(part, path).map_err(error)?;
    }
    sync_name(path).map_err(error)
}

/// Makes the file that is filled beside its place. What an earlier run left half is no use to anybody; what
/// another run is filling now is left to it.
fn begin(part: &Path) -> io::Result<File> {
    match existing(part) {
        Ok(half) => match half.try_lock() {
            Ok(()) => fs::remove_file(part)?,
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(e)) => return Err(e),
        },
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        // A link or a folder under this name is not ours to take away, but a link leads nowhere when it goes.
        Err(_) => fs::remove_file(part)?,
    }
    let file = new(part)?;
    // Where a file system knows no locks, two at once are as likely as before.
    let _ = file.try_lock();
    Ok(file)
}

/// An empty file where none is.
///
/// # Errors
/// When anything has that name, or the disk refuses.
pub fn new(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().write(true).create_new(true)).open(path)
}

/// A file that stays and is written in: as it is, or a new one.
///
/// # Errors
/// When a link has that name, or the disk refuses.
pub fn kept(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().read(true).write(true).create(true).truncate(false)).open(path)
}

/// As [`kept`], where it is there already.
///
/// # Errors
/// As [`kept`], and when there is none.
pub fn existing(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().read(true).write(true)).open(path)
}

/// Opens a file to read it. A pipe or a device in its place would wait for ever, or never end.
///
/// # Errors
/// When it is no ordinary file, or cannot be read.
pub fn open(path: &Path) -> io::Result<File> {
    let file = at_once(OpenOptions::new().read(true)).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(failure::own("geen gewoon bestand")) }
}

/// The whole of a file that somebody wrote by hand.
///
/// # Errors
/// As [`open`], and when it is longer than any such file or no text.
pub fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.take(LONGEST_TEXT + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).is_ok_and(|length| length <= LONGEST_TEXT) {
        return Ok(text);
    }
    Err(failure::own("langer dan 4 MB"))
}

/// Whether a file may be written, without touching it.
///
/// # Errors
/// When it may not.
pub fn require_writable(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path).map(drop)
}

/// As [`kept`], with nothing in it.
///
/// # Errors
/// As [`kept`].
pub fn emptied(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().write(true).create(true).truncate(true)).open(path)
}

/// As [`kept`], written in behind what stands there.
///
/// # Errors
/// As [`kept`].
pub fn appended(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().append(true).create(true)).open(path)
}

/// Copies a file to where none is, on the disk when this returns. Whatever others may do with the first, the copy is
/// for its owner alone.
///
/// # Errors
/// When either cannot be used.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = new(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}
