//! A year of birth by itself, with what tells that it is one.

use super::DateSearch;

impl DateSearch<'_> {
    /// "geboortejaar 1987", "bj 1987", "geb.jr 87", "geboortemaand maart".
    pub(super) fn birth_year(&self, i: usize) -> Option<usize> {
        if self.page.gap(i).is_empty() && i > 0 {
            return None;
        }
        let f = self.page.fold_before(i, 1);
        let before = self.page.fold_before(i, 2);
        if self.month(i).is_some() && (f == "geboortemaand" || before == "geboortemaand") {
            return Some(i + 1);
        }
        let year = self.number(i).filter(|y| (1900..=2016).contains(y) || (self.digits(i) == 2 && *y > 20))?;
        let full = year > 100;
        let label =
            matches!(f, "geboortejaar" | "gebjaar" | "gebjr") || (matches!(f, "jr" | "jaar") && before == "geb");
        let near = self.page.gap(i).chars().count() <= 4;
        let car = self.lexicon.usage.built_things.contains(before);
        let loose = full
            && ((matches!(f, "bj" | "jrg") && !car)
                || (f == "in" && before.starts_with("geboren"))
                || (f == "is" && before == "geboortejaar")
                || f == "geboren"
                || f == "geb"
                || self.is_year_of_somebody(i));
        let goes = !matches!(self.page.gap(i + 1), "-" | "/" | ".") || self.digits(i + 1) == 0;
        (near && (label || loose) && goes).then_some(i + 1)
    }

    /// "De patiënt is van 1984", "hij zag in 1984 het levenslicht", "werd in 1984 geboren".
    fn is_year_of_somebody(&self, i: usize) -> bool {
        let before = |back: usize| self.page.fold_before(i, back);
        let of_somebody = before(1) == "van"
            && matches!(before(2), "is" | "was")
            && self.is_person(before(3))
            && self.ends_here(i + 1);
        let born = |n: usize| matches!(self.page.fold(n), "geboren" | "levenslicht") && self.page.goes_on(n);
        of_somebody || (before(1) == "in" && (i + 1..i + 4).take_while(|n| self.page.goes_on(*n)).any(born))
    }

    /// Nothing goes on here that the year could be of.
    fn ends_here(&self, next: usize) -> bool {
        next >= self.page.words.len() || self.page.gap(next).starts_with(['.', ',', ';', ')', '\n'])
    }
}
