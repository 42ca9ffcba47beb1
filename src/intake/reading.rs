//! The fields of one text: labels and values read as what they mean. Dates become dates, pieces of one
//! answer are put together, and a value that is not what its field asks for is left out and reported
//! instead of being bent into shape.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    date::{self, MomentError},
    fields,
    label::{FieldShape, KnownField, LabelTable, LabelTarget},
    line::TextLine,
    pair::Pair,
    value,
};
use crate::domain::{inrichting::Inrichtingen, time_kind::TimeKind};

/// A field as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The value, in the form the domain asks for.
    pub value: String,
    /// The label as written.
    pub label: String,
    /// The line of the label.
    pub nr: usize,
}

/// The fields of one text, by their name in the label table, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The fields.
    pub fields: BTreeMap<String, FieldValue>,
    /// One sentence per value that was left out or doubtful.
    pub warnings: Vec<String>,
}

/// What the reading of values needs to know besides the text.
#[derive(Clone, Copy)]
pub struct ReadingEnv<'a> {
    /// The label table.
    pub labels: &'a LabelTable,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// The day the mail was sent.
    pub anchor: Option<NaiveDate>,
}

/// Reads the fields in these lines.
pub fn read(lines: &[TextLine], env: ReadingEnv<'_>) -> Reading {
    let findings = split_combined(fields::find(lines, env.labels), env.labels);
    let mut reader = FieldReader { env, out: Reading::default() };
    for weak in [false, true] {
        let mut per_field: BTreeMap<usize, Vec<&Pair>> = BTreeMap::new();
        for v in &findings {
            if let LabelTarget::Field { field, weak: z } = v.target
                && z == weak
            {
                per_field.entry(field).or_default().push(v);
            }
        }
        for (field, pieces) in per_field {
            reader.field(field, &pieces, weak);
        }
    }
    reader.birth_date_after_name(&findings);
    reader.full_name();
    reader.time_without_day(&findings);
    reader.out
}

struct FieldReader<'a> {
    env: ReadingEnv<'a>,
    out: Reading,
}

impl FieldReader<'_> {
    fn field(&mut self, nr: usize, pieces: &[&Pair], weak: bool) {
        let Some(kind) = self.env.labels.field(nr) else { return };
        if self.out.fields.contains_key(&kind.name) {
            return;
        }
        let filled: Vec<(&Pair, String)> = pieces
            .iter()
            .filter_map(|v| value::clean(&v.answer, kind.shape, self.env.labels).map(|w| (*v, w)))
            .collect();
        let Some((first, text)) = filled.first() else { return };
        let read = match kind.shape {
            FieldShape::Name | FieldShape::Short | FieldShape::Text | FieldShape::Choice | FieldShape::Letter => {
                Some(text.clone())
            }
            FieldShape::Inrichting => self.env.inrichtingen.plek(text).map(|p| p.label().to_owned()),
            FieldShape::BirthDate if self.two_persons(&filled) => None,
            FieldShape::Date | FieldShape::BirthDate => filled
                .iter()
                .find_map(|(_, t)| date::date(t, self.env.anchor, kind.shape == FieldShape::BirthDate))
                .map(|d| d.to_string()),
            FieldShape::Moment => {
                // A time of discovery alone may still find its day; see `time_without_day`.
                let silent = weak || kind.name == TimeKind::Constatering.field() && date::time(text).is_some();
                self.moment(&filled.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), &first.label, silent)
            }
        };
        match read {
            Some(value) => {
                let found = FieldValue { value, label: first.label.clone(), nr: first.nr };
                self.out.fields.insert(kind.name.clone(), found);
            }
            None if kind.shape == FieldShape::BirthDate && self.two_persons(&filled) => {
                self.warn(&first.label, "staat er twee keer en anders: twee formulieren in één tekst?");
            }
            None if matches!(kind.shape, FieldShape::Date | FieldShape::BirthDate) && !weak && !is_negation(text) => {
                self.warn(&first.label, "is geen datum die de desk kan lezen");
            }
            None => {}
        }
    }

    /// Two days of birth in one text are two persons, and then no field of it can be trusted blindly.
    fn two_persons(&self, filled: &[(&Pair, String)]) -> bool {
        let mut days = filled.iter().filter_map(|(_, t)| date::date(t, self.env.anchor, true));
        days.next().is_some_and(|first| days.any(|day| day != first))
    }

    fn moment(&mut self, pieces: &[&str], label: &str, silent: bool) -> Option<String> {
        match date::moment(pieces, self.env.anchor) {
            Ok(finding) => {
                if finding.doubled_hour {
                    self.warn(label, "valt in het uur dat die nacht twee keer komt; het eerste is genomen");
                }
                Some(finding.moment.rfc3339())
            }
            Err(miss) => {
                let reason = match miss {
                    MomentError::Date => "is geen datum met tijd die de desk kan lezen",
                    MomentError::Time => "heeft geen tijd",
                    MomentError::ClockTime => "noemt een tijd die die nacht wordt overgeslagen",
                };
                if !silent && !pieces.iter().all(|s| is_negation(s)) {
                    self.warn(label, reason);
                }
                None
            }
        }
    }

    /// "Naam: B. Proef (geb. 06-04-1992)" answers two questions.
    fn birth_date_after_name(&mut self, findings: &[Pair]) {
        let [person, birth_date] =
            [KnownField::Person, KnownField::BirthDate].map(|known| self.env.labels.name_of(known));
        if self.out.fields.contains_key(birth_date) {
            return;
        }
        let found = findings.iter().filter(|v| self.is_field(v, person)).find_map(|v| {
            let date = date::date(value::birth_date_after_name(&v.answer)?, self.env.anchor, true)?;
            Some(FieldValue { value: date.to_string(), label: v.label.clone(), nr: v.nr })
        });
        if let Some(found) = found {
            self.out.fields.insert(birth_date.to_owned(), found);
        }
    }

    /// Initials, prefix and surname asked for apart are one name.
    fn full_name(&mut self) {
        let labels = self.env.labels;
        let first_name = self.out.fields.remove(labels.name_of(KnownField::FirstName));
        let name_prefix = self.out.fields.remove(labels.name_of(KnownField::NamePrefix));
        if let Some(surname) = self.out.fields.get_mut(labels.name_of(KnownField::Person)) {
            let parts = [first_name.map(|v| v.value), name_prefix.map(|t| t.value), Some(surname.value.clone())];
            surname.value = parts.into_iter().flatten().filter(|d| d != "-").collect::<Vec<_>>().join(" ");
        }
    }

    /// "Tijdstip constatering: 15.18" below a dated voorval is that same day, when it is later on it.
    fn time_without_day(&mut self, findings: &[Pair]) {
        let constatering = TimeKind::Constatering.field();
        let voorval = self.out.fields.get(TimeKind::Voorval.field()).map(|v| v.value.clone());
        let Some(voorval) = voorval.filter(|_| !self.out.fields.contains_key(constatering)) else { return };
        let Some(finding) = findings.iter().find(|v| self.is_field(v, constatering) && !v.answer.is_empty()) else {
            return;
        };
        let Some(time) = date::time(&finding.answer) else { return };
        let day = voorval.get(..10).unwrap_or_default();
        let same_day = date::moment(&[day, &time.format("%H:%M").to_string()], self.env.anchor);
        match same_day.map(|v| v.moment.rfc3339()) {
            Ok(value) if value >= voorval => {
                let found = FieldValue { value, label: finding.label.clone(), nr: finding.nr };
                self.out.fields.insert(constatering.to_owned(), found);
            }
            Ok(_) | Err(_) => self.warn(&finding.label, "heeft geen datum"),
        }
    }

    fn is_field(&self, finding: &Pair, name: &str) -> bool {
        match finding.target {
            LabelTarget::Field { field, .. } => self.env.labels.field(field).is_some_and(|v| v.name == name),
            LabelTarget::Combined(..) | LabelTarget::Other => false,
        }
    }

    fn warn(&mut self, label: &str, what: &str) {
        self.out.warnings.push(format!("«{label}» {what}: zelf lezen."));
    }
}

