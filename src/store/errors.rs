//! What SQLite and the file system can answer, as a sentence an officer can act on. Parameters are
//! always bound, so no answer of SQLite carries text of the log.

use std::{io, path::Path};

use rusqlite::ErrorCode;

use crate::{
    domain::{error::Error, json_fault, sanitize},
    platform::failure::{what_next, why_not_run},
};

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::data("De opslag is bezet door een ander programma.").hint("Sluit dat en probeer het opnieuw.")
            }
            Some(ErrorCode::DiskFull) => Self::data("De schijf is vol; er is niets vastgelegd.").hint(FULL_HINT),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::data("De opslag is alleen-lezen.").hint(READ_ONLY_HINT)
            }
            Some(ErrorCode::OperationInterrupted) => broken_off(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => damaged(),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Self::data("De schijf weigert; wat u als laatste deed is misschien niet vastgelegd.").hint(REFUSES_HINT)
            }
            Some(ErrorCode::OutOfMemory) => {
                Self::data("Er is geen geheugen vrij.").hint("Sluit andere programma's en probeer het opnieuw.")
            }
            Some(ErrorCode::TooBig) => {
                Self::data("Dit is te groot voor de opslag.").hint("Deel het in kleinere stukken.")
            }
            _ => Self::data("De opslag geeft een fout.").hint(format!("{} {ASK}", told(&error))),
        }
    }
}

const ASK: &str = "Open piket opnieuw; blijft het zo, geef dit dan door aan de beheerder.";

/// What the database said, by its number: its words are in its own language.
fn told(error: &rusqlite::Error) -> String {
    error.sqlite_error().map_or_else(
        || "Wat er staat past niet bij deze piket.".to_owned(),
        |told| format!("De database geeft fout {}.", told.extended_code),
    )
}

/// The file is ours, but what is in it is not as it was written.
pub(super) fn damaged() -> Error {
    Error::data("De opslag is beschadigd.").hint(DAMAGED_HINT)
}

const DAMAGED_HINT: &str = "Maak een kopie van de map en zet een reservekopie terug.";

/// Whether something failed because a file of the store is not what was written.
pub(super) fn is_damaged(error: &Error) -> bool {
    matches!(error.hint.as_deref(), Some(DAMAGED_HINT | TRUNCATED_HINT | OTHER_KEY_HINT))
}

/// What to do with what a later version of the program wrote.
pub(super) const NEWER_HINT: &str = "Gebruik de nieuwste piket.";
const NEWER_ENTRY_HINT: &str = "Gebruik de nieuwste piket; er is niets veranderd.";

/// True where nothing is amiss but that a later version of the program wrote it.
pub(super) fn is_newer(error: &Error) -> bool {
    matches!(error.hint.as_deref(), Some(NEWER_HINT | NEWER_ENTRY_HINT))
}

/// The program ends, and does not wait for what takes long.
pub(super) fn broken_off() -> Error {
    Error::data("Het werk is afgebroken omdat piket sluit.")
}

/// An entry or a projection that this program cannot read.
pub(super) fn unreadable(what: &str, reason: &serde_json::Error) -> Error {
    unreadable_for(what, &json_fault::why(reason))
}

/// The same, with the reason in words.
pub(super) fn unreadable_for(what: &str, reason: &str) -> Error {
    Error::data(format!("{what} is niet leesbaar ({reason}).")).hint(UNREADABLE_HINT)
}

const UNREADABLE_HINT: &str =
    "Controleer met «piket logboek controleer»; «piket herbouw» bouwt de afgeleide gegevens opnieuw op.";

/// Whether something failed because of what is in the log, not because of who or what stands around it.
pub fn is_unreadable(error: &Error) -> bool {
    error.hint.as_deref() == Some(UNREADABLE_HINT)
}

/// A file or folder that cannot be used.
pub(super) fn file(path: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => read_only(path),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Error::data(format!("De schijf van {} is vol.", path.display())).hint(FULL_HINT)
        }
        _ => Error::data(format!("{} kan niet worden gebruikt ({}).", path.display(), why_not_run(error)))
            .hint(what_next(error)),
    }
}

/// A part of the file is gone.
pub(super) fn truncated(path: &Path) -> Error {
    Error::data(format!("{} is afgebroken: er ontbreekt een deel.", path.display())).hint(TRUNCATED_HINT)
}

