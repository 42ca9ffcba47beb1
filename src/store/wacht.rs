//! The lease of the alarms: a locked file beside the store, given up by the system when its holder dies,
//! and taken over when its holder hangs; and the sign of life that a holder leaves for who watches it.
//! Neither needs the key of the store.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
    time::SystemTime,
};

use chrono::Duration;

use super::{Opslag, fouten, volgen::Bestandsmerk};
use crate::{
    app::wekdienst::Wachtnieuws,
    domain::{
        fout::Uitkomst,
        moment::Moment,
        schrijver::Schrijver,
        wacht::{Aanspraak, Hartslag, Plicht},
    },
};

const SLOT: &str = "piket.wacht";
/// The lease of who takes over, until it stands in the place of the one that hangs.
const OVERNAME: &str = "piket.wacht.nieuw";
const HARTSLAG: &str = "piket.hartslag";

/// How often the holder shows that it lives to who watches from outside.
const TEMPO: Duration = Duration::seconds(30);

/// At so many looks in a row at a lease that does not stir, its holder hangs. Counted in looks and not by
/// the clock: that may jump, and a laptop that slept held every program.
const ROERLOOS: u32 = 3;

/// A lease as it looks from outside: which file it is, and when its holder last stirred it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Aanblik(Bestandsmerk, Option<SystemTime>);

impl Aanblik {
    fn van(bestand: &File, pad: &Path) -> Uitkomst<Self> {
        let meta = bestand.metadata().map_err(|e| fouten::bestand(pad, &e))?;
        Ok(Self(Bestandsmerk::uit(&meta), meta.modified().ok()))
    }

    /// Whether it is the lease in the folder; somebody may have put another in its place.
    fn geldt(&self, pad: &Path) -> bool {
        let Self(merk, _) = self;
        Bestandsmerk::van(pad).is_ok_and(|in_de_map| in_de_map == *merk)
    }
}

/// What this program holds of the lease.
#[derive(Debug, Default)]
pub(super) struct Wachtpost {
    lease: Option<File>,
    /// How the lease of another looked, and at how many looks since.
    bekeken: Option<(Aanblik, u32)>,
    geslagen: Option<Hartslag>,
}

impl Wachtpost {
    fn neem(&mut self, map: &Path, aanspraak: Aanspraak, nu: Moment) -> Uitkomst<Plicht> {
        let pad = map.join(SLOT);
        if let Some(bestand) = &self.lease {
            if Aanblik::van(bestand, &pad)?.geldt(&pad) {
                // Where the time of a file cannot be set, this program must go on all the same.
                let _ = bestand.set_modified(nu.utc().into());
                return Ok(Plicht::Hier);
            }
            // It hung, and another one went on. That one's lease counts from now on.
            self.laat_los();
        }
        let mut bestand = open(&pad)?;
        match bestand.try_lock() {
            Ok(()) => {
                // Between opening and locking another may have taken over from who held it.
                if !Aanblik::van(&bestand, &pad)?.geldt(&pad) {
                    let _ = bestand.unlock();
                    return Ok(Plicht::Elders(Schrijver::Onbekend));
                }
                self.houd(bestand, nu);
                Ok(Plicht::Hier)
            }
            Err(TryLockError::WouldBlock) => {
                let aanblik = Aanblik::van(&bestand, &pad)?;
                let over = self.hangt(&aanblik) || aanspraak == Aanspraak::Opgeeist;
                if over && self.neem_over(map, &aanblik, nu)? {
                    return Ok(Plicht::Hier);
                }
                Ok(Plicht::Elders(houder(&mut bestand)))
            }
            Err(TryLockError::Error(e)) => Err(fouten::bestand(&pad, &e)),
        }
    }

    /// Whether the holder did not stir at this look and enough looks before it.
    fn hangt(&mut self, aanblik: &Aanblik) -> bool {
        let roerloos = match &self.bekeken {
            Some((eerder, aantal)) if eerder == aanblik => aantal.saturating_add(1),
            Some(_) | None => 0,
        };
        self.bekeken = Some((aanblik.clone(), roerloos));
        roerloos >= ROERLOOS
    }

