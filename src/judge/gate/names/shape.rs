//! The shape of a name behind its sign: initials, particles, the name itself and what belongs to it; and which words
//! may be a name there at all.

use super::NameSearch;
use crate::judge::gate::words::Letters;

/// What tells that a name follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// dhr., mr.
    Title,
    /// A title that is an ordinary word as well.
    FullTitle,
    Role,
    Label,
    Initials,
    Given,
}

impl NameSearch<'_> {
    /// Behind the initials that begin here.
    pub(super) fn initials(&self, i: usize) -> Option<usize> {
        let page = self.page;
        let mut end = i;
        while end < i + 5 && page.is_single(end) && !self.marks.is_abbreviation(end) {
            let gap = page.gap(end);
            let blank = gap.strip_prefix('.').unwrap_or(gap);
            let near = matches!(gap, "." | "-" | ".-")
                || (!blank.is_empty() && blank.chars().count() <= 4 && blank.chars().all(char::is_whitespace));
            if end > i && (!near || page.fold(end) == "t") {
                break;
            }
            end += 1;
        }
        (end > i).then_some(end)
    }

    /// The end of a name that begins here: initials, particles, the name, and what belongs to it.
    pub(super) fn extend(&self, i: usize, sign: Sign) -> Option<usize> {
        let page = self.page;
        let after = self.initials(i).filter(|end| page.touches(*end)).unwrap_or(i);
        let mut head = after;
        while head < after + 4
            && self.lexicon.particles.contains(page.fold(head))
            && (head == i || page.touches(head))
            && self.particle_goes_on(head + 1)
        {
            head += 1;
        }
        if head > i && !page.touches(head) {
            return None;
        }
        let lone = head > after && sign == Sign::Role;
        let sign_here = if after > i { Sign::Initials } else { sign };
        if !self.can_name(head, sign_here) || (lone && after == i && !self.stands_behind_particle(after, head)) {
            return None;
        }
        Some(self.tail(head + 1))
    }

    /// A point stands only behind a particle of one letter: "v.d. Berg".
    fn particle_goes_on(&self, next: usize) -> bool {
        let short =
            self.page.fold_before(next, 1).len() <= 2 && !matches!(self.page.fold_before(next, 1), "op" | "in" | "te");
        self.page.touches(next)
            && (!self.page.gap(next).contains('.') || (short && !self.page.gap(next).contains('\n')))
    }

    /// "medewerker van Veldzicht" and "patiënt van de afdeling" name no person; "begeleider van der Zwan" does.
    fn stands_behind_particle(&self, after: usize, head: usize) -> bool {
        let (page, f) = (self.page, self.page.fold(head));
        let first = page.fold(after);
        let loose = first != "te" && self.lexicon.usage.before_a_place.contains(first);
        let bare =
            matches!(page.fold_before(head, 1), "van" | "het") || (first == "van" && page.fold_before(head, 1) == "de");
        let own = page.is_capital(after) && !loose;
        // "op den Wagenknecht", "in 't Veld": no place is told so.
        let old = head >= after + 2 && matches!(page.fold_before(head, 1), "den" | "t");
        if old && page.is_capital(head) && !self.lexicon.places.contains(f) {
            return true;
        }
        if self.lexicon.is_surname(f) && !loose && self.is_told_loud(head) {
            return true;
        }
        // "Sociotherapeute Van Hulzen".
        let own_town = self.lexicon.places.contains(f) && !page.goes_on(after);
        if first == "van" && own && page.is_capital(head) && !own_town && !self.lexicon.is_body(f) {
            return true;
        }
        if (self.lexicon.places.contains(f) && !own) || (!page.is_capital(head) && (loose || bare)) {
            return false;
        }
        // "de Haddouche": two words in one by chance.
        let strong = self.lexicon.may_be_surname(f)
            || (!loose && !bare && !self.lexicon.is_listed(f) && !self.lexicon.is_body(f));
        let telling = self.lexicon.usage.telling.contains(page.fold_before(head, 1)) && self.lexicon.is_surname(f);
        if page.is_capital(head) { strong } else { telling || !self.lexicon.is_ordinary(f) }
    }

    /// "DE VADER KRAMER STOND BUITEN": among capitals what follows tells that somebody is named.
    fn is_told_loud(&self, i: usize) -> bool {
        let (page, next) = (self.page, self.page.fold(i + 1));
        page.letters(i) == Some(Letters::Capitals)
            && page.gap(i + 1) == " "
            && page.letters(i + 1) == Some(Letters::Capitals)
            && (self.lexicon.acts.contains(next) || self.lexicon.undergone.contains(next))
    }

    /// "de Wilde", "ter Haar", "van der meer", "de heer G. Haar": a word that begins no name by itself, but does behind its
    /// particle, and with a capital behind initials of whom a title or a role tells.
    fn is_quiet_surname(&self, i: usize) -> bool {
        let (page, before) = (self.page, self.page.fold_before(i, 1));
        if !self.lexicon.surname_words.contains(page.fold(i)) {
            return false;
        }
        let capital = page.letters(i) != Some(Letters::Small);
        let particle = matches!(before, "de" | "den" | "van") || self.lexicon.usage.telling.contains(before);
        if (particle && capital && page.beside(i)) || (before == "der" && page.beside(i)) {
            return true;
        }
        let first = (i.saturating_sub(4)..i).find(|n| (*n..i).all(|at| page.is_single(at)));
        let called = first.is_some_and(|first| {
            let who = page.fold_before(first, 1);
            self.lexicon.titles.contains(who) || self.lexicon.is_role(who)
        });
        called && page.letters(i) == Some(Letters::Capital) && page.gap(i).starts_with('.')
    }

    /// A word that begins no name here: "wil", "12 jan". "Wil de Boer" and "Jan" do.
    pub(super) fn is_quiet(&self, i: usize) -> bool {
        let f = self.page.fold(i);
        let month = f.len() >= 3 && self.lexicon.months.iter().any(|m| m == f || (f.len() == 3 && m.starts_with(f)));
        let digits = |n: usize| self.page.letters(n) == Some(Letters::Digits);
        let dated = month
            && ((i > 0 && digits(i - 1) && self.page.gap(i).chars().count() <= 2)
                || (digits(i + 1) && self.page.gap(i + 1).chars().count() <= 2));
        // "moeder Jun": the short form of a month stands beside a number.
        let short = month && f.len() == 3 && self.page.letters(i) == Some(Letters::Capital) && self.lexicon.is_given(f);
        if !dated && (short || !self.lexicon.quiet.contains(f)) {
            return false;
        }
        let given = self.lexicon.is_given(f) && self.page.is_capital(i) && self.has_surname_behind(i);
        !given && (dated || !self.is_quiet_surname(i))
    }

    /// A surname with a capital stands behind this word, over its particles.
    pub(super) fn has_surname_behind(&self, i: usize) -> bool {
        let page = self.page;
        let head = self.over_particles(i + 1);
        let f = page.fold(head);
        page.beside(i + 1)
            && page.beside(head)
            && page.is_capital(head)
            && f.chars().count() > 1
            && self.lexicon.may_be_surname(f)
            && !self.lexicon.quiet.contains(f)
            && !self.lexicon.is_role(f)
    }

    /// "het Maria Middelares", "restaurant Bella Italia": called after somebody, and nobody.
    pub(super) fn is_business(&self, i: usize) -> bool {
        let before = self.page.fold_before(i, 1);
        self.lexicon.usage.before_a_house.contains(before)
            || (self.page.gap(i) == " " && self.lexicon.businesses.contains(before))
            || (self.page.gap(i) == " " && matches!(before, "afdeling" | "afd" | "unit"))
    }

    /// A capital amid a sentence, behind a small word that makes no thing or place of it.
    pub(super) fn stands_amid(&self, i: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let before = page.fold_before(i, 1);
        i > 0
            && page.gap(i) == " "
            && page.letters(i - 1) == Some(Letters::Small)
            && !lexicon.thing_before.contains(before)
            && !lexicon.wards.contains(before)
            && !lexicon.fields.contains(before)
            && !lexicon.exercises.contains(before)
    }

    /// The word behind the particles of which the first stands here, whatever is before it.
    pub(super) fn behind_particles(&self, i: usize) -> usize {
        if self.lexicon.particles.contains(self.page.fold(i)) { self.over_particles(i + 1) } else { i }
    }

    /// The word behind the particles that begin here.
    pub(super) fn over_particles(&self, from: usize) -> usize {
        let goes_on = |n: usize| self.lexicon.particles.contains(self.page.fold(n)) && self.page.beside(n);
        (from..from + 4).find(|n| !goes_on(*n)).unwrap_or(from + 4)
    }

    /// "mevrouw Van der Valk": the whole name of a house right behind a title, and no house.
    fn is_house_called(&self, i: usize) -> bool {
        let start = (i.saturating_sub(8)..=i).rev().take_while(|n| self.marks.house(*n) > 0).last().unwrap_or(i);
        self.marks.house(i + 1) == 0 && self.lexicon.titles.contains(self.page.fold_before(start, 1))
    }

    /// True where this word may be the name itself.
    pub(super) fn can_name(&self, i: usize, sign: Sign) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let f = page.fold(i);
        let Some(letters) = page.letters(i) else { return false };
        if letters == Letters::Digits || page.is_single(i) || self.is_quiet(i) || self.marks.is_within_street(i) {
            return false;
        }
        let titled = matches!(sign, Sign::Title | Sign::FullTitle);
        let own = match sign {
            Sign::Title | Sign::FullTitle => self.is_house_called(i),
            Sign::Given => page.is_capital(i),
            Sign::Initials => page.is_capital(i) && lexicon.is_surname(f),
            Sign::Role | Sign::Label => false,
        };
        let house = self.marks.house(i);
        if (house > 1 && !(titled && own)) || (house == 1 && !(titled || own)) || lexicon.titles.contains(f) {
            return false;
        }
        let surname = lexicon.is_surname(f);
        let called = sign == Sign::Role && page.is_capital(i) && !self.lexicon.is_body(f);
        let given = lexicon.is_telling_given(f) || (lexicon.is_given(f) && (called || self.has_surname_behind(i)));
        if (lexicon.is_role(f)
            || lexicon.fields.contains(f)
            || lexicon.wards.contains(f)
            || lexicon.offices.contains(f))
            && !(surname && (titled || page.is_capital(i)))
        {
            return false;
        }
        let stranger = !lexicon.is_ordinary(f);
        let place = lexicon.places.contains(f);
        let ward = page.letters(i + 1) == Some(Letters::Digits)
            && page.gap(i + 1).chars().all(|c| c == ' ')
            && !page.gap(i + 1).is_empty();
        let abbreviation = letters == Letters::Capitals && f.len() <= 4 && page.is_capital(i) && !given && !surname;
        match (sign, page.is_capital(i)) {
            (Sign::Title, _) => true,
            (Sign::FullTitle, true) => {
                !place || surname || self.is_addressed(i) || lexicon.particles.contains(page.fold_before(i, 1))
            }
            // "de heer van het huis".
            (Sign::FullTitle, false) => {
                (stranger
                    || (self.is_addressed(i) && !lexicon.is_listed(f))
                    || (surname && page.fold_before(i, 1) != "het"))
                    && f.len() >= 3
            }
            (Sign::Initials | Sign::Label | Sign::Given, true) => !abbreviation,
            (Sign::Role, true) => {
                let proper = letters == Letters::Capital && f.len() >= 4 && !self.lexicon.is_body(f);
                (stranger || surname || given || proper)
                    && (!place || given || lexicon.particles.contains(page.fold_before(i, 1)))
                    && !ward
                    && !abbreviation
            }
            (Sign::Initials, false) => !lexicon.is_listed(f) || surname,
            (Sign::Given, false) => stranger || surname,
            (Sign::Label | Sign::Role, false) => {
                let own = self.is_told_loud(i) || self.lexicon.usage.telling.contains(page.fold_before(i, 1));
                (stranger || (surname && own)) && !place && f.len() >= 3 && !ward
            }
        }
    }

    /// "mevrouw Brouwershaven", "brigadier Wassenaar": no town is called so.
    fn is_addressed(&self, i: usize) -> bool {
        let title = self.page.fold_before(i, 1);
        self.lexicon.full_titles.contains(title) && !matches!(title, "familie" | "weduwe" | "heren")
    }

    /// What still belongs to a name: parts behind a hyphen, a surname behind a given name, one letter, initials
    /// behind a comma.
    pub(super) fn tail(&self, mut end: usize) -> usize {
        let page = self.page;
        for _ in 0..4 {
            let gap = page.gap(end);
            if matches!(gap, "-" | "'" | "’") && page.letters(end).is_some_and(|l| l != Letters::Digits) {
                end += 1;
                continue;
            }
            if page.is_single(end)
                && gap == " "
                && page.gap(end + 1).starts_with('.')
                && page.is_capital(end - 1) == page.is_capital(end)
            {
                end += 1;
                continue;
            }
            if matches!(gap, ", ") && self.initials(end).is_some_and(|to| page.gap(to).starts_with('.')) {
                return self.initials(end).unwrap_or(end);
            }
            if matches!(gap, ", ") && self.lexicon.is_given(page.fold(end)) && page.is_capital(end) {
                return end + 1;
            }
            let mut head = end;
            while head < end + 4 && self.lexicon.particles.contains(page.fold(head)) && page.beside(head) {
                head += 1;
            }
            let f = page.fold(head);
            let strong = self.lexicon.may_be_surname(f);
            let shouted = self.lexicon.is_surname(f)
                && page.letters(head) == Some(Letters::Capitals)
                && page.letters(end - 1) == Some(Letters::Capitals);
            if page.beside(head)
                && (page.is_capital(head) || shouted)
                && strong
                && !self.lexicon.places.contains(f)
                && self.can_name(head, Sign::Given)
            {
                end = head + 1;
                continue;
            }
            break;
        }
        end
    }
}
