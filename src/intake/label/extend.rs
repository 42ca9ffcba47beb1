//! A table of labels with more in it than the embedded one: what the officer taught stands before what the table says.

use super::{FieldSpec, LabelTable, LabelTarget};
use crate::{domain::melding::MeldingKind, intake::label_text::MAX_LEN};

impl LabelTable {
    /// Whether a text can be a label: it has a telling word, and is no longer than one is.
    pub fn is_label(&self, text: &str) -> bool {
        text.chars().count() <= MAX_LEN && !self.key(text).is_empty()
    }

    /// The field with this name: its own, or the one it has in a kind of report.
    pub fn number_of(&self, name: &str, kind: Option<MeldingKind>) -> Option<usize> {
        let of = |is: &dyn Fn(&FieldSpec) -> bool| self.fields.iter().position(is);
        kind.and_then(|kind| of(&|f| f.kept_in.get(&kind).is_some_and(|own| own == name)))
            .or_else(|| of(&|f| f.name == name))
            .or_else(|| of(&|f| f.kept_in.values().any(|own| own == name)))
    }

    /// This table with more labels in it, which go before its own.
    #[must_use]
    pub fn with<'a>(&self, labels: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut out = self.clone();
        for (label, name) in labels {
            if let Some(field) = self.number_of(name, None) {
                let key = self.key(label);
                out.guesses.remove(&key);
                out.table.insert(key, LabelTarget::Field { field, weak: false });
            }
        }
        out
    }
}
