//! Where the desk keeps its store and looks for its settings. A given folder wins; otherwise the
//! system's own places (XDG on Linux), which are also found when HOME is not set.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::domain::fout::{Fout, Uitkomst};

/// The two folders of the desk. Nothing here creates them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paden {
    /// The store and what belongs to it.
    pub data: PathBuf,
    /// `instellingen.toml`, own templates and rules.
    pub config: PathBuf,
}

impl Paden {
    /// The folders, with the store in `data_dir` when that is given and not empty.
    ///
    /// # Errors
    /// When no folder is given and the system names none.
    pub fn bepaal(data_dir: Option<&Path>) -> Uitkomst<Self> {
        let systeem =
            ProjectDirs::from("nl", "", "piket").map(|d| (d.data_dir().to_owned(), d.config_dir().to_owned()));
        Self::kies(data_dir, systeem)
    }

    fn kies(data_dir: Option<&Path>, systeem: Option<(PathBuf, PathBuf)>) -> Uitkomst<Self> {
        let gegeven = data_dir.filter(|d| !d.as_os_str().is_empty()).map(Path::to_owned);
        match (gegeven, systeem) {
            (Some(data), Some((_, config))) | (None, Some((data, config))) => Ok(Self { data, config }),
            (Some(data), None) => Ok(Self { config: data.clone(), data }),
            (None, None) => Err(Fout::gegevens("Er is geen map gevonden om het logboek in te bewaren.")
                .hint("Noem een map met --data-dir of PIKET_DATA_DIR.")),
        }
    }

    /// The settings file.
    pub fn instellingen(&self) -> PathBuf {
        self.config.join("instellingen.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_folder_wins_and_an_empty_one_does_not_count() {
        let systeem = || Some((PathBuf::from("/d"), PathBuf::from("/c")));
        let kies = |gegeven: Option<&str>, systeem| {
            Paden::kies(gegeven.map(Path::new), systeem).map(|p| (p.data, p.config)).ok()
        };
        let paar = |d: &str, c: &str| Some((PathBuf::from(d), PathBuf::from(c)));
        assert_eq!(kies(Some("/x"), systeem()), paar("/x", "/c"));
        assert_eq!(kies(Some(""), systeem()), paar("/d", "/c"));
        assert_eq!(kies(None, systeem()), paar("/d", "/c"));
        assert_eq!(kies(Some("/x"), None), paar("/x", "/x"));
        assert_eq!(kies(None, None), None);
    }

    /// Runs this very test again as a child with another environment, since a test may not change
    /// its own.
    #[test]
    #[cfg(target_os = "linux")]
    fn the_environment_is_respected_and_home_is_not_needed() -> Result<(), Box<dyn std::error::Error>> {
        const KIND: &str = "PIKET_PADEN_KIND";
        if std::env::var_os(KIND).is_some() {
            let paden = Paden::bepaal(None)?;
            println!("data={} config={}", paden.data.display(), paden.config.display());
            return Ok(());
        }
        let kind = |xdg: bool| {
            let mut kind = std::process::Command::new(std::env::current_exe()?);
            kind.args(["--exact", "paths::tests::the_environment_is_respected_and_home_is_not_needed", "--nocapture"]);
            kind.env(KIND, "1").env_remove("HOME").env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
            if xdg {
                kind.env("XDG_DATA_HOME", "/xdg/data").env("XDG_CONFIG_HOME", "/xdg/config");
            }
            kind.output()
        };
        let met_xdg = kind(true)?;
        let tekst = String::from_utf8(met_xdg.stdout)?;
        assert!(met_xdg.status.success() && tekst.contains("data=/xdg/data/piket config=/xdg/config/piket"), "{tekst}");
        let kaal = kind(false)?;
        assert!(kaal.status.success(), "{}", String::from_utf8_lossy(&kaal.stdout));
        Ok(())
    }
}
