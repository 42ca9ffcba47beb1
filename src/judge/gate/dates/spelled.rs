//! Numbers in words, as dates and ages are sometimes written: "eenenveertig", "twaalfde",
//! "negentienhonderdzevenentachtig".

const UNITS: [&str; 9] = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"];
const TEENS: [&str; 10] =
    ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"];
const TENS: [&str; 8] = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

fn place(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|w| *w == word).and_then(|at| u32::try_from(at).ok())
}

/// A number from 1 to 99.
pub(super) fn number(word: &str) -> Option<u32> {
    if let Some(unit) = place(&UNITS, word) {
        return Some(unit + 1);
    }
    if let Some(teen) = place(&TEENS, word) {
        return Some(teen + 10);
    }
    TENS.iter().zip((2..).map(|n: u32| n * 10)).find_map(|(name, tens)| {
        let rest = word.strip_suffix(name)?;
        if rest.is_empty() {
            return Some(tens);
        }
        place(&UNITS, rest.strip_suffix("en")?).map(|unit| tens + unit + 1)
    })
}

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
    fn numbers_in_words_are_those_in_digits() {
        assert_eq!(
            [number("eenenveertig"), number("negentig"), number("twaalf"), number("negen")],
            [Some(41), Some(90), Some(12), Some(9)]
        );
        assert_eq!([number("veertigen"), number("en"), number("")], [None; 3]);
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
