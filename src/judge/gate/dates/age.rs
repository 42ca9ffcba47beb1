//! Ages: "34-jarige", "man (34)", "is 34 jr". With a place, a trade or looks beside it an age tells who somebody is.

use super::{DateSearch, spelled};
use crate::{domain::time_words, judge::gate::policy::LeakClass};

impl DateSearch<'_> {
    /// "34-jarige", "man (34)", "is 34 jr", "man van 34".
    pub(super) fn age(&self, i: usize) -> Option<(usize, usize, LeakClass)> {
        if spelled::years_old(self.page.fold(i)).is_some() {
            return self.of_years(i, i + 1);
        }
        let digits = self.number(i).filter(|_| self.digits(i) <= 3);
        let (before, next) = (self.page.fold_before(i, 1), self.page.fold(i + 1));
        let years = matches!(next, "jaar" | "jr" | "jaren");
        // A number in words takes long to read, and is an age only beside one of these.
        if digits.is_none() && !years && next != "jarige" && before != "van" && !self.page.gap(i).ends_with('(') {
            return None;
        }
        // "een" is an article more often than a number.
        let words = || time_words::number(self.page.fold(i)).filter(|n| *n > 1);
        let count = digits.or_else(words).filter(|n| (1..=110).contains(n))?;
        if i > 0 && (self.page.gap(i).is_empty() || (self.digits(i - 1) > 0 && self.page.gap(i).len() <= 1)) {
            return None;
        }
        let person = |f: &str| self.is_person(f);
        if next == "jarige" {
            return self.of_years(i, i + 2);
        }
        let bracket = self.page.gap(i).ends_with('(') && (self.page.gap(i + 1).starts_with(')') || years);
        let behind = self.named.ends_before(i);
        if bracket && (person(before) || behind) {
            return Some(self.told(i - 1, i + 1 + usize::from(years), false));
        }
        // "patiënten van drie afdelingen", "medewerkers van 3 units".
        let who = self.page.fold_before(i, 2);
        let several = who.ends_with(['n', 's']) && !self.lexicon.roles.contains(who);
        let grown = years || !several && (count >= 12 || !self.page.goes_on(i + 1));
        if before == "van"
            && grown
            && person(who)
            && !self.lexicon.usage.no_age.contains(next)
            && self.month(i + 1).is_none()
            && self.page.gap(i + 1) != ":"
            && !matches!(self.page.gap(i + 1), "-" | "." | "/")
        {
            return Some(self.told(i - 2, i + 1 + usize::from(years), false));
        }
        let subject = (2..=3).any(|back| {
            person(self.page.fold_before(i, back)) || i.checked_sub(back).is_some_and(|at| self.named.has(at))
        });
        if years
            && matches!(before, "is" | "was")
            && subject
            && !self.lexicon.usage.years_there.contains(self.page.fold(i + 2))
        {
            return Some(self.told(i, i + 2, false));
        }
        let old = years
            && matches!(self.page.fold(i + 2), "oud" | "oude")
            && (subject || matches!(before, "ca" | "circa" | "ongeveer"));
        if old {
            return Some(self.told(i, i + 3, false));
        }
        if years && person(before) && self.page.goes_on(i) {
            return Some(self.told(i, i + 2, false));
        }
        digits.filter(|n| *n >= 12).and_then(|_| self.bare(i))
    }

    pub(super) fn is_person(&self, f: &str) -> bool {
        self.lexicon.is_role(f) || self.lexicon.usage.somebody.contains(f)
    }

    /// "De verpleegde, 41, voormalig buschauffeur", "de verpleegde is 52, komt uit Tholen", "een lasser van 41 uit Tiel": no year is
    /// counted in words, and what stands around tells that somebody is so old.
    fn bare(&self, i: usize) -> Option<(usize, usize, LeakClass)> {
        let (page, next) = (self.page, self.page.fold(i + 1));
        let before = |back: usize| page.fold_before(i, back);
        let between = page.gap(i) == ", " && page.gap(i + 1).starts_with(',') && self.is_person(before(1));
        if between {
            return Some(self.told(i - 1, i + 1, self.lexicon.usage.of_life.contains(next)));
        }
        let subject = matches!(before(1), "is" | "was") && (2..=3).any(|back| self.is_person(before(back)));
        if subject && page.gap(i + 1) == ", " && self.lexicon.usage.of_life.contains(next) {
            return Some(self.told(i, i + 2, true));
        }
        let years = usize::from(matches!(next, "jaar" | "jr"));
        let from = self.lexicon.usage.from_where.contains(page.fold(i + 1 + years));
        let trade = before(1) == "van"
            && before(3) == "een"
            && (self.lexicon.usage.life_trades.end_longer(before(2), 2) || self.is_person(before(2)));
        (trade && from && page.goes_on(i + 1)).then(|| self.told(i - 2, i + 1 + years, true))
    }

    /// Behind "34-jarige": of whom; a contract and a plan have years too.
    fn of_years(&self, i: usize, next: usize) -> Option<(usize, usize, LeakClass)> {
        let who = self.page.fold(next);
        let thing = self.lexicon.aged_things.contains(who);
        let person = self.is_person(who);
        let trade = !person && !who.is_empty() && self.page.goes_on(next);
        (!thing).then(|| self.told(i, next + usize::from(person), trade))
    }

    /// An age is telling with a place, a trade or looks beside it.
    fn told(&self, from: usize, to: usize, trade: bool) -> (usize, usize, LeakClass) {
        let mut end = to;
        let mut telling = trade;
        for n in to..to + 6 {
            let bracket = n == to && self.page.gap(n) == ") ";
            if n >= self.page.words.len() || !(bracket || self.page.goes_on(n)) {
                break;
            }
            let f = self.page.fold(n);
            let looks = self.lexicon.usage.looks.contains(f) && n > to;
            let origin = self.lexicon.usage.from_where.contains(f);
            if looks || origin || self.lexicon.places.contains(f) {
                telling = true;
                end = (n + 1 + usize::from(origin)).min(self.page.words.len());
                break;
            }
        }
        let trade_end = if trade { (to + 1).max(end) } else { end };
        (from, trade_end, if telling { LeakClass::TellingAge } else { LeakClass::Age })
    }
}
