//! Which form an inrichting sends. Which there are, what each is about and what it is recognised by is the rule
//! book's to say.

use super::book_id::book_id;

book_id! {
    /// A form, by the name that the rule books give it.
    FormKind, "formulier"
}
