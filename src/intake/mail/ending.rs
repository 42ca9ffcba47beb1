//! How an absence ended, where a mail says so: behind the label for its end date, or in its own words, which only
//! propose it.

use std::collections::BTreeMap;

use crate::{
    domain::{
        melding::{Certainty, Field},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    intake::{
        classify::Candidate,
        date,
        end::AbsenceEnd,
        label::{KnownField, LabelTable, LabelTarget},
        letter::IncomingLetter,
        pair::Pair,
    },
};

/// An end date with a clock time is no term of a measure: it says when the absence ended.
pub fn by_date(fields: &mut BTreeMap<String, Field>, chosen: &Candidate, labels: &LabelTable) {
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
        None => letter.warn("Wanneer de afwezigheid eindigde staat er niet bij, of niet leesbaar: zelf lezen."),
    }
}
