//! The one way in. Everything that can be refused is refused before anything is made or changed:
//! first the lock, then a look at the file's first bytes, then the rights and the passphrase; only then
//! SQLite opens it.

use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use super::{
    Ontgrendeling, Opslag, Toegang, Winkelsoort, fouten, kop,
    reservekopie::{self, maak_af},
    schema, schijf,
    sleutel::{self, Meegegaan, Sleutel},
    slot::{Register, Slot},
    volgen::{Gezien, Grond},
    wacht::Wachtpost,
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    moment::Moment,
    wachtwoord::Wachtwoord,
};

pub(super) const BESTAND: &str = "piket.db";

/// Opens the store in the folder `map`; the only function that does, so that the key has one place to
/// go to. `nieuw` says as what a missing store is made; `nu` is noted as the moment it was. A real store
/// is always encrypted: it is made with a passphrase and opened with that or with its key. A demo is not.
///
/// [`Toegang::Schrijven`] takes the lock and brings an older store to today's form.
/// [`Toegang::Lezen`] takes no lock and works while a desk runs; of a store on a medium that cannot
/// be written it reads what stands there.
///
/// # Errors
/// With a sentence for the officer when there is no store and none may be made, when another `piket`
/// has it open, when it is newer than this program, read-only, cut off or no store at all, when the
/// passphrase is missing or wrong. What is refused is left as it was, byte for byte, with no file beside
/// it.
pub fn open(
    map: &Path,
    toegang: Toegang,
    nieuw: Option<Winkelsoort>,
    ontgrendeling: Ontgrendeling<'_>,
    nu: Moment,
) -> Uitkomst<Opslag> {
    maak_af(map)?;
    let register = Register::neem();
    let pad = map.join(BESTAND);
    // What this process has open was judged when it was opened.
    let onbekend = !register.bevat(map);
    let (verbinding, sleutel, slot) = match toegang {
        Toegang::Lezen => {
            let (verbinding, sleutel) = lezend(map, &pad, onbekend, ontgrendeling)?;
            (verbinding, sleutel, None)
        }
        Toegang::Schrijven => {
            let (verbinding, sleutel, slot) = schrijvend(map, &pad, onbekend, nieuw, ontgrendeling, nu)?;
            (verbinding, sleutel, Some(slot))
        }
    };
    let soort = soort_van(&verbinding)?;
    if soort == Winkelsoort::Echt && sleutel.is_none() {
        return Err(fouten::onversleuteld(&pad));
    }
    let grond = Grond::van(&pad)?;
    let map = map.to_owned();
    let inschrijving = register.schrijf_in(&map);
    Ok(Opslag {
        verbinding,
        slot,
        _inschrijving: inschrijving,
        map,
        soort,
        toegang,
        sleutel,
        grond,
        gezien: Gezien::default(),
        wacht: Wachtpost::default(),
        wekker_gezien: None,
    })
}

/// Whether the store in `map` needs a passphrase, after ending what a restore left half done.
///
/// # Errors
/// When the folder may not be looked into, or that cannot be ended.
pub fn is_versleuteld(map: &Path) -> Uitkomst<bool> {
    maak_af(map)?;
    sleutel::is_er(map)
}

/// The key of the store in `map`; `None` when the passphrase is wrong. Takes about a fifth of a second.
///
/// # Errors
/// When there is no key file, or it is damaged or of a newer `piket`.
pub fn ontgrendel(map: &Path, wachtwoord: &Wachtwoord) -> Uitkomst<Option<Sleutel>> {
    sleutel::open(map, wachtwoord)
}

/// Changes the passphrase of the store in `map` and of its copies. The log itself is not touched.
///
/// # Errors
/// When another `piket` has the store open, the old passphrase is wrong, the new one too easy, or the
/// key file cannot be written.
pub fn wijzig_wachtwoord(map: &Path, oud: &Wachtwoord, nieuw: &Wachtwoord) -> Uitkomst<Meegegaan> {
    if !bestaat(map)? {
        return Err(fouten::ontbreekt(map));
    }
    // A copy of the store came without the file of the lock.
    let _slot = Slot::nieuw(map)?;
    sleutel::wijzig(map, &reservekopie::mappen(map)?, oud, nieuw)
}

fn schrijvend(
    map: &Path,
    pad: &Path,
    onbekend: bool,
    nieuw: Option<Winkelsoort>,
    ontgrendeling: Ontgrendeling<'_>,
    nu: Moment,
) -> Uitkomst<(Connection, Option<Sleutel>, Slot)> {
    let bestond = is_er(pad)?;
    let mut bouw = None;
    if !bestond {
        bouw = Some(Bouw::nieuw(map, nieuw.ok_or_else(|| fouten::ontbreekt(map))?, ontgrendeling)?);
    }
    schijf::eis_eigen(map)?;
    let slot = Slot::bestaand(map)?;
    if bestond && onbekend {
        toets_kop(map, pad)?;
        schrijfbaar(map, pad)?;
    }
    maak_map(map)?;
    let mut slot = slot.map_or_else(|| Slot::nieuw(map), Ok)?;
    let sleutel = match bouw {
        // Another `piket` may have made it while this one waited for the lock.
        Some(bouw) if !is_er(pad)? => bouw.maak(map, pad, nu)?,
        Some(_) | None => ontgrendeling.sleutel(map)?,
    };
    if onbekend {
        toets_vorm(pad, sleutel.as_ref())?;
    }
    slot.teken();
    let vlaggen = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut verbinding = schema::verbind(pad, vlaggen, sleutel.as_ref())?;
    schema::stel_in(&verbinding)?;
    let vorm = schema::vorm_van(&verbinding)?;
    if vorm > schema::vorm() {
        return Err(fouten::nieuwer(pad, vorm, schema::vorm()));
    }
    schema::vrijgeven(&verbinding)?;
    verbinding.pragma_update(None, "journal_mode", "WAL")?;
    schema::migreer(&mut verbinding)?;
    Ok((verbinding, sleutel, slot))
}

