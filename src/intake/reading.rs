//! The fields of one text: labels and values read as what they mean. Dates become dates, pieces of one
//! answer are put together, and a value that is not what its field asks for is left out and reported
//! instead of being bent into shape.

mod twice;

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;

use super::{
    answer, assign, classify,
    date::{self, MomentError},
    fields,
    label::{FieldShape, KnownField, LabelTable, LabelTarget},
    line::TextLine,
    pair::{Pair, PairStructure},
    shape::{self, ShapeDoubt},
    value,
};
use crate::domain::{
    inrichting::Inrichtingen, melding::Certainty, moment::Moment, sector::Sector, time_kind::TimeKind,
};

/// A field as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The value, in the form the domain asks for.
    pub value: String,
    /// The label as written.
    pub label: String,
    /// The line of the label.
    pub nr: usize,
    /// How sure that is.
    pub certainty: Certainty,
}

/// The fields of one text, by their name in the label table, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The fields.
    pub fields: BTreeMap<String, FieldValue>,
    /// One sentence per value that was left out or doubtful.
    pub warnings: Vec<String>,
    /// All labels with their answers, also those that no field took.
    pub pairs: Vec<Pair>,
}

impl Reading {
    /// The sector of the inrichting that the text names, where that is known.
    pub fn sector(&self, env: ReadingEnv<'_>) -> Option<Sector> {
        let named = self.fields.get(env.labels.name_of(KnownField::Inrichting))?;
        env.inrichtingen.by_name(&named.value)?.sector.clone()
    }
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
    let mut pairs = fields::find(lines, env.labels);
    of_others(&mut pairs, env.labels);
    assign::assign(&mut pairs, classify::title(lines, env.labels), env);
    answered_in_one(&mut pairs, env);
    let mut findings = split_combined(pairs, env.labels);
    of_others(&mut findings, env.labels);
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
    reader.beside(&findings);
    reader.twice(&findings);
    reader.within_story(&findings);
    Reading { pairs: findings, ..reader.out }
}

/// What an answer says to a field; `None` where it is none.
pub fn answer(field: usize, label: &str, answer: &str, env: ReadingEnv<'_>) -> Option<String> {
    let pair = Pair {
        target: LabelTarget::Field { field, weak: false },
        certainty: Certainty::Certain,
        label: label.to_owned(),
        nr: 0,
        answer: answer.to_owned(),
        structure: PairStructure::Line,
        section: None,
    };
    let mut reader = FieldReader { env, out: Reading::default() };
    reader.field(field, &[&pair], false);
    reader.out.fields.into_values().next().map(|read| read.value)
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
        let filled = self.of_the_person(filled);
        let Some((first, text)) = self.best(nr, kind.shape, &filled) else { return };
        let read = match kind.shape {
            FieldShape::Name
            | FieldShape::Short
            | FieldShape::Reference
            | FieldShape::Text
            | FieldShape::Choice
            | FieldShape::Letter => Some(text.clone()),
            FieldShape::Inrichting => self.env.inrichtingen.plek(text).map(|p| p.label().to_owned()),
            FieldShape::BirthDate if self.two_persons(&filled) => None,
            FieldShape::Date | FieldShape::BirthDate => std::iter::once(text)
                .chain(filled.iter().map(|(_, t)| t))
                .find_map(|t| date::date(t, self.env.anchor, kind.shape == FieldShape::BirthDate))
                .map(|d| d.to_string()),
            FieldShape::Moment => {
                // A time of discovery alone may still find its day; see `time_without_day`.
                let silent = weak || kind.name == TimeKind::Constatering.field() && date::time(text).is_some();
                self.moment(&filled.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), &first.label, silent)
            }
        };
        let answers: Vec<&str> = match kind.shape {
            FieldShape::Moment => filled.iter().map(|(v, _)| v.answer.as_str()).collect(),
            FieldShape::Name
            | FieldShape::Date
            | FieldShape::BirthDate
            | FieldShape::Short
            | FieldShape::Reference
            | FieldShape::Text
            | FieldShape::Choice
            | FieldShape::Letter
            | FieldShape::Inrichting => vec![first.answer.as_str()],
        };
        let ReadingEnv { labels, inrichtingen, anchor } = self.env;
        let doubt = read.as_ref().and_then(|_| shape::doubt(nr, &answers, labels, inrichtingen, anchor));
        match read {
            Some(value) => {
                let known =
                    first.certainty == Certainty::Certain || self.env.labels.search_literal(&first.label).is_some();
                let mut found = under(value, first);
                let labels = self.env.labels;
                if labels.says_more(&first.label, nr, first.section)
                    || labels.is_of_anybody(&first.label, first.section)
                    || labels.is_guess(&first.label)
                {
                    found.certainty = Certainty::Proposed;
                }
                if let Some(ShapeDoubt::Proposed(what) | ShapeDoubt::Refused(what)) = doubt {
                    found.certainty = Certainty::Proposed;
                    if known {
                        let taken = Moment::exact(&found.value).filter(|_| what == date::SEVERAL_TIMES);
                        let taken = taken.map_or_else(String::new, |at| format!("; {} is genomen", at.clock_time()));
                        self.warn(&first.label, &format!("{what}{taken}"));
                    }
                }
                if !matches!(doubt, Some(ShapeDoubt::Refused(_))) {
                    self.out.fields.insert(kind.name.clone(), found);
                }
            }
            None if first.certainty == Certainty::Proposed => {}
            None if kind.shape == FieldShape::BirthDate && self.two_persons(&filled) => {
                self.warn(&first.label, "staat er twee keer en anders: twee formulieren in één tekst?");
            }
            None if matches!(kind.shape, FieldShape::Date | FieldShape::BirthDate)
                && !weak
                && !value::is_negation(text) =>
            {
                self.warn(&first.label, "is geen datum die de desk kan lezen");
            }
            None => {}
        }
    }

    /// What stands where nobody knows whom it is about counts only where nothing else does.
    fn of_the_person<'p>(&self, mut filled: Vec<(&'p Pair, String)>) -> Vec<(&'p Pair, String)> {
        let anybody = |pair: &Pair| self.env.labels.is_of_anybody(&pair.label, pair.section);
        if filled.iter().any(|(pair, _)| !anybody(pair)) {
            filled.retain(|(pair, _)| !anybody(pair));
        }
        filled
    }

    /// The answer that counts of several: one under a label that is known word for word stands before one under a label
    /// that is only like it, one under a heading that is known before one under none, what is an answer as a whole before
    /// what is none, and a label that says more before one that says less. A moment may be told in pieces.
    fn best<'p, 't>(
        &self,
        field: usize,
        shape: FieldShape,
        filled: &'p [(&'t Pair, String)],
    ) -> Option<&'p (&'t Pair, String)> {
        let ReadingEnv { labels, inrichtingen, anchor } = self.env;
        if shape == FieldShape::Moment || filled.len() < 2 {
            return filled.first();
        }
        let rank = |(pair, _): &&(&Pair, String)| {
            let literal = labels.search_literal(&pair.label) == Some(pair.target);
            let doubt = shape::doubt(field, &[pair.answer.as_str()], labels, inrichtingen, anchor);
            let refused = matches!(doubt, Some(ShapeDoubt::Refused(_)));
            let telling = labels.telling_words(&pair.label);
            (refused, !literal, pair.section.is_none(), doubt.is_some(), Reverse(telling))
        };
        filled.iter().min_by_key(rank)
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
                if !silent && !pieces.iter().all(|s| value::is_negation(s)) {
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
            Some(under(date.to_string(), v))
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
                self.out.fields.insert(constatering.to_owned(), under(value, finding));
            }
            Ok(_) | Err(_) => self.warn(&finding.label, "heeft geen datum"),
        }
    }

    fn is_field(&self, finding: &Pair, name: &str) -> bool {
        match finding.target {
            LabelTarget::Field { field, .. } => self.env.labels.field(field).is_some_and(|v| v.name == name),
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => false,
        }
    }

    fn warn(&mut self, label: &str, what: &str) {
        self.out.warnings.push(format!("«{label}» {what}: zelf lezen."));
    }
}

