//! Judges a store from its first hundred bytes, before SQLite opens it: opening alone would already
//! leave files beside it, and what is not ours, or too new for us, must not be touched at all.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use super::{fouten, schema};
use crate::domain::fout::Uitkomst;

const LENGTE: usize = 100;
const MAGIE: &[u8] = b"SQLite format 3\0";
/// Places in the header, all big-endian (sqlite.org/fileformat2, 1.3).
const PAGINALENGTE: usize = 16;
const TELLER: usize = 24;
const PAGINAS: usize = 28;
const VORM: usize = 60;
const PROGRAMMA: usize = 68;
const GELDIG_BIJ: usize = 92;

/// Refuses a file that is no store of this program, is newer than it, or is cut off.
pub(super) fn toets(pad: &Path) -> Uitkomst<()> {
    let (kop, lengte) = lees(pad).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::IsADirectory => fouten::geen_opslag(pad),
        _ => fouten::bestand(pad, &e),
    })?;
    if !kop.starts_with(MAGIE) {
        return Err(fouten::geen_opslag(pad));
    }
    // After a crash the latest header may still wait in the write-ahead log.
    let wal = wal_van(pad);
    let nieuwste = kop_uit_wal(&wal).map_err(|e| fouten::bestand(&wal, &e))?;
    let geldig = nieuwste.as_ref().unwrap_or(&kop);
    if getal(geldig, PROGRAMMA) != schema::PROGRAMMA {
        return Err(fouten::geen_opslag(pad));
    }
    let vorm = getal(geldig, VORM);
    if vorm > schema::vorm() {
        return Err(fouten::nieuwer(pad, vorm, schema::vorm()));
    }
    if nieuwste.is_none() && lengte < beloofd(&kop) {
        return Err(fouten::afgebroken(pad));
    }
    Ok(())
}

/// Of an encrypted store only its length can be judged: whole pages, and more than none. With a
/// write-ahead log beside it a half page is no loss: a crash while that was written back left it there,
/// and SQLite writes it anew.
pub(super) fn toets_versleuteld(pad: &Path) -> Uitkomst<()> {
    const PAGINA: u64 = 4096;
    let (kop, lengte) = lees(pad).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => fouten::afgebroken(pad),
        io::ErrorKind::IsADirectory => fouten::geen_opslag(pad),
        _ => fouten::bestand(pad, &e),
    })?;
    if kop.starts_with(MAGIE) {
        return Err(fouten::onversleuteld(pad));
    }
    if lengte.is_multiple_of(PAGINA) || wal_van(pad).exists() { Ok(()) } else { Err(fouten::afgebroken(pad)) }
}

fn lees(pad: &Path) -> io::Result<([u8; LENGTE], u64)> {
    let mut bestand = File::open(pad)?;
    let mut kop = [0; LENGTE];
    bestand.read_exact(&mut kop)?;
    Ok((kop, bestand.metadata()?.len()))
}

/// The length the header speaks of; 0 where it does not know.
fn beloofd(kop: &[u8]) -> u64 {
    if getal(kop, TELLER) != getal(kop, GELDIG_BIJ) {
        return 0;
    }
    // A page length of 1 stands for 65536, which does not fit in two bytes.
    let lengte = match getal(kop, PAGINALENGTE) >> 16 {
        1 => 65_536,
        n => n,
    };
    u64::from(lengte) * u64::from(getal(kop, PAGINAS))
}

/// The write-ahead log that belongs to a store.
pub(super) fn wal_van(pad: &Path) -> PathBuf {
    let mut naam = pad.as_os_str().to_owned();
    naam.push("-wal");
    naam.into()
}

/// The index of the write-ahead log, which all who have the store open share.
pub(super) fn index_van(pad: &Path) -> PathBuf {
    let mut naam = pad.as_os_str().to_owned();
    naam.push("-shm");
    naam.into()
}

/// The header in the last committed copy of page 1 in the write-ahead log, if there is one
/// (sqlite.org/fileformat2, 4.1 and 4.2).
fn kop_uit_wal(wal: &Path) -> io::Result<Option<[u8; LENGTE]>> {
    const WALKOP: usize = 32;
    const FRAMEKOP: usize = 24;
    let mut bestand = match File::open(wal) {
        Ok(bestand) => bestand,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let mut walkop = [0; WALKOP];
    if !lees_heel(&mut bestand, &mut walkop)? {
        return Ok(None);
    }
    let (pagina, zout) = (u64::from(getal(&walkop, 8)), [getal(&walkop, 16), getal(&walkop, 20)]);
    let (mut kandidaat, mut geldig) = (None, None);
    let mut plek = WALKOP as u64;
    let mut frame = [0; FRAMEKOP + LENGTE];
    loop {
        bestand.seek(SeekFrom::Start(plek))?;
        if !lees_heel(&mut bestand, &mut frame)? || [getal(&frame, 8), getal(&frame, 12)] != zout {
            return Ok(geldig);
        }
        if getal(&frame, 0) == 1 {
            kandidaat = frame.last_chunk::<LENGTE>().copied();
        }
        let is_commit = getal(&frame, 4) != 0;
        if is_commit {
            geldig = kandidaat.or(geldig);
        }
        plek += FRAMEKOP as u64 + pagina.max(LENGTE as u64);
    }
}

/// False when the file ends first.
fn lees_heel(bestand: &mut File, doel: &mut [u8]) -> io::Result<bool> {
    match bestand.read_exact(doel) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}

fn getal(bytes: &[u8], plek: usize) -> u32 {
    bytes.get(plek..).and_then(<[u8]>::first_chunk::<4>).map_or(0, |b| u32::from_be_bytes(*b))
}
