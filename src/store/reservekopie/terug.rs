//! Puts a copy back in the place of the log. What stood there is kept in a folder of its own, whole or
//! damaged. Files can only be moved one by one, so first everything is laid ready and the decision is put
//! on the disk in one step; wherever the moving breaks off after that, the next to come finishes it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    BEZIG, BIJBESTANDEN, Kopienaam, MAP, Reserveslot, keur, maak_map, namen, niet_geschreven, nieuw_bestand,
    reservemap, ruim_op, vast,
};
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
/// the log is as it was, or the sentence says that the next start finishes it.
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
        let stond = opslag.kop().and_then(|kop| Ok((kop, opslag.neem_inzagen_mee()?)));
        opslag.sluit()?;
        stond
    });
    let mut slot = Slot::nieuw(map)?;
    slot.teken();
    let reserve = reservemap(map)?;
    let reserveslot = Reserveslot::neem(&reserve)?;
    let kop = keur(&bron, ontgrendeling, nu).map_err(|fout| {
        Fout::gegevens(format!("Reservekopie {naam} is niet heel; er is niets teruggezet.")).hint(fout.to_string())
    })?;

    let bewaard = reserve.join(bewaarnaam(nu, naam));
    if bewaard.exists() {
        return Err(fouten::bestand(&bewaard, &io::ErrorKind::AlreadyExists.into()));
    }
    // A key file that opens this store stays: the passphrase may have been changed since the copy.
    let vervangen = match ontgrendeling {
        Ontgrendeling::Sleutel(_) => &[][..],
        Ontgrendeling::Geen | Ontgrendeling::Wachtwoord(_) => &BIJBESTANDEN,
    };
    let bezig = reserve.join(BEZIG);
    ruim_op(&bezig)?;
    let opdracht = reserve.join(OPDRACHT);
    zet_klaar(map, &bron, &bezig, vervangen, &format!("{}\n{naam}\n", bewaarnaam(nu, naam)))
        .and_then(|()| fs::rename(&bezig, &opdracht))
        .map_err(|e| {
            // Nothing was decided yet, and the disk may be full of it.
            let _ = fs::remove_dir_all(&bezig);
            niet_geschreven(&e)
        })?;
    vast(&reserve).and_then(|()| voer_uit(map, &reserve)).map_err(|e| half(&e))?;
    drop((slot, reserveslot));
    let vorige = vorige.ok();
    if let Some((_, inzagen)) = &vorige {
        let mut opslag = openen::open(map, Toegang::Schrijven, None, ontgrendeling, nu)?;
        opslag.vul_inzagen_aan(inzagen)?;
        opslag.sluit()?;
    }
    Ok(Terugzetting { kop, vorige: vorige.map(|(kop, _)| kop.seq), bewaard })
}

/// What was decided and not yet done: a folder with what comes back, a folder for what stood there, and
/// a file that says what that will be called. It gets its name in one step, and from then on it is
/// carried out, by whoever comes to the store first.
const OPDRACHT: &str = "terugzetten";
const VOOR: &str = "voor";
const BRIEFJE: &str = "opdracht.txt";

fn bewaarnaam(nu: Moment, naam: Kopienaam) -> String {
    format!("voor-terugzetten-{}", Kopienaam::van(nu, naam.seq))
}

/// Everything that takes room is done here, before anything is moved.
fn zet_klaar(map: &Path, bron: &Path, bezig: &Path, vervangen: &[&str], briefje: &str) -> io::Result<()> {
    let voor = bezig.join(VOOR);
    maak_map(&voor).map_err(|fout| io::Error::other(fout.to_string()))?;
    let mut paren = vec![(bron.join(openen::BESTAND), bezig.join(openen::BESTAND))];
    for bij in BIJBESTANDEN {
        let komt = vervangen.contains(&bij) && bron.join(bij).exists();
        paren.push(if komt { (bron.join(bij), bezig.join(bij)) } else { (map.join(bij), voor.join(bij)) });
    }
    for (van, naar) in paren.iter().filter(|(van, _)| van.exists()) {
        fs::copy(van, naar).and_then(|_| fs::File::open(naar)?.sync_all())?;
    }
    let mut bestand = nieuw_bestand(&bezig.join(BRIEFJE))?;
    bestand.write_all(briefje.as_bytes())?;
    bestand.sync_all()?;
    vast(&voor)?;
    vast(bezig)
}

