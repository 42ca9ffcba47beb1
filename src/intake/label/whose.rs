//! Whether a label says of whom or of what it is: a word that none of the labels of its field has may be a name for
//! somebody or something else, which nobody need have listed.

use super::{LabelTable, LabelTarget};
use crate::intake::{label_text::MAX_LEN, limits};

impl LabelTable {
    /// True where a label that names a field has a word that none of the labels of that field has: it may be about
    /// somebody or something else, as "Naam tolk". The long labels of the statutory form are known by their first words.
    pub fn says_more(&self, label: &str, field: usize, section: Option<usize>) -> bool {
        let of_field = |target: LabelTarget| match target {
            LabelTarget::Field { field: own, .. } => own == field,
            LabelTarget::Combined(one, two) => one == field || two == field,
            LabelTarget::Other | LabelTarget::Unknown => false,
        };
        let key = self.key(label);
        let in_section = section.and_then(|s| self.section_labels.get(&(s, key.clone())));
        let literal = in_section.or_else(|| self.table.get(&key)).copied();
        let known = literal.or_else(|| self.search_prefix(label)).is_some_and(of_field);
        !known && self.likeness.beyond(limits::start(label, MAX_LEN * 2), field, self).is_some()
    }

    /// How many telling words a label has: "Naam verpleegde" says more than "Naam".
    pub fn telling_words(&self, label: &str) -> usize {
        self.key(label).split(' ').count()
    }
}
