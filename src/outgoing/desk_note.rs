//! An agreement to phone is a note of the desk for itself: a message says when its reader hears more, and not when the
//! inrichting calls back.

use crate::{
    domain::{
        feit::{Feit, Topic},
        fold::fold,
        inrichting::place_words::PLACE_WORDS,
        moment::{ClockDay, Moment},
        own_words, sanitize,
        time_words::{TIME_WORDS, number},
    },
    rules::language::{Language, begins_with_word},
};

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
    let language = Language::built_in();
    let (who, rest) = who_phones().find_map(|who| Some((who, after(text, who)?)))?;
    let rest = language.phones.iter().find_map(|phones| after(&rest, phones))?;
    let is_note = feit.topic == Topic::FollowUp && tells_no_more(&rest);
    is_note.then(|| PhoneNote { by_inrichting: !is_desk(who), when: time_named(&rest, feit.at) })
}

/// True where what stands behind the phoning says when, and nothing of whom else or what for.
fn tells_no_more(rest: &str) -> bool {
    let language = Language::built_in();
    let plain = fold(rest);
    let mut words = plain.split_whitespace();
    let first = words.clone().next().is_none_or(|word| language.phone_when.iter().any(|when| when == word));
    let begins_clause = |word: &&str| language.phone_after.iter().any(|begin| begin == word);
    first && words.by_ref().take_while(|word| !begins_clause(word)).all(|word| tells_when(language, word))
}

/// True for a word of a time or a day, and for what may stand beside it.
fn tells_when(language: &Language, word: &str) -> bool {
    let own = [&language.phone_when, &language.phone_beside, &language.around_a_time];
    let (units, words) = ([TIME_WORDS.minutes, TIME_WORDS.hours, TIME_WORDS.days, TIME_WORDS.weeks], TIME_WORDS);
    word.starts_with(|c: char| c.is_ascii_digit())
        || own.iter().any(|list| list.iter().any(|own| own == word))
        || units.iter().any(|unit| unit.contains(&word))
        || words.weekdays.contains(&word)
        || words.months.contains(&word)
        || number(word).is_some()
}

/// Who can stand at the head of such a note.
fn who_phones() -> impl Iterator<Item = &'static str> {
    let language = Language::built_in();
    let own = language.phone_desk.iter().chain(&language.phone_others).map(String::as_str);
    PLACE_WORDS.callers.iter().copied().chain(own)
}

/// True where that is the desk.
fn is_desk(who: &str) -> bool {
    Language::built_in().phone_desk.iter().any(|desk| desk == who)
}

/// "Als hij is aangehouden bellen zij": who phones stands at the end, and nobody else is phoned.
fn conditional(feit: &Feit, text: &str) -> Option<PhoneNote> {
    let language = Language::built_in();
    let ends = |who: &&str| language.phones.iter().any(|phones| text.ends_with(&format!(" {phones} {who}")));
    let begins = language.phone_after.iter().any(|begin| begins_with_word(text, begin));
    let who = who_phones().find(|who| feit.topic == Topic::FollowUp && begins && ends(who))?;
    Some(PhoneNote { by_inrichting: !is_desk(who), when: None })
}

/// The first time that the words name, counted from when they were noted.
pub(super) fn time_named(words: &str, noted: Moment) -> Option<Moment> {
    let words = words.split_whitespace().map(|word| word.trim_end_matches([',', ';', '.', ':']));
    let words: Vec<&str> = words.filter(|word| !Language::built_in().around_a_time.contains(&fold(word))).collect();
    let read = |text: String| Moment::parse_on(&text, Some((noted, ClockDay::Upcoming))).ok().map(|read| read.moment);
    let longest = |from: usize| (from + 1..=words.len()).rev().find_map(|to| read(words.get(from..to)?.join(" ")));
    (0..words.len()).find_map(longest)
}
