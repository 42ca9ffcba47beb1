//! A given name without its surname: it tells a person where somebody does something, in a row of given names, with one
//! letter behind it, and in the name of a file. Only names that are no word, no house and no town.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

/// What somebody does or undergoes, behind the name.
const VERBS: [&str; 34] = [
    "is",
    "was",
    "heeft",
    "had",
    "wil",
    "wilde",
    "zit",
    "zat",
    "ligt",
    "lag",
    "kreeg",
    "krijgt",
    "gaat",
    "ging",
    "komt",
    "kwam",
    "belt",
    "belde",
    "zegt",
    "zei",
    "vertelt",
    "vertelde",
    "weigert",
    "weigerde",
    "slaapt",
    "sloeg",
    "werd",
    "wordt",
    "moet",
    "kan",
    "blijft",
    "vluchtte",
    "ontsnapte",
    "viel",
];

/// What is done with a person, right before the name.
const WITH: [&str; 7] = ["met", "door", "namens", "volgens", "aan", "sprak", "belde"];

impl NameSearch<'_> {
    /// The given name that begins here, with what belongs to it.
    pub(super) fn lone(&self, i: usize) -> Option<Stretch> {
        self.in_file_name(i).or_else(|| {
            if !self.may_stand_alone(i) {
                return None;
            }
            let (page, next) = (self.page, i + 1);
            let letter = page.is_single(next)
                && page.is_capital(next)
                && page.gap(next) == " "
                && page.gap(next + 1).starts_with('.');
            let acts =
                page.gap(next) == " " && page.letters(next) == Some(Letters::Small) && VERBS.contains(&page.fold(next));
            let with = page.gap(i) == " " && WITH.contains(&page.fold_before(i, 1));
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
        lexicon.is_telling_given(f)
            && f.chars().count() >= 3
            && page.letters(i) == Some(Letters::Capital)
            && self.marks.house(i) == 0
            && !self.marks.is_street(i)
            && !self.is_quiet(i)
            && !self.is_business(i)
            && !lexicon.places.contains(f)
            && !lexicon.thing_before.contains(before)
            && !lexicon.wards.contains(before)
            && !lexicon.exercises.contains(before)
    }

    /// "Jan_de_Vries.docx", "jan-de-vries.pdf", "Vries_Jan".
    fn in_file_name(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let joint = |n: usize| n < page.words.len() && matches!(page.gap(n), "_" | "-" | ".");
        if !joint(i + 1) || !(lexicon.is_telling_given(page.fold(i)) || lexicon.is_surname(page.fold(i))) {
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
}
