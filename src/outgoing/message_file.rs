//! A message as a file: as text, as a mail that was not sent, as a Word document or as a PDF. Its name says which
//! message of which case it is, and nothing of a person; of what anybody may read not that either.

use std::{ffi::OsStr, path::Path};

use super::{
    docx::docx,
    eml::{OutgoingLetter, digest, eml},
    pdf::pdf,
    sheet::MessageSheet,
};
use crate::domain::{
    error::{Error, Result},
    sanitize,
};

/// How a message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageForm {
    /// Plain text.
    Text,
    /// A mail that a mail program opens to be sent.
    Mail,
    /// A Word document.
    Word,
    /// A PDF.
    Pdf,
}

impl MessageForm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Mail, Self::Word, Self::Pdf];

    /// What its files end with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Mail => "eml",
            Self::Word => "docx",
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
            Error::usage(format!("«{name}» eindigt niet op .txt, .eml, .docx of .pdf."))
                .hint("Kies bijvoorbeeld piketmelding.docx.")
        })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When an address is none, or a letter is not there in the form that was asked.
    pub fn render(self, letter: &OutgoingLetter<'_>) -> Result<Vec<u8>> {
        let sheet = || MessageSheet::of(letter.zaak, letter.kind, letter.version, letter.text);
        match self {
            Self::Text => Ok(format!("{}\n", letter.text.trim_end()).into_bytes()),
            Self::Mail => eml(letter),
            Self::Word => docx(&sheet()),
            Self::Pdf => pdf(&sheet()),
        }
    }

    /// The name of the file of a version.
    pub fn file_name(self, letter: &OutgoingLetter<'_>) -> String {
        if letter.kind.is_public() {
            let digest = digest(letter.zaak, letter.kind, letter.version, letter.text);
            return format!("{}-{digest}.{}", letter.kind, self.extension());
        }
        format!("{}-{}-v{}.{}", letter.zaak, letter.kind, letter.version, self.extension())
    }
}
