//! What SQLite and the file system can answer, as a sentence an officer can act on. Parameters are
//! always bound, so no answer of SQLite carries text of the log.

use std::{io, path::Path};

use rusqlite::ErrorCode;

use crate::domain::fout::Fout;

impl From<rusqlite::Error> for Fout {
    fn from(fout: rusqlite::Error) -> Self {
        match fout.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::gegevens("De opslag is bezet door een ander programma.").hint("Sluit dat en probeer het opnieuw.")
            }
            Some(ErrorCode::DiskFull) => {
                Self::gegevens("De schijf is vol; er is niets vastgelegd.").hint("Maak ruimte en probeer het opnieuw.")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::gegevens("De opslag is alleen-lezen.")
                .hint("Geef schrijfrechten op de map, of kies met --data-dir een andere map."),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => beschadigd(),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Self::gegevens("De schijf weigert; wat u als laatste deed is misschien niet vastgelegd.")
                    .hint("Kijk of de map nog te beschrijven is en open piket opnieuw.")
            }
            _ => Self::gegevens("De opslag geeft een fout.").hint(format!("Melding van de database: {fout}.")),
        }
    }
}

/// The file is ours, but what is in it is not as it was written.
pub(super) fn beschadigd() -> Fout {
    Fout::gegevens("De opslag is beschadigd.").hint("Maak een kopie van de map en zet een reservekopie terug.")
}

/// An entry or a projection that this program cannot read.
pub(super) fn onleesbaar(wat: &str, reden: &dyn std::fmt::Display) -> Fout {
    Fout::gegevens(format!("{wat} is niet leesbaar ({reden})."))
        .hint("Controleer met «piket logboek controleer»; «piket herbouw» bouwt de afgeleide gegevens opnieuw op.")
}

/// A file or folder that cannot be used.
pub(super) fn bestand(pad: &Path, fout: &io::Error) -> Fout {
    match fout.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => alleen_lezen(pad),
        _ => Fout::gegevens(format!("{} kan niet worden gebruikt.", pad.display()))
            .hint(format!("Melding van het systeem: {fout}.")),
    }
}

/// A part of the file is gone.
pub(super) fn afgebroken(pad: &Path) -> Fout {
    Fout::gegevens(format!("{} is afgebroken: er ontbreekt een deel.", pad.display()))
        .hint("Zet een reservekopie terug; dit bestand is niet aangeraakt.")
}

/// No right to write.
pub(super) fn alleen_lezen(pad: &Path) -> Fout {
    Fout::gegevens(format!("{} is alleen-lezen.", pad.display()))
        .hint("Geef schrijfrechten, of kies met --data-dir een andere map.")
}

/// There is nothing to open.
pub(super) fn ontbreekt(map: &Path) -> Fout {
    Fout::gegevens(format!("In {} staat nog geen opslag van piket.", map.display()))
        .hint("Open eerst de desk met «piket», of wijs met --data-dir de goede map aan.")
}

/// The file is something else, or encrypted without its key file.
pub(super) fn geen_opslag(pad: &Path) -> Fout {
    Fout::gegevens(format!("{} is geen opslag van piket; het is niet aangeraakt.", pad.display())).hint(
        "Is piket.sleutel ernaast weg? Zet dat uit een reservekopie terug. Kies anders met --data-dir een andere map.",
    )
}

/// A log that should be encrypted and is not.
pub(super) fn onversleuteld(pad: &Path) -> Fout {
    Fout::gegevens(format!("{} is niet versleuteld; het is niet aangeraakt.", pad.display()))
        .hint("Een echt logboek is dat altijd: zet opslag en sleutelbestand uit een reservekopie terug.")
}

/// The key file is another store's.
pub(super) fn andere_sleutel() -> Fout {
    Fout::gegevens("Het sleutelbestand past niet bij deze opslag, of de opslag is beschadigd.")
        .hint("Zet opslag en sleutelbestand van dezelfde reservekopie terug.")
}

/// A store that has no key file.
pub(super) fn geen_sleutel(map: &Path) -> Fout {
    Fout::gegevens(format!("In {} staat geen versleutelde opslag.", map.display()))
        .hint("Een demo heeft geen wachtwoord; wijs met --data-dir de goede map aan.")
}

/// A key file without its store: never thrown away, because the store may still turn up.
pub(super) fn sleutel_zonder_opslag(map: &Path) -> Fout {
    Fout::gegevens(format!("In {} ligt een sleutelbestand zonder opslag.", map.display()))
        .hint("Zet de opslag terug, of leg het sleutelbestand elders om opnieuw te beginnen.")
}

/// A later version of the program made it.
pub(super) fn nieuwer(pad: &Path, vorm: u32, bekend: u32) -> Fout {
    Fout::gegevens(format!(
        "{} is van een nieuwere piket (vorm {vorm}, deze kent tot en met {bekend}); het is niet aangeraakt.",
        pad.display()
    ))
    .hint("Gebruik de nieuwste piket.")
}
