//! What labels mean that the table does not know. Every such pair is weighed against every field that no known
//! label named: how much its label is like theirs, whether its answer has the shape that the field asks for, and
//! where it stands among its neighbours. Each field gets at most one, and what is not plain is a proposal or stays
//! what it was.

mod beside;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    answer, date,
    label::{FieldShape, KnownField, LabelTarget},
    pair::{Pair, PairStructure},
    reading::ReadingEnv,
    value,
};
use crate::domain::melding::{Certainty, MeldingKind};

/// One way to understand one pair.
#[derive(Debug, Clone, Copy)]
struct PairClaim {
    pair: usize,
    target: LabelTarget,
    /// How much the label is like those of the field, 0 to 1.
    like: f64,
    /// Whether the answer is what the field asks for, -1 to 1.
    fits: f64,
    score: f64,
}

/// Labels that are weighed; a form has some forty, and what is unknown below so many is a list.
const MAX_WEIGHED: usize = 1000;
/// What the shape of the answer and the order of the form add to what the label says.
const SHAPE_SHARE: f64 = 0.3;
const ORDER_SHARE: f64 = 0.08;
/// A label that is like no other at all is never understood by its answer alone.
const MIN_LIKE: f64 = 0.3;
/// With an answer that only this field has, a little likeness is enough.
const MIN_LIKE_TELLING: f64 = 0.16;
const TELLING: f64 = 0.9;
/// What a label is like that lists the answers of a field.
const LISTED: f64 = 0.6;
/// What the longest answer of a form adds for the field that tells what happened, and its words.
const STORY: f64 = 0.25;
const STORY_WORDS: usize = 12;
/// What a field of another kind of form than the title names has against it.
const OTHER_FORM: f64 = 0.15;
/// Pairs between a name and the day of birth that goes with it, and one.
const NEAR: usize = 2;
/// A label so much like one that is known means the same.
const NEARLY_SAME: f64 = 0.85;
/// An answer of a shape of its own, a day or a name, says something for its field.
const SHAPED: f64 = 0.3;
/// What is a reference is called so.
const MIN_LIKE_REFERENCE: f64 = 0.75;
/// How much less a label may be like those of a field than like those of one that was answered elsewhere.
const SPILL: f64 = 0.08;
/// How much more a label has to be like those of a field than like those of none.
const FOREIGN_MARGIN: f64 = 0.06;
/// How much a label may be like those of no field, right above the day of birth.
const FOREIGN: f64 = 0.75;
/// Answers that a field is not given.
const UNLIKELY: f64 = -0.5;
const IMPOSSIBLE: f64 = -0.75;
/// From here on it is a proposal, from there on plain, if no other field comes near.
const PROPOSED: f64 = 0.42;
const CERTAIN: f64 = 0.62;
const MARGIN: f64 = 0.14;

/// Gives the pairs that the table does not know their most likely meaning; sure or proposed.
pub fn assign(pairs: &mut [Pair], title: Option<MeldingKind>, env: ReadingEnv<'_>) {
    let doubted = doubt(pairs, env);
    beside::time_of_day(pairs, env.labels);
    let taken = taken(pairs);
    let claims = claims(pairs, &taken, title, env);
    let mut free: BTreeSet<LabelTarget> = claims.iter().map(|c| c.target).collect();
    let mut open: Vec<Vec<PairClaim>> = claims.chunk_by(|a, b| a.pair == b.pair).map(<[PairClaim]>::to_vec).collect();
    while let Some((best, second)) = next(&mut open, &free) {
        let names = fields(best.target);
        free.retain(|target| {
            matches!(target, LabelTarget::Other) || fields(*target).iter().all(|field| !names.contains(field))
        });
        let plain = best.score >= CERTAIN && best.fits >= -0.2 && best.score - second >= MARGIN;
        if let Some(pair) = pairs.get_mut(best.pair) {
            pair.target = best.target;
            pair.certainty = if plain { Certainty::Certain } else { Certainty::Proposed };
        }
    }
    name_before_birth(pairs, env);
    told_by_answer(pairs, env);
    beside::time_of_day(pairs, env.labels);
    for (nr, target) in doubted {
        if let Some(pair) = pairs.get_mut(nr).filter(|p| p.target == LabelTarget::Unknown)
            && env.labels.search_literal(&pair.label).is_some()
        {
            pair.target = target;
        }
    }
}

