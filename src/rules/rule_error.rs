//! A fault in a rule file, with the place where its author can mend it.

use std::fmt;

use crate::domain::error::Error;

/// One fault; a file is reported with all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file as it was named by the caller.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// The field, with the table it stands in: `rij.incident`.
    pub field: String,
    /// A Dutch sentence.
    pub sentence: String,
}

impl RuleError {
    /// Folds all faults of a reading into the one error of the program, one fault a line.
    pub fn combine(errors: &[Self]) -> Error {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let count = match errors.len() {
            1 => "één fout".to_owned(),
            n => format!("{n} fouten"),
        };
        Error::data(format!("Het regelboek heeft {count}:\n{}\n", list.join("\n")))
            .hint("Verbeter het bestand, of start zonder eigen regelboek.")
    }

    /// Ends a program whose own, embedded data does not read. Tests read that very data, so no such
    /// program passes them; going on without rules would be worse than stopping.
    pub(super) fn in_own_data(errors: &[Self]) -> ! {
        std::panic::resume_unwind(Box::new(Self::combine(errors).to_string()))
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, regel {} ({}): {}", self.file, self.line, self.field, self.sentence)
    }
}