/// A store that is to be made, with all that can be refused about it settled.
enum Bouw<'a> {
    Echt(&'a Wachtwoord),
    Demo,
}

impl<'a> Bouw<'a> {
    fn nieuw(map: &Path, soort: Winkelsoort, ontgrendeling: Ontgrendeling<'a>) -> Uitkomst<Self> {
        // Where a store was being built there was none before: the key that lies there never locked a word.
        let afgebroken = soort == Winkelsoort::Echt && is_er(&schema::bouwplaats(&map.join(BESTAND)))?;
        if sleutel::is_er(map)? && !afgebroken {
            return Err(fouten::sleutel_zonder_opslag(map));
        }
        match (soort, ontgrendeling) {
            (Winkelsoort::Demo, _) => Ok(Self::Demo),
            (Winkelsoort::Echt, Ontgrendeling::Wachtwoord(wachtwoord)) => {
                wachtwoord.als_nieuw()?;
                Ok(Self::Echt(wachtwoord))
            }
            (Winkelsoort::Echt, Ontgrendeling::Geen | Ontgrendeling::Sleutel(_)) => Err(sleutel::vraagt_wachtwoord()),
        }
    }

    /// First the sign that a store is being built, so that a start that breaks off can be done again; then
    /// the key, because a store whose key was not written could never be opened.
    fn maak(self, map: &Path, pad: &Path, nu: Moment) -> Uitkomst<Option<Sleutel>> {
        schema::leg_aan(pad)?;
        match self {
            Self::Demo => {
                schema::maak(pad, Winkelsoort::Demo, None, nu)?;
                Ok(None)
            }
            Self::Echt(wachtwoord) => {
                let sleutel = Sleutel::nieuw()?;
                sleutel::zet_neer(map, &sleutel::maak(&sleutel, wachtwoord)?)?;
                schema::maak(pad, Winkelsoort::Echt, Some(&sleutel), nu)?;
                Ok(Some(sleutel))
            }
        }
    }
}

/// What can be seen of a file without its key.
fn toets_kop(map: &Path, pad: &Path) -> Uitkomst<()> {
    if sleutel::is_er(map)? { kop::toets_versleuteld(pad) } else { kop::toets(pad) }
}

/// The form of an encrypted store, which only its key shows. Looked at without a trace where the file
/// says it all, so that a newer store stays as it is, byte for byte.
fn toets_vorm(pad: &Path, sleutel: Option<&Sleutel>) -> Uitkomst<()> {
    let Some(sleutel) = sleutel.filter(|_| !kop::wal_van(pad).exists()) else { return Ok(()) };
    let vlaggen = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let verbinding = schema::verbind(onveranderlijk(pad)?.as_ref(), vlaggen, Some(sleutel))?;
    match schema::vorm_van(&verbinding)? {
        vorm if vorm > schema::vorm() => Err(fouten::nieuwer(pad, vorm, schema::vorm())),
        _ => Ok(()),
    }
}

/// Where the files can be written, the connection is one that could write but may not: SQLite then
/// keeps the side files of the write-ahead log in order and removes them at the end, which a
/// connection without rights cannot. Elsewhere nobody writes, so the file is read as it stands.
fn lezend(
    map: &Path,
    pad: &Path,
    onbekend: bool,
    ontgrendeling: Ontgrendeling<'_>,
) -> Uitkomst<(Connection, Option<Sleutel>)> {
    if !is_er(pad)? {
        return Err(fouten::ontbreekt(map));
    }
    if onbekend {
        toets_kop(map, pad)?;
    }
    let sleutel = ontgrendeling.sleutel(map)?;
    if onbekend {
        toets_vorm(pad, sleutel.as_ref())?;
    }
    let vlaggen = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let verbind = |pad: &Path, erbij| schema::verbind(pad, vlaggen | erbij, sleutel.as_ref());
    let verbinding = if !onbekend || schrijfbaar(map, pad).is_ok() {
        verbind(pad, OpenFlags::SQLITE_OPEN_READ_WRITE)?
    } else if is_er(&kop::wal_van(pad))? {
        verbind(pad, OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        let erbij = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        verbind(onveranderlijk(pad)?.as_ref(), erbij)?
    };
    schema::stel_in(&verbinding)?;
    verbinding.pragma_update(None, "query_only", true)?;
    match schema::vorm_van(&verbinding)? {
        vorm if vorm > schema::vorm() => Err(fouten::nieuwer(pad, vorm, schema::vorm())),
        vorm if vorm < schema::vorm() => Err(Fout::gegevens(format!("{} is van een oudere piket.", pad.display()))
            .hint("Open eerst één keer de desk met «piket»; die brengt de opslag bij de tijd.")),
        _ => {
            schema::vrijgeven(&verbinding)?;
            Ok((verbinding, sleutel))
        }
    }
}

/// Whether a folder holds a store, sound or not, after ending what a restore left half done.
///
/// # Errors
/// When the folder may not be looked into, or that cannot be ended.
pub fn bestaat(map: &Path) -> Uitkomst<bool> {
    maak_af(map)?;
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
    // Or a first night goes with its folder when the power does.
    let nieuw: Vec<&Path> = map.ancestors().take_while(|deel| !deel.as_os_str().is_empty() && !deel.exists()).collect();
    bouwer.create(map).map_err(|e| fouten::bestand(map, &e))?;
    nieuw.into_iter().try_for_each(|deel| schema::leg_map_vast(deel).map_err(|e| fouten::bestand(deel, &e)))
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
