//! What a row is called where others may read along: a text message on a locked screen and the
//! public summary. The titles of the matrix say too much there (health, offence), so each row has a
//! discreet name. Data, so that a spokesperson can mend it without touching code.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use crate::domain::rij::Rij;

const BESTAND: &str = include_str!("../../assets/templates/categorieen.toml");

/// The two names of one row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categorie {
    /// For the piket-SMS; written with letters that fit in GSM-7.
    pub sms: String,
    /// For the public summary.
    #[serde(rename = "publiek")]
    pub publiek: String,
}

/// The names of a row; `None` only if the list lacks it, which then shows as a gap.
pub fn categorie(rij: Rij) -> Option<&'static Categorie> {
    static LIJST: OnceLock<BTreeMap<Rij, Categorie>> = OnceLock::new();
    // The list is part of the program and tested below; should it ever be broken, every name
    // becomes a visible gap instead of stopping the desk at night.
    LIJST.get_or_init(|| toml::from_str(BESTAND).unwrap_or_default()).get(&rij)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::sms::{Codering, tel};

    #[test]
    fn every_row_has_short_names_that_fit_a_text_message() {
        for rij in Rij::alle() {
            let namen = categorie(rij);
            assert!(namen.is_some(), "{rij}");
            let Some(c) = namen else { continue };
            let telling = tel(&c.sms);
            assert_eq!(telling.codering, Codering::Gsm7, "{rij}");
            assert!(telling.tekens <= 40 && telling.tekens > 3, "{rij}: {}", c.sms);
            assert!(!c.publiek.trim().is_empty(), "{rij}");
        }
    }

    #[test]
    fn no_name_speaks_of_health_or_offence() {
        for c in Rij::alle().filter_map(categorie) {
            for woord in
                ["suïcide", "suicide", "letsel", "zelf", "seksu", "medic", "honger", "ziek", "delict", "misbruik"]
            {
                assert!(!c.sms.to_lowercase().contains(woord), "{}", c.sms);
            }
        }
    }
}
