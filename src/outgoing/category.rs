//! What a row is called where others may read along: a text message on a locked screen and the
//! public summary. The titles of the matrix say too much there (health, offence), so each row has a
//! discreet name. Data, so that a spokesperson can mend it without touching code.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use crate::domain::rij::Rij;

const FILE: &str = include_str!("../../assets/templates/categorieen.toml");

/// The two names of one row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// For the piket-SMS; written with letters that fit in GSM-7.
    pub sms: String,
    /// For the public summary.
    #[serde(rename = "publiek")]
    pub public: String,
}

/// The names of a row; `None` only if the list lacks it, which then shows as a gap.
pub fn category(rij: Rij) -> Option<&'static Category> {
    static LIST: OnceLock<BTreeMap<Rij, Category>> = OnceLock::new();
    // The list is part of the program and tested below; should it ever be broken, every name
    // becomes a visible gap instead of stopping the desk at night.
    LIST.get_or_init(|| toml::from_str(FILE).unwrap_or_default()).get(&rij)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::sms::{Encoding, count};

    #[test]
    fn every_row_has_short_names_that_fit_a_text_message() {
        for rij in Rij::all() {
            let names = category(rij);
            assert!(names.is_some(), "{rij}");
            let Some(c) = names else { continue };
            let tally = count(&c.sms);
            assert_eq!(tally.encoding, Encoding::Gsm7, "{rij}");
            assert!(tally.chars <= 40 && tally.chars > 3, "{rij}: {}", c.sms);
            assert!(!c.public.trim().is_empty(), "{rij}");
        }
    }

    #[test]
    fn no_name_speaks_of_health_or_offence() {
        for c in Rij::all().filter_map(category) {
            for word in
                ["suïcide", "suicide", "letsel", "zelf", "seksu", "medic", "honger", "ziek", "delict", "misbruik"]
            {
                assert!(!c.sms.to_lowercase().contains(word), "{}", c.sms);
            }
        }
    }
}
