//! A folder whose files are mails: the drop folder, or the `new` and `cur` of a Maildir. A file is read when
//! the system says that it is complete or, where the system says nothing, when its size and time rest. It
//! stays where it is; what was read is remembered, so that looking again costs no reading.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{
    FoundMail, Proceed, Source, file,
    watcher::{FolderState, FolderWatcher, WakeReason},
};
use crate::domain::{
    error::{Error, Result},
    source::SourceKind,
};

/// How often the folder is looked at when nothing is told of it.
const SLOW_POLL: Duration = Duration::from_secs(30);
/// How long a file has to rest that nothing was told of, and how soon an ailing folder is tried again.
const SETTLE: Duration = Duration::from_secs(2);
/// More files than this are not looked after.
const MAX_FILES: usize = 100_000;

/// What stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    /// A file, which may still be written.
    File,
    /// A link, a pipe or a device: never read, so there is nothing to wait for.
    Other,
}

/// By what a file is known to be the same as the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileSignature {
    kind: FileKind,
    size: u64,
    modified: Option<SystemTime>,
}

impl FileSignature {
    fn from(data: &Metadata) -> Self {
        let kind = if data.is_file() { FileKind::File } else { FileKind::Other };
        Self { kind, size: data.len(), modified: data.modified().ok() }
    }
}

/// How mails stand in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FolderLayout {
    /// Files that somebody puts there.
    Loose,
    /// `new` and `cur`; what is in there is complete, and a mail program renames it when it is read.
    Maildir,
}

/// The folder.
#[derive(Debug)]
pub struct MailFolder {
    root: PathBuf,
    shape: FolderLayout,
    watcher: FolderWatcher,
    seen: BTreeMap<OsString, FileSignature>,
    read: BTreeMap<OsString, FileSignature>,
    /// How long nothing has to happen before the folder is looked at again.
    interval: Duration,
    /// This look comes after a long silence.
    after_silence: bool,
}

impl MailFolder {
    /// The drop folder.
    pub fn drop_folder(root: PathBuf) -> Self {
        Self::new(root, FolderLayout::Loose)
    }

    /// A Maildir.
    pub fn maildir(root: PathBuf) -> Self {
        Self::new(root, FolderLayout::Maildir)
    }

    fn new(root: PathBuf, shape: FolderLayout) -> Self {
        Self {
            root,
            shape,
            watcher: FolderWatcher::new(),
            seen: BTreeMap::new(),
            read: BTreeMap::new(),
            interval: SETTLE,
            after_silence: false,
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        match self.shape {
            FolderLayout::Loose => vec![self.root.clone()],
            FolderLayout::Maildir => ["new", "cur"].map(|m| self.root.join(m)).to_vec(),
        }
    }

    /// By which name a file is remembered: what a Maildir adds behind the colon changes.
    fn stable_name(&self, name: &OsStr) -> OsString {
        match self.shape {
            FolderLayout::Loose => name.to_owned(),
            // A name that is no text stays whole: two of them must not become one.
            FolderLayout::Maildir => name
                .to_str()
                .and_then(|t| t.split_once(':'))
                .map_or_else(|| name.to_owned(), |(stable_name, _)| stable_name.into()),
        }
    }

    /// Every file of the folder, by name.
    fn list(&self) -> io::Result<BTreeMap<OsString, (PathBuf, FileSignature)>> {
        let mut out = BTreeMap::new();
        for folder in self.folders() {
            for part in fs::read_dir(folder)?.take(MAX_FILES) {
                let part = part?;
                let name = part.file_name();
                // Gone again between listing and looking is as good as never there.
                let Ok(data) = part.metadata() else { continue };
                if !data.is_dir() && !is_temporary(&name) {
                    out.insert(self.stable_name(&name), (part.path(), FileSignature::from(&data)));
                }
            }
        }
        Ok(out)
    }

    fn is_done(&self, name: &OsString, signature: FileSignature, state: &FolderState) -> bool {
        let settled = self.seen.get(name) == Some(&signature);
        match self.shape {
            FolderLayout::Maildir => true,
            FolderLayout::Loose if signature.kind == FileKind::Other => true,
            FolderLayout::Loose => {
                state.shut.contains(name) || (settled && (self.after_silence || !state.open.contains(name)))
            }
        }
    }
}

impl Source for MailFolder {
    fn kind(&self) -> SourceKind {
        match self.shape {
            FolderLayout::Loose => SourceKind::DropFolder,
            FolderLayout::Maildir => SourceKind::Maildir,
        }
    }

    fn round(&mut self, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<()> {
        // Watching starts before looking: what comes in between is told.
        self.watcher.watch(&self.folders());
        let state = self.watcher.take();
        let list = self.list().map_err(|e| {
            self.watcher.release();
            self.interval = SETTLE;
            unreadable(&e)
        })?;
        self.read.retain(|name, _| list.contains_key(name));
        let new = list.iter().filter(|(name, (_, signature))| self.read.get(*name) != Some(signature));
        let (done, not_yet): (Vec<_>, Vec<_>) =
            new.partition(|(name, (_, signature))| self.is_done(name, *signature, &state));
        let waiting: BTreeSet<&OsString> = not_yet.iter().map(|(name, _)| *name).collect();
        self.interval = if waiting.iter().any(|n| !state.open.contains(*n)) { SETTLE } else { SLOW_POLL };
        self.seen = not_yet.iter().map(|(name, (_, signature))| ((*name).clone(), *signature)).collect();
        let count = done.len();
        for (i, (name, (path, signature))) in done.into_iter().enumerate() {
            let remaining = count.saturating_sub(i + 1);
            let (bytes, now) = (file::read(path), fs::symlink_metadata(path));
            let content = match now.map(|g| FileSignature::from(&g)) {
                Ok(now) if now == *signature => {
                    self.read.insert(name.clone(), now);
                    bytes
                }
                // It changed or left while it was read: the next look finds it as it is then.
                Ok(_) | Err(_) => {
                    self.interval = SETTLE;
                    continue;
                }
            };
            if take(FoundMail { name: name.clone(), content, remaining }) == Proceed::No {
                break;
            }
        }
        Ok(())
    }

    fn wait(&mut self) -> Proceed {
        let wake = self.watcher.wait(self.interval);
        self.after_silence = wake == WakeReason::Timeout && self.interval == SLOW_POLL;
        if self.after_silence {
            // The folder may be another one by now, under the same name.
            self.watcher.release();
        }
        Proceed::Yes
    }

    fn forget(&mut self) {
        self.read.clear();
    }

    fn holds(&self, name: &OsStr) -> bool {
        self.read.contains_key(name)
    }
}

/// What programs put down while they are still busy.
fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let extension = Path::new(name.as_ref()).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    name.starts_with('.')
        || name.ends_with('~')
        || matches!(extension.as_deref(), Some("part" | "tmp" | "crdownload" | "partial" | "swp"))
}

fn unreadable(e: &io::Error) -> Error {
    Error::data(match e.kind() {
        io::ErrorKind::NotFound => "de map is er niet.",
        io::ErrorKind::PermissionDenied => "u hebt geen rechten op de map.",
        io::ErrorKind::NotADirectory => "dit is geen map.",
        _ => "de map is niet te lezen.",
    })
}
