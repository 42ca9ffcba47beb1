//! How two texts are compared where spelling differs: the search index and what is asked of it, the names of
//! inrichtingen, the words of a row. One way, so that what is found in one place is found in the other.

/// The words of a text, comparable: lower case, without diacritics, only letters and digits.
pub fn fold(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        // Nearly all of them, and asking what else it could be takes longer than the rest.
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            divide(&mut out);
        } else {
            c.to_lowercase().for_each(|c| fold_char(c, &mut out));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// One blank between words, and none before the first.
fn divide(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Adds a lower-case letter or sign.
fn fold_char(c: char, out: &mut String) {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
        'æ' => out.push_str("ae"),
        'ç' | 'ć' | 'č' => out.push('c'),
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        'ﬅ' | 'ﬆ' => out.push_str("st"),
        'ğ' => out.push('g'),
        'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
        'ĳ' => out.push_str("ij"),
        'ł' => out.push('l'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
        'œ' => out.push_str("oe"),
        'ř' => out.push('r'),
        'ś' | 'ş' | 'š' => out.push('s'),
        'ß' => out.push_str("ss"),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'ź' | 'ż' | 'ž' => out.push('z'),
        // A letter and its accent as two characters.
        '\u{300}'..='\u{36F}' => {}
        c if c.is_alphanumeric() => out.push(c),
        _ => divide(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_languages_are_those_that_are_typed() {
        assert_eq!(
            fold("Søren Łukasz  Ærø Groß, ĲSSEL-ĳ crème bru\u{302}le\u{301}e"),
            "soren lukasz aero gross ijssel ij creme brulee"
        );
        assert_eq!(fold("De oﬃcier, proﬁel ﬀ ﬂat ﬄ poﬅ ﬆaat"), "de officier profiel ff flat ffl post staat");
        assert_eq!(fold(" -- "), "");
    }
}
