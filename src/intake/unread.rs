//! What was read and no field took: labels with their answers, and the texts of what came along. Nobody has to look
//! in the original for what the desk has seen, and the inrichting is not asked for what stands there.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    answer,
    classify::Candidate,
    label::{KnownField, LabelTarget},
    letter::IncomingLetter,
    limits, line,
    pair::{Pair, PairStructure},
    quotes::QuoteLayer,
    reading::ReadingEnv,
};
use crate::domain::{
    melding::{DocumentText, Field, MeldingKind, UnreadPair},
    text::Vertrouwelijk,
};

/// More pairs help nobody; a form has some forty.
pub const MAX_PAIRS: usize = 200;
/// Characters of an answer that are kept; the whole of it stands in the text.
const MAX_ANSWER: usize = 4000;
/// Bytes of text that are kept of all that came with a mail.
const MAX_TEXT: usize = limits::TEXT / 2;
/// From here on a label may be that of a field, and from there on it plainly is.
const PERHAPS: f64 = 0.2;
const PLAINLY: f64 = 0.35;
/// Answers of a shape that the field asks for, what that adds, and those that it cannot have.
const SHAPED: f64 = 0.5;
const SHAPE_SHARE: f64 = 0.2;
const IMPOSSIBLE: f64 = -0.9;

/// The pairs of a mail that no field took, each once.
pub fn pairs(
    candidates: &[Candidate],
    kind: MeldingKind,
    fields: &BTreeMap<String, Field>,
    env: ReadingEnv<'_>,
) -> Vec<UnreadPair> {
    let mut seen = BTreeSet::new();
    let (mut out, mut claims) = (Vec::new(), Vec::new());
    for candidate in candidates.iter().filter(|c| c.layer != QuoteLayer::Quoted) {
        // A field of a form may have two names beside what stands on the page: what it says is told once.
        let drawn = candidate.reading.pairs.iter().filter(|p| p.structure != PairStructure::Control);
        let mut told: BTreeSet<String> = drawn.map(|p| bare(&p.answer)).collect();
        let taken = |p: &&Pair| p.structure == PairStructure::Control && is_taken(p, candidate, kind, fields, env);
        told.extend(candidate.reading.pairs.iter().filter(taken).map(|p| bare(&p.answer)));
        for pair in &candidate.reading.pairs {
            if pair.structure == PairStructure::Control && !told.insert(bare(&pair.answer)) {
                continue;
            }
            let (label, answer) = (pair.label.trim(), limits::start(pair.answer.trim(), MAX_ANSWER));
            let said = answer.chars().any(char::is_alphanumeric) && !label.is_empty();
            if !said || is_taken(pair, candidate, kind, fields, env) || out.len() >= MAX_PAIRS {
                continue;
            }
            if seen.insert((label.to_lowercase(), answer.to_owned())) {
                claims.extend(perhaps(pair, kind, fields, env).map(|(name, like)| ItemClaim {
                    pair: out.len(),
                    name,
                    like,
                }));
                out.push(UnreadPair {
                    label: Vertrouwelijk::new(label),
                    answer: Vertrouwelijk::new(answer),
                    place: Vertrouwelijk::new(&format!("{}, regel {}", candidate.place, pair.nr)),
                    perhaps: None,
                });
            }
        }
    }
    share_out(&mut out, claims);
    out
}

/// An item of the report that a pair may be the answer to.
struct ItemClaim {
    pair: usize,
    name: String,
    /// How much says so.
    like: f64,
}

/// Gives every item the pair that is most likely its answer, and no two items one pair, so that nothing is asked for that
/// stands in any of them; what is left over keeps what it is most like.
fn share_out(pairs: &mut [UnreadPair], mut claims: Vec<ItemClaim>) {
    claims.sort_by(|a, b| b.like.total_cmp(&a.like).then(a.pair.cmp(&b.pair)));
    let mut given = BTreeSet::new();
    for again in [false, true] {
        for claim in &claims {
            if let Some(pair) = pairs.get_mut(claim.pair).filter(|pair| pair.perhaps.is_none())
                && (given.insert(&claim.name) || again && claim.like >= PLAINLY)
            {
                pair.perhaps = Some(claim.name.clone());
            }
        }
    }
}

