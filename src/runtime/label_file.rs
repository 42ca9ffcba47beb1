//! The officer's own file of taught labels: read when the desk opens, read again before it is written, so that what
//! another program or a hand put there meanwhile stays, and never written over while it holds a fault.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use crate::{
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    intake::{TaughtLabel, TaughtLabels},
    platform::{failure::why, file},
    rules::{file_error::FileError, form::SectorForms},
};

/// Its name, in the folder of the settings.
pub const FILE: &str = "etiketten.toml";
/// How often and how long whoever writes waits for another: five seconds in all.
const ATTEMPTS: usize = 250;
const PAUSE: Duration = Duration::from_millis(20);

/// The file, and what it says.
#[derive(Debug, Default)]
pub struct LabelFile {
    /// Where it is; an exercise has none and forgets what it was taught.
    path: Option<PathBuf>,
    /// The forms of the officer's own rule book.
    forms: Option<SectorForms>,
    taught: Mutex<Arc<TaughtLabels>>,
}

impl LabelFile {
    /// The file at this place, and what is wrong with it; with a fault nothing of it holds. `forms` are those of the
    /// officer's own rule book.
    pub fn at(path: PathBuf, forms: Option<SectorForms>) -> (Self, Option<Error>) {
        let (taught, fault) = match read(&path, forms.as_ref()) {
            Ok(taught) => (taught, None),
            Err(error) => (TaughtLabels::of_forms(forms.as_ref()).unwrap_or_default(), Some(error)),
        };
        (Self { path: Some(path), forms, taught: Mutex::new(Arc::new(taught)) }, fault)
    }

    /// What holds now.
    pub fn current(&self) -> Arc<TaughtLabels> {
        Arc::clone(&self.taught.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds one; answers the one that gave way to it.
    ///
    /// # Errors
    /// When the file holds a fault or cannot be written; then nothing is taught.
    pub fn teach(&self, lesson: &TaughtLabel) -> Result<Option<TaughtLabel>> {
        self.change(|taught| taught.with(lesson))
    }

    /// Takes back one that was just taught.
    ///
    /// # Errors
    /// As [`Self::teach`].
    pub fn forget(&self, lesson: &TaughtLabel) -> Result<()> {
        self.change(|taught| Ok((taught.without_one(lesson)?, ())))
    }

    /// Takes a label back, of one domain or wherever it stands; answers what went.
    ///
    /// # Errors
    /// As [`Self::teach`].
    pub fn take_back(&self, label: &str, domain: Option<&str>) -> Result<Vec<TaughtLabel>> {
        self.change(|taught| taught.without(label, domain))
    }

    fn change<T>(&self, change: impl FnOnce(&TaughtLabels) -> Result<(TaughtLabels, T)>) -> Result<T> {
        let mut held = self.taught.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.path.as_deref().and_then(Path::parent);
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(|e| file::not_writable(folder, &e))?;
        }
        // From reading on nobody else writes here, until the folder is let go.
        let _turn = folder.map(turn_in).transpose()?;
        let now = self.path.as_deref().map(|path| read(path, self.forms.as_ref())).transpose()?;
        let (taught, answer) = change(now.as_ref().unwrap_or(&held))?;
        if let Some(path) = &self.path {
            file::write_bytes(path, IfExists::Replace, taught.write()?.as_bytes())?;
        }
        *held = Arc::new(taught);
        Ok(answer)
    }
}

/// Waits for the turn to write in a folder, which whoever writes there has for a blink. Where a file system knows no
/// locks nobody has to wait.
fn turn_in(folder: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    for _ in 0..ATTEMPTS {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Error::no("Een ander programma is met de etiketten bezig; er is niets geleerd.").hint("Probeer het nog eens."))
}

fn read(path: &Path, forms: Option<&SectorForms>) -> Result<TaughtLabels> {
    let name = sanitize::line(&path.file_name().unwrap_or_default().to_string_lossy());
    let none = TaughtLabels::of_forms(forms)?;
    match file::text(path) {
        Ok(text) => none.parse(&text, &name).map_err(|errors| FileError::combine("Uw bestand met etiketten", &errors)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(none),
        Err(e) => Err(Error::data(format!("{name} is niet te lezen ({}).", why(&e)))),
    }
}
