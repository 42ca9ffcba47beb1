//! The persons a case knows: their names in any spelling, wherever they stand. A name that is also a word or a
//! town counts where a name stands and not where an article or another word makes it a thing.

mod matter;
mod parts;
mod spelled;

use std::cell::OnceCell;

use super::{
    dates::BirthDate,
    lexicon::Lexicon,
    marks::Marks,
    near::{is_near, may_sound_alike, sound},
    words::{GatePage, Letters},
};
use parts::{LongPart, NameParts, parts};

/// A person as the case knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownPerson {
    /// The name as it came: "Jan de Vries", "Vries, J. de".
    pub name: String,
    /// The date of birth, as it came.
    pub birth: Option<String>,
    /// The telephone number, as it came.
    pub phone: Option<String>,
}

/// The persons of a case, ready to be sought.
#[derive(Debug, Default)]
pub struct KnownPersons {
    names: Vec<NameParts>,
    /// Their dates of birth.
    pub births: Vec<BirthDate>,
    /// Their numbers, the last nine digits.
    pub phones: Vec<String>,
}

impl KnownPersons {
    /// What of a person cannot be sought, and so would leave unseen.
    pub fn unreadable(person: &KnownPerson, lexicon: &Lexicon) -> Option<String> {
        let filled = |text: Option<&String>| text.is_some_and(|t| !t.trim().is_empty());
        let name = person.name.trim();
        if name.is_empty() && !filled(person.birth.as_ref()) && !filled(person.phone.as_ref()) {
            return Some("Een persoon heeft geen naam, geboortedatum of telefoon.".to_owned());
        }
        if !name.is_empty() && parts(name, lexicon).is_none() {
            return Some("Een naam heeft geen woord van twee letters of meer.".to_owned());
        }
        if person.birth.as_deref().is_some_and(|birth| BirthDate::read(birth, lexicon).is_none()) {
            return Some("Een geboortedatum is niet te lezen; schrijf haar als 1987-03-14.".to_owned());
        }
        if person.phone.as_deref().is_some_and(|phone| last_digits(phone).is_none()) {
            return Some("Een telefoonnummer is niet te lezen; schrijf het met minstens negen cijfers.".to_owned());
        }
        None
    }

    /// Takes the persons apart once for many texts.
    pub fn new(persons: &[KnownPerson], lexicon: &Lexicon) -> Self {
        Self {
            names: persons.iter().filter_map(|p| parts(&p.name, lexicon)).collect(),
            births: persons.iter().filter_map(|p| BirthDate::read(p.birth.as_deref()?, lexicon)).collect(),
            phones: persons.iter().filter_map(|p| last_digits(p.phone.as_deref()?)).collect(),
        }
    }

    /// All places where one of them is named, each as a stretch of words.
    pub fn named(&self, page: &GatePage<'_>, lexicon: &Lexicon, marks: &Marks) -> Vec<(usize, usize)> {
        let search = Search { page, lexicon, marks };
        let mut found = Vec::new();
        for i in (0..page.words.len()).filter(|i| !marks.is_officer(*i)) {
            let typed = SoundedWord::new(page.fold(i));
            if let Some(to) = self.names.iter().find_map(|name| search.at(i, name, &typed)) {
                found.push((i, to));
            }
        }
        found
    }
}

struct Search<'a> {
    page: &'a GatePage<'a>,
    lexicon: &'a Lexicon,
    marks: &'a Marks,
}

