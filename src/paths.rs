//! Where the desk keeps its store and looks for its settings. A given folder wins; otherwise the
//! system's own places (XDG on Linux), which are also found when HOME is not set.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::domain::{
    digest::sha256,
    error::{Error, Result},
};

/// So many digits tell one store from another.
const TAG: usize = 12;

/// The two folders of the desk. Nothing here creates them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The store and what belongs to it.
    pub data: PathBuf,
    /// `instellingen.toml`, own templates and rules.
    pub config: PathBuf,
}

impl Paths {
    /// The folders, with the store in `data_dir` when that is given and not empty.
    ///
    /// # Errors
    /// When no folder is given and the system names none.
    pub fn resolve(data_dir: Option<&Path>) -> Result<Self> {
        let system = ProjectDirs::from("nl", "", "piket").map(|d| (d.data_dir().to_owned(), d.config_dir().to_owned()));
        Self::choose(data_dir, system)
    }

    fn choose(data_dir: Option<&Path>, system: Option<(PathBuf, PathBuf)>) -> Result<Self> {
        let given = data_dir.filter(|d| !d.as_os_str().is_empty()).map(Path::to_owned);
        match (given, system) {
            (Some(data), Some((_, config))) | (None, Some((data, config))) => Ok(Self { data, config }),
            (Some(data), None) => Ok(Self { config: data.clone(), data }),
            (None, None) => Err(Error::data("Er is geen map gevonden om het logboek in te bewaren.")
                .hint("Noem een map met --data-dir of PIKET_DATA_DIR.")),
        }
    }

    /// By what the folders of this store are told from those of another, where both are in one place.
    pub fn tag(&self) -> String {
        let whole = std::path::absolute(&self.data).unwrap_or_else(|_| self.data.clone());
        sha256(&[whole.to_string_lossy().as_bytes()]).chars().take(TAG).collect()
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("instellingen.toml")
    }
}

/// Where a file may lie that only has to live until the next start: the folder of this session, which is often in
/// memory, and that of temporary files.
pub fn refuge() -> Vec<PathBuf> {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
    session.into_iter().chain([std::env::temp_dir()]).collect()
}

/// The file that an officer named on the desk, where no shell writes the home folder out: whole, so that it can be told
/// where it is.
pub fn typed(name: &str) -> PathBuf {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let named = match (name.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (Some(_) | None, _) => PathBuf::from(name),
    };
    // Only a folder that is gone has no whole name.
    std::path::absolute(&named).unwrap_or(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_folder_wins_and_an_empty_one_does_not_count() {
        let system = || Some((PathBuf::from("/d"), PathBuf::from("/c")));
        let choose =
            |given: Option<&str>, system| Paths::choose(given.map(Path::new), system).map(|p| (p.data, p.config)).ok();
        let pair = |d: &str, c: &str| Some((PathBuf::from(d), PathBuf::from(c)));
        assert_eq!(choose(Some("/x"), system()), pair("/x", "/c"));
        assert_eq!(choose(Some(""), system()), pair("/d", "/c"));
        assert_eq!(choose(None, system()), pair("/d", "/c"));
        assert_eq!(choose(Some("/x"), None), pair("/x", "/x"));
        assert_eq!(choose(None, None), None);
    }

    /// Runs this very test again as a child with another environment, since a test may not change
    /// its own.
    #[test]
    #[cfg(target_os = "linux")]
    fn the_environment_is_respected_and_home_is_not_needed() -> Result<(), Box<dyn std::error::Error>> {
        const CHILD: &str = "PIKET_PADEN_KIND";
        if std::env::var_os(CHILD).is_some() {
            let paths = Paths::resolve(None)?;
            println!("data={} config={}", paths.data.display(), paths.config.display());
            return Ok(());
        }
        let child = |xdg: bool| {
            let mut child = std::process::Command::new(std::env::current_exe()?);
            child.args(["--exact", "paths::tests::the_environment_is_respected_and_home_is_not_needed", "--nocapture"]);
            child.env(CHILD, "1").env_remove("HOME").env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
            if xdg {
                child.env("XDG_DATA_HOME", "/xdg/data").env("XDG_CONFIG_HOME", "/xdg/config");
            }
            child.output()
        };
        let with_xdg = child(true)?;
        let text = String::from_utf8(with_xdg.stdout)?;
        assert!(with_xdg.status.success() && text.contains("data=/xdg/data/piket config=/xdg/config/piket"), "{text}");
        let bare = child(false)?;
        assert!(bare.status.success(), "{}", String::from_utf8_lossy(&bare.stdout));
        Ok(())
    }
}
