//! The line of a message that names its version. It was filled in when the text was made; by the time the message
//! leaves, it has been typed on and is a later version.

/// How the line begins.
const BEGIN: &str = "kenmerk:";

/// What stands before the number, at the end of the line.
const VERSION: &str = "versie ";

/// The text with this number in every line that names its version; nothing else in it changes, and a text without
/// such a line stays as it is.
pub fn with_version(text: &str, version: u32) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match number_in(line) {
            Some((before, after)) => {
                out.push_str(before);
                out.push_str(&version.to_string());
                out.push_str(after);
            }
            None => out.push_str(line),
        }
    }
    out
}

/// What stands before and behind the number, where the line names a version.
fn number_in(line: &str) -> Option<(&str, &str)> {
    let start = line.trim_start().get(..BEGIN.len())?;
    if !start.eq_ignore_ascii_case(BEGIN) {
        return None;
    }
    let ends = line.trim_end();
    let stem = ends.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = stem.len() < ends.len() && stem.ends_with(VERSION);
    named.then(|| (stem, line.get(ends.len()..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_line_that_names_the_version_changes() {
        let text = "Volgt op: piketmelding 2026-W47-03, versie 1\nDrie gewonden.\nKenmerk: 2026-W47-03, versie 1 \r\n";
        let third = with_version(text, 3);
        assert_eq!(third, text.replace("versie 1 \r", "versie 3 \r"));
        for other in ["", "Kenmerk: 2026-W47-03", "kenmerk: versie x", "Piket 2026-W47-03: brand, versie 2"] {
            assert_eq!(with_version(other, 9), other);
        }
    }

    proptest! {
        #[test]
        fn the_number_named_last_is_the_one_that_stands(
            before in "[a-zë\n:0-9 ]{0,40}", case in "[0-9W-]{0,12}", first in any::<u32>(), then in any::<u32>(),
        ) {
            let text = format!("{before}\nKenmerk: {case}, versie {first}\n");
            let stands = with_version(&text, then);
            prop_assert_eq!(&stands, &format!("{before}\nKenmerk: {case}, versie {then}\n"));
            prop_assert_eq!(with_version(&stands, first), text);
        }
    }
}
