//! The answer of `piket termijn --json`: a contract with other programs, so its shape is written out
//! here and not derived from the types the desk happens to use.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    lezing_text::{explanation_text, rule_text},
    lezingen::Lezing,
    start::StartKind,
    termijn::Termijn,
};
use crate::rules::book::RijRule;
use crate::{
    domain::{rij::Rij, termijn_kind::TermijnKind},
    rules::book::Rulebook,
};

/// The terms of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermijnAnswer<'a> {
    nr: Rij,
    #[serde(rename = "meldplicht")]
    report_duty: bool,
    termijnen: Vec<TermijnJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "opmerkingen")]
    remarks: Vec<String>,
}

/// One term; times are RFC 3339 with seconds and Amsterdam's offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct TermijnJson<'a> {
    #[serde(rename = "soort")]
    kind: TermijnKind,
    #[serde(rename = "ontvanger")]
    recipient: &'a str,
    #[serde(rename = "uiterlijk")]
    due: String,
    gangbaar: String,
    /// Earliest first, one per moment; `gangbaar` says which is the usual one.
    lezingen: Vec<LezingJson<'a>>,
    #[serde(rename = "bron")]
    source: &'a str,
    start: String,
    #[serde(rename = "startsoort")]
    start_kind: StartKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LezingJson<'a> {
    #[serde(rename = "uiterlijk")]
    due: String,
    #[serde(rename = "regel")]
    rule: Cow<'a, str>,
    #[serde(rename = "uitleg")]
    explanation: Cow<'a, str>,
}

/// Builds the answer from terms that were worked out for this row.
pub fn answer_json<'a>(book: &'a Rulebook, nr: Rij, rule: &RijRule, termijnen: &'a [Termijn]) -> TermijnAnswer<'a> {
    TermijnAnswer {
        nr,
        report_duty: rule.is_notifiable(),
        termijnen: termijnen.iter().map(|termijn| TermijnJson::new(book, termijn)).collect(),
        remarks: book.form_gap_words(rule).into_iter().collect(),
    }
}

impl TermijnAnswer<'_> {
    /// Adds what the caller should know, such as a doubled hour; the field is absent when there is nothing.
    #[must_use]
    pub fn with_remarks(mut self, remarks: Vec<String>) -> Self {
        self.remarks.extend(remarks);
        self
    }
}

impl<'a> TermijnJson<'a> {
    fn new(book: &'a Rulebook, t: &'a Termijn) -> Self {
        let lezing = |lezing: &Lezing| LezingJson {
            due: lezing.due.rfc3339(),
            rule: rule_text(book, t, lezing),
            explanation: explanation_text(book, lezing),
        };
        Self {
            kind: t.kind,
            recipient: &t.recipient,
            due: t.streng().rfc3339(),
            gangbaar: t.gangbaar().rfc3339(),
            lezingen: t.lezingen.iter().map(lezing).collect(),
            source: &t.source,
            start: t.start.rfc3339(),
            start_kind: t.start_kind,
        }
    }
}
