//! Type-to-filter: which options fit what was typed, best first. Equal scores keep their order, so
//! that the list does not jump about under half-asleep eyes.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// The places of the fitting texts, best first; all of them, in order, when nothing is typed.
pub fn rangschik(gezocht: &str, teksten: &[String]) -> Vec<usize> {
    if gezocht.trim().is_empty() {
        return (0..teksten.len()).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let patroon = Pattern::parse(gezocht, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut treffers: Vec<(usize, u32)> = teksten
        .iter()
        .enumerate()
        .filter_map(|(i, t)| patroon.score(Utf32Str::new(t, &mut buffer), &mut matcher).map(|s| (i, s)))
        .collect();
    treffers.sort_by_key(|(i, score)| (std::cmp::Reverse(*score), *i));
    treffers.into_iter().map(|(i, _)| i).collect()
}
