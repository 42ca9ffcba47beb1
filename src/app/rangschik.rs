//! Type-to-filter: which options fit what was typed, best first. Equal scores keep their order, so
//! that the list does not jump about under half-asleep eyes.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

/// The places of the fitting texts, best first; all of them, in order, when nothing is typed. Every
/// typed word must stand in a text; only where none has them all, its letters may lie scattered.
pub fn rangschik(gezocht: &str, teksten: &[String]) -> Vec<usize> {
    if gezocht.trim().is_empty() {
        return (0..teksten.len()).collect();
    }
    let woordelijk = met(gezocht, teksten, AtomKind::Substring);
    if woordelijk.is_empty() { met(gezocht, teksten, AtomKind::Fuzzy) } else { woordelijk }
}

fn met(gezocht: &str, teksten: &[String], hoe: AtomKind) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let patroon = Pattern::new(gezocht, CaseMatching::Ignore, Normalization::Smart, hoe);
    let mut buffer = Vec::new();
    let mut treffers: Vec<(usize, u32)> = teksten
        .iter()
        .enumerate()
        .filter_map(|(i, t)| patroon.score(Utf32Str::new(t, &mut buffer), &mut matcher).map(|s| (i, s)))
        .collect();
    // The words as they were typed, one after the other, say more than the same words scattered.
    let zin = gezocht.trim().to_lowercase();
    let aaneen = |i: usize| teksten.get(i).is_some_and(|t| t.to_lowercase().contains(&zin));
    treffers.sort_by_cached_key(|(i, score)| (!aaneen(*i), std::cmp::Reverse(*score), *i));
    treffers.into_iter().map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_come_before_scattered_letters() {
        let teksten = ["Datalek laptop", "Brand", "Toepassing dwangmedicatie"].map(str::to_owned);
        assert_eq!(rangschik("data", &teksten), [0]);
        assert_eq!(rangschik("dtlk", &teksten), [0]);
        assert_eq!(rangschik("", &teksten), [0, 1, 2]);
        let teksten = ["Uitbraak en ontvluchting", "Ontvluchting uit de kliniek"].map(str::to_owned);
        assert_eq!(rangschik("ontvluchting uit", &teksten), [1, 0]);
        assert_eq!(rangschik("xyz", &teksten), Vec::<usize>::new());
    }
}
