//! The half of the day that is named behind an hour on a clock of twelve: "10:15 PM", "10.15 uur 's avonds".
//! Read past it, the time would be half a day off.

use super::DateParser;

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
        match (day_part, hour) {
            ("pm", 1..=11) | ("avonds" | "savonds", 5..=11) | ("middags" | "smiddags", 1..=6) => (hour + 12, after),
            ("am" | "nachts" | "snachts", 12) => (0, after),
            ("am" | "pm" | "avonds" | "savonds" | "middags" | "smiddags" | "nachts" | "snachts", _) => (hour, after),
            _ => (hour, end),
        }
    }
}
