//! What the clauses of a text say: when it happened and when it was noticed, the number of a letter, how somebody got
//! away. A time that tells when the police was called is no time of the voorval.

use chrono::{Days, NaiveDate};

use super::{Sentence, spoken};
use crate::{
    domain::{moment::Moment, time_kind::TimeKind},
    intake::{date, limits, reading::ReadingEnv},
};

/// A moment that a clause tells.
#[derive(Debug, Clone)]
pub struct ToldMoment<'s> {
    pub moment: Moment,
    pub sentence: &'s Sentence,
    /// The clause.
    pub words: String,
}

/// Clauses about what was done afterwards, or about something else.
const OTHER_TIMES: [&str; 30] = [
    "politie",
    "aangifte",
    "gebeld",
    "112",
    "officier",
    "piket",
    "gemeld",
    "gesproken",
    "overleg",
    "opgenomen sinds",
    "ingeschreven",
    "afspraak",
    "verwacht",
    "bereikbaar",
    "briefnummer",
    "kenmerk",
    "ingelicht",
    "geïnformeerd",
    "geb.",
    "geboren",
    "meldkamer",
    "ambulance",
    "brandweer",
    "tbs loopt",
    "einddatum",
    "eindigt",
    "morgen",
    "volgt",
    "ondertekend",
    "verlof sinds",
];
/// Words by which something is noticed.
const NOTICED: [&str; 10] = [
    "vastgesteld",
    "geconstateerd",
    "constateer",
    "ontdekt",
    "bleek",
    "gemerkt",
    "bemerkt",
    "opgemerkt",
    "gemist",
    "vermist",
];
/// Days before the mail was sent in which a report's moment lies.
const MAX_AGE: u64 = 400;
/// Words of the number of a letter.
const MAX_WORDS: usize = 3;
/// Bytes of a clause that is shown as the place of what was read.
const SHOWN: usize = 80;

/// The moment of the voorval and of its discovery, each the first that a clause tells.
pub fn moments<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> Vec<(TimeKind, ToldMoment<'s>)> {
    let mut out: Vec<(TimeKind, ToldMoment<'s>)> = Vec::new();
    let mut day: Option<NaiveDate> = None;
    for sentence in sentences {
        let part = spoken::day_part(&sentence.text);
        let clauses: Vec<(&str, String)> = clauses(&sentence.text)
            .into_iter()
            .filter(|c| !holds(c, &OTHER_TIMES))
            .map(|clause| (clause, spoken::in_digits(clause, part)))
            .collect();
        let joined = clauses.iter().map(|(_, digits)| digits.as_str()).collect::<Vec<_>>().join(", ");
        let dated = date::moments(&joined, env.anchor).into_iter().flatten().next().map(|found| found.moment);
        day = dated.map(Moment::date).or_else(|| date::date(&joined, env.anchor, false)).or(day);
        let mut told: Vec<(&str, Moment)> =
            clauses.iter().filter_map(|(clause, digits)| Some((*clause, moment(digits, day, env)?))).collect();
        if told.is_empty()
            && let Some(moment) = dated
        {
            told.push((sentence.text.as_str(), moment));
        }
        for (clause, moment) in told {
            let kind = if holds(clause, &NOTICED) { TimeKind::Constatering } else { TimeKind::Voorval };
            let possible = env.anchor.is_none_or(|anchor| {
                let date = moment.date();
                date <= anchor && anchor.checked_sub_days(Days::new(MAX_AGE)).is_none_or(|first| date >= first)
            });
            if possible && out.iter().all(|(known, _)| *known != kind) {
                let words = limits::start(clause.trim(), SHOWN).to_owned();
                out.push((kind, ToldMoment { moment, sentence, words }));
            }
        }
    }
    // What was noticed before it happened was misread.
    let at = |kind: TimeKind| out.iter().find(|(known, _)| *known == kind).map(|(_, told)| told.moment);
    if let (Some(happened), Some(noticed)) = (at(TimeKind::Voorval), at(TimeKind::Constatering))
        && noticed < happened
    {
        out.retain(|(kind, _)| *kind == TimeKind::Constatering);
    }
    out
}

/// The moment in one clause; a time alone is of the day that was told last.
fn moment(clause: &str, day: Option<NaiveDate>, env: ReadingEnv<'_>) -> Option<Moment> {
    if let Ok(found) = date::moment(&[clause], env.anchor) {
        return Some(found.moment);
    }
    let time = date::time(clause)?.format("%H:%M").to_string();
    date::moment(&[&day?.to_string(), &time], env.anchor).ok().map(|found| found.moment)
}

/// The parts of a sentence that can be about different times.
fn clauses(text: &str) -> Vec<&str> {
    text.split([',', ';', '(', ')'])
        .flat_map(|part| part.split(" en "))
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split(" waarna "))
        .flat_map(|part| part.split(" nadat "))
        .filter(|part| !part.trim().is_empty())
        .collect()
}

