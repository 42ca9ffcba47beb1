//! Puts a copy back in the place of the log. What stood there is kept in a folder of its own, whole or
//! damaged; at every moment there is one log under the name of the log.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{BIJBESTANDEN, Kopienaam, MAP, Reserveslot, keur, maak_map, namen, niet_geschreven, reservemap, vast};
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        kop::Kop,
        moment::Moment,
    },
    store::{Ontgrendeling, Toegang, fouten, kop, openen, slot::Slot},
};

/// What putting a copy back did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terugzetting {
    /// The end of the log that stands there now.
    pub kop: Kop,
    /// The end of the log that stood there; `None` when it could not be read.
    pub vorige: Option<u64>,
    /// Where that was put.
    pub bewaard: PathBuf,
}

/// Puts a copy back. It is checked first, and needs the lock of the store.
///
/// # Errors
/// When there is no such copy or it is not whole, a desk has the store open, or the disk refuses; then
/// the log is as it was.
pub fn terugzetten(
    map: &Path,
    naam: Kopienaam,
    ontgrendeling: Ontgrendeling<'_>,
    nu: Moment,
) -> Uitkomst<Terugzetting> {
    let bron = map.join(MAP).join(naam.to_string());
    if !bron.is_dir() {
        return Err(Fout::gebruik(format!("Reservekopie {naam} is er niet."))
            .hint("«piket reservekopie lijst» toont wat er is."));
    }
    // Opening the store for writing takes what waits in its write-ahead log into the file; a damaged
    // one stays as it is.
    let vorige = openen::open(map, Toegang::Schrijven, None, ontgrendeling, nu).and_then(|opslag| {
        let kop = opslag.kop();
        opslag.sluit()?;
        kop
    });
    let mut slot = Slot::nieuw(map)?;
    slot.teken();
    let reserve = reservemap(map)?;
    let _reserveslot = Reserveslot::neem(&reserve)?;
    let kop = keur(&bron, ontgrendeling, nu).map_err(|fout| {
        Fout::gegevens(format!("Reservekopie {naam} is niet heel; er is niets teruggezet.")).hint(fout.to_string())
    })?;

    let mis = |e: io::Error| niet_geschreven(&e);
    let db = map.join(openen::BESTAND);
    let klaar = db.with_extension("terug");
    fs::copy(bron.join(openen::BESTAND), &klaar).and_then(|_| fs::File::open(&klaar)?.sync_all()).map_err(mis)?;
    let bewaard = reserve.join(format!("voor-terugzetten-{}", Kopienaam::van(nu, naam.seq)));
    if bewaard.exists() {
        return Err(fouten::bestand(&bewaard, &io::ErrorKind::AlreadyExists.into()));
    }
    maak_map(&bewaard)?;
    for deel in delen(&db).into_iter().chain(BIJBESTANDEN.map(|n| map.join(n))) {
        bewaar(&deel, &bewaard).map_err(mis)?;
    }
    vast(&bewaard).map_err(mis)?;
    // A write-ahead log belongs to the file it was written for; it is kept with that.
    for deel in delen(&db).into_iter().skip(1).filter(|d| d.exists()) {
        fs::remove_file(deel).map_err(mis)?;
    }
    // A key file that opens this store stays: the passphrase may have been changed since the copy.
    let bijbestanden = match ontgrendeling {
        Ontgrendeling::Sleutel(_) => &[][..],
        Ontgrendeling::Geen | Ontgrendeling::Wachtwoord(_) => &BIJBESTANDEN,
    };
    for bij in bijbestanden.iter().filter(|b| bron.join(b).exists()) {
        let tijdelijk = map.join(format!("{bij}.terug"));
        fs::copy(bron.join(bij), &tijdelijk)
            .and_then(|_| fs::File::open(&tijdelijk)?.sync_all())
            .and_then(|()| fs::rename(&tijdelijk, map.join(bij)))
            .map_err(mis)?;
    }
    fs::rename(&klaar, &db).and_then(|()| vast(map)).map_err(mis)?;
    // Copies from after this one tell of a log that is no longer the log: kept, but no witness of it.
    for later in namen(map)?.into_iter().filter(|n| (n.seq, n.op) > (naam.seq, naam.op)) {
        fs::rename(reserve.join(later.to_string()), bewaard.join(later.to_string())).map_err(mis)?;
    }
    vast(&reserve).map_err(mis)?;
    Ok(Terugzetting { kop, vorige: vorige.ok().map(|k| k.seq), bewaard })
}

/// A database with the files SQLite keeps beside it, itself first.
fn delen(db: &Path) -> [PathBuf; 3] {
    let mut shm = db.as_os_str().to_owned();
    shm.push("-shm");
    [db.to_owned(), kop::wal_van(db), shm.into()]
}

/// Gives a file a second name, or makes a copy where the file system knows no second names.
fn bewaar(oud: &Path, map: &Path) -> io::Result<()> {
    let (true, Some(bestand)) = (oud.exists(), oud.file_name()) else { return Ok(()) };
    let doel = map.join(bestand);
    fs::hard_link(oud, &doel).or_else(|_| fs::copy(oud, &doel).and_then(|_| fs::File::open(&doel)?.sync_all()))
}
