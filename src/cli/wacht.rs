//! `wacht`: the alarms without a screen, and the unit by which systemd starts it for a user.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
    openen,
};
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        wacht::Wekker,
    },
    runtime,
    store::{self, Opslag, Toegang},
};

/// `piket wacht`.
///
/// # Errors
/// When there is no store, or it cannot be opened.
pub fn wacht(omgeving: &Omgeving) -> Uitkomst<Einde> {
    let (opslag, clock): (Opslag, _) = omgeving.open(Toegang::Lezen)?;
    let (model, opslag, uitrusting) = openen::maak(omgeving, opslag, clock, Wekker::Wacht)?;
    runtime::wacht(model, opslag, uitrusting)?;
    Ok(Einde::Gedaan)
}

const EENHEID: &str = "piket-wacht.service";

/// `piket wacht --installeer`.
///
/// # Errors
/// When the watch would not start by it, another unit stands there, or it cannot be written.
pub fn installeer(omgeving: &Omgeving, wachtwoord: Option<&Path>) -> Uitkomst<Einde> {
    if wachtwoord.is_none() && store::is_versleuteld(&omgeving.paden.data)? {
        return Err(Fout::gebruik("Deze opslag heeft een wachtwoord; er is niets geschreven.")
            .hint("Noem met --wachtwoord-bestand een bestand waarin het staat en dat alleen u mag lezen."));
    }
    // What fails now would fail every night, and nobody would see it.
    drop(omgeving.open(Toegang::Lezen)?);
    let map = Omgeving::systemd()?;
    let pad = map.join(EENHEID);
    let tekst = eenheid(omgeving, wachtwoord)?;
    match fs::read_to_string(&pad) {
        Ok(er_is) if er_is == tekst => {
            druk(&format!("{} staat er al en is dezelfde.", naam(&pad)));
            return Ok(Einde::Gedaan);
        }
        Ok(_) => {
            return Err(Fout::nee(format!("{} is er al en is anders; er is niets geschreven.", naam(&pad)))
                .hint("Verplaats dat bestand eerst, of pas het zelf aan."));
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(mis(&pad, &e)),
    }
    fs::create_dir_all(&map).and_then(|()| fs::write(&pad, &tekst)).map_err(|e| mis(&pad, &e))?;
    druk(&format!("{} is geschreven:\n\n{tekst}", naam(&pad)));
    druk(&format!("Zet de wacht aan met «systemctl --user enable --now {EENHEID}»."));
    Ok(Einde::Gedaan)
}

fn mis(pad: &Path, e: &std::io::Error) -> Fout {
    Fout::gegevens(format!("{} is niet te schrijven ({e}).", naam(pad)))
}

fn eenheid(omgeving: &Omgeving, wachtwoord: Option<&Path>) -> Uitkomst<String> {
    let vol = |pad: &Path| -> Uitkomst<PathBuf> {
        std::path::absolute(pad).map_err(|e| Fout::gegevens(format!("{} is niet te vinden ({e}).", naam(pad))))
    };
    let programma =
        std::env::current_exe().map_err(|e| Fout::gegevens(format!("Piket weet niet waar het zelf staat ({e}).")))?;
    let bestand = match wachtwoord {
        Some(bestand) => format!(" --wachtwoord-bestand {}", citaat(&vol(bestand)?)?),
        None => String::new(),
    };
    let start = format!("{} --data-dir {}{bestand}", uitvoerbaar(&programma)?, citaat(&vol(&omgeving.paden.data)?)?);
    Ok(format!(
        "[Unit]\nDescription=Piket: alarmen zonder scherm\nAfter=graphical-session.target\n\n\
         [Service]\nExecStart={start} wacht\nRestart=on-failure\nRestartSec=5\n\n\
         [Install]\nWantedBy=default.target\n"
    ))
}

/// A path as the unit file reads it: quoted, with what has a meaning there doubled or escaped.
fn citaat(pad: &Path) -> Uitkomst<String> {
    let tekst = leesbaar(pad)?;
    let veilig = tekst.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    Ok(format!("\"{veilig}\""))
}

/// The path of the program itself: systemd replaces no variables there, and takes no quotes or backslashes.
fn uitvoerbaar(pad: &Path) -> Uitkomst<String> {
    let tekst = leesbaar(pad)?;
    if tekst.contains(['"', '\'', '\\']) {
        return Err(Fout::gebruik(format!("systemd start niets op het pad {}.", naam(pad)))
            .hint("Zet piket in een map zonder aanhalingstekens en schuine strepen naar achteren."));
    }
    Ok(format!("\"{}\"", tekst.replace('%', "%%")))
}

fn leesbaar(pad: &Path) -> Uitkomst<&str> {
    let tekst = pad.to_str().filter(|t| !t.chars().any(char::is_control));
    tekst.ok_or_else(|| Fout::gebruik(format!("Het pad {} past niet in een unit.", naam(pad))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_systemd_reads_it() {
        assert_eq!(citaat(Path::new("/a b/%h $x")), Ok("\"/a b/%%h $$x\"".to_owned()));
        assert_eq!(uitvoerbaar(Path::new("/a b/%h $x")), Ok("\"/a b/%%h $x\"".to_owned()));
        for pad in ["/a'b", "/a\"b", "/a\\b", "/a\nb"] {
            assert!(uitvoerbaar(Path::new(pad)).is_err(), "{pad:?}");
        }
    }
}
