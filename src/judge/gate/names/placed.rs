//! A surname without any sign beside it, in a place where only a person can stand: "volgens Yilmaz", "Yilmaz is
//! teruggekeerd", "heeft de Groot gebeld", "Bakkers advocaat". A firm that is called after somebody is a house.

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

/// How far behind "is" or "heeft" what is said of somebody may stand, in words.
const CLAUSE: usize = 8;

impl NameSearch<'_> {
    /// The surname that begins here, with its particles.
    pub(super) fn placed(&self, i: usize) -> Option<Stretch> {
        let page = self.page;
        if self.lexicon.usage.loose.contains(page.fold(i)) {
            return None;
        }
        let head = self.behind_particles(i);
        if head > i + 3 || !(i + 1..=head).all(|n| page.beside(n)) || !self.may_be_placed(i, head) {
            return None;
        }
        let spoken = self.is_spoken_with(i, head) && (!self.is_stranger(head) || self.is_talked_with(i));
        let stands = self.does(head) || self.undergoes(i, head) || spoken || self.has_somebody(head);
        let owns = self.is_owner(head);
        (owns || (stands && !self.may_be_trade(i, head))).then_some((i, head + 1))
    }

    /// "Schilder is gewond": at the head of a sentence somebody's trade may stand without its article.
    fn may_be_trade(&self, i: usize, head: usize) -> bool {
        let f = self.page.fold(head);
        let trade = self.lexicon.usage.trade_endings.end(f);
        let alone = head == i && (i == 0 || !self.page.goes_on(i));
        alone && trade && !self.lexicon.is_telling_surname(f)
    }

    /// A surname with a capital that nothing makes a thing, a house or a town.
    fn may_be_placed(&self, i: usize, head: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let whole = page.fold(head);
        if !page.is_capital(head) || whole.len() < 3 {
            return false;
        }
        let f = self.owner(head).filter(|_| !lexicon.is_surname(whole)).unwrap_or(whole);
        let before = page.fold_before(i, 1);
        let made_thing = page.gap(i) == " " && {
            let article = lexicon.thing_before.contains(before) && !lexicon.usage.finite.contains(before);
            article
                || lexicon.wards.contains(before)
                || lexicon.fields.contains(before)
                || lexicon.exercises.contains(before)
                || lexicon.businesses.contains(before)
        };
        let listed = (lexicon.is_surname(f) || (head > i && lexicon.is_telling_given(f)))
            && !lexicon.is_role(f)
            && !lexicon.fields.contains(f)
            && !lexicon.wards.contains(f)
            && !lexicon.titles.contains(f)
            && !lexicon.quiet.contains(f)
            && !lexicon.places.contains(f)
            && !lexicon.firms.contains(f);
        // "Rust is terug op de groep": a thing without its article, in haste.
        let thing = head == i
            && lexicon.usage.things_at_the_head.contains(f)
            && lexicon.usage.done_to_things.contains(page.fold(i + 2))
            && (i == 0 || !page.goes_on(i));
        let own =
            !thing && (listed || (self.is_stranger(head) && !self.lexicon.is_body(f))) && !lexicon.vehicles.contains(f);
        // "DJI Mavic vloog over": the word before it says whose it is.
        let short = page.fold_before(i, 1);
        let office = i > 0 && page.letters(i - 1) == Some(Letters::Capitals) && lexicon.quiet.contains(short);
        let made_by = i > 0 && page.gap(i) == " " && (office || self.marks.house(i - 1) > 0);
        let firm = made_by || page.is_capital(head + 1) && page.beside(head + 1);
        own && f.len() >= 3
            && !made_thing
            && !firm
            && (i..=head)
                .all(|n| self.marks.house(n) == 0 && (!self.marks.is_street(n) || self.marks.is_lone_surname(n)))
    }

    /// "Yilmaz ontkent".
    fn does(&self, head: usize) -> bool {
        let (page, next) = (self.page, head + 1);
        page.gap(next) == " "
            && page.letters(next) == Some(Letters::Small)
            && self.lexicon.human_acts.contains(page.fold(next))
    }

    /// "Yilmaz is vannacht teruggekeerd", "Heeft de Groot gebeld".
    pub(super) fn undergoes(&self, i: usize, head: usize) -> bool {
        let page = self.page;
        let behind = self.lexicon.usage.behind_a_name.contains(page.fold(head + 1)) && page.gap(head + 1) == " ";
        let before = i > 0 && self.lexicon.usage.finite.contains(page.fold_before(i, 1)) && page.gap(i) == " ";
        if !behind && !before {
            return false;
        }
        let from = head + 1 + usize::from(behind);
        (from..from + CLAUSE)
            .take_while(|n| {
                *n < page.words.len()
                    && (*n == from || page.goes_on(*n) || self.is_clock(*n))
                    && !page.gap(*n).contains(',')
            })
            .take_while(|n| !self.lexicon.usage.next_clause.contains(page.fold(*n)))
            .any(|n| {
                let f = page.fold(n);
                self.lexicon.undergone.contains(f)
                    && !(self.is_stranger(head) && self.lexicon.usage.of_a_firm_too.contains(f))
            })
    }

    /// The colon of "03:10" ends no sentence.
    pub(super) fn is_clock(&self, n: usize) -> bool {
        let digits = |n: usize| self.page.letters(n) == Some(Letters::Digits);
        self.page.gap(n) == ":" && digits(n) && digits(n - 1)
    }

    /// In no list at all: a name, or that of a firm or a system.
    fn is_stranger(&self, head: usize) -> bool {
        let f = self.page.fold(head);
        let name = f.strip_suffix('s').unwrap_or(f);
        !self.lexicon.is_surname(f)
            && !self.lexicon.is_surname(name)
            && !self.lexicon.is_given(f)
            && !self.lexicon.is_given(name)
            && self.lexicon.is_stranger(f)
            && self.lexicon.is_stranger(name)
    }

    /// "volgens Yilmaz", "gesproken met Yilmaz", "contact opgenomen met de Groot".
    fn is_spoken_with(&self, i: usize, head: usize) -> bool {
        let (page, lexicon) = (self.page, self.lexicon);
        let near = |n: usize| matches!(page.gap(n), " " | "\n");
        let before = page.fold_before(i, 1);
        if i == 0 || !near(i) {
            return false;
        }
        if self.lexicon.usage.spoken_for.contains(before) {
            return true;
        }
        let talked = |back: usize| {
            i >= back && (i - back..i).all(|n| page.goes_on(n + 1)) && lexicon.talks.contains(page.fold_before(i, back))
        };
        // "Aan de Groot is gevraagd".
        let asked = |n: usize| n < page.words.len() && page.goes_on(n) && lexicon.talks.contains(page.fold(n));
        self.lexicon.usage.to_somebody.contains(before)
            && ((2..=4).any(talked)
                || (self.lexicon.usage.behind_a_name.contains(page.fold(head + 1)) && (head + 2..head + 5).any(asked)))
    }

    /// "gesproken met Kruitbosch": in no list, and nobody talks with a system.
    fn is_talked_with(&self, i: usize) -> bool {
        let (met, what) = (self.page.fold_before(i, 1), self.page.fold_before(i, 2));
        met == "met" && self.lexicon.usage.done_together.contains(what)
    }

    /// "Yilmaz en zijn vrouw", "Yilmaz zijn advocaat".
    pub(super) fn has_somebody(&self, head: usize) -> bool {
        let page = self.page;
        let with = usize::from(page.fold(head + 1) == "en");
        let whose = head + 1 + with;
        matches!(page.fold(whose), "zijn" | "haar" | "diens")
            && (head + 1..=whose + 1).all(|n| page.gap(n) == " ")
            && (self.lexicon.is_role(page.fold(whose + 1)) || self.lexicon.belongings.contains(page.fold(whose + 1)))
    }

    /// "Bakkers advocaat", "Yilmaz' brief", "de Groots verlof".
    pub(super) fn is_owner(&self, head: usize) -> bool {
        let page = self.page;
        let apart = usize::from(page.fold(head + 1) == "s" && matches!(page.gap(head + 1), "'" | "’"));
        let next = head + 1 + apart;
        let hissing = matches!(page.gap(next), "' " | "’ ") && page.fold(head).ends_with(['s', 'z', 'x']);
        let owns = hissing || apart > 0 || self.owner(head).is_some();
        let near = hissing || page.gap(next) == " ";
        let whose = page.letters(next) == Some(Letters::Small)
            && (self.lexicon.belongings.contains(page.fold(next)) || self.lexicon.is_role(page.fold(next)));
        owns && near && whose
    }

    /// The name in "Bakkers", where an s behind it says that something is theirs.
    fn owner(&self, head: usize) -> Option<&str> {
        let name = self.page.fold(head).strip_suffix('s')?;
        let lexicon = self.lexicon;
        (lexicon.is_surname(name) || lexicon.is_telling_given(name) || lexicon.is_stranger(name)).then_some(name)
    }
}
