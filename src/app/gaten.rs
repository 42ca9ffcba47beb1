//! The visible gap. What the desk does not know stands in a draft as `[nog invullen: letsel]`, so
//! that it cannot turn into nothing by being printed; a draft that still has one is not sent.

use std::fmt;

/// How every mark begins; also found when its end was lost while typing.
pub const BEGIN: &str = "[nog invullen";

/// What an officer may write where nobody knows.
const ONBEKEND: &str = "niet bekend";

/// A mark found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gat {
    /// The line it stands on, from 1.
    pub regel: usize,
    /// What is missing; empty where the mark was mutilated.
    pub naam: String,
}

impl fmt::Display for Gat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (regel {})", self.naam, self.regel)
    }
}

/// The mark for something that is missing.
pub fn merk(naam: &str) -> String {
    format!("{BEGIN}: {}]", naam.replace('_', " "))
}

/// Every gap in a text, in reading order; whoever checks a draft refuses while there is one.
pub fn gaten(tekst: &str) -> Vec<Gat> {
    let mut uit = Vec::new();
    for (i, regel) in tekst.lines().enumerate() {
        // Lower-casing ASCII keeps every byte in its place, so both texts split alike.
        let klein = regel.to_ascii_lowercase();
        for (plek, _) in klein.match_indices(BEGIN) {
            let rest = regel.get(plek + BEGIN.len()..).unwrap_or_default();
            let naam = rest.split(']').next().unwrap_or_default();
            uit.push(Gat { regel: i + 1, naam: naam.trim_start_matches(':').trim().to_owned() });
        }
    }
    uit
}

/// Says in every whole gap that it is not known: an officer's own act, never done unasked.
pub fn zeg_onbekend(tekst: &str) -> String {
    let mut delen = tekst.split(BEGIN);
    let mut uit = delen.next().unwrap_or_default().to_owned();
    for deel in delen {
        if let Some((_, rest)) = deel.split_once(']').filter(|(naam, _)| !naam.contains('\n')) {
            uit.push_str(ONBEKEND);
            uit.push_str(rest);
        } else {
            uit.push_str(BEGIN);
            uit.push_str(deel);
        }
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_with_their_line_even_when_mutilated() {
        let tekst = "Letsel: [nog invullen: letsel]\ngoed\n[NOG INVULLEN: a] en [nog invullen b";
        let gevonden: Vec<_> = gaten(tekst).into_iter().map(|g| (g.regel, g.naam)).collect();
        assert_eq!(gevonden, [(1, "letsel".to_owned()), (3, "a".to_owned()), (3, "b".to_owned())]);
        assert!(gaten("alles ingevuld [met haken]").is_empty());
    }

    #[test]
    fn a_mark_is_found_under_its_own_name_and_can_be_closed() {
        proptest::proptest!(|(naam in "[a-zë_ ]{1,20}", voor in "[^\\[\\n]{0,20}")| {
            let verwacht = naam.replace('_', " ").trim().to_owned();
            let tekst = format!("{voor}{}.", merk(&naam));
            let namen: Vec<String> = gaten(&tekst).into_iter().map(|g| g.naam).collect();
            proptest::prop_assert_eq!(namen, vec![verwacht]);
            proptest::prop_assert_eq!(zeg_onbekend(&tekst), format!("{voor}niet bekend."));
        });
    }
}
