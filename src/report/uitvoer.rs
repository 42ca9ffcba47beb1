//! Files with confidential text that leave the store: readable by nobody else, and under their name
//! only once they are whole and on the disk.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::Path,
};

use crate::domain::{
    fout::{Fout, Uitkomst},
    schoon,
};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bestaand {
    /// It stays, and nothing is written: it may be the only export of what was purged since.
    Blijft,
    /// A newer version takes its place.
    Wijkt,
}

/// Writes such a file with what `vul` puts in it. A power cut does not take it back afterwards.
///
/// # Errors
/// When the file is there and stays, `vul` fails, or the disk refuses; then nothing new stands there.
pub fn schrijf<T>(
    pad: &Path,
    bestaand: Bestaand,
    vul: impl FnOnce(&mut BufWriter<File>) -> Uitkomst<T>,
) -> Uitkomst<T> {
    if bestaand == Bestaand::Blijft && pad.symlink_metadata().is_ok() {
        return Err(Fout::gegevens(format!("«{}» is er al.", naam(pad))).hint("Noem een nieuw bestand."));
    }
    // In the place of a device nothing may come, and into a folder nothing can.
    if pad.metadata().is_ok_and(|m| !m.is_file()) {
        return Err(Fout::gegevens(format!("«{}» is geen gewoon bestand.", naam(pad))).hint("Noem een ander bestand."));
    }
    let fout = |e: io::Error| niet_te_schrijven(pad, &e);
    let mut deel = OsString::from(pad);
    deel.push(".deel");
    let deel = Path::new(&deel);
    let geschreven = nieuw(deel).map_err(fout).and_then(|uitvoer| {
        let mut uitvoer = BufWriter::new(uitvoer);
        let uitkomst = vul(&mut uitvoer)?;
        uitvoer.flush().and_then(|()| uitvoer.get_ref().sync_all()).map_err(fout)?;
        fs::rename(deel, pad).and_then(|()| leg_naam_vast(pad)).map_err(fout)?;
        Ok(uitkomst)
    });
    if geschreven.is_err() {
        // Half a file is none, and holds what somebody said.
        let _ = fs::remove_file(deel);
    }
    geschreven
}

/// The disk refused.
pub fn niet_te_schrijven(pad: &Path, e: &io::Error) -> Fout {
    Fout::gegevens(format!("«{}» is niet te schrijven ({e}).", naam(pad))).hint("Kies een andere plek.")
}

fn naam(pad: &Path) -> String {
    schoon::regel(&pad.to_string_lossy())
}

/// What an earlier run left half is no use to anybody.
fn nieuw(pad: &Path) -> io::Result<File> {
    match fs::remove_file(pad) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        Ok(()) | Err(_) => {}
    }
    let mut opties = OpenOptions::new();
    opties.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    opties.open(pad)
}

fn leg_naam_vast(pad: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let map = pad.parent().filter(|map| !map.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(map)?.sync_all()?;
    }
    Ok(())
}
