//! The half of the day that is named behind an hour on a clock of twelve: "10:15 PM", "10.15 uur 's avonds".
//! Read past it, the time would be half a day off.

use super::Lezer;

impl Lezer<'_> {
    /// The hour on a clock of twenty-four, and where the time with its half of the day ends.
    pub(super) fn op_24(&self, uur: u32, einde: usize) -> (u32, usize) {
        let mut i = self.wit(einde);
        if self.woord(i) == Some("uur") {
            i = self.wit(i + 1);
        }
        // "'s avonds" is an apostrophe, an s and a word.
        let s = if self.is(i, &['\'', '’', '‘', '`']).is_some() { i + 1 } else { i };
        let deel = if self.woord(s) == Some("s") { self.wit(s + 1) } else { i };
        let (dagdeel, na) = match (self.woord(deel), self.is(deel + 1, &['.']), self.woord(deel + 2)) {
            (Some("a"), Some(_), Some("m")) => ("am", deel + 3),
            (Some("p"), Some(_), Some("m")) => ("pm", deel + 3),
            (Some(woord), _, _) => (woord, deel + 1),
            (None, _, _) => return (uur, einde),
        };
        match (dagdeel, uur) {
            ("pm", 1..=11) | ("avonds" | "savonds", 5..=11) | ("middags" | "smiddags", 1..=6) => (uur + 12, na),
            ("am" | "nachts" | "snachts", 12) => (0, na),
            ("am" | "pm" | "avonds" | "savonds" | "middags" | "smiddags" | "nachts" | "snachts", _) => (uur, na),
            _ => (uur, einde),
        }
    }
}
