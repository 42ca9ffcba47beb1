//! The answer of a form as a sentence: yes, no, a moment or a few words become what the book says for them, and a sentence
//! stays one. Nothing of a form stands in a message as it was filled in.

use super::{
    feature::phrases_or_none,
    language::{Language, begins_with_word},
    toml_reader::Table,
};
use crate::domain::{feit::Topic, fold::fold};

/// A fact that an item states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFeit {
    /// What it is about.
    pub topic: Topic,
    /// What yes says, with `{bij}` for what stands behind it.
    yes: Option<String>,
    /// What no says.
    no: Option<String>,
    /// What words say that tell what was done, "aangehouden door de politie", with `{waarde}` for them.
    done: Option<String>,
    /// What other words say that are no sentence, with `{waarde}` for them.
    other: Option<String>,
    /// What certain words say, the longest first.
    forms: Vec<WordForm>,
}

/// Words by which a form calls something, and the sentence for it, with `{rest}` for what stands behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordForm {
    phrase: String,
    sentence: String,
}

/// Where in a sentence stands what a form says behind the words it begins with.
const REST: &str = "{rest}";

/// Where in a sentence stands what a form says beside yes or no.
const DETAIL: &str = "{bij}";
/// Where the words of a form stand.
const VALUE: &str = "{waarde}";
/// A sentence has so many words.
const FEWEST: usize = 3;
/// What stands beside yes or no says when, by whom or where, in so many words at most.
const MOST_BESIDE: usize = 12;

impl FormFeit {
    /// The value as a fact; `None` where it says nothing. `clean` writes times and days as a message does.
    pub fn words(&self, value: &str, clean: impl Fn(&str) -> String) -> Option<String> {
        let plain = fold(value);
        let language = Language::built_in();
        if plain.is_empty() || language.says_nothing.contains(&plain) {
            return None;
        }
        let detail = |heads: &[String], turns: &[String]| beyond(value, &plain, heads).filter(|at| at.is_beside(turns));
        // "Nog niet, om 09.00 uur" may tell since when or from when on.
        let no = detail(&language.no, &language.turns_no).filter(|at| !at.rest.contains(|c: char| c.is_ascii_digit()));
        if let Some((no, at)) = self.no.as_ref().zip(no) {
            return Some(filled(no, &clean(at.rest)));
        }
        if plain == "geen" {
            return None;
        }
        if let Some((yes, at)) = self.yes.as_ref().zip(detail(&language.yes, &language.turns_yes)) {
            return Some(filled(yes, &clean(at.rest)));
        }
        if let Some(told) = self.forms.iter().find_map(|form| form.words(value, &plain, &clean)) {
            return Some(told);
        }
        let value = clean(value);
        let dated = value.starts_with(|c: char| c.is_ascii_digit())
            && value.contains(" uur")
            && Beside { sign: "", rest: &value }.is_beside(&language.turns_yes);
        if let Some(yes) = self.yes.as_ref().filter(|_| dated) {
            return Some(filled(yes, &moment(&value)));
        }
        // Behind a yes or no that it turns round it says of what only with the name of the item.
        let answers = [&language.yes, &language.no].iter().any(|heads| beyond(&value, &plain, heads).is_some());
        let is_sentence = !answers && plain.split(' ').count() >= FEWEST && language.has_verb(&plain);
        let is_done = plain.split(' ').any(|word| language.done.iter().any(|begin| word.starts_with(begin.as_str())));
        Some(match self.done.as_ref().filter(|_| is_done).or(self.other.as_ref()) {
            Some(other) if !is_sentence => other.replace(VALUE, &small(value.trim_end_matches('.'))),
            Some(_) | None => value,
        })
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let topic = t.choice_or_none("feit", &Topic::ALL.map(|topic| (topic.label(), topic)));
        let phrases = t.get("zinnen").and_then(|value| t.as_table("zinnen", "formulieren.veld.zinnen", value));
        if topic.is_none() && phrases.is_some() {
            t.error("zinnen", "Zinnen horen bij een feit; noem ook het onderwerp.");
        }
        let text = |field| phrases.as_ref().and_then(|t| t.text_or_none(field));
        let (yes, no, done, other) = (text("ja"), text("nee"), text("gedaan"), text("anders"));
        let mut forms: Vec<WordForm> =
            t.tables("vorm", "formulieren.veld.vorm").iter().flat_map(WordForm::parse).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.phrase.len()));
        Some(Self { topic: topic?, yes, no, done, other, forms })
    }
}

