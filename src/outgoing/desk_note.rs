//! An agreement to phone is a note of the desk for itself: a message says when its reader hears more, and not when the
//! inrichting calls back.

use crate::domain::{
    feit::{Feit, Topic},
    inrichting::place_words::PLACE_WORDS,
    moment::{ClockDay, Moment},
    own_words, sanitize,
};

/// The desk, at the head of such a note.
const OWN: [&str; 3] = ["wij", "we", "ik"];
/// The inrichting, beside what that is called.
const OTHER: [&str; 1] = ["zij"];
/// Words around a time.
const AROUND: [&str; 6] = ["om", "uiterlijk", "rond", "vóór", "voor", "terug"];
/// What they do.
const PHONES: [&str; 5] = ["belt", "bellen", "bel", "belt terug", "bellen terug"];
/// With what the rest begins where nobody else is phoned.
const WHEN: [&str; 18] = [
    "",
    "terug",
    "om",
    "uiterlijk",
    "rond",
    "vóór",
    "voor",
    "morgen",
    "vandaag",
    "straks",
    "weer",
    "zodra",
    "over",
    "na",
    "elk",
    "elke",
    "ieder",
    "iedere",
];

/// An agreement to phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhoneNote {
    /// The inrichting phones, and not the desk.
    pub by_inrichting: bool,
    /// When, where the note says so.
    pub when: Option<Moment>,
}

/// True for "De inrichting belt om 06:00 uur terug", and not for "De inrichting belt de nabestaanden".
pub fn is_desk_note(feit: &Feit) -> bool {
    phone_note(feit).is_some() || own_words::is_link_note(feit.text.read())
}

/// What such a note agrees on; `None` for any other fact.
pub(super) fn phone_note(feit: &Feit) -> Option<PhoneNote> {
    let text = sanitize::line(feit.text.read()).to_lowercase();
    let text = text.trim().trim_end_matches('.');
    let after = |text: &str, words: &str| -> Option<String> {
        let rest = text.strip_prefix(words)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start().to_owned())
    };
    if let Some(note) = conditional(feit, text) {
        return Some(note);
    }
    let (who, rest) = who_phones().find_map(|who| Some((who, after(text, who)?)))?;
    let rest = PHONES.iter().find_map(|phones| after(&rest, phones))?;
    let is_note = feit.topic == Topic::FollowUp && WHEN.contains(&rest.split_whitespace().next().unwrap_or_default());
    is_note.then(|| PhoneNote { by_inrichting: !OWN.contains(&who), when: time_named(&rest, feit.at) })
}

/// Who can stand at the head of such a note.
fn who_phones() -> impl Iterator<Item = &'static str> {
    PLACE_WORDS.callers.iter().chain(&OWN).chain(&OTHER).copied()
}

/// "Als hij is aangehouden bellen zij": who phones stands at the end, and nobody else is phoned.
fn conditional(feit: &Feit, text: &str) -> Option<PhoneNote> {
    let ends = |who: &&str| PHONES.iter().any(|phones| text.ends_with(&format!(" {phones} {who}")));
    let begins = ["als ", "zodra ", "wanneer "].iter().any(|begin| text.starts_with(begin));
    let who = who_phones().find(|who| feit.topic == Topic::FollowUp && begins && ends(who))?;
    Some(PhoneNote { by_inrichting: !OWN.contains(&who), when: None })
}

/// The first time that the words name, counted from when they were noted.
pub(super) fn time_named(words: &str, noted: Moment) -> Option<Moment> {
    let words = words.split_whitespace().map(|word| word.trim_end_matches([',', ';', '.', ':']));
    let words: Vec<&str> = words.filter(|word| !AROUND.contains(word)).collect();
    let read = |text: String| Moment::parse_on(&text, Some((noted, ClockDay::Upcoming))).ok().map(|read| read.moment);
    let longest = |from: usize| (from + 1..=words.len()).rev().find_map(|to| read(words.get(from..to)?.join(" ")));
    (0..words.len()).find_map(longest)
}
