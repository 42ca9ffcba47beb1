//! Where goes what comes in while the store is closed behind a lock: beside it, in a file each, sealed to a public key
//! whose other half follows from the key of the store. Who has not opened the store can put something in and take
//! nothing out. A demo has no key and nothing to hide: its letters are plain.

mod delivery;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use self::delivery::deliver;
use crate::{
    domain::{
        alarm::AlarmLine,
        error::{Error, Result},
        ids::Meldingnummer,
        if_exists::IfExists,
        melding::Call,
        moment::Moment,
    },
    outgoing::age::{self, AgeIdentity, AgeLock, AgeOpener, AgeRecipient},
    platform::file,
    store::StoreKey,
};

/// How the name of a letter begins; its number follows.
const NAME: &str = "piket.brief-";
/// No letter is longer: the longest mail that is read, and what stands before it.
const LONGEST: u64 = 256 << 20;

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "brief", rename_all = "lowercase")]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Letter {
    /// A call as it was typed so far.
    #[serde(rename = "telefoontje")]
    Call {
        #[serde(rename = "op")]
        at: Moment,
        melding: Meldingnummer,
        #[serde(rename = "ontvangen")]
        received: Moment,
        #[serde(rename = "gesprek")]
        call: Call,
    },
    /// A mail; its bytes come behind this.
    Mail {
        #[serde(rename = "op")]
        at: Moment,
        #[serde(rename = "naam")]
        name: String,
    },
    /// Lines of the wekkerboek.
    #[serde(rename = "wekker")]
    Alarms {
        #[serde(rename = "op")]
        at: Moment,
        #[serde(rename = "regels")]
        alarm_lines: Vec<AlarmLine>,
    },
}

/// The letterbox of a closed store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterbox {
    #[serde(rename = "map")]
    folder: PathBuf,
    /// To whom is sealed; nobody in a demo.
    #[serde(rename = "aan")]
    recipient: Option<AgeRecipient>,
}

impl Letterbox {
    /// Beside the store in this folder, which has this key.
    ///
    /// # Errors
    /// When the public half cannot be computed.
    pub fn beside(folder: &Path, key: Option<&StoreKey>) -> Result<Self> {
        let recipient = key.map(|key| AgeIdentity(key.for_letters()).recipient()).transpose()?;
        Ok(Self { folder: folder.to_owned(), recipient })
    }

    /// Puts a letter in, with bytes behind it; answers where it lies. On disk when this returns.
    ///
    /// # Errors
    /// When it cannot be sealed, or the disk refuses.
    pub fn post(&self, letter: &Letter, bytes: &[u8]) -> Result<PathBuf> {
        let last = self.letters().last().map_or(0, |(number, _)| *number);
        let path = self.folder.join(format!("{NAME}{:08}", last.saturating_add(1)));
        self.put(&path, IfExists::Keep, letter, bytes)?;
        Ok(path)
    }

    /// Puts another letter in the place of one.
    ///
    /// # Errors
    /// As [`Letterbox::post`].
    pub fn replace(&self, path: &Path, letter: &Letter) -> Result<()> {
        self.put(path, IfExists::Replace, letter, &[])
    }

    fn put(&self, path: &Path, existing: IfExists, letter: &Letter, bytes: &[u8]) -> Result<()> {
        let broken = |e: serde_json::Error| Error::data(format!("Dit kan niet worden verzegeld ({e})."));
        let mut plain = Zeroizing::new(Vec::with_capacity(bytes.len().saturating_add(4096)));
        serde_json::to_writer(&mut *plain, letter).map_err(broken)?;
        plain.push(b'\n');
        plain.extend_from_slice(bytes);
        match &self.recipient {
            Some(recipient) => {
                let sealed = age::seal(&plain, &AgeLock::Recipients(vec![recipient.clone()]))?;
                file::write_bytes(path, existing, &sealed)
            }
            None => file::write_bytes(path, existing, &plain),
        }
    }

    /// What lies in it, in the order in which it came.
    fn letters(&self) -> Vec<(u64, PathBuf)> {
        let Ok(parts) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut letters: Vec<(u64, PathBuf)> = parts
            .flatten()
            .filter_map(|part| {
                let name = part.file_name();
                Some((name.to_str()?.strip_prefix(NAME)?.parse().ok()?, part.path()))
            })
            .collect();
        letters.sort();
        letters
    }
}

/// Opens a letter; `None` where it is none that was sealed for this store.
fn open(path: &Path, key: Option<&StoreKey>) -> Option<(Letter, Zeroizing<Vec<u8>>)> {
    let small = fs::symlink_metadata(path).is_ok_and(|m| m.is_file() && m.len() <= LONGEST);
    let sealed = small.then(|| fs::read(path).ok()).flatten()?;
    let plain = match key {
        Some(key) => age::open(&sealed, &AgeOpener::Identities(vec![AgeIdentity(key.for_letters())])).ok()?,
        None => Zeroizing::new(sealed),
    };
    let end = plain.iter().position(|byte| *byte == b'\n')?;
    let (letter, bytes) = plain.split_at_checked(end)?;
    Some((serde_json::from_slice(letter).ok()?, Zeroizing::new(bytes.get(1..)?.to_vec())))
}
