//! What the answers to one question say as a sentence, whether a form has it or the call asks it: yes, no, a moment or a few
//! words become what the book says for them. So no message has an answer without what was asked.

use super::{
    form_reply::{FormReply, KnownWords, begins_with_time, behind_longest, has_clock},
    language::{Language, begins_with_word},
    toml_reader::Table,
};
use crate::domain::fold::fold;

/// What the answers to one question say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerSentences {
    /// What yes says, with `{bij}` for what stands behind it.
    pub(super) yes: Option<String>,
    /// What no says.
    pub(super) no: Option<String>,
    /// The same where it is no more than not yet.
    pub(super) not_yet: Option<String>,
    /// What says that there is none of it: "geen".
    pub(super) none: Option<String>,
    /// What words say that begin with phoning: "belt om 03.00 uur terug", with `{waarde}` for them.
    pub(super) phones: Option<String>,
    /// What words say that tell what was done, "aangehouden door de politie", with `{waarde}` for them.
    pub(super) done: Option<String>,
    /// What other words say that are no sentence, with `{waarde}` for them.
    pub(super) other: Option<String>,
}

/// What of an answer in own words is read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alone {
    /// A sentence.
    Sentence,
    /// Also a few words: "een medewerker met een schaafwond".
    Words,
}

/// Where in a sentence stands what a form says beside yes or no.
const DETAIL: &str = "{bij}";
/// Where the words of a form stand.
pub(super) const VALUE: &str = "{waarde}";
/// A sentence has so many words.
const FEWEST: usize = 3;

impl AnswerSentences {
    /// What was said to a question of the call, so that it says of what: a sentence that names whom it is about stays as it was
    /// said, and so does what needs no verb to be read. Anything else stands behind what was asked.
    pub(super) fn of_call(
        &self,
        said: &str,
        known: &KnownWords,
        alone: Alone,
        clean: impl Fn(&str) -> String,
    ) -> String {
        if let Some(sentence) = self.to_question(said, FormReply::read(said, known), &clean) {
            return sentence;
        }
        let (plain, language) = (fold(said), Language::built_in());
        if let Some(none) = self.none.as_ref().filter(|_| language.nothing.contains(&plain)) {
            return none.clone();
        }
        let starts = |words: &[String]| words.iter().any(|w| plain == *w || begins_with_word(&plain, w));
        if let Some(phones) = self.phones.as_ref().filter(|_| starts(&language.phones) && !said.contains('?')) {
            return phones.replace(VALUE, &small(said.trim().trim_end_matches('.')));
        }
        let begins_within = begins_as_an_answer(said, &plain) || starts(&language.verbs) || starts(&language.pointing);
        let is_read = match alone {
            // What it is about stands before the verb, and that in the first of its clauses: "gebeld, aangifte volgt" has none.
            Alone::Sentence => is_sentence(&plain) && language.has_verb(&fold(first_clause(said))),
            Alone::Words => is_of_something(said, &plain),
        };
        let Some(other) = self.other.as_ref().filter(|_| begins_within || !is_read) else { return said.to_owned() };
        let said = without_stop(said);
        let words = if begins_within { small(said) } else { said.to_owned() };
        other.replace(VALUE, &words)
    }

    /// Words behind the name of what was asked, whatever they come to by themselves.
    pub(super) fn quoted(&self, said: &str) -> String {
        let words = small(without_stop(said));
        self.other.as_ref().map_or_else(|| said.to_owned(), |other| other.replace(VALUE, &words))
    }

    /// The sentence of a yes, a no or a moment to a question of the call. Who says "not yet" says more than no: it has a
    /// sentence of its own, or none.
    pub(super) fn to_question(
        &self,
        said: &str,
        answer: FormReply<'_>,
        clean: &impl Fn(&str) -> String,
    ) -> Option<String> {
        if says_not_yet(said) && self.not_yet.is_none() {
            return None;
        }
        self.yes_or_no(said, answer, clean)
    }

