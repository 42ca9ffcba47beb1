//! Which words of a message come from which fact: sources are for the officer and stand in no message, but one may ask.
//! Words that were changed by hand are the officer's own and come from nothing.

use super::{case_rule::CaseRule, case_surroundings::ToldInLine, informed::by_steps, speech, standing::weighed};
use crate::{
    domain::{
        feit::{Feit, FeitNumber},
        sanitize,
        step::Step,
        weegvraag_id::WeegvraagId,
    },
    log::zaak::Zaak,
    rules::book::SmsPart,
};

/// Shorter than this, in bytes, words are a fact's only where they are a sentence by themselves.
const SHORT: usize = 12;

/// What words of a message come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RestsOn {
    /// The fact with this number.
    Feit(FeitNumber),
    /// A step that is done.
    Step(Step),
    /// The answers to these weighing questions.
    Weighed(Vec<WeegvraagId>),
    /// Who in the line was told, by the number of that note.
    PassedOn(u32),
}

/// A piece of a text and what it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsOrigin {
    /// Its first byte.
    pub from: usize,
    /// The byte behind it.
    pub to: usize,
    /// What it comes from.
    pub origin: RestsOn,
}

/// Every piece of a text that comes from something of the case, in reading order; `line` are those in the line who were
/// told, as a sentence names them.
pub fn origins(zaak: &Zaak, case: CaseRule<'_>, line: &[ToldInLine], text: &str) -> Vec<WordsOrigin> {
    let feiten = zaak.feiten.iter().flat_map(|feit| of_feit(feit, text));
    let sentences = by_steps(zaak, case).into_iter().map(|told| (told.sentence.to_owned(), RestsOn::Step(told.step)));
    let weighed = SmsPart::ALL.into_iter().flat_map(|part| weighed(zaak, case, part)).map(|choice| {
        let asked = choice.weighs.iter().map(|(id, _)| id.clone()).filter(|id| zaak.answers.contains_key(id));
        (choice.sentence.clone(), RestsOn::Weighed(asked.collect()))
    });
    let line = line.iter().map(|told| (format!("{} is ingelicht", told.name), RestsOn::PassedOn(told.number)));
    let others = sentences.chain(weighed).chain(line);
    let others = others.flat_map(|(sentence, origin)| places(&sentence, text, &origin));
    let mut out: Vec<WordsOrigin> = feiten.chain(others.collect::<Vec<_>>()).collect();
    out.sort_by(|one, other| (one.from, one.to, &one.origin).cmp(&(other.from, other.to, &other.origin)));
    out
}

/// What the words at this byte come from; the first of their line where they come from nothing.
pub fn at(all: &[WordsOrigin], text: &str, place: usize) -> Option<RestsOn> {
    let line_start = text.get(..place)?.rfind('\n').map_or(0, |i| i + 1);
    let line_end = text.get(place..)?.find('\n').map_or(text.len(), |i| place + i);
    let here = all.iter().find(|o| (o.from..=o.to).contains(&place));
    here.or_else(|| all.iter().find(|o| o.from < line_end && o.to > line_start)).map(|o| o.origin.clone())
}

/// As it was noted, and as a message writes its times.
fn of_feit(feit: &Feit, text: &str) -> Vec<WordsOrigin> {
    let (said, origin) = (feit.text.filled().unwrap_or_default(), RestsOn::Feit(feit.number));
    let mut all = places(said, text, &origin);
    all.extend(places(&speech::cleaned(said), text, &origin));
    all.dedup();
    all
}

/// Where a text says this.
fn places(said: &str, text: &str, origin: &RestsOn) -> Vec<WordsOrigin> {
    let said = sanitize::line(said);
    let said = said.trim().trim_end_matches(['.', '!', '?']);
    let mut chars = said.chars();
    let Some(first) = chars.next() else { return Vec::new() };
    let rest = chars.as_str();
    // A message writes the first letter large, and small within a sentence.
    let mut forms = vec![format!("{}{rest}", first.to_uppercase()), format!("{}{rest}", first.to_lowercase())];
    forms.dedup();
    let places = forms.iter().flat_map(|form| text.match_indices(form.as_str()));
    let whole = places.filter(|(from, words)| stands_alone(text, *from, from + words.len()));
    whole.map(|(from, words)| WordsOrigin { from, to: from + words.len(), origin: origin.clone() }).collect()
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
    fn words_rest_on_what_their_line_comes_from() {
        let text = "Eigen kop.\nBrand in de keuken, zegt men.\nEigen slot.";
        let at_text = |words: &str| text.find(words).unwrap_or_default();
        let (from, told) = (at_text("Brand"), RestsOn::PassedOn(3));
        let all = [WordsOrigin { from, to: from + "Brand in de keuken".len(), origin: told.clone() }];
        for (words, rests_on) in [
            ("Eigen kop", None),
            ("Brand", Some(&told)),
            ("keuken", Some(&told)),
            ("zegt", Some(&told)),
            ("slot", None),
        ] {
            assert_eq!(at(&all, text, at_text(words)).as_ref(), rests_on, "{words}");
        }
    }

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
        // From twelve letters on they need no sentence of their own.
        let within = |words: &str| {
            let text = format!("Toen is {words} gezien.");
            stands_alone(&text, 8, 8 + words.len())
        };
        assert!(within("twaalf teken") && !within("elf tekens."));
        assert!(stands_alone(long, 5, 40) && !stands_alone(long, 6, 40) && !stands_alone(long, 5, 39));
    }
}
