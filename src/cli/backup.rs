//! `reservekopie`: copies of the log for when the log itself is lost.

use std::path::Path;

use super::{
    answer::print,
    audit,
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    desk::{state::passphrase::PromptKind, verb::BackupVerb},
    domain::{
        audit::{AuditAct, Outcome},
        error::Result,
    },
    runtime::clock::Clock,
    store::{
        self, Access, StopSign, Unlock,
        backup::{self, BackupOutcome, When},
    },
};

/// `piket reservekopie maak|lijst|terugzetten`.
///
/// # Errors
/// When there is no store, a copy cannot be made, or the one named cannot be put back.
pub fn backup(env: &Environment, what: &BackupVerb) -> Result<Exit> {
    let (folder, now) = (&env.paths.data, Clock::machine().now());
    let encrypted = store::is_encrypted(folder)? || backup::is_encrypted(folder)?;
    let passphrase = encrypted.then(|| env.passphrase(PromptKind::Existing)).transpose()?;
    // One derivation for all copies, which have the key of the store. Where its own key file is lost,
    // each copy has the one it was made with.
    let key = passphrase.as_ref().and_then(|w| store::unlock(folder, w).ok().flatten());
    let unlock = match (&key, &passphrase) {
        (Some(key), _) => Unlock::StoreKey(key),
        (None, Some(passphrase)) => Unlock::Passphrase(passphrase),
        (None, None) => Unlock::None,
    };
    match what {
        BackupVerb::Create => {
            let keep = env.settings.backups;
            match backup::create(folder, unlock, now, keep, When::Always, &StopSign::default())? {
                BackupOutcome::New(copy) | BackupOutcome::Unchanged(copy) => {
                    print(&format!("Reservekopie {copy} is gemaakt en nagekeken."))?;
                }
            }
            Ok(Exit::Done)
        }
        BackupVerb::List => list(folder, unlock),
        BackupVerb::Restore { name: requested } => {
            let restored = backup::restore(folder, requested.parse()?, unlock, now)?;
            let mut store = store::open(folder, Access::Write, None, unlock, now)?;
            let object = format!("reservekopie {requested}");
            audit::note(env, &mut store, now, AuditAct::Restored, &object, Outcome::Succeeded);
            store.close()?;
            let seq = restored.head.seq;
            let mut sentences = vec![format!("Het logboek is weer dat van reservekopie {requested}: {seq} regels.")];
            sentences.push(match restored.previous {
                None => "Wat er stond was niet te lezen.".to_owned(),
                Some(previous) if previous > seq => {
                    format!(
                        "Wat er stond heeft ook regel {} tot en met {previous}; die staan niet in dit logboek.",
                        seq + 1
                    )
                }
                Some(_) => "Alles wat er stond staat ook in dit logboek.".to_owned(),
            });
            sentences.push(format!("Wat er stond is bewaard in {}.", name(&restored.saved)));
            print(&sentences.join("\n"))?;
            Ok(Exit::Done)
        }
    }
}

fn list(folder: &Path, unlock: Unlock<'_>) -> Result<Exit> {
    let copies = backup::list(folder, unlock)?;
    if copies.is_empty() {
        print("Er zijn geen reservekopieën.")?;
        return Ok(Exit::Done);
    }
    let mut end = Exit::Done;
    for copy in copies {
        let kb = copy.bytes.div_ceil(1024);
        let state = match &copy.state {
            Ok(_) => "heel".to_owned(),
            // Whole or not is for that program to say.
            Err(error) if backup::is_of_newer(error) => {
                end = Exit::No;
                format!("van een nieuwere piket, hier niet na te kijken: {}", error.sentence)
            }
            Err(error) => {
                end = Exit::No;
                format!("niet heel: {}", error.sentence)
            }
        };
        let (at, seq) = (copy.name.at.long(), copy.name.seq);
        print(&format!("{}  {at}  {seq:>7} regels  {kb:>8} kB  {state}", copy.name))?;
    }
    Ok(end)
}
