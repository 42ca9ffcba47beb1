//! By which id a rule book knows a weighing question. It stands so in the log and on screen, whether or not a book at hand
//! knows it; a question of the call has an id of another kind.

use super::question_id::question_id;

question_id! {
    /// The id of a weighing question: `G1`, `6.1`.
    WeegvraagId
}
