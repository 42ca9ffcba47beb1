//! What must stand in a form before it counts as complete, and how a request to the inrichting names
//! it. Part of the rule book, so that the log keeps which list a form was judged by.

use super::reader::Table;
use crate::domain::melding::MeldingKind;

/// The forms that can lack something.
const FORM_KINDS: [(&str, MeldingKind); 2] = [("mbv", MeldingKind::Mbv), ("moa", MeldingKind::Moa)];

/// One required item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredItem {
    /// Of which form.
    pub form: MeldingKind,
    /// Its name in the fields of a report.
    pub field: String,
    /// Its name in a sentence to the inrichting.
    pub name: String,
}

impl RequiredItem {
    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (form, field, name) = (t.choice("formulier", &FORM_KINDS), t.text("veld"), t.text("naam"));
        Some(Self { form: form?, field: field?, name: name? })
    }
}
