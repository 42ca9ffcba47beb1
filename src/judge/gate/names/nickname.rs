//! A given name with a nickname between quotes: "Kees «de Lange» Hogeweg", "Kees 'Rooie'".

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

/// Words that a nickname has at most.
const LONGEST: usize = 4;

impl NameSearch<'_> {
    /// The name that begins here and is gone on with by a nickname.
    pub(super) fn nicknamed(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let opens = matches!(page.gap(i + 1), " \"" | " '" | " “" | " ‘" | " «" | " ’" | " ”" | " (\"" | " ('");
        if !opens {
            return None;
        }
        let f = page.fold(i);
        let strange = lexicon.is_stranger(f) && page.letters(i) == Some(Letters::Capital);
        let given =
            (lexicon.is_given(f) || strange) && page.is_capital(i) && f.chars().count() >= 3 && !self.is_quiet(i);
        if !given || self.marks.house(i) > 0 || self.is_business(i) {
            return None;
        }
        let closes = |n: usize| page.gap(n).starts_with(['"', '\'', '”', '’', '“', '‘', '»']);
        let end = (i + 2..=i + 1 + LONGEST).find(|n| *n <= page.words.len() && closes(*n))?;
        let apart = page.gap(end).chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        let head = self.over_particles(end);
        let surname = page.is_capital(head)
            && (lexicon.is_surname(page.fold(head)) || lexicon.is_stranger(page.fold(head)))
            && page.gap(end).ends_with(' ')
            && (end + 1..=head).all(|n| page.beside(n));
        let acts = lexicon.acts.contains(page.fold(end)) && page.gap(end).ends_with(' ');
        let telling = page.letters(i) == Some(Letters::Capital) && (lexicon.is_telling_given(f) || (strange && acts));
        if !apart || !(surname || telling) {
            return None;
        }
        Some((i, if surname { self.tail(head + 1) } else { end }))
    }
}
