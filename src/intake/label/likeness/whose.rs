//! The words of a label beyond those that the labels of a field have.

use super::{ABBREVIATION, FILLER_WEIGHT, Likeness, Tally, asked, fields_of};
use crate::intake::label::LabelTable;

impl Likeness {
    /// The first word of a label that no label of the field has, nor one much like it: whose or which it is, where the
    /// label would otherwise name the field. How is asked and answered is no such word.
    pub fn beyond(&self, label: &str, field: usize, table: &LabelTable) -> Option<String> {
        let asked = asked(label, table).into_iter().filter(|word| word.weight > FILLER_WEIGHT);
        let asked = asked.filter(|word| word.text.chars().count() > 1 && !table.hints.contains(&word.text));
        let mut likes = Tally::new(self.words.len());
        let own = |nr: &usize| self.examples.get(*nr).is_some_and(|e| fields_of(e.target).contains(&field));
        asked.flat_map(|word| self.parts(word, table)).find_map(|word| {
            let like = self.word(&word, &mut likes);
            let of_field = |number: &usize| self.words.get(*number).is_some_and(|w| w.examples.iter().any(own));
            let covered = like.iter().any(|(number, like)| *like >= ABBREVIATION && of_field(number));
            (!covered).then_some(word.text)
        })
    }
}
