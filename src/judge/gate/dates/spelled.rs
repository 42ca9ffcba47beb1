//! Numbers in words, as dates and ages are sometimes written: "eenenveertig", "twaalfde",
//! "negentienhonderdzevenentachtig".

use crate::domain::time_words::number;

/// The day of a month, as a number or in order: "twaalf", "twaalfde", "eerste".
pub(super) fn day(word: &str) -> Option<u32> {
    let order = match word {
        "eerste" => Some(1),
        "derde" => Some(3),
        _ => word.strip_suffix("ste").or_else(|| word.strip_suffix("de")).and_then(number),
    };
    order.or_else(|| number(word)).filter(|n| (1..=31).contains(n))
}

/// A year: "negentienhonderdzevenentachtig", "tweeduizendvijf", or its last two digits.
pub(super) fn year(word: &str) -> Option<u32> {
    let behind = |rest: &str| if rest.is_empty() { Some(0) } else { number(rest.strip_prefix("en").unwrap_or(rest)) };
    if let Some(rest) = word.strip_prefix("negentienhonderd") {
        return behind(rest).map(|n| 1900 + n);
    }
    if let Some(rest) = word.strip_prefix("tweeduizend") {
        return behind(rest).map(|n| 2000 + n);
    }
    number(word).filter(|n| *n > 20)
}

/// The years of "eenenveertigjarige".
pub(super) fn years_old(word: &str) -> Option<u32> {
    number(word.strip_suffix("jarige").or_else(|| word.strip_suffix("jarigen"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_years_and_ages_in_words_are_those_in_digits() {
        assert_eq!(
            [day("twaalfde"), day("eenendertigste"), day("achtste"), day("tweeendertig")],
            [Some(12), Some(31), Some(8), None]
        );
        assert_eq!(year("negentienhonderdzevenentachtig"), Some(1987));
        assert_eq!(
            [year("tweeduizendvijf"), year("tweeduizend"), year("zevenentachtig")],
            [Some(2005), Some(2000), Some(87)]
        );
        assert_eq!([years_old("eenenveertigjarige"), years_old("tweeentwintigjarigen")], [Some(41), Some(22)]);
    }
}
