//! A surname that is joined to what it is about: "de Wiersma-groep", "de Taghi-zaak", "de zaak-Kamminga", "de Wiersmabende". Nothing
//! else tells that somebody is meant, and he is all the same.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::{Letters, is_hyphen};

impl NameSearch<'_> {
    /// The name that stands here before such a word, behind it, or with it in one word.
    pub(super) fn of_matter(&self, i: usize) -> Option<Stretch> {
        self.before_matter(i).or_else(|| self.behind_matter(i)).or_else(|| self.with_matter(i))
    }

    /// "de Wiersma-groep", "de De Boer-groep".
    fn before_matter(&self, i: usize) -> Option<Stretch> {
        let page = self.page;
        let head = self.over_particles(i);
        let is_joined = is_hyphen(page.gap(head + 1)) && self.is_matter(page.fold(head + 1));
        let is_close = (i + 1..=head).all(|n| page.beside(n));
        // "De De Boer-groep": his own article has a capital amid a sentence.
        let is_own = head > i && i > 0 && page.is_capital(i) && page.goes_on(i);
        let is_people = self.lexicon.usage.peoples.contains(page.fold(head + 1));
        let (told, own) = (self.is_matter_name(head), is_own || is_people);
        let is_name = told && (self.lexicon.is_telling_surname(page.fold(head)) || own);
        let from = if is_own { i } else { head };
        (is_joined && is_close && is_name).then_some((from, head + 1))
    }

    /// "de zaak-Van Lieshout", "kamp-Jansen": the press writes it so, whatever else the name means; "de zaak van Hofstra".
    fn behind_matter(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let head = self.over_particles(i);
        let f = page.fold(head);
        let before = page.fold_before(i, 1);
        let is_joined = i > 0 && is_hyphen(page.gap(i)) && self.is_matter(before);
        let is_whose = self.is_whose(i);
        if !(is_joined || is_whose) || !(i + 1..=head).all(|n| page.beside(n)) {
            return None;
        }
        // A name of no list stands so for people only: "netwerk-Cisco" is no name, "bende-Verhulst" is.
        let about = if is_joined { before } else { page.fold_before(i, 2) };
        let is_strange = lexicon.usage.peoples.contains(about)
            && lexicon.is_stranger(f)
            && !lexicon.is_body(f)
            && page.letters(head) == Some(Letters::Capital)
            && self.may_be_called(head);
        let of_firm = is_joined && lexicon.firms.contains(f) && lexicon.is_surname(f) && self.marks.house(head) == 0;
        let is_listed = self.is_matter_name(head) && (is_joined || lexicon.is_telling_surname(f));
        (is_listed || of_firm || is_strange).then_some((i, head + 1))
    }

    /// "de zaak van Hofstra", "de mannen van Wiersma": no more than a blank between.
    fn is_whose(&self, i: usize) -> bool {
        let page = self.page;
        let is_near = i > 1 && page.gap(i) == " " && page.gap(i - 1) == " ";
        let joins = self.lexicon.usage.before_whose.contains(page.fold_before(i, 1));
        is_near && joins && self.is_matter(page.fold_before(i, 2))
    }

    /// "de Wiersmabende": a surname that is no word, in one word with what it is about.
    fn with_matter(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let mut abouts = lexicon.usage.matters.words().chain(lexicon.usage.peoples.words());
        let is_name =
            |name: &str| lexicon.is_telling_surname(name) && !lexicon.places.contains(name) && name.len() >= SHORTEST;
        let is_typed = page.letters(i) == Some(Letters::Capital) && !lexicon.is_listed(f) && self.may_be_called(i);
        (is_typed && abouts.any(|about| f.strip_suffix(about).is_some_and(is_name))).then_some((i, i + 1))
    }

    fn is_matter(&self, about: &str) -> bool {
        let usage = &self.lexicon.usage;
        usage.matters.contains(about) || usage.peoples.contains(about)
    }

    /// A surname with a capital that is no place, no house and no ward.
    fn is_matter_name(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let is_typed = match page.letters(i) {
            Some(Letters::Capital) => true,
            Some(Letters::Capitals) => f.chars().count() >= SHORTEST,
            Some(Letters::Small) => lexicon.is_telling_surname(f) && !lexicon.is_listed(f),
            Some(Letters::Digits) | None => false,
        };
        let is_thing = lexicon.places.contains(f) || !self.may_be_called(i);
        is_typed && lexicon.is_surname(f) && !is_thing && !lexicon.quiet.contains(f)
    }
}

/// A name of fewer letters is also the beginning of a word.
const SHORTEST: usize = 4;
