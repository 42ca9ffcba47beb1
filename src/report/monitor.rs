//! The incidentenmonitor: every MBV and MOA of a piketweek, of several or of some days, with how its terms went and what
//! was decided. It holds no personal data and no free text: reasons and facts may name people, so they
//! have no field here. Times are Amsterdam's.

mod column;
mod csv;
mod format;
mod html;
mod json;
mod md;
mod norm;
mod overview;
mod pdf;
mod public;
mod row;
mod summary;
mod tally;
mod trend;
mod verdict;
mod xlsx;

pub use format::{MonitorFormat, Write};
pub use norm::{Asked, AskedState, NormTally, NormText, Share};
pub use overview::{DISCLAIMER, LooseForm, Monitor};
pub use row::{MonitorChannel, MonitorForm, MonitorRow, TermijnRow, WeekPart};
pub use tally::ZaakTally;
pub use trend::WeekTally;
pub use verdict::{Evidence, TermijnLimits, Verdict};

impl MonitorFormat {
    /// All forms there are.
    pub const ALL: &[Self] = &[md::FORMAT, csv::FORMAT, json::FORMAT, xlsx::FORMAT, html::FORMAT, pdf::FORMAT];

    /// How the names of their files end, as a sentence lists them.
    pub fn endings() -> String {
        let endings: Vec<String> = Self::ALL.iter().map(|format| format!(".{}", format.ending)).collect();
        match endings.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} of {last}", others.join(", ")),
            Some((last, _)) => last.clone(),
            None => String::new(),
        }
    }
}