impl Search<'_> {
    fn at(&self, i: usize, name: &NameParts, typed: &SoundedWord<'_>) -> Option<usize> {
        let page = self.page;
        let f = page.fold(i);
        if page.letters(i) == Some(Letters::Digits) {
            return None;
        }
        if page.is_single(i) {
            return self.initials(i, name).or_else(|| self.spelled(i, name));
        }
        if self.monogram(i, name) {
            return Some(i + 1);
        }
        if let Some(to) = self.broken(i, name).or_else(|| self.spelled(i, name)) {
            return Some(to);
        }
        if name.called.as_deref() == Some(f) && self.is_cut_short(i, name) {
            return Some(i + 2);
        }
        if name.short.iter().any(|w| w == f) {
            return self.short(i, name).then_some(i + 1);
        }
        if self.is_written_on(i, name) {
            return Some(i + 1);
        }
        let exact = name.words.iter().chain(&name.joined).find(|w| same(f, w));
        let found = exact.or_else(|| self.near(i, name, typed))?;
        if self.marks.is_within_street(i) || self.in_other_house(i, name) {
            return None;
        }
        let beside = self.beside_own(i, name);
        // "12 jan" is a day.
        if self.is_month(i) && !beside {
            return None;
        }
        let word = self.lexicon.is_ordinary(found) || self.is_word(found) || self.marks.is_street(i);
        let place = self.lexicon.places.contains(found.as_str()) || self.marks.house(i) > 0;
        if name.given.contains(found) && self.lexicon.given_words.contains(found) {
            // "Wil" begins a sentence; amid one it is somebody.
            let amid = page.letters(i) == Some(Letters::Capital) && i > 0 && page.goes_on(i) && page.gap(i) == " ";
            let sure = beside || self.is_matter(i) || self.called(i) || (amid && self.stands_as_name(i, name, false));
            if !sure {
                return None;
            }
        }
        if (word || place) && !beside && !self.is_matter(i) && !self.stands_as_name(i, name, place) {
            return None;
        }
        Some(i + 1)
    }

    /// "Bo" and "Li": with a capital, behind a title or a role, or beside the rest of the name; in small letters where
    /// it is no word.
    fn short(&self, i: usize, name: &NameParts) -> bool {
        let f = self.page.fold(i);
        let capital = self.page.is_capital(i) && !self.lexicon.quiet.contains(f) && self.marks.house(i) == 0;
        capital
            || self.called(i)
            || self.beside_own(i, name)
            || !(self.lexicon.is_ordinary(f) || self.marks.house(i) > 0)
    }

    /// The short form of a month with a number beside it.
    fn is_month(&self, i: usize) -> bool {
        let f = self.page.fold(i);
        let month = f.len() == 3 && self.lexicon.months.iter().any(|m| m.starts_with(f));
        let digits = |n: usize| self.page.letters(n) == Some(Letters::Digits);
        month && (i.checked_sub(1).is_some_and(digits) || digits(i + 1))
    }

    fn is_word(&self, word: &str) -> bool {
        self.lexicon.surname_words.contains(word)
            || self.lexicon.fields.contains(word)
            || self.lexicon.wards.contains(word)
    }

    /// One letter off, or spelled as it sounds, which few are; an ordinary word only with a capital amid a sentence, or behind a
    /// title or a role.
    fn near<'n>(&self, i: usize, name: &'n NameParts, typed: &SoundedWord<'_>) -> Option<&'n String> {
        let f = self.page.fold(i);
        if f.chars().count() < 5 {
            return None;
        }
        let found = name.long.iter().find(|part| typed.is_like(part)).map(|part| &part.word)?;
        // A long word is ordinary as a compound only, and that a slip of a long name may look like.
        let word = (self.lexicon.is_ordinary(f) && f.chars().count() <= 8)
            || self.lexicon.places.contains(f)
            || self.marks.house(i) > 0;
        let amid = self.page.is_capital(i) && self.page.goes_on(i) && i > 0 && self.marks.house(i) == 0;
        // "Kuipers heeft zich gemeld": at the head of a sentence who does something.
        let verbs = &self.lexicon.usage.at_the_head;
        let head = self.page.is_capital(i)
            && self.marks.house(i) == 0
            && (self.lexicon.surname_words.contains(f) || verbs.contains(self.page.fold(i + 1)));
        (!word || self.called(i) || amid || head).then_some(found)
    }

    /// "Kowa-", and "lczyk" on the next line.
    fn broken(&self, i: usize, name: &NameParts) -> Option<usize> {
        let gap = self.page.gap(i + 1);
        let line =
            gap.contains('\n') && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{AD}'));
        if !line || i + 1 >= self.page.words.len() {
            return None;
        }
        let whole = format!("{}{}", self.page.fold(i), self.page.fold(i + 1));
        let own =
            name.words.iter().chain(&name.joined).any(|w| same(&whole, w) || (w.len() >= 6 && is_near(&whole, w)));
        own.then_some(i + 2)
    }

    /// Part of the name of a house that is longer than the person's own: "Pieter Baan Centrum".
    fn in_other_house(&self, i: usize, name: &NameParts) -> bool {
        let long = self.marks.house(i);
        if long < 2 {
            return false;
        }
        let (from, to) = (i.saturating_sub(long - 1), i + long);
        let others = (from..to).filter(|n| self.marks.house(*n) == long).any(|n| {
            let f = self.page.fold(n);
            f.chars().count() > 1
                && !name.words.iter().any(|w| w == f)
                && !self.lexicon.particles.contains(f)
                && !self.lexicon.titles.contains(f)
        });
        let named = self.lexicon.titles.contains(self.page.fold_before(i, 1)) && self.page.fold_before(i, 1) != "dr";
        others && !named
    }

    /// Beside another part of the same name.
    fn beside_own(&self, i: usize, name: &NameParts) -> bool {
        let own = |n: usize| {
            let f = self.page.fold(n);
            name.words.iter().chain(&name.short).any(|w| w == f)
        };
        let initial = |n: usize| {
            self.page.is_single(n)
                && name.initials.starts_with(self.page.fold(n))
                && (self.page.gap(n + 1).starts_with('.') || (self.page.is_capital(n) && self.page.is_capital(i)))
        };
        // "Wil de bakker bellen" is no "Wil Bakker": over a particle that is not his, capitals go with capitals.
        let over = |particle: usize, part: usize| {
            let f = self.page.fold(particle);
            self.lexicon.particles.contains(f)
                && (name.has_particle(f) || self.page.letters(part) != Some(Letters::Small))
        };
        let mut back = i;
        while back > 0 && over(back - 1, i) && self.page.touches(back) && i - back < 4 {
            back -= 1;
        }
        if self.is_cut_short(i, name) {
            return true;
        }
        let before = back > 0
            && self.page.touches(back)
            && (own(back - 1) || initial(back - 1))
            && self.page.fold(back - 1) != self.page.fold(i);
        let gap = self.page.gap(i + 1);
        let mut next = i + 1;
        while self.lexicon.particles.contains(self.page.fold(next)) && next < i + 5 {
            next += 1;
        }
        let after = gap.len() <= 3
            && (i + 1..next).all(|n| over(n, next))
            && (own(next) && self.page.fold(next) != self.page.fold(i) || (gap.starts_with(',') && initial(i + 1)));
        before || after
    }

    /// A title, a role or a label right before it.
    fn called(&self, i: usize) -> bool {
        let mut back = i;
        while back > 0
            && i - back < 4
            && self.lexicon.particles.contains(self.page.fold(back - 1))
            && self.page.touches(back)
        {
            back -= 1;
        }
        let gap = self.page.gap(back);
        let f = self.page.fold_before(back, 1);
        let near = gap.chars().count() <= 3 && !gap.contains([';', '|']);
        let sentence =
            gap.starts_with('.') && !self.lexicon.short_roles.contains(f) && !self.lexicon.titles.contains(f);
        near && !sentence
            && (self.lexicon.titles.contains(f) || self.lexicon.is_role(f) || self.lexicon.labels.contains(f))
    }

    /// A word that is also a name: does a name stand here?
    fn stands_as_name(&self, i: usize, name: &NameParts, place: bool) -> bool {
        let page = self.page;
        if self.called(i) {
            return true;
        }
        if self.is_counted(i) {
            return false;
        }
        if page.gap(i + 1) == "-" && page.letters(i + 1).is_some_and(|l| l != Letters::Digits) && place {
            return false;
        }
        // His own "van de" stands before it, or part of it.
        let mut back = i;
        while back > 0 && page.touches(back) && i - back < 4 && name.has_particle(page.fold(back - 1)) {
            back -= 1;
        }
        let before = page.fold_before(back, 1);
        let near = page.gap(back).chars().all(|c| matches!(c, ' ' | '\n' | '-')) && back > 0;
        if !near {
            return true;
        }
        if back < i && page.fold(back) != "de" {
            return !self.lexicon.offices.contains(before);
        }
        if self.is_left_loose(back, i, place) {
            return true;
        }
        if self.lexicon.thing_before.contains(before) && !(back < i && !place && self.lexicon.places.contains(before)) {
            return false;
        }
        if place && self.lexicon.place_before.contains(before) {
            let seeks = (2..=3).any(|n| self.lexicon.seekers.contains(page.fold_before(back, n)));
            return matches!(before, "bij" | "door") || (before == "naar" && seeks);
        }
        !(place && before == "van" && self.lexicon.offices.contains(page.fold_before(back, 2)))
    }

    /// "wachten op Kuipers", "afgesproken dat Kuipers komt": no thing or place is made so of a word with a capital, nor,
    /// where somebody is told or waited for, of one without.
    fn is_left_loose(&self, back: usize, i: usize, place: bool) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let (before, earlier) = (page.fold_before(back, 1), page.fold_before(back, 2));
        let told = before == "dat"
            && [&lexicon.talks, &lexicon.acts, &lexicon.human_acts, &lexicon.undergone]
                .iter()
                .any(|w| w.contains(earlier));
        let awaited = before == "op" && ["wacht", "gewacht", "reken"].iter().any(|w| earlier.starts_with(w));
        let loose = lexicon.usage.before_a_thing.contains(before);
        told || (awaited && !place) || (loose && !place && page.is_capital(i) && page.goes_on(i))
    }

    /// "pt J.O.": the first letters of the name behind a word that says who it is; "B. de W." tells itself.
    fn initials(&self, i: usize, name: &NameParts) -> Option<usize> {
        let page = self.page;
        let role = |f: &str| self.lexicon.is_role(f) || self.lexicon.titles.contains(f);
        let called = i > 0 && role(page.fold(i - 1)) && !page.gap(i).contains(['\n', ',', ';']);
        let mut end = i;
        let mut letters = String::new();
        let mut particles = false;
        while end < i + 9 && (end == i || matches!(page.gap(end), "." | ". " | " " | "")) {
            if page.is_single(end) {
                letters.push_str(page.fold(end));
            } else if end > i && name.has_particle(page.fold(end)) {
                particles = true;
            } else {
                break;
            }
            end += 1;
        }
        if !page.is_single(end.saturating_sub(1)) {
            return None;
        }
        let all = name.initials.as_str();
        let ends: String = all.chars().next().into_iter().chain(all.chars().last()).collect();
        let full = letters == all || letters == ends || (called && all.starts_with(&letters));
        let sure = called || (particles && page.is_capital(i) && page.gap(i + 1).starts_with('.'));
        (sure && full && letters.chars().count() >= 2).then_some(end)
    }
}

