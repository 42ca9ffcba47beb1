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
        json_fault,
        melding::Call,
        moment::Moment,
    },
    outgoing::age::{self, AgeIdentity, AgeLock, AgeOpener, AgeRecipient},
    platform::file,
    store::{StoreKey, name_elsewhere},
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
    /// Where a call lies that this folder refuses, and how its name begins there.
    #[serde(rename = "elders")]
    refuge: (Vec<PathBuf>, String),
}

impl Letterbox {
    /// Beside the store in this folder, which has this key; a call that it refuses goes to the first of the others.
    ///
    /// # Errors
    /// When the public half cannot be computed.
    pub fn beside(folder: &Path, key: Option<&StoreKey>, refuge: &[PathBuf]) -> Result<Self> {
        let recipient = key.map(|key| AgeIdentity(key.for_letters()).recipient()).transpose()?;
        let elsewhere = format!("piket-{}.brief-", name_elsewhere(folder));
        Ok(Self { folder: folder.to_owned(), recipient, refuge: (refuge.to_vec(), elsewhere) })
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

    /// Puts in a call, in the place of the letter with what was typed of it before. Nobody says it twice: what this
    /// disk refuses lies elsewhere until the store is open. Answers where.
    ///
    /// # Errors
    /// When it cannot be sealed, or no disk takes it.
    pub fn post_call(&self, before: Option<&Path>, letter: &Letter) -> Result<PathBuf> {
        let last = self.letters().last().map_or(0, |(number, _)| *number).saturating_add(1);
        let number = before.and_then(number_of).unwrap_or(last);
        let own = self.folder.join(format!("{NAME}{number:08}"));
        let (folders, elsewhere) = &self.refuge;
        let named = |folder: &PathBuf| folder.join(format!("{elsewhere}{number:08}"));
        let mut refused = None;
        for path in std::iter::once(own).chain(folders.iter().map(named)) {
            let existing = if before == Some(path.as_path()) { IfExists::Replace } else { IfExists::Keep };
            match self.put(&path, existing, letter, &[]) {
                Ok(()) => {
                    // The older one says less.
                    before.filter(|before| *before != path).into_iter().for_each(|old| drop(fs::remove_file(old)));
                    return Ok(path);
                }
                Err(error) => {
                    refused.get_or_insert(error);
                }
            }
        }
        Err(refused.unwrap_or_else(|| Error::data("Het telefoontje kan nergens worden bewaard.")))
    }

    fn put(&self, path: &Path, existing: IfExists, letter: &Letter, bytes: &[u8]) -> Result<()> {
        let broken =
            |e: serde_json::Error| Error::data(format!("Dit kan niet worden verzegeld ({}).", json_fault::why(&e)));
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

    /// What lies in it and elsewhere, in the order in which it came.
    fn letters(&self) -> Vec<(u64, PathBuf)> {
        let mut letters = lying_in(&self.folder, NAME);
        let (folders, elsewhere) = &self.refuge;
        letters.extend(folders.iter().flat_map(|folder| lying_in(folder, elsewhere)));
        letters.sort();
        letters
    }
}

/// The files of a folder whose name is this and a number.
fn lying_in(folder: &Path, name: &str) -> Vec<(u64, PathBuf)> {
    let Ok(parts) = fs::read_dir(folder) else { return Vec::new() };
    let number = |path: &Path| path.file_name()?.to_str()?.strip_prefix(name)?.parse().ok();
    parts.flatten().filter_map(|part| Some((number(&part.path())?, part.path()))).collect()
}

/// The number of a letter.
fn number_of(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.rsplit_once('-')?.1.parse().ok()
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
