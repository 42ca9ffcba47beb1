//! The sector an inrichting belongs to. Each sector has a meldingsinstructie of its own, so that the
//! advice for one says nothing about another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

/// The code of a sector in data: `tbs`, `jji`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sector(String);

impl Sector {
    /// Its name in a sentence: `JJI`.
    pub fn label(&self) -> String {
        self.0.to_uppercase()
    }

    /// The code as data has it.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Sector {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        let code = s.trim().to_ascii_lowercase();
        if code.is_empty() || code.len() > 12 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(Error::usage(format!("«{}» is geen sector.", s.trim()))
                .hint("Een sector is één woord van hoogstens twaalf letters."));
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for Sector {
    type Error = Error;

    fn try_from(s: String) -> Result<Self, Error> {
        s.parse()
    }
}

impl From<Sector> for String {
    fn from(s: Sector) -> Self {
        s.0
    }
}
