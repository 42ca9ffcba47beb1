//! Where a passphrase comes from: a file that only its owner can read, or the keyboard of a terminal,
//! where it is never shown. A verb without either says so in one sentence.

use std::{
    fs::File,
    io::{IsTerminal, Read},
    path::Path,
};

use zeroize::Zeroizing;

use super::omgeving::naam;
use crate::{
    app::wachtwoord::Vraagsoort,
    domain::{
        fout::{Fout, Uitkomst},
        wachtwoord::Wachtwoord,
    },
    runtime,
};

/// No passphrase is longer; a file that is, is another file.
const LANGST: u64 = 1024;

/// Reads a passphrase from a file.
///
/// # Errors
/// When it is no regular file, others can read it, it is empty, or it holds more than one line of text.
pub fn uit_bestand(pad: &Path) -> Uitkomst<Wachtwoord> {
    let wat = naam(pad);
    let onleesbaar = |e: std::io::Error| Fout::gebruik(format!("Het wachtwoordbestand {wat} is niet te lezen ({e})."));
    // Looked at before it is opened: opening a pipe would wait for whoever writes in it.
    let soort = std::fs::metadata(pad).map_err(onleesbaar)?;
    if !soort.is_file() || soort.len() > LANGST {
        return Err(Fout::gebruik(format!("{wat} is geen wachtwoordbestand."))
            .hint("Zet het wachtwoord op één regel in een gewoon bestand."));
    }
    let mut bestand = File::open(pad).map_err(onleesbaar)?;
    alleen_eigenaar(&bestand, &wat)?;
    let mut tekst = Zeroizing::new(String::with_capacity(usize::try_from(LANGST).unwrap_or_default() + 1));
    bestand.by_ref().take(LANGST).read_to_string(&mut tekst).map_err(onleesbaar)?;
    let wachtwoord = Wachtwoord::nieuw(&tekst);
    if wachtwoord.is_leeg() {
        return Err(Fout::gebruik(format!("Het wachtwoordbestand {wat} is leeg.")));
    }
    // On the screen of the desk nobody could type it.
    if wachtwoord.heeft_stuurtekens() {
        return Err(Fout::gebruik(format!("Het wachtwoordbestand {wat} heeft meer dan één regel, of vreemde tekens."))
            .hint("Zet er alleen het wachtwoord in, op één regel."));
    }
    Ok(wachtwoord)
}

#[cfg(unix)]
fn alleen_eigenaar(bestand: &File, wat: &str) -> Uitkomst<()> {
    let rechten = bestand
        .metadata()
        .map(|m| std::os::unix::fs::PermissionsExt::mode(&m.permissions()))
        .map_err(|e| Fout::gebruik(format!("Het wachtwoordbestand {wat} is niet te lezen ({e}).")))?;
    if rechten & 0o077 != 0 {
        return Err(Fout::gebruik(format!("Het wachtwoordbestand {wat} is ook voor anderen leesbaar."))
            .hint("Geef het rechten voor u alleen: chmod 600."));
    }
    Ok(())
}

/// Elsewhere the system keeps no such rights to look at.
#[cfg(not(unix))]
const fn alleen_eigenaar(_: &File, _: &str) -> Uitkomst<()> {
    Ok(())
}

/// Asks on the terminal: once for a passphrase that is there, twice for a new one.
///
/// # Errors
/// When there is no terminal to ask on, or no answer comes.
pub fn vraag(soort: Vraagsoort) -> Uitkomst<Wachtwoord> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Fout::gebruik("Hier is een wachtwoord nodig.")
            .hint("Geef --wachtwoord-bestand BESTAND, of start piket in een terminal."));
    }
    runtime::wachtwoordregel(soort)?.ok_or_else(|| {
        Fout::gebruik("Er is geen wachtwoord gegeven.").hint("Er is niets gewijzigd; probeer het gerust opnieuw.")
    })
}