/// Whom it is about stands before the day of birth, whatever it is called: "Subject van de melding".
fn name_before_birth(pairs: &mut [Pair], env: ReadingEnv<'_>) {
    let names = |pair: &Pair, known| is_known(pair.target, known, env);
    if pairs.iter().any(|p| names(p, KnownField::Person) && !p.answer.trim().is_empty()) {
        return;
    }
    let Some(born) = pairs.iter().position(|p| names(p, KnownField::BirthDate)) else { return };
    let person = env.labels.fields().iter().position(|f| f.name == env.labels.name_of(KnownField::Person));
    let Some(field) = person else { return };
    let target = LabelTarget::Field { field, weak: false };
    // Who treats or signs has a title before the name or a function behind it.
    let is_person = |p: &Pair| value::is_name(p.answer.trim()) && !answer::has_title(p.answer.trim());
    let mut before: Vec<(usize, f64)> = pairs
        .iter()
        .enumerate()
        .take(born)
        .rev()
        .take(NEAR)
        .filter(|(_, p)| p.target == LabelTarget::Unknown && p.structure != PairStructure::Control && is_person(p))
        .map(|(nr, p)| {
            let likes = env.labels.likeness(&p.label);
            let like = |target| likes.get(&target).copied().unwrap_or_default();
            (nr, like(target) - like(LabelTarget::Other))
        })
        .collect();
    before.sort_by(|a, b| b.1.total_cmp(&a.1));
    // Of two names, of which the labels say as little, none is the one.
    let plain = |(nr, own): &(usize, f64)| match before.get(1) {
        Some((_, second)) => *own > 0.0 && own - second > MARGIN,
        None => *own > if nr + 1 == born { -FOREIGN } else { -PROPOSED },
    };
    if let Some((nr, _)) = before.first().filter(|first| plain(first))
        && let Some(pair) = pairs.get_mut(*nr)
    {
        pair.target = target;
        pair.certainty = Certainty::Proposed;
    }
}

/// What only one field is answered with tells what a label means that tells nothing: "Status: tbs met voorwaarden".
fn told_by_answer(pairs: &mut [Pair], env: ReadingEnv<'_>) {
    let taken = taken(pairs);
    for field in (0..env.labels.fields().len()).filter(|field| !taken.contains(field)) {
        let asks = |p: &Pair| {
            p.target == LabelTarget::Unknown
                && p.structure != PairStructure::Beside
                && answer::tells(&p.answer, field, env)
                && !env.labels.is_empty(&p.answer)
        };
        let mut found = pairs.iter_mut().filter(|p| asks(p));
        if let (Some(pair), None) = (found.next(), found.next()) {
            pair.target = LabelTarget::Field { field, weak: false };
            pair.certainty = Certainty::Proposed;
        }
    }
}

/// A label that is known only by leaving words out, with an answer that its field is not given, is not known; nor is
/// any with an answer that its field cannot have. What they were taken for comes back, where nothing else took them.
fn doubt(pairs: &mut [Pair], env: ReadingEnv<'_>) -> Vec<(usize, LabelTarget)> {
    let mut out = Vec::new();
    for (nr, pair) in pairs.iter_mut().enumerate().filter(|(_, p)| !p.answer.trim().is_empty()) {
        let listed = |field: &usize| {
            env.labels.lists_answers(*field, &pair.label) && answer::fits(&pair.answer, *field, env) >= LISTED
        };
        if pair.target == LabelTarget::Other && (0..env.labels.fields().len()).any(|field| listed(&field)) {
            pair.target = LabelTarget::Unknown;
            continue;
        }
        let LabelTarget::Field { field, weak } = pair.target else { continue };
        let asks_when =
            env.labels.field(field).is_some_and(|f| matches!(f.shape, FieldShape::Moment | FieldShape::Inrichting));
        let literal = env.labels.search_literal(&pair.label).is_some();
        // "Opgemaakt te: Almere, 27-09-2026" answers more than its field.
        let (before, date) = value::before_date(&pair.answer);
        let dated =
            env.labels.field(field).is_some_and(|f| matches!(f.shape, FieldShape::Date | FieldShape::BirthDate));
        let more = !(before.is_empty() || dated && date.is_empty());
        let least = if literal && more {
            continue;
        } else if literal {
            IMPOSSIBLE
        } else {
            UNLIKELY
        };
        // The pieces of a moment may stand under two labels.
        // "Incident" alone may ask when or what.
        let day = || date::date(&pair.answer, env.anchor, false).is_some();
        let piece = asks_when && (literal && (!weak || day()) || date::time(&pair.answer).is_some());
        if !piece && !env.labels.is_empty(&pair.answer) && answer::fits(&pair.answer, field, env) <= least {
            out.push((nr, pair.target));
            pair.target = LabelTarget::Unknown;
        }
    }
    out
}

