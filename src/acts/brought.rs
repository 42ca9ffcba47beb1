//! What a report brings into a case when it opens one or is linked to it: its row, its times and its
//! facts. Undoing the link takes the same out again.

use std::collections::BTreeSet;

use super::{decide::Context, shared::known_words};
use crate::{
    domain::{
        feit::{FeitNumber, FeitStatus, Topic},
        ids::Zaaknummer,
        melding::{Content, MeldingKind},
        moment::Moment,
        own_words,
        rij::Rij,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{case_rule::CaseRule, speech, untaken::NAMED},
    log::{
        desk::Desk,
        event::LogEvent,
        melding::Melding,
        zaak::{Link, Zaak},
    },
    rules::{
        book::{RijRule, Rulebook},
        form_reply::says_nothing,
    },
};

/// The names of the items of its form that were filled in with something; what nobody knows yet is asked still.
pub(super) fn filled_in(melding: &Melding) -> BTreeSet<String> {
    match &melding.content {
        Content::Call(_) => BTreeSet::new(),
        Content::Mail(p) => {
            let answered = |name: &&String| p.field(name).is_some_and(|value| !says_nothing(value));
            p.fields.keys().filter(answered).cloned().collect()
        }
    }
}

/// The fact that a report was linked to a case, with the evidence that comes along.
pub(super) fn linked(melding: &Melding, zaak: Zaaknummer) -> LogEvent {
    Link::of(melding, filled_in(melding)).event(zaak)
}

/// The times a report names for a case.
pub(super) fn named_times(melding: &Melding) -> impl Iterator<Item = (TimeKind, Moment)> {
    let times = melding.times();
    NAMED.into_iter().filter_map(move |kind| times.of(kind).map(|m| (kind, m)))
}

/// The report as one of the kind that the officer says it is: what its items are called there, and the facts that name
/// them so.
pub(super) fn read_as(melding: &Melding, kind: MeldingKind, book: &Rulebook) -> (Melding, Vec<LogEvent>) {
    let mut named = Melding { kind, ..melding.clone() };
    let mut events = Vec::new();
    let Content::Mail(mail) = &melding.content else { return (named, events) };
    let forms = book.all_forms();
    let own = forms.iter().filter(|form| MeldingKind::Form(form.kind) == kind).flat_map(|form| &form.items);
    for (item, role) in
        own.filter_map(|item| Some((item, item.role?))).filter(|(i, _)| !mail.fields.contains_key(&i.field))
    {
        let mut elsewhere = forms.iter().flat_map(|form| &form.items).filter(|other| other.role == Some(role));
        let Some((before, read)) = elsewhere.find_map(|other| mail.fields.get_key_value(&other.field)) else {
            continue;
        };
        for (field, read) in [(&item.field, Some(read.clone())), (before, None)] {
            named.set_field(field, read.clone(), mail.inrichting.clone());
            let (field, inrichting) = (field.clone(), mail.inrichting.clone());
            events.push(LogEvent::FieldSet { melding: melding.number, field, read, inrichting });
        }
    }
    (named, events)
}

/// The row that was already chosen in a call.
pub(super) const fn rij_of(melding: &Melding) -> Option<Rij> {
    match &melding.content {
        Content::Call(g) => g.rij,
        Content::Mail(_) => None,
    }
}

/// The times the report knows and the case does not, as far as they fit together.
pub(super) fn new_times(zaak: &Zaak, case: CaseRule<'_>, melding: &Melding) -> Vec<(TimeKind, Moment)> {
    let belongs_here = |kind| !TimeKind::is_oa_end(kind) || case.rule().is_none_or(RijRule::is_oa);
    let mut times = zaak.times;
    let mut new = Vec::new();
    for (kind, moment) in named_times(melding) {
        if zaak.time(kind).is_some() || !belongs_here(kind) {
            continue;
        }
        let trial = times.with(kind, Some(moment));
        if trial.told_misplaced(Some(zaak.last_told().max(melding.received))).is_none() {
            times = trial;
            new.push((kind, moment));
        }
    }
    new
}

/// The times of a case that a form names otherwise than it did, as far as they fit together; `None` for one that it
/// alone named and names no more.
pub(super) fn moved_times(
    zaak: &Zaak,
    case: CaseRule<'_>,
    before: &Melding,
    after: &Melding,
) -> Vec<(TimeKind, Option<Moment>)> {
    let (was, is) = (before.times(), after.times());
    let mut times = zaak.times;
    let mut moved = Vec::new();
    for kind in NAMED {
        let belongs_here = !kind.is_oa_end() || case.rule().is_none_or(RijRule::is_oa);
        // What another report or the officer said stays.
        let is_of_form = zaak.time(kind) == was.of(kind) && !zaak.is_by_hand(kind);
        if was.of(kind) == is.of(kind) || !is_of_form || !belongs_here {
            continue;
        }
        let trial = times.with(kind, is.of(kind));
        if trial.told_misplaced(Some(zaak.last_told().max(after.received))).is_none() {
            times = trial;
            moved.push((kind, is.of(kind)));
        }
    }
    moved
}

/// As what the forms of a case stand beside the facts that they brought.
pub(super) fn form_sources(context: &Context<'_>, desk: &Desk, zaak: &Zaak) -> Vec<Vertrouwelijk> {
    let forms = zaak.meldingen.iter().filter(|link| link.form.is_form());
    let source = |melding: &Melding| own_words::from_form(melding.kind.label(context.book_of(melding)), melding.number);
    forms.filter_map(|link| desk.meldingen.get(&link.melding)).map(|m| Vertrouwelijk::new(&source(m))).collect()
}

/// The facts a report brings, numbered from `first`; which items of a form those are, the book says.
pub(super) fn feiten_of(
    context: &Context<'_>,
    zaak: Zaaknummer,
    melding: &Melding,
    first: FeitNumber,
) -> Vec<LogEvent> {
    let (number, book) = (melding.number, context.book_of(melding));
    let known = known_words(book, context);
    let found: Vec<(Topic, String, String)> = match &melding.content {
        Content::Call(g) => g
            .what
            .filled()
            .map(own_words::without_typed_beside)
            .filter(|what| !what.is_empty())
            .map(|what| (Topic::Event, what.to_owned(), own_words::from_call(melding.received, number)))
            .into_iter()
            .collect(),
        Content::Mail(p) => book
            .form_feiten()
            .into_iter()
            .filter_map(|(field, feit)| {
                let words = feit.words(p.field(field)?, &known, speech::cleaned)?;
                // What the officer typed in the place of what was read is the officer's word.
                let typed = p.fields.get(field).is_some_and(|read| read.source.read() == own_words::OFFICER);
                let source = if typed {
                    own_words::OFFICER.to_owned()
                } else {
                    own_words::from_form(melding.kind.label(book), number)
                };
                Some((feit.topic, words, source))
            })
            .collect(),
    };
    first
        .onward()
        .zip(found)
        .map(|(feit, (topic, text, source))| LogEvent::FeitNoted {
            zaak,
            feit,
            topic,
            text: Vertrouwelijk::new(&text),
            source: Vertrouwelijk::new(&source),
            status: FeitStatus::Reported,
            happened: None,
            asked: None,
        })
        .collect()
}
