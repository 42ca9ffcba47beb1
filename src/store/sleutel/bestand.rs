//! The key file: the key of the database, sealed with what Argon2id makes of the passphrase. Its own
//! figures travel in it and are part of the seal, so that none can be altered unseen; a file that asks
//! for more memory than a desk has is refused before anything is derived.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Sleutel, toeval};
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        wachtwoord::Wachtwoord,
    },
    store::fouten,
};

/// Its name, beside the store.
pub(in crate::store) const BESTAND: &str = "piket.sleutel";
/// No key file is larger; what is, is none.
const GROOTST: u64 = 4096;

/// How the passphrase is stretched: 64 MiB, three passes, about a fifth of a second (`AFLEIDING` of a
/// new file; each file keeps its own).
const AFLEIDING: Afleiding = Afleiding { geheugen_kib: 64 * 1024, rondes: 3, banen: 1 };

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Afleiding {
    #[serde(rename = "geheugen_kib")]
    geheugen_kib: u32,
    #[serde(rename = "rondes")]
    rondes: u32,
    #[serde(rename = "banen")]
    banen: u32,
}

impl Afleiding {
    /// Within what this program would ever write or an officer can wait for: at most 256 MiB, and at most
    /// four times the work of a new file.
    fn is_redelijk(self) -> bool {
        let werk = |a: Self| u64::from(a.geheugen_kib) * u64::from(a.rondes);
        (8 * 1024..=256 * 1024).contains(&self.geheugen_kib)
            && (1..=8).contains(&self.banen)
            && self.rondes > 0
            && werk(self) <= 4 * werk(AFLEIDING)
    }
}

/// What stands in the file. Bytes are written in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct Sleutelbestand {
    #[serde(rename = "vorm")]
    vorm: u32,
    #[serde(rename = "afleiding")]
    afleiding: Afleiding,
    #[serde(rename = "zout")]
    zout: String,
    nonce: String,
    #[serde(rename = "verzegeld")]
    verzegeld: String,
}

const VORM: u32 = 1;

/// What every form of the file has, whatever else stands in it.
#[derive(Deserialize)]
struct Vorm {
    #[serde(rename = "vorm")]
    vorm: u32,
}

impl Sleutelbestand {
    /// What is sealed along with the key: everything else that counts.
    fn bijschrift(&self) -> String {
        let a = self.afleiding;
        format!("piket-sleutel {} argon2id {} {} {} {}", self.vorm, a.geheugen_kib, a.rondes, a.banen, self.zout)
    }

    fn slot(&self, wachtwoord: &Wachtwoord) -> Uitkomst<XChaCha20Poly1305> {
        let kapot = |_| Fout::gegevens("Het wachtwoord kan niet worden nagerekend.");
        let a = self.afleiding;
        let params = Params::new(a.geheugen_kib, a.rondes, a.banen, Some(32)).map_err(kapot)?;
        let mut sleutel = Zeroizing::new([0; 32]);
        let zout = uit_hex(&self.zout).ok_or_else(kapot_bestand)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(wachtwoord.afleidbaar().as_bytes(), &zout, sleutel.as_mut())
            .map_err(kapot)?;
        Ok(XChaCha20Poly1305::new(&Key::from(*sleutel)))
    }

    fn nonce(&self) -> Uitkomst<XNonce> {
        let bytes: Option<[u8; 24]> = uit_hex(&self.nonce).and_then(|b| b.try_into().ok());
        bytes.map(XNonce::from).ok_or_else(kapot_bestand)
    }
}

/// Seals a key under a passphrase.
pub(in crate::store) fn maak(sleutel: &Sleutel, wachtwoord: &Wachtwoord) -> Uitkomst<Sleutelbestand> {
    let (mut zout, mut nonce) = ([0; 16], [0; 24]);
    toeval(&mut zout)?;
    toeval(&mut nonce)?;
    let mut bestand = Sleutelbestand {
        vorm: VORM,
        afleiding: AFLEIDING,
        zout: als_hex(&zout),
        nonce: als_hex(&nonce),
        verzegeld: String::new(),
    };
    let aad = bestand.bijschrift();
    let payload = Payload { msg: sleutel.bytes(), aad: aad.as_bytes() };
    let verzegeld = bestand.slot(wachtwoord)?.encrypt(&bestand.nonce()?, payload);
    bestand.verzegeld = als_hex(&verzegeld.map_err(|_| Fout::gegevens("De sleutel kan niet worden verzegeld."))?);
    Ok(bestand)
}

