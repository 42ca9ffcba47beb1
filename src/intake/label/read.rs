//! From the label file to the table: groups are written out, every label gets its key, and a label that
//! would name two things is a fault.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{FieldShape, FieldSpec, KnownField, LabelTable, LabelTarget, heading::FormSection, likeness::Likeness};
use crate::{
    domain::{error::Result, melding::MeldingKind},
    intake::label_text::words,
    rules::{
        book::Rulebook,
        file_error::FileError,
        toml_reader::{Table, TomlReader},
    },
};

/// Reads and checks the table, and learns from the lists of words but the one that is left out.
pub(super) fn read(text: &str, lists: &str, left_out: Option<&str>) -> Result<LabelTable> {
    let reader = TomlReader::new("labels.toml", text);
    let tree = reader.parse();
    let (mut out, numbers) = build(&Table::new(&reader, "", tree.get_ref(), 0));
    let mut errors = reader.finish();
    let reader = TomlReader::new("woordenlijsten.toml", lists);
    let tree = reader.parse();
    let examples = word_lists(&Table::new(&reader, "", tree.get_ref(), 0), &numbers, left_out);
    errors.extend(reader.finish());
    if !errors.is_empty() {
        return Err(FileError::combine("De tabel met formulierlabels", &errors));
    }
    out.learn(&examples);
    Ok(out)
}

/// The labels of the lists, with what they name.
fn word_lists(t: &Table<'_>, numbers: &HashMap<String, usize>, left_out: Option<&str>) -> Vec<(String, LabelTarget)> {
    let mut out = Vec::new();
    for t in t.tables("lijst", "lijst") {
        let name = t.text("naam");
        let (fields, foreign) = (t.named_texts("velden"), t.named_texts("vreemd"));
        if name.is_none() || name.as_deref() == left_out {
            continue;
        }
        for (field, labels) in fields {
            let Some(field) = numbers.get(&field).copied() else {
                t.error("velden", format!("Veld «{field}» bestaat niet."));
                continue;
            };
            out.extend(owned(labels).map(|label| (label, LabelTarget::Field { field, weak: false })));
        }
        out.extend(foreign.into_keys().map(|label| (label, LabelTarget::Other)));
    }
    out
}

fn build(t: &Table<'_>) -> (LabelTable, HashMap<String, usize>) {
    let mut builder = TableBuilder { groups: t.named_texts("groepen"), ..TableBuilder::default() };
    builder.out.forms = Arc::new(Rulebook::form_rules().into_iter().cloned().collect());
    builder.out.silent = owned(t.texts("stil")).collect();
    builder.out.filler_words = owned(t.texts("vulling")).collect();
    builder.out.question = owned(t.texts("vraag")).collect();
    builder.out.interrogative = owned(t.texts("vragend")).collect();
    for (word, others) in t.named_texts("woorden") {
        builder.out.synonyms.extend(owned(others).map(|other| (other, word.clone())));
    }
    if let Some(t) = t.table("groet", "groet") {
        builder.out.greeting = owned(t.texts("begin")).collect();
    }
    if let Some(t) = t.table("leeg", "leeg") {
        builder.out.empty_prefixes = owned(t.texts("begin")).collect();
        builder.out.empty_texts = owned(t.texts_or_none("heel")).collect();
    }
    for t in t.tables("veld", "veld") {
        builder.field(&t);
    }
    for (name, offset) in t.texts_or_none("gesloten") {
        builder.out.closed.extend(builder.number(t, "gesloten", name, offset));
    }
    for (name, offset) in t.texts_or_none("verteld") {
        builder.out.told.extend(builder.number(t, "verteld", name, offset));
    }
    builder.out.clock_words = owned(t.texts_or_none("kloktijd")).collect();
    builder.out.others = owned(t.texts_or_none("anderen")).collect();
    builder.out.other_times = owned(t.texts_or_none("andere_tijd")).collect();
    builder.out.hints = owned(t.texts_or_none("invulwijze")).collect();
    builder.out.personal = owned(t.texts_or_none("van_een_persoon")).collect();
    for (role, known) in KnownField::CODES {
        if !builder.out.known.contains_key(&known) {
            t.error("veld", format!("Geen veld heeft de rol «{role}»."));
        }
    }
    for t in t.tables("samen", "samen") {
        builder.combined(&t);
    }
    if let Some(t) = t.table("overig", "overig") {
        builder.add(&t, "etiketten", t.texts("etiketten"), LabelTarget::Other);
    }
    for (nr, t) in t.tables("sectie", "sectie").iter().enumerate() {
        builder.section(nr, t);
    }
    if let Some(t) = t.table("onbekende_koppen", "onbekende_koppen") {
        builder.strangers(&t);
    }
    builder.out.start.sort_by_key(|(b, _)| std::cmp::Reverse(b.len()));
    (builder.out, builder.numbers)
}

