//! The mailbox on a server, as the settings name it. The password is never among them: the settings name the
//! file it stands in.

use std::path::PathBuf;

use toml::de::DeValue;

use super::values::text;
use crate::domain::{hint::did_you_mean, sanitize};

/// The port for IMAP under TLS.
const PORT: u16 = 993;
/// The parts of the table.
pub(super) const KEYS: [&str; 6] = ["server", "poort", "gebruiker", "map", "wachtwoord_bestand", "ca"];

/// Which mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxSettings {
    /// The name of the server.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// Whose mailbox.
    pub login: String,
    /// The folder in it.
    pub folder: String,
    /// The file with the password; relative to the settings file.
    pub passphrase_file: PathBuf,
    /// The certificate of the only authority to believe; relative to the settings file.
    pub ca: Option<PathBuf>,
}

/// Reads the table; every fault in it is named at once.
pub(super) fn parse(v: &DeValue<'_>) -> Result<MailboxSettings, String> {
    let form = "heeft de vorm { server = \"…\", gebruiker = \"…\", wachtwoord_bestand = \"…\" }.";
    let table = v.as_table().ok_or_else(|| form.to_owned())?;
    let mut errors = Vec::new();
    for (key, _) in table {
        let name: &str = key.get_ref();
        if !KEYS.contains(&name) {
            let hint =
                did_you_mean(name, KEYS.into_iter()).unwrap_or_else(|| format!("Bekend zijn: {}.", KEYS.join(", ")));
            errors.push(format!("het deel «{}» bestaat niet. {hint}", sanitize::line(name)));
        }
    }
    let mut text_of = |name: &str| -> Option<String> {
        match text(table.get(name)?.get_ref()) {
            Ok(t) => Some(t),
            Err(sentence) => {
                errors.push(format!("{name} {sentence}"));
                None
            }
        }
    };
    let (server, login, passphrase) = (text_of("server"), text_of("gebruiker"), text_of("wachtwoord_bestand"));
    let (folder, ca) = (text_of("map").unwrap_or_else(|| "INBOX".to_owned()), text_of("ca").map(PathBuf::from));
    let port = match table.get("poort").map(|p| p.get_ref().as_integer().and_then(|i| i.as_str().parse().ok())) {
        None => PORT,
        Some(Some(port)) if port > 0 => port,
        Some(_) => {
            errors.push("poort is een getal van 1 tot en met 65535.".to_owned());
            PORT
        }
    };
    if !folder.is_ascii() {
        errors.push("map kent alleen letters zonder accenten.".to_owned());
    }
    match (server, login, passphrase) {
        (Some(server), Some(login), Some(passphrase)) if errors.is_empty() => {
            Ok(MailboxSettings { server, port, login, folder, passphrase_file: passphrase.into(), ca })
        }
        _ if errors.is_empty() => Err(form.to_owned()),
        _ => Err(format!("is niet goed: {}", errors.join(" "))),
    }
}
