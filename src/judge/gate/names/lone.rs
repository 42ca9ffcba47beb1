//! A given name without its surname: it tells a person where somebody does something, in a row of given names, with one
//! letter behind it, and in the name of a file. Only names that are no word, no house and no town.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

impl NameSearch<'_> {
    /// The given name that begins here, with what belongs to it.
    pub(super) fn lone(&self, i: usize) -> Option<Stretch> {
        self.in_file_name(i).or_else(|| {
            if !self.may_stand_alone(i) {
                return None;
            }
            let (page, lexicon, next) = (self.page, self.lexicon, i + 1);
            let letter = page.is_single(next)
                && page.is_capital(next)
                && page.gap(next) == " "
                && page.gap(next + 1).starts_with('.');
            let acts = page.gap(next) == " "
                && page.letters(next) == Some(Letters::Small)
                && lexicon.acts.contains(page.fold(next));
            let with = page.gap(i) == " " && lexicon.usage.beside_somebody.contains(page.fold_before(i, 1));
            let row = |n: usize| self.may_stand_alone(n);
            let ahead = (page.gap(next) == ", " && row(next))
                || (page.fold(next) == "en" && page.goes_on(next) && page.gap(next + 1) == " " && row(next + 1));
            let behind = (page.gap(i) == ", " && i > 0 && row(i - 1))
                || (page.fold_before(i, 1) == "en" && page.gap(i) == " " && i > 1 && row(i - 2));
            (letter || acts || with || ahead || behind).then_some((i, next + usize::from(letter)))
        })
    }

    fn may_stand_alone(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let (f, before) = (page.fold(i), page.fold_before(i, 1));
        page.letters(i) == Some(Letters::Capital)
            && lexicon.is_telling_given(f)
            && f.chars().count() >= 3
            && self.marks.house(i) == 0
            && !self.marks.is_street(i)
            && !self.is_quiet(i)
            && !self.is_business(i)
            && !lexicon.places.contains(f)
            && (!lexicon.thing_before.contains(before) || matches!(before, "ons" | "onze"))
            && !lexicon.wards.contains(before)
            && !lexicon.exercises.contains(before)
    }

    /// "Jan_de_Vries.docx", "jan-de-vries.pdf", "Vries_Jan"; "j.devries" and "jan.devries" as accounts are called.
    fn in_file_name(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        if let Some(to) = self.account(i) {
            return Some((i, to));
        }
        let joint = |n: usize| n < page.words.len() && matches!(page.gap(n), "_" | "-" | ".");
        // "De Pieter-Baan-Centrum-rapportage".
        if self.marks.house(i) > 1
            || !joint(i + 1)
            || !(lexicon.is_telling_given(page.fold(i)) || lexicon.is_surname(page.fold(i)))
        {
            return None;
        }
        let head = (i + 1..i + 5).find(|n| !(joint(*n) && lexicon.particles.contains(page.fold(*n))))?;
        let (first, last) = (page.fold(i), page.fold(head));
        let whole = lexicon.is_telling_given(first) && lexicon.is_surname(last);
        let turned =
            head == i + 1 && page.gap(head) == "_" && lexicon.is_surname(first) && lexicon.is_telling_given(last);
        let two = last.chars().count() > 2 && first.chars().count() > 2;
        (joint(head) && two && (whole || turned)).then_some((i, head + 1))
    }

    /// "j.devries", "jan.de.vries", "jan_devries": small letters, one point or dash between, and a surname at the end.
    fn account(&self, i: usize) -> Option<usize> {
        let (page, lexicon) = (self.page, self.lexicon);
        let joint = |n: usize| n < page.words.len() && matches!(page.gap(n), "_" | ".");
        let small = |n: usize| page.letters(n) == Some(Letters::Small);
        if !small(i) || !joint(i + 1) {
            return None;
        }
        let begun = i == 0 || page.gap(i).ends_with([' ', '\n', '(', '"', '\'', ':', '=', ',', '\u{A0}', '\\', '/']);
        let head = (i + 1..i + 5).find(|n| !(joint(*n) && lexicon.particles.contains(page.fold(*n))))?;
        let name = page.fold(head);
        let told = (1..=2).any(|back| lexicon.accounts.contains(page.fold_before(i, back)));
        let given =
            page.fold(i).len() > 1 && (lexicon.is_given(page.fold(i)) || (told && !lexicon.is_listed(page.fold(i))));
        let first = page.is_single(i) || given;
        let last = lexicon.is_surname(name) || (!lexicon.is_listed(name) && !lexicon.is_ordinary(name));
        let open = joint(head + 1) && !lexicon.usage.domains.contains(page.fold(head + 1));
        let sure = name.len() >= 3 && last && !lexicon.places.contains(name) && self.marks.house(head) == 0;
        let ends = !open && (small(head) || (page.is_single(i) && small(i)));
        (begun && first && sure && ends && joint(head) && small(i) && !lexicon.usage.extensions.contains(name))
            .then_some(head + 1)
    }
}
