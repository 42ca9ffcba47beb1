//! A date of birth that the case knows, in the writings in which another date says nothing: without its year, its
//! parts apart or the other way round, the month as a Roman number.

use super::{BirthDate, DateSearch, spelled};

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

impl DateSearch<'_> {
    /// The end of a known date that begins here.
    pub(super) fn own(&self, i: usize, births: &[BirthDate]) -> Option<usize> {
        if births.is_empty() || (i > 0 && self.page.gap(i).is_empty()) {
            return None;
        }
        self.writings(i)
            .into_iter()
            .flatten()
            .find(|(to, date)| {
                let whole = births.iter().any(|b| b.same(*date));
                let longer = self.digits(*to) > 0 && matches!(self.page.gap(*to), "-" | "/" | "." | "");
                whole && !longer
            })
            .map(|(to, _)| to)
            .or_else(|| self.without_year(i, births))
    }

    fn writings(&self, i: usize) -> [Option<(usize, BirthDate)>; 4] {
        let two = |n: usize| self.number(n).filter(|_| matches!(self.digits(n), 1 | 2));
        let near = |n: usize| self.within(n) && !self.page.gap(n).is_empty();
        let date = |to, year, month, day| BirthDate { year, month, day }.checked().map(|date| (to, date));
        // 12 03 87.
        let apart = two(i)
            .zip(two(i + 1))
            .zip(self.number(i + 2).filter(|_| self.digits(i + 2) == 2))
            .filter(|_| near(i + 1) && near(i + 2))
            .and_then(|((day, month), year)| date(i + 3, year, month, day));
        // 870312.
        let turned = self
            .number(i)
            .filter(|_| self.digits(i) == 6)
            .and_then(|n| date(i + 1, n / 10_000, n / 100 % 100, n % 100));
        // 12-III-1987.
        let roman = ROMAN.iter().position(|r| *r == self.page.fold(i + 1)).and_then(|at| u32::try_from(at + 1).ok());
        let roman = two(i)
            .zip(roman)
            .zip(self.number(i + 2))
            .filter(|_| near(i + 1) && near(i + 2))
            .and_then(|((day, month), year)| date(i + 3, year, month, day));
        // maart 12, 1987.
        let ahead = self
            .month(i)
            .zip(two(i + 1))
            .zip(self.number(i + 2))
            .filter(|_| near(i + 1) && near(i + 2))
            .and_then(|((month, day), year)| date(i + 3, year, month, day));
        [apart, turned, roman, ahead]
    }

    /// "12 maart", and "12-03" where a birthday is spoken of.
    fn without_year(&self, i: usize, births: &[BirthDate]) -> Option<usize> {
        let is_day = |month: u32, day: u32| births.iter().any(|b| b.month == month && b.day == day);
        let day = self.number(i).filter(|_| self.digits(i) <= 2).or_else(|| spelled::day(self.page.fold(i)))?;
        let ordinal =
            usize::from(matches!(self.page.fold(i + 1), "e" | "de" | "ste") && self.page.gap(i + 1).len() <= 1);
        let at = i + 1 + ordinal;
        if let Some(month) = self.month(at) {
            let year = self.digits(at + 1) == 4 && self.within(at + 1);
            // On "10 juni, 00.00 uur" something happened, whoever has a birthday then.
            return (self.within(at) && !year && !self.is_clock(at + 1) && is_day(month, day)).then_some(at + 1);
        }
        let month = self.number(i + 1).filter(|_| self.digits(i + 1) <= 2)?;
        let joint = matches!(self.page.gap(i + 1), "-" | "/");
        let longer = self.digits(i + 2) > 0 && matches!(self.page.gap(i + 2), "-" | "/" | ".");
        let birthday = self.born_before(i)
            || (1..=3).any(|back| {
                let f = self.page.fold_before(i, back);
                f.starts_with("verjaar") || f == "jarig"
            });
        (joint && !longer && birthday && is_day(month, day)).then_some(i + 2)
    }
}
