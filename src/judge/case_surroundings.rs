//! What a message needs of what stands around its case: the town, the terms that run, whom the address book means. Taken
//! once where the desk is at hand, so that the message can be made elsewhere.

use super::{
    case_rule::CaseRule,
    checklist::Owner,
    countdown::Countdown,
    overdue::{Overdue, overdue},
    reading_span::ReadingSpan,
    recipients::{find, parts},
};
use crate::{
    deadline::StartKind,
    domain::{
        fold::fold,
        inrichting::{Inrichting, Ownership},
        moment::Moment,
        step::Step,
        termijn_kind::TermijnKind,
    },
    log::zaak::Zaak,
    rules::{
        address_book::{AddressBook, Addressee},
        instantie::Instantie,
    },
};

/// What stands around a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseSurroundings {
    /// The town of its inrichting.
    pub place: Option<String>,
    /// By which name it is known for short.
    pub short_name: Option<String>,
    /// How that is run, where the list of inrichtingen says so.
    pub ownership: Option<Ownership>,
    /// What is late that others owe it: all that who is late first owes.
    pub overdue: Vec<Overdue>,
    /// The body that owes that, in words, where it is not the inrichting.
    pub debtor: Option<String>,
    /// The body that fills in the form, in words, where it is not the inrichting.
    pub form_owner: Option<String>,
    /// What is still to come by a term, whoever owes it.
    pub awaited: Vec<AwaitedTermijn>,
    /// Which body writes the piketmelding in the place of the desk, where that is known.
    pub writer: Option<String>,
    /// Who in the line was told, first to last; who has no words for a sentence in the address book is not named.
    pub told: Vec<ToldInLine>,
    /// To whom the messages of the sector are written, in the words of its book, where he was told: by a piketmelding that went
    /// to him, or in the line.
    pub told_addressee: Option<String>,
}

/// Somebody in the line who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldInLine {
    /// As a sentence names him.
    pub name: String,
    /// The number of the note that says so, the first where there are more.
    pub number: u32,
    /// When.
    pub at: Moment,
    /// When that was noted.
    pub noted: Moment,
}

/// A term that runs, as a message tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwaitedTermijn {
    /// Which.
    pub kind: TermijnKind,
    /// By when, by its readings.
    pub due: ReadingSpan,
    /// From when its clock runs.
    pub start: StartKind,
}

impl CaseSurroundings {
    /// What stands around a case at `now`; `countdowns` are its terms.
    pub fn of<'a>(
        (zaak, case): (&Zaak, CaseRule<'_>),
        inrichting: Option<&Inrichting>,
        countdowns: impl IntoIterator<Item = &'a Countdown>,
        addresses: &AddressBook,
        now: Moment,
    ) -> Self {
        let running: Vec<&Countdown> = countdowns.into_iter().filter(|k| k.is_running()).collect();
        let awaited = running.iter().map(|k| AwaitedTermijn {
            kind: k.termijn.kind,
            due: ReadingSpan::of(k),
            start: k.termijn.start_kind,
        });
        let mut late = overdue(running.iter().copied(), now);
        let debtor = late.first().map(|first| first.owner.clone());
        late.retain(|other| Some(&other.owner) == debtor.as_ref());
        let named = |body: &Instantie| called(body, zaak, addresses).unwrap_or_else(|| body.name.clone());
        Self {
            awaited: awaited.collect(),
            overdue: late,
            debtor: match debtor {
                Some(Owner::Instantie(body)) => Some(named(&body)),
                Some(Owner::Inrichting | Owner::Desk) | None => None,
            },
            form_owner: case.owes_form(zaak).map(|body| named(body)),
            writer: writer(zaak, case, addresses),
            told: told_in_line(zaak, addresses),
            told_addressee: told_addressee(zaak, case, addresses),
            ..Self::at(inrichting)
        }
    }

    /// The town alone: for what a message is called, not for what it tells.
    pub fn at(inrichting: Option<&Inrichting>) -> Self {
        Self {
            place: inrichting.map(|i| i.place.clone()),
            short_name: inrichting.and_then(|i| i.short_name().map(str::to_owned)),
            ownership: inrichting.map(|i| i.ownership),
            ..Self::default()
        }
    }
}

/// Who in the line was told, each once.
pub fn told_in_line(zaak: &Zaak, addresses: &AddressBook) -> Vec<ToldInLine> {
    let mut told: Vec<ToldInLine> = Vec::new();
    let named = zaak.passed_on.iter().filter_map(|p| Some((p, find(addresses, p.to.filled()?)?.in_sentence.clone()?)));
    for (note, name) in named {
        if told.iter().all(|other| other.name != name) {
            told.push(ToldInLine { name, number: note.number, at: note.at, noted: note.noted });
        }
    }
    told
}

/// To whom the messages of this sector are written, where he was told of the case.
fn told_addressee(zaak: &Zaak, case: CaseRule<'_>, addresses: &AddressBook) -> Option<String> {
    let reader = &case.book()?.contacts.addressee;
    let entry = find(addresses, reader);
    let is_he = |written: &str| {
        fold(written) == fold(reader) || entry.is_some_and(|entry| find(addresses, written) == Some(entry))
    };
    let sent = zaak.message(Step::Piketmelding).into_iter().flat_map(|draft| &draft.sent);
    let written = sent.map(|dispatch| &dispatch.recipients).chain(zaak.passed_on.iter().map(|note| &note.to));
    let is_told = written.filter_map(|to| to.filled()).flat_map(parts).any(is_he);
    is_told.then(|| reader.clone())
}

/// Who writes: the body of the row by its name, or as the officer's own address book knows it where each inrichting has its
/// own.
fn writer(zaak: &Zaak, case: CaseRule<'_>, addresses: &AddressBook) -> Option<String> {
    called(&case.rule()?.elsewhere.as_ref()?.by, zaak, addresses)
}

fn called(by: &Instantie, zaak: &Zaak, addresses: &AddressBook) -> Option<String> {
    match by.listed {
        Some(kind) => addresses.of(kind, zaak.plek()).and_then(own_name),
        None => Some(by.in_sentence.clone()),
    }
}

/// The name of an entry that the officer wrote down; that of the program names a task and no body.
fn own_name(entry: &Addressee) -> Option<String> {
    let is_built_in = AddressBook::built_in().addressees().contains(entry);
    (!is_built_in).then(|| entry.in_sentence.clone().unwrap_or_else(|| entry.name.clone()))
}
