//! A draft as a mail file. `X-Unsent: 1` makes mail programs open it for editing instead of as mail
//! that came in. The Message-ID follows from the case, the version and the text, so that the sent
//! copy is recognised when it comes back; it names no machine.

use std::str::FromStr;

use mail_builder::{
    MessageBuilder,
    headers::{address::Address, raw::Raw},
};
use sha2::{Digest, Sha256};

use super::adres::Adres;
use crate::domain::{
    concept::ConceptSoort,
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    moment::Moment,
    schoon,
};

/// What goes into the file.
#[derive(Debug, Clone, Copy)]
pub struct Brief<'a> {
    /// The case it is about.
    pub zaak: Zaaknummer,
    /// Which message.
    pub soort: ConceptSoort,
    /// The version of the draft.
    pub versie: u32,
    /// The subject line; cleaned before use.
    pub onderwerp: &'a str,
    /// The body.
    pub tekst: &'a str,
    /// The recipients; none is allowed, the officer then adds them in the mail program.
    pub aan: &'a [String],
    /// The sender, if known.
    pub van: Option<&'a str>,
    /// The Date header.
    pub nu: Moment,
}

/// The Message-ID of a version, without brackets. The same version always has the same one.
pub fn message_id(zaak: Zaaknummer, soort: ConceptSoort, versie: u32, tekst: &str) -> String {
    let som = Sha256::digest(format!("{zaak}\n{soort}\n{versie}\n{}", schoon::tekst(tekst)).as_bytes());
    let merk = som.iter().take(8).fold(0_u64, |merk, b| merk << 8 | u64::from(*b));
    // `.invalid` is reserved (RFC 2606) and can never be somebody's machine.
    format!("{zaak}.{soort}.v{versie}.{merk:016x}@piket.invalid")
}

/// Renders the mail file: UTF-8, CRLF, ready to be opened in a mail program.
///
/// # Errors
/// When an address is none; all wrong ones are named together.
pub fn eml(brief: &Brief<'_>) -> Uitkomst<Vec<u8>> {
    let mut adressen = Vec::new();
    let mut fout = Vec::new();
    for ruw in brief.aan {
        match Adres::from_str(ruw) {
            Ok(adres) => adressen.push(als_kop(adres)),
            Err(_) => fout.push(schoon::regel(ruw)),
        }
    }
    let afzender = match brief.van.map(Adres::from_str) {
        Some(Ok(adres)) => Some(als_kop(adres)),
        Some(Err(_)) => {
            fout.push(schoon::regel(brief.van.unwrap_or_default()));
            None
        }
        None => None,
    };
    if !fout.is_empty() {
        return Err(Fout::gebruik(format!("Geen e-mailadres: {}.", fout.join(", ")))
            .hint("Schrijf naam@domein.nl of Naam <naam@domein.nl>."));
    }
    let mut mail = MessageBuilder::new()
        .message_id(message_id(brief.zaak, brief.soort, brief.versie, brief.tekst))
        .date(brief.nu.utc().timestamp())
        .subject(schoon::regel(brief.onderwerp))
        .header("X-Unsent", Raw::new("1"))
        .text_body(schoon::tekst(brief.tekst));
    if let Some(afzender) = afzender {
        mail = mail.from(afzender);
    }
    if !adressen.is_empty() {
        mail = mail.to(Address::new_list(adressen));
    }
    mail.write_to_vec().map_err(|e| Fout::gegevens(format!("De mail is niet te maken: {e}.")))
}

fn als_kop(adres: Adres) -> Address<'static> {
    Address::new_address(adres.naam, adres.adres)
}
