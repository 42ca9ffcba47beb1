//! A home of its own: nothing of the machine's settings, store or time reaches the binary, and nothing
//! of the binary reaches the machine.

use std::{
    collections::BTreeMap,
    fs,
    panic::Location,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Mis,
    sessie::{Maat, Sessie},
};

const PIKET: &str = env!("CARGO_BIN_EXE_piket");

/// The passphrase of every real store in a test.
pub const WACHTWOORD: &str = "paard boter maan sok\n";

/// A home, a data folder and, for a demo store, a time.
pub struct Omgeving {
    thuis: TempDir,
    data: PathBuf,
    nu: Option<String>,
    bus: Option<String>,
}

/// What a verb answered.
#[derive(Debug)]
pub struct Antwoord {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub uit: String,
    /// Standard error.
    pub fout: String,
}

impl Omgeving {
    /// A home without a store; the data folder does not exist yet.
    pub fn kaal() -> Result<Self, Mis> {
        let thuis = TempDir::new()?;
        fs::create_dir(thuis.path().join("tmp"))?;
        let data = thuis.path().join("data");
        let omgeving = Self { thuis, data, nu: None, bus: None };
        omgeving.geheim("wachtwoord", WACHTWOORD)?;
        Ok(omgeving)
    }

    /// A home with an empty demo store, where it is `nu`.
    pub fn demo(nu: &str) -> Result<Self, Mis> {
        let mut omgeving = Self::kaal()?;
        omgeving.nu = Some(nu.to_owned());
        omgeving.goed(&["demo", "--maak", "--leeg"])?;
        Ok(omgeving)
    }

    /// The folder of the store.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A path in the home.
    pub fn pad(&self, naam: &str) -> PathBuf {
        self.thuis.path().join(naam)
    }

    /// Makes it another time for what is run from here on; `None` for the machine's own.
    pub fn zet_nu(&mut self, nu: Option<&str>) {
        self.nu = nu.map(str::to_owned);
    }

    /// Puts a session bus in this home.
    pub fn zet_bus(&mut self, adres: &str) {
        self.bus = Some(adres.to_owned());
    }

    /// Writes a file that only its owner can read.
    pub fn geheim(&self, naam: &str, tekst: &str) -> Result<(), Mis> {
        use std::{io::Write, os::unix::fs::OpenOptionsExt};
        let mut opties = fs::OpenOptions::new();
        let mut bestand = opties.write(true).create(true).truncate(true).mode(0o600).open(self.pad(naam))?;
        Ok(bestand.write_all(tekst.as_bytes())?)
    }

    /// Writes a file in the folder of the settings.
    pub fn config(&self, naam: &str, tekst: &str) -> Result<(), Mis> {
        let map = self.pad("config/piket");
        fs::create_dir_all(&map)?;
        Ok(fs::write(map.join(naam), tekst)?)
    }

