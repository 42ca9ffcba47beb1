//! The visible gap. What the desk does not know stands in a draft as `[nog invullen: letsel]`: no
//! template can turn it into nothing by printing it, and a draft that still holds one is not sent.

use std::{fmt, sync::Arc};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

/// How every mark begins; also found when its end was lost while typing.
const BEGIN: &str = "[nog invullen";

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
        write!(f, "regel {}: {}", self.regel, self.naam)
    }
}

/// The mark for something that is missing.
pub fn merk(naam: &str) -> String {
    format!("{BEGIN}: {}]", naam.replace('_', " "))
}

/// Every gap in a text, in reading order; whoever sends refuses while there is one.
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

/// A missing value inside a template: prints the mark, counts as false, and gives itself again as
/// its only item and for each of its fields, so that loops and look-ups show it too.
#[derive(Debug)]
pub(super) struct Leemte {
    naam: String,
}

impl Leemte {
    pub(super) fn waarde(naam: &str) -> Value {
        Value::from_object(Self { naam: naam.to_owned() })
    }
}

impl Object for Leemte {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, _key: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(Arc::clone(self)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(1)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&merk(&self.naam))
    }
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
    fn a_mark_is_found_under_its_own_name() {
        proptest::proptest!(|(naam in "[a-zë_ ]{1,20}", voor in "[^\\[\\n]{0,20}")| {
            let verwacht = naam.replace('_', " ").trim().to_owned();
            let namen: Vec<String> = gaten(&format!("{voor}{}", merk(&naam))).into_iter().map(|g| g.naam).collect();
            proptest::prop_assert_eq!(namen, vec![verwacht]);
        });
    }
}
