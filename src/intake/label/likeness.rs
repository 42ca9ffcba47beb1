//! How much a label that nobody listed is like those of each field: by its words, by abbreviations and by the
//! letter groups that words share. What a word is worth is learnt from the table: one that stands with few
//! fields tells much, one that stands with all of them little.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{LabelTable, LabelTarget, words};

/// A label of the table, as an example of what it names.
#[derive(Debug, Clone)]
struct Example {
    target: LabelTarget,
    /// Its words, by their place in the list of words.
    words: Vec<usize>,
}

/// What was learnt from the table.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    examples: Vec<Example>,
    words: Vec<String>,
    weights: Vec<f64>,
    numbers: HashMap<String, usize>,
    /// The words in which a group of three letters stands.
    groups: HashMap<[char; 3], Vec<usize>>,
    sizes: Vec<usize>,
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
        for (key, target) in labels {
            let mut example = Vec::new();
            for word in key.split(' ') {
                let number = *out.numbers.entry(word.to_owned()).or_insert_with(|| {
                    out.words.push(word.to_owned());
                    carriers.push(HashSet::new());
                    out.words.len() - 1
                });
                if let Some(carriers) = carriers.get_mut(number) {
                    carriers.extend(fields_of(target));
                }
                example.push(number);
            }
            out.examples.push(Example { target, words: example });
        }
        let all = carriers.iter().flatten().collect::<HashSet<_>>().len().max(2);
        let scale = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let most = (1.0 + scale(all)).ln();
        out.weights = carriers.iter().map(|c| (1.0 + scale(all) / scale(c.len().max(1))).ln() / most).collect();
        for (number, word) in out.words.iter().enumerate() {
            out.sounds.entry(sound(word)).or_default().push(number);
            let groups = groups(word);
            out.sizes.push(groups.len());
            for group in groups {
                out.groups.entry(group).or_default().push(number);
            }
        }
        out
    }

    /// For each thing that a label can name how much this one is like its labels: 0 not at all, 1 the same.
    pub fn of(&self, label: &str, table: &LabelTable) -> BTreeMap<LabelTarget, f64> {
        let asked: Vec<LabelWord> = asked(label, table).into_iter().flat_map(|word| self.parts(word, table)).collect();
        let likes: Vec<BTreeMap<usize, f64>> = asked.iter().map(|w| self.word(w)).collect();
        let weights: Vec<f64> = asked.iter().zip(&likes).map(|(w, like)| self.weight(w, like)).collect();
        let whole: f64 = weights.iter().sum();
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (number, like) in likes.iter().flatten() {
            let known = best.entry(*number).or_default();
            *known = known.max(*like);
        }
        let mut out: BTreeMap<LabelTarget, f64> = BTreeMap::new();
        if whole <= f64::EPSILON {
            return out;
        }
        for example in self.examples.iter().filter(|e| e.words.iter().any(|w| best.contains_key(w))) {
            let worth = |w: &usize| self.weights.get(*w).copied().unwrap_or_default();
            let all: f64 = example.words.iter().map(worth).sum();
            let met: f64 = example.words.iter().map(|w| worth(w) * best.get(w).copied().unwrap_or_default()).sum();
            let told: f64 = likes
                .iter()
                .zip(&weights)
                .map(|(like, weight)| {
                    weight * example.words.iter().filter_map(|w| like.get(w)).copied().fold(0.0, f64::max)
                })
                .sum();
            let (met, told) = (met / all.max(f64::EPSILON), told / whole);
            let score = if met + told > 0.0 { 2.0 * met * told / (met + told) } else { 0.0 };
            let known = out.entry(example.target).or_default();
            *known = known.max(score);
        }
        out
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
    fn weight(&self, word: &LabelWord, like: &BTreeMap<usize, f64>) -> f64 {
        let nearest = like.iter().max_by(|a, b| a.1.total_cmp(b.1));
        let known = nearest.and_then(|(number, _)| self.weights.get(*number)).copied();
        word.weight * known.unwrap_or(UNKNOWN_WEIGHT)
    }

    /// The words of the table that a word is like.
    fn word(&self, word: &LabelWord) -> BTreeMap<usize, f64> {
        let mut out = BTreeMap::new();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let own = groups(&word.text);
        for group in &own {
            for number in self.groups.get(group).into_iter().flatten() {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let scale = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        // A word that is known means itself, and what is like it a little.
        let share = if self.numbers.contains_key(&word.text) { KNOWN_SHARE } else { 1.0 };
        for (number, count) in shared {
            let (Some(other), Some(size)) = (self.words.get(number), self.sizes.get(number)) else { continue };
            let dice = 2.0 * scale(count) / scale(own.len() + size);
            let near = if dice >= MIN_DICE { DICE_SHARE * dice } else { 0.0 };
            let same = alike(&word.text, other);
            let like = if same >= SAME_STEM { same } else { share * same.max(near) };
            if like > 0.0 {
                out.insert(number, like);
            }
        }
        if word.abbreviated {
            for (number, other) in self.words.iter().enumerate().filter(|(_, other)| other.len() > word.text.len()) {
                let like = if other.starts_with(&word.text) && word.text.chars().count() > 1 {
                    ABBREVIATION
                } else if is_skeleton(&word.text, other) {
                    SKELETON
                } else {
                    continue;
                };
                let known = out.entry(number).or_default();
                *known = known.max(like);
            }
        }
        if share >= 1.0 {
            for number in self.sounds.get(&sound(&word.text)).into_iter().flatten() {
                let known = out.entry(*number).or_default();
                *known = known.max(SAME_SOUND);
            }
        }
        if let Some(number) = self.numbers.get(&word.text) {
            out.insert(*number, 1.0);
        }
        out
    }
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
    let label = super::without_number(label);
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

/// Two words that differ in an ending, or of which one is a part of the other.
fn alike(one: &str, other: &str) -> f64 {
    if stem(one) == stem(other) {
        return SAME_STEM;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (stem, length) = (stem(short), short.chars().count());
    if length >= 5 && (long.starts_with(stem) || long.ends_with(short)) || length >= 7 && long.contains(stem) {
        return COMPOUND;
    }
    0.0
}

/// A word without its usual endings.
fn stem(word: &str) -> &str {
    ["eerd", "eren", "ing", "en", "de", "te", "e", "s", "t", "d", "n"]
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
fn groups(word: &str) -> HashSet<[char; 3]> {
    let chars: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
    chars.windows(3).filter_map(|w| <[char; 3]>::try_from(w).ok()).collect()
}
