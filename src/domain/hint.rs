//! "Bedoelt u …?": the known name nearest to a misspelt one.

/// A hint for a misspelt name, if a known one is near enough to be meant.
pub fn did_you_mean<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let limit = (written.chars().count() / 3).clamp(1, 3);
    known
        .map(|name| (distance(written, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| format!("Bedoelt u {name}?"))
}

/// What can be chosen, in words: "a, b of c".
pub fn either(words: &[&str]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} of {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// Edits that turn one word into the other; two neighbours that swapped places are one edit.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut earlier: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    let mut previous_char = None;
    for (i, ca) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let old = |r: &[usize], j: usize| r.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut cost =
                (old(&previous, j) + usize::from(ca != *cb)).min(old(&previous, j + 1) + 1).min(old(&row, j) + 1);
            if j > 0 && previous_char == Some(*cb) && b.get(j - 1) == Some(&ca) {
                cost = cost.min(old(&earlier, j - 1) + 1);
            }
            row.push(cost);
        }
        earlier = std::mem::replace(&mut previous, row);
        previous_char = Some(ca);
    }
    previous.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let known = ["kalender", "kleuren", "termijn", "bel"];
        let hint = |t| did_you_mean(t, known.into_iter());
        assert_eq!(hint("kalendar"), Some("Bedoelt u kalender?".to_owned()));
        assert_eq!(hint("tremijn"), Some("Bedoelt u termijn?".to_owned()));
        assert_eq!(hint("bell"), Some("Bedoelt u bel?".to_owned()));
        assert_eq!(hint("xyz"), None);
        assert_eq!(hint(""), None);
    }

    #[test]
    fn what_can_be_chosen_reads_as_a_sentence() {
        for (words, told) in [(&[][..], ""), (&["a"], "a"), (&["a", "b"], "a of b"), (&["a", "b", "c"], "a, b of c")] {
            assert_eq!(either(words), told);
        }
    }

    #[test]
    fn the_distance_is_a_distance() {
        proptest::proptest!(|(a in "[abcé]{0,6}", b in "[abcé]{0,6}")| {
            proptest::prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            proptest::prop_assert_eq!(distance(&a, &b) == 0, a == b);
        });
    }
}
