//! A name that the sentence itself says is one: "de arts is Roos Apeldoorn", "de patiënt, Ruben, is weg", "ruzie tussen
//! Zandvliet en Kruitbosch", "betreft: yilmaz"; and one that shouts amid words that do not: "HOOGENDIJK is gehoord".

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

impl NameSearch<'_> {
    /// The name that the sentence tells of here.
    pub(super) fn told(&self, i: usize) -> Option<Stretch> {
        self.told_of_role(i)
            .or_else(|| self.beside_role(i))
            .or_else(|| self.between(i))
            .or_else(|| self.concerned(i))
            .or_else(|| self.loud(i))
    }

    /// "De verdachte is Amber Veenendaal", "De gewonde medewerker is Roos".
    fn told_of_role(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let told = i >= 2
            && lexicon.usage.names_a_role.contains(page.fold_before(i, 1))
            && lexicon.is_role(page.fold_before(i, 2))
            && (i - 1..=i).all(|n| page.gap(n) == " ");
        if !told || page.letters(i) != Some(Letters::Capital) || !self.may_be_called(i) {
            return None;
        }
        let head = self.over_particles(i + 1);
        let whole = lexicon.is_given(page.fold(i)) && page.is_capital(head) && page.beside(head);
        if whole {
            return Some((i, self.tail(head + 1)));
        }
        let ends = page.gap(i + 1).starts_with(['.', ',', '\n']) || i + 1 == page.words.len();
        (ends && lexicon.is_given(page.fold(i))).then_some((i, i + 1))
    }

    /// "De patiënt, Ruben, is weg".
    fn beside_role(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let beside = i > 0
            && page.gap(i) == ", "
            && lexicon.is_role(page.fold_before(i, 1))
            && page.gap(i + 1).starts_with([',', '.', ')']);
        let known = || lexicon.is_telling_given(f) || lexicon.is_telling_surname(f);
        (beside
            && page.letters(i) == Some(Letters::Capital)
            && known()
            && self.may_be_called(i)
            && !lexicon.places.contains(f))
        .then_some((i, i + 1))
    }

    /// "ruzie tussen Zandvliet en Kruitbosch".
    fn between(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let at = |n: usize| page.gap(n) == " ";
        let talked = i >= 2
            && page.fold_before(i, 1) == "tussen"
            && (2..=4).any(|back| i >= back && lexicon.talks.contains(page.fold_before(i, back)));
        let name = |n: usize| {
            let f = page.fold(n);
            page.letters(n) == Some(Letters::Capital)
                && self.may_be_called(n)
                && (lexicon.is_surname(f)
                    || lexicon.is_given(f)
                    || (lexicon.is_stranger(f) && !self.lexicon.is_body(f)))
        };
        let both = page.fold(i + 1) == "en" && at(i) && at(i + 1) && at(i + 2) && name(i) && name(i + 2);
        (talked && both).then_some((i, i + 3))
    }

    /// "betreft: yilmaz", "het gaat om mohammed": typed in haste, and no word.
    fn concerned(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let about = page.fold_before(i, 1) == "betreft" && page.gap(i) == ": "
            || page.fold_before(i, 1) == "om" && page.fold_before(i, 2) == "gaat" && page.gap(i) == " ";
        if !about {
            return None;
        }
        let known = (lexicon.is_telling_given(f) || lexicon.is_telling_surname(f))
            && !lexicon.is_listed(f)
            && !lexicon.places.contains(f);
        let small = page.letters(i) == Some(Letters::Small) && f.chars().count() >= 4;
        (i >= 1 && known && small && self.may_be_called(i)).then_some((i, i + 1))
    }

    /// "HOOGENDIJK is gehoord", "MIRJETA VAN DER HAILE liep weg": a name that shouts in a line that does not.
    fn loud(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let shouts = |n: usize| {
            page.letters(n) == Some(Letters::Capitals)
                || (page.is_single(n) && lexicon.particles.contains(page.fold(n)))
        };
        if page.letters(i) != Some(Letters::Capitals) || (i > 0 && page.beside(i) && shouts(i - 1)) {
            return None;
        }
        let mut end = i + 1;
        while end < i + 7 && shouts(end) && (page.beside(end) || matches!(page.gap(end), "-" | "'" | "’")) {
            end += 1;
        }
        let quiet = page.letters(end) == Some(Letters::Small) && page.goes_on(end)
            || i > 0 && page.letters(i - 1) == Some(Letters::Small) && page.goes_on(i);
        let parts: Vec<usize> =
            (i..end).filter(|n| !lexicon.particles.contains(page.fold(*n)) && !page.is_single(*n)).collect();
        let (first, last) = (*parts.first()?, *parts.last()?);
        let free = |n: &usize| {
            self.may_be_called(*n) && !self.lexicon.is_body(page.fold(*n)) && page.fold(*n).chars().count() >= 3
        };
        if !quiet || last + 1 != end || !parts.iter().all(free) {
            return None;
        }
        let f = page.fold(last);
        let strange = lexicon.is_stranger(f) && f.chars().count() >= 5;
        let surname = lexicon.is_surname(f) && f.chars().count() >= 4;
        let acts = page.gap(end) == " "
            && (lexicon.usage.behind_a_name.contains(page.fold(end)) || lexicon.human_acts.contains(page.fold(end)));
        let sure = if first < last {
            let given = page.fold(first);
            let known = lexicon.is_given(given) || lexicon.is_stranger(given) || last > first + 1;
            known && (strange || lexicon.is_telling_surname(f) || (lexicon.is_given(given) && lexicon.is_surname(f)))
        } else if first > i {
            surname && !lexicon.places.contains(f)
        } else {
            let found = lexicon.undergone.contains(page.fold(end + 1)) || page.fold(end + 1) == "gevonden";
            acts && !lexicon.places.contains(f) && (lexicon.is_telling_surname(f) || (strange && found))
        };
        sure.then_some((i, end))
    }

    /// "Jan Amersfoort liep weg": what no town does.
    pub(super) fn walks(&self, next: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(next);
        let acts = lexicon.human_acts.contains(f) || (lexicon.acts.contains(f) && !lexicon.usage.as_a_town.contains(f));
        acts && page.gap(next) == " " && page.letters(next) == Some(Letters::Small)
    }

    /// A number right behind it, as behind a street or a ward; a telephone number in brackets says nothing.
    pub(super) fn is_numbered(&self, i: usize) -> bool {
        let gap = self.page.gap(i + 1);
        self.page.letters(i + 1) == Some(Letters::Digits) && gap.len() <= 2 && !gap.contains(['(', ','])
    }

    /// "Zwaantje van den Ruijgrok": a given name that ends as small things do, with a capital amid a sentence or before its
    /// particle.
    pub(super) fn is_little_name(&self, i: usize) -> bool {
        let (page, head) = (self.page, self.over_particles(i + 1));
        let stranger = self.lexicon.is_stranger(page.fold(head)) || self.lexicon.is_telling_surname(page.fold(head));
        page.fold(i).ends_with("je") && page.beside(head) && page.is_capital(head) && stranger
    }

    /// "P e t r o v": a name with blanks or points between its letters.
    pub(super) fn spelled_out(&self, i: usize) -> Option<Stretch> {
        let page = self.page;
        let between = |n: usize| matches!(page.gap(n), " " | "." | ". " | "-" | "_" | "  ");
        if !page.is_single(i) || (i > 0 && page.is_single(i - 1) && between(i)) {
            return None;
        }
        let mut to = i + 1;
        while page.is_single(to) && between(to) {
            to += 1;
        }
        let whole: String = (i..to).map(|n| page.fold(n)).collect();
        let known = self.lexicon.is_telling_given(&whole) || self.lexicon.is_surname(&whole);
        (to >= i + 4 && known).then_some((i, to))
    }

    /// A surname or a stranger with a capital that may be called so: "Haar naam is Blijd".
    pub(super) fn is_name_alone(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let head = self.behind_particles(i);
        let f = page.fold(head);
        let known =
            lexicon.is_given(f) || lexicon.is_surname(f) || (lexicon.is_stranger(f) && !self.lexicon.is_body(f));
        page.is_single(i) || (page.is_capital(head) && known && self.may_be_called(head))
    }

    /// No house, no office, no street and no word that begins no name.
    pub(super) fn may_be_called(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        self.marks.house(i) == 0
            && !self.marks.is_within_street(i)
            && !self.is_quiet(i)
            && !lexicon.is_role(f)
            && !lexicon.fields.contains(f)
            && !lexicon.wards.contains(f)
            && !lexicon.titles.contains(f)
            && !lexicon.offices.contains(f)
            && !lexicon.firms.contains(f)
            && !lexicon.exercises.contains(f)
            && !lexicon.businesses.contains(f)
    }
}
