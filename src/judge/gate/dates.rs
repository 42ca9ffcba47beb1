//! Dates of birth and ages: a known date in any notation, another one with a sign beside it. What happened, what
//! was written and what was built has dates too; those may stand.

mod age;
mod own;
mod spelled;
mod year;

use super::{
    known::KnownPersons,
    lexicon::Lexicon,
    policy::{LeakClass, LeakKind},
    words::{GatePage, Letters},
};
use crate::domain::time_words;

/// A date of birth, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    year: u32,
    month: u32,
    day: u32,
}

impl BirthDate {
    /// Reads `1987-03-14` or `14-03-1987`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<u32> = text.trim().split(['-', '/', '.']).filter_map(|p| p.parse().ok()).collect();
        match parts.as_slice() {
            [year, month, day] | [day, month, year] if *year >= 1000 => {
                Self { year: *year, month: *month, day: *day }.checked()
            }
            _ => None,
        }
    }

    /// Reads a date in any writing that the gate knows: also "13 april 1979" and `1979-04-13T00:00`.
    pub fn read(text: &str, lexicon: &Lexicon) -> Option<Self> {
        let day = text.split(['T', 't']).next().unwrap_or_default();
        Self::parse(text).or_else(|| Self::parse(day)).or_else(|| {
            let page = GatePage::new(text);
            let search = DateSearch { page: &page, lexicon, named: NamedWords::new(page.words.len(), &[]) };
            let written = (0..page.words.len()).find_map(|i| search.date(i)).filter(|written| !written.part)?;
            (written.date.year >= 1000).then_some(written.date)
        })
    }

    fn checked(self) -> Option<Self> {
        ((1..=12).contains(&self.month) && (1..=31).contains(&self.day)).then_some(self)
    }

    /// The same day, where the year may have two digits.
    fn same(self, other: Self) -> bool {
        self.month == other.month
            && self.day == other.day
            && (self.year == other.year || (other.year < 100 && self.year % 100 == other.year))
    }
}

/// A date as it stands in a text: its words, and the day it may be.
#[derive(Debug, Clone, Copy)]
struct WrittenDate {
    to: usize,
    date: BirthDate,
    /// Only month and year.
    part: bool,
}

impl WrittenDate {
    /// The year may be that of a birth.
    fn may_be_born(&self) -> bool {
        self.date.year < 100 || (1900..=2016).contains(&self.date.year)
    }
}

/// Finds dates of birth and ages, each as a stretch of words with its class.
pub fn find(
    page: &GatePage<'_>,
    lexicon: &Lexicon,
    known: &KnownPersons,
    named: &[(usize, usize)],
) -> Vec<(usize, usize, LeakClass)> {
    let search = DateSearch { page, lexicon, named: NamedWords::new(page.words.len(), named) };
    let birth = LeakClass::Kind(LeakKind::BirthDate);
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        if let Some(written) = search.date(i) {
            let own = !written.part && known.births.iter().any(|b| b.same(written.date));
            let behind = search.named.ends_before(i) && page.gap(i).contains('(');
            if own || search.is_birth(i, &written) || (behind && !written.part && written.may_be_born()) {
                found.push((i, written.to, birth));
            }
        }
        if let Some(to) = search.own(i, &known.births) {
            found.push((i, to, birth));
        }
        if let Some(to) = search.birth_year(i) {
            found.push((i, to, birth));
        }
        if let Some((from, to, class)) = search.age(i) {
            found.push((from, to, class));
        }
    }
    found
}

/// The days in what a call tells on which somebody may be born who is grown up now, `1987-03-14`; one whose year has two digits with
/// a sign beside it.
pub fn told(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<String> {
    let search = DateSearch { page, lexicon, named: NamedWords::new(page.words.len(), &[]) };
    let year = |i: usize, written: &WrittenDate| match written.date.year {
        year @ 1900..=2010 => Some(year),
        year if year < 100 && search.is_birth(i, written) => Some(if year > 10 { 1900 + year } else { 2000 + year }),
        _ => None,
    };
    let whole = |i: usize| search.date(i).filter(|written| !written.part);
    let day = |(year, date): (u32, BirthDate)| format!("{year:04}-{:02}-{:02}", date.month, date.day);
    let born = (0..page.words.len()).filter_map(|i| whole(i).and_then(|w| Some((year(i, &w)?, w.date))));
    born.map(day).collect()
}

/// Which words belong to a name, and behind which of them one ends.
struct NamedWords {
    within: Vec<bool>,
    ends: Vec<bool>,
}

impl NamedWords {
    fn new(words: usize, named: &[(usize, usize)]) -> Self {
        let mut marks = Self { within: vec![false; words + 1], ends: vec![false; words + 1] };
        for (from, to) in named {
            marks.within.iter_mut().take(*to).skip(*from).for_each(|mark| *mark = true);
            marks.ends.iter_mut().skip(*to).take(1).for_each(|mark| *mark = true);
        }
        marks
    }

    fn has(&self, i: usize) -> bool {
        self.within.get(i).copied().unwrap_or_default()
    }

    fn ends_before(&self, i: usize) -> bool {
        self.ends.get(i).copied().unwrap_or_default()
    }
}

struct DateSearch<'a> {
    page: &'a GatePage<'a>,
    lexicon: &'a Lexicon,
    named: NamedWords,
}