fn holds(clause: &str, words: &[&str]) -> bool {
    let lower = clause.to_lowercase();
    words.iter().any(|word| lower.contains(word))
}

/// The number under which a letter is known: "Ons briefnummer is OVK 2026-91."
pub fn reference<'s>(sentences: &[&'s Sentence]) -> Option<(String, &'s Sentence, String)> {
    sentences.iter().find_map(|sentence| {
        let lower = sentence.text.to_lowercase();
        let (pos, name) =
            ["briefnummer", "brief nr", "briefnr", "kenmerk"].iter().find_map(|w| Some((lower.find(w)?, *w)))?;
        let after = sentence.text.get(pos + name.len()..).filter(|_| lower.len() == sentence.text.len())?;
        let fills = |w: &&str| {
            matches!(w.to_lowercase().trim_matches([':', '.', ' ']), "is" | "luidt" | "nr" | "nummer" | "ons" | "")
        };
        let mut number: Vec<&str> = Vec::new();
        for word in after.split([' ', ':']).skip_while(fills).take(MAX_WORDS) {
            let bare = word.trim_matches([',', '.', ';', '(', ')']);
            let fits =
                bare.contains(|c: char| c.is_ascii_digit()) || bare.chars().all(char::is_uppercase) && !bare.is_empty();
            if !fits {
                break;
            }
            number.push(bare);
            if bare.len() < word.len() && word.ends_with([',', '.', ';', ')']) {
                break;
            }
        }
        let number = number.join(" ");
        let told = number.contains(|c: char| c.is_ascii_digit());
        told.then(|| (number.clone(), *sentence, format!("{name} {number}")))
    })
}

/// When the tbs of somebody who is gone ends, if the text says so.
pub fn end_date<'s>(sentences: &[&'s Sentence], env: ReadingEnv<'_>) -> Option<(NaiveDate, &'s Sentence, String)> {
    let names = [
        "einddatum",
        "expiratiedatum",
        "tbs loopt tot",
        "tbs loopt af op",
        "tbs eindigt op",
        "maatregel eindigt op",
        "maatregel loopt tot",
    ];
    sentences.iter().find_map(|sentence| {
        let lower = sentence.text.to_lowercase();
        let (pos, _) = names.iter().find_map(|name| Some((lower.find(name)?, name)))?;
        let words = limits::start(sentence.text.get(pos..).filter(|_| lower.len() == sentence.text.len())?, SHOWN);
        Some((date::date(words, env.anchor, false)?, *sentence, words.to_owned()))
    })
}

/// How somebody got away, in the words of the clause that says so.
pub fn way<'s>(sentences: &[&'s Sentence], phrases: &[&str]) -> Option<(String, &'s Sentence)> {
    sentences.iter().find_map(|sentence| {
        sentence.text.split([',', ';']).find_map(|clause| {
            let lower = clause.to_lowercase();
            let pos = phrases.iter().filter_map(|phrase| lower.find(phrase)).min()?;
            let words = clause.get(pos..).filter(|_| lower.len() == clause.len())?;
            let end = words.find(" en ").unwrap_or(words.len());
            let way = words.get(..end)?.trim().trim_end_matches('.').to_owned();
            (way.split_whitespace().count() > 1).then_some((way, *sentence))
        })
    })
}

/// Those words as the answer on a form: "niet teruggekeerd van zijn verlof" is "Niet teruggekeerd van verlof".
pub fn as_answer(way: &str) -> String {
    let whose = ["zijn", "haar", "diens", "hun"];
    let mut words: Vec<&str> = Vec::new();
    for word in way.split(' ') {
        if !(whose.contains(&word) && words.last().is_some_and(|before| ["van", "aan", "tijdens"].contains(before))) {
            words.push(word);
        }
    }
    let mut letters = words.join(" ").chars().collect::<Vec<_>>().into_iter();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
