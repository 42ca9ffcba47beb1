//! The library that stands between a program and its disk: made once, and given to a child with the
//! step at which the disk begins to fail.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::OnceLock,
};

use crate::common::Mis;

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kwaal {
    /// No room; the write that finds out arrives by half.
    Vol,
    /// The rights on names in the folder are gone; what is open can still be written.
    Dicht,
    /// The whole disk can only be read any more.
    AlleenLezen,
    /// `kill -9` instead of the step.
    Dood,
}

impl Kwaal {
    const fn naam(self) -> &'static str {
        match self {
            Self::Vol => "ENOSPC",
            Self::Dicht => "EACCES",
            Self::AlleenLezen => "EROFS",
            Self::Dood => "KILL",
        }
    }
}

/// The library, compiled once in a run; `None` where there is no C compiler.
pub fn bibliotheek() -> Option<&'static Path> {
    static GEMAAKT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let gemaakt = GEMAAKT.get_or_init(|| {
        let doel = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("schijf-{}.so", process::id()));
        let bron = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schijf/schijf.c");
        let cc = env::var_os("CC").unwrap_or_else(|| "cc".into());
        let klaar = Command::new(cc)
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&doel)
            .args([bron, "-ldl", "-lpthread"])
            .status();
        let Ok(status) = klaar else {
            eprintln!("OVERGESLAGEN: er is geen C-compiler (cc); de schijfproeven zijn niet gedraaid.");
            return None;
        };
        assert!(status.success(), "the disk library does not compile");
        Some(doel)
    });
    gemaakt.as_deref()
}

/// One child's disk: the folder that is watched, and where the trace goes.
pub struct Lade {
    map: PathBuf,
    spoor: PathBuf,
}

impl Lade {
    /// Watches everything below `map`, which need not be there yet.
    pub fn om(map: &Path, spoor: PathBuf) -> Self {
        Self { map: map.to_owned(), spoor }
    }

    /// Puts the child behind the library.
    pub fn volg<'a>(&self, kind: &'a mut Command, bibliotheek: &Path) -> Result<&'a mut Command, Mis> {
        fs::write(&self.spoor, "")?;
        Ok(kind.env("LD_PRELOAD", bibliotheek).env("SCHIJF_MAP", &self.map).env("SCHIJF_SPOOR", &self.spoor))
    }

    /// As [`Lade::volg`], and from this step on the disk has this ailment.
    pub fn breek<'a>(
        &self,
        kind: &'a mut Command,
        bibliotheek: &Path,
        kwaal: Kwaal,
        stap: usize,
    ) -> Result<&'a mut Command, Mis> {
        let kind = self.volg(kind, bibliotheek)?.env("SCHIJF_FOUT", kwaal.naam()).env("SCHIJF_STAP", stap.to_string());
        Ok(if kwaal == Kwaal::Vol { kind.env("SCHIJF_KORT", "1") } else { kind })
    }

    /// What was seen.
    pub fn spoor(&self) -> Result<String, Mis> {
        Ok(fs::read_to_string(&self.spoor)?)
    }

    /// Whether the chosen step was reached.
    pub fn brak(&self) -> Result<bool, Mis> {
        Ok(self.spoor()?.lines().any(|regel| regel == "F"))
    }
}
