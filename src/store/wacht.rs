//! The lease of the alarms: a locked file beside the store, given up by the system when its holder dies,
//! and the sign of life that a holder leaves for who watches it. Neither needs the key of the store.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
};

use chrono::Duration;

use super::{Opslag, fouten};
use crate::{
    app::wekdienst::Wachtnieuws,
    domain::{
        fout::Uitkomst,
        moment::Moment,
        schrijver::Schrijver,
        wacht::{Hartslag, Plicht},
    },
};

const SLOT: &str = "piket.wacht";
const HARTSLAG: &str = "piket.hartslag";

/// How often the holder shows that it lives.
const TEMPO: Duration = Duration::seconds(30);

/// What this program holds of the lease.
#[derive(Debug, Default)]
pub(super) struct Wachtpost {
    lease: Option<File>,
    geslagen: Option<Moment>,
}

impl Wachtpost {
    fn neem(&mut self, map: &Path) -> Uitkomst<Plicht> {
        if self.lease.is_some() {
            return Ok(Plicht::Hier);
        }
        let pad = map.join(SLOT);
        let mut opties = OpenOptions::new();
        opties.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
        let mut bestand = opties.open(&pad).map_err(|e| fouten::bestand(&pad, &e))?;
        match bestand.try_lock() {
            Ok(()) => {
                // Only a help in sentences: a full disk may leave it out.
                let wie = format!("{:<15}\n", std::process::id());
                let _ = bestand.rewind().and_then(|()| bestand.write_all(wie.as_bytes()));
                self.lease = Some(bestand);
                Ok(Plicht::Hier)
            }
            Err(TryLockError::WouldBlock) => Ok(Plicht::Elders(houder(&mut bestand))),
            Err(TryLockError::Error(e)) => Err(fouten::bestand(&pad, &e)),
        }
    }

    /// Shows life, at most as often as that is looked for. In the place of the file as a whole, so that
    /// nobody reads half of one.
    fn sla(&mut self, map: &Path, slag: Hartslag) -> Uitkomst<()> {
        let kort_geleden = |op: Moment| slag.op >= op && slag.op.sinds(op) < TEMPO;
        if self.geslagen.is_some_and(kort_geleden) {
            return Ok(());
        }
        let (pad, nieuw) = (map.join(HARTSLAG), map.join("piket.hartslag.nieuw"));
        let tekst = serde_json::to_string(&slag).unwrap_or_default() + "\n";
        fs::write(&nieuw, tekst).and_then(|()| fs::rename(&nieuw, &pad)).map_err(|e| fouten::bestand(&pad, &e))?;
        self.geslagen = Some(slag.op);
        Ok(())
    }
}

/// Given up by name, as the lock of the store is.
impl Drop for Wachtpost {
    fn drop(&mut self) {
        if let Some(bestand) = &self.lease {
            let _ = bestand.unlock();
        }
    }
}

fn houder(bestand: &mut File) -> Schrijver {
    let mut tekst = String::new();
    let gelezen = bestand.take(16).read_to_string(&mut tekst).ok();
    gelezen.and_then(|_| tekst.trim().parse().ok()).map_or(Schrijver::Onbekend, Schrijver::Proces)
}

/// Who holds the lease of a store, without taking it.
///
/// # Errors
/// When the file of the lease cannot be opened.
pub fn wachter(map: &Path) -> Uitkomst<Schrijver> {
    let pad = map.join(SLOT);
    let mut bestand = match File::open(&pad) {
        Ok(bestand) => bestand,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Schrijver::Niemand),
        Err(e) => return Err(fouten::bestand(&pad, &e)),
    };
    match bestand.try_lock_shared() {
        Ok(()) => bestand.unlock().map(|()| Schrijver::Niemand).map_err(|e| fouten::bestand(&pad, &e)),
        Err(TryLockError::WouldBlock) => Ok(houder(&mut bestand)),
        Err(TryLockError::Error(e)) => Err(fouten::bestand(&pad, &e)),
    }
}

/// The last sign of life beside a store; none where there is none that can be read.
pub fn hartslag(map: &Path) -> Option<Hartslag> {
    serde_json::from_str(&fs::read_to_string(map.join(HARTSLAG)).ok()?).ok()
}

impl Opslag {
    /// Takes the lease where nobody has it, shows life where this program does, and tells what changed
    /// in the wekkerboek. Where the folder cannot be written nobody else can call out either: then this
    /// program does.
    ///
    /// # Errors
    /// When the wekkerboek cannot be read, or the sign of life not written.
    pub fn bewaak(&mut self, nu: Moment, volgende: Option<Moment>) -> Uitkomst<Wachtnieuws> {
        let eerder = hartslag(&self.map);
        let plicht = self.wacht.neem(&self.map).unwrap_or(Plicht::Hier);
        let boek = self.wekkerboek_als_anders()?;
        if plicht == Plicht::Hier {
            self.wacht.sla(&self.map, Hartslag { proces: std::process::id(), op: nu, volgende })?;
        }
        Ok(Wachtnieuws { plicht, hartslag: eerder, boek })
    }
}