/// A word of the text beside the names it may be a slip of; how it sounds is asked once, for all of them.
struct SoundedWord<'a> {
    word: &'a str,
    /// Without an s behind it.
    bare: Option<&'a str>,
    sound: OnceCell<String>,
    bare_sound: OnceCell<String>,
}

impl<'a> SoundedWord<'a> {
    fn new(word: &'a str) -> Self {
        Self { word, bare: word.strip_suffix('s'), sound: OnceCell::new(), bare_sound: OnceCell::new() }
    }

    /// One letter off, or spelled as it sounds.
    fn is_like(&self, part: &LongPart) -> bool {
        let slips = is_near(self.word, &part.word) || self.bare.is_some_and(|bare| is_near(bare, &part.word));
        if slips || !may_sound_alike(self.word, &part.word) {
            return slips;
        }
        *self.sound.get_or_init(|| sound(self.word)) == part.sound
            || self.bare.is_some_and(|bare| *self.bare_sound.get_or_init(|| sound(bare)) == part.sound)
    }
}

/// The last nine digits of a number; nothing of one that has fewer.
fn last_digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter_map(|c| c.to_digit(10)).map(|d| d.to_string()).collect();
    digits.get(digits.len().saturating_sub(9)..).filter(|last| last.len() == 9).map(str::to_owned)
}

/// The word itself, or with an s behind it.
fn same(f: &str, word: &str) -> bool {
    f == word || f.strip_suffix('s') == Some(word)
}
