//! How much a label that nobody listed is like those of each field: by its words, by abbreviations and by the
//! letter groups that words share. What a word is worth is learnt from the table: one that stands with few
//! fields tells much, one that stands with all of them little.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{LabelTable, LabelTarget};

mod memo;
mod tally;
mod whose;

pub use self::memo::LikenessMemo;
use self::tally::Tally;
use crate::intake::{
    label_text::{without_number, words},
    reading_words::READING,
};

/// A label of the table, as an example of what it names.
#[derive(Debug, Clone)]
struct Example {
    target: LabelTarget,
    /// What its words are worth together.
    worth: f64,
}

/// A word of the table, with what comparing it needs.
#[derive(Debug, Clone)]
struct TableWord {
    text: String,
    weight: f64,
    /// Its groups of three letters, its letters, and the bytes of its stem.
    groups: usize,
    length: usize,
    stem: usize,
    /// The labels that it stands in, once for each time.
    examples: Vec<usize>,
}

/// What was learnt from the table.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    examples: Vec<Example>,
    words: Vec<TableWord>,
    numbers: HashMap<String, usize>,
    /// The words in which a group of three letters stands.
    groups: HashMap<[char; 3], Vec<usize>>,
    /// The words that sound alike.
    sounds: HashMap<String, Vec<usize>>,
}

/// A word of a label.
#[derive(Debug, Clone, PartialEq)]
struct LabelWord {
    text: String,
    /// What it counts for, where the table does not know it.
    weight: f64,
    /// It ends in a full stop: "Inschr.".
    abbreviated: bool,
}

/// Letters of the first part of a compound; its last part has one more.
const MIN_PART: usize = 3;
/// Letters of the parts of a compound of which only the first is known, and what its last part counts for.
const MIN_FIRST_PART: usize = 6;
const MIN_HEAD: usize = 4;
const HEAD_WEIGHT: f64 = 2.0;
/// A word that the table does not know tells that the label may be about something else.
const UNKNOWN_WEIGHT: f64 = 0.75;
/// How a question is asked counts for little.
const FILLER_WEIGHT: f64 = 0.12;
const KEYWORD_WEIGHT: f64 = 0.5;
/// So does what stands between brackets: how to answer.
const BRACKET_SHARE: f64 = 0.35;
/// Likenesses of two words: the same but for an ending, an abbreviation, a part of a compound.
const SAME_STEM: f64 = 0.95;
const SAME_SOUND: f64 = 0.9;
const KNOWN_SHARE: f64 = 0.6;
const ABBREVIATION: f64 = 0.85;
const SKELETON: f64 = 0.75;
const COMPOUND: f64 = 0.78;
/// Words that share fewer of their letter groups have nothing to do with each other.
const MIN_DICE: f64 = 0.5;
const DICE_SHARE: f64 = 0.85;