    /// Puts a lease of its own in the place of one whose holder hangs. Of more that want to, the one with
    /// the lock on the new file does; the next finds another lease than the one that hung.
    fn neem_over(&mut self, map: &Path, hing: &Aanblik, nu: Moment) -> Uitkomst<bool> {
        let (pad, nieuw) = (map.join(SLOT), map.join(OVERNAME));
        let bestand = open(&nieuw)?;
        match bestand.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(e)) => return Err(fouten::bestand(&nieuw, &e)),
        }
        // Under the lock: whoever was first has put its lease in the place by now.
        let eigen = Aanblik::van(&bestand, &nieuw)?.geldt(&nieuw);
        let hangt_nog = File::open(&pad).is_ok_and(|b| Aanblik::van(&b, &pad).is_ok_and(|a| a == *hing));
        if eigen && hangt_nog {
            fs::rename(&nieuw, &pad).map_err(|e| fouten::bestand(&pad, &e))?;
            self.houd(bestand, nu);
            return Ok(true);
        }
        if eigen {
            let _ = fs::remove_file(&nieuw);
        }
        let _ = bestand.unlock();
        Ok(false)
    }

    fn houd(&mut self, mut bestand: File, nu: Moment) {
        // Only a help in sentences: a full disk may leave it out.
        let wie = format!("{:<15}\n", std::process::id());
        let _ = bestand.rewind().and_then(|()| bestand.write_all(wie.as_bytes()));
        let _ = bestand.set_modified(nu.utc().into());
        self.lease = Some(bestand);
        self.bekeken = None;
        // Who looks from outside hears at once that it is another.
        self.geslagen = None;
    }

    /// By name, as the lock of the store is given up.
    fn laat_los(&mut self) {
        if let Some(bestand) = self.lease.take() {
            let _ = bestand.unlock();
        }
    }

    /// Shows life, as often as that is looked for and when the next alarm is another. In the place of the file as a whole, so that
    /// nobody reads half of one.
    fn sla(&mut self, map: &Path, slag: Hartslag) -> Uitkomst<()> {
        let gezegd = |eerder: Hartslag| {
            let kort_geleden = slag.op >= eerder.op && slag.op.sinds(eerder.op) < TEMPO;
            kort_geleden && slag.volgende == eerder.volgende
        };
        if self.geslagen.is_some_and(gezegd) {
            return Ok(());
        }
        let (pad, nieuw) = (map.join(HARTSLAG), map.join("piket.hartslag.nieuw"));
        let tekst = serde_json::to_string(&slag).unwrap_or_default() + "\n";
        fs::write(&nieuw, tekst).and_then(|()| fs::rename(&nieuw, &pad)).map_err(|e| fouten::bestand(&pad, &e))?;
        self.geslagen = Some(slag);
        Ok(())
    }
}

impl Drop for Wachtpost {
    fn drop(&mut self) {
        self.laat_los();
    }
}

fn open(pad: &Path) -> Uitkomst<File> {
    let mut opties = OpenOptions::new();
    opties.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    opties.open(pad).map_err(|e| fouten::bestand(pad, &e))
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
    /// Takes the lease where nobody has it, its holder hangs or it is claimed, shows life where this program
    /// holds it, and tells what changed in the wekkerboek. Whatever fails, it is known who calls out: where
    /// the folder cannot be written nobody else can, and then this program does.
    pub fn bewaak(&mut self, nu: Moment, aanspraak: Aanspraak, volgende: Option<Moment>) -> Wachtnieuws {
        let eerder = hartslag(&self.map);
        let plicht = self.wacht.neem(&self.map, aanspraak, nu).unwrap_or(Plicht::Hier);
        let slag = match plicht {
            Plicht::Hier => self.wacht.sla(&self.map, Hartslag { proces: std::process::id(), op: nu, volgende }),
            Plicht::Elders(_) => Ok(()),
        };
        let boek = self.wekkerboek_als_anders();
        let klacht = boek.as_ref().err().cloned().or_else(|| slag.err());
        Wachtnieuws { plicht, hartslag: eerder, boek: boek.unwrap_or_default(), klacht }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Proef = Result<(), Box<dyn std::error::Error>>;

    fn begin() -> Uitkomst<Moment> {
        Moment::uit_rfc3339("2026-12-13T20:10:00+01:00")
    }

    fn hier(post: &mut Wachtpost, map: &Path, nu: Moment) -> Uitkomst<bool> {
        Ok(post.neem(map, Aanspraak::Vrij, nu)? == Plicht::Hier)
    }

    #[test]
    fn a_holder_that_stirs_keeps_the_lease_whatever_the_clock_does() -> Proef {
        let map = tempfile::tempdir()?;
        let (mut een, mut ander, nu) = (Wachtpost::default(), Wachtpost::default(), begin()?);
        for stap in [0, 1, 2, 3_600, 3_601, 1, 2, 3, -86_400, -86_399, 40_000_000] {
            let nu = nu.plus(Duration::seconds(stap));
            assert!(hier(&mut een, map.path(), nu)? && !hier(&mut ander, map.path(), nu)?, "{stap}");
        }
        Ok(())
    }

    #[test]
    fn a_holder_that_does_not_stir_loses_the_lease_to_one_and_gets_it_back_from_that_one_only() -> Proef {
        let map = tempfile::tempdir()?;
        let [mut hangt, mut een, mut ander] = [(); 3].map(|()| Wachtpost::default());
        let nu = begin()?;
        assert!(hier(&mut hangt, map.path(), nu)?);
        for _ in 0..ROERLOOS {
            assert!(!hier(&mut een, map.path(), nu)? && !hier(&mut ander, map.path(), nu)?);
        }
        let hing = ander.bekeken.clone().ok_or("niets gezien")?.0;
        assert!(hier(&mut een, map.path(), nu)?);
        // As sure as the first was that it hangs, and a blink later.
        assert!(!ander.neem_over(map.path(), &hing, nu)? && !map.path().join(OVERNAME).exists());
        assert!(!hier(&mut ander, map.path(), nu)? && !hier(&mut hangt, map.path(), nu)?);
        drop(een);
        assert!(hier(&mut hangt, map.path(), nu)? && !hier(&mut ander, map.path(), nu)?);
        Ok(())
    }
}
