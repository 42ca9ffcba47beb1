//! Which words of a message come from which fact: sources are for the officer and stand in no message, but one may ask.
//! Words that were changed by hand are the officer's own and come from nothing.

use crate::{
    domain::{feit::Feit, sanitize},
    log::zaak::Zaak,
};

/// Shorter than this, in bytes, words are a fact's only where they are a sentence by themselves.
const SHORT: usize = 12;

/// A piece of a text and the fact it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeitOrigin {
    /// Its first byte.
    pub from: usize,
    /// The byte behind it.
    pub to: usize,
    /// The number of the fact.
    pub feit: u32,
}

/// Every piece of a text that comes from a fact of the case, in reading order.
pub fn origins(zaak: &Zaak, text: &str) -> Vec<FeitOrigin> {
    let mut out: Vec<FeitOrigin> = zaak.feiten.iter().flat_map(|feit| of_feit(feit, text)).collect();
    out.sort_by_key(|o| (o.from, o.to, o.feit));
    out
}

/// The fact that the words at this byte come from; the first one of their line where they come from none.
pub fn at<'a>(zaak: &'a Zaak, text: &str, place: usize) -> Option<&'a Feit> {
    let all = origins(zaak, text);
    let line_start = text.get(..place)?.rfind('\n').map_or(0, |i| i + 1);
    let line_end = text.get(place..)?.find('\n').map_or(text.len(), |i| place + i);
    let here = all.iter().find(|o| (o.from..=o.to).contains(&place));
    let origin = here.or_else(|| all.iter().find(|o| o.from < line_end && o.to > line_start))?;
    zaak.feiten.iter().find(|feit| feit.number == origin.feit)
}

fn of_feit(feit: &Feit, text: &str) -> Vec<FeitOrigin> {
    let said = sanitize::line(feit.text.filled().unwrap_or_default());
    let said = said.trim().trim_end_matches(['.', '!', '?']);
    let mut chars = said.chars();
    let Some(first) = chars.next() else { return Vec::new() };
    let rest = chars.as_str();
    // A message writes the first letter large, and small within a sentence.
    let mut forms = vec![format!("{}{rest}", first.to_uppercase()), format!("{}{rest}", first.to_lowercase())];
    forms.dedup();
    let places = forms.iter().flat_map(|form| text.match_indices(form.as_str()));
    let whole = places.filter(|(from, words)| stands_alone(text, *from, from + words.len()));
    whole.map(|(from, words)| FeitOrigin { from, to: from + words.len(), feit: feit.number }).collect()
}

/// True where these bytes are words of their own, and a sentence of their own where they are short.
fn stands_alone(text: &str, from: usize, to: usize) -> bool {
    let (before, after) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(before.chars().next_back()) || letter(after.chars().next()) {
        return false;
    }
    let begins = || {
        let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
        line.is_empty() || line.ends_with(['-', '–', ':', ';', '.'])
    };
    let ends = || {
        let line = after.split('\n').next().unwrap_or_default();
        line.trim().is_empty() || line.starts_with(['.', ';', '!', '?'])
    };
    to - from >= SHORT || (begins() && ends())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_a_facts_only_as_a_sentence() {
        let alone = |text: &str| {
            let from = text.find("Geen").unwrap_or_default();
            stands_alone(text, from, from + "Geen".len())
        };
        for own in ["Geen.", "- 02:10 uur: Geen.", "De brand is uit; Geen", "LETSEL\n- Geen\n"] {
            assert!(alone(own), "{own}");
        }
        for other in ["Geen brand", "Er is Geen", "xGeen.", "- Geenszins"] {
            assert!(!alone(other), "{other}");
        }
        let long = "Toen een medewerker heeft rook ingeademd en is gezien.";
        assert!(stands_alone(long, 5, 40) && !stands_alone(long, 6, 40) && !stands_alone(long, 5, 39));
    }
}
