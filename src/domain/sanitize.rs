//! Cleans text from outside before it reaches a terminal, a log line or a report: control
//! characters (escape sequences among them), bidirectional overrides and zero-width characters go.
//! Hostile mail is normal mail.

use unicode_width::UnicodeWidthChar;

/// True for characters that no field, log line or terminal should ever receive.
const fn is_dangerous(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The words of a name, comparable: lower case, without diacritics, only letters and digits.
pub fn plain(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
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
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same with a capital in front.
pub fn capitalize(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Text of several lines: line ends become `\n`, tabs become a space, trailing white space goes.
pub fn text(raw: &str) -> String {
    let uniform = raw.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(uniform.len());
    for line in uniform.split('\n') {
        let clean: String =
            line.chars().filter(|c| !is_dangerous(*c)).map(|c| if c == '\t' { ' ' } else { c }).collect();
        out.push_str(clean.trim_end());
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

/// True for what needs no cleaning, which is nearly all that is drawn.
fn is_clean_line(raw: &str) -> bool {
    let mut previous = b' ';
    raw.bytes().all(|b| {
        let good = b.is_ascii_graphic() || (b == b' ' && previous != b' ');
        previous = b;
        good
    }) && !raw.ends_with(' ')
}

/// Text of one line: every run of white space becomes one space.
pub fn line(raw: &str) -> String {
    if is_clean_line(raw) {
        return raw.to_owned();
    }
    text(raw).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts one line to at most `width` terminal columns, with an ellipsis where something is left out.
pub fn shorten(text: &str, width: usize) -> String {
    let char_width = |c: char| c.width().unwrap_or(0);
    if text.chars().map(char_width).sum::<usize>() <= width {
        return text.to_owned();
    }
    let mut remaining = width.saturating_sub(1);
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = char_width(*c) <= remaining;
            remaining = remaining.saturating_sub(char_width(*c));
            fits
        })
        .collect();
    if width > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_overrides_and_invisible_characters_are_gone() {
        let dirty = "a\u{1b}[31mrood\u{202e}gnafmo\u{200b}x\u{feff}\u{0}\u{9b}2J\u{e0041}é ё";
        assert_eq!(text(dirty), "a[31mroodgnafmox2Jé ё");
        assert_eq!(line(" een\r\ntwee\t drie\u{2028}vier "), "een twee drievier");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        proptest::proptest!(|(raw in "\\PC*|[\\x00-\\x1f\\u{2000}-\\u{20ff}a-z\\n]*")| {
            let one = text(&raw);
            proptest::prop_assert_eq!(&text(&one), &one);
            proptest::prop_assert!(!one.chars().any(|c| c != '\n' && (c.is_control() || is_dangerous(c))));
            let one = one.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(line(&raw), one);
        });
    }

    #[test]
    fn cutting_keeps_within_the_columns() {
        proptest::proptest!(|(raw in "\\PC{0,40}", width in 0usize..30)| {
            let short = shorten(&raw, width);
            proptest::prop_assert!(short.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= width);
        });
    }
}
