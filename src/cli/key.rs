//! `sleutel wijzig`: another passphrase for the same key.

use super::{answer::print, environment::Environment, exit::Exit, passphrase};
use crate::{
    desk::{state::passphrase::PromptKind, verb::KeyVerb},
    domain::error::{Error, Result},
    store,
};

/// Carries out the verb.
///
/// # Errors
/// When there is no encrypted store, another `piket` has it open, the old passphrase is wrong or the new
/// one too easy.
pub fn key(env: &Environment, what: &KeyVerb) -> Result<Exit> {
    let KeyVerb::Change { new_passphrase_file } = what;
    let folder = &env.paths.data;
    if !store::is_encrypted(folder)? {
        return Err(Error::data("Hier staat geen versleutelde opslag.")
            .hint("Een demo heeft geen wachtwoord; wijs met --data-dir de goede map aan."));
    }
    let old = env.passphrase(PromptKind::Existing)?;
    let new = new_passphrase_file.as_deref().map_or_else(|| passphrase::ask(PromptKind::New), passphrase::from_file)?;
    let along = store::change_passphrase(folder, &old, &new).map_err(|error| env.remember_attempt(error))?;
    print("Het wachtwoord is gewijzigd. Het geldt ook voor de reservekopieën hier.")?;
    if along.unchanged > 0 {
        print(&format!("{} reservekopieën hadden een ander wachtwoord en houden dat.", along.unchanged))?;
    }
    print("Wie elders een kopie met het oude wachtwoord heeft, kan die nog lezen.")?;
    Ok(Exit::Done)
}
