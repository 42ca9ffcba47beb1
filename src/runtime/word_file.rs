//! The officer's own words for the spelling, one on a line, and the dictionary beside them. The file is read again before it
//! is written, so that what a hand put there meanwhile stays.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    thread,
};

use encoding_rs::{Encoding, UTF_8};
use tokio::sync::mpsc::Sender;

use crate::{
    desk::msg::Msg,
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    outgoing::spelling::{SpellDictionary, Speller},
    platform::{DICTIONARY_FOLDERS, failure::why, file},
};

/// The name of the file, in the folder of the settings.
pub const FILE: &str = "woordenlijst.txt";

/// Where the words for the spelling are.
#[derive(Debug, Clone, Default)]
pub struct WordFile {
    /// The officer's own; an exercise has none and forgets its words.
    pub own: Option<PathBuf>,
    /// Where a dictionary may be, by the name of its rules; the first that is there is read. None where it is off.
    pub dictionaries: Vec<PathBuf>,
}

impl WordFile {
    /// What marks words by this dictionary; a dictionary that is at fault is told over `sender`, one that is not there is not.
    pub fn speller(&self, sender: Sender<Msg>) -> Speller {
        let words = self.clone();
        Speller::waiting(move |speller| {
            thread::spawn(move || {
                if let Err(error) = words.read(&speller) {
                    let _ = sender.blocking_send(Msg::Failed(error));
                }
            });
        })
    }

    fn read(&self, speller: &Speller) -> Result<()> {
        let Some(rules) = self.dictionaries.iter().find(|path| path.is_file()) else { return Ok(()) };
        speller.take_own(&self.words()?);
        let refused = |path: &Path, why: &str| {
            let name = sanitize::line(&path.file_name().unwrap_or_default().to_string_lossy());
            Error::data(format!("Het woordenboek {name} is niet te lezen ({why})."))
                .hint("Zet spelling = \"uit\" in de instellingen, of noem een ander woordenboek.")
        };
        let bytes = |path: &Path| fs::read(path).map_err(|e| refused(path, &why(&e)));
        let words = rules.with_extension("dic");
        let (rule_bytes, word_bytes) = (bytes(rules)?, bytes(&words)?);
        let letters = letters_of(&rule_bytes);
        let text = |path: &Path, bytes: Vec<u8>| {
            let (text, _, damaged) = letters.decode(&bytes);
            let name = letters.name();
            if damaged { Err(refused(path, &format!("het is geen {name}"))) } else { Ok(text.into_owned()) }
        };
        speller.fill(SpellDictionary::parse(&text(rules, rule_bytes)?, &text(&words, word_bytes)?)?);
        Ok(())
    }

    /// Adds a word to the officer's own, or takes it back where it is one; answers what is told.
    ///
    /// # Errors
    /// When the file cannot be read or written; then nothing changes.
    pub fn turn(&self, word: &str, speller: &Speller) -> Result<String> {
        let place = if self.own.is_some() { FILE } else { "deze oefening" };
        let mut words = self.words()?;
        let word = kept(word)?;
        let sentence = if words.remove(&word) || speller.is_own(&word) {
            format!("«{word}» staat niet meer in uw woordenlijst ({place}).")
        } else {
            words.insert(word.clone());
            format!("«{word}» staat in uw woordenlijst ({place}); nog eens Alt-W neemt het terug.")
        };
        self.write(&words)?;
        speller.take_own(&words);
        Ok(sentence)
    }

    /// Adds a word.
    ///
    /// # Errors
    /// When it is no word, or the file cannot be read or written.
    pub fn add(&self, word: &str) -> Result<()> {
        let mut words = self.words()?;
        words.insert(kept(word)?);
        self.write(&words)
    }

    /// Takes a word back; answers whether it was there.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn take_back(&self, word: &str) -> Result<bool> {
        let mut words = self.words()?;
        let gone = words.remove(&kept(word)?);
        if gone {
            self.write(&words)?;
        }
        Ok(gone)
    }

    fn write(&self, words: &BTreeSet<String>) -> Result<()> {
        let Some(path) = &self.own else { return Ok(()) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| file::not_writable(folder, &e))?;
        }
        let text: String = words.iter().flat_map(|word| [word.as_str(), "\n"]).collect();
        file::write_bytes(path, IfExists::Replace, text.as_bytes())
    }

    /// The officer's own words, in order.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn words(&self) -> Result<BTreeSet<String>> {
        let Some(path) = &self.own else { return Ok(BTreeSet::new()) };
        match file::text(path) {
            Ok(text) => Ok(text
                .lines()
                .map(|line| sanitize::line(line).trim().to_lowercase())
                .filter(|w| !w.is_empty())
                .collect()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(e) => Err(Error::data(format!("{FILE} is niet te lezen ({}).", why(&e)))),
        }
    }
}

/// A word as it stands in the file.
fn kept(word: &str) -> Result<String> {
    let word = sanitize::line(word).trim().to_lowercase();
    if word.is_empty() || word.contains(char::is_whitespace) {
        return Err(Error::usage(format!("«{word}» is geen woord.")).hint("Noem één woord, zonder spaties."));
    }
    Ok(word)
}

/// The text of a dictionary in the letters that its rules name: older ones are not in UTF-8.
fn letters_of(rules: &[u8]) -> &'static Encoding {
    let named = rules.split(|b| *b == b'\n').find_map(|line| line.strip_prefix(b"SET "));
    // Whoever writes ISO8859-1 means what the web calls iso-8859-1.
    let name = named.map(|name| String::from_utf8_lossy(name).trim().to_lowercase().replace("iso8859", "iso-8859"));
    name.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8)
}

/// Where a system keeps Dutch dictionaries.
pub fn usual_dictionaries() -> Vec<PathBuf> {
    let names = ["nl_NL.aff", "nl.aff"];
    DICTIONARY_FOLDERS.iter().flat_map(|folder| names.map(|name| Path::new(folder).join(name))).collect()
}
