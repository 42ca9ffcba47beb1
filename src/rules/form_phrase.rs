//! The answer of a form as a sentence: yes, no, a moment or a few words become what the book says for them, and a sentence
//! stays one. Nothing of a form stands in a message as it was filled in.

use super::{
    answer_sentences::{AnswerSentences, VALUE, begins_as_an_answer, is_sentence, small},
    feature::phrases_or_none,
    form_reply::{FormReply, KnownWords, behind},
    language::Language,
    toml_reader::Table,
};
use crate::domain::{feit::Topic, fold::fold};

/// A fact that an item states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFeit {
    /// What it is about.
    pub topic: Topic,
    /// What its answers say.
    sentences: AnswerSentences,
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

impl FormFeit {
    /// The value as a fact; `None` where it says nothing. Only words that are `known` make a yes, a no or a moment of it.
    /// `clean` writes times and days as a message does.
    pub fn words(&self, value: &str, known: &KnownWords, clean: impl Fn(&str) -> String) -> Option<String> {
        let answer = FormReply::read(value, known);
        if answer == FormReply::Nothing {
            return None;
        }
        let plain = fold(value);
        if let Some(told) = self.forms.iter().find_map(|form| form.words(value, &plain, known, &clean)) {
            return Some(told);
        }
        if let Some(said) = self.sentences.yes_or_no(value, answer, &clean) {
            return Some(said);
        }
        let text = clean(value);
        let is_sentence = !begins_as_an_answer(value, &plain) && is_sentence(&plain);
        let sentences = &self.sentences;
        Some(match sentences.done.as_ref().filter(|_| is_done(value, &plain)).or(sentences.other.as_ref()) {
            Some(other) if !is_sentence => other.replace(VALUE, &small(text.trim_end_matches('.'))),
            Some(_) | None => text,
        })
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let topic = t.choice_or_none("feit", &Topic::ALL.map(|topic| (topic.label(), topic)));
        if topic.is_none() && t.get("zinnen").is_some() {
            t.error("zinnen", "Zinnen horen bij een feit; noem ook het onderwerp.");
        }
        let sentences = AnswerSentences::parse(t, "formulieren.veld.zinnen");
        let mut forms: Vec<WordForm> =
            t.tables("vorm", "formulieren.veld.vorm").iter().flat_map(WordForm::parse).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.phrase.len()));
        Some(Self { topic: topic?, sentences: sentences.unwrap_or_default(), forms })
    }
}

impl WordForm {
    /// The sentence for a value of these words, with what stands behind them.
    fn words(&self, value: &str, plain: &str, known: &KnownWords, clean: &impl Fn(&str) -> String) -> Option<String> {
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
        let tail = behind(value, before + self.phrase.split(' ').count())?;
        if tail.sign.contains('?') || !known.tells_how(tail.rest) {
            return None;
        }
        let rest = clean(tail.rest);
        let rest = rest.trim().trim_end_matches(['.', ')']);
        let rest = match tail.sign.trim() {
            _ if rest.is_empty() => String::new(),
            "" => format!(" {}", small(rest)),
            // What stands behind a sign is said beside it.
            _ => format!(" ({})", small(rest.trim_start_matches('('))),
        };
        Some(self.sentence.replace(REST, &rest))
    }

    fn parse(t: &Table<'_>) -> Vec<Self> {
        let Some(sentence) = t.text("zin") else { return Vec::new() };
        let phrases = phrases_or_none(t, "woorden").into_iter();
        phrases.map(|phrase| Self { phrase, sentence: sentence.clone() }).collect()
    }
}

/// True where the words of an answer tell what was done: they begin with it, or end with it behind who or how.
fn is_done(value: &str, plain: &str) -> bool {
    let language = Language::built_in();
    let tells = |word: &str| language.done.iter().any(|begin| word.starts_with(begin.as_str()));
    let (first, last) = (plain.split(' ').next().unwrap_or_default(), plain.split(' ').next_back().unwrap_or_default());
    let led = language.before_an_answer.iter().any(|word| word == first);
    !value.contains('?') && (tells(first) || led && tells(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::inrichting::Inrichtingen, judge::speech, rules::book::Rulebook};

    fn known() -> KnownWords {
        KnownWords::new(["vervoersinstantie"].into_iter(), &Inrichtingen::default())
    }

    fn feit() -> FormFeit {
        FormFeit {
            topic: Topic::Police,
            sentences: AnswerSentences {
                yes: Some("Het OM is ingelicht{bij}.".to_owned()),
                no: Some("Het OM is niet ingelicht{bij}.".to_owned()),
                not_yet: Some("Het OM is nog niet ingelicht{bij}.".to_owned()),
                none: None,
                phones: None,
                done: None,
                other: Some("Over het OM schrijft de inrichting: {waarde}.".to_owned()),
            },
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
            (
                "22-11-2026 01:40, aangifte volgt",
                Some("Over het OM schrijft de inrichting: 22-11-2026 01:40, aangifte volgt."),
            ),
            ("Nog niet", Some("Het OM is nog niet ingelicht.")),
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
            ("ja, 112", Some("Het OM is ingelicht (112).")),
            ("Ja, via de vervoersinstantie", Some("Het OM is ingelicht via de vervoersinstantie.")),
            (
                "Ja, gisteravond 23:10 door de piketofficier",
                Some("Het OM is ingelicht (gisteravond 23:10 door de piketofficier)."),
            ),
            ("parket Noord", Some("Over het OM schrijft de inrichting: parket Noord.")),
        ] {
            assert_eq!(feit().words(value, &known(), str::to_owned).as_deref(), told, "{value}");
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
            "ja, bandje",
            "ja?",
            "niet vandaag",
            "geen",
            "niemand",
            "nee, 02.00 uur",
            "ja, 3",
            "ja, door de politie tegengehouden",
        ];
        for value in as_written {
            let told = feit().words(value, &known(), str::to_owned).unwrap_or_default();
            let own = ["Het OM is ingelicht", "Het OM is niet ingelicht"].iter().any(|said| told.starts_with(said));
            assert!(!own && fold(&told).contains(&fold(value)), "{value}: {told}");
        }
        for value in [
            "niet bekend",
            "Nog niet bekend.",
            "onbekend",
            "weten wij niet",
            "n.n.b.",
            "NNB",
            "?",
            "-",
            "volgt",
            "Volgt z.s.m.",
            "nog niet bekend op dit moment",
            "n.v.t.",
        ] {
            assert_eq!(feit().words(value, &known(), str::to_owned), None, "{value}");
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
            let words = of(field).and_then(|feit| feit.words(value, &known(), speech::cleaned));
            assert_eq!(words.as_deref(), Some(told), "{value}");
        }
    }
}
