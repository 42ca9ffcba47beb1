//! Times as people say them, in digits: "gisteravond rond half elf" is 22:30. Which half of the day is meant stands in
//! the same sentence or is not known; the words themselves stay what is shown.

use std::borrow::Cow;

use crate::{
    domain::{
        near_day::{DayPart, near_day},
        time_words::{self, TIME_WORDS},
        weekdays::WEEKDAYS,
    },
    intake::reading_words::READING,
};

/// The one part of the day that a text names: "vannacht", "gisteravond", "in de loop van de middag".
pub fn day_part(text: &str) -> Option<DayPart> {
    let mut found = text.split(|c: char| !c.is_alphabetic()).filter_map(part_of);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn part_of(word: &str) -> Option<DayPart> {
    let lower = word.to_lowercase();
    if let Some(part) = near_day(&lower).filter(|day| day.days <= 0).and_then(|day| day.part) {
        return Some(part);
    }
    let bare = WEEKDAYS.iter().chain(READING.before_a_day_part).find_map(|p| lower.strip_prefix(p)).unwrap_or(&lower);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    // "Morgen" by itself is tomorrow.
    TIME_WORDS
        .day_parts
        .iter()
        .find(|(name, _)| *name == bare && (bare != "morgen" || bare.len() < lower.len()))
        .map(|(_, part)| *part)
}

/// An answer with what it says of the clock in digits, where it names the part of the day: "half tien" alone may be in the
/// morning and in the evening.
pub fn of_a_day_part(text: &str) -> Cow<'_, str> {
    match day_part(text) {
        part @ Some(_) if says_a_time(text) || on_dials(text) => Cow::Owned(in_digits(text, part)),
        Some(_) | None => Cow::Borrowed(text),
    }
}

/// True for a text that says a time in words.
pub fn says_a_time(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| said(rest).is_some()))
}

/// True for a text with a time in digits that is in either half of the day.
fn on_dials(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| dial(rest).is_some()))
}

/// Minutes since the beginning of a half day, of a time in digits: "9:15", "09.15 uur". What has a point and no unit behind it
/// may be a day.
fn dial(words: &[&str]) -> Option<u32> {
    let word = bare(words.first()?);
    let is_timed = words.get(1).is_some_and(|unit| bare(unit) == "uur");
    let (hour, minute) = word.split_once(':').or_else(|| word.split_once('.').filter(|_| is_timed))?;
    let (hour, minutes): (u32, u32) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
    ((1..=12).contains(&hour) && minutes < 60).then_some(hour % 12 * 60 + minutes)
}

/// The text with what it says of the clock in digits.
pub fn in_digits(text: &str, part: Option<DayPart>) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let on_dial = || dial(rest).filter(|_| part.is_some()).map(|minutes| (minutes, 1));
        if let Some((minutes, count)) = said(rest).or_else(on_dial) {
            out.push(clock(minutes, part));
            rest = rest.get(count..).unwrap_or_default();
            // The time says it already.
            rest = rest.strip_prefix(&["uur"]).unwrap_or(rest);
        } else {
            out.push((*first).to_owned());
            rest = after;
        }
    }
    out.join(" ")
}

fn bare(word: &str) -> String {
    word.trim_matches([',', '.', ';', ':', '(', ')']).to_lowercase().replace('é', "e")
}

/// The hour that a word says: "elf", "11".
fn hour(word: &str) -> Option<u32> {
    let bare = bare(word);
    let towards = (1..).zip(TIME_WORDS.towards).find(|(_, word)| *word == bare).map(|(hour, _)| hour);
    let said = towards.or_else(|| time_words::number(&bare)).filter(|hour| (1..=12).contains(hour));
    said.or_else(|| bare.parse().ok().filter(|hour| (1..=12).contains(hour) && bare.len() <= 2))
}

/// Minutes since the beginning of a half day, and the words that say them.
fn said(words: &[&str]) -> Option<(u32, usize)> {
    let word = |at: usize| words.get(at).map(|w| bare(w));
    let hours = |at: usize| words.get(at).and_then(|w| hour(w));
    let at = |hour: u32, minutes: u32| (hour % 12) * 60 + minutes;
    match (word(0)?.as_str(), word(1)?.as_str()) {
        ("tegen" | "rond" | "na", hour) if TIME_WORDS.towards.contains(&hour) => Some((at(hours(1)?, 0), 2)),
        ("half", _) => Some((at(hours(1)? + 11, 30), 2)),
        ("kwart", "over") => Some((at(hours(2)?, 15), 3)),
        ("kwart", "voor") => Some((at(hours(2)? + 11, 45), 3)),
        (_, "uur") => Some((at(hours(0)?, 0), 1)),
        (_, side @ ("over" | "voor")) => {
            let minutes = hours(0)?;
            if word(2).as_deref() == Some("half") {
                let half = hours(3)? + 11;
                let shift = if side == "over" { 30 + minutes } else { 30 - minutes };
                return Some((at(half, shift), 4));
            }
            let hour = hours(2)?;
            Some(if side == "over" { (at(hour, minutes), 3) } else { (at(hour + 11, 60 - minutes), 3) })
        }
        _ => None,
    }
}

/// On a clock of twenty-four. What names no part of the day stays as it was said.
fn clock(minutes: u32, part: Option<DayPart>) -> String {
    let (hour, minutes) = (minutes / 60, minutes % 60);
    let hour = match (part, hour) {
        (Some(DayPart::Evening), 4..) | (Some(DayPart::Afternoon), ..=6) | (Some(DayPart::Night), 10..) => hour + 12,
        (None, 0) => 12,
        (Some(DayPart::Evening | DayPart::Afternoon | DayPart::Night | DayPart::Morning) | None, _) => hour,
    };
    format!("{hour:02}:{minutes:02} uur")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_clock_becomes_digits() {
        for (text, expected) in [
            ("gisteravond rond half elf", "gisteravond rond 22:30 uur"),
            ("vannacht om twee uur", "vannacht om 02:00 uur"),
            ("rond kwart over één", "rond 01:15 uur"),
            ("gisteravond tegen achten", "gisteravond 20:00 uur"),
            ("vanmiddag om kwart voor 3", "vanmiddag om 14:45 uur"),
            ("vanochtend kwart over acht", "vanochtend 08:15 uur"),
            ("gisteravond tien over half negen", "gisteravond 20:40 uur"),
            ("vanavond vijf voor acht", "vanavond 19:55 uur"),
            ("vanmiddag rond twaalf uur", "vanmiddag rond 12:00 uur"),
            ("om 14.30 uur", "om 14.30 uur"),
            ("half van de groep", "half van de groep"),
            ("twee medewerkers", "twee medewerkers"),
        ] {
            assert_eq!(in_digits(text, day_part(text)), expected, "{text}");
        }
        assert_eq!(day_part("morgenavond of vanmiddag"), Some(DayPart::Afternoon));
        assert_eq!(day_part("morgen"), None);
    }
}