/// Ends a putting back that was broken off; nothing to do for nearly every store. Comes before any look
/// at the store, because until then what stands there is neither the one log nor the other.
///
/// # Errors
/// When another `piket` has the store, or the disk still refuses.
pub(in crate::store) fn maak_af(map: &Path) -> Uitkomst<()> {
    let reserve = map.join(MAP);
    let opdracht = reserve.join(OPDRACHT);
    if !opdracht.try_exists().map_err(|e| fouten::bestand(&opdracht, &e))? {
        return Ok(());
    }
    let _slot = Slot::nieuw(map)?;
    let _reserveslot = Reserveslot::neem(&reserve)?;
    voer_uit(map, &reserve).map_err(|e| half(&e))
}

/// Every step can be done again: what was moved already is not there to be moved.
fn voer_uit(map: &Path, reserve: &Path) -> io::Result<()> {
    let opdracht = reserve.join(OPDRACHT);
    let voor = opdracht.join(VOOR);
    if voor.exists() {
        let briefje = fs::read_to_string(opdracht.join(BRIEFJE))?;
        let gelezen =
            briefje.split_once('\n').and_then(|(bewaard, naam)| Some((bewaard, naam.trim_end().parse().ok()?)));
        let (bewaarnaam, naam): (&str, Kopienaam) = gelezen.ok_or(io::ErrorKind::InvalidData)?;
        wissel(map, &opdracht, &voor)?;
        // Copies from after this one tell of a log that is no longer the log: kept, but no witness of it.
        let kopieen = namen(map).map_err(|fout| io::Error::other(fout.to_string()))?;
        for later in kopieen.into_iter().filter(|n| (n.seq, n.op) > (naam.seq, naam.op)) {
            fs::rename(reserve.join(later.to_string()), voor.join(later.to_string()))?;
        }
        vast(&voor)?;
        vast(reserve)?;
        fs::rename(&voor, reserve.join(bewaarnaam))?;
        vast(reserve)?;
    }
    if opdracht.exists() {
        let bezig = reserve.join(BEZIG);
        fs::rename(&opdracht, &bezig)?;
        vast(reserve)?;
        fs::remove_dir_all(&bezig)?;
    }
    Ok(())
}

/// What stands there goes first, and its going is on the disk before anything takes its place: a
/// write-ahead log that came back after a power cut would be taken for one of the new file.
fn wissel(map: &Path, opdracht: &Path, voor: &Path) -> io::Result<()> {
    let db = map.join(openen::BESTAND);
    let nieuw = opdracht.join(openen::BESTAND);
    let bijbestanden = BIJBESTANDEN.iter().filter(|bij| opdracht.join(bij).exists()).collect::<Vec<_>>();
    if nieuw.exists() {
        for deel in delen(&db).into_iter().chain(bijbestanden.iter().map(|bij| map.join(bij))) {
            if let (true, Some(bestand)) = (deel.exists(), deel.file_name()) {
                fs::rename(&deel, voor.join(bestand))?;
            }
        }
        vast(voor)?;
        vast(map)?;
        for bij in bijbestanden {
            fs::rename(opdracht.join(bij), map.join(bij))?;
        }
        fs::rename(&nieuw, &db)?;
    }
    vast(opdracht)?;
    vast(map)
}

fn half(reden: &io::Error) -> Fout {
    Fout::gegevens("De reservekopie is nog niet helemaal teruggezet; er is niets verloren.").hint(format!(
        "Maak ruimte of geef schrijfrechten op de map; de volgende start maakt het af. Melding van het systeem: {reden}."
    ))
}

/// A database with the files SQLite keeps beside it, itself first.
fn delen(db: &Path) -> [PathBuf; 3] {
    let mut shm = db.as_os_str().to_owned();
    shm.push("-shm");
    [db.to_owned(), kop::wal_van(db), shm.into()]
}