    fn woorden<'a>(&'a self, verb: &[&'a str]) -> Vec<&'a str> {
        let mut woorden = vec!["--data-dir", self.data.to_str().unwrap_or_default()];
        match &self.nu {
            Some(nu) => woorden.extend(["--nu", nu]),
            // A real store has a passphrase, which stands in a file of this home.
            None => woorden.extend(["--wachtwoord-bestand", "wachtwoord"]),
        }
        woorden.extend_from_slice(verb);
        woorden
    }

    fn variabelen(&self) -> Vec<(&'static str, PathBuf)> {
        let mut alle: Vec<(&str, PathBuf)> = vec![
            ("HOME", self.thuis.path().to_owned()),
            ("XDG_CONFIG_HOME", self.pad("config")),
            ("XDG_DATA_HOME", self.pad("share")),
            ("TMPDIR", self.pad("tmp")),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            // As far from Amsterdam as a machine can be set.
            ("TZ", "Pacific/Kiritimati".into()),
        ];
        alle.extend(self.bus.iter().map(|adres| ("DBUS_SESSION_BUS_ADDRESS", PathBuf::from(adres))));
        alle
    }

    /// Runs a verb on the store of this home.
    pub fn doe(&self, verb: &[&str]) -> Result<Antwoord, Mis> {
        self.zonder_opties(&self.woorden(verb))
    }

    /// Runs the program with exactly these words, and no terminal.
    pub fn zonder_opties(&self, woorden: &[&str]) -> Result<Antwoord, Mis> {
        Antwoord::van(&mut self.opdracht(woorden))
    }

    /// A verb on the store of this home, not yet run.
    pub fn verb(&self, verb: &[&str]) -> Command {
        self.opdracht(&self.woorden(verb))
    }

    fn opdracht(&self, woorden: &[&str]) -> Command {
        let mut opdracht = Command::new(PIKET);
        opdracht.args(woorden).env_clear().envs(self.variabelen()).current_dir(self.thuis.path()).stdin(Stdio::null());
        opdracht
    }

    /// Runs a verb that must succeed, and answers what it printed.
    #[track_caller]
    pub fn goed(&self, verb: &[&str]) -> Result<String, Mis> {
        let plek = Location::caller();
        let antwoord = self.doe(verb)?;
        if antwoord.code == 0 {
            return Ok(antwoord.uit.trim_end().to_owned());
        }
        Err(Mis(format!("{plek}: piket {} eindigt met {}: {}", verb.join(" "), antwoord.code, antwoord.fout)))
    }

    /// Runs a verb that must be refused with this exit code, and answers its one sentence: nothing on
    /// standard output, one line on standard error.
    #[track_caller]
    pub fn geweigerd(&self, code: i32, verb: &[&str]) -> Result<String, Mis> {
        self.doe(verb)?.is_weigering(code, &verb.join(" "))
    }

    /// Runs a verb that answers one JSON document.
    #[track_caller]
    pub fn json(&self, verb: &[&str]) -> Result<Value, Mis> {
        Ok(serde_json::from_str(&self.goed(verb)?)?)
    }

    /// Opens the desk in a terminal of this size.
    pub fn desk(&self, maat: Maat) -> Result<Sessie, Mis> {
        let verb: &[&str] = if self.nu.is_some() { &["demo"] } else { &[] };
        self.sessie(&self.woorden(verb), maat)
    }

    /// Runs the program with exactly these words in a terminal of this size.
    pub fn sessie(&self, woorden: &[&str], maat: Maat) -> Result<Sessie, Mis> {
        let mut opdracht = CommandBuilder::new(PIKET);
        opdracht.args(woorden);
        opdracht.env_clear();
        for (naam, waarde) in self.variabelen() {
            opdracht.env(naam, waarde);
        }
        opdracht.cwd(self.thuis.path());
        Sessie::start(opdracht, maat)
    }
}

impl Antwoord {
    /// Runs what was made ready.
    pub fn van(opdracht: &mut Command) -> Result<Self, Mis> {
        let uit = opdracht.output()?;
        Ok(Self {
            code: uit.status.code().unwrap_or(-1),
            uit: String::from_utf8(uit.stdout)?,
            fout: String::from_utf8(uit.stderr)?,
        })
    }

    /// The sentence of a refusal with this exit code.
    #[track_caller]
    pub fn is_weigering(&self, code: i32, wat: &str) -> Result<String, Mis> {
        let plek = Location::caller();
        let zin = self.fout.trim_end();
        if self.code == code && self.uit.is_empty() && !zin.is_empty() && zin.lines().count() == 1 {
            return Ok(zin.to_owned());
        }
        Err(Mis(format!("{plek}: «{wat}» is geen nette weigering met {code}: {self:?}")))
    }
}

/// Every file below a folder with its bytes; a folder that is not there has none.
pub fn foto(map: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Mis> {
    let mut uit = BTreeMap::new();
    if !map.exists() {
        return Ok(uit);
    }
    for deel in fs::read_dir(map)? {
        let pad = deel?.path();
        if pad.is_dir() {
            uit.extend(foto(&pad)?);
            uit.insert(pad, Vec::new());
        } else {
            uit.insert(pad.clone(), fs::read(pad)?);
        }
    }
    Ok(uit)
}

/// A mail of the examples.
pub fn mail(naam: &str) -> String {
    format!("{}/tests/fixtures/mail/{naam}", env!("CARGO_MANIFEST_DIR"))
}
