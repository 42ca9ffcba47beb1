//! The row that the words of a mail point to, on a line. What a mail tells is read once and kept while that mail stays on
//! screen: the text may be as long as a book, and a frame is drawn for every key.

use std::cell::RefCell;

use crate::{
    domain::{
        ids::Meldingnummer,
        melding::{Certainty, Mail},
    },
    judge::{rij_hint, told},
    rules::book::Rulebook,
    ui::text::page::fingerprint,
};

thread_local! {
    /// The line of the mail that was drawn last.
    static LAST: RefCell<Option<(Drawn, Option<String>)>> = const { RefCell::new(None) };
}

/// What the line was made of.
#[derive(Debug, PartialEq, Eq)]
struct Drawn {
    melding: Meldingnummer,
    width: usize,
    /// The text of a mail never changes; what was read of it may be mended.
    read: Vec<(u64, Certainty)>,
    unread: usize,
    book: String,
}

/// The line; `None` where no word points to a row.
pub fn line(melding: Meldingnummer, mail: &Mail, book: &Rulebook, width: usize) -> Option<String> {
    let read = mail
        .fields
        .iter()
        .map(|(name, field)| (fingerprint(name) ^ fingerprint(field.value.read()).rotate_left(1), field.certainty));
    let drawn =
        Drawn { melding, width, read: read.collect(), unread: mail.unread.len(), book: book.edition.hash.clone() };
    LAST.with_borrow_mut(|last| {
        if let Some((_, line)) = last.as_ref().filter(|(before, _)| *before == drawn) {
            return line.clone();
        }
        let line = rij_hint::line(&rij_hint::rij_hints(book, &told::told(book, mail)), width);
        *last = Some((drawn, line.clone()));
        line
    })
}
