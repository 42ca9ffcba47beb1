//! The mailbox on a server, as the settings name it. The password is never among them: the settings name the
//! file it stands in.

use std::path::PathBuf;

use toml::de::DeValue;

use super::{hint::bedoelde, lezer::tekst};
use crate::domain::schoon;

/// The port for IMAP under TLS.
const POORT: u16 = 993;
/// The parts of the table.
const DELEN: [&str; 6] = ["server", "poort", "gebruiker", "map", "wachtwoord_bestand", "ca"];

/// Which mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postbus {
    /// The name of the server.
    pub server: String,
    /// Its port.
    pub poort: u16,
    /// Whose mailbox.
    pub gebruiker: String,
    /// The folder in it.
    pub map: String,
    /// The file with the password; relative to the settings file.
    pub wachtwoord_bestand: PathBuf,
    /// The certificate of the only authority to believe; relative to the settings file.
    pub ca: Option<PathBuf>,
}

/// Reads the table; every fault in it is named at once.
pub(super) fn lees(v: &DeValue<'_>) -> Result<Postbus, String> {
    let vorm = "heeft de vorm { server = \"…\", gebruiker = \"…\", wachtwoord_bestand = \"…\" }.";
    let tabel = v.as_table().ok_or_else(|| vorm.to_owned())?;
    let mut fouten = Vec::new();
    for (sleutel, _) in tabel {
        let naam: &str = sleutel.get_ref();
        if !DELEN.contains(&naam) {
            let hint =
                bedoelde(naam, DELEN.into_iter()).unwrap_or_else(|| format!("Bekend zijn: {}.", DELEN.join(", ")));
            fouten.push(format!("het deel «{}» bestaat niet. {hint}", schoon::regel(naam)));
        }
    }
    let mut deel = |naam: &str| -> Option<String> {
        match tekst(tabel.get(naam)?.get_ref()) {
            Ok(t) => Some(t),
            Err(zin) => {
                fouten.push(format!("{naam} {zin}"));
                None
            }
        }
    };
    let (server, gebruiker, wachtwoord) = (deel("server"), deel("gebruiker"), deel("wachtwoord_bestand"));
    let (map, ca) = (deel("map").unwrap_or_else(|| "INBOX".to_owned()), deel("ca").map(PathBuf::from));
    let poort = match tabel.get("poort").map(|p| p.get_ref().as_integer().and_then(|i| i.as_str().parse().ok())) {
        None => POORT,
        Some(Some(poort)) if poort > 0 => poort,
        Some(_) => {
            fouten.push("poort is een getal van 1 tot en met 65535.".to_owned());
            POORT
        }
    };
    if !map.is_ascii() {
        fouten.push("map kent alleen letters zonder accenten.".to_owned());
    }
    match (server, gebruiker, wachtwoord) {
        (Some(server), Some(gebruiker), Some(wachtwoord)) if fouten.is_empty() => {
            Ok(Postbus { server, poort, gebruiker, map, wachtwoord_bestand: wachtwoord.into(), ca })
        }
        _ if fouten.is_empty() => Err(vorm.to_owned()),
        _ => Err(format!("is niet goed: {}", fouten.join(" "))),
    }
}
