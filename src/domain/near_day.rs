//! The words by which people name a day from where they stand: "gisteravond", "hedenochtend", "vannacht". They are read in what
//! somebody types, under the labels of a form and in a mail that tells, by this one list.

use super::time_words::TIME_WORDS;

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// From midnight on, or shortly before it.
    Night,
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// From five on.
    Evening,
}

/// A day that was named so. With the night as its part it is the night that is going on or just over, whichever of
/// its two days the hour is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearDay {
    /// Days from today; what is over is negative.
    pub days: i64,
    /// The part of the day that the word names too.
    pub part: Option<DayPart>,
}

/// The day that a word in small letters names; `None` where it is no such word.
pub fn near_day(word: &str) -> Option<NearDay> {
    if let Some((_, days)) = TIME_WORDS.near_days.iter().find(|(name, _)| *name == word) {
        return Some(NearDay { days: *days, part: None });
    }
    let ends = |rest: &str| TIME_WORDS.day_parts.iter().find(|(name, _)| *name == rest).map(|(_, part)| *part);
    let mut before = TIME_WORDS.before_a_part.iter();
    let (days, part) = before.find_map(|(stem, days)| Some((*days, ends(word.strip_prefix(stem)?)?)))?;
    match (days, part) {
        // "Gisternacht" is the night to today.
        (0 | -1, DayPart::Night) => Some(NearDay { days: 0, part: Some(part) }),
        (_, DayPart::Night) => None,
        (_, DayPart::Morning | DayPart::Afternoon | DayPart::Evening) => Some(NearDay { days, part: Some(part) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_from_where_one_stands() {
        for (word, days, part) in [
            ("vandaag", 0, None),
            ("hedenochtend", 0, Some(DayPart::Morning)),
            ("vanmiddag", 0, Some(DayPart::Afternoon)),
            ("gisterenavond", -1, Some(DayPart::Evening)),
            ("eergistermorgen", -2, Some(DayPart::Morning)),
            ("gisternacht", 0, Some(DayPart::Night)),
            ("hedennacht", 0, Some(DayPart::Night)),
            ("morgenochtend", 1, Some(DayPart::Morning)),
        ] {
            assert_eq!(near_day(word), Some(NearDay { days, part }), "{word}");
        }
        for word in ["van", "vans", "middag", "eergisternacht", "gisterde", "hedendaags"] {
            assert_eq!(near_day(word), None, "{word}");
        }
    }
}
