//! "Een half uur geleden", "20 minuten geleden": how long before the mail something was.

use chrono::Duration;

use super::sentence::tokens;

/// Numbers as they are written out before a unit.
const NUMBERS: [(&str, i64); 13] = [
    ("een", 1),
    ("één", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("twintig", 20),
    ("anderhalf", 1),
];

/// How long ago a clause in small letters says that it was, up to a day.
pub fn ago(clause: &str) -> Option<Duration> {
    let all = tokens(clause);
    let word = |nr: usize| all.get(nr).map_or("", |(_, word)| *word);
    let at = all.iter().position(|(_, word)| *word == "geleden")?;
    let (unit, number) = (word(at.checked_sub(1)?), word(at.wrapping_sub(2)));
    let count = number.parse().ok().or_else(|| NUMBERS.iter().find(|(name, _)| *name == number).map(|(_, n)| *n));
    let minutes = match (unit, number) {
        ("uur" | "uurtje", "half" | "halfuur") | ("halfuur" | "halfuurtje", _) => 30,
        ("uur", "anderhalf") => 90,
        ("kwartier" | "kwartiertje", "drie") => 45,
        ("kwartier" | "kwartiertje", _) => 15,
        ("minuten" | "minuut" | "min", _) => count?,
        ("uur" | "uurtje", _) => count? * 60,
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
            ("twee jaar geleden", None),
            ("3000 minuten geleden", None),
            ("lang geleden", None),
        ] {
            assert_eq!(ago(text), minutes.map(Duration::minutes), "{text}");
        }
    }
}
