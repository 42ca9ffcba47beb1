//! What must stand in a form before it counts as complete, and how a request to the inrichting names
//! it. Part of the rule book, so that the log keeps which list a form was judged by.

use super::lezer::Tabel;
use crate::domain::melding::MeldingSoort;

/// The forms that can lack something.
const FORMULIEREN: [(&str, MeldingSoort); 2] = [("mbv", MeldingSoort::Mbv), ("moa", MeldingSoort::Moa)];

/// One required item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vereist {
    /// Of which form.
    pub formulier: MeldingSoort,
    /// Its name in the fields of a report.
    pub veld: String,
    /// Its name in a sentence to the inrichting.
    pub naam: String,
}

impl Vereist {
    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (formulier, veld, naam) = (t.keuze("formulier", &FORMULIEREN), t.tekst("veld"), t.tekst("naam"));
        Some(Self { formulier: formulier?, veld: veld?, naam: naam? })
    }
}
