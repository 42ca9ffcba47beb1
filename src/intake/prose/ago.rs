//! "Een half uur geleden", "20 minuten geleden": how long before the mail something was.

use chrono::Duration;

use super::sentence::tokens;
use crate::domain::time_words::{self, TIME_WORDS};

/// How long ago a clause in small letters says that it was, up to a day.
pub fn ago(clause: &str) -> Option<Duration> {
    let all = tokens(clause);
    let word = |nr: usize| all.get(nr).map_or("", |(_, word)| *word);
    let at = all.iter().position(|(_, word)| *word == "geleden")?;
    let (unit, number) = (word(at.checked_sub(1)?), word(at.wrapping_sub(2)));
    let count = number.parse().ok().or_else(|| time_words::number(number).map(i64::from));
    let (hours, minutes) = (TIME_WORDS.hours.contains(&unit), TIME_WORDS.minutes.contains(&unit));
    let minutes = match (unit, number) {
        ("halfuur" | "halfuurtje", _) => 30,
        (_, "half") if hours => 30,
        (_, "anderhalf") if hours => 90,
        ("kwartier" | "kwartiertje", "drie") => 45,
        ("kwartier" | "kwartiertje", _) => 15,
        _ if minutes => count?,
        _ if hours => count? * 60,
        _ => return None,
    };
    (0..=24 * 60).contains(&minutes).then(|| Duration::minutes(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_so_long_ago_is_reckoned_in_minutes() {
        for (text, minutes) in [
            ("een half uur geleden", Some(30)),
            ("20 minuten geleden heeft hij", Some(20)),
            ("ongeveer een uur geleden", Some(60)),
            ("anderhalf uur geleden", Some(90)),
            ("drie kwartier geleden", Some(45)),
            ("elf uur geleden", Some(660)),
            ("vijfentwintig minuten geleden", Some(25)),
            ("twee jaar geleden", None),
            ("3000 minuten geleden", None),
            ("lang geleden", None),
        ] {
            assert_eq!(ago(text), minutes.map(Duration::minutes), "{text}");
        }
    }
}
