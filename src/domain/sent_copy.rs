//! The copy of a message that came back from a mail program: what it proves of the sending, and the text it has where that
//! is another than the one that was written.

use serde::{Deserialize, Serialize};

use super::{besluit::YesNo, dispatch::Dispatch, moment::Moment, text::Vertrouwelijk};

/// A copy, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentCopy {
    /// The version that it is a copy of; its Message-ID fits the text of that one.
    #[serde(rename = "versie")]
    pub version: u32,
    /// From which address it was sent, by its own headers; empty where an older program did not keep it.
    #[serde(rename = "afzender")]
    pub sender: Vertrouwelijk,
    /// To whom it went, by its own headers; empty where they name nobody.
    #[serde(rename = "ontvangers")]
    pub recipients: Vertrouwelijk,
    /// Its text, where the words are not those of the version.
    #[serde(rename = "tekst")]
    pub text: Option<Vertrouwelijk>,
    /// True while it carries the mark of a mail that was not sent, and no trace of having travelled.
    #[serde(rename = "onverzonden")]
    pub unsent: bool,
    /// Why it does not fit the message as the officer would have sent it, as it was found when it came in.
    #[serde(rename = "past_niet")]
    pub misfit: Option<Vertrouwelijk>,
    /// The Message-ID by which it is known.
    #[serde(rename = "bericht_id")]
    pub message_id: Vertrouwelijk,
    /// The fingerprint of the mail: the same one is taken in once.
    #[serde(rename = "vingerafdruk")]
    pub fingerprint: Vertrouwelijk,
    /// SHA-256 of its bytes; who has the file can show that it was this one.
    #[serde(rename = "origineel")]
    pub original: Vertrouwelijk,
}

impl SentCopy {
    /// Why it does not speak for itself, with the latest version of its message; `None` where it does.
    pub fn doubt(&self, latest: u32) -> Option<String> {
        if self.unsent {
            return Some("zij draagt nog het merk «niet verzonden»".to_owned());
        }
        let changed = self.text.is_some().then(|| "haar tekst is onderweg gewijzigd".to_owned());
        let older = (self.version != latest).then(|| format!("versie {latest} is de laatste"));
        let misfit = self.misfit.as_ref().and_then(Vertrouwelijk::filled);
        let misfit = misfit.map(|why| format!("zij past niet bij dit bericht: {why}"));
        let all: Vec<String> = changed.into_iter().chain(older).chain(misfit).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

/// A copy that was recorded with a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCopy {
    /// Its number within the message, from 1.
    #[serde(rename = "nummer")]
    pub number: u32,
    /// When it was sent, by its own headers, else when it came in.
    #[serde(rename = "op")]
    pub at: Moment,
    /// The copy.
    #[serde(rename = "kopie")]
    pub copy: SentCopy,
    /// Whether it counts as sent; `None` while nobody said so.
    #[serde(rename = "telt")]
    pub counts: Option<YesNo>,
}

impl KeptCopy {
    /// True where a copy that came with this time is of the same sending: from the same sender to the same recipients, with the
    /// same fingerprint, which says nothing of the recipients; or at the same minute, where neither tells a time that cannot be.
    pub fn is_again(&self, other: &SentCopy, at: Moment) -> bool {
        let ends = |copy: &SentCopy| (copy.sender.clone(), copy.recipients.clone());
        let shape = |copy: &SentCopy| (copy.version, copy.text.clone(), copy.unsent);
        let plausible = self.copy.misfit.is_none() && other.misfit.is_none();
        let alike = self.at.minute() == at.minute() && plausible && shape(&self.copy) == shape(other);
        let marked = self.copy.fingerprint.filled().is_some_and(|mark| other.fingerprint.filled() == Some(mark));
        // One that brings more than the one that is kept is another.
        let own = self.copy.misfit.as_ref().map_or("", Vertrouwelijk::read);
        let brings_more = other.misfit.as_ref().is_some_and(|why| !own.contains(why.read()));
        ends(&self.copy) == ends(other) && (alike || marked) && !brings_more
    }

    /// True where it counts, and is of the version that this sending was of.
    pub fn proves(&self, sent: &Dispatch) -> bool {
        self.counts == Some(YesNo::Yes) && self.copy.version == sent.version
    }
}
