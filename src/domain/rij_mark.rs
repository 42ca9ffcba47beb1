//! By what a book marks some of its rows beside what the program knows of them. What such a mark means its book alone knows.

use super::book_id::book_id;

book_id! {
    /// Such a mark, by the name that the book gives it.
    RijMark, "kenmerk"
}
