//! What somebody is to a case, as the address book calls it: the ground of a message names kinds, not names. Which there
//! are is the address book's to say.

use super::book_id::book_id;

book_id! {
    /// A kind of addressee, by its word in files and on screen.
    AddresseeKind, "soort"
}

impl AddresseeKind {
    /// Functionaries of the organisation, up to whom it answers to.
    pub const LINE: Self = Self::of("lijn");
    /// Who answers the press.
    pub const PRESS: Self = Self::of("woordvoering");
    /// The inrichting of the case.
    pub const INRICHTING: Self = Self::of("inrichting");
}
