//! Copies of the log beside the log. Each is a folder like the one of the store, so it is opened in the
//! one way a store is opened: `piket.db`, what belongs to it, and `kop.txt` with the last entry of log
//! and audit, by which a live log that lost its tail is recognised. Written under another name, checked from the
//! first entry to the last, and only then given its own.

mod getuige;
mod naam;
mod terug;

use std::{
    fmt,
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Write},
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use self::getuige::{Koppen, kop_in};
pub use self::naam::Kopienaam;
pub(super) use self::terug::maak_af;
pub use self::terug::{Terugzetting, terugzetten};
use super::{Ontgrendeling, Opslag, Toegang, fouten, openen, schema, sleutel};
use crate::domain::{
    fout::{Fout, Uitkomst},
    kop::Kop,
    moment::Moment,
};

const MAP: &str = "reserve";
const KOP: &str = "kop.txt";
/// Half a copy; whoever has the lock of the folder may throw it away.
const BEZIG: &str = "bezig";
const SLOT: &str = "reserve.slot";
/// What stands beside a database and is needed to read it.
const BIJBESTANDEN: [&str; 1] = [sleutel::BESTAND];

/// One copy, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopie {
    /// Its name.
    pub naam: Kopienaam,
    /// Bytes of the database.
    pub bytes: u64,
    /// Whether it is whole, and what is wrong if it is not.
    pub staat: Uitkomst<Kop>,
}

/// What came of asking for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemaakt {
    /// This one was made.
    Nieuw(Kopienaam),
    /// The newest one holds everything already.
    Onveranderd(Kopienaam),
}

/// When a copy is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanneer {
    /// Somebody asked for it.
    Altijd,
    /// Only if something was recorded since the last one.
    AlsErIetsBijKwam,
}

/// Makes a copy of the store in `map` and throws away what is older than the last `houd`. It reads
/// with a connection of its own in one snapshot: beside a write-ahead log that holds up no append.
///
/// # Errors
/// When the store cannot be read, has lost entries that an earlier copy holds, or the copy cannot be
/// written or does not check out; nothing is thrown away then, and the store is as it was.
pub fn maak(
    map: &Path,
    ontgrendeling: Ontgrendeling<'_>,
    nu: Moment,
    houd: NonZeroUsize,
    wanneer: Wanneer,
) -> Uitkomst<Gemaakt> {
    let bron = openen::open(map, Toegang::Lezen, None, ontgrendeling, nu)?;
    if let Some(zin) = bron.mist_regels()? {
        return Err(Fout::gegevens(zin).hint("Er is geen nieuwe reservekopie gemaakt; de oude zijn bewaard."));
    }
    let reserve = reservemap(map)?;
    let _slot = Reserveslot::neem(&reserve)?;
    let laatste = namen(map)?.last().copied();
    if let (Wanneer::AlsErIetsBijKwam, Some(naam)) = (wanneer, laatste)
        && kop_in(&reserve.join(naam.to_string())).is_ok_and(|koppen| bron.kop().is_ok_and(|nu| nu == koppen.log))
    {
        return Ok(Gemaakt::Onveranderd(naam));
    }
    let bezig = reserve.join(BEZIG);
    ruim_op(&bezig)?;
    let gemaakt = schrijf(&bron, &bezig, nu).and_then(|kop| {
        let naam = Kopienaam::van(nu, kop.seq);
        let doel = reserve.join(naam.to_string());
        ruim_op(&doel)?;
        fs::rename(&bezig, &doel).and_then(|()| vast(&reserve)).map_err(|e| fouten::bestand(&doel, &e))?;
        Ok(naam)
    });
    match gemaakt {
        Ok(naam) => {
            snoei(map, naam, houd)?;
            Ok(Gemaakt::Nieuw(naam))
        }
        Err(fout) => {
            // Half a copy is of no use, and the disk may be full of it.
            let _ = fs::remove_dir_all(&bezig);
            Err(fout)
        }
    }
}

/// After a purge: makes a copy of the log as it is now, and throws away all that was made or kept
/// before it, because the purged texts are in there. Answers whether there was anything.
///
/// # Errors
/// As [`maak`]; what was there is thrown away only once the new copy is whole.
pub fn vernieuw(map: &Path, ontgrendeling: Ontgrendeling<'_>, nu: Moment) -> Uitkomst<bool> {
    let reserve = map.join(MAP);
    let oud = || -> Uitkomst<Vec<PathBuf>> {
        let delen = match fs::read_dir(&reserve) {
            Ok(delen) => delen,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(fouten::bestand(&reserve, &e)),
        };
        Ok(delen.filter_map(|deel| deel.ok().map(|d| d.path())).filter(|pad| pad.is_dir()).collect())
    };
    let was = oud()?;
    if was.is_empty() {
        return Ok(false);
    }
    let (Gemaakt::Nieuw(naam) | Gemaakt::Onveranderd(naam)) =
        maak(map, ontgrendeling, nu, NonZeroUsize::MAX, Wanneer::Altijd)?;
    let nieuw = reserve.join(naam.to_string());
    was.iter().filter(|pad| **pad != nieuw).try_for_each(|pad| gooi_weg(&reserve, pad))?;
    vast(&reserve).map_err(|e| fouten::bestand(&reserve, &e))?;
    Ok(true)
}

