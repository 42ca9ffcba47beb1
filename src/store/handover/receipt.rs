//! What the desk that took over gives back: which cases and reports it has and under which numbers, with the head of
//! its log. No personal data but who took over. That it answers the handover shows from the digest in it, which only
//! who opened that file can know.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    digest::sha256,
    error::{Error, Result},
    head::Head,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    moment::Moment,
};

/// The form that is written.
pub const RECEIPT_FORM: u32 = 1;

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The form of the file.
    #[serde(rename = "piket-ontvangst")]
    pub form: u32,
    /// The week that ended.
    pub week: Piketweek,
    /// The digest of the handover that was accepted.
    #[serde(rename = "overdracht")]
    pub bundle: String,
    /// The desk that handed over.
    #[serde(rename = "van")]
    pub from: String,
    /// The head of its log at the handover.
    #[serde(rename = "kop")]
    pub head: Head,
    /// The desk that took over.
    pub desk: String,
    /// The head of its log after that.
    #[serde(rename = "eigen_kop")]
    pub own_head: Head,
    /// Who took over.
    #[serde(rename = "door")]
    pub by: String,
    /// When.
    #[serde(rename = "gemaakt")]
    pub made_at: Moment,
    /// The cases: the number at the first desk and the one at the other.
    #[serde(rename = "zaken")]
    pub zaken: BTreeMap<Zaaknummer, Zaaknummer>,
    /// The reports of the inbox, likewise.
    pub meldingen: BTreeMap<Meldingnummer, Meldingnummer>,
}

/// A receipt with the digest of itself.
#[derive(Serialize, Deserialize)]
struct SealedReceipt {
    #[serde(rename = "ontvangst")]
    receipt: Receipt,
    digest: String,
}

impl Receipt {
    fn digest(&self) -> Result<String> {
        let text = serde_json::to_string(self).map_err(|_| foreign())?;
        Ok(sha256(&[text.as_bytes()]))
    }

    /// As a file.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn write(self) -> Result<Vec<u8>> {
        let digest = self.digest()?;
        let mut out = serde_json::to_vec_pretty(&SealedReceipt { receipt: self, digest }).map_err(|_| foreign())?;
        out.push(b'\n');
        Ok(out)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is no receipt, is of a newer program, or altered.
    pub fn read(text: &[u8]) -> Result<Self> {
        let value: serde_json::Value = serde_json::from_slice(text).map_err(|_| foreign())?;
        let form =
            value.pointer("/ontvangst/piket-ontvangst").and_then(serde_json::Value::as_u64).ok_or_else(foreign)?;
        if form > u64::from(RECEIPT_FORM) {
            return Err(refused("Deze ontvangst is van een nieuwere piket."));
        }
        let SealedReceipt { receipt, digest } = serde_json::from_value(value).map_err(|_| foreign())?;
        if receipt.digest()? == digest { Ok(receipt) } else { Err(refused("De ontvangst is veranderd.")) }
    }
}

fn foreign() -> Error {
    refused("Dit is geen ontvangst van piket.")
}

fn refused(sentence: &str) -> Error {
    Error::data(sentence).hint("Er is niets afgeboekt. Vraag de ontvangst opnieuw bij wie overnam.")
}
