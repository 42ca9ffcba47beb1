//! `wacht`: the alarms without a screen, and the file by which the system starts it for a user.

use std::{fs, path::Path};

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
    platform::{WatchUnit, failure::why_not_written, file},
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
    let WatchUnit { folder, path, text } = WatchUnit::of(&env.paths.data, passphrase)?;
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
    print(&WatchUnit::how_to_start())?;
    Ok(Exit::Done)
}

fn failed(path: &Path, e: &std::io::Error) -> Error {
    Error::data(format!("{} is niet te schrijven ({}).", name(path), why_not_written(e)))
}
