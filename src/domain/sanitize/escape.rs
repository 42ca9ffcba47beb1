//! Whole escape sequences, so that nothing of them is left as text: "rood" of "ESC [31m rood". What is taken for one:
//! ESC [ with its parameters and one end letter (colours, the cursor, modes); ESC ] P X ^ _ up to BEL or ESC \\ (titles, the
//! clipboard, links); ESC with one of ( ) * + - . / # % and the letter behind it (character sets). Of anything else, also of
//! what is not ended, only the sign itself goes, as no text may get lost.

use std::borrow::Cow;

/// No sequence of parameters is longer.
const LONGEST: usize = 64;

/// A line without its escape sequences.
pub(super) fn without_sequences(line: &str) -> Cow<'_, str> {
    if !line.contains('\u{1b}') {
        return Cow::Borrowed(line);
    }
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        kept.push_str(before);
        rest = behind.get(length(behind)..).unwrap_or_default();
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// How many bytes behind the sign belong to its sequence.
fn length(behind: &str) -> usize {
    let bytes = behind.as_bytes();
    match bytes.first() {
        Some(b'[') => control(bytes.get(1..).unwrap_or_default()).map_or(0, |n| n + 1),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let bell = behind.find('\u{7}').map(|at| at + 1);
            let end = behind.find("\u{1b}\\").map(|at| at + 2);
            bell.into_iter().chain(end).min().unwrap_or_default()
        }
        Some(b'(' | b')' | b'*' | b'+' | b'-' | b'.' | b'/' | b'#' | b'%') => {
            if bytes.get(1).is_some_and(u8::is_ascii_graphic) { 2 } else { 0 }
        }
        Some(b'\\') => 1,
        Some(_) | None => 0,
    }
}

/// Parameters, and the letter that ends them.
fn control(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(LONGEST).position(|b| !matches!(b, b' '..=b'?'))?;
    bytes.get(end).filter(|b| matches!(b, b'@'..=b'~')).map(|_| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_sequence_goes_and_no_text_with_it() {
        let table = [
            ("a\u{1b}[31mrood\u{1b}[0m b", "arood b"),
            ("\u{1b}[?25lweg\u{1b}[2J\u{1b}[1;1H", "weg"),
            ("\u{1b}]0;titel\u{7}tekst", "tekst"),
            ("\u{1b}]52;c;eA==\u{1b}\\tekst", "tekst"),
            ("\u{1b}]8;;https://x.nl\u{1b}\\hier\u{1b}]8;;\u{1b}\\", "hier"),
            ("\u{1b}(Btekst", "tekst"),
            ("\u{1b}]niet geëindigd", "]niet geëindigd"),
            ("\u{1b}Hallo", "Hallo"),
            ("\u{1b}[31", "[31"),
            ("\u{1b}[é", "[é"),
            ("\u{1b}", ""),
        ];
        for (raw, clean) in table {
            assert_eq!(without_sequences(raw), clean, "{raw:?}");
        }
    }
}
