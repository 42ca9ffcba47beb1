//! Whether a text is shown or kept back, for every list and every derived line alike.

use crate::{
    domain::{book_names::BookNames, fold::fold, inrichting::Plek, melding::Content, own_words, text::Vertrouwelijk},
    log::melding::Melding,
    rules::{book::Rulebook, language::Language},
};

/// What stands in the place of a text.
pub const MASK: &str = "••••••";

/// True of a text that the program wrote, also where a book words what arrived.
fn is_own(text: &str) -> bool {
    own_words::is_own(text) || Rulebook::words_arrival(text.trim())
}

/// How a text is read in one place: the only way from a confidential text to a line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// As it is.
    Open,
    /// As a mask; nothing typed stays nothing, and what was destroyed says so.
    Masked,
}

impl Visibility {
    /// The text as it may be seen here.
    pub fn read(self, text: &Vertrouwelijk) -> &str {
        match self {
            Self::Open => text.read(),
            Self::Masked => text.filled().filter(|t| !is_own(t)).map_or_else(|| text.read(), |_| MASK),
        }
    }

    /// Where a fact comes from; a form by its name in the book at hand says nothing of anybody.
    pub fn source<'a>(self, text: &'a Vertrouwelijk, names: &dyn BookNames) -> &'a str {
        let own = text.filled().is_some_and(|t| own_words::is_own_source(t, names));
        if own { text.read() } else { self.read(text) }
    }

    /// By which channel something went: one of the usual words says nothing of anybody.
    pub fn channel(self, text: &Vertrouwelijk) -> &str {
        let usual = text.filled().is_some_and(|t| Language::built_in().channels.contains(&fold(t.trim())));
        if usual { text.read() } else { self.read(text) }
    }

    /// The name of a place: of the list always, in somebody's own words only where texts are open.
    pub fn plek(self, plek: &Plek) -> &str {
        match plek {
            Plek::Known(name) => name,
            Plek::Other(text) => self.read(text),
        }
    }

    /// What a report is about, in a word: the place, else what was said of it.
    pub fn headline(self, melding: &Melding) -> &str {
        let written = match &melding.content {
            Content::Call(g) => g.inrichting.as_ref().map(|plek| self.plek(plek)),
            Content::Mail(p) => p.inrichting.as_ref().map(|plek| self.plek(plek)),
        };
        written.or_else(|| self.filled(melding.subject())).unwrap_or_else(|| melding.headline())
    }

    /// The same where there is something to see.
    pub fn filled(self, text: &Vertrouwelijk) -> Option<&str> {
        text.filled().map(|open| match self {
            Self::Open => open,
            Self::Masked => self.read(text),
        })
    }
}
