//! Which body a rule book means besides the inrichting and the desk: whom it phones, who waits for a term. Which there are
//! is the rule book's to say.

use super::book_id::book_id;

book_id! {
    /// A body, by the name that the rule book gives it.
    InstantieId, "instantie"
}
