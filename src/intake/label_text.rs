//! The words of a label as they stand, before anybody asks what it names: without its number, its brackets and its
//! accents; and which text may be one at all.

/// Longest label that is looked at, in characters; the statutory form has long ones.
pub(super) const MAX_LEN: usize = 140;

/// A heading or a bare label begins with a capital, a number or a bullet, and is short.
pub(super) fn is_heading(text: &str) -> bool {
    let start = without_number(text).chars().next();
    text.chars().count() <= 90 && start.is_some_and(char::is_uppercase)
}

pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Words in lower case, without accents and punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ç' => 'c',
            c => c,
        };
        if c.is_alphanumeric() {
            word.push(c);
        } else if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// A label without what stands between brackets, if there is any.
pub(super) fn without_parens(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('(')?;
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    Some(format!("{before} {after}"))
}

/// A label without its number: `1.`, `6a)`, `b.`, `(3)`, a bullet.
pub(super) fn without_number(text: &str) -> &str {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || "•·*–-▪◦‣>_#".contains(c));
    for _ in 0..3 {
        let open = rest.strip_prefix('(').unwrap_or(rest);
        let digits = open.chars().take_while(char::is_ascii_digit).count();
        let letters = usize::from(open.chars().nth(digits).is_some_and(|c| c.is_ascii_alphabetic()));
        let length = digits + letters;
        let after = open.get(length..).unwrap_or_default();
        let loose = digits > 0 && letters == 0 && after.starts_with(' ');
        let without = after.strip_prefix(['.', ')']).or(if loose { Some(after) } else { None });
        match without {
            // "d.d." and "w.g." are words; "d. datum" and "a.naam" are numbered ones.
            Some(z) if digits == 0 && !z.starts_with(char::is_whitespace) && !starts_with_word(z) => break,
            Some(z) if digits <= 2 && length > 0 => rest = z.trim_start(),
            _ => break,
        }
    }
    rest
}

/// Two letters or more.
fn starts_with_word(text: &str) -> bool {
    text.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_and_words_stay() {
        for (with, without) in [
            ("1. Naam", "Naam"),
            ("(6a) Tijd", "Tijd"),
            ("10.b. OM", "OM"),
            ("- Plaats", "Plaats"),
            ("3 Inrichting", "Inrichting"),
        ] {
            assert_eq!(without_number(with), without);
        }
        assert_eq!(without_number("Naam"), "Naam");
        assert_eq!(without_number("112"), "112");
    }
}
