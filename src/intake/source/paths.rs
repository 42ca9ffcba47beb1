//! Files and folders that somebody named, read once.

use std::{ffi::OsStr, path::PathBuf};

use super::{FoundMail, Proceed, Source, file};
use crate::domain::{error::Result, source::SourceKind};

/// The files.
#[derive(Debug)]
pub struct NamedFiles(Vec<PathBuf>);

impl NamedFiles {
    /// What these paths stand for: a file is itself, a folder its mails in order of name, a Maildir what
    /// is in `new` and `cur`. A path that cannot be listed stays in, so that reading it says why.
    pub fn new(paths: &[PathBuf]) -> Self {
        Self(file::expanded(paths))
    }
}

impl Source for NamedFiles {
    fn kind(&self) -> SourceKind {
        SourceKind::Import
    }

    fn round(&mut self, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<()> {
        let paths = std::mem::take(&mut self.0);
        let count = paths.len();
        for (i, path) in paths.into_iter().enumerate() {
            let content = file::read(&path);
            let finding = FoundMail { name: path.into_os_string(), content, remaining: count.saturating_sub(i + 1) };
            if take(finding) == Proceed::No {
                break;
            }
        }
        Ok(())
    }

    fn wait(&mut self) -> Proceed {
        Proceed::No
    }

    /// Who named them sees what came of it, and names them again.
    fn forget(&mut self) {}

    fn holds(&self, _: &OsStr) -> bool {
        true
    }
}
