//! Where one sentence ends and the next begins in own words. At night people shorten: "afd.", "ca.", "i.v.m." end no sentence, nor does
//! a full stop before a digit or a small letter.

use crate::{domain::fold::fold, rules::language::Language};

/// The sentences of a text, each with the full stop that ends it.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, stop) in text.match_indices(". ") {
        let (before, after) = (text.get(from..at).unwrap_or_default(), text.get(at + stop.len()..).unwrap_or_default());
        if begins(after) && !is_shortened(before) {
            out.extend(text.get(from..=at));
            from = at + stop.len();
        }
    }
    out.extend(text.get(from..));
    out
}

/// The first of them.
pub fn first(text: &str) -> &str {
    sentences(text).first().copied().unwrap_or_default()
}

fn begins(after: &str) -> bool {
    after.trim_start_matches([' ', '‘', '“', '"', '\'', '(']).starts_with(char::is_uppercase)
}

/// True where the last word of a text is an abbreviation that something always follows.
fn is_shortened(before: &str) -> bool {
    let last = fold(before.rsplit([' ', '(', '/']).next().unwrap_or_default());
    Language::built_in().shortened.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shortened_ends_no_sentence() {
        for (text, begin) in [
            (
                "Brand op afd. Noord in kamer 12, bewoner naar zkh. Onder controle",
                "Brand op afd. Noord in kamer 12, bewoner naar zkh.",
            ),
            (
                "Brand ca. 10 min. na de maaltijd ontdekt door de bhv'er",
                "Brand ca. 10 min. na de maaltijd ontdekt door de bhv'er",
            ),
            ("Brand in kamer nr. 14; o.a. het matras brandde", "Brand in kamer nr. 14; o.a. het matras brandde"),
            ("Brand i.v.m. vuurwerk, t.g.v. Kortsluiting", "Brand i.v.m. vuurwerk, t.g.v. Kortsluiting"),
            (
                "Brand in kamer (bewoner v. de afd. Oost). De brandweer kwam",
                "Brand in kamer (bewoner v. de afd. Oost).",
            ),
            ("Brand in de keuken; brw. t.p. om 10.05 uur", "Brand in de keuken; brw. t.p. om 10.05 uur"),
            ("De brand is uit. Twaalf bewoners slapen elders", "De brand is uit."),
            ("Zij lag op afdeling B. De arts kwam", "Zij lag op afdeling B."),
        ] {
            assert_eq!(first(text), begin);
            assert_eq!(sentences(text).join(" "), text, "nothing is left out");
        }
    }
}
