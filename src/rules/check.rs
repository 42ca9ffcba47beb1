//! Faults that no single field shows: a row that is missing or stands twice, a letter in brackets
//! without a question to weigh it by, a form without a term. Each is reported where its author looks.

use std::collections::BTreeMap;

use super::{
    reader::Table,
    rij_rule::{Code, RijRule},
    termijn_rule::TermijnRule,
};
use crate::domain::rij::Rij;

/// A table of the file with what it became, if it could be read.
type ReadTable<'a, 'b, T> = (&'b Table<'a>, Option<T>);

/// Checks the rows: each exactly once, each consistent in itself.
pub(super) fn rijen(book: &Table<'_>, rijen: &[ReadTable<'_, '_, RijRule>]) {
    let mut seen: BTreeMap<Rij, usize> = BTreeMap::new();
    for (t, rij) in rijen {
        let Some(rij) = rij else { continue };
        if let Some(earlier) = seen.insert(rij.nr, t.start()) {
            let earlier = t.reader().line(earlier);
            t.error("nr", format!("Rij {} staat er al, op regel {earlier}.", rij.nr));
        }
        consistent(t, rij);
    }
    // A row that could not be read is not missing: its own faults are on the list.
    if rijen.iter().all(|(_, rij)| rij.is_some()) {
        for rij in Rij::all().filter(|rij| !seen.contains_key(rij)) {
            book.error("rij", format!("Rij {rij} ontbreekt."));
        }
    }
}

fn consistent(t: &Table<'_>, rij: &RijRule) {
    for (field, (_, code)) in ["t", "m", "p", "a"].into_iter().zip(rij.letters()) {
        if matches!(code, Code::Weging | Code::IfRelevant) && rij.weegvragen.is_empty() {
            t.error(field, "Hier valt iets te wegen, maar de rij heeft geen weegvragen.");
        }
    }
    match (rij.is_notifiable(), &rij.alternative) {
        (false, None) => t.error("nr", "Deze rij vraagt geen melding; zeg bij «alternatief» wat dan wel kan."),
        (true, Some(_)) => t.error("alternatief", "Een alternatief hoort alleen bij een rij zonder melding."),
        (true, None) | (false, Some(_)) => {}
    }
}

/// Checks the terms against the rows: a form that is demanded has a term, and no other row has one.
pub(super) fn termijnen(termijnen: &[ReadTable<'_, '_, TermijnRule>], rijen: &[ReadTable<'_, '_, RijRule>]) {
    let read = || termijnen.iter().filter_map(|(t, termijn)| Some((t, termijn.as_ref()?)));
    for (t, rij) in rijen.iter().filter_map(|(t, rij)| Some((t, rij.as_ref()?))) {
        let forms = read().filter(|(_, rule)| rule.is_form() && rule.rijen.contains(&rij.nr)).count();
        if rij.m == Code::No {
            for (bij, rule) in read().filter(|(_, rule)| rule.rijen.contains(&rij.nr)) {
                bij.error("rijen", format!("Rij {} vraagt geen formulier en heeft dus geen {}.", rij.nr, rule.kind));
            }
        } else if termijnen.iter().all(|(_, termijn)| termijn.is_some()) && forms != 1 {
            t.error("m", format!("Rij {} vraagt één formulier, maar er gelden {forms} formuliertermijnen.", rij.nr));
        }
    }
}