impl WordForm {
    /// The sentence for a value of these words, with what stands behind them.
    fn words(&self, value: &str, plain: &str, clean: &impl Fn(&str) -> String) -> Option<String> {
        let begins =
            |text: &str| text.strip_prefix(self.phrase.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        let mut before = 0;
        let mut text = plain;
        while !begins(text) {
            let (word, rest) = text.split_once(' ')?;
            if !Language::built_in().before_an_answer.iter().any(|w| w == word) {
                return None;
            }
            before += 1;
            text = rest;
        }
        let heads = before + self.phrase.split(' ').count();
        let tail = behind(value, heads)?;
        let rest = beyond_words(value, heads)?;
        if turned(&fold(rest), &Language::built_in().turns_yes) {
            return None;
        }
        let rest = clean(rest);
        let rest = rest.trim().trim_end_matches(['.', ')']);
        let rest = match tail.trim_start().chars().next() {
            _ if rest.is_empty() => String::new(),
            // What stands behind a sign is said beside it.
            Some(sign) if !sign.is_alphanumeric() => format!(" ({})", small(rest.trim_start_matches('('))),
            Some(_) | None => format!(" {}", small(rest)),
        };
        Some(self.sentence.replace(REST, &rest))
    }

    fn parse(t: &Table<'_>) -> Vec<Self> {
        let Some(sentence) = t.text("zin") else { return Vec::new() };
        let phrases = phrases_or_none(t, "woorden").into_iter();
        phrases.map(|phrase| Self { phrase, sentence: sentence.clone() }).collect()
    }
}

/// What stands behind yes or no.
#[derive(Debug, Clone, Copy)]
struct Beside<'a> {
    /// The signs between.
    sign: &'a str,
    /// The words.
    rest: &'a str,
}

impl Beside<'_> {
    /// True when it says when, by whom or where and no more: then what stands before it is a yes or a no. "Geen gehoor" behind
    /// "gebeld" and "nodig" behind "niet" make it another answer.
    fn is_beside(self, turns: &[String]) -> bool {
        let language = Language::built_in();
        let plain = fold(self.rest);
        let first = plain.split(' ').next().unwrap_or_default();
        let begins = !self.sign.trim().is_empty()
            || first.is_empty()
            || first.starts_with(|c: char| c.is_ascii_digit())
            || language.beside.iter().any(|word| word == first);
        begins && plain.split(' ').count() <= MOST_BESIDE && !language.has_verb(&plain) && !turned(&plain, turns)
    }
}

/// True where folded words hold one of these.
fn turned(plain: &str, turns: &[String]) -> bool {
    let padded = format!(" {plain} ");
    turns.iter().any(|words| padded.contains(&format!(" {words} ")))
}

/// What stands behind the longest of these words that a value begins with; `None` where it begins with none.
fn beyond<'a>(value: &'a str, plain: &str, heads: &[String]) -> Option<Beside<'a>> {
    let begins = |head: &&String| plain.strip_prefix(head.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
    let head = heads.iter().filter(begins).max_by_key(|head| head.len())?;
    let words = head.split(' ').count();
    let (all, rest) = (behind(value, words)?, beyond_words(value, words)?);
    Some(Beside { sign: all.get(..all.find(char::is_alphanumeric).unwrap_or(all.len()))?, rest })
}

/// What stands behind so many words of a value, without the signs between.
fn beyond_words(value: &str, words: usize) -> Option<&str> {
    let rest = behind(value, words)?;
    Some(rest.trim_start_matches([' ', ',', ';', ':', '.', '-', '–', '/', ')']).trim().trim_end_matches('.'))
}

