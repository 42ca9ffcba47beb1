//! Where a passphrase comes from: a file that only its owner can read, or the keyboard of a terminal,
//! where it is never shown. A verb without either says so in one sentence.

use std::{
    fs::File,
    io::{IsTerminal, Read},
    path::Path,
};

use zeroize::Zeroizing;

use super::environment::name;
use crate::{
    desk::state::passphrase::PromptKind,
    domain::{
        error::{Error, Result},
        passphrase::Passphrase,
    },
    platform, runtime,
};

/// No passphrase is longer; a file that is, is another file.
const LONGEST: u64 = 1024;

/// Reads a passphrase from a file.
///
/// # Errors
/// When it is no regular file, others can read it, it is empty, or it holds more than one line of text.
pub fn from_file(path: &Path) -> Result<Passphrase> {
    let what = name(path);
    let unreadable = |e: std::io::Error| {
        Error::usage(format!("Het wachtwoordbestand {what} is niet te lezen ({}).", platform::failure::why(&e)))
    };
    // Looked at before it is opened: opening a pipe would wait for whoever writes in it.
    let kind = std::fs::metadata(path).map_err(unreadable)?;
    if !kind.is_file() || kind.len() > LONGEST {
        return Err(Error::usage(format!("{what} is geen wachtwoordbestand."))
            .hint("Zet het wachtwoord op één regel in een gewoon bestand."));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    owner_only(&file, &what)?;
    let mut text = Zeroizing::new(String::with_capacity(usize::try_from(LONGEST).unwrap_or_default() + 1));
    file.by_ref().take(LONGEST).read_to_string(&mut text).map_err(unreadable)?;
    let passphrase = Passphrase::new(&text);
    if passphrase.is_empty() {
        return Err(Error::usage(format!("Het wachtwoordbestand {what} is leeg.")));
    }
    // On the screen of the desk nobody could type it.
    if passphrase.has_control_chars() {
        return Err(Error::usage(format!("Het wachtwoordbestand {what} heeft meer dan één regel, of vreemde tekens."))
            .hint("Zet er alleen het wachtwoord in, op één regel."));
    }
    Ok(passphrase)
}

fn owner_only(file: &File, what: &str) -> Result<()> {
    let by_others = platform::readable_by_others(file).map_err(|e| {
        Error::usage(format!("Het wachtwoordbestand {what} is niet te lezen ({}).", platform::failure::why(&e)))
    })?;
    if by_others {
        return Err(Error::usage(format!("Het wachtwoordbestand {what} is ook voor anderen leesbaar."))
            .hint("Geef het rechten voor u alleen: chmod 600."));
    }
    Ok(())
}

/// Asks on the terminal: once for a passphrase that is there, twice for a new one.
///
/// # Errors
/// When there is no terminal to ask on, or no answer comes.
pub fn ask(kind: PromptKind) -> Result<Passphrase> {
    ask_or(kind, "Geef --wachtwoord-bestand BESTAND, of start piket in een terminal.")
}

/// The same for a passphrase of something else, with what to do where there is no terminal.
///
/// # Errors
/// As [`ask()`].
pub fn ask_or(kind: PromptKind, hint: &str) -> Result<Passphrase> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Error::usage("Hier is een wachtwoord nodig.").hint(hint));
    }
    runtime::passphrase_line(kind)?.ok_or_else(|| {
        Error::usage("Er is geen wachtwoord gegeven.").hint("Er is niets gewijzigd; probeer het gerust opnieuw.")
    })
}
