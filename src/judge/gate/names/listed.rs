//! Names in a row behind who several are, and a surname that ends as streets do.

use super::{NameSearch, Sign, Stretch};
use crate::judge::gate::words::Letters;

impl NameSearch<'_> {
    /// The names that go on behind one: "collega's Jansen en Pietersma", "de heren Kievit, Reiger en Wulp".
    pub(super) fn others(&self, from: usize, to: usize) -> Vec<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        // Behind who several are, each is called; elsewhere a word is none.
        let who = page.fold_before(from, 1);
        let bare =
            |who: &str| who.strip_suffix('s').or_else(|| who.strip_suffix("en")).is_some_and(|w| lexicon.is_role(w));
        let several = who == "heren" || who == "dames" || who == "s" || (bare(who) && !lexicon.roles.contains(who));
        let mut found = Vec::new();
        let mut end = to;
        loop {
            let joint = page.beside(end) && matches!(page.fold(end), "en" | "of") && page.beside(end + 1);
            let comma = page.gap(end) == ", ";
            let next = if joint { end + 1 } else { end };
            let f = page.fold(next);
            let named = page.is_capital(next)
                && (!lexicon.is_ordinary(f) || (several && !lexicon.places.contains(f)))
                && self.can_name(next, Sign::Role);
            let listed = joint || (comma && several && page.letters(next) == Some(Letters::Capital));
            if !listed || !named {
                return found;
            }
            let last = if several { self.tail(next + 1) } else { next + 1 };
            found.push((next, last));
            end = last;
        }
    }

    /// "Hicham Groeneweg is terug": somebody whose surname ends as streets do. No number stands behind it and no word
    /// before it leads to a place; it is a surname of the list, or who it is or what they do stands beside it.
    pub(super) fn is_no_street(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let Some(last) = (i + 1..i + 5).find(|n| self.marks.is_street(*n) && !self.marks.is_street(n + 1)) else {
            return false;
        };
        let before = page.fold_before(i, 1);
        let near = i > 0 && page.gap(i).chars().all(|c| matches!(c, ' ' | ',' | ':' | '.'));
        let called =
            near && (lexicon.is_role(before) || lexicon.titles.contains(before) || lexicon.labels.contains(before));
        let to_place = near
            && (lexicon.place_before.contains(before)
                || lexicon.thing_before.contains(before)
                || lexicon.usage.before_a_street.contains(before));
        let numbered = page.letters(last + 1) == Some(Letters::Digits) && page.gap(last + 1).len() <= 2;
        let f = page.fold(last);
        let next = page.fold(last + 1);
        // "Jan van Galenstraat" and "Willem Alexanderweg" are streets, whatever is said of them.
        let street = lexicon.usage.street_never_a_name.end(f)
            || lexicon.usage.street_after_given.end_behind(f, |given| lexicon.is_given(given));
        let acts = lexicon.human_acts.contains(next) || (!street && lexicon.acts.contains(next));
        let sure =
            lexicon.is_telling_given(page.fold(i)) && (lexicon.is_surname(f) || acts || (!street && last > i + 1));
        !numbered && (called || (sure && !to_place))
    }
}
