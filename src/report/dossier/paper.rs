//! In which forms a dossier is written.

use std::{ffi::OsStr, path::Path};

use super::Dossier;
use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    outgoing::{docx::docx, pdf::pdf},
};

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossierForm {
    /// A Word document.
    Word,
    /// Plain text.
    Text,
    /// A PDF.
    Pdf,
}

impl DossierForm {
    /// All of them; last the one that may lack a letter.
    pub const ALL: [Self; 3] = [Self::Word, Self::Text, Self::Pdf];

    /// What its files end with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Text => "txt",
            Self::Pdf => "pdf",
        }
    }

    /// The form that the name of a file asks for.
    ///
    /// # Errors
    /// When it ends with none of them.
    pub fn of(path: &Path) -> Result<Self> {
        let end = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        Self::ALL.into_iter().find(|form| form.extension().eq_ignore_ascii_case(end)).ok_or_else(|| {
            let name = sanitize::line(&path.to_string_lossy());
            Error::usage(format!("«{name}» eindigt niet op .docx, .pdf of .txt."))
                .hint("Kies bijvoorbeeld dossier.docx.")
        })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When a letter is not there in the form that was asked.
    pub fn bytes(self, made: &Dossier) -> Result<Vec<u8>> {
        match self {
            Self::Word => docx(&made.sheet),
            Self::Pdf => pdf(&made.sheet),
            Self::Text => Ok(made.text().into_bytes()),
        }
    }
}
