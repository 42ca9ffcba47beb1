//! What in a text may stand whatever it looks like: names of houses, papers, shops and streets, towns, and the
//! officer's own line. Marked once, before anything is sought.

use super::{
    lexicon::Lexicon,
    words::{GatePage, Letters},
};

/// What may stand, word by word.
#[derive(Debug)]
pub struct Marks {
    /// How many words the name of a house has that this word is part of; 0 where it is part of none.
    house: Vec<usize>,
    street: Vec<bool>,
    abbreviation: Vec<bool>,
    officer: Vec<bool>,
}

/// Endings of streets, long enough to tell one.
const STREETS: [&str; 20] = [
    "straat",
    "laan",
    "weg",
    "plein",
    "brug",
    "kade",
    "singel",
    "gracht",
    "dijk",
    "steeg",
    "dreef",
    "hof",
    "plantsoen",
    "boulevard",
    "straatweg",
    "pad",
    "park",
    "tunnel",
    "viaduct",
    "baan",
];

impl Marks {
    /// Marks a text; `overdracht` also frees who made it.
    pub fn new(page: &GatePage<'_>, lexicon: &Lexicon, overdracht: bool) -> Self {
        let n = page.words.len();
        let mut marks =
            Self { house: vec![0; n], street: vec![false; n], abbreviation: vec![false; n], officer: vec![false; n] };
        for i in 0..n {
            let long = lexicon.organisations.length_at(page, i, true);
            for mark in marks.house.iter_mut().skip(i).take(long) {
                *mark = (*mark).max(long);
            }
            let small = page.letters(i) == Some(Letters::Small);
            let list = if small { &lexicon.abbreviations } else { &lexicon.offices_short };
            let short = list.length_at(page, i, true);
            let next = page.fold(i + short);
            let person =
                !small && page.is_capital(i + short) && !lexicon.is_ordinary(next) && !lexicon.places.contains(next);
            let short = if person && page.touches(i + short) { 0 } else { short };
            for mark in marks.abbreviation.iter_mut().skip(i).take(short) {
                *mark = true;
            }
            let from = street_from(page, lexicon, i);
            for mark in marks.street.iter_mut().take(i + 1).skip(from) {
                *mark = true;
            }
        }
        marks.officer(page, overdracht);
        marks
    }

    fn officer(&mut self, page: &GatePage<'_>, overdracht: bool) {
        for (i, word) in page.words.iter().enumerate() {
            let line = page.line_of(word.start);
            let begin = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let own = ["opgesteld door", "opsteller"].iter().any(|b| begin.starts_with(b));
            let made = overdracht && begin.starts_with("gemaakt") && before_end_of_made(page, i);
            if let Some(mark) = self.officer.get_mut(i).filter(|_| own || made) {
                *mark = true;
            }
        }
    }

    /// How many words the house has that this word belongs to.
    pub fn house(&self, i: usize) -> usize {
        self.house.get(i).copied().unwrap_or_default()
    }

    /// True within the name of a street, a square or a bridge.
    pub fn is_street(&self, i: usize) -> bool {
        self.street.get(i).copied().unwrap_or_default()
    }

    /// True within the name of a street, but not its last word, which may be a surname: "Koorndijk".
    pub fn is_within_street(&self, i: usize) -> bool {
        self.is_street(i) && self.is_street(i + 1)
    }

    /// True within an abbreviation of single letters.
    pub fn is_abbreviation(&self, i: usize) -> bool {
        self.abbreviation.get(i).copied().unwrap_or_default()
    }

    /// True on the officer's own line.
    pub fn is_officer(&self, i: usize) -> bool {
        self.officer.get(i).copied().unwrap_or_default()
    }
}

/// On a line "Gemaakt … door NAAM." what stands up to the point behind the name.
fn before_end_of_made(page: &GatePage<'_>, i: usize) -> bool {
    let Some(word) = page.words.get(i) else { return false };
    let start = page.text.get(..word.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let before = page.text.get(start..word.start).unwrap_or_default();
    match before.to_lowercase().find(" door ").and_then(|at| before.get(at + 6..)) {
        None => true,
        Some(name) => !name.contains(". ") || name.split(". ").all(|part| part.chars().count() <= 2),
    }
}

/// True where a word names a street by its ending.
pub fn is_street_name(page: &GatePage<'_>, i: usize) -> bool {
    let f = page.fold(i);
    STREETS.iter().any(|e| f.len() > e.len() + 2 && f.ends_with(e))
}

/// Where the name of a street begins that ends at this word; behind it when none does.
fn street_from(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> usize {
    if !is_street_name(page, i) || lexicon.is_ordinary(page.fold(i)) && !page.is_capital(i) {
        return i + 1;
    }
    let mut from = i;
    while from > 0 && i - from < 5 && page.gap(from).chars().all(|c| matches!(c, ' ' | '.')) {
        let f = page.fold(from - 1);
        if from > 1
            && matches!(f, "de" | "van" | "der" | "den")
            && page.is_capital(from - 2)
            && page.gap(from - 1) == " "
        {
            from -= 1;
            continue;
        }
        let part = page.is_capital(from - 1) || lexicon.given.contains(f) || lexicon.surname_words.contains(f);
        let quiet = lexicon.quiet.contains(f) || lexicon.is_role(f) || (lexicon.titles.contains(f) && f != "dr");
        if !part || quiet || lexicon.particles.contains(f) {
            break;
        }
        from -= 1;
    }
    from
}
