//! Whether words say that there is nothing of the media, and no more than that: "nog geen vragen van de pers". Who adds what
//! there is, or that nothing was answered, tells of something.

use crate::{
    domain::fold::fold,
    rules::{feature::Features, language::Language},
};

/// True where every part of a text denies, and one of them the media.
pub(super) fn denies_media(text: &str) -> bool {
    let negation = &Features::built_in().negation;
    let denies = |word: &str| negation.iter().any(|own| own == word);
    let media = |word: &str| Language::built_in().media.iter().any(|begin| word.starts_with(begin.as_str()));
    let parts: Vec<String> = text.split([',', ';', '.', '(', ')', '\n']).map(fold).collect();
    let parts: Vec<Vec<&str>> = parts.iter().map(|part| part.split_whitespace().collect()).collect();
    let parts: Vec<&Vec<&str>> = parts.iter().filter(|part| !part.is_empty()).collect();
    let about_media = |part: &Vec<&str>| {
        let behind = part.iter().position(|word| denies(word)).map(|at| part.get(at + 1));
        behind.is_some_and(|next| next.is_none_or(|word| media(word)))
    };
    parts.iter().all(|part| part.iter().any(|word| denies(word))) && parts.iter().any(|part| about_media(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_that_there_is_nothing_denies() {
        for text in [
            "geen",
            "Nog geen media-aandacht.",
            "Bij de inrichting is geen media-aandacht bekend.",
            "geen vragen van de pers",
        ] {
            assert!(denies_media(text), "{text}");
        }
        for text in [
            "Omroep Gelderland heeft gebeld, geen commentaar gegeven",
            "RTL Nieuws staat met een ploeg voor de poort, er is nog geen reactie gegeven.",
            "Geen vragen van de pers, wel berichten op sociale media",
            "De krant belde",
            "",
        ] {
            assert!(!denies_media(text), "{text}");
        }
    }
}
