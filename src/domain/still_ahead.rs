//! Whether a text names a time that has yet to come: "vanaf 07.00" said at two in the night, "morgen". Who says yes with such a
//! time tells what is to happen and not what did. Times are read as where one types when something happened, so that the same
//! clock is not refused there and taken here.

use chrono::Timelike;

use super::{
    moment::Moment,
    near_day::{DayPart, near_day},
};

/// A day with its clock time is said in so many words: "zondag 22 november 2026 om 02.10 uur".
const LONGEST: usize = 7;
/// A day alone is ahead where it has not begun.
const BEGINS: &str = "00:00";

/// True where a text names a day or a clock time after `now`, on the clock of Amsterdam.
pub fn is_still_ahead(text: &str, now: Moment) -> bool {
    let lower = text.to_lowercase();
    let words = words_of(&lower);
    let near: Vec<_> = words.iter().filter_map(|word| near_day(word)).collect();
    if near.iter().any(|day| day.days > 0 || day.days == 0 && day.part.is_some_and(|part| has_yet_to_begin(part, now)))
    {
        return true;
    }
    // The clock beside "gisteren" is of that day.
    if near.iter().any(|day| day.days < 0) {
        return false;
    }
    moments(&words, |text| read(text, now)).into_iter().any(|moment| moment > now)
}

/// The one clock time that a text names, where that is over and nothing around it makes it another day or, as one of the words
/// `about` does, no more than about then; `None` where there is none or more than one.
pub fn moment_in(text: &str, now: Moment, about: &[String]) -> Option<Moment> {
    let lower = text.to_lowercase();
    let words = words_of(&lower);
    if words.iter().any(|word| near_day(word).is_some() || about.iter().any(|other| other == word)) {
        return None;
    }
    let all = moments(&words, |text| Moment::parse(text, Some(now)).ok().map(|read| read.moment));
    match all.as_slice() {
        [one] if *one <= now => Some(*one),
        _ => None,
    }
}

fn words_of(lower: &str) -> Vec<&str> {
    let words = lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}

/// The moments that a text names, each read in as many words as it takes.
fn moments(words: &[&str], read: impl Fn(&str) -> Option<Moment>) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let longest = (1..=LONGEST.min(rest.len())).rev().find_map(|size| {
            let (said, behind) = rest.split_at_checked(size)?;
            Some((read(&said.join(" "))?, behind))
        });
        rest = match longest {
            Some((moment, behind)) => {
                found.push(moment);
                behind
            }
            None => rest.get(1..).unwrap_or_default(),
        };
    }
    found
}

/// The moment that a text is, or the beginning of the day that it is.
fn read(text: &str, now: Moment) -> Option<Moment> {
    let moment = Moment::parse(text, Some(now)).or_else(|_| Moment::parse(&format!("{text} {BEGINS}"), Some(now)));
    moment.ok().map(|read| read.moment)
}

/// True where a part of today is still to begin; the night may be the one that is going on.
fn has_yet_to_begin(part: DayPart, now: Moment) -> bool {
    let from = match part {
        DayPart::Night => return false,
        DayPart::Morning => 6,
        DayPart::Afternoon => 12,
        DayPart::Evening => 17,
    };
    now.amsterdam().hour() < from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    #[test]
    fn the_one_time_of_an_answer_is_when_it_happened() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:30+01:00")?;
        let about = ["rond".to_owned()];
        for (text, clock) in [
            ("ja, om 01.30 uur", Some("01:30")),
            ("01:30, politie", Some("01:30")),
            ("ja, 23.50", Some("23:50")),
            ("ja", None),
            ("ja, rond 01.30 uur", None),
            ("ja, om 01.30 en 01.40 uur", None),
            ("ja, om 03.00 uur", None),
            ("ja, gisteren 01.30 uur", None),
        ] {
            assert_eq!(moment_in(text, now, &about).map(Moment::clock_time).as_deref(), clock, "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_time_that_has_yet_to_come_is_told_from_one_that_was() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:30+01:00")?;
        for text in [
            "ja, vanaf 07.00",
            "ja om 03.00",
            "ja, om 2.11 uur",
            "Ja, morgen.",
            "ja, morgenochtend",
            "ja, vanmiddag",
            "ja, vandaag om 08.30 uur",
            "ja, 22 november om 07.00 uur",
            "ja, 23-11",
            "23 november 2026",
            "over een uur",
        ] {
            assert!(is_still_ahead(text, now), "{text}");
        }
        for text in [
            "ja",
            "ja, 02.10 uur",
            "ja, om 23.50",
            "ja, gisteren rond 07.00",
            "ja, gisteravond 21.30 uur",
            "ja, vannacht",
            "ja, vandaag",
            "ja, zondag 22 november 2026 om 02.10 uur",
            "ja, 21 november om 07.00 uur",
            "ja - 22-11-2026 02:10, piketofficier",
            "gemeld 21-11",
            "twee medewerkers",
        ] {
            assert!(!is_still_ahead(text, now), "{text}");
        }
        Ok(())
    }
}