    /// True where a folded sentence is one that is made here of a yes, a no or of nothing, whatever stands beside it.
    pub(super) fn makes(&self, plain: &str) -> bool {
        let made = [&self.yes, &self.no, &self.not_yet, &self.none].into_iter().flatten();
        made.into_iter().any(|sentence| {
            let (before, behind) = sentence.split_once(DETAIL).unwrap_or((sentence, ""));
            let (before, behind) = (fold(before), fold(behind));
            let rest = plain.strip_prefix(before.as_str());
            let is_detailed = sentence.contains(DETAIL);
            rest.and_then(|rest| rest.strip_suffix(behind.as_str()))
                .is_some_and(|rest| rest.is_empty() || is_detailed && rest.starts_with(' '))
        })
    }

    /// The sentence of a yes, a no or a moment.
    pub(super) fn yes_or_no(
        &self,
        value: &str,
        answer: FormReply<'_>,
        clean: &impl Fn(&str) -> String,
    ) -> Option<String> {
        match answer {
            FormReply::Yes(rest) => self.yes.as_ref().map(|yes| filled(yes, &clean(rest))),
            FormReply::No(rest) => {
                let no = self.not_yet.as_ref().filter(|_| says_not_yet(value)).or(self.no.as_ref());
                no.map(|no| filled(no, &clean(rest)))
            }
            FormReply::At => self.yes.as_ref().map(|yes| filled(yes, &moment(&clean(value)))),
            FormReply::Nothing | FormReply::Words => None,
        }
    }

    /// The sentences of a question; `name` is how the table is called in the book.
    pub(super) fn parse(t: &Table<'_>, name: &'static str) -> Option<Self> {
        let t = t.as_table("zinnen", name, t.get("zinnen")?)?;
        let text = |field| t.text_or_none(field);
        let (yes, no, not_yet, none, phones) = (text("ja"), text("nee"), text("nog_niet"), text("geen"), text("belt"));
        Some(Self { yes, no, not_yet, none, phones, done: text("gedaan"), other: text("anders") })
    }
}

fn says_not_yet(value: &str) -> bool {
    let plain = fold(value);
    Language::built_in().not_yet.iter().any(|words| plain.starts_with(words.as_str()))
}

/// Without the full stop that ends a sentence; one that ends an abbreviation stays.
fn without_stop(said: &str) -> &str {
    let said = said.trim();
    let last = said.rsplit(' ').next().unwrap_or_default();
    let bare = said.trim_end_matches('.');
    if last.trim_end_matches('.').contains('.') { said } else { bare }
}

/// True where a few words name something: before the first sign stand two of them that are no article, and they do not begin with
/// that there is nothing of it. "Twee, licht" and "een man" say of what only with the question.
fn is_of_something(said: &str, plain: &str) -> bool {
    let language = Language::built_in();
    let first = fold(first_clause(said));
    let named = first.split(' ').filter(|word| !language.articles.iter().any(|article| article == word)).count();
    named > 1 && !language.nothing.iter().any(|none| begins_with_word(plain, none))
}

