//! `wacht`: the alarms without a screen, and the unit by which systemd starts it for a user.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    answer::print,
    environment::{Environment, name},
    exit::Exit,
    open,
};
use crate::{
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        watch::AlarmHost,
    },
    platform::{
        failure::{why, why_not_written},
        file,
    },
    runtime,
    store::{self, Access, Store},
};

/// `piket wacht`.
///
/// # Errors
/// When there is no store, or it cannot be opened.
pub fn watch(env: &Environment) -> Result<Exit> {
    let (store, clock): (Store, _) = env.open(Access::Read)?;
    let (model, store, equipment) = open::create(env, store, clock, AlarmHost::Watch)?;
    runtime::watch(model, store, equipment)?;
    Ok(Exit::Done)
}

const UNIT: &str = "piket-wacht.service";

/// `piket wacht --installeer`.
///
/// # Errors
/// When the watch would not start by it, another unit stands there, or it cannot be written.
pub fn install(env: &Environment, passphrase: Option<&Path>) -> Result<Exit> {
    if passphrase.is_none() && store::is_encrypted(&env.paths.data)? {
        return Err(Error::usage("Deze opslag heeft een wachtwoord; er is niets geschreven.")
            .hint("Noem met --wachtwoord-bestand een bestand waarin het staat en dat alleen u mag lezen."));
    }
    // What fails now would fail every night, and nobody would see it.
    drop(env.open(Access::Read)?);
    let folder = Environment::systemd()?;
    let path = folder.join(UNIT);
    let text = unit(env, passphrase)?;
    match file::text(&path) {
        Ok(present) if present == text => {
            print(&format!("{} staat er al en is dezelfde.", name(&path)))?;
            return Ok(Exit::Done);
        }
        Ok(_) => {
            return Err(Error::no(format!("{} is er al en is anders; er is niets geschreven.", name(&path)))
                .hint("Verplaats dat bestand eerst, of pas het zelf aan."));
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(failed(&path, &e)),
    }
    fs::create_dir_all(&folder).map_err(|e| failed(&path, &e))?;
    file::write_bytes(&path, IfExists::Keep, text.as_bytes())?;
    print(&format!("{} is geschreven:\n\n{text}", name(&path)))?;
    print(&format!("Zet de wacht aan met «systemctl --user enable --now {UNIT}»."))?;
    Ok(Exit::Done)
}

fn failed(path: &Path, e: &std::io::Error) -> Error {
    Error::data(format!("{} is niet te schrijven ({}).", name(path), why_not_written(e)))
}

fn unit(env: &Environment, passphrase: Option<&Path>) -> Result<String> {
    let full = |path: &Path| -> Result<PathBuf> {
        std::path::absolute(path).map_err(|e| Error::data(format!("{} is niet te vinden ({}).", name(path), why(&e))))
    };
    let program = std::env::current_exe()
        .map_err(|e| Error::data(format!("Piket weet niet waar het zelf staat ({}).", why(&e))))?;
    let file = match passphrase {
        Some(file) => format!(" --wachtwoord-bestand {}", quote(&full(file)?)?),
        None => String::new(),
    };
    let start = format!("{} --data-dir {}{file}", executable(&program)?, quote(&full(&env.paths.data)?)?);
    Ok(format!(
        "[Unit]\nDescription=Piket: alarmen zonder scherm\nAfter=graphical-session.target\n\n\
         [Service]\nExecStart={start} wacht\nRestart=on-failure\nRestartSec=5\n\n\
         [Install]\nWantedBy=default.target\n"
    ))
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
        return Err(Error::usage(format!("systemd start niets op het pad {}.", name(path)))
            .hint("Zet piket in een map zonder aanhalingstekens en schuine strepen naar achteren."));
    }
    Ok(format!("\"{}\"", text.replace('%', "%%")))
}

fn readable(path: &Path) -> Result<&str> {
    let text = path.to_str().filter(|t| !t.chars().any(char::is_control));
    text.ok_or_else(|| Error::usage(format!("Het pad {} past niet in een unit.", name(path))))
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
