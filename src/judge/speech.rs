//! Own words as a message tells them: times and days in one form, nothing shouted, and what somebody said without saying of
//! whom is known as speech, which no kern repeats.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{fold::fold, sanitize, time_words::month_name},
    rules::language::Language,
};

/// Fewer letters in a row are an abbreviation.
const SHOUTED: usize = 12;

/// The words of a fact as one or more sentences, with times and days as a message writes them.
pub fn cleaned(text: &str) -> String {
    let text = in_one_form(&calmed(&sanitize::line(text)));
    text.replace(" ;", ";").trim().to_owned()
}

/// True for what somebody said: a call, a question, or a sentence that does not say of whom it speaks.
pub fn is_spoken(text: &str) -> bool {
    let (plain, words) = (fold(text), Language::built_in());
    let begins =
        |begin: &String| plain.strip_prefix(begin.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
    text.contains(['!', '?'])
        || is_shouted(text)
        || words.pointing.iter().any(begins)
        || points_at_nobody(&plain, words)
}

/// True where a word stands for somebody whom nothing before it names: "de nachtdienst vond hem".
fn points_at_nobody(plain: &str, words: &Language) -> bool {
    let mut named = false;
    for word in plain.split(' ') {
        if !named && words.pronouns.iter().any(|pronoun| pronoun == word) {
            return true;
        }
        named |= words.who.iter().chain(&words.persons).any(|person| word.ends_with(person.as_str()));
    }
    false
}

/// The same as it is told once it is over: what went on then went on.
pub fn over(text: &str) -> String {
    let parts = text.split_inclusive([';', ',']).flat_map(|part| part.split_inclusive(". "));
    parts.map(part_over).collect::<String>().trim().to_owned()
}

/// A part of a sentence as it is told once it is over, unless it tells what lasts.
fn part_over(text: &str) -> String {
    let plain = fold(text);
    let language = Language::built_in();
    if plain.split(' ').any(|word| language.lasting.iter().any(|lasting| word.starts_with(lasting.as_str()))) {
        return text.to_owned();
    }
    let mut out = format!(" {text} ");
    for (now, then) in &language.past {
        for after in [" ", ",", ".", ";"] {
            out = out.replace(&format!(" {now}{after}"), &format!(" {then}{after}"));
        }
    }
    out.strip_prefix(' ').and_then(|out| out.strip_suffix(' ')).unwrap_or(&out).to_owned()
}

/// True where nearly all of a longer text is in capitals.
fn is_shouted(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    letters.len() >= SHOUTED && capitals * 4 >= letters.len() * 3
}

/// Without capitals throughout and without more than one sign at an end.
fn calmed(text: &str) -> String {
    let text = if is_shouted(text) { text.to_lowercase() } else { text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut ends = String::new();
    let mut starts = false;
    for c in text.chars() {
        if matches!(c, '!' | '?' | '.') {
            ends.push(c);
            continue;
        }
        starts |= end(&mut out, &mut ends);
        if starts && c.is_alphabetic() && c.is_lowercase() && out.ends_with(' ') {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        starts &= c == ' ';
    }
    end(&mut out, &mut ends);
    out
}

/// One sign for those that stood together; true where a shout or a question ended.
fn end(out: &mut String, ends: &mut String) -> bool {
    let sign = match ends.as_str() {
        "" => return false,
        "." | "..." => ends.as_str(),
        several if several.contains('?') => "?",
        _ => ".",
    };
    out.push_str(sign);
    let shouted = ends.contains(['!', '?']);
    ends.clear();
    shouted
}

/// Clock times as `01.35 uur`, days as `22 november 2026`.
fn in_one_form(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let (bare, behind) = split_end(word);
        let (before, bare) = bare.strip_prefix('(').map_or(("", bare), |bare| ("(", bare));
        if let Some(clock) = clock(bare) {
            let said = words.peek().is_some_and(|next| matches!(split_end(next).0, "uur" | "u"));
            if said && let Some(next) = words.next() {
                let (unit, signs) = split_end(next);
                // What shortens "uur" ends no sentence unless a new one begins.
                let ends = words.peek().is_none_or(|next| next.starts_with(char::is_uppercase));
                let signs = if unit == "uur" || ends { signs } else { signs.trim_start_matches('.') };
                out.push(format!("{before}{clock} uur{signs}"));
            } else {
                out.push(format!("{before}{clock} uur{behind}"));
            }
        } else if let Some(day) = day(bare) {
            let at = words.peek().is_some_and(|next| clock(split_end(next).0).is_some());
            out.push(format!("{before}{day}{behind}{}", if at { " om" } else { "" }));
        } else {
            out.push(word.to_owned());
        }
    }
    out.join(" ")
}

/// A word without the signs behind it, and those.
fn split_end(word: &str) -> (&str, &str) {
    let bare = word.trim_end_matches([',', ';', ')', '.', ':']);
    word.split_at_checked(bare.len()).unwrap_or((word, ""))
}

/// `1:35`, `01:35u` and `01u35` are `01.35`; what has a full stop may be a number or a day, and with `uur` behind it stands
/// as it should.
fn clock(word: &str) -> Option<String> {
    let word = word.strip_suffix(['u', 'h']).unwrap_or(word);
    let (hour, minute) = word.split_once([':', 'u', 'h'])?;
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (h, m) = (number(hour)?, number(minute)?);
    (hour.len() <= 2 && minute.len() == 2 && h < 24 && m < 60).then(|| format!("{h:02}.{m:02}"))
}

/// `2026-11-22` and `22-11-2026` in words.
fn day(word: &str) -> Option<String> {
    let read = |form| NaiveDate::parse_from_str(word, form).ok();
    let is_day = word.len() == 10 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/'));
    let day = read("%Y-%m-%d").or_else(|| read("%d-%m-%Y")).or_else(|| read("%d/%m/%Y")).filter(|_| is_day)?;
    Some(format!("{} {} {}", day.day(), month_name(day.month0()), day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_days_have_one_form() {
        for (said, told) in [
            ("De nachtdienst vond hem om 01:35", "De nachtdienst vond hem om 01.35 uur."),
            ("Zij belden om 23:47 uur de kliniek", "Zij belden om 23.47 uur de kliniek."),
            ("Om 1u35, na de ronde", "Om 01.35 uur, na de ronde."),
            ("Tussen 01:10u en 01:20 u.", "Tussen 01.10 uur en 01.20 uur."),
            ("Dat was om 01:05 uur. Toen was het uit", "Dat was om 01.05 uur. Toen was het uit."),
            ("Om 01:05 u. bluste men", "Om 01.05 uur bluste men."),
            ("Gemeld op 22-11-2026 01:00, politie", "Gemeld op 22 november 2026 om 01.00 uur, politie."),
            ("Sinds 2026-11-22.", "Sinds 22 november 2026."),
            ("Kamer 3:1 en 12.50 euro en 25:10", "Kamer 3:1 en 12.50 euro en 25:10."),
        ] {
            assert_eq!(cleaned(said).trim_end_matches('.'), told.trim_end_matches('.'));
            assert_eq!(cleaned(&cleaned(said)), cleaned(said), "{said}");
        }
    }

    #[test]
    fn what_was_shouted_or_asked_is_speech_and_calm() {
        for (said, told) in [
            ("PATIENT IS ONTVLUCHT!!! BEL TERUG.", "patient is ontvlucht. Bel terug."),
            ("er is iets gebeurd?.", "er is iets gebeurd?"),
            ("hij heeft haar geslagen", "hij heeft haar geslagen"),
            ("De nachtdienst vond hem om 01.35 uur", "De nachtdienst vond hem om 01.35 uur"),
            ("Bij de ronde lag zij in de badkamer", "Bij de ronde lag zij in de badkamer"),
        ] {
            assert!(is_spoken(said), "{said}");
            assert_eq!(cleaned(said), told);
        }
        for said in [
            "Een patiënt sloeg een medewerker",
            "De BHV en het OM zijn gebeld",
            "Dader en slachtoffer zijn gescheiden",
            "Een justitiabele rukte zich los; begeleiders hielden hem tegen",
            "Een bewoonster viel; de arts heeft haar onderzocht",
        ] {
            assert!(!is_spoken(said), "{said}");
        }
    }

    #[test]
    fn what_went_on_is_told_as_past_once_it_is_over() {
        assert_eq!(
            over("een patiënt houdt een verpleegkundige vast; hij dreigt met een mes"),
            "een patiënt hield een verpleegkundige vast; hij dreigde met een mes"
        );
    }
}
