//! Ages: "34-jarige", "man (34)", "is 34 jr". With a place, a trade or looks beside it an age tells who somebody is.

use super::DateSearch;
use crate::judge::gate::policy::LeakClass;

impl DateSearch<'_> {
    /// "34-jarige", "man (34)", "is 34 jr", "man van 34".
    pub(super) fn age(&self, i: usize, named: &[(usize, usize)]) -> Option<(usize, usize, LeakClass)> {
        self.number(i).filter(|n| (1..=110).contains(n) && self.digits(i) <= 3)?;
        if i > 0 && (self.page.gap(i).is_empty() || (self.digits(i - 1) > 0 && self.page.gap(i).len() <= 1)) {
            return None;
        }
        let (before, next) = (self.page.fold_before(i, 1), self.page.fold(i + 1));
        let person = |f: &str| {
            self.lexicon.is_role(f) || matches!(f, "hij" | "zij" | "ze" | "persoon" | "mevrouw" | "heer" | "meneer")
        };
        if next == "jarige"
            && ![
                "bestaan",
                "jubileum",
                "termijn",
                "maatregel",
                "plan",
                "contract",
                "overeenkomst",
                "tbs",
                "verjaardag",
                "traject",
            ]
            .contains(&self.page.fold(i + 2))
        {
            let who = self.page.fold(i + 2);
            return Some(self.told(
                i,
                i + 2 + usize::from(person(who)),
                !person(who) && !who.is_empty() && self.page.goes_on(i + 2),
            ));
        }
        let years = matches!(next, "jaar" | "jr" | "jaren");
        let bracket = self.page.gap(i).ends_with('(') && (self.page.gap(i + 1).starts_with(')') || years);
        let behind = named.iter().any(|(_, to)| *to == i);
        if bracket && (person(before) || behind) {
            return Some(self.told(i - 1, i + 1 + usize::from(years), false));
        }
        if before == "van"
            && person(self.page.fold_before(i, 2))
            && !matches!(next, "unit" | "uur" | "minuten" | "november" | "maart")
            && self.month(i + 1).is_none()
            && self.page.gap(i + 1) != ":"
            && !matches!(self.page.gap(i + 1), "-" | "." | "/")
        {
            return Some(self.told(i - 2, i + 1 + usize::from(years), false));
        }
        let subject = (2..=3).any(|back| {
            person(self.page.fold_before(i, back))
                || i.checked_sub(back).is_some_and(|at| named.iter().any(|(from, to)| (*from..*to).contains(&at)))
        });
        if years
            && matches!(before, "is" | "was")
            && subject
            && !matches!(self.page.fold(i + 2), "in" | "bij" | "werkzaam" | "hier" | "aanwezig" | "cel")
        {
            return Some(self.told(i, i + 2, false));
        }
        let old = years
            && matches!(self.page.fold(i + 2), "oud" | "oude")
            && (subject || matches!(before, "ca" | "circa" | "ongeveer"));
        if old {
            return Some(self.told(i, i + 3, false));
        }
        (years && person(before) && self.page.goes_on(i)).then(|| self.told(i, i + 2, false))
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
            let looks = matches!(
                f,
                "haar"
                    | "baard"
                    | "snor"
                    | "litteken"
                    | "tatoeage"
                    | "tatoeages"
                    | "bril"
                    | "postuur"
                    | "lang"
                    | "kaal"
                    | "blond"
                    | "oud"
                    | "voormalig"
                    | "ex"
                    | "gewezen"
            ) && n > to;
            let origin = matches!(f, "uit" | "wonend" | "woonachtig" | "afkomstig");
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