/// Takes out the pair that has most to lose if another took its field, with what it would have instead. What is most like
/// no field, or like none enough, stays so whatever others take.
fn next(open: &mut Vec<Vec<PairClaim>>, free: &BTreeSet<LabelTarget>) -> Option<(PairClaim, f64)> {
    let mut best: Option<(usize, PairClaim, f64)> = None;
    let regret = |claim: &PairClaim, second: f64| claim.score + (claim.score - second) / 2.0;
    open.retain_mut(|claims| {
        claims.retain(|claim| free.contains(&claim.target));
        best_of(claims).is_some_and(|(first, _)| first.target != LabelTarget::Other && first.score >= PROPOSED)
    });
    for (place, claims) in open.iter().enumerate() {
        let Some((first, second)) = best_of(claims) else { continue };
        if best.as_ref().is_none_or(|(_, known, other)| regret(&first, second) > regret(known, *other)) {
            best = Some((place, first, second));
        }
    }
    let (place, first, second) = best?;
    open.remove(place);
    Some((first, second))
}

/// The best of what a pair may be, and how good the next best is.
fn best_of(claims: &[PairClaim]) -> Option<(PairClaim, f64)> {
    let mut out: Option<(PairClaim, f64)> = None;
    for claim in claims {
        out = Some(match out {
            Some((first, _)) if claim.score > first.score => (*claim, first.score),
            Some((first, second)) => (first, second.max(claim.score)),
            None => (*claim, 0.0),
        });
    }
    out
}

/// The fields that a known label named and answered.
fn taken(pairs: &[Pair]) -> BTreeSet<usize> {
    let strong = |p: &&Pair| !matches!(p.target, LabelTarget::Field { weak: true, .. }) && !p.answer.trim().is_empty();
    pairs.iter().filter(strong).flat_map(|p| fields(p.target)).collect()
}

fn fields(target: LabelTarget) -> Vec<usize> {
    match target {
        LabelTarget::Field { field, .. } => vec![field],
        LabelTarget::Combined(one, two) => vec![one, two],
        LabelTarget::Other | LabelTarget::Unknown => Vec::new(),
    }
}

fn claims(pairs: &[Pair], taken: &BTreeSet<usize>, title: Option<MeldingKind>, env: ReadingEnv<'_>) -> Vec<PairClaim> {
    let mut out: Vec<PairClaim> = Vec::new();
    let story = story(pairs);
    let unknown = pairs.iter().enumerate().filter(|(_, pair)| {
        pair.target == LabelTarget::Unknown
            && pair.structure != PairStructure::Beside
            && !pair.answer.trim().is_empty()
            && !env.labels.is_empty(&pair.answer)
    });
    for (nr, pair) in unknown.take(MAX_WEIGHED) {
        let around = neighbours(pairs, nr);
        let mut likes: BTreeMap<LabelTarget, f64> = BTreeMap::new();
        for (target, like) in env.labels.likeness(&pair.label).iter() {
            let (target, like) = (*target, *like);
            let target = match target {
                // What counts only if nothing else does is less like it.
                LabelTarget::Field { field, weak } => {
                    let known = likes.entry(LabelTarget::Field { field, weak: false }).or_default();
                    *known = known.max(if weak { 0.8 * like } else { like });
                    continue;
                }
                LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => target,
            };
            let known = likes.entry(target).or_default();
            *known = known.max(like);
        }
        let own = out.len();
        for field in (0..env.labels.fields().len()).filter(|field| env.labels.lists_answers(*field, &pair.label)) {
            let known = likes.entry(LabelTarget::Field { field, weak: false }).or_default();
            *known = known.max(LISTED);
        }
        // What is most like a field that is answered elsewhere does not say something else instead.
        let most = likes.values().copied().fold(0.0, f64::max);
        for (target, like) in likes {
            if fields(target).iter().any(|field| taken.contains(field)) {
                continue;
            }
            let fits = match target {
                LabelTarget::Field { field, .. } => answer::fits(&pair.answer, field, env),
                LabelTarget::Combined(one, two) => answer::fits_both(&pair.answer, one, two, env),
                LabelTarget::Other | LabelTarget::Unknown => 0.0,
            };
            let reference = is_known(target, KnownField::Reference, env);
            let tells = fits >= TELLING || story == Some(nr) && is_known(target, KnownField::Story, env);
            let least = match (tells, reference) {
                (true, _) => MIN_LIKE_TELLING,
                // Any number may be a reference of somebody.
                (false, true) => MIN_LIKE_REFERENCE,
                (false, false) if fits < SHAPED => MIN_LIKE.max(most - SPILL),
                (false, false) => MIN_LIKE,
            };
            if like < least || fits <= -0.99 || is_part_of_name(target, env) && like < NEARLY_SAME {
                continue;
            }
            // What only this field can be answered with makes up for a label that says little.
            let telling = if fits >= TELLING { 0.12 } else { 0.0 };
            let order = if in_order(target, around) { ORDER_SHARE } else { 0.0 };
            let foreign = if is_kept(target, title, env) { 0.0 } else { OTHER_FORM };
            let mut score = SHAPE_SHARE.mul_add(fits, like) + order + telling - foreign;
            if story == Some(nr) && is_known(target, KnownField::Story, env) {
                score += STORY;
            }
            out.push(PairClaim { pair: nr, target, like, fits, score });
        }
        // What the desk does not keep has no shape of its own: there the labels alone decide.
        let claims = || out.iter().skip(own).filter(|c| c.target != LabelTarget::Other);
        let best = claims().max_by(|a, b| a.score.total_cmp(&b.score));
        let shape = best.filter(|c| c.fits < TELLING).map_or(0.0, |c| c.score - c.like);
        let other = out.iter_mut().skip(own).find(|c| c.target == LabelTarget::Other);
        let foreign = other.map(|other| {
            other.score = other.like + shape.max(0.0);
            other.like
        });
        // What is as much like the labels of no field is nothing that a message may say.
        let tells = |c: &PairClaim| story == Some(nr) && is_known(c.target, KnownField::Story, env);
        let near = |c: &PairClaim| {
            foreign.is_some_and(|other| c.like < other + FOREIGN_MARGIN && c.fits < SHAPED) && !tells(c)
        };
        let mut place = 0_usize;
        out.retain(|c| {
            place += 1;
            place <= own || c.target == LabelTarget::Other || !near(c)
        });
    }
    out
}

