//! Names that nobody told the desk: known by a sign beside them: a title, a role, initials, a given name, a label. A
//! lone word with a capital is no name, unless it is one of the lists and stands where only a person can.

mod listed;
mod lone;
mod matter;
mod nickname;
mod pairs;
mod placed;
mod shape;
mod told;
mod weighed;

use super::{
    lexicon::Lexicon,
    marks::Marks,
    words::{GatePage, Letters},
};

use shape::Sign;

/// Seeks names of unknown persons.
#[derive(Debug)]
pub struct NameSearch<'a> {
    page: &'a GatePage<'a>,
    lexicon: &'a Lexicon,
    marks: &'a Marks,
}

/// Words from and to of one name.
pub type Stretch = (usize, usize);

impl<'a> NameSearch<'a> {
    /// Seeks in a page.
    pub fn new(page: &'a GatePage<'a>, lexicon: &'a Lexicon, marks: &'a Marks) -> Self {
        Self { page, lexicon, marks }
    }

    /// All names, each as a stretch of words.
    pub fn all(&self) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        let mut i = 0;
        while i < self.page.words.len() {
            let here = if self.marks.is_officer(i) { None } else { self.at(i) };
            match here {
                Some((from, to)) => {
                    found.push((from, to));
                    let others = self.others(from, to);
                    i = others.last().map_or(to, |(_, end)| *end).max(i + 1);
                    found.extend(others);
                }
                None => i += 1,
            }
        }
        found
    }

    /// The names in a field that holds names: the first word there needs no other sign, nor a capital.
    pub fn in_field(&self) -> Vec<Stretch> {
        let mut found = self.all();
        let Some(to) = self.extend(0, Sign::Label).max(self.typed_small()) else { return found };
        let to = found.iter().filter(|(from, _)| *from < to).map(|(_, end)| *end).fold(to, usize::max);
        found.retain(|(from, _)| *from >= to);
        found.insert(0, (0, to));
        found
    }

    /// "jan de vries", "van den berg", "bakker": the end of the name that the field begins with.
    fn typed_small(&self) -> Option<usize> {
        let (page, lexicon) = (self.page, self.lexicon);
        let first = usize::from(lexicon.is_given(page.fold(0)));
        let head = (first..first + 4).find(|n| !lexicon.particles.contains(page.fold(*n)))?;
        let f = page.fold(head);
        let close = (1..=head).all(|n| page.touches(n));
        let alone = head > 0 || (page.words.len() == 1 && !lexicon.places.contains(f));
        let name = lexicon.is_surname(f) && !lexicon.is_role(f) && !lexicon.fields.contains(f);
        (close && alone && name && self.marks.house(head) == 0).then_some(head + 1)
    }

    fn at(&self, i: usize) -> Option<Stretch> {
        self.after_title(i)
            .or_else(|| self.after_role(i))
            .or_else(|| self.after_label(i))
            .or_else(|| self.after_initials(i))
            .or_else(|| self.after_joined_initials(i))
            .or_else(|| self.nicknamed(i))
            .or_else(|| self.after_given(i))
            .or_else(|| self.surname_first(i))
            .or_else(|| self.two_strangers(i))
            .or_else(|| self.lone(i))
            .or_else(|| self.of_matter(i))
            .or_else(|| self.placed(i))
            .or_else(|| self.told(i))
            .or_else(|| self.spelled_out(i))
            .or_else(|| self.weighed(i))
    }

    fn after_title(&self, i: usize) -> Option<Stretch> {
        let (page, f) = (self.page, self.page.fold(i));
        if !self.lexicon.titles.contains(f) || self.marks.house(i) > 0 || self.marks.is_street(i) {
            return None;
        }
        let full = self.lexicon.full_titles.contains(f);
        let gap = page.gap(i + 1);
        let megawatt = i > 0 && page.letters(i - 1) == Some(Letters::Digits) && page.gap(i).len() <= 1;
        let department = f == "hr" && page.letters(i) == Some(Letters::Capitals) && page.is_capital(i);
        let near = gap.chars().count() <= 3
            && gap.chars().all(|c| matches!(c, ' ' | '.' | '\n' | '\r' | '\u{A0}' | '\'' | '’'));
        if megawatt || department || !near || (full && gap.contains('.')) {
            return None;
        }
        self.extend(i + 1, if full { Sign::FullTitle } else { Sign::Title }).map(|to| (i + 1, to))
    }

    fn after_role(&self, i: usize) -> Option<Stretch> {
        let (page, f) = (self.page, self.page.fold(i));
        if !(self.lexicon.is_role(f) || self.is_detained(i)) {
            return None;
        }
        // "patiënten van Maas en Waal": of several the house is told, not the name.
        if page.fold(i + 1) == "van" && !self.lexicon.roles.contains(f) && !self.lexicon.short_roles.contains(f) {
            return None;
        }
        let gap = page.gap(i + 1);
        let short = self.lexicon.short_roles.contains(f);
        let plural = usize::from(page.fold(i + 1) == "s" && matches!(gap, "'" | "’"));
        let next = i + 1 + plural;
        let gap = page.gap(next);
        let elided = gap.trim_end_matches(['\'', '’']);
        let blank = !elided.is_empty() && elided.chars().all(char::is_whitespace) && gap.matches('\n').count() <= 1;
        let pointed = short
            && gap.starts_with('.')
            && elided.trim_start_matches('.').trim().is_empty()
            && gap.matches('\n').count() <= 1;
        let label = matches!(gap, ":" | ": ");
        if !(blank || pointed || label) {
            return None;
        }
        // "Melder: van der Zwaag".
        let first = if label { self.behind_particles(next) } else { next };
        let begins = page.is_capital(first) && self.begins_name(first);
        if (gap.contains('\n') || label) && !begins {
            return None;
        }
        if pointed && page.is_capital(next) && !self.begins_name(next) {
            return None;
        }
        let named = self.extend(next, Sign::Role).filter(|to| !self.is_firm(next, *to));
        named.map(|to| (next, to)).or_else(|| self.bare_initials(next))
    }

    /// "tbs'er", of which the last letters are a word here.
    fn is_detained(&self, i: usize) -> bool {
        let page = self.page;
        matches!(page.fold(i), "er" | "ers")
            && page.fold_before(i, 1) == "tbs"
            && matches!(page.gap(i), "'" | "’" | "-")
    }

    /// "Slotenmaker Bos en Zonen", "de chauffeur van Transvision": a firm, and whoever works there.
    fn is_firm(&self, i: usize, to: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let whose = matches!(page.fold_before(i, 2), "de" | "een" | "het");
        let works = page.fold(i) == "van" && to == i + 2 && whose && page.letters(i) == Some(Letters::Small);
        let trade = &lexicon.usage.trade;
        let trades = trade.contains(page.fold(to)) || (page.fold(to) == "en" && trade.contains(page.fold(to + 1)));
        trades || (works && !lexicon.is_surname(page.fold(i + 1)) && !lexicon.is_given(page.fold(i + 1)))
    }

    /// Behind a role and a colon or a point these begin a name; another word with a capital begins a sentence.
    fn begins_name(&self, i: usize) -> bool {
        let f = self.page.fold(i);
        self.lexicon.may_be_surname(f)
            || self.page.is_single(i)
            || self.lexicon.particles.contains(f)
            || (self.lexicon.is_given(f) && self.has_surname_behind(i))
    }

    /// "pt J.O.": two initials or more and nothing behind them.
    fn bare_initials(&self, i: usize) -> Option<Stretch> {
        let end = self.initials(i)?;
        let pointed = (i + 1..=end).all(|n| self.page.gap(n).starts_with('.'));
        (end - i >= 2 && pointed && self.page.is_capital(i)).then_some((i, end))
    }

    fn after_label(&self, i: usize) -> Option<Stretch> {
        let page = self.page;
        let told_by = page.fold(i) == "door" && page.gap(i + 1).starts_with(':');
        if !told_by && !self.lexicon.labels.contains(page.fold(i)) {
            return None;
        }
        // "Haar naam is Blijd".
        let told = page.fold(i).ends_with("naam") && matches!(page.fold(i + 1), "is" | "was" | "luidt");
        if told && page.gap(i + 1) == " " && page.gap(i + 2) == " " && self.is_name_alone(i + 2) {
            return self.extend(i + 2, Sign::Label).map(|to| (i + 2, to));
        }
        let called = page.fold(i).starts_with("bijna");
        let exercise = (1..=3).any(|back| {
            let what = page.fold_before(i, back);
            self.lexicon.exercises.contains(what)
                || (called && (self.lexicon.wards.contains(what) || self.lexicon.businesses.contains(what)))
        });
        let gap = page.gap(i + 1);
        let near = gap.chars().count() <= 3
            && gap.chars().all(|c| matches!(c, ' ' | ':' | '=' | '"' | '\'' | '«' | '“' | '\n'));
        if exercise || !near {
            return None;
        }
        self.extend(i + 1, Sign::Label).map(|to| (i + 1, to))
    }

    fn after_initials(&self, i: usize) -> Option<Stretch> {
        let page = self.page;
        if !page.is_single(i) {
            return None;
        }
        let glued =
            i > 0 && page.gap(i).chars().last().is_none_or(|c| matches!(c, '\'' | '’' | '.' | '-' | '&' | '/' | '@'));
        let counted = page.gap(i) == " " && self.lexicon.is_body(page.fold_before(i, 1));
        let ward = counted || self.lexicon.wards.contains(page.fold_before(i, 1));
        if glued && i > 0 {
            return None;
        }
        let end = self.initials(i)?;
        let pointed = page.gap(end).starts_with('.');
        let capital = page.is_capital(i);
        if page.gap(end).chars().count() > 6
            || page.gap(end).contains([',', ':', ';', ')', '-', '/', '&'])
            || (!pointed && !capital)
        {
            return None;
        }
        let to = self.extend(i, Sign::Initials)?;
        let head = (end..to).find(|n| !self.lexicon.particles.contains(page.fold(*n)))?;
        let f = page.fold(head);
        let weak = !self.lexicon.may_be_surname(f) && !self.lexicon.is_given(f);
        // "afdeling F. Daar brak brand uit" is a ward; "trof de nachtdienst F. Oudshoorn aan" is none.
        let who = page.fold_before(i, 1);
        let acts = counted || who.ends_with("dienst") || who.ends_with("ploeg");
        let place = self.lexicon.places.contains(f);
        let telling =
            self.lexicon.is_telling_surname(f) || self.lexicon.is_stranger(f) || head > end || (acts && place);
        let place = place && !acts;
        if ward && (!pointed || !telling || place || self.marks.house(head) > 0) {
            return None;
        }
        // "A. Inleiding": one letter before the head of a section.
        if weak && end - i == 1 && self.lexicon.sections.contains(f) {
            return None;
        }
        let listed = matches!(page.fold_before(i, 1), "en" | "of") && i >= 2 && page.is_single(i - 2);
        if weak && (listed || !page.is_capital(head) || !capital)
            || capital && page.letters(head) == Some(Letters::Small)
        {
            return None;
        }
        // "A K Visser", "A van der Visser", amid a sentence "A Visser", and before what somebody does.
        let several = end - i >= 2 || head > end || self.stands_amid(i) || self.acts_at_head(i, head);
        let listed = several && self.lexicon.is_surname(f) && page.is_capital(head);
        if !pointed && !listed && (weak || self.lexicon.places.contains(f) || self.lexicon.is_ordinary(f)) {
            return None;
        }
        Some((i, to))
    }

    /// "B Bakker is terug" at the head of a sentence; "Z Muur is nat" tells where a wall stands.
    fn acts_at_head(&self, i: usize, head: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let (f, next) = (page.fold(head), head + 1);
        let wind = matches!(page.fold(i), "n" | "z" | "o" | "w") && lexicon.surname_words.contains(f);
        let thing = lexicon.wards.contains(f) || lexicon.fields.contains(f) || self.marks.house(head) > 0;
        let acts = page.gap(next) == " " && lexicon.acts.contains(page.fold(next));
        acts && !wind && !thing && page.gap(head) == " "
    }

    /// "JW Terpstra": initials in one word.
    fn after_joined_initials(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        if page.letters(i) != Some(Letters::Capitals) || f.chars().count() != 2 || !page.is_capital(i) {
            return None;
        }
        let taken = lexicon.quiet.contains(f)
            || lexicon.titles.contains(f)
            || lexicon.is_role(f)
            || lexicon.fields.contains(f)
            || self.marks.house(i) > 0
            || lexicon.wards.contains(page.fold_before(i, 1));
        let head = self.over_particles(i + 1);
        let name = page.fold(head);
        let before = lexicon.usage.before_initials.contains(page.fold_before(i, 1));
        let called = lexicon.is_role(page.fold_before(i, 1)) || lexicon.titles.contains(page.fold_before(i, 1));
        let person = lexicon.is_telling_surname(name)
            || (lexicon.is_surname(name) && (head > i + 1 || before || called))
            || (called && lexicon.is_stranger(name) && !lexicon.is_body(name));
        let own = person && page.is_capital(head) && !lexicon.places.contains(name) && !self.marks.is_street(head);
        let near = (i + 1..=head).all(|n| page.beside(n)) && page.gap(i + 1) == " ";
        let counted = self.is_numbered(head);
        (!taken && own && near && !counted && self.can_name(head, Sign::Initials)).then(|| (i, self.tail(head + 1)))
    }

    fn after_given(&self, i: usize) -> Option<Stretch> {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let capital = page.is_capital(i);
        if !lexicon.is_given(f) || (lexicon.particles.contains(f) && !capital) || self.is_quiet(i) {
            return None;
        }
        // "Storm Ciarán" is weather.
        let business = self.is_business(i) || lexicon.businesses.contains(f);
        if self.marks.house(i) > 1 || business || (self.marks.is_street(i) && !self.is_no_street(i)) {
            return None;
        }
        let mut next = i + 1;
        while next < i + 4 && page.gap(next) == "-" && page.letters(next) != Some(Letters::Digits) {
            next += 1;
        }
        let head = self.over_particles(next);
        if !page.beside(next) || !page.beside(head) || !self.can_name(head, Sign::Given) {
            return None;
        }
        let g = page.fold(head);
        // "Els van den Haddouche": two words in one by chance.
        let strong = lexicon.may_be_surname(g) || (head > next && capital && !lexicon.is_listed(g));
        let shouted = page.letters(i) == Some(Letters::Capitals) && page.letters(head) == Some(Letters::Capitals);
        let word = !lexicon.is_telling_given(f) || self.marks.house(i) > 0;
        let place = lexicon.places.contains(g) && head == next;
        // "Bart DE GROOT": the surname shouts, and is one.
        let loud = page.letters(head) == Some(Letters::Capitals)
            && (lexicon.is_surname(g) || (lexicon.is_telling_given(f) && lexicon.is_stranger(g)))
            && page.letters(i) == Some(Letters::Capital);
        let both = if capital {
            page.is_capital(head) || loud
        } else {
            strong && !place && page.letters(head) == page.letters(i)
        };
        // "IVO Rechtspraak": letters that happen to be a name.
        let letters = page.letters(i) == Some(Letters::Capitals)
            && page.letters(head) == Some(Letters::Capital)
            && !lexicon.is_surname(g);
        let sure = (strong && (capital || shouted)) || (capital && self.stands_amid(i));
        let broken = !capital && (i + 1..=head).any(|n| page.gap(n).contains('\n'));
        if !both
            || letters
            || broken
            || (word && !sure)
            || (place && !lexicon.is_surname(g) && (word || !(self.stands_amid(i) || self.walks(head + 1))))
        {
            return None;
        }
        if !strong && page.letters(head) == Some(Letters::Small) {
            return None;
        }
        Some((i, self.tail(head + 1)))
    }
}