impl LabelTable {
    /// Learns what words tell from its own labels and from those of the lists, and knows the latter where they name
    /// one thing alone.
    fn learn(&mut self, examples: &[(String, LabelTarget)]) {
        let mut own: BTreeMap<String, BTreeSet<LabelTarget>> = BTreeMap::new();
        for (label, target) in examples {
            let key = self.key(label);
            // What may name a field is nobody's for certain.
            if !self.guesses.contains_key(&key) {
                own.entry(key).or_default().insert(*target);
            }
        }
        let all = own.iter().flat_map(|(key, targets)| targets.iter().map(|target| (key.as_str(), *target)));
        let listed = self.table.iter().map(|(key, target)| (key.as_str(), *target));
        let guessed = self.guesses.iter().map(|(key, target)| (key.as_str(), *target));
        self.likeness = Likeness::learn(listed.chain(all).chain(guessed));
        for (key, targets) in own {
            if let (Some(target), 1) = (targets.first(), targets.len())
                && !key.is_empty()
            {
                self.table.entry(key).or_insert(*target);
            }
        }
    }
}

/// Texts of the file with their places.
type PlacedTexts<'a> = Vec<(&'a str, usize)>;

fn owned(texts: PlacedTexts<'_>) -> impl Iterator<Item = String> {
    texts.into_iter().map(|(text, _)| text.to_owned())
}

#[derive(Default)]
struct TableBuilder<'a> {
    out: LabelTable,
    groups: BTreeMap<String, PlacedTexts<'a>>,
    numbers: HashMap<String, usize>,
    /// What the sections are called.
    names: Vec<String>,
}

impl<'a> TableBuilder<'a> {
    fn field(&mut self, t: &Table<'a>) {
        let (name, shape) = (t.text("naam"), t.choice("vorm", &FieldShape::CODES));
        let (labels, weak) = (t.texts("etiketten"), t.texts_or_none("zwak"));
        let guesses = t.texts_or_none("misschien");
        let (start, parts) = (t.texts_or_none("begin"), t.texts_or_none("delen"));
        let answers = owned(t.texts_or_none("antwoorden")).collect();
        let (phrases, beside) =
            (owned(t.texts_or_none("proza")).collect(), owned(t.texts_or_none("proza_bij")).collect());
        let all = Arc::clone(&self.out.forms);
        let forms: Vec<_> = all.iter().map(|form| (form.kind.code(), MeldingKind::Form(form.kind))).collect();
        let (known, kinds) = (t.choice_or_none("rol", &KnownField::CODES), t.choices_or_none("staat_in", &forms));
        let (sign_of, decides) = (t.choice_or_none("telt_als", &forms), t.choice_or_none("beslist", &forms));
        let names = t.get("heet").and_then(|value| t.as_table("heet", "veld.heet", value));
        let (Some(name), Some(shape)) = (name, shape) else { return };
        let mut kept_in: BTreeMap<_, _> = kinds.into_iter().map(|kind| (kind, name.clone())).collect();
        for (code, kind) in forms {
            if let Some(own) = names.as_ref().and_then(|names| names.text_named(code)) {
                kept_in.insert(kind, own);
            }
        }
        if let Some(known) = known
            && self.out.known.insert(known, name.clone()).is_some()
        {
            t.error("rol", "Deze rol heeft al een ander veld.");
        }
        let field = self.out.fields.len();
        self.numbers.insert(name.clone(), field);
        let strong = LabelTarget::Field { field, weak: false };
        self.add(t, "etiketten", labels, strong);
        self.add(t, "zwak", weak, LabelTarget::Field { field, weak: true });
        for (key, offset) in self.keys(t, "misschien", guesses) {
            let known = self.out.table.contains_key(&key);
            if known || self.out.guesses.insert(key.clone(), strong).is_some_and(|other| other != strong) {
                t.error_at(offset, "misschien", format!("Label «{key}» staat ook ergens anders."));
            }
        }
        self.out.start.extend(start.iter().map(|(b, _)| (words(b).join(" "), strong)));
        let parts = parts.iter().map(|(d, _)| self.out.key(d)).collect();
        self.out.fields.push(FieldSpec { name, shape, kept_in, sign_of, decides, answers, phrases, beside, parts });
    }

    fn combined(&mut self, t: &Table<'a>) {
        let (fields, labels) = (t.texts("velden"), t.texts("etiketten"));
        let [one, two] = fields.as_slice() else {
            return t.error("velden", "Hier horen twee velden.");
        };
        let [one, two] = [one, two].map(|(name, offset)| self.number(t, "velden", name, *offset));
        if let (Some(one), Some(two)) = (one, two) {
            self.add(t, "etiketten", labels, LabelTarget::Combined(one, two));
        }
    }

