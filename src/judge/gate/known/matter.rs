//! What the words beside a known name make of it: "de Jansen-zaak" and "Iris D." are about somebody, whatever else the
//! word may mean, and a number behind it counts wards or keys, but a date or a clock counts nothing.

use super::{NameParts, Search};
use crate::judge::gate::words::{Letters, is_hyphen};

impl Search<'_> {
    /// "de Bakker-zaak", "het Iris-dossier": no word but a name is joined so to a case with a hyphen. In small letters what is
    /// a word may be meant.
    pub(super) fn is_matter(&self, i: usize) -> bool {
        let page = self.page;
        let said = page.letters(i) != Some(Letters::Small) || !self.lexicon.is_listed(page.fold(i));
        let joined = is_hyphen(page.gap(i + 1));
        let usage = &self.lexicon.usage;
        let about = page.fold(i + 1);
        said && joined && (usage.matters.contains(about) || usage.peoples.contains(about))
    }

    /// "Wiersmagroep", "de Wiersmazaak": written on to what it is about, where that makes no other word.
    pub(super) fn is_written_on(&self, i: usize, name: &NameParts) -> bool {
        let (page, usage) = (self.page, &self.lexicon.usage);
        let f = page.fold(i);
        let is_about = |rest: &str| usage.matters.contains(rest) || usage.peoples.contains(rest);
        // "De brandmelding" is a word, "de Brandzaak" amid a sentence is his.
        let amid = page.letters(i) != Some(Letters::Small) && i > 0 && page.goes_on(i);
        let written = |own: &String| {
            let rest = f.strip_prefix(own.as_str()).filter(|rest| !rest.is_empty());
            let is_word = || self.lexicon.is_listed(own) && self.lexicon.is_ordinary(f);
            rest.is_some_and(|rest| is_about(rest) || rest.strip_prefix('s').is_some_and(is_about))
                && (amid || !is_word())
        };
        name.words.iter().chain(&name.joined).any(written)
    }

    /// "Iris D.": a given name and the first letter of the surname, also where Iris is a flower.
    pub(super) fn is_cut_short(&self, i: usize, name: &NameParts) -> bool {
        let (page, next) = (self.page, i + 1);
        page.is_capital(i)
            && page.gap(next) == " "
            && page.is_single(next)
            && page.letters(next) != Some(Letters::Small)
            && name.surname_initials.iter().any(|letter| letter == page.fold(next))
    }

    /// "Linde 2": a number right behind it; "Linde 22-11" and "Linde 02.10 uur" are a name and a moment.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        let page = self.page;
        let digits = |n: usize| page.letters(n) == Some(Letters::Digits);
        let moment = digits(i + 2) && matches!(page.gap(i + 2), "-" | "." | ":" | "/");
        digits(i + 1) && page.gap(i + 1) == " " && !moment && page.fold(i + 2) != "uur"
    }
}