/// What stands behind so many words of a value.
fn behind(value: &str, words: usize) -> Option<&str> {
    let mut rest = value.trim();
    for _ in 0..words {
        let word = rest.find(char::is_alphanumeric)?;
        let tail = rest.get(word..)?;
        rest = tail.get(tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())..)?;
    }
    Some(rest)
}

/// A sentence with what stands beside yes or no.
fn filled(sentence: &str, detail: &str) -> String {
    let detail = detail.trim();
    let words = match detail {
        "" => String::new(),
        at if Language::built_in().with_its_word.iter().any(|w| begins_with_word(at, w)) => format!(" {at}"),
        other if other.starts_with(|c: char| c.is_ascii_digit()) => format!(" {}", moment(other)),
        other => format!(" ({})", small(other)),
    };
    sentence.replace(DETAIL, &words)
}

/// "22 november 2026 om 01.00 uur, politie" as "op 22 november 2026 om 01.00 uur (politie)".
fn moment(value: &str) -> String {
    let (at, rest) = value.split_once(',').map_or((value, ""), |(at, rest)| (at, rest.trim()));
    let before = if at.trim_end().ends_with("uur") && !at.contains(" om ") { "om" } else { "op" };
    let rest = rest.trim_end_matches('.');
    if rest.is_empty() { format!("{before} {at}") } else { format!("{before} {at} ({})", small(rest)) }
}

