//! Which form an inrichting sends. Which there are, what each is about and what it is recognised by is the rule
//! book's to say.

use super::book_id::{BookIds, book_id};

book_id! {
    /// A form, by the name that the rule books give it.
    FormKind, "formulier"
}

impl FormKind {
    /// What the step is called that it is received by: `MBV ontvangen`.
    pub fn received(self) -> &'static str {
        static SAID: BookIds = BookIds::new();
        SAID.keep(&format!("{} ontvangen", self.label()))
    }

    /// True for what a form is called on screen.
    pub fn is_label(text: &str) -> bool {
        Self::ids().has_label(text)
    }
}
