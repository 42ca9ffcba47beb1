//! How an absence ended, where a mail says so: behind the label for its end date, or in its own words, which only
//! propose it.

use std::collections::BTreeMap;

use crate::{
    domain::{
        melding::{Certainty, Field, MeldingKind},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    intake::{
        classify::{self, Candidate},
        date,
        end::{self, AbsenceEnd},
        label::{KnownField, LabelTable, LabelTarget},
        letter::IncomingLetter,
        pair::Pair,
        prose::sentence::Sentence,
        reading::FieldValue,
    },
    rules::form::FormAbout,
};

/// What the labels of a form say of the end of an absence, also those of other items.
pub fn by_labels(fields: &mut BTreeMap<String, Field>, chosen: &Candidate, labels: &LabelTable) {
    by_date(fields, chosen, labels);
    if labels.about(chosen.kind) == Some(FormAbout::AbsenceEnd) {
        told_beside(fields, chosen, labels);
    }
}

/// How the absence ended, where that stands behind a label that asks for something else: "Bijzonderheden: aangehouden door de
/// politie". It is proposed, since nobody asked for it there.
fn told_beside(fields: &mut BTreeMap<String, Field>, chosen: &Candidate, labels: &LabelTable) {
    let name = labels.name_of(KnownField::EndWay);
    if name.is_empty() || fields.contains_key(name) {
        return;
    }
    let first = |pair: &Pair| pair.answer.split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned();
    let tells = |pair: &&Pair| end::returned(&Sentence::new(pair.nr, first(pair))).is_some();
    if let Some(pair) = chosen.reading.pairs.iter().find(tells) {
        let source = format!("{}, «{}», regel {}", chosen.place, pair.label, pair.nr);
        let (value, source) = (Vertrouwelijk::new(&first(pair)), Vertrouwelijk::new(&source));
        fields.insert(name.to_owned(), Field { value, source, certainty: Certainty::Proposed });
    }
}

/// An end date with a clock time is no term of a measure: it says when the absence ended.
fn by_date(fields: &mut BTreeMap<String, Field>, chosen: &Candidate, labels: &LabelTable) {
    let name = labels.name_of(KnownField::EndDate);
    let is_end = |pair: &&Pair| match pair.target {
        LabelTarget::Field { field, .. } => labels.field(field).is_some_and(|field| field.name == name),
        LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => false,
    };
    let timed = |pair: &Pair| match date::moments(&pair.answer, None).as_slice() {
        [Ok(found)] if found.moment.clock_time() != "00:00" => Some(found.moment),
        _ => None,
    };
    let mut ends = chosen.reading.pairs.iter().filter(is_end).filter_map(|pair| Some((pair, timed(pair)?)));
    if let Some((pair, moment)) = ends.next().filter(|_| !fields.contains_key(TimeKind::OaEnd.field())) {
        fields.remove(name);
        let source = format!("{}, «{}», regel {}", chosen.place, pair.label, pair.nr);
        let (value, source) = (Vertrouwelijk::new(&moment.rfc3339()), Vertrouwelijk::new(&source));
        fields.insert(TimeKind::OaEnd.field().to_owned(), Field { value, source, certainty: pair.certainty });
    }
}

/// Who came back, as the form says that told of the absence; what else stands there was told before.
pub fn person(fields: &mut BTreeMap<String, Field>, kind: MeldingKind, told: &Candidate, labels: &LabelTable) {
    let names = [KnownField::Person, KnownField::BirthDate].map(|known| labels.name_of(known));
    let own = names.into_iter().filter_map(|name| Some((name.to_owned(), told.reading.fields.get(name)?.clone())));
    for (name, found) in classify::named(kind, &own.collect(), labels) {
        fields.entry(name).or_insert_with(|| super::field(&told.place, found));
    }
}

/// Of an end that is told in words no time is that of its beginning, unless it stands behind a label of it.
pub fn without_beginning(fields: &mut BTreeMap<String, FieldValue>) {
    let began = [TimeKind::Voorval.field(), TimeKind::Constatering.field()];
    fields.retain(|name, found| found.certainty == Certainty::Certain || !began.contains(&name.as_str()));
}

pub fn in_words(
    fields: &mut BTreeMap<String, Field>,
    end: &AbsenceEnd,
    chosen: &Candidate,
    letter: &mut IncomingLetter,
) {
    match end.moment {
        Some(moment) if !fields.contains_key(TimeKind::OaEnd.field()) => {
            let source = format!("{}, «{}», regel {}", chosen.place, end.words, end.nr);
            fields.insert(
                TimeKind::OaEnd.field().to_owned(),
                Field {
                    value: Vertrouwelijk::new(&moment.rfc3339()),
                    source: Vertrouwelijk::new(&source),
                    certainty: Certainty::Proposed,
                },
            );
        }
        Some(_) => {}
        None if fields.contains_key(TimeKind::OaEnd.field()) => {}
        None => letter.warn("Wanneer de afwezigheid eindigde staat er niet bij, of niet leesbaar: zelf lezen."),
    }
}
