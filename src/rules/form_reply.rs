//! What an item of a form is answered with: yes, no, that nobody knows it, or words. A yes or a no is one only where all that
//! stands behind it is known to say nothing but when, by whom or where; a single word that is not known makes it words, which a
//! message quotes. One reader, so that what counts as an answer and what still has to be asked are the same everywhere.

use std::collections::BTreeSet;

use super::language::Language;
use crate::domain::{
    besluit::YesNo,
    fold::fold,
    inrichting::Inrichtingen,
    near_day::near_day,
    time_words::{TIME_WORDS, number},
};

/// The words that may stand behind an answer: who, where, and how they are joined.
#[derive(Debug, Clone)]
pub struct KnownWords(BTreeSet<String>);

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormReply<'a> {
    /// Nothing is known, or nothing was said of it.
    Nothing,
    /// Yes, with what stands behind it.
    Yes(&'a str),
    /// No, with what stands behind it.
    No(&'a str),
    /// A moment, with what stands behind it: that is when it was done.
    At,
    /// Anything else.
    Words,
}

/// What stands behind the words that an answer begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind<'a> {
    /// The signs between.
    pub sign: &'a str,
    /// The words.
    pub rest: &'a str,
}

/// Which words may stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allowed {
    /// When, by whom and where.
    All,
    /// By whom and where: "niet vandaag" may have been another day.
    NoTime,
}

impl KnownWords {
    /// Those of the program, of these bodies and of the inrichtingen.
    pub fn new<'a>(bodies: impl Iterator<Item = &'a str>, inrichtingen: &'a Inrichtingen) -> Self {
        let language = Language::built_in();
        let own = [&language.beside, &language.beside_who, &language.channels].into_iter().flatten();
        let houses = inrichtingen.all().flat_map(|i| {
            let names = i.aliases.iter().map(String::as_str);
            names.chain([i.name.as_str(), i.place.as_str()])
        });
        let all = own.map(String::as_str).chain(bodies).chain(houses);
        Self(all.flat_map(|text| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect())
    }

    /// With words for how and on what occasion.
    pub(super) fn tells_how(&self, text: &str) -> bool {
        let more = &Language::built_in().beside_how;
        self.covers(text, Allowed::All, |word| more.iter().any(|known| known == word))
    }

    /// True where every word of a text says when, by whom or where.
    fn covers(&self, text: &str, allowed: Allowed, more: impl Fn(&str) -> bool) -> bool {
        if text.contains('?') {
            return false;
        }
        let words: Vec<&str> =
            text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        let at = |i: usize| words.get(i).copied().unwrap_or_default();
        (0..words.len()).all(|i| {
            let word = at(i);
            if is_time(word, i.checked_sub(1).map_or("", at), at(i + 1)) {
                return allowed == Allowed::All;
            }
            // "22-11/OM" and "parket-Noord" are words of their own.
            fold(word).split(' ').all(|part| part.is_empty() || self.0.contains(part) || more(part))
        })
    }
}

impl<'a> FormReply<'a> {
    /// Reads an answer.
    pub fn read(value: &'a str, known: &KnownWords) -> Self {
        let plain = fold(value);
        let language = Language::built_in();
        if says_nothing(value) || language.says_nothing.contains(&plain) {
            return Self::Nothing;
        }
        let behind = |heads: &[String]| behind_longest(value, &plain, heads);
        if let Some(no) = behind(&language.no) {
            let apart = no.rest.is_empty() || !no.sign.trim().is_empty();
            let stays = apart && !no.sign.contains('?') && known.covers(no.rest, Allowed::NoTime, |_| false);
            return if stays { Self::No(no.rest) } else { Self::Words };
        }
        if let Some(yes) = behind(&language.yes) {
            let stays = !yes.sign.contains('?') && known.covers(yes.rest, Allowed::All, |_| false);
            return if stays { Self::Yes(yes.rest) } else { Self::Words };
        }
        let dated = value.trim_start().starts_with(|c: char| c.is_ascii_digit()) && has_clock(value);
        if dated && known.covers(value, Allowed::All, |_| false) { Self::At } else { Self::Words }
    }
}

impl FormReply<'_> {
    /// Which of the two it is; a moment is a yes.
    pub const fn yes_or_no(&self) -> Option<YesNo> {
        match self {
            Self::Yes(_) | Self::At => Some(YesNo::Yes),
            Self::No(_) => Some(YesNo::No),
            Self::Nothing | Self::Words => None,
        }
    }

    /// True for a yes or a moment: by it what was asked is done.
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Yes(_) | Self::At)
    }
}

