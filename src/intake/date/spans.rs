//! Where the dates of a text stand, for who reads what is around them.

use std::ops::Range;

use chrono::NaiveDate;

use super::{MAX_LEN, days, tokens};
use crate::intake::limits;

/// Each whole date in a text, with the bytes it takes; `born` reads a year of two digits as a year of birth.
pub fn spans(text: &str, anchor: Option<NaiveDate>, born: bool) -> Vec<(Range<usize>, NaiveDate)> {
    let text = limits::start(text, MAX_LEN);
    let sequence = tokens(text);
    let at = |index: usize| sequence.get(index).map_or(text.len(), |token| token.pos);
    let found = days(&sequence, anchor, born, false);
    found.into_iter().filter_map(|day| Some((at(day.start)..at(day.end), day.date?))).collect()
}