    fn section(&mut self, nr: usize, t: &Table<'a>) {
        let name = t.text("naam").unwrap_or_default();
        for (heading, offset) in self.keys(t, "koppen", t.texts("koppen")) {
            if self.out.headings.insert(heading.clone(), nr).is_some_and(|other| other != nr) {
                let sentence = format!("Kop «{heading}» staat bij «{name}» en bij een andere sectie.");
                t.error_at(offset, "koppen", sentence);
            }
        }
        let mut own = HashSet::new();
        for (field, labels) in t.named_texts("velden") {
            let Some(number) = self.number(t, "velden", &field, t.offset("velden")) else { continue };
            own.insert(number);
            let target = LabelTarget::Field { field: number, weak: false };
            for (key, _) in self.keys(t, "velden", labels) {
                self.out.section_labels.insert((nr, key), target);
            }
        }
        let until = t.get("tot").is_some().then(|| {
            let fields = t.texts("tot");
            fields.into_iter().filter_map(|(field, offset)| self.number(t, "tot", field, offset)).collect()
        });
        let doubted = self.keys(t, "twijfel", t.texts_or_none("twijfel")).into_iter().map(|(key, _)| key).collect();
        self.out.sections.push(FormSection { own, until, doubted });
        self.names.push(name);
        for (key, _) in self.keys(t, "overig", t.texts_or_none("overig")) {
            self.out.section_labels.insert((nr, key), LabelTarget::Other);
        }
    }

    /// The words that begin a heading which nobody listed, and the sections that it opens.
    fn strangers(&mut self, t: &Table<'a>) {
        self.out.strangers.begin = owned(t.texts("begin")).collect();
        let section = |key: &'static str| {
            let name = t.text(key)?;
            let number = self.names.iter().position(|own| *own == name);
            if number.is_none() {
                t.error(key, format!("Sectie «{name}» bestaat niet."));
            }
            number
        };
        let (of_another, of_anybody) = (section("van_een_ander"), section("van_onbekende"));
        (self.out.strangers.of_another, self.out.strangers.of_anybody) = (of_another, of_anybody);
    }

    fn number(&self, t: &Table<'_>, at: &str, name: &str, offset: usize) -> Option<usize> {
        let number = self.numbers.get(name).copied();
        if number.is_none() {
            t.error_at(offset, at, format!("Veld «{name}» bestaat niet."));
        }
        number
    }

    fn add(&mut self, t: &Table<'_>, at: &str, labels: PlacedTexts<'a>, target: LabelTarget) {
        for (key, offset) in self.keys(t, at, labels) {
            match self.out.table.get(&key) {
                None => {
                    self.out.table.insert(key, target);
                }
                Some(other) if *other == target => {}
                Some(_) => t.error_at(offset, at, format!("Label «{key}» staat bij twee velden.")),
            }
        }
    }

    /// The keys of labels, with every group written out.
    fn keys(&self, t: &Table<'_>, at: &str, labels: PlacedTexts<'a>) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        for (label, offset) in labels {
            let expanded = self.expand(label).unwrap_or_else(|sentence| {
                t.error_at(offset, at, sentence);
                Vec::new()
            });
            for expanded in expanded {
                let key = self.out.key(&expanded);
                if key.is_empty() {
                    t.error_at(offset, at, format!("Van label «{label}» blijft niets over."));
                } else {
                    out.push((key, offset));
                }
            }
        }
        out
    }

    fn expand(&self, label: &str) -> std::result::Result<Vec<String>, String> {
        let Some((before, rest)) = label.split_once('{') else { return Ok(vec![label.to_owned()]) };
        let Some((group, after)) = rest.split_once('}') else {
            return Err(format!("Label «{label}» heeft een haakje te weinig."));
        };
        let Some(words) = self.groups.get(group) else {
            return Err(format!("Groep «{group}» bestaat niet."));
        };
        let tails = self.expand(after)?;
        Ok(words.iter().flat_map(|(w, _)| tails.iter().map(move |s| format!("{before}{w}{s}"))).collect())
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
            vragend = []
            groepen = {}
            woorden = {}
            veld = [{ naam = "a", vorm = "kort", etiketten = ["x", "de", "{y}"] }, { naam = "b", vorm = "kort", etiketten = ["de x"] }]
            samen = [{ velden = ["a", "c"], etiketten = ["z"] }]
            sectie = []
            onbekende_koppen = { begin = ["gegevens"], van_een_ander = "ander", van_onbekende = "ander" }
            overig = { etiketten = [] }
            groet = { begin = [] }
            leeg = { begin = [] }
        "#;
        let sentence = read(text, "lijst = []", None).err().map(|f| f.sentence).unwrap_or_default();
        for part in [
            "regel 8 (veld.etiketten): Label «x» staat bij twee",
            "regel 8 (veld.etiketten): Van label «de»",
            "regel 8 (veld.etiketten): Groep «y»",
            "regel 9 (samen.velden): Veld «c»",
            "regel 11 (onbekende_koppen.van_een_ander): Sectie «ander»",
            "(veld): Geen veld heeft de rol «persoon».",
        ] {
            assert!(sentence.contains(part), "{part}: {sentence}");
        }
    }
}