/// True for an answer that says that nobody knows it yet, or that holds no word: what was asked is still to be asked.
pub fn says_nothing(value: &str) -> bool {
    let language = Language::built_in();
    let plain = fold(value);
    let mut rest = plain.as_str();
    let mut said = plain.is_empty();
    while !rest.is_empty() {
        let begins =
            |word: &&String| rest.strip_prefix(word.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        let unknown = language.unknown.iter().filter(begins).max_by_key(|word| word.len());
        let around = language.around_unknown.iter().filter(begins).max_by_key(|word| word.len());
        let Some(longest) = unknown.into_iter().chain(around).max_by_key(|word| word.len()) else { return false };
        said |= unknown.is_some_and(|word| word.len() == longest.len());
        rest = rest.get(longest.len()..).unwrap_or_default().trim_start();
    }
    said
}

/// A clock time, a day, or a word for one.
fn is_time(word: &str, before: &str, after: &str) -> bool {
    let lower = word.to_lowercase();
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_hour = |text: &str| TIME_WORDS.hours.contains(&text.to_lowercase().as_str());
    let is_month = |text: &str| {
        let text = text.to_lowercase();
        TIME_WORDS.months.iter().chain(&TIME_WORDS.short_months).any(|month| *month == text)
    };
    let is_number = digits(&lower, 4) || number(&lower).is_some();
    let parts: Vec<&str> = lower.split(['-', '/', ':', '.', 'u', 'h']).collect();
    let short = |part: &&str| digits(part, 2);
    match parts.as_slice() {
        [hour, minute] if short(hour) && digits(minute, 2) => true,
        [hour, ""] if short(hour) => true,
        [hour, minute, ""] if short(hour) && short(minute) => true,
        [one, two, three] if short(two) && (short(one) && digits(three, 4) || digits(one, 4) && short(three)) => true,
        _ if is_number => is_hour(after) || is_month(after) || is_month(before),
        _ => {
            is_hour(&lower)
                || is_month(&lower)
                || TIME_WORDS.weekdays.iter().chain(&TIME_WORDS.short_weekdays).any(|day| *day == lower)
                || near_day(&lower).is_some()
        }
    }
}

/// True for a text that begins with a day or a clock time: "22-11-2026 01:40, aangifte volgt".
pub(super) fn begins_with_time(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let (first, next) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    first.starts_with(|c: char| c.is_ascii_digit()) && is_time(first, "", next)
}

/// True where a text has a clock time in it, and not a day alone.
pub(super) fn has_clock(text: &str) -> bool {
    text.contains(" uur")
        || text.split_whitespace().any(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric()).split_once([':', '.', 'u', 'h']).is_some_and(
                |(hour, minute)| {
                    [hour, minute]
                        .iter()
                        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                },
            )
        })
}

/// What stands behind the longest of these words that a value begins with; `None` where it begins with none.
pub(super) fn behind_longest<'a>(value: &'a str, plain: &str, heads: &[String]) -> Option<Behind<'a>> {
    let begins = |head: &&String| plain.strip_prefix(head.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
    let head = heads.iter().filter(begins).max_by_key(|head| head.len())?;
    behind(value, head.split(' ').count())
}

