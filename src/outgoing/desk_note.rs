//! An agreement to phone is a note of the desk for itself: a message says when its reader hears more, and not when the
//! inrichting calls back.

use crate::domain::{
    feit::{Feit, Topic},
    moment::{ClockDay, Moment},
    sanitize,
};

/// Who phones, at the head of such a note.
const WHO: [&str; 9] =
    ["de inrichting", "inrichting", "de kliniek", "de directie", "de directeur", "wij", "we", "zij", "ik"];
/// Of those, the desk.
const OWN: [&str; 3] = ["wij", "we", "ik"];
/// Words around a time.
const AROUND: [&str; 6] = ["om", "uiterlijk", "rond", "vóór", "voor", "terug"];
/// What they do.
const PHONES: [&str; 5] = ["belt", "bellen", "bel", "belt terug", "bellen terug"];
/// With what the rest begins where nobody else is phoned.
const WHEN: [&str; 14] = [
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
    phone_note(feit).is_some()
}

/// What such a note agrees on; `None` for any other fact.
pub(super) fn phone_note(feit: &Feit) -> Option<PhoneNote> {
    let text = sanitize::line(feit.text.read()).to_lowercase();
    let text = text.trim().trim_end_matches('.');
    let after = |text: &str, words: &str| -> Option<String> {
        let rest = text.strip_prefix(words)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start().to_owned())
    };
    let (who, rest) = WHO.iter().find_map(|who| Some((*who, after(text, who)?)))?;
    let rest = PHONES.iter().find_map(|phones| after(&rest, phones))?;
    let is_note = feit.topic == Topic::FollowUp && WHEN.contains(&rest.split_whitespace().next().unwrap_or_default());
    is_note.then(|| PhoneNote { by_inrichting: !OWN.contains(&who), when: when(&rest, feit.at) })
}

/// The first time that the words name, counted from when they were noted.
fn when(words: &str, noted: Moment) -> Option<Moment> {
    let words: Vec<&str> = words.split_whitespace().filter(|word| !AROUND.contains(word)).collect();
    let read = |text: String| Moment::parse_on(&text, Some((noted, ClockDay::Upcoming))).ok().map(|read| read.moment);
    let longest = |from: usize| (from + 1..=words.len()).rev().find_map(|to| read(words.get(from..to)?.join(" ")));
    (0..words.len()).find_map(longest)
}