impl Likeness {
    /// Learns from the labels of the table.
    pub(super) fn learn<'a>(labels: impl Iterator<Item = (&'a str, LabelTarget)>) -> Self {
        let mut out = Self::default();
        let mut carriers: Vec<HashSet<usize>> = Vec::new();
        for (nr, (key, target)) in labels.enumerate() {
            for text in key.split(' ') {
                let number = *out.numbers.entry(text.to_owned()).or_insert_with(|| {
                    out.words.push(TableWord::new(text));
                    carriers.push(HashSet::new());
                    out.words.len() - 1
                });
                if let (Some(carriers), Some(word)) = (carriers.get_mut(number), out.words.get_mut(number)) {
                    carriers.extend(fields_of(target));
                    word.examples.push(nr);
                }
            }
            out.examples.push(Example { target, worth: 0.0 });
        }
        let all = carriers.iter().flatten().collect::<HashSet<_>>().len().max(2);
        let most = (1.0 + scale(all)).ln();
        for (number, (word, carriers)) in out.words.iter_mut().zip(&carriers).enumerate() {
            word.weight = (1.0 + scale(all) / scale(carriers.len().max(1))).ln() / most;
            for nr in &word.examples {
                if let Some(example) = out.examples.get_mut(*nr) {
                    example.worth += word.weight;
                }
            }
            out.sounds.entry(sound(&word.text)).or_default().push(number);
            for group in groups(&word.text) {
                out.groups.entry(group).or_default().push(number);
            }
        }
        out
    }

    /// For each thing that a label can name how much this one is like its labels: 0 not at all, 1 the same.
    pub fn of(&self, label: &str, table: &LabelTable) -> BTreeMap<LabelTarget, f64> {
        let asked: Vec<LabelWord> = asked(label, table).into_iter().flat_map(|word| self.parts(word, table)).collect();
        let mut counts = Tally::new(self.words.len());
        let likes: Vec<Vec<(usize, f64)>> = asked.iter().map(|w| self.word(w, &mut counts)).collect();
        let weights: Vec<f64> = asked.iter().zip(&likes).map(|(w, like)| self.weight(w, like)).collect();
        let whole: f64 = weights.iter().sum();
        let mut out: BTreeMap<LabelTarget, f64> = BTreeMap::new();
        if whole <= f64::EPSILON {
            return out;
        }
        // How much of each example the label meets, and how much of the label each example tells.
        let (mut met, mut told, mut top) = (self.tally(), self.tally(), self.tally());
        let mut best = Tally::new(self.words.len());
        for (number, like) in likes.iter().flatten() {
            best.raise(*number, *like);
        }
        best.drain(|number, like| {
            let Some(word) = self.words.get(number) else { return };
            word.examples.iter().for_each(|nr| met.add(*nr, word.weight * like));
        });
        for (like, weight) in likes.iter().zip(&weights) {
            for (number, like) in like {
                let examples = self.words.get(*number).into_iter().flat_map(|word| &word.examples);
                examples.for_each(|nr| top.raise(*nr, *like));
            }
            top.drain(|nr, like| told.add(nr, weight * like));
        }
        met.drain(|nr, met| {
            let Some(example) = self.examples.get(nr) else { return };
            let (met, told) = (met / example.worth.max(f64::EPSILON), told.get(nr) / whole);
            let score = if met + told > 0.0 { 2.0 * met * told / (met + told) } else { 0.0 };
            let known = out.entry(example.target).or_default();
            *known = known.max(score);
        });
        out
    }

    fn tally(&self) -> Tally {
        Tally::new(self.examples.len())
    }

    /// A compound that nobody listed as the words it is made of: "Incidentdatum" is the datum of an incident.
    fn parts(&self, word: LabelWord, table: &LabelTable) -> Vec<LabelWord> {
        if self.numbers.contains_key(&word.text) {
            return vec![word];
        }
        let ends = word.text.char_indices().map(|(at, _)| at).filter(|at| *at >= MIN_PART);
        let found = ends.into_iter().find_map(|at| {
            let (first, last) = word.text.split_at_checked(at)?;
            let long = last.chars().count() > MIN_PART;
            (long && self.numbers.contains_key(last)).then(|| (first.to_owned(), last.to_owned()))
        });
        let Some((first, last)) = found else { return self.foreign_head(word) };
        let joint = first.strip_suffix('s').filter(|bare| self.numbers.contains_key(*bare)).unwrap_or(&first);
        [joint, &last].map(|text| LabelWord { text: table.same_word(text).to_owned(), ..word.clone() }).to_vec()
    }

    /// A compound is about its last part: "Slachtofferhulp" is a kind of help, which nobody listed, and no slachtoffer.
    fn foreign_head(&self, word: LabelWord) -> Vec<LabelWord> {
        let ends = word.text.char_indices().map(|(at, _)| at).filter(|at| *at >= MIN_FIRST_PART);
        let parts = ends.rev().find_map(|at| {
            let (first, last) = word.text.split_at_checked(at)?;
            let known = self.numbers.contains_key(first) || self.numbers.contains_key(&format!("{first}s"));
            (known && last.chars().count() >= MIN_HEAD).then(|| (first.to_owned(), last.to_owned()))
        });
        let Some((first, last)) = parts else { return vec![word] };
        let head = LabelWord { text: last, weight: HEAD_WEIGHT * word.weight, ..word.clone() };
        vec![LabelWord { text: first, ..word }, head]
    }

    /// What a word of a label counts for.
    fn weight(&self, word: &LabelWord, like: &[(usize, f64)]) -> f64 {
        // Of words that are as near the last counts, as in the order of their numbers.
        let nearest = like.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let known = nearest.and_then(|(number, _)| self.words.get(*number)).map(|word| word.weight);
        word.weight * known.unwrap_or(UNKNOWN_WEIGHT)
    }

    /// The words of the table that a word is like; `out` is an empty tally of them.
    fn word(&self, word: &LabelWord, out: &mut Tally) -> Vec<(usize, f64)> {
        let own = groups(&word.text);
        for group in &own {
            for number in self.groups.get(group).into_iter().flatten() {
                out.add(*number, 1.0);
            }
        }
        let mut shared = Vec::new();
        out.drain(|number, count| shared.push((number, count)));
        // A word that is known means itself, and what is like it a little.
        let known = self.numbers.get(&word.text);
        let share = if known.is_some() { KNOWN_SHARE } else { 1.0 };
        let compared = TableWord::new(&word.text);
        for (number, count) in shared {
            let Some(other) = self.words.get(number) else { continue };
            let dice = 2.0 * count / scale(own.len() + other.groups);
            let near = if dice >= MIN_DICE { DICE_SHARE * dice } else { 0.0 };
            let same = compared.alike(other);
            out.raise(number, if same >= SAME_STEM { same } else { share * same.max(near) });
        }
        if word.abbreviated {
            for (number, other) in self.words.iter().enumerate().filter(|(_, w)| w.text.len() > word.text.len()) {
                if other.text.starts_with(&word.text) && compared.length > 1 {
                    out.raise(number, ABBREVIATION);
                } else if is_skeleton(&word.text, &other.text) {
                    out.raise(number, SKELETON);
                }
            }
        }
        if known.is_none() {
            for number in self.sounds.get(&sound(&word.text)).into_iter().flatten() {
                out.raise(*number, SAME_SOUND);
            }
        }
        if let Some(number) = known {
            out.raise(*number, 1.0);
        }
        let mut likes = Vec::new();
        out.drain(|number, like| likes.push((number, like)));
        likes
    }
}

