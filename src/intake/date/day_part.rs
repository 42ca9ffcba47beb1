//! The half of the day that is named behind an hour on a clock of twelve: "10:15 PM", "10.15 uur 's avonds".
//! Read past it, the time would be half a day off.

use super::DateParser;
use crate::intake::reading_words::READING;

impl DateParser<'_> {
    /// The hour on a clock of twenty-four, and where the time with its half of the day ends.
    pub(super) fn to_24_hour(&self, hour: u32, end: usize) -> (u32, usize) {
        let mut i = self.skip_space(end);
        if self.word(i) == Some("uur") {
            i = self.skip_space(i + 1);
        }
        // "'s avonds" is an apostrophe, an s and a word.
        let s = if self.is(i, &['\'', '’', '‘', '`']).is_some() { i + 1 } else { i };
        let part = if self.word(s) == Some("s") { self.skip_space(s + 1) } else { i };
        let (day_part, after) = match (self.word(part), self.is(part + 1, &['.']), self.word(part + 2)) {
            (Some("a"), Some(_), Some("m")) => ("am", part + 3),
            (Some("p"), Some(_), Some("m")) => ("pm", part + 3),
            (Some(word), _, _) => (word, part + 1),
            (None, _, _) => return (hour, end),
        };
        let named = |names: &[&str]| names.contains(&day_part);
        let (evening, afternoon) = (named(READING.evening), named(READING.afternoon));
        let (before_noon, night) = (day_part == "am", named(READING.night));
        match hour {
            1..=11 if day_part == "pm" => (hour + 12, after),
            5..=11 if evening => (hour + 12, after),
            1..=6 if afternoon => (hour + 12, after),
            12 if before_noon || night => (0, after),
            _ if day_part == "pm" || before_noon || evening || afternoon || night => (hour, after),
            _ => (hour, end),
        }
    }
}
