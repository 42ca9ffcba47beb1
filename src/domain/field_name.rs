//! What a field of a form is for. Its names stand beside what was typed in the database and do not change.

use serde::{Deserialize, Serialize};

/// What a field is for; forms find their fields by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldName {
    /// Who calls.
    #[serde(rename = "wie")]
    Caller,
    /// Call-back number.
    #[serde(rename = "nummer")]
    Number,
    /// The inrichting.
    #[serde(rename = "inrichting")]
    Inrichting,
    /// The row.
    #[serde(rename = "rij")]
    Rij,
    /// For whom it is.
    #[serde(rename = "lezers")]
    Readers,
    /// What happened, or the text of a fact.
    #[serde(rename = "tekst")]
    Text,
    /// Time of the call.
    #[serde(rename = "gebeld")]
    Called,
    /// Time of the voorval.
    #[serde(rename = "voorval")]
    Voorval,
    /// Time of the constatering.
    #[serde(rename = "constatering")]
    Constatering,
    /// Time of return or arrest.
    #[serde(rename = "einde-oa")]
    OaEnd,
    /// Time at which that was heard of.
    #[serde(rename = "einde-gehoord")]
    OaEndHeard,
    /// When to be reminded of asking again.
    #[serde(rename = "opnieuw")]
    Again,
    /// Any other single time.
    #[serde(rename = "tijd")]
    Time,
    /// A reason.
    #[serde(rename = "reden")]
    Reason,
    /// A choice from a few.
    #[serde(rename = "keuze")]
    Choice,
    /// What arrived.
    #[serde(rename = "wat")]
    Delivered,
    /// By which road it came.
    #[serde(rename = "langs")]
    Road,
    /// Where a fact comes from.
    #[serde(rename = "bron")]
    Source,
    /// By which channel.
    #[serde(rename = "kanaal")]
    Channel,
    /// To whom.
    #[serde(rename = "aan")]
    Recipients,
    /// A file to write.
    #[serde(rename = "bestand")]
    File,
    /// What becomes of one that is there.
    #[serde(rename = "bestaand")]
    Existing,
}
