//! From the label file to the table: groups are written out, every label gets its key, and a label that
//! would name two things is a fault.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{FieldShape, FieldSpec, LabelTable, LabelTarget, Section, words};
use crate::domain::error::{Error, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelFile {
    #[serde(rename = "stil")]
    silent: Vec<String>,
    #[serde(rename = "vulling")]
    filler_words: Vec<String>,
    #[serde(rename = "vraag")]
    question: Vec<String>,
    #[serde(rename = "groepen")]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(rename = "veld")]
    field: Vec<RawField>,
    #[serde(rename = "samen")]
    combine: Vec<RawCombined>,
    #[serde(rename = "sectie")]
    section: Vec<RawSection>,
    #[serde(rename = "overig")]
    other: List,
    #[serde(rename = "groet")]
    greeting: Openers,
    #[serde(rename = "leeg")]
    empty: Openers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    #[serde(rename = "naam")]
    name: String,
    #[serde(rename = "vorm")]
    shape: FieldShape,
    #[serde(rename = "etiketten")]
    labels: Vec<String>,
    #[serde(default)]
    #[serde(rename = "zwak")]
    weak: Vec<String>,
    #[serde(default)]
    #[serde(rename = "begin")]
    start: Vec<String>,
    #[serde(default)]
    #[serde(rename = "delen")]
    parts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCombined {
    #[serde(rename = "velden")]
    fields: [String; 2],
    #[serde(rename = "etiketten")]
    labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    #[serde(rename = "naam")]
    name: String,
    #[serde(rename = "koppen")]
    headings: Vec<String>,
    #[serde(default)]
    #[serde(rename = "velden")]
    fields: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    #[serde(rename = "overig")]
    other: Vec<String>,
    #[serde(rename = "tot")]
    until: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "etiketten")]
    labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Openers {
    #[serde(rename = "begin")]
    start: Vec<String>,
    #[serde(default)]
    #[serde(rename = "heel")]
    whole: Vec<String>,
}

/// Reads and checks the table.
pub(super) fn read(text: &str) -> Result<LabelTable> {
    let raw: LabelFile = toml::from_str(text)
        .map_err(|e| Error::data(format!("De tabel met formulierlabels is niet te lezen: {}.", e.message())))?;
    let mut builder = TableBuilder { groups: raw.groups, ..TableBuilder::default() };
    builder.out.silent = raw.silent.into_iter().collect();
    builder.out.filler_words = raw.filler_words.into_iter().collect();
    builder.out.question = raw.question.into_iter().collect();
    builder.out.greeting = raw.greeting.start;
    builder.out.empty_prefixes = raw.empty.start;
    builder.out.empty_texts = raw.empty.whole;
    let numbers: HashMap<String, usize> = raw.field.iter().enumerate().map(|(i, v)| (v.name.clone(), i)).collect();
    for (field, v) in raw.field.into_iter().enumerate() {
        let strong = LabelTarget::Field { field, weak: false };
        builder.add(&v.labels, strong);
        builder.add(&v.weak, LabelTarget::Field { field, weak: true });
        builder.out.start.extend(v.start.iter().map(|b| (words(b).join(" "), strong)));
        let parts = v.parts.iter().map(|d| builder.out.key(d)).collect();
        builder.out.fields.push(FieldSpec { name: v.name, shape: v.shape, parts });
    }
    for s in raw.combine {
        let [one, two] = s.fields.map(|name| builder.number(&numbers, &name));
        builder.add(&s.labels, LabelTarget::Combined(one, two));
    }
    builder.add(&raw.other.labels, LabelTarget::Other);
    for (nr, s) in raw.section.into_iter().enumerate() {
        builder.section(nr, s, &numbers);
    }
    // The longest beginning decides, whatever the order in the file.
    builder.out.start.sort_by_key(|(b, _)| std::cmp::Reverse(b.len()));
    if builder.errors.is_empty() {
        Ok(builder.out)
    } else {
        Err(Error::data(format!("De tabel met formulierlabels klopt niet: {}.", builder.errors.join("; "))))
    }
}

#[derive(Default)]
struct TableBuilder {
    out: LabelTable,
    groups: BTreeMap<String, Vec<String>>,
    errors: Vec<String>,
}

impl TableBuilder {
    fn number(&mut self, numbers: &HashMap<String, usize>, name: &str) -> usize {
        numbers.get(name).copied().unwrap_or_else(|| {
            self.errors.push(format!("veld «{name}» bestaat niet"));
            0
        })
    }

    fn add(&mut self, labels: &[String], target: LabelTarget) {
        for key in self.keys(labels) {
            match self.out.table.get(&key) {
                None => {
                    self.out.table.insert(key, target);
                }
                Some(other) if *other == target => {}
                Some(_) => self.errors.push(format!("label «{key}» staat bij twee velden")),
            }
        }
    }

    fn section(&mut self, nr: usize, section: RawSection, numbers: &HashMap<String, usize>) {
        for heading in self.keys(&section.headings) {
            if self.out.headings.insert(heading.clone(), nr).is_some_and(|other| other != nr) {
                self.errors.push(format!("kop «{heading}» staat bij «{}» en bij een andere sectie", section.name));
            }
        }
        for (field, labels) in &section.fields {
            let target = LabelTarget::Field { field: self.number(numbers, field), weak: false };
            for key in self.keys(labels) {
                self.out.section_labels.insert((nr, key), target);
            }
        }
        let own = section.fields.keys().map(|field| self.number(numbers, field)).collect();
        let until = section.until.map(|t| t.iter().map(|field| self.number(numbers, field)).collect());
        self.out.sections.push(Section { own, until });
        for key in self.keys(&section.other) {
            self.out.section_labels.insert((nr, key), LabelTarget::Other);
        }
    }

    /// The keys of labels, with every group written out.
    fn keys(&mut self, labels: &[String]) -> Vec<String> {
        let mut out = Vec::new();
        for label in labels {
            for expanded in self.expand(label) {
                let key = self.out.key(&expanded);
                if key.is_empty() {
                    self.errors.push(format!("van label «{label}» blijft niets over"));
                } else {
                    out.push(key);
                }
            }
        }
        out
    }

    fn expand(&mut self, label: &str) -> Vec<String> {
        let Some((before, rest)) = label.split_once('{') else { return vec![label.to_owned()] };
        let Some((group, after)) = rest.split_once('}') else {
            self.errors.push(format!("label «{label}» heeft een haakje te weinig"));
            return Vec::new();
        };
        let Some(words) = self.groups.get(group).cloned() else {
            self.errors.push(format!("groep «{group}» bestaat niet"));
            return Vec::new();
        };
        let tails = self.expand(after);
        words.iter().flat_map(|w| tails.iter().map(move |s| format!("{before}{w}{s}"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() -> Result<()> {
        LabelTable::built_in().map(|_| ())
    }

    #[test]
    fn faults_are_told_together() {
        let text = r#"
            stil = ["de"]
            vulling = []
            vraag = []
            groepen = {}
            veld = [{ naam = "a", vorm = "kort", etiketten = ["x", "de", "{y}"] }, { naam = "b", vorm = "kort", etiketten = ["de x"] }]
            samen = [{ velden = ["a", "c"], etiketten = ["z"] }]
            sectie = []
            overig = { etiketten = [] }
            groet = { begin = [] }
            leeg = { begin = [] }
        "#;
        let sentence = read(text).err().map(|f| f.sentence).unwrap_or_default();
        for part in ["label «x» staat bij twee", "van label «de»", "groep «y»", "veld «c»"] {
            assert!(sentence.contains(part), "{part}: {sentence}");
        }
    }
}