/// Writes and checks a copy in a folder of its own.
fn schrijf(bron: &Opslag, bezig: &Path, nu: Moment) -> Uitkomst<Kop> {
    maak_map(bezig)?;
    let pad = bezig.join(openen::BESTAND);
    nieuw_bestand(&pad).map_err(|e| niet_geschreven(&e))?;
    let vlaggen = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut doel = Connection::open_with_flags(&pad, vlaggen)?;
    schema::zet_sleutel(&doel, bron.sleutel.as_ref())?;
    schema::stel_in(&doel)?;
    {
        let kopie = Backup::new(&bron.verbinding, &mut doel)?;
        match kopie.step(-1).map_err(|e| niet_geschreven(&e))? {
            StepResult::Done => {}
            _ => return Err(niet_geschreven(&"de opslag is bezet")),
        }
    }
    // One file, so that a copy can be carried away by hand.
    doel.pragma_update(None, "journal_mode", "DELETE").map_err(|e| niet_geschreven(&e))?;
    doel.close().map_err(|(_, e)| niet_geschreven(&e))?;
    for naam in BIJBESTANDEN {
        let van = bron.map.join(naam);
        if van.exists() {
            fs::copy(&van, bezig.join(naam)).map_err(|e| niet_geschreven(&e))?;
        }
    }
    let mut koppen = lees_na(bezig, bron.ontgrendeling(), nu)?;
    // An audit that lost its tail is no reason to be without a copy of the log, but the head it had stays known.
    if let Some((_, eerder)) = bron.mist_inzagen()? {
        koppen.inzage = eerder;
    }
    let kopbestand = bezig.join(KOP);
    nieuw_bestand(&kopbestand)
        .and_then(|mut f| f.write_all(koppen.tekst(nu).as_bytes()))
        .map_err(|e| niet_geschreven(&e))?;
    for deel in fs::read_dir(bezig).map_err(|e| niet_geschreven(&e))? {
        deel.and_then(|d| File::open(d.path())).and_then(|f| f.sync_all()).map_err(|e| niet_geschreven(&e))?;
    }
    vast(bezig).map_err(|e| niet_geschreven(&e))?;
    Ok(koppen.log)
}

/// Opens the store in a folder as every store is opened and checks all of it: the pages, the chain from
/// the first entry on, the texts and the files.
pub(super) fn lees_na(map: &Path, ontgrendeling: Ontgrendeling<'_>, nu: Moment) -> Uitkomst<Koppen> {
    let opslag = openen::open(map, Toegang::Lezen, None, ontgrendeling, nu)?;
    let geheel: String = opslag.verbinding.query_row("PRAGMA integrity_check(1)", [], |rij| rij.get(0))?;
    if geheel != "ok" {
        return Err(fouten::beschadigd());
    }
    let keten = opslag.controleer()?;
    match keten.fouten.first() {
        Some(fout) => Err(Fout::gegevens(format!("De keten klopt niet: {}", fout.zin))),
        None => Ok(Koppen { log: Kop { seq: keten.entries, hash: keten.kop }, inzage: opslag.kop_van_inzage()? }),
    }
}

/// The copies of a store, what goes furthest last, each checked.
///
/// # Errors
/// When the folder cannot be read.
pub fn lijst(map: &Path, ontgrendeling: Ontgrendeling<'_>, nu: Moment) -> Uitkomst<Vec<Kopie>> {
    let bekijk = |naam: Kopienaam| {
        let pad = map.join(MAP).join(naam.to_string());
        let bytes = fs::metadata(pad.join(openen::BESTAND)).map_or(0, |m| m.len());
        Kopie { naam, bytes, staat: keur(&pad, ontgrendeling, nu) }
    };
    Ok(namen(map)?.into_iter().map(bekijk).collect())
}

/// Checks a copy, and that it is the one that was made.
fn keur(pad: &Path, ontgrendeling: Ontgrendeling<'_>, nu: Moment) -> Uitkomst<Kop> {
    let (kop, beloofd) = (lees_na(pad, ontgrendeling, nu)?.log, kop_in(pad)?.log);
    if kop == beloofd {
        return Ok(kop);
    }
    Err(Fout::gegevens(format!("Deze reservekopie eindigt bij regel {}, niet bij regel {}.", kop.seq, beloofd.seq)))
}

