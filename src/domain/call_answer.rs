//! Which question of the call a fact answers. Ids of the rule book and no text, so that a message and the
//! call itself find the answer again.

use serde::{Deserialize, Serialize};

use super::belvraag_id::BelvraagId;

/// An answer given in the call to the inrichting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAnswer {
    /// The question, by its id in the rule book.
    #[serde(rename = "vraag")]
    pub question: BelvraagId,
    /// The answer, by its id; `None` for own words and for what is not known.
    #[serde(rename = "antwoord")]
    pub choice: Option<String>,
}