/// True for a field that the kind of form has which the title names; without one every form has every field.
fn is_kept(target: LabelTarget, title: Option<MeldingKind>, env: ReadingEnv<'_>) -> bool {
    let has = |kind, field: &usize| env.labels.field(*field).is_some_and(|f| f.kept_in.contains_key(&kind));
    title.is_none_or(|kind| fields(target).iter().all(|field| has(kind, field)))
}

fn is_known(target: LabelTarget, known: KnownField, env: ReadingEnv<'_>) -> bool {
    let name = env.labels.name_of(known);
    fields(target).iter().any(|f| env.labels.field(*f).is_some_and(|f| f.name == name))
}

/// The pair whose answer is the story of the form: by far the longest.
fn story(pairs: &[Pair]) -> Option<usize> {
    let length = |p: &Pair| p.answer.split_whitespace().count();
    let (nr, longest) = pairs.iter().enumerate().max_by_key(|(_, p)| length(p))?;
    let next = pairs.iter().filter(|p| !std::ptr::eq(*p, longest)).map(length).max().unwrap_or(0);
    (length(longest) >= STORY_WORDS && 2 * length(longest) >= 3 * next).then_some(nr)
}

/// The first name and what stands between it and the surname are no fields by themselves.
fn is_part_of_name(target: LabelTarget, env: ReadingEnv<'_>) -> bool {
    [KnownField::FirstName, KnownField::NamePrefix].into_iter().any(|part| is_known(target, part, env))
}

/// The fields that the nearest known labels before and after it name.
fn neighbours(pairs: &[Pair], nr: usize) -> (Option<usize>, Option<usize>) {
    let before = pairs.iter().take(nr).rev().take(3).find_map(|p| fields(p.target).last().copied());
    let after = pairs.iter().skip(nr + 1).take(3).find_map(|p| fields(p.target).first().copied());
    (before, after)
}

/// The table names the fields in the order of the statutory form, which most forms keep.
fn in_order(target: LabelTarget, (before, after): (Option<usize>, Option<usize>)) -> bool {
    let fields = fields(target);
    let (Some(first), Some(last)) = (fields.first(), fields.last()) else { return false };
    match (before, after) {
        (Some(b), Some(a)) => b < *first && *last < a && a - b <= 4,
        (Some(b), None) => b < *first && *first - b <= 2,
        (None, Some(a)) => *last < a && a - *last <= 2,
        (None, None) => false,
    }
}
