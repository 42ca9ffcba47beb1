//! By which id a rule book knows a weighing question. It stands so in the log and on screen, whether or not a book at hand
//! knows it; a question of the call has an id of another kind.

use std::{borrow::Borrow, convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The id of a weighing question: `G1`, `6.1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeegvraagId(String);

impl WeegvraagId {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A map by these ids is asked by what somebody typed too.
impl Borrow<str> for WeegvraagId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for WeegvraagId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl From<&str> for WeegvraagId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl FromStr for WeegvraagId {
    type Err = Infallible;

    fn from_str(id: &str) -> Result<Self, Infallible> {
        Ok(id.into())
    }
}

impl fmt::Display for WeegvraagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
