//! The names of days and months and the numbers as they are said, each in its order. They stand in the assets, and whoever
//! reads or writes one of them does it by this one list.

use super::near_day::DayPart;

/// The words.
#[derive(Debug, Clone, Copy)]
pub struct TimeWords {
    /// The days of the week, from Monday on.
    pub weekdays: [&'static str; 7],
    /// The same in two letters.
    pub short_weekdays: [&'static str; 7],
    /// The months, from January on.
    pub months: [&'static str; 12],
    /// The same in three letters.
    pub short_months: [&'static str; 12],
    /// The numbers from one to nineteen.
    pub below_twenty: [&'static str; 19],
    /// The tens from twenty to ninety.
    pub tens: [&'static str; 8],
    /// The hours from one to twelve, behind "tegen".
    pub towards: [&'static str; 12],
    /// What a day is called from today on, with how many days it is away.
    pub near_days: &'static [(&'static str, i64)],
    /// The same where a part of the day is written on to it: "gister" in "gisteravond".
    pub before_a_part: &'static [(&'static str, i64)],
    /// The parts of a day.
    pub day_parts: &'static [(&'static str, DayPart)],
    /// What a minute is called.
    pub minutes: &'static [&'static str],
    /// What an hour is called.
    pub hours: &'static [&'static str],
    /// What a day is called.
    pub days: &'static [&'static str],
    /// What a week is called.
    pub weeks: &'static [&'static str],
}

/// Those of the program.
pub const TIME_WORDS: TimeWords = include!("../../assets/tijdwoorden.in");

/// A month by its place in the year, from 0.
pub fn month_name(month0: u32) -> &'static str {
    usize::try_from(month0).ok().and_then(|month| TIME_WORDS.months.get(month)).copied().unwrap_or_default()
}

/// A number from "een" to "negenennegentig", with or without the signs on its vowels.
pub fn number(word: &str) -> Option<u32> {
    let below = |limit: usize, word: &str| {
        let found = (1..).zip(TIME_WORDS.below_twenty).take(limit).find(|(_, name)| *name == word);
        found.map(|(nr, _)| nr)
    };
    if matches!(word, "één" | "'n") {
        return Some(1);
    }
    if let Some(number) = below(TIME_WORDS.below_twenty.len(), word) {
        return Some(number);
    }
    let (tens, before) = (2..).zip(TIME_WORDS.tens).find_map(|(nr, name)| Some((nr * 10, word.strip_suffix(name)?)))?;
    if before.is_empty() {
        return Some(tens);
    }
    let one = before.strip_suffix("en").or_else(|| before.strip_suffix("ën"))?;
    below(9, one).map(|one| tens + one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_those_in_digits() {
        let names = (1..).zip(TIME_WORDS.below_twenty).chain((2..).map(|nr| nr * 10).zip(TIME_WORDS.tens));
        for (nr, name) in names {
            assert_eq!(number(name), Some(nr), "{name}");
        }
        let said = ["één", "eenenveertig", "tweeëndertig", "tweeendertig", "negenennegentig"];
        assert_eq!(said.map(number), [Some(1), Some(41), Some(32), Some(32), Some(99)]);
        assert_eq!(["veertigen", "en", "", "nul", "elfentwintig", "honderd"].map(number), [None; 6]);
    }
}
