//! A folder whose files are mails: the drop folder, or the `new` and `cur` of a Maildir. A file is read when
//! the system says that it is complete or, where the system says nothing, when its size and time rest. It
//! stays where it is; what was read is remembered, so that looking again costs no reading.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{
    Bron, Verder, Vondst, bestand,
    wachter::{Stand, Wachter, Wek},
};
use crate::domain::{
    bron::Bronsoort,
    fout::{Fout, Uitkomst},
};

/// How often the folder is looked at when nothing is told of it.
const TRAAG: Duration = Duration::from_secs(30);
/// How long a file has to rest that nothing was told of, and how soon an ailing folder is tried again.
const RUST: Duration = Duration::from_secs(2);
/// More files than this are not looked after.
const BESTANDEN: usize = 100_000;

/// What stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Soort {
    /// A file, which may still be written.
    Bestand,
    /// A link, a pipe or a device: never read, so there is nothing to wait for.
    Anders,
}

/// By what a file is known to be the same as the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kenmerk {
    soort: Soort,
    grootte: u64,
    gewijzigd: Option<SystemTime>,
}

impl Kenmerk {
    fn van(gegevens: &Metadata) -> Self {
        let soort = if gegevens.is_file() { Soort::Bestand } else { Soort::Anders };
        Self { soort, grootte: gegevens.len(), gewijzigd: gegevens.modified().ok() }
    }
}

/// How mails stand in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vorm {
    /// Files that somebody puts there.
    Los,
    /// `new` and `cur`; what is in there is complete, and a mail program renames it when it is read.
    Maildir,
}

/// The folder.
#[derive(Debug)]
pub struct Map {
    wortel: PathBuf,
    vorm: Vorm,
    wachter: Wachter,
    gezien: BTreeMap<OsString, Kenmerk>,
    gelezen: BTreeMap<OsString, Kenmerk>,
    /// How long nothing has to happen before the folder is looked at again.
    adem: Duration,
    /// This look comes after a long silence.
    na_stilte: bool,
}

impl Map {
    /// The drop folder.
    pub fn postmap(wortel: PathBuf) -> Self {
        Self::nieuw(wortel, Vorm::Los)
    }

    /// A Maildir.
    pub fn maildir(wortel: PathBuf) -> Self {
        Self::nieuw(wortel, Vorm::Maildir)
    }

    fn nieuw(wortel: PathBuf, vorm: Vorm) -> Self {
        Self {
            wortel,
            vorm,
            wachter: Wachter::nieuw(),
            gezien: BTreeMap::new(),
            gelezen: BTreeMap::new(),
            adem: RUST,
            na_stilte: false,
        }
    }

    fn mappen(&self) -> Vec<PathBuf> {
        match self.vorm {
            Vorm::Los => vec![self.wortel.clone()],
            Vorm::Maildir => ["new", "cur"].map(|m| self.wortel.join(m)).to_vec(),
        }
    }

    /// By which name a file is remembered: what a Maildir adds behind the colon changes.
    fn merk(&self, naam: &OsStr) -> OsString {
        match self.vorm {
            Vorm::Los => naam.to_owned(),
            // A name that is no text stays whole: two of them must not become one.
            Vorm::Maildir => {
                naam.to_str().and_then(|t| t.split_once(':')).map_or_else(|| naam.to_owned(), |(merk, _)| merk.into())
            }
        }
    }

    /// Every file of the folder, by name.
    fn lijst(&self) -> io::Result<BTreeMap<OsString, (PathBuf, Kenmerk)>> {
        let mut uit = BTreeMap::new();
        for map in self.mappen() {
            for deel in fs::read_dir(map)?.take(BESTANDEN) {
                let deel = deel?;
                let naam = deel.file_name();
                // Gone again between listing and looking is as good as never there.
                let Ok(gegevens) = deel.metadata() else { continue };
                if !gegevens.is_dir() && !is_tijdelijk(&naam) {
                    uit.insert(self.merk(&naam), (deel.path(), Kenmerk::van(&gegevens)));
                }
            }
        }
        Ok(uit)
    }

