//! The power goes while the log is written: what is on the disk then is every file as it was at some
//! moment, cut off, overwritten or with pages missing. Whatever opens is the beginning of what was
//! acknowledged, never less than what had reached the disk whole, and a copy tells what is missing.

use std::{fs, num::NonZeroUsize, path::Path};

use piket::store::{
    Ontgrendeling, Toegang, open,
    reservekopie::{Wanneer, maak},
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::hulp::{Proef, Verhaal, buitenom, nu, schrijvend, vaste_worpen};

type Mis = Box<dyn std::error::Error>;

/// So many acknowledged entries, few enough for one write-ahead log without a checkpoint in between.
const REGELS: usize = 40;
/// After so many a copy is made.
const KOPIE: usize = 25;

/// A log as it was written: the files of the folder at the end, and how far the write-ahead log was at
/// each acknowledgement.
struct Nacht {
    map: TempDir,
    db: Vec<u8>,
    wal: Vec<u8>,
    /// The length of the write-ahead log after each entry.
    lengte: Vec<usize>,
    /// The export of the whole log.
    export: Vec<u8>,
}

impl Nacht {
    fn schrijf() -> Result<Self, Mis> {
        let map = tempfile::tempdir()?;
        let mut desk = schrijvend(map.path())?;
        let wal = map.path().join("piket.db-wal");
        let mut verhaal = Verhaal::default();
        let mut lengte = Vec::new();
        for (i, w) in (1..).zip(vaste_worpen(REGELS)) {
            desk.schrijf(nu(), "p.piket", &[verhaal.vertel(&w)?], &[])?;
            lengte.push(usize::try_from(fs::metadata(&wal)?.len())?);
            if i == KOPIE {
                maak(map.path(), Ontgrendeling::Geen, nu(), NonZeroUsize::MIN, Wanneer::Altijd)?;
            }
        }
        assert!(lengte.is_sorted_by(|a, b| a < b), "a checkpoint came in between");
        let mut export = Vec::new();
        desk.exporteer(&mut export)?;
        let (db, wal) = (fs::read(map.path().join("piket.db"))?, fs::read(wal)?);
        Ok(Self { map, db, wal, lengte, export })
    }

    /// A folder with these files and the copies of the night.
    fn na_uitval(&self, db: &[u8], wal: &[u8]) -> Result<TempDir, Mis> {
        let map = tempfile::tempdir()?;
        fs::write(map.path().join("piket.db"), db)?;
        fs::write(map.path().join("piket.db-wal"), wal)?;
        for kopie in fs::read_dir(self.map.path().join("reserve"))?.filter_map(Result::ok).filter(|k| k.path().is_dir())
        {
            let doel = map.path().join("reserve").join(kopie.file_name());
            fs::create_dir_all(&doel)?;
            for deel in fs::read_dir(kopie.path())? {
                let bestand = deel?;
                fs::copy(bestand.path(), doel.join(bestand.file_name()))?;
            }
        }
        Ok(map)
    }

    /// Opens what is left and answers how many entries there are; they must be the first of the night.
    fn telling(&self, map: &Path) -> Result<usize, Mis> {
        let opslag = open(map, Toegang::Schrijven, None, Ontgrendeling::Geen, nu())?;
        let keten = opslag.controleer()?;
        assert_eq!(keten.fouten, []);
        let mut over = Vec::new();
        opslag.exporteer(&mut over)?;
        assert!(self.export.starts_with(&over), "not the beginning of what was acknowledged");
        let entries = usize::try_from(keten.entries)?;
        assert_eq!(opslag.mist_staart()?.is_some(), entries < KOPIE, "{entries} entries");
        Ok(entries)
    }
}

#[test]
fn every_acknowledged_entry_is_on_the_disk_at_its_acknowledgement() -> Proef {
    let nacht = Nacht::schrijf()?;
    for (i, lengte) in (1..).zip(&nacht.lengte) {
        let map = nacht.na_uitval(&nacht.db, nacht.wal.get(..*lengte).ok_or("kort")?)?;
        assert_eq!(nacht.telling(map.path())?, i);
    }
    Ok(())
}

/// What a lost write leaves behind from some byte on.
#[derive(Debug, Clone)]
enum Schade {
    /// Nothing: the file ends there.
    Afgekapt,
    /// What stood on the disk before.
    Overschreven(Vec<u8>),
    /// A hole in the middle, with later writes behind it.
    Gat(usize),
}

fn schade() -> impl Strategy<Value = Schade> {
    prop_oneof![
        Just(Schade::Afgekapt),
        prop::collection::vec(any::<u8>(), 1..64).prop_map(Schade::Overschreven),
        (1..9000usize).prop_map(Schade::Gat),
    ]
}

#[test]
fn a_torn_write_ahead_log_costs_only_what_had_not_arrived() -> Proef {
    let nacht = Nacht::schrijf()?;
    proptest!(ProptestConfig::with_cases(150), |(plek in any::<prop::sample::Index>(), schade in schade())| {
        let plek = plek.index(nacht.wal.len());
        let mut wal = nacht.wal.clone();
        match &schade {
            Schade::Afgekapt => wal.truncate(plek),
            Schade::Overschreven(rommel) => wal.iter_mut().skip(plek).zip(rommel.iter().cycle()).for_each(|(b, r)| *b = *r),
            Schade::Gat(breed) => wal.iter_mut().skip(plek).take(*breed).for_each(|b| *b = 0),
        }
        let aangekomen = nacht.lengte.iter().filter(|l| **l <= plek).count();
        let over = nacht.na_uitval(&nacht.db, &wal).and_then(|map| nacht.telling(map.path()));
        prop_assert!(over.as_ref().is_ok_and(|n| (aangekomen..=REGELS).contains(n)), "{aangekomen}: {over:?}");
    });
    Ok(())
}

/// The power goes while the write-ahead log is moved into the file: any mixture of old and new pages.
#[test]
fn a_half_done_checkpoint_costs_nothing() -> Proef {
    let nacht = Nacht::schrijf()?;
    let bezig = nacht.na_uitval(&nacht.db, &nacht.wal)?;
    buitenom(bezig.path())?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let klaar = fs::read(bezig.path().join("piket.db"))?;
    assert!(klaar.len() > 4096 && klaar != nacht.db);
    proptest!(ProptestConfig::with_cases(60), |(gelukt in prop::collection::vec(any::<bool>(), 200), lang in any::<bool>())| {
        let mut db = nacht.db.clone();
        if lang {
            db.resize(klaar.len(), 0);
        }
        for ((oud, nieuw), gelukt) in db.chunks_mut(4096).zip(klaar.chunks(4096)).zip(gelukt.iter().cycle()) {
            if *gelukt {
                oud.copy_from_slice(nieuw);
            }
        }
        let over = nacht.na_uitval(&db, &nacht.wal).and_then(|map| nacht.telling(map.path()));
        prop_assert!(over.as_ref().is_ok_and(|n| *n == REGELS), "{over:?}");
    });
    Ok(())
}
