//! Names where somebody asked for one: in a field of a form, beside a label, in the headers of a mail, under a
//! greeting. What stands there is somebody unless it is a word of another kind.

use super::{
    Gate, dates,
    marks::Marks,
    names::NameSearch,
    plain_text::PlainText,
    words::{GatePage, Letters},
};

/// Words before a greeting ends, and lines behind it that may hold who greets.
const GREETING_WORDS: usize = 5;
const LINES_BEHIND: usize = 3;

/// Where names are sought.
#[derive(Debug, Clone, Copy)]
enum Where {
    /// Where one was asked for.
    Asked,
    /// In a text that tells something.
    Told,
}

/// From which byte to which.
type ByteStretch = (usize, usize);

impl Gate {
    /// The names in what was typed where a name belongs: "Mw. Zonneveld" of who called, nothing of "meldkamer".
    pub fn names(&self, field: &str) -> Vec<String> {
        cut(field, self.stretches(field, Where::Asked))
    }

    /// The names that a text tells, each with a sign beside it.
    pub fn names_told(&self, text: &str) -> Vec<String> {
        cut(text, self.stretches(text, Where::Told))
    }

    /// The names in an answer to "who": those that are known as such, and every other word of it that is no word of
    /// the language, however it is typed. "Wahid ar-Rashidi", "jan de vries", nothing of "zie bijlage".
    pub fn names_answered(&self, answer: &str) -> Vec<String> {
        cut(answer, self.without_wards(answer, &self.answered(answer)))
    }

    /// "Fokje Dirksz, teamleider Vecht", "portier Oost": of who answers for a ward, what stands behind that is the ward, where
    /// somebody is named before it or no person is called so.
    fn without_wards(&self, answer: &str, names: &[ByteStretch]) -> Vec<ByteStretch> {
        let plain = PlainText::new(answer);
        let page = GatePage::new(plain.text());
        let place = |i: usize| page.words.get(i).map(|word| plain.came_from(word.start, word.end));
        let at = |(from, to): ByteStretch| {
            let words =
                (0..page.words.len()).filter(|i| place(*i).is_some_and(|(start, end)| start >= from && end <= to));
            words.collect::<Vec<_>>()
        };
        let is_ward = |name: ByteStretch, first: bool| {
            let words = at(name);
            let [only] = words[..] else { return false };
            let answers = (1..=2).any(|back| self.lexicon.ward_heads.contains(page.fold_before(only, back)));
            answers && page.gap(only) == " " && (!first || self.lexicon.places.contains(page.fold(only)))
        };
        let kept = names.iter().enumerate().filter(|(nr, name)| !is_ward(**name, *nr == 0));
        kept.map(|(_, name)| *name).collect()
    }

    fn answered(&self, answer: &str) -> Vec<ByteStretch> {
        let plain = PlainText::new(answer);
        let page = GatePage::new(plain.text());
        let marks = Marks::new(&page, &self.lexicon, None);
        let says_else = |i: usize| self.says_else(&page, &marks, i);
        let all = page.words.len();
        let whole = (answer.len() - answer.trim_start().len(), answer.trim_end().len());
        if (0..all).all(|i| !says_else(i)) && (0..all).any(|i| self.is_name_word(&page, i)) {
            return vec![whole];
        }
        // "zwartkruis": of two words and none of the language.
        let only = page.fold(0);
        let trade = (3..only.len()).any(|at| only.get(at..).is_some_and(|end| self.lexicon.is_role(end)));
        if all == 1 && self.is_name_word(&page, 0) && !self.lexicon.is_listed(only) && !trade && marks.house(0) == 0 {
            return vec![whole];
        }
        let mut names = self.stretches(answer, Where::Asked);
        let mut i = 0;
        while i < all {
            let to = (i..all).find(|n| says_else(*n)).unwrap_or(all);
            let small_word = to == i + 1 && page.letters(i) == Some(Letters::Small) && self.is_plain_word(page.fold(i));
            if (i..to).any(|n| self.is_name_word(&page, n)) && !small_word {
                let (start, end) = page.span(i, to);
                names.push(plain.came_from(start, end));
            }
            i = to.max(i) + 1;
        }
        names
    }

