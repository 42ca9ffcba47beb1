//! By which id a rule book knows a question of the call to the inrichting. It stands so in the log, in verbs and in what is
//! being typed, whether or not a book at hand knows it.

use super::question_id::question_id;

question_id! {
    /// The id of a question of the call: `letsel`, `stand`.
    BelvraagId
}
