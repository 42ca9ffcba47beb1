//! The terms that run of a case, by what they are judged with here: what a handover promises, and what the desk that takes
//! over makes of it.

use std::collections::BTreeSet;

use crate::{
    domain::{error::Result, ids::Zaaknummer, inrichting::Inrichtingen, termijn_choice::LezingChoice},
    judge::{
        case_rule::CaseRule,
        checklist::checklist,
        countdown::{Countdown, countdowns},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    rules::book::{Books, Rulebook},
    store::{Bundle, BundledTermijn, Store},
};

/// By what the terms of a case are judged here.
#[derive(Debug, Clone, Copy)]
pub struct TermijnJudge<'a> {
    /// The rule book.
    pub book: &'a Rulebook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// Which reading the countdowns follow.
    pub choice: LezingChoice,
}

impl TermijnJudge<'_> {
    /// The terms that run.
    pub fn running(&self, zaak: &Zaak) -> Vec<BundledTermijn> {
        let inrichting = zaak.plek().and_then(|n| self.inrichtingen.by_name(n));
        let list = checklist(zaak, self.book, inrichting, Visibility::Masked);
        let case = CaseRule::of(zaak, self.book, inrichting);
        let running = countdowns(zaak, case, self.choice, &list).unwrap_or_default();
        let running = running.iter().filter(|c: &&Countdown| c.is_running());
        running.map(|c| BundledTermijn { kind: c.termijn.kind, due: c.due }).collect()
    }

    /// Where another book, list or setting makes other terms here than the handover promised, a sentence each.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn differences(
        &self,
        store: &Store,
        bundle: &Bundle,
        there: Zaaknummer,
        here: Zaaknummer,
    ) -> Result<Vec<String>> {
        let Some(zaak) = store.zaak(here)? else { return Ok(Vec::new()) };
        let promised = bundle.header.zaken.iter().filter(|z| z.number == there).flat_map(|z| z.termijnen.clone());
        let (own, promised): (BTreeSet<_>, BTreeSet<_>) =
            (self.running(&zaak).into_iter().collect(), promised.collect());
        let names = Books { book: self.book, inrichtingen: self.inrichtingen }.of(zaak.plek());
        let sentence = |termijn: &BundledTermijn| {
            let (where_, label) = (if own.contains(termijn) { "hier" } else { "daar" }, termijn.kind.label(names));
            format!("Let op, zaak {here}: {where_} geldt {label} vóór {}.", termijn.due.as_termijn())
        };
        Ok(own.symmetric_difference(&promised).map(sentence).collect())
    }
}
