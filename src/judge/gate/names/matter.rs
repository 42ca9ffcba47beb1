//! A surname that is joined with a hyphen to what it is about: "de Wiersma-groep", "de Taghi-zaak", "de Kuipers-bende". Nothing
//! else tells that somebody is meant, and he is all the same.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

impl NameSearch<'_> {
    /// The name that stands here before such a word.
    pub(super) fn of_matter(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        if !matches!(page.gap(i + 1), "-" | "\u{2010}" | "\u{2011}" | "_") || page.letters(i) != Some(Letters::Capital)
        {
            return None;
        }
        let (f, about) = (page.fold(i), page.fold(i + 1));
        let is_people = lexicon.usage.peoples.contains(about);
        if !is_people && !lexicon.usage.matters.contains(about) {
            return None;
        }
        let is_thing = lexicon.places.contains(f)
            || self.marks.house(i) > 0
            || lexicon.is_role(f)
            || lexicon.fields.contains(f)
            || lexicon.wards.contains(f)
            || lexicon.firms.contains(f)
            || lexicon.quiet.contains(f);
        let is_name = lexicon.is_telling_surname(f) || is_people && lexicon.is_surname(f);
        (is_name && !is_thing).then_some((i, i + 1))
    }
}
