//! The terms that run of a case, by what they are judged with here: what a handover promises, and what the desk that takes
//! over makes of it.

use std::collections::BTreeSet;

use crate::{
    domain::{error::Result, ids::Zaaknummer},
    judge::{case_judge::CaseJudge, countdown::Countdown, visibility::Visibility},
    log::zaak::Zaak,
    store::{Bundle, BundledTermijn, Store},
};

/// The terms that run.
pub fn running(judge: CaseJudge<'_>, zaak: &Zaak) -> Vec<BundledTermijn> {
    let running = judge.countdowns(zaak, &judge.steps(zaak, Visibility::Masked)).unwrap_or_default();
    let running = running.iter().filter(|c: &&Countdown| c.is_running());
    running.map(|c| BundledTermijn { kind: c.termijn.kind, due: c.due }).collect()
}

/// Where another book, list or setting makes other terms here than the handover promised, a sentence each.
///
/// # Errors
/// When the store cannot be read.
pub fn differences(
    judge: CaseJudge<'_>,
    store: &Store,
    bundle: &Bundle,
    there: Zaaknummer,
    here: Zaaknummer,
) -> Result<Vec<String>> {
    let Some(zaak) = store.zaak(here)? else { return Ok(Vec::new()) };
    let promised = bundle.header.zaken.iter().filter(|z| z.number == there).flat_map(|z| z.termijnen.clone());
    let (own, promised): (BTreeSet<_>, BTreeSet<_>) = (running(judge, &zaak).into_iter().collect(), promised.collect());
    let names = judge.books.of(zaak.plek());
    let sentence = |termijn: &BundledTermijn| {
        let (where_, label) = (if own.contains(termijn) { "hier" } else { "daar" }, termijn.kind.label(names));
        format!("Let op, zaak {here}: {where_} geldt {label} vóór {}.", termijn.due.as_termijn())
    };
    Ok(own.symmetric_difference(&promised).map(sentence).collect())
}