impl DateSearch<'_> {
    fn number(&self, i: usize) -> Option<u32> {
        let word = self.page.words.get(i).filter(|w| w.letters == Letters::Digits && w.fold.len() <= 8)?;
        word.fold.parse().ok()
    }

    fn digits(&self, i: usize) -> usize {
        self.page.words.get(i).filter(|w| w.letters == Letters::Digits).map_or(0, |w| w.fold.len())
    }

    fn month(&self, i: usize) -> Option<u32> {
        let f = self.page.fold(i);
        // Nearly every word is none, which its first letters tell.
        let [one, other] = f.as_bytes().first_chunk().copied()?;
        if !self.lexicon.month_begins.may_have(one, other) {
            return None;
        }
        let at = self.lexicon.months.iter().position(|m| {
            m == f
                || (f.len() >= 3 && m.starts_with(f) && f.len() <= 4)
                || (m == "maart" && matches!(f, "mrt" | "mrt."))
                || (m == "augustus" && f == "aug")
        })?;
        u32::try_from(at + 1).ok()
    }

    /// A gap that may stand within a date.
    fn within(&self, i: usize) -> bool {
        let gap = self.page.gap(i);
        gap.chars().count() <= 4
            && gap.chars().all(|c| {
                matches!(
                    c,
                    ' ' | '\n'
                        | '\r'
                        | '-'
                        | '/'
                        | '.'
                        | '\''
                        | '’'
                        | '‘'
                        | '\u{A0}'
                        | '\u{2010}'
                        | '\u{2011}'
                        | '–'
                        | ','
                )
            })
            && gap.matches('\n').count() <= 1
    }

    fn date(&self, i: usize) -> Option<WrittenDate> {
        let glued = i > 0 && matches!(self.page.gap(i), "" | "-" | "/" | ".") && self.digits(i - 1) > 0;
        if glued || (i > 0 && self.page.gap(i).is_empty()) {
            return None;
        }
        self.compact(i).or_else(|| self.numeric(i)).or_else(|| self.spelled(i)).or_else(|| self.part(i))
    }

    /// 14031987, 140387, 19870314.
    fn compact(&self, i: usize) -> Option<WrittenDate> {
        let n = self.number(i)?;
        let made = |year, month, day| {
            BirthDate { year, month, day }.checked().map(|date| WrittenDate { to: i + 1, date, part: false })
        };
        match self.digits(i) {
            8 if (1900..=2100).contains(&(n % 10_000)) => made(n % 10_000, n / 10_000 % 100, n / 1_000_000),
            8 => made(n / 10_000, n / 100 % 100, n % 100).filter(|w| (1900..=2100).contains(&w.date.year)),
            6 => made(n % 100, n / 100 % 100, n / 10_000),
            _ => None,
        }
    }

    /// 14-03-1987, 14/3/87, 1987-03-14, 14 03 1987.
    fn numeric(&self, i: usize) -> Option<WrittenDate> {
        let (a, b, c) = (self.number(i)?, self.number(i + 1)?, self.number(i + 2)?);
        if !self.within(i + 1)
            || !self.within(i + 2)
            || self.page.gap(i + 1).is_empty()
            || self.page.gap(i + 2).is_empty()
            || self.page.gap(i + 1).contains(',')
        {
            return None;
        }
        let next = self.page.gap(i + 3);
        if matches!(next, "-" | "/" | ".") && self.digits(i + 3) > 0 {
            return None;
        }
        let made = |year, month, day| {
            BirthDate { year, month, day }.checked().map(|date| WrittenDate { to: i + 3, date, part: false })
        };
        match (self.digits(i), self.digits(i + 1), self.digits(i + 2)) {
            (4, 1 | 2, 1 | 2) => made(a, b, c),
            (1 | 2, 1 | 2, 4) => made(c, b, a),
            (1 | 2, 1 | 2, 2) if !self.page.gap(i + 1).trim().is_empty() || !self.page.gap(i + 2).trim().is_empty() => {
                made(c, b, a)
            }
            _ => None,
        }
    }

    /// True where an hour with its minutes stands.
    fn is_clock(&self, i: usize) -> bool {
        self.digits(i) == 2 && self.digits(i + 1) == 2 && matches!(self.page.gap(i + 1), ":" | ".")
    }

    /// 14 maart 1987, 14e mrt '87.
    fn spelled(&self, i: usize) -> Option<WrittenDate> {
        let ordinal = matches!(self.page.fold(i + 1), "e" | "de" | "ste") && self.page.gap(i + 1).len() <= 1;
        let mut at = i + 1 + usize::from(ordinal);
        if self.page.fold(at) == "van" {
            at += 1;
        }
        // Few words are a month, and a number in words takes long to read: the month is asked first.
        let month = self.month(at)?;
        let day = self.number(i).filter(|d| (1..=31).contains(d)).or_else(|| spelled::day(self.page.fold(i)))?;
        if self.digits(at + 1) == 0 {
            // "negentien zevenentachtig".
            let apart =
                (self.page.fold(at + 1) == "negentien").then(|| time_words::number(self.page.fold(at + 2))).flatten();
            let year = apart.map(|n| 1900 + n).or_else(|| spelled::year(self.page.fold(at + 1)))?;
            let to = at + 2 + usize::from(apart.is_some());
            let date = BirthDate { year, month, day };
            return (self.within(at) && self.within(at + 1)).then_some(WrittenDate { to, date, part: false });
        }
        let year = self.number(at + 1).filter(|_| matches!(self.digits(at + 1), 2 | 4))?;
        let apostrophe = self.page.gap(at + 1).contains(['\'', '’', '‘', '-', '/']);
        // "8 augustus, 04.40 uur" has an hour and no year.
        let clock = matches!(self.page.gap(at + 2), ":" | ".") && self.digits(at + 2) == 2;
        let good = self.within(at) && self.within(at + 1) && (self.digits(at + 1) == 4 || apostrophe || !clock);
        let date = BirthDate { year, month, day };
        (good && (year > 1900 || self.digits(at + 1) == 2)).then_some(WrittenDate { to: at + 2, date, part: false })
    }

    /// maart 1987.
    fn part(&self, i: usize) -> Option<WrittenDate> {
        let month = self.month(i)?;
        let year = self.number(i + 1).filter(|y| (1900..=2100).contains(y))?;
        let alone = self.within(i + 1) && self.number(i.wrapping_sub(1)).is_none();
        alone.then_some(WrittenDate { to: i + 2, date: BirthDate { year, month, day: 1 }, part: true })
    }

    /// A sign beside it: "geb.", "geboren op", "staat … als geboortedatum", or in brackets behind who it is.
    fn is_birth(&self, i: usize, written: &WrittenDate) -> bool {
        if self.born_before(i) {
            return true;
        }
        let after = (written.to..written.to + 3).any(|n| {
            let f = self.page.fold(n);
            self.page.goes_on(n) && matches!(f, "geboortedatum" | "gebdatum" | "gebdat")
        });
        if after && self.page.fold(written.to) == "als" {
            return true;
        }
        if self.page.fold(written.to) == "geboren" && self.page.gap(written.to) == " " && written.may_be_born() {
            return true;
        }
        // "De patiënt (12-05-1984)", "de patiënt, 12-05-1984, is weg".
        let commas = self.page.gap(i) == ", " && self.page.gap(written.to).starts_with(',');
        let beside = self.page.gap(i).contains('(') || commas;
        let bracket = beside && self.lexicon.is_role(self.page.fold_before(i, 1));
        bracket && !written.part && written.may_be_born()
    }

    fn born_before(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..7 {
            if at == 0 {
                return false;
            }
            let gap = self.page.gap(at);
            if gap.contains([';', '|', '!', '?']) || gap.matches('\n').count() > 1 {
                return false;
            }
            let f = self.page.fold(at - 1);
            let sign = f.starts_with("geboren")
                || f.starts_with("geboorte")
                || self.lexicon.usage.born_short.contains(f)
                || f == "levenslicht"
                || (f == "wereld" && self.page.fold_before(at, 2) == "ter")
                || (f == "gd" && self.page.gap(at).len() <= 3)
                || (f == "d" && self.page.fold_before(at, 2) == "g" && self.page.gap(at - 1).len() <= 2);
            if sign {
                return !gap.contains(". ") || self.page.fold(at - 1).len() <= 7;
            }
            let filler = self.lexicon.usage.born_between.contains(f)
                || self.lexicon.is_role(f)
                || self.lexicon.places.contains(f);
            if !filler || gap.contains(". ") && f.len() > 4 {
                return false;
            }
            at -= 1;
        }
        false
    }
}
