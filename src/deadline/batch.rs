//! `piket termijn --batch`: one JSON line in, one JSON line out. A line comes from another program
//! and may hold anything; whatever it holds, it gets an answer in its place.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    answer::answer_json,
    explanation::{doubled_hour, uncertain},
    termijnen,
};
use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
        rij::Rij,
        termijn_kind::{Kalender, Times},
        time_kind::TimeKind,
    },
    rules::book::Rulebook,
};

mod input;

use input::{BatchInput, BatchValue};

/// Longest value that is read; every number, time and calendar is far shorter.
const LONGEST_VALUE: usize = 64;

/// Answers one line, without a line end.
///
/// # Errors
/// `{"fout": "..."}` for a line that cannot be answered; it takes the line's place in the output.
pub fn line(book: &Rulebook, line: &str) -> Result<String, String> {
    answer(book, line).map_err(|error| {
        #[derive(Serialize)]
        struct ErrorLine {
            #[serde(rename = "fout")]
            error: String,
        }
        // A struct of one text always serialises; the empty answer keeps the output line for line.
        serde_json::to_string(&ErrorLine { error: error.to_string() }).unwrap_or_default()
    })
}

fn answer(book: &Rulebook, line: &str) -> Result<String> {
    let input = BatchInput::parse(line.trim_start_matches('\u{feff}'))?;
    let nr = Rij::parse(&required("nr", &input.nr)?)?;
    let rule = book.find_rij(nr)?;
    let kalender = match optional("kalender", &input.kalender)? {
        Some(name) => name.parse()?,
        None => Kalender::default(),
    };

    let mut remarks = Vec::new();
    let mut time = |kind: TimeKind, value: &BatchValue<'_>| -> Result<Option<Moment>> {
        let Some(text) = optional(kind.field(), value)? else { return Ok(None) };
        let read = Moment::parse(&text, None)?;
        remarks.extend(doubled_hour(kind.with_article(), read));
        Ok(Some(read.moment))
    };
    required("voorval", &input.voorval)?;
    let times = Times {
        voorval: time(TimeKind::Voorval, &input.voorval)?,
        constatering: time(TimeKind::Constatering, &input.constatering)?,
        oa_end: time(TimeKind::OaEnd, &input.oa_end)?,
        oa_end_heard: time(TimeKind::OaEndHeard, &input.oa_end_heard)?,
        ..Times::default()
    };

    let termijnen = termijnen(book, nr, &times, kalender)?;
    for termijn in &termijnen {
        for melding in uncertain(&book.kalenders, kalender, termijn) {
            if !remarks.contains(&melding) {
                remarks.push(melding);
            }
        }
    }
    let answer = answer_json(book, nr, rule, &termijnen).with_remarks(remarks);
    serde_json::to_string(&answer).map_err(|_| Error::data("Het antwoord is niet als JSON te schrijven."))
}

fn required<'a>(field: &str, value: &'a BatchValue<'_>) -> Result<Cow<'a, str>> {
    optional(field, value)?.ok_or_else(|| Error::usage(format!("Het veld «{field}» ontbreekt.")))
}

/// The text of a field; what is no short, plain text is refused before it reaches a message.
fn optional<'a>(field: &str, value: &'a BatchValue<'_>) -> Result<Option<Cow<'a, str>>> {
    match value {
        BatchValue::Empty => Ok(None),
        BatchValue::Number(n) => Ok(Some(n.to_string().into())),
        BatchValue::Text(t) if t.len() > LONGEST_VALUE => {
            Err(Error::usage(format!("Het veld «{field}» is langer dan {LONGEST_VALUE} tekens.")))
        }
        BatchValue::Text(t) if t.chars().any(char::is_control) => {
            Err(Error::usage(format!("In het veld «{field}» staat een stuurteken.")))
        }
        BatchValue::Text(t) => Ok(Some(Cow::Borrowed(t))),
        BatchValue::Other => Err(Error::usage(format!("In het veld «{field}» hoort tekst."))),
    }
}