/// What stands behind so many words of a value.
pub(super) fn behind(value: &str, words: usize) -> Option<Behind<'_>> {
    let mut all = value.trim();
    for _ in 0..words {
        let word = all.find(char::is_alphanumeric)?;
        let tail = all.get(word..)?;
        all = tail.get(tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())..)?;
    }
    let sign = all.get(..all.find(char::is_alphanumeric).unwrap_or(all.len()))?;
    let rest = all.trim_start_matches([' ', ',', ';', ':', '.', '-', '–', '/', ')']).trim().trim_end_matches('.');
    Some(Behind { sign, rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KnownWords {
        KnownWords::new(["vervoersinstantie"].into_iter(), &Inrichtingen::default())
    }

    /// Words that people write behind yes or no and that make something else of it, and words that nobody knows.
    const OTHER: [&str; 42] = [
        "bandje",
        "voicemail",
        "nagenoeg",
        "bijna",
        "gelukt",
        "terugbelverzoek",
        "geweigerd",
        "afgehaakt",
        "behalve",
        "tevergeefs",
        "pas",
        "wellicht",
        "vergeten",
        "hoeft",
        "beloofd",
        "aangeboden",
        "ongaarne",
        "slaapt",
        "buurvrouw",
        "alleen",
        "straks",
        "dreigt",
        "weer",
        "ingesproken",
        "gehoor",
        "geprobeerd",
        "nodig",
        "allemaal",
        "gepland",
        "teruggedraaid",
        "zodra",
        "kwijt",
        "meteen",
        "onbereikbaar",
        "mits",
        "schijnbaar",
        "maar",
        "niet",
        "ja",
        "nee",
        "3",
        "geen",
    ];

    /// More than five thousand answers with a word that no list has: not one of them is a yes, a no or a moment.
    #[test]
    fn a_word_that_is_not_known_makes_no_yes_and_no_no() {
        let (language, known) = (Language::built_in(), known());
        let heads =
            language.yes.iter().chain(&language.no).map(String::as_str).chain(["02.10 uur", "22-11-2026 02:10"]);
        let mut tried = 0;
        for head in heads {
            for sign in [", ", " - ", "; ", " (", ": ", " ", ". "] {
                for word in OTHER {
                    for tail in [
                        word.to_owned(),
                        format!("politie {word}"),
                        format!("{word} om 02.10 uur"),
                        format!("het OM {word}"),
                    ] {
                        let answer = format!("{head}{sign}{tail}");
                        let read = FormReply::read(&answer, &known);
                        // "Niet" and a head of two words may be one head: "is ingelicht", "nog niet".
                        let longer = language.yes.iter().chain(&language.no).any(|one| *one == fold(&answer));
                        assert!(longer || matches!(read, FormReply::Words | FormReply::Nothing), "{answer}: {read:?}");
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 5000, "{tried}");
    }

    /// The same with words of nobody's making.
    #[test]
    fn letters_that_are_no_word_make_no_yes_and_no_no() {
        let known = known();
        proptest::proptest!(|(head in 0..20_usize, word in "[a-z]{3,9}", tail in "(, politie| om 02.10 uur|)")| {
            let heads: Vec<&String> = Language::built_in().yes.iter().chain(&Language::built_in().no).collect();
            let head = heads.get(head % heads.len()).copied().cloned().unwrap_or_default();
            let is_known = known.covers(&word, Allowed::All, |_| false) || says_nothing(&word);
            let is_known = is_known || Language::built_in().around_unknown.contains(&word);
            let answer = format!("{head}, {word}{tail}");
            if !is_known {
                proptest::prop_assert_eq!(FormReply::read(&answer, &known), FormReply::Words, "{}", answer);
            }
        });
    }

    #[test]
    fn who_when_and_where_leave_a_yes_what_it_is() {
        let known = known();
        for answer in [
            "ja",
            "Ja.",
            "ja, 02.10 uur",
            "ja, om 2:10u",
            "ja, politie Noord-Nederland",
            "Ja (via de meldkamer)",
            "ingelicht door vervoersinstantie",
            "ja, gisteravond 23.10 uur",
            "ja, zondag 22 november 2026 om 02.10 uur",
            "ja - 22-11-2026 02:10, piketofficier",
            "gemeld 22-11",
            "ja, twee uur",
            "ja, telefonisch",
            "X",
        ] {
            assert!(matches!(FormReply::read(answer, &known), FormReply::Yes(_)), "{answer}");
        }
        for answer in ["nee", "Nog niet.", "nee, parket Noord", "niet ingelicht", "neen; politie"] {
            assert!(matches!(FormReply::read(answer, &known), FormReply::No(_)), "{answer}");
        }
        for answer in ["22-11-2026 02:10", "02.10 uur, politie", "2 uur op 22 november"] {
            assert_eq!(FormReply::read(answer, &known), FormReply::At, "{answer}");
        }
    }

    #[test]
    fn what_nobody_knows_yet_is_still_to_be_asked() {
        for value in [
            "n.n.b.",
            "nnb",
            "N.n.b",
            "onbekend",
            "?",
            "??",
            "-",
            "--",
            "–",
            "...",
            "volgt",
            "Volgt nog.",
            "nog niet bekend",
            "Nog niet bekend, volgt z.s.m.",
            "onbekend (wordt nagevraagd)",
            "is nog niet bekend",
            "Op dit moment nog onbekend",
            "n.b.",
            "geen idee",
            "Wordt nog uitgezocht",
            "volgt later",
            "Dit is nog niet duidelijk",
            "ntb",
            "",
        ] {
            assert!(says_nothing(value), "{value}");
        }
        for value in [
            "nog niet",
            "morgen",
            "is het",
            "onbekende man",
            "nee",
            "nvt",
            "n.v.t.",
            "niet bekend bij de politie",
            "volgt therapie",
            "later gemeld",
            "nog",
        ] {
            assert!(!says_nothing(value), "{value}");
        }
    }
}