    fn is_af(&self, naam: &OsString, kenmerk: Kenmerk, stand: &Stand) -> bool {
        let rust = self.gezien.get(naam) == Some(&kenmerk);
        match self.vorm {
            Vorm::Maildir => true,
            Vorm::Los if kenmerk.soort == Soort::Anders => true,
            Vorm::Los => stand.dicht.contains(naam) || (rust && (self.na_stilte || !stand.open.contains(naam))),
        }
    }
}

impl Bron for Map {
    fn soort(&self) -> Bronsoort {
        match self.vorm {
            Vorm::Los => Bronsoort::Postmap,
            Vorm::Maildir => Bronsoort::Maildir,
        }
    }

    fn ronde(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()> {
        // Watching starts before looking: what comes in between is told.
        self.wachter.kijk(&self.mappen());
        let stand = self.wachter.neem();
        let lijst = self.lijst().map_err(|e| {
            self.wachter.laat_los();
            self.adem = RUST;
            onleesbaar(&e)
        })?;
        self.gelezen.retain(|naam, _| lijst.contains_key(naam));
        let nieuw = lijst.iter().filter(|(naam, (_, kenmerk))| self.gelezen.get(*naam) != Some(kenmerk));
        let (af, nog_niet): (Vec<_>, Vec<_>) =
            nieuw.partition(|(naam, (_, kenmerk))| self.is_af(naam, *kenmerk, &stand));
        let wachten: BTreeSet<&OsString> = nog_niet.iter().map(|(naam, _)| *naam).collect();
        self.adem = if wachten.iter().any(|n| !stand.open.contains(*n)) { RUST } else { TRAAG };
        self.gezien = nog_niet.iter().map(|(naam, (_, kenmerk))| ((*naam).clone(), *kenmerk)).collect();
        let aantal = af.len();
        for (i, (naam, (pad, kenmerk))) in af.into_iter().enumerate() {
            let nog = aantal.saturating_sub(i + 1);
            let (bytes, nu) = (bestand::lees(pad), fs::symlink_metadata(pad));
            let inhoud = match nu.map(|g| Kenmerk::van(&g)) {
                Ok(nu) if nu == *kenmerk => {
                    self.gelezen.insert(naam.clone(), nu);
                    bytes
                }
                // It changed or left while it was read: the next look finds it as it is then.
                Ok(_) | Err(_) => {
                    self.adem = RUST;
                    continue;
                }
            };
            if neem(Vondst { naam: naam.clone(), inhoud, nog }) == Verder::Nee {
                break;
            }
        }
        Ok(())
    }

    fn wacht(&mut self) -> Verder {
        let wek = self.wachter.wacht(self.adem);
        self.na_stilte = wek == Wek::Tijd && self.adem == TRAAG;
        if self.na_stilte {
            // The folder may be another one by now, under the same name.
            self.wachter.laat_los();
        }
        Verder::Ja
    }

    fn vergeet(&mut self) {
        self.gelezen.clear();
    }

    fn houdt(&self, naam: &OsStr) -> bool {
        self.gelezen.contains_key(naam)
    }
}

/// What programs put down while they are still busy.
fn is_tijdelijk(naam: &OsStr) -> bool {
    let naam = naam.to_string_lossy();
    let achter = Path::new(naam.as_ref()).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    naam.starts_with('.')
        || naam.ends_with('~')
        || matches!(achter.as_deref(), Some("part" | "tmp" | "crdownload" | "partial" | "swp"))
}

fn onleesbaar(e: &io::Error) -> Fout {
    Fout::gegevens(match e.kind() {
        io::ErrorKind::NotFound => "de map is er niet.",
        io::ErrorKind::PermissionDenied => "u hebt geen rechten op de map.",
        io::ErrorKind::NotADirectory => "dit is geen map.",
        _ => "de map is niet te lezen.",
    })
}
