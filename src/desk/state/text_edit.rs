//! One change of a long text, on its way from the field it is typed in to the desk: what stands elsewhere in the text is
//! not sent along at every key.

use std::ops::Range;

/// What stands in the place of a piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The piece, in bytes of the text before it.
    pub place: Range<usize>,
    /// What stands there from then on.
    pub added: String,
}

impl TextEdit {
    /// Makes the change; `false`, and no change, where the text has no such piece.
    #[must_use]
    pub fn apply(&self, text: &mut String) -> bool {
        let fits = text.get(self.place.clone()).is_some();
        if fits {
            text.replace_range(self.place.clone(), &self.added);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_does_not_fit_leaves_the_text_as_it_is() {
        let mut text = "één brand".to_owned();
        let edit = |place, added: &str| TextEdit { place, added: added.to_owned() };
        assert!(edit(0..5, "twee").apply(&mut text));
        assert_eq!(text, "twee brand");
        assert!(edit(10..10, "en").apply(&mut text));
        for place in [12..14, 13..13] {
            assert!(!edit(place, "x").apply(&mut text));
        }
        text.insert(0, 'é');
        assert!(!edit(1..2, "x").apply(&mut text));
        assert_eq!(text, "étwee branden");
    }
}
