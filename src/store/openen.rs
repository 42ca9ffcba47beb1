//! The one way in. Everything that can be refused is refused before anything is made or changed:
//! first the lock, then a look at the file's first bytes, then the rights; only then SQLite opens it.

use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use super::{
    Opslag, Toegang, Winkelsoort, fouten, kop, schema, schijf,
    slot::{Register, Slot},
    volgen::{Bestandsmerk, Gezien},
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    moment::Moment,
};

pub(super) const BESTAND: &str = "piket.db";

/// Opens the store in the folder `map`; the only function that does, so that a key has one place to
/// go to. `nieuw` says as what a missing store is made; `nu` is noted as the moment it was.
///
/// [`Toegang::Schrijven`] takes the lock and brings an older store to today's form.
/// [`Toegang::Lezen`] takes no lock and works while a desk runs; of a store on a medium that cannot
/// be written it reads what stands there.
///
/// # Errors
/// With a sentence for the officer when there is no store and none may be made, when another `piket`
/// has it open, when it is newer than this program, read-only, cut off or no store at all. What is
/// refused is left as it was, byte for byte, with no file beside it.
pub fn open(map: &Path, toegang: Toegang, nieuw: Option<Winkelsoort>, nu: Moment) -> Uitkomst<Opslag> {
    let register = Register::neem();
    let pad = map.join(BESTAND);
    // What this process has open was judged when it was opened.
    let onbekend = !register.bevat(map);
    let (verbinding, slot) = match toegang {
        Toegang::Lezen => (lezend(map, &pad, onbekend)?, None),
        Toegang::Schrijven => {
            let (verbinding, slot) = schrijvend(map, &pad, onbekend, nieuw, nu)?;
            (verbinding, Some(slot))
        }
    };
    let soort = soort_van(&verbinding)?;
    let bestand = Bestandsmerk::van(&pad)?;
    let map = map.to_owned();
    let inschrijving = register.schrijf_in(&map);
    Ok(Opslag {
        verbinding,
        _slot: slot,
        _inschrijving: inschrijving,
        map,
        soort,
        toegang,
        bestand,
        gezien: Gezien::default(),
    })
}

fn schrijvend(
    map: &Path,
    pad: &Path,
    onbekend: bool,
    nieuw: Option<Winkelsoort>,
    nu: Moment,
) -> Uitkomst<(Connection, Slot)> {
    if !is_er(pad)? && nieuw.is_none() {
        return Err(fouten::ontbreekt(map));
    }
    schijf::eis_eigen(map)?;
    let slot = Slot::bestaand(map)?;
    if is_er(pad)? && onbekend {
        kop::toets(pad)?;
        schrijfbaar(map, pad)?;
    }
    maak_map(map)?;
    let mut slot = slot.map_or_else(|| Slot::nieuw(map), Ok)?;
    if let (false, Some(soort)) = (is_er(pad)?, nieuw) {
        schema::maak(pad, soort, nu)?;
    }
    slot.teken();
    let mut verbinding =
        Connection::open_with_flags(pad, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    schema::stel_in(&verbinding)?;
    let vorm = schema::vorm_van(&verbinding)?;
    if vorm > schema::vorm() {
        return Err(fouten::nieuwer(pad, vorm, schema::vorm()));
    }
    verbinding.pragma_update(None, "journal_mode", "WAL")?;
    schema::migreer(&mut verbinding)?;
    Ok((verbinding, slot))
}

/// Where the files can be written, the connection is one that could write but may not: SQLite then
/// keeps the side files of the write-ahead log in order and removes them at the end, which a
/// connection without rights cannot. Elsewhere nobody writes, so the file is read as it stands.
fn lezend(map: &Path, pad: &Path, onbekend: bool) -> Uitkomst<Connection> {
    if !is_er(pad)? {
        return Err(fouten::ontbreekt(map));
    }
    if onbekend {
        kop::toets(pad)?;
    }
    let vlaggen = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let verbinding = if !onbekend || schrijfbaar(map, pad).is_ok() {
        Connection::open_with_flags(pad, vlaggen | OpenFlags::SQLITE_OPEN_READ_WRITE)?
    } else if bestaat(&kop::wal_van(pad))? {
        Connection::open_with_flags(pad, vlaggen | OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        let vlaggen = vlaggen | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(onveranderlijk(pad)?, vlaggen)?
    };
    schema::stel_in(&verbinding)?;
    verbinding.pragma_update(None, "query_only", true)?;
    match schema::vorm_van(&verbinding)? {
        vorm if vorm > schema::vorm() => Err(fouten::nieuwer(pad, vorm, schema::vorm())),
        vorm if vorm < schema::vorm() => Err(Fout::gegevens(format!("{} is van een oudere piket.", pad.display()))
            .hint("Open eerst één keer de desk met «piket»; die brengt de opslag bij de tijd.")),
        _ => Ok(verbinding),
    }
}

/// Whether a folder holds a store, sound or not.
///
/// # Errors
/// When the folder may not be looked into.
pub fn bestaat(map: &Path) -> Uitkomst<bool> {
    is_er(&map.join(BESTAND))
}

fn is_er(pad: &Path) -> Uitkomst<bool> {
    pad.try_exists().map_err(|e| fouten::bestand(pad, &e))
}

fn maak_map(map: &Path) -> Uitkomst<()> {
    let mut bouwer = fs::DirBuilder::new();
    bouwer.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut bouwer, 0o700);
    bouwer.create(map).map_err(|e| fouten::bestand(map, &e))
}

/// Asks for the rights first, because the write-ahead log needs them on the folder too. The
/// attributes count as well: who may write everything should still not write where nobody should.
fn schrijfbaar(map: &Path, pad: &Path) -> Uitkomst<()> {
    for deel in [map, pad] {
        if fs::metadata(deel).map_err(|e| fouten::bestand(deel, &e))?.permissions().readonly() {
            return Err(fouten::alleen_lezen(deel));
        }
    }
    OpenOptions::new().write(true).open(pad).map(drop).map_err(|e| fouten::bestand(pad, &e))
}

/// A SQLite URI for a file that nobody can change while it is read.
fn onveranderlijk(pad: &Path) -> Uitkomst<String> {
    let vol = pad.canonicalize().map_err(|e| fouten::bestand(pad, &e))?;
    let vol: PathBuf = vol.components().collect();
    let tekst = vol.to_str().ok_or_else(|| fouten::bestand(pad, &io::ErrorKind::InvalidFilename.into()))?;
    let tekst = tekst.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(format!("file:{tekst}?immutable=1"))
}

fn soort_van(verbinding: &Connection) -> Uitkomst<Winkelsoort> {
    let sleutel: String = verbinding.query_row("SELECT soort FROM meta WHERE id = 1", [], |rij| rij.get(0))?;
    Winkelsoort::ALLE.into_iter().find(|s| s.sleutel() == sleutel).ok_or_else(fouten::beschadigd)
}
