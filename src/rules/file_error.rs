//! A fault in a file that somebody writes, with the place where it can be mended.

use std::fmt;

use crate::domain::error::Error;

/// One fault; a file is reported with all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The file as it was named by the caller.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// The field, with the table it stands in: `rij.incident`; empty where the sentence names it.
    pub field: String,
    /// A Dutch sentence, with a hint where there is one.
    pub sentence: String,
}

impl FileError {
    /// Folds all faults of a reading into the one error of the program, one fault a line; `subject` is what
    /// was read.
    pub fn combine(subject: &str, errors: &[Self]) -> Error {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let count = match errors.len() {
            1 => "één fout".to_owned(),
            n => format!("{n} fouten"),
        };
        Error::data(format!("{subject} heeft {count}:\n{}\n", list.join("\n")))
            .hint("Verbeter het bestand of haal het weg.")
    }

    /// Ends a program whose own, embedded data does not read. Tests read that very data, so no such
    /// program passes them; going on without rules would be worse than stopping.
    pub(super) fn in_own_data(errors: &[Self]) -> ! {
        std::panic::resume_unwind(Box::new(Self::combine("Het eigen materiaal", errors).to_string()))
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, field, sentence } = self;
        if field.is_empty() {
            return write!(f, "{file}, regel {line}: {sentence}");
        }
        write!(f, "{file}, regel {line} ({field}): {sentence}")
    }
}
