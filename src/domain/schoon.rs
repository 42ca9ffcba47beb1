//! Cleans text from outside before it reaches a terminal, a log line or a report: control
//! characters (escape sequences among them), bidirectional overrides and zero-width characters go.
//! Hostile mail is normal mail.

use unicode_width::UnicodeWidthChar;

/// True for characters that no field, log line or terminal should ever receive.
const fn is_gevaarlijk(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The words of a name, comparable: lower case, without diacritics, only letters and digits.
pub fn plat(ruw: &str) -> String {
    let mut uit = String::with_capacity(ruw.len());
    for c in ruw.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => uit.push('a'),
            'æ' => uit.push_str("ae"),
            'ç' | 'ć' | 'č' => uit.push('c'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => uit.push('e'),
            'ğ' => uit.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => uit.push('i'),
            'ĳ' => uit.push_str("ij"),
            'ł' => uit.push('l'),
            'ñ' | 'ń' | 'ň' => uit.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => uit.push('o'),
            'œ' => uit.push_str("oe"),
            'ř' => uit.push('r'),
            'ś' | 'ş' | 'š' => uit.push('s'),
            'ß' => uit.push_str("ss"),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => uit.push('u'),
            'ý' | 'ÿ' => uit.push('y'),
            'ź' | 'ż' | 'ž' => uit.push('z'),
            // A letter and its accent as two characters.
            '\u{300}'..='\u{36F}' => {}
            c if c.is_alphanumeric() => uit.push(c),
            _ if uit.is_empty() || uit.ends_with(' ') => {}
            _ => uit.push(' '),
        }
    }
    uit.truncate(uit.trim_end().len());
    uit
}

/// The same with a capital in front.
pub fn hoofdletter(zin: &str) -> String {
    let mut tekens = zin.chars();
    tekens.next().map(|c| c.to_uppercase().chain(tekens).collect()).unwrap_or_default()
}

/// Text of several lines: line ends become `\n`, tabs become a space, trailing white space goes.
pub fn tekst(ruw: &str) -> String {
    let eenvormig = ruw.replace("\r\n", "\n").replace('\r', "\n");
    let mut uit = String::with_capacity(eenvormig.len());
    for regel in eenvormig.split('\n') {
        let schoon: String =
            regel.chars().filter(|c| !is_gevaarlijk(*c)).map(|c| if c == '\t' { ' ' } else { c }).collect();
        uit.push_str(schoon.trim_end());
        uit.push('\n');
    }
    uit.truncate(uit.trim_end_matches('\n').len());
    uit
}

/// True for what needs no cleaning, which is nearly all that is drawn.
fn is_schone_regel(ruw: &str) -> bool {
    let mut vorige = b' ';
    ruw.bytes().all(|b| {
        let goed = b.is_ascii_graphic() || (b == b' ' && vorige != b' ');
        vorige = b;
        goed
    }) && !ruw.ends_with(' ')
}

/// Text of one line: every run of white space becomes one space.
pub fn regel(ruw: &str) -> String {
    if is_schone_regel(ruw) {
        return ruw.to_owned();
    }
    tekst(ruw).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts one line to at most `breedte` terminal columns, with an ellipsis where something is left out.
pub fn inkorten(tekst: &str, breedte: usize) -> String {
    let breed = |c: char| c.width().unwrap_or(0);
    if tekst.chars().map(breed).sum::<usize>() <= breedte {
        return tekst.to_owned();
    }
    let mut over = breedte.saturating_sub(1);
    let mut uit: String = tekst
        .chars()
        .take_while(|c| {
            let past = breed(*c) <= over;
            over = over.saturating_sub(breed(*c));
            past
        })
        .collect();
    if breedte > 0 {
        uit.push('…');
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_overrides_and_invisible_characters_are_gone() {
        let vuil = "a\u{1b}[31mrood\u{202e}gnafmo\u{200b}x\u{feff}\u{0}\u{9b}2J\u{e0041}é ё";
        assert_eq!(tekst(vuil), "a[31mroodgnafmox2Jé ё");
        assert_eq!(regel(" een\r\ntwee\t drie\u{2028}vier "), "een twee drievier");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        proptest::proptest!(|(ruw in "\\PC*|[\\x00-\\x1f\\u{2000}-\\u{20ff}a-z\\n]*")| {
            let een = tekst(&ruw);
            proptest::prop_assert_eq!(&tekst(&een), &een);
            proptest::prop_assert!(!een.chars().any(|c| c != '\n' && (c.is_control() || is_gevaarlijk(c))));
            let een = een.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(regel(&ruw), een);
        });
    }

    #[test]
    fn cutting_keeps_within_the_columns() {
        proptest::proptest!(|(ruw in "\\PC{0,40}", breedte in 0usize..30)| {
            let kort = inkorten(&ruw, breedte);
            proptest::prop_assert!(kort.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= breedte);
        });
    }
}
