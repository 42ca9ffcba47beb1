//! What in a text may stand whatever it looks like: names of houses, papers, shops and streets, towns, and the
//! officer's own line. Marked once, before anything is sought.

use super::{
    lexicon::Lexicon,
    phrase::Spacing,
    policy::GateChannel,
    words::{GatePage, Letters},
};

/// What may stand, word by word.
#[derive(Debug)]
pub struct Marks {
    /// How many words the name of a house has that this word is part of; 0 where it is part of none.
    house: Vec<usize>,
    street: Vec<bool>,
    sole: Vec<bool>,
    abbreviation: Vec<bool>,
    officer: Vec<bool>,
}

impl Marks {
    /// Marks a text that is for this channel, or for none; a handover may say who made it.
    pub fn new(page: &GatePage<'_>, lexicon: &Lexicon, channel: Option<GateChannel>) -> Self {
        let n = page.words.len();
        let mut marks = Self {
            house: vec![0; n],
            street: vec![false; n],
            sole: vec![false; n],
            abbreviation: vec![false; n],
            officer: vec![false; n],
        };
        for i in 0..n {
            // "van den Bosch" is a surname, "van Den Bosch" a town.
            let surname = page.fold(i) == "den"
                && page.letters(i) == Some(Letters::Small)
                && page.letters(i + 1) == Some(Letters::Capital)
                && page.fold_before(i, 1) == "van";
            let long = if surname { 0 } else { lexicon.organisations.length_at(page, i, Spacing::Loose) };
            for mark in marks.house.iter_mut().skip(i).take(long) {
                *mark = (*mark).max(long);
            }
            let small = page.letters(i) == Some(Letters::Small);
            let list = if small { &lexicon.abbreviations } else { &lexicon.offices_short };
            let short = list.length_at(page, i, Spacing::Loose);
            // "O.M. Dekker", "O.M. van der Velden".
            let is_person = || {
                let head = (i + short..i + short + 4).find(|n| !lexicon.particles.contains(page.fold(*n)));
                head.is_some_and(|head| {
                    let name = page.fold(head);
                    page.is_capital(head) && lexicon.may_be_surname(name) && !lexicon.places.contains(name)
                })
            };
            let of_person = short > 0 && !small && page.touches(i + short) && is_person();
            let short = if of_person { 0 } else { short };
            for mark in marks.abbreviation.iter_mut().skip(i).take(short) {
                *mark = true;
            }
            let from = street_from(page, lexicon, i);
            for mark in marks.street.iter_mut().take(i + 1).skip(from) {
                *mark = true;
            }
            if let Some(mark) = marks.sole.get_mut(i) {
                *mark = from == i && is_sole_surname(page, lexicon, i);
            }
        }
        marks.officer(page, channel);
        marks
    }