/// An answer by its letters and digits alone.
fn bare(answer: &str) -> String {
    answer.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True when the answer is a value of the report.
fn is_taken(
    pair: &Pair,
    candidate: &Candidate,
    kind: MeldingKind,
    fields: &BTreeMap<String, Field>,
    env: ReadingEnv<'_>,
) -> bool {
    let LabelTarget::Field { field, .. } = pair.target else { return false };
    let labels = env.labels;
    // A text that another one was taken before keeps its own answers.
    let taken = |own: &str, value: &str| fields.get(own).is_some_and(|field| field.value.read() == value);
    env.labels.field(field).is_some_and(|spec| {
        let part_of_name =
            [KnownField::FirstName, KnownField::NamePrefix].iter().any(|part| labels.name_of(*part) == spec.name);
        part_of_name
            || !candidate.reading.says_otherwise(pair, labels)
                && spec.kept_in.get(&kind).is_some_and(|own| {
                    candidate.reading.fields.get(&spec.name).is_some_and(|read| taken(own, &read.value))
                })
    })
}

/// The items of the report that have no value yet and that this may be the answer to, with how much says so.
fn perhaps<'a>(
    pair: &'a Pair,
    kind: MeldingKind,
    fields: &'a BTreeMap<String, Field>,
    env: ReadingEnv<'a>,
) -> impl Iterator<Item = (String, f64)> {
    let likes = env.labels.likeness(&pair.label);
    (0..env.labels.fields().len()).filter_map(move |field| {
        let name = env.labels.field(field)?.kept_in.get(&kind).filter(|name| !fields.contains_key(*name))?;
        let like = match pair.target {
            LabelTarget::Field { field: own, .. } => (own == field).then_some(1.0),
            LabelTarget::Combined(one, two) => (field == one || field == two).then_some(1.0),
            // What belongs to another is no answer, unless hardly anything else can be meant.
            LabelTarget::Other => answer::tells(&pair.answer, field, env).then_some(PERHAPS),
            LabelTarget::Unknown => {
                let of_field = |weak| likes.get(&LabelTarget::Field { field, weak }).copied().unwrap_or_default();
                let label = of_field(false).max(of_field(true));
                let fits = answer::fits(&pair.answer, field, env);
                let shaped = fits >= SHAPED && is_shaped(field, env);
                (fits > IMPOSSIBLE && (label >= PERHAPS || shaped)).then(|| SHAPE_SHARE.mul_add(fits, label))
            }
        };
        Some((name.clone(), like?))
    })
}

/// True for a field with answers that have a shape of their own.
fn is_shaped(field: usize, env: ReadingEnv<'_>) -> bool {
    let labels = env.labels;
    let person = labels.name_of(KnownField::Person);
    labels.field(field).is_some_and(|spec| spec.shape.is_telling() || spec.name == person)
}

/// The texts of what came with a mail, as far as they are kept.
pub fn documents(letter: &mut IncomingLetter) -> Vec<DocumentText> {
    let mut left = MAX_TEXT;
    let mut out = Vec::new();
    let mut cut = Vec::new();
    for source in letter.sources.iter().filter(|s| !s.letter) {
        let whole = line::as_text(&source.lines);
        let text = limits::start(whole.trim(), left);
        if text.len() < whole.trim().len() {
            cut.push(source.place.clone());
        }
        left -= text.len();
        out.push(DocumentText { place: Vertrouwelijk::new(&source.place), text: Vertrouwelijk::new(text) });
    }
    for place in cut {
        letter.warn(format!("Van {place} is niet alle tekst bewaard om te tonen; het origineel is heel: zelf lezen."));
    }
    out
}