/// Words within a sentence: the first letter small where the word is no abbreviation or name in the middle of one.
fn small(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_plain = first.chars().skip(1).all(char::is_lowercase) && first.chars().count() > 1;
    if is_plain && !rest.is_empty() { format!("{} {rest}", first.to_lowercase()) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{judge::speech, rules::book::Rulebook};

    fn feit() -> FormFeit {
        FormFeit {
            topic: Topic::Police,
            yes: Some("Het OM is ingelicht{bij}.".to_owned()),
            no: Some("Het OM is niet ingelicht{bij}.".to_owned()),
            done: None,
            other: Some("Over het OM schrijft de inrichting: {waarde}.".to_owned()),
            forms: Vec::new(),
        }
    }

    #[test]
    fn what_a_form_says_becomes_a_sentence_whatever_its_shape() {
        for (value, told) in [
            ("ja", Some("Het OM is ingelicht.")),
            ("Ja, om 02.00 uur", Some("Het OM is ingelicht om 02.00 uur.")),
            ("ingelicht om 03.00 uur", Some("Het OM is ingelicht om 03.00 uur.")),
            ("ja - 02.00 uur, piketofficier", Some("Het OM is ingelicht om 02.00 uur (piketofficier).")),
            ("nee", Some("Het OM is niet ingelicht.")),
            ("Nog niet; volgt morgen", Some("Over het OM schrijft de inrichting: nog niet; volgt morgen.")),
            ("Nog niet; om 09.00 uur", Some("Over het OM schrijft de inrichting: nog niet; om 09.00 uur.")),
            ("nee, parket Noord", Some("Het OM is niet ingelicht (parket Noord).")),
            ("n.v.t.", None),
            ("NVT", None),
            (
                "22 november 2026 om 01.00 uur, parket Noord",
                Some("Het OM is ingelicht op 22 november 2026 om 01.00 uur (parket Noord)."),
            ),
            ("De officier komt vanochtend naar de kliniek.", Some("De officier komt vanochtend naar de kliniek.")),
            ("parket Noord", Some("Over het OM schrijft de inrichting: parket Noord.")),
        ] {
            assert_eq!(feit().words(value, str::to_owned).as_deref(), told, "{value}");
        }
    }

    /// A yes or a no with words beside it that turn it round is neither: it stays as it was written, or is not known.
    #[test]
    fn a_yes_or_no_that_its_own_words_turn_round_is_told_in_those_words() {
        let as_written = [
            "niet nodig",
            "gebeld, geen gehoor",
            "wel geprobeerd, geen gehoor",
            "ingelicht moet nog worden",
            "gebeurd nog niet",
            "geinformeerd worden zij morgen",
            "wel verwacht",
            "niet uitgesloten",
            "geen, behalve de Telegraaf",
            "niet meer, wel gisteren RTL",
            "gedaan noch gepland",
            "niet allemaal",
            "niet te bereiken",
            "geen nabestaanden",
            "niet van belang",
            "wel nabestaanden, geen slachtoffers",
            "ja, voicemail ingesproken",
            "Ja (nog niet gelukt)",
            "nee - inmiddels wel",
            "ingelicht, behalve de moeder",
            "02.00 uur gebeld, niemand bereikt",
            "ja, maar pas morgen",
            "gemeld? nee",
            "ja / nee",
            "gebeld",
            "niet zeker",
            "wel of niet",
            "nee, alleen de vader",
        ];
        for value in as_written {
            let told = feit().words(value, str::to_owned).unwrap_or_default();
            let own = ["Het OM is ingelicht", "Het OM is niet ingelicht"].iter().any(|said| told.starts_with(said));
            assert!(!own && fold(&told).contains(&fold(value)), "{value}: {told}");
        }
        for value in ["niet bekend", "Nog niet bekend.", "onbekend", "weten wij niet"] {
            assert_eq!(feit().words(value, str::to_owned), None, "{value}");
        }
    }

    /// However a form names the end of an absence, a message says it as a sentence.
    #[test]
    fn the_end_of_an_absence_is_a_sentence_whatever_word_a_form_has_for_it() {
        let all = Rulebook::built_in().form_feiten();
        let of = |field: &str| all.iter().find(|(name, _)| *name == field).map(|(_, feit)| *feit);
        for (field, value, told) in [
            ("wijze_van_beeindiging", "aangehouden door de politie", "De justitiabele is aangehouden door de politie."),
            ("wijze_van_beeindiging", "Aanhouding door politie", "De justitiabele is aangehouden door politie."),
            ("wijze_van_beeindiging", "Door aanhouding (in Assen)", "De justitiabele is aangehouden (in Assen)."),
            ("wijze_van_beeindiging", "vrijwillige terugkeer", "De justitiabele is uit eigen beweging teruggekeerd."),
            (
                "wijze_van_beeindiging",
                "Zelf teruggekeerd, om 04:40",
                "De justitiabele is uit eigen beweging teruggekeerd (om 04.40 uur).",
            ),
            ("wijze_van_beeindiging", "terug", "De justitiabele is terug."),
            (
                "wijze_van_beeindiging",
                "Zichzelf gemeld bij de poort",
                "De justitiabele heeft zich gemeld bij de poort.",
            ),
            ("wijze_van_beeindiging", "overlijden", "De justitiabele is overleden."),
            ("wijze_van_beeindiging", "teruggebracht door familie", "De justitiabele is teruggebracht door familie."),
            ("wijze_van_beeindiging", "De politie vond hem bij zijn zus.", "De politie vond hem bij zijn zus."),
            (
                "wijze_van_beeindiging",
                "zie bijlage",
                "Over het einde van de afwezigheid schrijft de inrichting: ‘zie bijlage’.",
            ),
            (
                "wijze_van_onttrekking",
                "weggelopen tijdens begeleid verlof",
                "De justitiabele is weggelopen tijdens begeleid verlof.",
            ),
            ("wijze_van_onttrekking", "Niet terug van verlof", "De justitiabele is niet teruggekeerd van verlof."),
            (
                "wijze_van_beeindiging",
                "aangehouden, maar daarna weer ontsnapt",
                "De justitiabele is aangehouden, maar daarna weer ontsnapt.",
            ),
            ("wijze_van_onttrekking", "Ontvluchting via het dak", "De justitiabele is ontvlucht via het dak."),
        ] {
            let words = of(field).and_then(|feit| feit.words(value, speech::cleaned));
            assert_eq!(words.as_deref(), Some(told), "{value}");
        }
    }
}