    /// Line by line, each looked at once.
    fn officer(&mut self, page: &GatePage<'_>, channel: Option<GateChannel>) {
        let mut at = 0;
        let mut start = 0;
        for line in page.text.split_inclusive('\n') {
            let end = start + line.len();
            let free = start + free_of_officer(line, channel);
            while let Some(word) = page.words.get(at).filter(|w| w.start < end) {
                if let Some(mark) = self.officer.get_mut(at) {
                    *mark = word.start < free;
                }
                at += 1;
            }
            start = end;
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

    /// True for a street of one word that surnames end as too, where nothing makes a street of it: "Hoogendijk is gehoord".
    pub fn is_lone_surname(&self, i: usize) -> bool {
        self.sole.get(i).copied().unwrap_or_default()
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

/// How many bytes of a line are the officer's own: all of "Opgesteld door …", and of "Gemaakt … door NAAM." what stands
/// up to the point behind the name.
fn free_of_officer(line: &str, channel: Option<GateChannel>) -> usize {
    let line_of_words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Nearly every line is another's, which its first letter tells.
    if !line_of_words.starts_with(['o', 'O', 'g', 'G']) {
        return 0;
    }
    let head: String = line_of_words.chars().take(16).flat_map(char::to_lowercase).collect();
    if ["opgesteld door", "opsteller"].iter().any(|b| head.starts_with(b)) {
        return line.len();
    }
    if channel != Some(GateChannel::Overdracht) || !head.starts_with("gemaakt") {
        return 0;
    }
    let Some((by, name)) = line.split_once(" door ") else { return line.len() };
    // "J. de Vries. Verder": a point behind one letter or two ends no name.
    let mut end = by.len() + " door ".len();
    for part in name.split_inclusive(". ") {
        end += part.len();
        if part.trim_end_matches(". ").chars().count() > 2 {
            break;
        }
    }
    end
}

/// True where a word names a street by its ending.
pub fn is_street_name(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let f = page.fold(i);
    lexicon.usage.street_endings.end_longer(f, 2)
}

/// "Anouk Hogeweg" and "Jan Kees Molenweg" are persons; of "Jan Steenstraat" and "Johan Willem Frisolaan" nobody is called so.
fn is_named(page: &GatePage<'_>, lexicon: &Lexicon, from: usize, i: usize) -> bool {
    let initials = |n: usize| page.letters(n) == Some(Letters::Capitals) && page.fold(n).len() <= 3;
    let given = |n: usize| initials(n) || (lexicon.is_telling_given(page.fold(n)) && page.is_capital(n));
    let strange = |n: usize| page.is_capital(n) && lexicon.is_stranger(page.fold(n));
    let own = from < i && (from..i).all(|n| given(n) || strange(n)) && (from..i).any(given);
    let acts = lexicon.human_acts.contains(page.fold(i + 1));
    let way = lexicon.usage.street_of_a_person.end(page.fold(i));
    own && (lexicon.is_surname(page.fold(i)) || (i - from >= 2 && (way || acts)))
}

/// "Hoogendijk", and not "de Hoogendijk", "aan Hoogendijk" or "Hoogendijk 12".
fn is_sole_surname(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let f = page.fold(i);
    let before = if i > 0 { page.fold(i - 1) } else { "" };
    let told = lexicon.usage.to_any_street.contains(before) || lexicon.thing_before.contains(before);
    let numbered = page.letters(i + 1) == Some(Letters::Digits) && !page.gap(i + 1).contains('(');
    lexicon.usage.street_or_surname.end(f) && lexicon.is_telling_surname(f) && !told && !numbered
}

/// Where the name of a street begins that ends at this word; behind it when none does.
fn street_from(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> usize {
    if !is_street_name(page, lexicon, i) || lexicon.is_ordinary(page.fold(i)) && !page.is_capital(i) {
        return i + 1;
    }
    let mut from = i;
    while from > 0 && i - from < 5 && page.gap(from).chars().all(|c| matches!(c, ' ' | '.')) {
        let f = page.fold(from - 1);
        if from > 1
            && lexicon.usage.street_between.contains(f)
            && page.is_capital(from - 2)
            && page.gap(from - 1) == " "
        {
            from -= 1;
            continue;
        }
        let part = page.is_capital(from - 1) || lexicon.is_given(f) || lexicon.surname_words.contains(f);
        let quiet = lexicon.quiet.contains(f) || lexicon.is_role(f) || (lexicon.titles.contains(f) && f != "dr");
        if !part || quiet || lexicon.particles.contains(f) {
            break;
        }
        from -= 1;
    }
    // "Thirza Overdijk" is a person, "op de Jan Overdijk" and "Jan Overdijk 12" are streets.
    let numbered = page.letters(i + 1) == Some(Letters::Digits) && !page.gap(i + 1).contains('(');
    let surname = lexicon.usage.street_or_surname.end(page.fold(i)) || is_named(page, lexicon, from, i);
    let before = from.checked_sub(1).map_or("", |n| page.fold(n));
    // "Bij Marieke Hoogendijk is …".
    let whole = from < i && lexicon.is_telling_given(page.fold(from)) && lexicon.is_telling_surname(page.fold(i));
    let told = lexicon.thing_before.contains(before)
        || (lexicon.usage.to_a_street.contains(before) && !(whole && matches!(before, "bij" | "aan")));
    if surname && !numbered && !told { i } else { from }
}
