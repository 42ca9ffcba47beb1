//! What a text may not carry over a channel: names and dates of birth that the case knows, in any spelling, names that
//! nobody told it, numbers, addresses, and what is told of somebody's health, past or faith. Pure: a text in, findings
//! out, each with its bytes and its reason. The words it goes by are data in `assets/poort`.

mod asked;
mod dates;
mod files;
pub mod known;
mod lexicon;
mod mail;
mod marks;
mod names;
mod near;
mod numbers;
mod phrase;
mod places;
mod plain_text;
mod plates;
pub mod policy;
mod record;
mod terms;
mod weights;
mod word_list;
mod word_set;
mod words;

use std::{collections::BTreeMap, sync::LazyLock};

use crate::domain::{
    error::{Error, Result},
    fold::fold,
};
use known::{KnownPerson, KnownPersons};
use lexicon::Lexicon;
use marks::Marks;
use names::NameSearch;
use plain_text::PlainText;
use policy::{GateChannel, LeakClass, LeakKind, LeakReason};
use words::GatePage;

/// The longest finding, in bytes: longer ones point at nothing.
const LONGEST: usize = 160;

/// One thing that may not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// What it is.
    pub kind: LeakKind,
    /// Its first byte in the text.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
}

/// The gate, with its words and its policy.
#[derive(Debug)]
pub struct Gate {
    lexicon: Lexicon,
}

impl Gate {
    /// The gate of the program, made once.
    ///
    /// # Errors
    /// With every fault in its own material; then nothing may leave.
    pub fn open() -> Result<&'static Self> {
        static GATE: LazyLock<Result<Gate>> = LazyLock::new(|| Lexicon::embedded().map(|lexicon| Gate { lexicon }));
        GATE.as_ref().map_err(Error::clone)
    }

    /// True for a word, folded to small letters, that is no name.
    pub fn is_plain_word(&self, word: &str) -> bool {
        self.lexicon.is_ordinary(&fold(word))
    }

    /// Takes the persons of a case apart, once for many texts.
    pub fn know(&self, persons: &[KnownPerson]) -> KnownPersons {
        KnownPersons::new(persons, &self.lexicon)
    }

    /// What of these persons cannot be sought, in one sentence.
    pub fn unreadable(&self, persons: &[KnownPerson]) -> Option<String> {
        persons.iter().find_map(|person| KnownPersons::unreadable(person, &self.lexicon))
    }

    /// What this channel may not carry of a text while these are the persons of its case.
    pub fn verdict(&self, channel: GateChannel, persons: &[KnownPerson], text: &str) -> Vec<Leak> {
        self.leaks(channel, &self.know(persons), text)
    }

    /// What this channel may not carry, in the order of the text. Empty when the text may leave.
    pub fn leaks(&self, channel: GateChannel, known: &KnownPersons, text: &str) -> Vec<Leak> {
        let plain = PlainText::new(text);
        let page = GatePage::new(plain.text());
        let lexicon = &self.lexicon;
        let marks = Marks::new(&page, lexicon, Some(channel));
        let mut named = known.named(&page, lexicon, &marks);
        named.extend(NameSearch::new(&page, lexicon, &marks).all());
        let mut found: Vec<(usize, usize, LeakClass)> = Vec::new();
        let mut take = |kind: LeakKind, list: Vec<(usize, usize)>| {
            found.extend(list.into_iter().map(|(from, to)| (from, to, LeakClass::Kind(kind))));
        };
        let phones = numbers::phones(&page, lexicon, known, &marks);
        take(LeakKind::Phone, phones.iter().filter(|p| p.private).map(|p| (p.from, p.to)).collect());
        take(LeakKind::Bsn, numbers::bsns(&page, lexicon, &phones));
        take(LeakKind::Number, files::files(&page, lexicon));
        take(LeakKind::Plate, plates::plates(&page, lexicon));
        take(LeakKind::Mail, mail::spoken(&page, lexicon));
        take(LeakKind::Address, places::addresses(&page, lexicon));
        found.extend(dates::find(&page, lexicon, known, &named));
        found.extend(terms::find(&page, lexicon));
        let past = record::find(&page, lexicon).into_iter();
        found.extend(past.map(|(from, to)| (from, to, LeakClass::Kind(LeakKind::Criminal))));
        found.extend(named.into_iter().map(|(from, to)| (from, to, LeakClass::Kind(LeakKind::Name))));
        let mut leaks: Vec<Leak> = found
            .into_iter()
            .filter(|(_, _, class)| lexicon.policy.stops(channel, *class))
            .map(|(from, to, class)| {
                let (start, end) = page.span(from, to);
                Leak { kind: class.kind(), from: start, to: end }
            })
            .collect();
        if lexicon.policy.stops(channel, LeakClass::Kind(LeakKind::Mail)) {
            let boxes = mail::mailboxes(plain.text(), lexicon);
            leaks.extend(boxes.into_iter().map(|(from, to)| Leak { kind: LeakKind::Mail, from, to }));
        }
        for leak in &mut leaks {
            (leak.from, leak.to) = plain.came_from(leak.from, leak.to);
        }
        merge(leaks, text)
    }

    /// Why a kind may not leave, with what the privacy statement says of it.
    pub fn reason(&self, kind: LeakKind) -> Option<&LeakReason> {
        self.lexicon.policy.reason(kind)
    }
}

/// One finding for what overlaps and is of one kind, none longer than it may be.
fn merge(mut leaks: Vec<Leak>, text: &str) -> Vec<Leak> {
    leaks.sort_by_key(|l| (l.from, l.kind, std::cmp::Reverse(l.to)));
    let mut merged: Vec<Leak> = Vec::new();
    let mut latest: BTreeMap<LeakKind, usize> = BTreeMap::new();
    for leak in leaks {
        let last = latest.get(&leak.kind).and_then(|at| merged.get_mut(*at)).filter(|l| l.to >= leak.from);
        if let Some(last) = last {
            last.to = last.to.max(leak.to);
        } else {
            latest.insert(leak.kind, merged.len());
            merged.push(leak);
        }
    }
    for leak in &mut merged {
        if leak.to - leak.from > LONGEST {
            leak.to = (leak.from..=leak.from + LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(leak.to);
        }
    }
    merged
}
