//! An agreement to phone is a note of the desk for itself: a message says when its reader hears more, and not when the
//! inrichting calls back.

use crate::domain::{
    feit::{Feit, Topic},
    sanitize,
};

/// Who phones, at the head of such a note.
const WHO: [&str; 9] =
    ["de inrichting", "inrichting", "de kliniek", "de directie", "de directeur", "wij", "we", "zij", "ik"];
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

/// True for "De inrichting belt om 06:00 uur terug", and not for "De inrichting belt de nabestaanden".
pub fn is_desk_note(feit: &Feit) -> bool {
    let text = sanitize::line(feit.text.read()).to_lowercase();
    let text = text.trim().trim_end_matches('.');
    let after = |text: &str, words: &str| -> Option<String> {
        let rest = text.strip_prefix(words)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start().to_owned())
    };
    let rest = WHO.iter().find_map(|who| after(text, who));
    let rest = rest.and_then(|rest| PHONES.iter().find_map(|phones| after(&rest, phones)));
    feit.topic == Topic::FollowUp
        && rest.is_some_and(|rest| WHEN.contains(&rest.split_whitespace().next().unwrap_or_default()))
}
