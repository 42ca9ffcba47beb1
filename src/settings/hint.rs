//! "Bedoelde je …?": the known name nearest to a misspelt one.

/// A hint for a misspelt name, if a known one is near enough to be meant.
pub fn bedoelde<'a>(geschreven: &str, bekend: impl Iterator<Item = &'a str>) -> Option<String> {
    let grens = (geschreven.chars().count() / 3).clamp(1, 3);
    bekend
        .map(|naam| (afstand(geschreven, naam), naam))
        .filter(|(afstand, _)| *afstand <= grens)
        .min()
        .map(|(_, naam)| format!("Bedoelde je {naam}?"))
}

/// Edits that turn one word into the other; two neighbours that swapped places are one edit.
fn afstand(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut eerder: Vec<usize> = Vec::new();
    let mut vorige: Vec<usize> = (0..=b.len()).collect();
    let mut vorig_teken = None;
    for (i, ca) in a.chars().enumerate() {
        let mut rij = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let oud = |r: &[usize], j: usize| r.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut kost =
                (oud(&vorige, j) + usize::from(ca != *cb)).min(oud(&vorige, j + 1) + 1).min(oud(&rij, j) + 1);
            if j > 0 && vorig_teken == Some(*cb) && b.get(j - 1) == Some(&ca) {
                kost = kost.min(oud(&eerder, j - 1) + 1);
            }
            rij.push(kost);
        }
        eerder = std::mem::replace(&mut vorige, rij);
        vorig_teken = Some(ca);
    }
    vorige.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let bekend = ["kalender", "kleuren", "termijn", "bel"];
        let hint = |t| bedoelde(t, bekend.into_iter());
        assert_eq!(hint("kalendar"), Some("Bedoelde je kalender?".to_owned()));
        assert_eq!(hint("tremijn"), Some("Bedoelde je termijn?".to_owned()));
        assert_eq!(hint("bell"), Some("Bedoelde je bel?".to_owned()));
        assert_eq!(hint("xyz"), None);
        assert_eq!(hint(""), None);
    }

    #[test]
    fn the_distance_is_a_distance() {
        proptest::proptest!(|(a in "[abcé]{0,6}", b in "[abcé]{0,6}")| {
            proptest::prop_assert_eq!(afstand(&a, &b), afstand(&b, &a));
            proptest::prop_assert_eq!(afstand(&a, &b) == 0, a == b);
        });
    }
}
