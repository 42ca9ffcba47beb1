//! Type-to-filter: which options fit what was typed, best first. Equal scores keep their order, so
//! that the list does not jump about while somebody reads it.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

/// The places of the fitting texts, best first; all of them, in order, when nothing is typed. Every
/// typed word must stand in a text; only where none has them all, its letters may lie scattered.
pub fn rank(sought: &str, texts: &[String]) -> Vec<usize> {
    if sought.trim().is_empty() {
        return (0..texts.len()).collect();
    }
    let literal = with(sought, texts, AtomKind::Substring);
    if literal.is_empty() { with(sought, texts, AtomKind::Fuzzy) } else { literal }
}

fn with(sought: &str, texts: &[String], how: AtomKind) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(sought, CaseMatching::Ignore, Normalization::Smart, how);
    let mut buffer = Vec::new();
    let mut hits: Vec<(usize, u32)> = texts
        .iter()
        .enumerate()
        .filter_map(|(i, t)| pattern.score(Utf32Str::new(t, &mut buffer), &mut matcher).map(|s| (i, s)))
        .collect();
    // The words as they were typed, one after the other, say more than the same words scattered.
    let sentence = sought.trim().to_lowercase();
    let contiguous = |i: usize| texts.get(i).is_some_and(|t| t.to_lowercase().contains(&sentence));
    hits.sort_by_cached_key(|(i, score)| (!contiguous(*i), std::cmp::Reverse(*score), *i));
    hits.into_iter().map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_come_before_scattered_letters() {
        let texts = ["Datalek laptop", "Brand", "Toepassing dwangmedicatie"].map(str::to_owned);
        assert_eq!(rank("data", &texts), [0]);
        assert_eq!(rank("dtlk", &texts), [0]);
        assert_eq!(rank("", &texts), [0, 1, 2]);
        let texts = ["Uitbraak en ontvluchting", "Ontvluchting uit de kliniek"].map(str::to_owned);
        assert_eq!(rank("ontvluchting uit", &texts), [1, 0]);
        assert_eq!(rank("xyz", &texts), Vec::<usize>::new());
    }
}
