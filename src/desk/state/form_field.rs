//! The fields of a form: what each is for, how it is filled in, and what is suggested there.

use serde::{Deserialize, Serialize};

use super::line_input::LineInput;
use crate::{
    domain::{
        error::Error,
        moment::{ClockDay, Moment, ParsedMoment},
    },
    judge::rank::{FoundBy, rank, unmistakable},
};

/// So many suggestions stand under a field.
const SUGGESTIONS: usize = 4;

/// What a field is for; forms find their fields by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldName {
    /// Who calls.
    #[serde(rename = "wie")]
    Caller,
    /// Call-back number.
    #[serde(rename = "nummer")]
    Number,
    /// The inrichting.
    #[serde(rename = "inrichting")]
    Inrichting,
    /// The row.
    #[serde(rename = "rij")]
    Rij,
    /// What happened, or the text of a fact.
    #[serde(rename = "tekst")]
    Text,
    /// Time of the call.
    #[serde(rename = "gebeld")]
    Called,
    /// Time of the voorval.
    #[serde(rename = "voorval")]
    Voorval,
    /// Time of the constatering.
    #[serde(rename = "constatering")]
    Constatering,
    /// Time of return or arrest.
    #[serde(rename = "einde-oa")]
    OaEnd,
    /// Time at which that was heard of.
    #[serde(rename = "einde-gehoord")]
    OaEndHeard,
    /// When to be reminded of asking again.
    #[serde(rename = "opnieuw")]
    Again,
    /// Any other single time.
    #[serde(rename = "tijd")]
    Time,
    /// A reason.
    #[serde(rename = "reden")]
    Reason,
    /// A choice from a few.
    #[serde(rename = "keuze")]
    Choice,
    /// Where a fact comes from.
    #[serde(rename = "bron")]
    Source,
    /// By which channel.
    #[serde(rename = "kanaal")]
    Channel,
    /// To whom.
    #[serde(rename = "aan")]
    Recipients,
    /// A file to write.
    #[serde(rename = "bestand")]
    File,
    /// What becomes of one that is there.
    #[serde(rename = "bestaand")]
    Existing,
}

/// A suggestion, and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is filled in.
    pub text: String,
    /// What it is found by.
    pub found_by: FoundBy,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// A time; one key fills in "now".
    Time(ClockDay),
    /// One of these, with left and right.
    Choice(Vec<String>),
    /// Free text with these as suggestions; one key takes the best.
    Completion(Vec<Completion>),
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// What it is for.
    pub name: FieldName,
    /// What stands before it.
    pub label: &'static str,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What was typed.
    pub input: LineInput,
    /// What stood in it when the form was opened.
    pub began: String,
}

impl FormField {
    /// The suggestions that fit what was typed, best first.
    pub fn proposals(&self) -> Vec<&str> {
        match &self.kind {
            FieldKind::Completion(options) if !self.input.is_empty() => {
                let typed = self.input.text();
                if options.iter().any(|o| o.text == typed) {
                    return Vec::new();
                }
                let found_by: Vec<FoundBy> = options.iter().map(|o| o.found_by.clone()).collect();
                let hits = rank(&typed, &found_by).into_iter().filter_map(|hit| options.get(hit.place));
                hits.map(|o| o.text.as_str()).take(SUGGESTIONS).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The suggestion that stands in the field: taken over from the list, or typed in a way that can mean no
    /// other.
    pub fn chosen(&self) -> Option<&str> {
        let FieldKind::Completion(options) = &self.kind else { return None };
        let typed = self.input.text();
        let taken = options.iter().position(|o| o.text == typed.trim());
        let found_by: Vec<FoundBy> = options.iter().map(|o| o.found_by.clone()).collect();
        taken.or_else(|| unmistakable(&typed, &found_by)).and_then(|i| options.get(i)).map(|o| o.text.as_str())
    }

    /// The time that was typed: nothing, a moment, or what is wrong with it.
    pub fn time(&self, now: Moment) -> Option<Result<ParsedMoment, Error>> {
        let clock_day = match self.kind {
            FieldKind::Time(clock_day) => clock_day,
            FieldKind::Text | FieldKind::Choice(_) | FieldKind::Completion(_) => ClockDay::Past,
        };
        (!self.input.is_empty()).then(|| Moment::parse_on(&self.input.text(), Some((now, clock_day))))
    }

    pub(super) fn cycle(&mut self, step: isize) {
        if let FieldKind::Choice(options) = &self.kind {
            let now = options.iter().position(|o| *o == self.input.text()).unwrap_or(0);
            let count = options.len().max(1);
            let new = (now + count).saturating_add_signed(step) % count;
            if let Some(option) = options.get(new) {
                self.input.set(option);
            }
        }
    }
}

/// A time as a field shows it: short where that reads back as the same moment, else in full, so that
/// a form that is opened and saved moves no time (seconds, the doubled hour in autumn).
pub fn field_time(moment: Option<Moment>) -> String {
    let Some(moment) = moment else { return String::new() };
    let short = moment.amsterdam().format("%d-%m-%Y %H:%M").to_string();
    match Moment::parse(&short, None) {
        Ok(read) if read.moment == moment => short,
        Ok(_) | Err(_) => moment.rfc3339(),
    }
}

/// A choice from a few.
pub fn options(list: impl IntoIterator<Item = &'static str>) -> FieldKind {
    FieldKind::Choice(list.into_iter().map(str::to_owned).collect())
}
