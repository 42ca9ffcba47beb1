//! The visible gap. What the desk does not know stands in a draft as `[nog invullen: letsel]`, so
//! that it cannot turn into nothing by being printed; a draft that still has one is not sent.

use std::fmt;

/// How every mark begins; also found when its end was lost while typing.
pub const BEGIN: &str = "[nog invullen";

/// What an officer may write where nobody knows.
const UNKNOWN: &str = "niet bekend";

/// A mark found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankMark {
    /// The line it stands on, from 1.
    pub line: usize,
    /// What is missing; empty where the mark was mutilated.
    pub name: String,
}

impl fmt::Display for BlankMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (regel {})", self.name, self.line)
    }
}

/// The mark for something that is missing.
pub fn marker(name: &str) -> String {
    format!("{BEGIN}: {}]", name.replace('_', " "))
}

/// Every gap in a text, in reading order; whoever checks a draft refuses while there is one.
pub fn gaps(text: &str) -> Vec<BlankMark> {
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        // Lower-casing ASCII keeps every byte in its place, so both texts split alike.
        let lower = line.to_ascii_lowercase();
        for (plek, _) in lower.match_indices(BEGIN) {
            let rest = line.get(plek + BEGIN.len()..).unwrap_or_default();
            let name = rest.split(']').next().unwrap_or_default();
            out.push(BlankMark { line: i + 1, name: name.trim_start_matches(':').trim().to_owned() });
        }
    }
    out
}

/// How many gaps a text has, without writing any of it out: this is asked at every key.
pub fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let marks = |(at, _): &(usize, &str)| {
        bytes.get(*at..at + BEGIN.len()).is_some_and(|mark| mark.eq_ignore_ascii_case(BEGIN.as_bytes()))
    };
    text.match_indices('[').filter(marks).count()
}

/// Says in every whole gap that it is not known: an officer's own act, never done unasked.
pub fn say_unknown(text: &str) -> String {
    let mut parts = text.split(BEGIN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some((_, rest)) = part.split_once(']').filter(|(name, _)| !name.contains('\n')) {
            out.push_str(UNKNOWN);
            out.push_str(rest);
        } else {
            out.push_str(BEGIN);
            out.push_str(part);
        }
    }
    out
}

/// Says the same in the whole gap that holds this byte place; `None` where there is none.
pub fn say_unknown_at(text: &str, place: usize) -> Option<(String, usize)> {
    let line_start = text.get(..place)?.rfind('\n').map_or(0, |i| i + 1);
    let line_end = text.get(place..)?.find('\n').map_or(text.len(), |i| place + i);
    let begins = text.get(line_start..line_end)?.match_indices(BEGIN).map(|(i, _)| line_start + i);
    for begin in begins {
        let end = begin + text.get(begin..line_end)?.find(']')? + 1;
        if (begin..=end).contains(&place) {
            let (before, after) = (text.get(..begin)?, text.get(end..)?);
            return Some((format!("{before}{UNKNOWN}{after}"), begin + UNKNOWN.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_with_their_line_even_when_mutilated() {
        let text = "Letsel: [nog invullen: letsel]\ngoed\n[NOG INVULLEN: a] en [nog invullen b";
        let found: Vec<_> = gaps(text).into_iter().map(|g| (g.line, g.name)).collect();
        assert_eq!(count(text), found.len());
        assert_eq!(found, [(1, "letsel".to_owned()), (3, "a".to_owned()), (3, "b".to_owned())]);
        assert!(gaps("alles ingevuld [met haken]").is_empty());
    }

    #[test]
    fn only_the_gap_under_the_cursor_is_closed() {
        let text = "a [nog invullen: x] b\n[nog invullen: y]";
        let at = |place| say_unknown_at(text, place).map(|(text, _)| text);
        assert_eq!(at(5).as_deref(), Some("a niet bekend b\n[nog invullen: y]"));
        assert_eq!(at(24).as_deref(), Some("a [nog invullen: x] b\nniet bekend"));
        assert_eq!(at(0), None);
        assert_eq!(at(99), None);
    }

    #[test]
    fn a_mark_is_found_under_its_own_name_and_can_be_closed() {
        proptest::proptest!(|(name in "[a-zë_ ]{1,20}", before in "[^\\[\\n]{0,20}")| {
            let expected = name.replace('_', " ").trim().to_owned();
            let text = format!("{before}{}.", marker(&name));
            let names: Vec<String> = gaps(&text).into_iter().map(|g| g.name).collect();
            proptest::prop_assert_eq!(names, vec![expected]);
            proptest::prop_assert_eq!(say_unknown(&text), format!("{before}niet bekend."));
        });
    }
}
