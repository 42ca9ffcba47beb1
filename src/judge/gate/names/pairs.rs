//! Two words that are a name together: the surname before the given name or its letters, and two with a capital that are
//! in no list of words, houses or towns.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

impl NameSearch<'_> {
    /// "Çelik, Mehmet" and "Berg, J.W.".
    pub(super) fn surname_first(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        if !matches!(page.gap(i + 1), ", " | ",") {
            return None;
        }
        let f = page.fold(i);
        let small = lexicon.is_telling_surname(f) && lexicon.is_telling_given(page.fold(i + 1));
        let named = page.is_capital(i) || page.letters(i) == Some(Letters::Capitals) || small;
        let street = self.marks.is_street(i) && !self.marks.is_lone_surname(i);
        let free = self.marks.house(i) > 0 || street || lexicon.quiet.contains(f) || page.is_single(i);
        if !named || free || lexicon.is_role(f) || lexicon.titles.contains(f) {
            return None;
        }
        if let Some(end) = self.initials(i + 1)
            && page.gap(end).starts_with('.')
            && (page.is_capital(i + 1) || page.letters(i + 1) == Some(Letters::Capitals))
            && lexicon.may_be_surname(f)
            && (!lexicon.places.contains(f) || lexicon.is_surname(f))
        {
            return Some((i, end));
        }
        let g = page.fold(i + 1);
        // "JANSEN, KEES", "jansen, kees": typed alike, and neither is a word.
        let alike = page.letters(i) == page.letters(i + 1) && lexicon.is_telling_surname(f);
        if alike && lexicon.is_telling_given(g) && !lexicon.places.contains(f) && !lexicon.places.contains(g) {
            return Some((i, i + 2));
        }
        let strange =
            lexicon.is_surname(f) || (!lexicon.is_ordinary(f) && !lexicon.places.contains(f) && !lexicon.is_given(f));
        // "Hoogendijk, Thanh": in no list, and neither a town nor one more of a row.
        let row = page.gap(i + 2).starts_with(',') && page.is_capital(i + 2)
            || i > 0 && page.gap(i) == ", " && page.is_capital(i - 1)
            || matches!(page.fold(i + 2), "en" | "of");
        let foreign =
            lexicon.is_stranger(g) && page.letters(i + 1) == Some(Letters::Capital) && !self.lexicon.is_body(g) && !row;
        let given = (lexicon.is_telling_given(g) || foreign) && page.is_capital(i + 1);
        let near = self.marks.house(i + 1) == 0 && !self.marks.is_within_street(i + 1);
        (given && strange && near && !page.is_capital(i + 2)).then(|| (i, self.over_particles(i + 2)))
    }

    /// Two words with a capital that are neither words nor houses nor towns.
    pub(super) fn two_strangers(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let strange = |n: usize| {
            let f = page.fold(n);
            page.letters(n) == Some(Letters::Capital)
                && f.len() >= 3
                && self.marks.house(n) == 0
                && !self.marks.is_within_street(n)
                && !(lexicon.places.contains(f) && (n == i || !lexicon.particles.contains(page.fold_before(n, 1))))
                && !f.strip_suffix("se").is_some_and(|place| lexicon.places.contains(place))
                && !lexicon.quiet.contains(f)
                && !lexicon.titles.contains(f)
                && !lexicon.is_role(f)
                && !lexicon.fields.contains(f)
                && !lexicon.wards.contains(f)
                && !lexicon.offices.contains(f)
        };
        if !strange(i)
            || self.lexicon.is_body(page.fold(i))
            || (lexicon.is_ordinary(page.fold(i)) && !self.is_little_name(i))
            || lexicon.particles.contains(page.fold(i))
            || self.is_business(i)
        {
            return None;
        }
        let head = self.over_particles(i + 1);
        let g = page.fold(head);
        // "Voorhout in Den Haag" is a place; "Thirza in 't Veld" is not.
        let loose = lexicon.usage.before_a_place.contains(page.fold(i + 1));
        if head > i + 1 && loose && (head == i + 2 || (lexicon.places.contains(g) && !lexicon.is_surname(g))) {
            return None;
        }
        let loud = page.letters(head) == Some(Letters::Capitals) && g.len() >= 5;
        let surname = (lexicon.is_surname(g) || (head > i + 1 && loud && lexicon.is_stranger(g)))
            && (page.letters(head) == Some(Letters::Capital) || loud)
            && self.marks.house(head) <= 1;
        let breaks = (i + 1..=head).any(|n| page.gap(n).contains('\n'));
        // "via Global Talk", "boven de Brabantse Kempen".
        let before = page.fold_before(i, 1);
        let placed = lexicon.thing_before.contains(before) || lexicon.place_before.contains(before) || before == "via";
        let listed = lexicon.is_surname(g) || lexicon.is_given(page.fold(i)) || head > i + 1;
        if placed && !listed && i > 0 && page.gap(i) == " " && !matches!(before, "bij" | "door") {
            return None;
        }
        let within = head > i + 1 || (surname && i > 0 && page.gap(i) == " " && page.goes_on(i));
        let line = breaks && lexicon.is_ordinary(g) && !within;
        let close = (i + 1..=head).all(|n| page.beside(n)) && page.gap(i + 1) != "-" && !line;
        (close && (surname || (strange(head) && !self.lexicon.is_body(g))) && !self.is_numbered(head))
            .then(|| (i, self.tail(head + 1)))
    }
}
