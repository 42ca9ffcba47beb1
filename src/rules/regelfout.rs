//! A fault in a rule file, with the place where its author can mend it.

use std::fmt;

use crate::domain::fout::Fout;

/// One fault; a file is reported with all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelfout {
    /// The file as it was named by the caller.
    pub bestand: String,
    /// Line, counted from 1.
    pub regel: usize,
    /// The field, with the table it stands in: `rij.incident`.
    pub veld: String,
    /// A Dutch sentence.
    pub zin: String,
}

impl Regelfout {
    /// Folds all faults of a reading into the one error of the program, one fault a line.
    pub fn samen(fouten: &[Self]) -> Fout {
        let lijst: Vec<String> = fouten.iter().map(ToString::to_string).collect();
        let aantal = match fouten.len() {
            1 => "één fout".to_owned(),
            n => format!("{n} fouten"),
        };
        Fout::gegevens(format!("Het regelboek heeft {aantal}:\n{}\n", lijst.join("\n")))
            .hint("Verbeter het bestand, of start zonder eigen regelboek.")
    }

    /// Ends a program whose own, embedded data does not read. Tests read that very data, so no such
    /// program passes them; going on without rules would be worse than stopping.
    pub(super) fn in_eigen_gegevens(fouten: &[Self]) -> ! {
        std::panic::resume_unwind(Box::new(Self::samen(fouten).to_string()))
    }
}

impl fmt::Display for Regelfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, regel {} ({}): {}", self.bestand, self.regel, self.veld, self.zin)
    }
}
