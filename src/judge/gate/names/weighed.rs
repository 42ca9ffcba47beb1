//! A name that no single sign tells: what the word is and what stands around it are weighed together, as a reader does.
//! "Daarna liep Loes naar buiten", "een fles raakte het hoofd van Bosman", "de gewonde is Ardila".

use super::{NameSearch, Stretch};
use crate::judge::gate::words::Letters;

/// Before somebody who told something.
const TOLD_BY: [&str; 2] = ["volgens", "namens"];

/// How far behind it what is done to somebody stands, in words.
const CLAUSE: usize = 7;

/// Words that a name has at most.
const LONGEST: usize = 6;

impl NameSearch<'_> {
    /// The name that what stands here and around it makes likely enough.
    pub(super) fn weighed(&self, i: usize) -> Option<Stretch> {
        let head = self.head_of(i)?;
        let to = self.row_of_names(head);
        let own = self.own_weight(i, (head, to))?;
        let sum = own + self.weight_before(i) + self.weight_behind(i, (head, to));
        (sum >= self.lexicon.weights.enough).then_some((i, to))
    }

    /// The name itself: this word, or the one behind particles that stand in names only.
    fn head_of(&self, i: usize) -> Option<usize> {
        let page = self.page;
        let head = self.behind_particles(i);
        if !matches!(page.letters(head), Some(Letters::Capital | Letters::Capitals)) {
            return None;
        }
        // "De kraan van Van der Spek".
        if page.fold(i) == page.fold(i + 1)
            || (self.lexicon.usage.loose.contains(page.fold(i)) && page.fold(i + 1) != "t")
        {
            return None;
        }
        // "Ruzie tussen De Paepe en een medewerker", "melder (de Haan)".
        let f = page.fold(head);
        let before = page.fold_before(i, 1);
        let own = i > 0 && page.is_capital(i) && page.goes_on(i) || self.weight_beside_role(i).is_some();
        // "Van Rooij zat in de trein", "kan van Rooij terug", "het hoofd van van Rooij".
        let acts = page.is_capital(i)
            || self.lexicon.usage.finite.contains(before)
            || self.lexicon.human_acts.contains(before);
        let surname = self.lexicon.is_surname(f) && (own || before == page.fold(i))
            || self.lexicon.is_telling_surname(f) && !self.lexicon.places.contains(f) && acts;
        let telling = (i..head).any(|n| self.lexicon.usage.telling.contains(page.fold(n)));
        let close = (i + 1..=head).all(|n| page.beside(n));
        let named = telling && self.lexicon.is_surname(f) && page.is_capital(head) && self.marks.house(head) == 0;
        ((head == i || surname || telling) && close && (named || self.is_candidate(head))).then_some(head)
    }

    /// A word with a capital that is no house, no office and no thing.
    fn is_candidate(&self, i: usize) -> bool {
        let page = self.page;
        let typed = match page.letters(i) {
            Some(Letters::Capital) => true,
            Some(Letters::Capitals) => page.is_capital(i) && page.fold(i).chars().count() >= 4,
            Some(Letters::Small | Letters::Digits) | None => false,
        };
        let firm = self.lexicon.firms.contains(page.fold(i)) && self.lexicon.is_surname(page.fold(i));
        let house = self.marks.house(i) > 0 || self.marks.is_within_street(i);
        let f = page.fold(i);
        let long = f.chars().count() >= 3 || (self.lexicon.is_given(f) && !self.lexicon.particles.contains(f));
        typed && long && (self.may_be_called(i) || (firm && !house))
    }

    /// A name that is no word.
    fn is_telling(&self, i: usize) -> bool {
        let f = self.page.fold(i);
        self.is_candidate(i) && (self.lexicon.is_telling_given(f) || self.lexicon.is_telling_surname(f))
    }

    fn row_of_names(&self, head: usize) -> usize {
        let page = self.page;
        let mut to = head + 1;
        loop {
            let next = self.over_particles(to);
            let close = (to..=next).all(|n| page.beside(n) && !page.gap(n).contains(['\n', '-']));
            if next >= head + LONGEST || !close || !self.is_candidate(next) {
                return to;
            }
            to = next + 1;
        }
    }

    /// What the words are by themselves; nothing where one of them is an ordinary word only, or none could be a name.
    fn own_weight(&self, i: usize, (head, to): (usize, usize)) -> Option<i32> {
        let (page, lexicon) = (self.page, self.lexicon);
        let weights = &lexicon.weights;
        let names: Vec<usize> = (head..to).filter(|n| !lexicon.particles.contains(page.fold(*n))).collect();
        let weighed: Vec<Option<i32>> = names.iter().map(|n| self.word_weight(*n)).collect();
        let best = weighed.iter().copied().flatten().max()?;
        // "Huisartsenpost Salland": behind an ordinary word nothing but a surname makes a name of it.
        let ordinary = weighed.contains(&None);
        let last = weighed.last().copied().flatten();
        if ordinary && (names.len() == 1 || last.is_none_or(|w| w < weights.surname) || !page.goes_on(head)) {
            return None;
        }
        let words = [weights.surname_word, weights.given_word, weights.town].contains(&best);
        let several = if names.len() > 1 && !words { weights.several } else { 0 };
        let telling = (i..head).any(|n| self.lexicon.usage.telling.contains(page.fold(n)));
        let particle = if telling { weights.particle } else { 0 };
        let shouts = page.letters(head) == Some(Letters::Capitals) && page.fold(head).chars().count() < 6;
        let shouted = if shouts { weights.shouted } else { 0 };
        Some(best + several + particle + shouted)
    }

    fn word_weight(&self, i: usize) -> Option<i32> {
        let (lexicon, f) = (self.lexicon, self.page.fold(i));
        let weights = &lexicon.weights;
        // "Bakkers advocaat".
        let f = f.strip_suffix('s').filter(|bare| !lexicon.is_surname(f) && lexicon.is_surname(bare)).unwrap_or(f);
        let particle = self.lexicon.usage.telling.contains(self.page.fold_before(i, 1));
        if lexicon.places.contains(f) && !(particle && lexicon.is_surname(f)) {
            return Some(weights.town);
        }
        if lexicon.firms.contains(f) {
            return Some(weights.surname_word);
        }
        if lexicon.is_telling_given(f) {
            return Some(weights.given);
        }
        if lexicon.is_telling_surname(f) {
            return Some(weights.surname);
        }
        if self.lexicon.is_body(f) {
            return None;
        }
        if lexicon.is_surname(f) {
            return Some(weights.surname_word);
        }
        if lexicon.is_given(f) {
            return Some(weights.given_word);
        }
        lexicon.is_stranger(f).then_some(weights.stranger)
    }

    /// What stands before it.
    fn weight_before(&self, i: usize) -> i32 {
        let (page, lexicon) = (self.page, self.lexicon);
        let weights = &lexicon.weights;
        let before = page.fold_before(i, 1);
        let gap = page.gap(i);
        if i == 0 {
            return self.weight_at_head(i);
        }
        if let Some(weight) = self.weight_beside_role(i) {
            return weight;
        }
        // "Gesproken: Pietersen", "Groeten, Sjoerd".
        let greets = before.starts_with("groet") && matches!(gap, ", " | ",\n" | " ");
        // "Dienst: Joost": nothing else is told of him.
        let alone = page.gap(i + 1).starts_with(['.', ',', ';', '\n']) || i + 1 == page.words.len();
        let given = alone && lexicon.is_telling_given(page.fold(i));
        let headed =
            gap == ": " && (lexicon.usage.concerned.contains(before) || lexicon.talks.contains(before) || given);
        if greets || headed || before == "betreft" && gap == " " {
            return weights.concerned + self.weight_at_head(i);
        }
        if !page.goes_on(i) {
            return self.weight_at_head(i);
        }
        if gap.contains(',') {
            return 0;
        }
        if !matches!(gap, " " | "\n") {
            return weights.joined;
        }
        let told = lexicon.usage.before_a_clause.contains(before);
        let thing = lexicon.thing_before.contains(before) && !self.lexicon.usage.finite.contains(before) && !told;
        let field = [
            &lexicon.wards,
            &lexicon.fields,
            &lexicon.businesses,
            &lexicon.exercises,
            &lexicon.offices,
            &lexicon.vehicles,
        ];
        if (thing && !matches!(before, "ons" | "onze")) || field.iter().any(|w| w.contains(before)) {
            return weights.thing;
        }
        // "bij controle had KR Upadhyay".
        let initials = page.letters(i - 1) == Some(Letters::Capitals) && before.chars().count() == 2;
        if initials && page.is_capital(i - 1) && !lexicon.quiet.contains(before) && self.marks.house(i - 1) == 0 {
            return weights.initials;
        }
        let small = page.letters(i - 1) == Some(Letters::Small);
        let head = i < 2 || !page.goes_on(i - 1);
        let verb = lexicon.acts.contains(before) || lexicon.human_acts.contains(before);
        let loose = head && (verb || lexicon.quiet.contains(before) || lexicon.talks.contains(before));
        if !small && !loose {
            return weights.joined;
        }
        weights.amid + self.weight_behind_word(i, before)
    }

    fn weight_behind_word(&self, i: usize, before: &str) -> i32 {
        let (page, lexicon) = (self.page, self.lexicon);
        let weights = &lexicon.weights;
        let talked = |back: usize| i > back && lexicon.talks.contains(page.fold_before(i, back));
        let earlier = page.fold_before(i, 2);
        if TOLD_BY.contains(&before) {
            return weights.told_by;
        }
        if self.lexicon.usage.with.contains(before) || before == "naar" {
            if (2..=4).any(|back| lexicon.fights.contains(page.fold_before(i, back))) {
                return weights.fought;
            }
            if (2..=4).any(talked) {
                return weights.spoken;
            }
            if before == "van" && lexicon.belongings.contains(earlier) {
                return weights.belonging;
            }
        }
        if self.lexicon.usage.to_place.contains(before) {
            let given = before == "bij" && lexicon.is_telling_given(page.fold(i));
            return if given { 0 } else { weights.to_place };
        }
        if self.lexicon.usage.with.contains(before) {
            return if before == "van" { 0 } else { weights.with_somebody };
        }
        if before == "om" && earlier == "gaat" {
            return weights.concerned;
        }
        if before == "en" {
            return if i > 1 && self.is_telling(i - 2) { weights.row } else { 0 };
        }
        if self.lexicon.usage.is_somebody.contains(before) && self.tells_a_role(i - 1) {
            return weights.is_role;
        }
        if lexicon.human_acts.contains(before) {
            return weights.human_before;
        }
        if lexicon.seekers.contains(before) || lexicon.sought.contains(before) {
            let undergone = |n: usize| lexicon.undergone.contains(page.fold(n));
            let clause = (i + 1..i + CLAUSE).take_while(|n| page.goes_on(*n) || self.is_clock(*n)).any(undergone);
            return weights.sought + if clause { weights.undergone } else { 0 };
        }
        if lexicon.acts.contains(before) { weights.act_before } else { 0 }
    }

    /// "De arts, Roos, is gebeld", "de melder (Roos) wacht".
    fn weight_beside_role(&self, i: usize) -> Option<i32> {
        let page = self.page;
        let role = self.lexicon.is_role(page.fold_before(i, 1)) || page.fold_before(i, 1) == "hen";
        let to = self.row_of_names(self.behind_particles(i));
        let closed = match page.gap(i) {
            ", " => page.gap(to).starts_with([',', '.', ')']) || to >= page.words.len(),
            " (" => page.gap(to).starts_with([')', ',', ';']),
            _ => false,
        };
        (role && closed).then_some(self.lexicon.weights.is_role)
    }

    /// "de portier van dienst was …": who somebody is, before the verb.
    fn tells_a_role(&self, verb: usize) -> bool {
        (1..=4)
            .take_while(|back| verb >= *back && self.page.goes_on(verb + 1 - back))
            .any(|back| self.lexicon.is_role(self.page.fold_before(verb, back)))
    }

    fn weight_at_head(&self, i: usize) -> i32 {
        let (lexicon, f) = (self.lexicon, self.page.fold(i));
        let word = !lexicon.is_telling_given(f) && !lexicon.is_telling_surname(f) && lexicon.is_listed(f);
        // "Kerkhof weigert te praten": that is no trade and no thing either.
        let trade = lexicon.usage.trade_endings.end(f) || f.ends_with("aar") || lexicon.firms.contains(f);
        let human = lexicon.human_acts.contains(self.page.fold(i + 1)) && self.page.gap(i + 1) == " ";
        if word && (trade || !human) && !lexicon.particles.contains(f) { lexicon.weights.word_first } else { 0 }
    }

    /// What stands behind it.
    fn weight_behind(&self, i: usize, (head, to): (usize, usize)) -> i32 {
        let (page, lexicon) = (self.page, self.lexicon);
        let weights = &lexicon.weights;
        let next = page.fold(to);
        if self.is_numbered(to - 1)
            || page.gap(to) == "-"
            || page.gap(to).contains('&')
            || (page.beside(to) && page.is_capital(to))
        {
            return weights.joined;
        }
        // "Anouk (verpleegkundige)", "Jansen (34)", "Hoogendijk/Pietersen".
        if page.gap(to) == " (" && page.gap(to + 1).starts_with([')', ',']) {
            let aged = page.letters(to) == Some(Letters::Digits) && next.len() == 2;
            return if lexicon.is_role(next) {
                weights.is_role
            } else if aged {
                weights.act
            } else {
                0
            };
        }
        if page.gap(to) == "/" && self.is_telling(to) {
            return weights.row;
        }
        if self.has_somebody(to - 1) || self.is_owner(to - 1) {
            return weights.belonging;
        }
        let others = |n: usize| self.is_telling(n) || (1..4).any(|more| self.lexicon.is_role(page.fold(n + more)));
        if next == "en" && page.gap(to) == " " && page.gap(to + 1) == " " && others(to + 1) {
            return weights.row;
        }
        // "De kraan van Maas is stuk": it is not the name that does something.
        let before = page.fold_before(i, 1);
        let of_other = page.gap(i) == " "
            && (self.lexicon.usage.with.contains(before) || self.lexicon.usage.to_place.contains(before));
        if of_other || page.gap(to) != " " || page.letters(to) != Some(Letters::Small) {
            return 0;
        }
        if lexicon.human_acts.contains(next) {
            return weights.human_act;
        }
        let undergone = if self.undergoes(head, to - 1) { weights.undergone } else { 0 };
        undergone.max(if lexicon.acts.contains(next) { weights.act } else { weights.goes_on })
    }
}
