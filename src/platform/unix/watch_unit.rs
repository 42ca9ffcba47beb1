//! The unit by which systemd starts the watch for a user: where it belongs, and what stands in it.

use std::path::{Path, PathBuf};

use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    platform::failure::why,
};

const NAME: &str = "piket-wacht.service";

/// The file by which the system starts the watch.
#[derive(Debug)]
pub struct WatchUnit {
    /// Where the system looks for it.
    pub folder: PathBuf,
    /// The file there.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
}

impl WatchUnit {
    /// That of the watch over the store in `data`, whose passphrase stands in this file, if it has one.
    ///
    /// # Errors
    /// When the system names no folder for it, or a path does not fit in it.
    pub fn of(data: &Path, passphrase: Option<&Path>) -> Result<Self> {
        let folder = directories::BaseDirs::new().map(|b| b.config_dir().join("systemd/user"));
        let folder = folder.ok_or_else(|| Error::data("Er is geen map gevonden voor de unit van systemd."))?;
        let program = std::env::current_exe()
            .map_err(|e| Error::data(format!("Piket weet niet waar het zelf staat ({}).", why(&e))))?;
        let file = match passphrase {
            Some(file) => format!(" --wachtwoord-bestand {}", quote(&full(file)?)?),
            None => String::new(),
        };
        let start = format!("{} --data-dir {}{file}", executable(&program)?, quote(&full(data)?)?);
        let text = format!(
            "[Unit]\nDescription=Piket: alarmen zonder scherm\nAfter=graphical-session.target\n\n\
             [Service]\nExecStart={start} wacht\nRestart=on-failure\nRestartSec=5\n\n\
             [Install]\nWantedBy=default.target\n"
        );
        Ok(Self { path: folder.join(NAME), folder, text })
    }

    /// How the officer has the system start it.
    pub fn how_to_start() -> String {
        format!("Zet de wacht aan met «systemctl --user enable --now {NAME}».")
    }
}

fn shown(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy())
}

fn full(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|e| Error::data(format!("{} is niet te vinden ({}).", shown(path), why(&e))))
}

/// A path as the unit file reads it: quoted, with what has a meaning there doubled or escaped.
fn quote(path: &Path) -> Result<String> {
    let text = readable(path)?;
    let safe_text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    Ok(format!("\"{safe_text}\""))
}

/// The path of the program itself: systemd replaces no variables there, and takes no quotes or backslashes.
fn executable(path: &Path) -> Result<String> {
    let text = readable(path)?;
    if text.contains(['"', '\'', '\\']) {
        return Err(Error::usage(format!("systemd start niets op het pad {}.", shown(path)))
            .hint("Zet piket in een map zonder aanhalingstekens en schuine strepen naar achteren."));
    }
    Ok(format!("\"{}\"", text.replace('%', "%%")))
}

fn readable(path: &Path) -> Result<&str> {
    let text = path.to_str().filter(|t| !t.chars().any(char::is_control));
    text.ok_or_else(|| Error::usage(format!("Het pad {} past niet in een unit.", shown(path))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_systemd_reads_it() {
        assert_eq!(quote(Path::new("/a b/%h $x")), Ok("\"/a b/%%h $$x\"".to_owned()));
        assert_eq!(executable(Path::new("/a b/%h $x")), Ok("\"/a b/%%h $x\"".to_owned()));
        for path in ["/a'b", "/a\"b", "/a\\b", "/a\nb"] {
            assert!(executable(Path::new(path)).is_err(), "{path:?}");
        }
    }
}