/// A text up to the first sign that parts what it says.
fn first_clause(text: &str) -> &str {
    let end = [", ", "; ", ": ", " (", ". "].iter().filter_map(|sign| text.find(sign)).min();
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Behind a yes or no that is none, or a time, words say of what only with the name of what was asked.
pub(super) fn begins_as_an_answer(value: &str, plain: &str) -> bool {
    let language = Language::built_in();
    begins_with_time(value)
        || [&language.yes, &language.no].iter().any(|heads| behind_longest(value, plain, heads).is_some())
}

/// True where folded words have so many and a verb that they say something by themselves.
pub(super) fn is_sentence(plain: &str) -> bool {
    plain.split(' ').count() >= FEWEST && Language::built_in().has_verb(plain)
}

/// A sentence with what stands beside yes or no.
fn filled(sentence: &str, detail: &str) -> String {
    let detail = detail.trim();
    let detail = if detail.contains(char::is_alphanumeric) { detail } else { "" };
    let words = match detail {
        "" => String::new(),
        at if Language::built_in().with_its_word.iter().any(|w| begins_with_word(at, w)) => format!(" {at}"),
        other if other.starts_with(|c: char| c.is_ascii_digit()) && has_clock(other) => format!(" {}", moment(other)),
        other => format!(" ({})", small(other)),
    };
    sentence.replace(DETAIL, &words)
}

/// "22 november 2026 om 01.00 uur, politie" as "op 22 november 2026 om 01.00 uur (politie)".
fn moment(value: &str) -> String {
    let (at, rest) = value.split_once(',').map_or((value, ""), |(at, rest)| (at, rest.trim()));
    let is_clock = at.trim_end().ends_with("uur") && !at.contains(" om ") || at.split(' ').nth(1) == Some("uur");
    let before = if is_clock { "om" } else { "op" };
    let rest = rest.trim_end_matches('.');
    if rest.is_empty() { format!("{before} {at}") } else { format!("{before} {at} ({})", small(rest)) }
}

/// Words within a sentence: the first letter small where the word is no abbreviation or name in the middle of one.
pub(super) fn small(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_plain = first.chars().skip(1).all(char::is_lowercase) && first.chars().count() > 1;
    if is_plain && !rest.is_empty() { format!("{} {rest}", first.to_lowercase()) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inrichting::Inrichtingen;

    /// What is said to a question of the call says of what, whatever its shape.
    #[test]
    fn what_is_said_to_a_question_keeps_the_question() {
        let question = AnswerSentences {
            yes: Some("Het OM is ingelicht{bij}.".to_owned()),
            no: Some("Het OM is niet ingelicht{bij}.".to_owned()),
            not_yet: Some("Het OM is nog niet ingelicht{bij}.".to_owned()),
            none: Some("Er is geen OM bij.".to_owned()),
            phones: Some("Het OM {waarde}.".to_owned()),
            done: None,
            other: Some("Over het OM is gemeld: ‘{waarde}’.".to_owned()),
        };
        let known = KnownWords::new(std::iter::empty(), &Inrichtingen::default());
        for (said, alone, told) in [
            ("nog niet, komt eraan", Alone::Sentence, "Over het OM is gemeld: ‘nog niet, komt eraan’."),
            ("Nog niet.", Alone::Sentence, "Het OM is nog niet ingelicht."),
            ("ja, 14 bewoners", Alone::Words, "Over het OM is gemeld: ‘ja, 14 bewoners’."),
            ("ja, om 02.00 uur", Alone::Words, "Het OM is ingelicht om 02.00 uur."),
            ("komt er over tien minuten aan", Alone::Words, "Over het OM is gemeld: ‘komt er over tien minuten aan’."),
            ("Zij komen eraan", Alone::Sentence, "Over het OM is gemeld: ‘zij komen eraan’."),
            ("02:10, aangifte volgt", Alone::Words, "Over het OM is gemeld: ‘02:10, aangifte volgt’."),
            ("al gebeld", Alone::Sentence, "Over het OM is gemeld: ‘al gebeld’."),
            ("Groningen", Alone::Words, "Over het OM is gemeld: ‘Groningen’."),
            ("2 medewerkers met rook", Alone::Words, "2 medewerkers met rook"),
            ("De officier komt naar de kliniek", Alone::Sentence, "De officier komt naar de kliniek"),
            ("gebeld, aangifte volgt", Alone::Sentence, "Over het OM is gemeld: ‘gebeld, aangifte volgt’."),
            ("belt om 03.00 uur terug", Alone::Words, "Het OM belt om 03.00 uur terug."),
            ("Geen.", Alone::Words, "Er is geen OM bij."),
            ("De krant belde, geen reactie gegeven", Alone::Sentence, "De krant belde, geen reactie gegeven"),
        ] {
            assert_eq!(question.of_call(said, &known, alone, str::to_owned), told);
            let again = question.of_call(told, &known, alone, str::to_owned);
            assert_eq!(again, told, "said once more it stays what it was");
        }
    }
}
