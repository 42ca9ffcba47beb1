//! The visible gap. What the desk does not know stands in a draft as `[nog invullen: letsel]`, so
//! that it cannot turn into nothing by being printed; a draft that still has one is not sent.

use std::{fmt, ops::Range};

/// How every mark begins; also found when its end was lost while typing.
pub const BEGIN: &str = "[nog invullen";

/// What an officer may write where nobody knows.
const UNKNOWN: &str = "niet bekend";

/// The same where the gap stands within a sentence, which has to be one still.
const IN_SENTENCE: [(&str, &str); 9] = [
    ("voorval", "een moment dat niet bekend is"),
    ("voorval kort", "tijd niet bekend"),
    ("incident", "iets waarvan de aard niet bekend is"),
    ("inrichting", "een inrichting die niet bekend is"),
    ("invuller", "een inrichting die niet bekend is"),
    ("gevraagde", "een inrichting die niet bekend is"),
    ("situatie", "Hoe het er nu voor staat, is niet bekend"),
    ("schrijver", "de instantie die de piketmelding schrijft"),
    ("uur van antwoord", "het uitgaan van uw bericht"),
];

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
        for (start, _) in lower.match_indices(BEGIN) {
            let rest = line.get(start + BEGIN.len()..).unwrap_or_default();
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

/// What is written where nobody knows what belongs in the gap with this name.
fn unknown(name: &str) -> &'static str {
    let name = name.trim_start_matches(':').trim();
    IN_SENTENCE.iter().find(|(gap, _)| *gap == name).map_or(UNKNOWN, |(_, words)| words)
}

/// What is written where nobody knows, in the place of this whole gap.
pub fn unknown_at(text: &str, gap: Range<usize>) -> &'static str {
    let mark = text.get(gap).unwrap_or_default();
    unknown(mark.get(BEGIN.len()..).unwrap_or_default().trim_end_matches(']'))
}

/// Says in every whole gap that it is not known: an officer's own act, never done unasked.
pub fn say_unknown(text: &str) -> String {
    let mut parts = text.split(BEGIN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some((name, rest)) = part.split_once(']').filter(|(name, _)| !name.contains('\n')) {
            out.push_str(unknown(name));
            out.push_str(rest);
        } else {
            out.push_str(BEGIN);
            out.push_str(part);
        }
    }
    out
}

/// Where every gap of a text stands, in bytes and in reading order; one that lost its end goes as far as its mark.
pub fn places(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    text.match_indices('[').filter_map(move |(from, _)| {
        let mark = bytes.get(from..from + BEGIN.len())?;
        if !mark.eq_ignore_ascii_case(BEGIN.as_bytes()) {
            return None;
        }
        let to = whole_end(text, from).unwrap_or(from + BEGIN.len());
        Some(from..to)
    })
}

/// Where the gap that begins at `from` ends, if it has its end on the same line.
fn whole_end(text: &str, from: usize) -> Option<usize> {
    let line = text.get(from..)?.split('\n').next()?;
    line.find(']').map(|i| from + i + 1)
}

/// The first gap that begins behind this byte place; past the last one it is the first of the text.
pub fn next(text: &str, place: usize) -> Option<Range<usize>> {
    places(text).find(|gap| gap.start > place).or_else(|| places(text).next())
}

/// The last gap that ends before this byte place; before the first one it is the last of the text.
pub fn previous(text: &str, place: usize) -> Option<Range<usize>> {
    places(text).take_while(|gap| gap.end <= place).last().or_else(|| places(text).last())
}

/// The whole gap that holds this byte place.
pub fn at(text: &str, place: usize) -> Option<Range<usize>> {
    places(text).find(|gap| (gap.start..=gap.end).contains(&place) && whole_end(text, gap.start).is_some())
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
    fn one_goes_from_gap_to_gap_and_round_again() {
        let text = "a [nog invullen: x] b\n[Nog invullen: y] [nog invullen";
        let (x, y, cut) = (2..19, 22..39, 40..53);
        assert_eq!(places(text).collect::<Vec<_>>(), [x.clone(), y.clone(), cut.clone()]);
        assert_eq!((next(text, 0), next(text, 2), next(text, 40)), (Some(x.clone()), Some(y.clone()), Some(x.clone())));
        assert_eq!((previous(text, 0), previous(text, 30)), (Some(cut), Some(x.clone())));
        assert_eq!((at(text, 5), at(text, 39), at(text, 20), at(text, 50)), (Some(x), Some(y), None, None));
        assert_eq!((next("niets [open]", 0), previous("niets", 3)), (None, None));
    }

    #[test]
    fn a_mark_is_found_under_its_own_name_and_can_be_closed() {
        proptest::proptest!(|(name in "[a-zë_ ]{1,20}", before in "[^\\[\\n]{0,20}")| {
            let expected = name.replace('_', " ").trim().to_owned();
            let text = format!("{before}{}.", marker(&name));
            let names: Vec<String> = gaps(&text).into_iter().map(|g| g.name).collect();
            proptest::prop_assert_eq!(names, vec![expected]);
            let said = unknown_at(&text, before.len()..text.len() - 1);
            proptest::prop_assert!(said.ends_with("niet bekend") || said.ends_with("niet bekend is"));
            proptest::prop_assert_eq!(say_unknown(&text), format!("{before}{said}."));
        });
    }

    #[test]
    fn a_sentence_with_a_gap_that_nobody_knows_is_still_a_sentence() {
        let text = format!("Op {} gebeurde in {} {}.", marker("voorval"), marker("inrichting"), marker("incident"));
        let said = "Op een moment dat niet bekend is gebeurde in een inrichting die niet bekend is iets waarvan de aard \
                    niet bekend is.";
        assert_eq!(say_unknown(&text), said);
        assert_eq!(
            say_unknown(&format!("{}. Letsel: {}", marker("situatie"), marker("letsel"))),
            "Hoe het er nu voor staat, is niet bekend. Letsel: niet bekend"
        );
    }
}
