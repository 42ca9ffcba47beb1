//! What a document says twice because its boxes have names beside the labels that are drawn.

use std::collections::BTreeMap;

use crate::intake::pair::{Pair, PairStructure};

/// A form field is often named as the line beside it: what both give is one pair, with the answer of the field, because
/// more may stand behind that on the line.
pub fn without(pairs: Vec<Pair>) -> Vec<Pair> {
    let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (controls, mut out): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|p| p.structure == PairStructure::Control);
    let mut drawn: BTreeMap<String, usize> = BTreeMap::new();
    for (nr, pair) in out.iter().enumerate() {
        drawn.entry(bare(&pair.label)).or_insert(nr);
    }
    for control in controls {
        let answer = bare(&control.answer);
        let same = drawn.get(&bare(&control.label)).and_then(|nr| out.get_mut(*nr));
        match same.filter(|pair| bare(&pair.answer).starts_with(&answer)) {
            Some(pair) if !answer.is_empty() && bare(&pair.answer) != answer => pair.answer = control.answer,
            Some(_) => {}
            None => out.push(control),
        }
    }
    out.sort_by_key(|pair| pair.nr);
    out
}