/// What belongs to somebody else is no field of whom the report is about: "Geslacht slachtoffer".
fn of_others(pairs: &mut [Pair], labels: &LabelTable) {
    for pair in pairs {
        let long = match pair.target {
            LabelTarget::Field { field, .. } => labels.field(field).is_some_and(|f| f.shape == FieldShape::Text),
            // It may still turn out to be told at length.
            LabelTarget::Unknown => true,
            LabelTarget::Combined(..) | LabelTarget::Other => continue,
        };
        if labels.is_of_another(&pair.label, long) {
            pair.target = LabelTarget::Other;
        }
    }
}

/// A value as the answer to a label.
fn under(value: String, pair: &Pair) -> FieldValue {
    FieldValue { value, label: pair.label.clone(), nr: pair.nr, certainty: pair.certainty }
}

/// "Opgemaakt te: Groningen, 14 november 2026" answers two questions where nothing else answers the second.
fn answered_in_one(pairs: &mut [Pair], env: ReadingEnv<'_>) {
    for (one, two) in env.labels.combined() {
        let names = |p: &Pair, field: usize| matches!(p.target, LabelTarget::Field { field: f, .. } if f == field);
        let both = |p: &Pair| matches!(p.target, LabelTarget::Combined(_, b) if b == two);
        let dated = env.labels.field(two).is_some_and(|f| matches!(f.shape, FieldShape::Date | FieldShape::BirthDate));
        if !dated || pairs.iter().any(|p| (names(p, two) || both(p)) && !p.answer.trim().is_empty()) {
            continue;
        }
        for pair in pairs.iter_mut().filter(|p| names(p, one)) {
            if answer::fits_both(&pair.answer, one, two, env) > 0.0 {
                pair.target = LabelTarget::Combined(one, two);
            }
        }
    }
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
        let (left, right) = if with_date { value::before_date(&v.answer) } else { value::two_parts(&v.answer) };
        for (field, text) in [(one, left), (two, right)] {
            out.push(Pair { target: LabelTarget::Field { field, weak: false }, answer: text.to_owned(), ..v.clone() });
        }
    }
    out
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
            assert_eq!(value::before_date(text), ("Almere", "27-09-2026"), "{text}");
        }
        assert_eq!(value::before_date("27-09-2026"), ("", "27-09-2026"));
        assert_eq!(value::two_parts("FPC de Kijvelanden / De Eik"), ("FPC de Kijvelanden", "De Eik"));
        assert_eq!(value::two_parts("FPC de Kijvelanden"), ("FPC de Kijvelanden", ""));
    }
}