    /// True where a label asks who somebody is: "Naam", "Melder", "Betrokken medewerker(s)".
    pub fn asks_who(&self, label: &str) -> bool {
        let page = GatePage::new(label);
        let who = |f: &str| self.lexicon.is_role(f) || self.lexicon.labels.contains(f) || f.ends_with("naam");
        (0..page.words.len()).any(|i| who(page.fold(i)))
    }

    /// The dates of birth that a text tells, `1987-03-14`.
    pub fn births_told(&self, text: &str) -> Vec<String> {
        let plain = PlainText::new(text);
        dates::told(&GatePage::new(plain.text()), &self.lexicon)
    }

    /// The names under a greeting: who signed a letter.
    pub fn names_signed(&self, text: &str) -> Vec<String> {
        cut(text, self.signed(text))
    }

    fn signed(&self, text: &str) -> Vec<ByteStretch> {
        let mut from = 0;
        let mut lines: Vec<(usize, &str)> = Vec::new();
        for line in text.split_inclusive('\n') {
            let begin = from + line.len() - line.trim_start().len();
            lines.extend((!line.trim().is_empty()).then_some((begin, line.trim())));
            from += line.len();
        }
        let mut names = Vec::new();
        for (at, (begin, line)) in lines.iter().enumerate() {
            let Some(behind) = self.behind_greeting(line) else { continue };
            let first = (begin + behind, line.get(behind..).unwrap_or_default());
            let below = lines.iter().skip(at + 1).take(LINES_BEHIND).copied();
            for (begin, line) in std::iter::once(first).chain(below) {
                let found = self.stretches(line, Where::Asked);
                names.extend(found.into_iter().map(|(from, to)| (begin + from, begin + to)));
            }
        }
        names
    }

    /// Where it goes on behind "Met vriendelijke groet," in a line that begins so.
    fn behind_greeting(&self, line: &str) -> Option<usize> {
        let page = GatePage::new(line);
        let last =
            (0..page.words.len().min(GREETING_WORDS)).rev().find(|i| self.lexicon.greetings.contains(page.fold(*i)))?;
        (0..last).all(|i| self.is_plain_word(page.fold(i))).then(|| page.span(last, last + 1).1)
    }

    /// True for a word that says something else than who: "onbekend", "patiënt", "bijlage", a number, a house.
    fn says_else(&self, page: &GatePage<'_>, marks: &Marks, i: usize) -> bool {
        let (f, lexicon) = (page.fold(i), &self.lexicon);
        let name = lexicon.is_given(f) || lexicon.is_surname(f) || lexicon.particles.contains(f);
        page.letters(i) == Some(Letters::Digits)
            || marks.house(i) > 0
            || lexicon.is_role(f)
            || lexicon.titles.contains(f)
            || lexicon.labels.contains(f)
            || lexicon.fields.contains(f)
            || lexicon.wards.contains(f)
            || lexicon.quiet.contains(f)
            || (!name && (lexicon.is_ordinary(f) || lexicon.places.contains(f)))
    }

    /// True for a word by which somebody can be sought: no particle, no initial.
    fn is_name_word(&self, page: &GatePage<'_>, i: usize) -> bool {
        let (f, lexicon) = (page.fold(i), &self.lexicon);
        let short = f.chars().count() < 3 && !lexicon.is_given(f) && !lexicon.is_surname(f);
        page.letters(i).is_some_and(|l| l != Letters::Digits) && !short && !lexicon.particles.contains(f)
    }

    fn stretches(&self, text: &str, place: Where) -> Vec<ByteStretch> {
        self.search(text, place)
    }

    fn search(&self, text: &str, place: Where) -> Vec<ByteStretch> {
        let plain = PlainText::new(text);
        let page = GatePage::new(plain.text());
        let marks = Marks::new(&page, &self.lexicon, None);
        let search = NameSearch::new(&page, &self.lexicon, &marks);
        let found = match place {
            Where::Asked => search.in_field(),
            Where::Told => search.all(),
        };
        let bytes = |(from, to)| {
            let (start, end) = page.span(from, to);
            plain.came_from(start, end)
        };
        found.into_iter().map(bytes).collect()
    }
}

/// The words at these places.
fn cut(text: &str, places: Vec<ByteStretch>) -> Vec<String> {
    places.into_iter().filter_map(|(from, to)| text.get(from..to).map(str::to_owned)).collect()
}