/// Whether the store in `map` has a key file.
pub(in crate::store) fn is_er(map: &Path) -> Uitkomst<bool> {
    let pad = map.join(BESTAND);
    pad.try_exists().map_err(|e| fouten::bestand(&pad, &e))
}

/// Reads the file in `map`, with every figure in it within bounds.
pub(in crate::store) fn lees(map: &Path) -> Uitkomst<Sleutelbestand> {
    let pad = map.join(BESTAND);
    let maat = fs::metadata(&pad).map_err(|e| fouten::bestand(&pad, &e))?;
    if !maat.is_file() || maat.len() > GROOTST {
        return Err(kapot_bestand());
    }
    let tekst = fs::read_to_string(&pad).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData => kapot_bestand(),
        _ => fouten::bestand(&pad, &e),
    })?;
    let Vorm { vorm } = serde_json::from_str(&tekst).map_err(|_| kapot_bestand())?;
    if vorm > VORM {
        return Err(Fout::gegevens("Het sleutelbestand is van een nieuwere piket.").hint("Gebruik de nieuwste piket."));
    }
    let bestand: Sleutelbestand = serde_json::from_str(&tekst).map_err(|_| kapot_bestand())?;
    if bestand.vorm != VORM || !bestand.afleiding.is_redelijk() {
        return Err(kapot_bestand());
    }
    Ok(bestand)
}

/// Takes the key out of the file in `map`; `None` when the passphrase is not the right one.
pub(in crate::store) fn open(map: &Path, wachtwoord: &Wachtwoord) -> Uitkomst<Option<Sleutel>> {
    let bestand = lees(map)?;
    let (nonce, verzegeld) = (bestand.nonce()?, uit_hex(&bestand.verzegeld).ok_or_else(kapot_bestand)?);
    let aad = bestand.bijschrift();
    let payload = Payload { msg: verzegeld.as_slice(), aad: aad.as_bytes() };
    let Ok(bytes) = bestand.slot(wachtwoord)?.decrypt(&nonce, payload).map(Zeroizing::new) else { return Ok(None) };
    Sleutel::uit(&bytes).map(Some).ok_or_else(kapot_bestand)
}

/// Puts the file in its place, whole or not at all, readable by its owner alone.
pub(in crate::store) fn zet_neer(map: &Path, bestand: &Sleutelbestand) -> Uitkomst<()> {
    let pad = map.join(BESTAND);
    let bouwplaats: PathBuf = pad.with_extension("sleutel-nieuw");
    let tekst = serde_json::to_string_pretty(bestand)
        .map_err(|e| Fout::gegevens(format!("Het sleutelbestand kan niet worden gemaakt ({e}).")))?;
    let mut opties = OpenOptions::new();
    opties.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    let schrijf = || {
        let mut uit = opties.open(&bouwplaats)?;
        uit.write_all(tekst.as_bytes())?;
        uit.write_all(b"\n")?;
        uit.sync_all()?;
        fs::rename(&bouwplaats, &pad)?;
        File::open(map)?.sync_all()
    };
    schrijf().map_err(|e| fouten::bestand(&pad, &e))
}

fn kapot_bestand() -> Fout {
    Fout::gegevens(format!("Het sleutelbestand {BESTAND} is beschadigd; de opslag is niet aangeraakt."))
        .hint("Zet het sleutelbestand uit een reservekopie terug.")
}

fn als_hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}

fn uit_hex(tekst: &str) -> Option<Vec<u8>> {
    let cijfers: Vec<u8> =
        tekst.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let (paren, rest) = cijfers.as_chunks::<2>();
    rest.is_empty().then(|| paren.iter().map(|[hoog, laag]| hoog << 4 | laag).collect())
}
