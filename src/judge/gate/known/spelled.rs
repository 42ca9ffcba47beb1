//! A name of the case with something between its letters, or as its first letters only: "W o u d e", "W.oude", "SvdW".

use super::{NameParts, Search};
use crate::judge::gate::words::Letters;

impl Search<'_> {
    /// The end of a name whose letters stand apart from here on.
    pub(super) fn spelled(&self, i: usize, name: &NameParts) -> Option<usize> {
        let begin = self.page.fold(i);
        let words = name.words.iter().chain(&name.joined);
        words
            .filter(|w| w.len() > begin.len() && w.len() >= 4 && w.starts_with(begin))
            .find_map(|word| self.pieces_of(i, word))
    }

    fn pieces_of(&self, i: usize, word: &str) -> Option<usize> {
        let page = self.page;
        let mut rest = word.strip_prefix(page.fold(i))?;
        let mut to = i + 1;
        let mut marked = false;
        while !rest.is_empty() {
            let gap = page.gap(to);
            let single = page.is_single(to) || page.is_single(to - 1);
            let near = gap.chars().count() <= if single { 2 } else { 1 };
            if to >= page.words.len() || !near || page.letters(to) == Some(Letters::Digits) {
                return None;
            }
            marked |= !gap.is_empty();
            // "Woudes": an s behind it is no letter of it.
            let piece = page.fold(to);
            rest = match rest.strip_prefix(piece) {
                Some(rest) => rest,
                None if piece.strip_suffix('s') == Some(rest) => "",
                None => return None,
            };
            to += 1;
        }
        let singles = (i..to).all(|n| page.is_single(n));
        // "of man" is no "Ofman", "of-man" is.
        let apart = (i + 1..to).all(|n| !page.gap(n).contains(' '));
        let words = (i..to).all(|n| !page.is_single(n) && self.lexicon.is_ordinary(page.fold(n)));
        (singles || apart && marked || !words && page.is_single(i)).then_some(to)
    }

    /// "SvdW", and "SB" where somebody is called or does something.
    pub(super) fn monogram(&self, i: usize, name: &NameParts) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let typed = matches!(page.letters(i), Some(Letters::Capital | Letters::Capitals)) && page.is_capital(i);
        if !typed || page.fold(i) != name.monogram || lexicon.quiet.contains(&name.monogram) || self.marks.house(i) > 0
        {
            return false;
        }
        let next = page.fold(i + 1);
        let acts = page.gap(i + 1) == " " && (lexicon.acts.contains(next) || lexicon.human_acts.contains(next));
        let long = name.monogram.chars().count() >= 3 && !lexicon.is_listed(&name.monogram);
        long || self.called(i) || acts
    }
}