/// Whether a copy of the store in `map` has a key file.
///
/// # Errors
/// When the folder cannot be read.
pub fn is_versleuteld(map: &Path) -> Uitkomst<bool> {
    let reserve = map.join(MAP);
    namen(map)?.into_iter().try_fold(false, |al, naam| Ok(al || sleutel::is_er(&reserve.join(naam.to_string()))?))
}

/// The names of the copies, what goes furthest last.
fn namen(map: &Path) -> Uitkomst<Vec<Kopienaam>> {
    let pad = map.join(MAP);
    let delen = match fs::read_dir(&pad) {
        Ok(delen) => delen,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(fouten::bestand(&pad, &e)),
    };
    let mut namen: Vec<Kopienaam> = delen.filter_map(|deel| deel.ok()?.file_name().to_str()?.parse().ok()).collect();
    namen.sort_unstable();
    Ok(namen)
}

/// The folders of the copies.
pub(super) fn mappen(map: &Path) -> Uitkomst<Vec<PathBuf>> {
    Ok(namen(map)?.iter().map(|naam| map.join(MAP).join(naam.to_string())).collect())
}

/// Throws away all but the last `houd`; `beste` was checked a moment ago and always stays.
fn snoei(map: &Path, beste: Kopienaam, houd: NonZeroUsize) -> Uitkomst<()> {
    let namen = namen(map)?;
    let teveel = namen.len().saturating_sub(houd.get());
    for naam in namen.into_iter().filter(|n| *n != beste).take(teveel) {
        gooi_weg(&map.join(MAP), &map.join(MAP).join(naam.to_string()))?;
    }
    Ok(())
}

/// Takes a copy's name away before its files, so that no half a copy is ever listed as one.
fn gooi_weg(reserve: &Path, pad: &Path) -> Uitkomst<()> {
    let bezig = reserve.join(BEZIG);
    ruim_op(&bezig)?;
    if pad != bezig {
        fs::rename(pad, &bezig).and_then(|()| vast(reserve)).map_err(|e| fouten::bestand(pad, &e))?;
    }
    ruim_op(&bezig)
}

/// One process at a time makes copies or puts one back.
struct Reserveslot(File);

impl Reserveslot {
    fn neem(reserve: &Path) -> Uitkomst<Self> {
        let pad = reserve.join(SLOT);
        let mut opties = OpenOptions::new();
        opties.write(true).create(true).truncate(false);
        eigen(&mut opties);
        let bestand = opties.open(&pad).map_err(|e| fouten::bestand(&pad, &e))?;
        match bestand.try_lock() {
            Ok(()) => Ok(Self(bestand)),
            Err(TryLockError::WouldBlock) => {
                Err(Fout::gegevens("Er wordt al een reservekopie gemaakt.").hint("Wacht even en probeer het opnieuw."))
            }
            Err(TryLockError::Error(e)) => Err(fouten::bestand(&pad, &e)),
        }
    }
}

impl Drop for Reserveslot {
    fn drop(&mut self) {
        let Self(bestand) = self;
        let _ = bestand.unlock();
    }
}

fn reservemap(map: &Path) -> Uitkomst<PathBuf> {
    let pad = map.join(MAP);
    if !pad.is_dir() {
        maak_map(&pad)?;
        // Or the first copy goes with its folder.
        vast(map).map_err(|e| fouten::bestand(map, &e))?;
    }
    Ok(pad)
}

fn maak_map(pad: &Path) -> Uitkomst<()> {
    let mut bouwer = DirBuilder::new();
    bouwer.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut bouwer, 0o700);
    bouwer.create(pad).map_err(|e| fouten::bestand(pad, &e))
}

fn nieuw_bestand(pad: &Path) -> io::Result<File> {
    let mut opties = OpenOptions::new();
    opties.write(true).create_new(true);
    eigen(&mut opties);
    opties.open(pad)
}

/// For nobody else to read.
fn eigen(opties: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(opties, 0o600);
    #[cfg(not(unix))]
    let _ = opties;
}

fn ruim_op(pad: &Path) -> Uitkomst<()> {
    match fs::remove_dir_all(pad) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(fouten::bestand(pad, &e)),
        _ => Ok(()),
    }
}

/// Makes new names in a folder survive a power cut.
fn vast(map: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(map)?.sync_all() } else { Ok(()) }
}

fn niet_geschreven(reden: &dyn fmt::Display) -> Fout {
    Fout::gegevens("De reservekopie kon niet worden geschreven; het logboek zelf is ongedeerd.")
        .hint(format!("Maak ruimte of geef schrijfrechten op de map «{MAP}». Melding van het systeem: {reden}."))
}
