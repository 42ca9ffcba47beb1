//! Words as a sentence, and a sentence as a part of another one.

use crate::{
    domain::{
        feit::{Feit, Topic},
        moment::Moment,
    },
    judge::{gate::Gate, sentences::sentences, speech},
};

/// A text that begins and ends as a sentence does.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let stop = if text.is_empty() || text.ends_with(['.', '!', '?', '…', ':']) { "" } else { "." };
    format!("{}{stop}", capital(text))
}

/// Sentences as one, in their order; the same words once.
pub(super) fn as_one<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in texts.into_iter().flat_map(sentences) {
        let part = part.trim().trim_end_matches('.');
        let part = if parts.is_empty() { part.to_owned() } else { within(part) };
        if !part.is_empty() && parts.iter().all(|other| capital(other) != capital(&part)) {
            parts.push(part);
        }
    }
    sentence(&parts.join("; "))
}

/// A fact as a line of a message: a sentence, or between quotation marks what somebody said of what happened.
pub(super) fn line_of(feit: &Feit) -> String {
    let text = feit.text.read();
    let clean = sentence(&speech::cleaned(text));
    if feit.topic == Topic::Event && speech::is_spoken(text) {
        format!("De inrichting meldde: ‘{clean}’")
    } else {
        clean
    }
}

/// Without the day where that is the day of the case.
pub(super) fn on_the_day(text: &str, day: Option<Moment>) -> String {
    day.map_or_else(|| text.to_owned(), |day| text.replace(&format!(" op {} om ", day.date_in_words()), " om "))
}

/// The same with a large first letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// A sentence as a part of another: its first letter small where it begins with a plain word and no name.
pub(super) fn within(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let small = if first == "Eén" { "één".to_owned() } else { first.to_lowercase() };
    let is_capitalised = first.chars().skip(1).all(char::is_lowercase) && first.chars().any(char::is_lowercase);
    let is_plain = Gate::open().is_ok_and(|gate| gate.is_plain_word(&small));
    if is_capitalised && is_plain { format!("{small} {rest}") } else { text.to_owned() }
}
