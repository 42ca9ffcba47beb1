//! The officer's own words for the spelling, one on a line, and the dictionary beside them. The file is read again before it
//! is written, so that what a hand put there meanwhile stays.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    thread,
};

use tokio::sync::mpsc::Sender;

use crate::{
    desk::msg::Msg,
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    outgoing::spelling::{SpellDictionary, Speller},
    platform::file,
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
        let text = |path: &Path| {
            let name = sanitize::line(&path.file_name().unwrap_or_default().to_string_lossy());
            file::text(path).map_err(|e| Error::data(format!("Het woordenboek {name} is niet te lezen ({e}).")))
        };
        speller.fill(SpellDictionary::parse(&text(rules)?, &text(&rules.with_extension("dic"))?)?);
        Ok(())
    }

    /// Adds a word to the officer's own, or takes it back where it is one; answers what is told.
    ///
    /// # Errors
    /// When the file cannot be read or written; then nothing changes.
    pub fn turn(&self, word: &str, speller: &Speller) -> Result<String> {
        let mut words = self.words()?;
        let (word, place) =
            (sanitize::line(word).to_lowercase(), if self.own.is_some() { FILE } else { "deze oefening" });
        let sentence = if words.remove(&word) || speller.is_own(&word) {
            format!("«{word}» staat niet meer in uw woordenlijst ({place}).")
        } else {
            words.insert(word.clone());
            format!("«{word}» staat in uw woordenlijst ({place}); nog eens Alt-W neemt het terug.")
        };
        if let Some(path) = &self.own {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|e| file::not_writable(folder, &e))?;
            }
            let text: String = words.iter().flat_map(|word| [word.as_str(), "\n"]).collect();
            file::write_bytes(path, IfExists::Replace, text.as_bytes())?;
        }
        speller.take_own(&words);
        Ok(sentence)
    }

    fn words(&self) -> Result<BTreeSet<String>> {
        let Some(path) = &self.own else { return Ok(BTreeSet::new()) };
        match file::text(path) {
            Ok(text) => Ok(text
                .lines()
                .map(|line| sanitize::line(line).trim().to_lowercase())
                .filter(|w| !w.is_empty())
                .collect()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(e) => Err(Error::data(format!("{FILE} is niet te lezen ({e})."))),
        }
    }
}

/// Where a system keeps Dutch dictionaries.
pub fn usual_dictionaries() -> Vec<PathBuf> {
    let folders =
        ["/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell"];
    let names = ["nl_NL.aff", "nl.aff"];
    folders.iter().flat_map(|folder| names.map(|name| Path::new(folder).join(name))).collect()
}
