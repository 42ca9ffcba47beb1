//! Whether the form of a case is complete: which required items no linked report fills, which report
//! filled the last one, or whether the officer accepted it as provisional. Until then its term runs.

use std::collections::BTreeSet;

use crate::{
    domain::{
        melding::MeldingSoort,
        moment::Moment,
        zaak::{Koppeling, Zaak},
    },
    rules::book::{Regelboek, Vereist},
};

/// How many missing items are named before the rest is counted.
const GENOEMD: usize = 4;

/// Where the form of a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Volledigheid<'a> {
    /// No form came in.
    Geen,
    /// It lacks these items.
    Onvolledig {
        /// The latest form.
        formulier: &'a Koppeling,
        /// What no linked report fills, in the order of the list.
        ontbreekt: Vec<&'a Vereist>,
    },
    /// Nothing is missing.
    Volledig {
        /// The report that filled the last item.
        door: &'a Koppeling,
        /// Since when.
        op: Moment,
    },
    /// Items are missing and the officer took it as it is.
    Voorlopig {
        /// The form that was accepted.
        formulier: &'a Koppeling,
    },
}

impl<'a> Volledigheid<'a> {
    /// The items that are missing, as a request names them; none unless it is incomplete.
    pub fn ontbreekt(&self) -> Vec<&'a str> {
        match self {
            Self::Onvolledig { ontbreekt, .. } => ontbreekt.iter().map(|v| v.naam.as_str()).collect(),
            Self::Geen | Self::Volledig { .. } | Self::Voorlopig { .. } => Vec::new(),
        }
    }
}

/// The kinds of form that fit the row of a case.
pub fn formulieren(zaak: &Zaak) -> &'static [MeldingSoort] {
    match zaak.rij() {
        None => &[MeldingSoort::Mbv, MeldingSoort::Moa],
        Some(rij) if rij.is_oa() => &[MeldingSoort::Moa],
        Some(_) => &[MeldingSoort::Mbv],
    }
}

/// Judges the form of a case. Any linked report may fill an item, whatever came first.
pub fn volledigheid<'a>(zaak: &'a Zaak, boek: &'a Regelboek) -> Volledigheid<'a> {
    let soorten = formulieren(zaak);
    let Some(eerste) = zaak.eerste_van(soorten) else { return Volledigheid::Geen };
    let mut alle: Vec<&Koppeling> = zaak.meldingen.iter().collect();
    alle.sort_by_key(|k| (k.ontvangen, k.melding));
    let mut ingevuld: BTreeSet<&str> = BTreeSet::new();
    let mut formulier = eerste;
    let mut ontbreekt = Vec::new();
    for koppeling in alle {
        ingevuld.extend(koppeling.ingevuld.iter().map(String::as_str));
        if soorten.contains(&koppeling.vorm) {
            formulier = koppeling;
            if koppeling.aanvaard.is_some() {
                return Volledigheid::Voorlopig { formulier };
            }
        }
        if koppeling.ontvangen < eerste.ontvangen {
            continue;
        }
        ontbreekt =
            boek.vereist.iter().filter(|v| v.formulier == eerste.vorm && !ingevuld.contains(v.veld.as_str())).collect();
        if ontbreekt.is_empty() {
            return Volledigheid::Volledig { door: koppeling, op: koppeling.ontvangen };
        }
    }
    Volledigheid::Onvolledig { formulier, ontbreekt }
}

/// What is missing, in words short enough for one line.
pub fn opsomming(namen: &[&str]) -> String {
    match namen.split_at_checked(GENOEMD) {
        Some((voor, rest)) if !rest.is_empty() => format!("{} en nog {}", voor.join(", "), rest.len()),
        _ => namen.join(", "),
    }
}