/// Words for "there is none": no date, and no reason to warn either.
fn is_negation(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(
        lower.trim_matches(['.', ' ']),
        "-" | "n.v.t" | "nvt" | "onbekend" | "niet bekend" | "geen" | "niet van toepassing" | "?" | "/"
    )
}

/// Takes values that answer two questions apart.
fn split_combined(findings: Vec<Pair>, labels: &LabelTable) -> Vec<Pair> {
    let mut out = Vec::with_capacity(findings.len());
    for v in findings {
        let LabelTarget::Combined(one, two) = v.target else {
            out.push(v);
            continue;
        };
        let with_date = labels.field(two).is_some_and(|s| matches!(s.shape, FieldShape::Date | FieldShape::BirthDate));
        let (left, right) = if with_date { before_date(&v.answer) } else { two_parts(&v.answer) };
        for (field, text) in [(one, left), (two, right)] {
            out.push(Pair { target: LabelTarget::Field { field, weak: false }, answer: text.to_owned(), ..v.clone() });
        }
    }
    out
}

fn before_date(text: &str) -> (&str, &str) {
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (left, right) = text.split_at(digit);
    let mut left = left.trim_end();
    loop {
        let short = left.trim_end_matches([',', ' ', ':', '(', '/', ';', '-', '\n']);
        let word = short.rsplit([' ', ',', '(']).next().unwrap_or_default();
        let filler = matches!(
            word.to_lowercase().trim_end_matches('.'),
            "op" | "d.d"
                | "dd"
                | "geb"
                | "geboren"
                | "datum"
                | "ma"
                | "di"
                | "wo"
                | "do"
                | "vr"
                | "za"
                | "zo"
                | "maandag"
                | "dinsdag"
                | "woensdag"
                | "donderdag"
                | "vrijdag"
                | "zaterdag"
                | "zondag"
        );
        let short = if filler { short.strip_suffix(word).unwrap_or(short) } else { short };
        if short.len() == left.len() {
            return (left, right);
        }
        left = short;
    }
}

fn two_parts(text: &str) -> (&str, &str) {
    [" / ", "/", ";", " - ", " – ", "\n", ","]
        .iter()
        .find_map(|s| text.split_once(s))
        .map_or((text, ""), |(l, r)| (l.trim(), r.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_answers_under_one_label_are_parted() {
        for text in [
            "Almere, 27-09-2026",
            "Almere 27-09-2026",
            "Almere, d.d. 27-09-2026",
            "Almere / 27-09-2026",
            "Almere op zondag 27-09-2026",
        ] {
            assert_eq!(before_date(text), ("Almere", "27-09-2026"), "{text}");
        }
        assert_eq!(before_date("27-09-2026"), ("", "27-09-2026"));
        assert_eq!(two_parts("FPC de Kijvelanden / De Eik"), ("FPC de Kijvelanden", "De Eik"));
        assert_eq!(two_parts("FPC de Kijvelanden"), ("FPC de Kijvelanden", ""));
    }
}
