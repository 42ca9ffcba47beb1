//! What a text says more than once, or in the midst of something else: a second form below the first, a second column,
//! a sentence of a description that begins like a label. One answer was taken, and the others are named.

use std::collections::BTreeSet;

use super::{FieldReader, Reading};
use crate::{
    domain::melding::Certainty,
    intake::{
        date,
        label::{FieldShape, KnownField, LabelTable, LabelTarget},
        pair::{Pair, PairStructure},
        value,
    },
};

impl Reading {
    /// True for an answer to a question that was answered elsewhere, and otherwise.
    pub fn says_otherwise(&self, pair: &Pair, labels: &LabelTable) -> bool {
        let LabelTarget::Field { field, .. } = pair.target else { return false };
        let Some(spec) = labels.field(field) else { return false };
        let Some(read) = self.fields.get(&spec.name).filter(|read| read.nr != pair.nr) else { return false };
        let Some(answer) = value::clean(&pair.answer, spec.shape, labels) else { return false };
        let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        match spec.shape {
            // A day or a time alone is a piece of the moment that was read.
            FieldShape::Moment => date::moment(&[&answer], None).is_ok_and(|m| m.moment.rfc3339() != read.value),
            FieldShape::Date | FieldShape::BirthDate => {
                let born = spec.shape == FieldShape::BirthDate;
                date::date(&answer, None, born).is_some_and(|day| day.to_string() != read.value)
            }
            FieldShape::Inrichting
            | FieldShape::Name
            | FieldShape::Short
            | FieldShape::Reference
            | FieldShape::Text
            | FieldShape::Choice
            | FieldShape::Letter => {
                let (one, other) = (bare(&answer), bare(&read.value));
                !one.is_empty() && !other.contains(&one) && !one.contains(&other)
            }
        }
    }
}

impl FieldReader<'_> {
    /// A form for two, or with notes beside its answers: one answer was taken, and the others are named.
    pub(super) fn beside(&mut self, findings: &[Pair]) {
        let further = findings.iter().filter(|p| p.structure == PairStructure::Beside);
        let labels: BTreeSet<String> = further.map(|p| format!("«{}»", p.label)).collect();
        if !labels.is_empty() {
            let list = labels.into_iter().collect::<Vec<_>>().join(", ");
            let sentence = format!("Bij {list} staan meer antwoorden; het eerste is genomen: zelf lezen.");
            self.out.warnings.push(sentence);
        }
    }

    /// A second form in one text, or somebody else's answers above those of whom it is about: what is said twice and
    /// otherwise is proposed and named.
    pub(super) fn twice(&mut self, findings: &[Pair]) {
        let labels = self.env.labels;
        let further = findings
            .iter()
            .filter(|p| {
                p.structure != PairStructure::Beside && matches!(p.target, LabelTarget::Field { weak: false, .. })
            })
            .filter(|p| self.out.says_otherwise(p, labels))
            .filter(|p| !labels.is_of_anybody(&p.label, p.section))
            .collect::<Vec<_>>();
        let names: BTreeSet<String> = further.iter().map(|p| format!("«{}»", p.label)).collect();
        for pair in further {
            let LabelTarget::Field { field, weak: _ } = pair.target else { continue };
            if let Some(found) = labels.field(field).and_then(|spec| self.out.fields.get_mut(&spec.name)) {
                found.certainty = Certainty::Proposed;
            }
        }
        if !names.is_empty() {
            let list = names.into_iter().collect::<Vec<_>>().join(", ");
            self.out.warnings.push(format!("Bij {list} staat nog een ander antwoord: zelf lezen."));
        }
    }

    /// "Media: stonden voor de deur." right below a description may be a sentence of it.
    pub(super) fn within_story(&mut self, findings: &[Pair]) {
        let long = |p: &Pair| match p.target {
            LabelTarget::Field { field, .. } => self.env.labels.field(field).filter(|f| f.shape == FieldShape::Text),
            LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => None,
        };
        let mut doubted = Vec::new();
        for (above, below) in findings.iter().zip(findings.iter().skip(1)) {
            let told = self.is_field(above, self.env.labels.name_of(KnownField::Story)) && !above.answer.is_empty();
            let alone = below.structure == PairStructure::Line && below.label.split_whitespace().count() == 1;
            if told
                && alone
                && value::is_sentence_end(&below.answer)
                && let Some(spec) = long(below)
            {
                doubted.push((spec.name.clone(), below.label.clone()));
            }
        }
        for (name, label) in doubted {
            if let Some(found) = self.out.fields.get_mut(&name).filter(|found| found.label == label) {
                found.certainty = Certainty::Proposed;
                self.warn(&label, "kan een zin zijn van wat erboven staat");
            }
        }
    }
}
