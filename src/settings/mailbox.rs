//! The mailbox on a server, as the settings name it. Neither password nor token is ever among them: the settings name
//! the file it stands in, or the command that prints it.

use std::path::PathBuf;

use toml::de::DeValue;

use super::{
    ProgramLine,
    values::{command, text},
};
use crate::domain::{hint::did_you_mean, sanitize};

/// The port for IMAP under TLS.
const PORT: u16 = 993;
/// The parts of the table.
pub(super) const KEYS: [&str; 7] = ["server", "poort", "gebruiker", "map", "wachtwoord_bestand", "oauth", "ca"];
/// The only part of its table for a token.
pub(super) const TOKEN_COMMAND: &str = "token_opdracht";

/// Where what opens the mailbox comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailboxKey {
    /// The file with the password; relative to the settings file.
    PassphraseFile(PathBuf),
    /// The command that prints a token.
    TokenCommand(ProgramLine),
}

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
    /// What opens it.
    pub key: MailboxKey,
    /// The certificate of the only authority to believe; relative to the settings file.
    pub ca: Option<PathBuf>,
}

/// Reads the table; every fault in it is named at once.
pub(super) fn parse(v: &DeValue<'_>) -> Result<MailboxSettings, String> {
    let form = "heeft de vorm { server = \"…\", gebruiker = \"…\", wachtwoord_bestand = \"…\" }, of in plaats van dat \
                laatste oauth = { token_opdracht = [\"…\"] }.";
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
    let token = table.get("oauth").and_then(|v| match token_command(v.get_ref()) {
        Ok(line) => Some(line),
        Err(sentence) => {
            errors.push(format!("oauth {sentence}"));
            None
        }
    });
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
    let key = match (passphrase, token) {
        (Some(_), Some(_)) => {
            errors.push("wachtwoord_bestand en oauth gaan niet samen; haal er een weg.".to_owned());
            None
        }
        (Some(file), None) => Some(MailboxKey::PassphraseFile(file.into())),
        (None, token) => token.map(MailboxKey::TokenCommand),
    };
    match (server, login, key) {
        (Some(server), Some(login), Some(key)) if errors.is_empty() => {
            Ok(MailboxSettings { server, port, login, folder, key, ca })
        }
        _ if errors.is_empty() => Err(form.to_owned()),
        _ => Err(format!("is niet goed: {}", errors.join(" "))),
    }
}

/// A program by its name alone, or with its arguments.
fn token_command(v: &DeValue<'_>) -> Result<ProgramLine, String> {
    let form = "heeft de vorm { token_opdracht = [\"…\"] }.";
    let table = v.as_table().filter(|table| table.len() == 1).ok_or_else(|| form.to_owned())?;
    let line = table.get(TOKEN_COMMAND).ok_or_else(|| form.to_owned())?.get_ref();
    match line.as_str() {
        Some(_) => text(line).map(|program| ProgramLine { program, arguments: Vec::new() }),
        None => command(line),
    }
    .map_err(|sentence| format!("{TOKEN_COMMAND} {sentence}"))
}