impl TableWord {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            weight: 0.0,
            groups: groups(text).len(),
            length: text.chars().count(),
            stem: stem(text).len(),
            examples: Vec::new(),
        }
    }

    fn stem(&self) -> &str {
        self.text.get(..self.stem).unwrap_or(&self.text)
    }

    /// Two words that differ in an ending, or of which one is a part of the other.
    fn alike(&self, other: &Self) -> f64 {
        if self.stem() == other.stem() {
            return SAME_STEM;
        }
        let (short, long) = if self.text.len() <= other.text.len() { (self, other) } else { (other, self) };
        let parts = short.length >= 5 && (long.text.starts_with(short.stem()) || long.text.ends_with(&short.text));
        if parts || short.length >= 7 && long.text.contains(short.stem()) {
            return COMPOUND;
        }
        0.0
    }
}

fn scale(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The fields that a label tells of; what is no field counts as one of its own.
fn fields_of(target: LabelTarget) -> Vec<usize> {
    match target {
        LabelTarget::Field { field, .. } => vec![field],
        LabelTarget::Combined(one, two) => vec![one, two],
        LabelTarget::Other | LabelTarget::Unknown => vec![usize::MAX],
    }
}

/// The telling words of a label.
fn asked(label: &str, table: &LabelTable) -> Vec<LabelWord> {
    let label = without_number(label);
    let mut out = Vec::new();
    let mut brackets = 0_usize;
    let shouted = !label.chars().any(char::is_lowercase);
    for raw in label.split_inclusive([' ', '/', '.', '(', ')', ',', '-', ':', ';', '\n', '+', '&']) {
        let closes = raw.ends_with(')');
        let share = if brackets > 0 { BRACKET_SHARE } else { 1.0 };
        // "Om wie gaat het?" asks nothing about the OM.
        let preposition = !shouted && raw.trim().eq_ignore_ascii_case("om") && raw.trim() != "OM";
        for text in words(raw).iter().map(|word| table.same_word(word)) {
            if table.silent.contains(text) || preposition {
                continue;
            }
            let filler = table.filler_words.contains(text) || table.question.contains(text);
            // "Inrichting" says little beside other words, and all there is to say where it stands alone.
            let alone = table.table.contains_key(text);
            let weight = share
                * match (filler, alone) {
                    (true, false) => FILLER_WEIGHT,
                    (true, true) => KEYWORD_WEIGHT,
                    (false, _) => 1.0,
                };
            let length = text.chars().count();
            let abbreviated = raw.ends_with('.') && length <= 7 || length <= 3;
            if !text.chars().all(|c| c.is_ascii_digit()) {
                out.push(LabelWord { text: text.to_owned(), weight, abbreviated });
            }
        }
        if raw.ends_with('(') {
            brackets += 1;
        } else if closes {
            brackets = brackets.saturating_sub(1);
        }
    }
    // "Wie is de behandelaar?" asks about a behandelaar.
    if out.iter().any(|w| w.weight >= 1.0) {
        for word in out.iter_mut().filter(|w| table.interrogative.contains(&w.text)) {
            word.weight = word.weight.min(FILLER_WEIGHT);
        }
    }
    // "Wat?" and "Wie?" are nothing but how they ask.
    if out.iter().all(|w| w.weight < BRACKET_SHARE) {
        for word in &mut out {
            word.weight = 1.0;
        }
    }
    out
}

/// How a word sounds, so that what is spelt by ear is known: "Tiepe", "Delikt", "Geslagt", "Weize".
fn sound(word: &str) -> String {
    const SAME: [(&str, &str); 16] = [
        ("sch", "sg"),
        ("ch", "g"),
        ("tie", "sie"),
        ("tsie", "sie"),
        ("ce", "se"),
        ("ci", "si"),
        ("ij", "y"),
        ("ei", "y"),
        ("ie", "y"),
        ("ou", "au"),
        ("ph", "f"),
        ("th", "t"),
        ("dt", "t"),
        ("x", "ks"),
        ("c", "k"),
        ("z", "s"),
    ];
    let mut out = SAME.iter().fold(word.to_owned(), |text, (from, to)| text.replace(from, to));
    if out.ends_with('d') {
        out.pop();
        out.push('t');
    }
    let mut chars: Vec<char> = out.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
}

/// A word without its usual endings.
fn stem(word: &str) -> &str {
    READING
        .word_endings
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|stem| stem.chars().count() >= 4))
        .unwrap_or(word)
}

/// "brf" for "briefnummer", "srt" for "soort": the same first letter, and the others in their order.
fn is_skeleton(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let length = short.chars().count();
    let begins = short.chars().next() == long.chars().next();
    begins && (2..=4).contains(&length) && short.chars().all(|c| rest.by_ref().any(|l| l == c))
}

/// The groups of three letters of a word, with its edges.
fn groups(word: &str) -> Vec<[char; 3]> {
    let chars: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
    let mut out: Vec<[char; 3]> = chars.windows(3).filter_map(|w| <[char; 3]>::try_from(w).ok()).collect();
    out.sort_unstable();
    out.dedup();
    out
}