const TRUNCATED_HINT: &str = "Zet een reservekopie terug; dit bestand is niet aangeraakt.";

/// No right to write.
pub(super) fn read_only(path: &Path) -> Error {
    Error::data(format!("{} is alleen-lezen.", path.display())).hint(READ_ONLY_HINT)
}

const READ_ONLY_HINT: &str = "Geef schrijfrechten, of kies met --data-dir een andere map.";
pub(super) const FULL_HINT: &str = "Maak ruimte en probeer het opnieuw.";

const REFUSES_HINT: &str = "Kijk of de map nog te beschrijven is en open piket opnieuw.";

/// Whether something failed because nothing can be written where the store stands, now or ever; what is there can
/// still be read.
pub fn is_unwritable(error: &Error) -> bool {
    matches!(error.hint.as_deref(), Some(READ_ONLY_HINT | FULL_HINT | REFUSES_HINT))
}

/// There is nothing to open.
pub(super) fn missing(folder: &Path) -> Error {
    Error::data(format!("In {} staat nog geen opslag van piket.", folder.display()))
        .hint("Open eerst de desk met «piket», of wijs met --data-dir de goede map aan.")
}

/// The file is something else, or encrypted without its key file.
pub(super) fn no_store(path: &Path) -> Error {
    Error::data(format!("{} is geen opslag van piket; het is niet aangeraakt.", path.display())).hint(
        "Is piket.sleutel ernaast weg? Zet dat uit een reservekopie terug. Kies anders met --data-dir een andere map.",
    )
}

/// A log that should be encrypted and is not.
pub(super) fn unencrypted(path: &Path) -> Error {
    Error::data(format!("{} is niet versleuteld; het is niet aangeraakt.", path.display()))
        .hint("Een echt logboek is dat altijd: zet opslag en sleutelbestand uit een reservekopie terug.")
}

/// The key file is another store's.
pub(super) fn other_key() -> Error {
    Error::data("Het sleutelbestand past niet bij deze opslag, of de opslag is beschadigd.").hint(OTHER_KEY_HINT)
}

const OTHER_KEY_HINT: &str = "Zet opslag en sleutelbestand van dezelfde reservekopie terug.";

/// A store that has no key file.
pub(super) fn no_key(folder: &Path) -> Error {
    Error::data(format!("In {} staat geen versleutelde opslag.", folder.display()))
        .hint("Een demo heeft geen wachtwoord; wijs met --data-dir de goede map aan.")
}

/// A key file without its store: never thrown away, because the store may still turn up.
pub(super) fn key_without_store(folder: &Path) -> Error {
    Error::data(format!("In {} ligt een sleutelbestand zonder opslag.", folder.display()))
        .hint("Zet de opslag terug, of leg het sleutelbestand elders om opnieuw te beginnen.")
}

/// An earlier version of the program wrote it, and for this reason what it derived is not brought up to date now.
pub(super) fn older(reason: &Error) -> Error {
    let sentence = format!("{} De opslag is van een oudere piket en nu niet bijgewerkt.", reason.sentence);
    Error { sentence, ..reason.clone() }
}

/// A later version of the program made it, which shows in this.
pub(super) fn newer(path: &Path, what: &str, form: u32, known: u32) -> Error {
    Error::data(format!(
        "{} is van een nieuwere piket ({what} {form}, deze kent tot en met {known}); het is niet aangeraakt.",
        path.display()
    ))
    .hint(NEWER_HINT)
}

/// A later version of the program wrote this line of the wekkerboek.
pub(super) fn newer_alarm_line(seq: i64) -> Error {
    Error::data(format!("Wekkerregel {seq} is van een nieuwere piket: wat daar staat kent deze niet."))
        .hint(NEWER_ENTRY_HINT)
}

/// A later version of the program wrote this entry: `known` is the newest version of its kind that this one knows.
pub(super) fn newer_entry(seq: i64, kind: &str, version: i64, known: Option<u32>) -> Error {
    let kind = sanitize::line(kind);
    let why = known.map_or_else(
        || format!("de soort «{kind}» kent deze niet"),
        |known| format!("«{kind}» heeft vorm {version}, deze kent tot en met {known}"),
    );
    Error::data(format!("Regel {seq} van het logboek is van een nieuwere piket: {why}.")).hint(NEWER_ENTRY_HINT)
}
