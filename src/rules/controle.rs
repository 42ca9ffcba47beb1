//! Faults that no single field shows: a row that is missing or stands twice, a letter in brackets
//! without a question to weigh it by, a form without a term. Each is reported where its author looks.

use std::collections::BTreeMap;

use super::{
    lezer::Tabel,
    rijregel::{Code, Rijregel},
    termijnregel::Termijnregel,
};
use crate::domain::rij::Rij;

/// A table of the file with what it became, if it could be read.
type Gelezen<'a, 'b, T> = (&'b Tabel<'a>, Option<T>);

/// Checks the rows: each exactly once, each consistent in itself.
pub(super) fn rijen(boek: &Tabel<'_>, rijen: &[Gelezen<'_, '_, Rijregel>]) {
    let mut gezien: BTreeMap<Rij, usize> = BTreeMap::new();
    for (t, rij) in rijen {
        let Some(rij) = rij else { continue };
        if let Some(eerder) = gezien.insert(rij.nr, t.begin()) {
            let eerder = t.lezer().regel(eerder);
            t.fout("nr", format!("Rij {} staat er al, op regel {eerder}.", rij.nr));
        }
        consistent(t, rij);
    }
    // A row that could not be read is not missing: its own faults are on the list.
    if rijen.iter().all(|(_, rij)| rij.is_some()) {
        for rij in Rij::alle().filter(|rij| !gezien.contains_key(rij)) {
            boek.fout("rij", format!("Rij {rij} ontbreekt."));
        }
    }
}

fn consistent(t: &Tabel<'_>, rij: &Rijregel) {
    for (veld, (_, code)) in ["t", "m", "p", "a"].into_iter().zip(rij.letters()) {
        if matches!(code, Code::Weging | Code::IndienRelevant) && rij.weegvragen.is_empty() {
            t.fout(veld, "Hier valt iets te wegen, maar de rij heeft geen weegvragen.");
        }
    }
    match (rij.meldplichtig(), &rij.alternatief) {
        (false, None) => t.fout("nr", "Deze rij vraagt geen melding; zeg bij «alternatief» wat dan wel kan."),
        (true, Some(_)) => t.fout("alternatief", "Een alternatief hoort alleen bij een rij zonder melding."),
        (true, None) | (false, Some(_)) => {}
    }
}

/// Checks the terms against the rows: a form that is demanded has a term, and no other row has one.
pub(super) fn termijnen(termijnen: &[Gelezen<'_, '_, Termijnregel>], rijen: &[Gelezen<'_, '_, Rijregel>]) {
    let gelezen = || termijnen.iter().filter_map(|(t, termijn)| Some((t, termijn.as_ref()?)));
    for (t, rij) in rijen.iter().filter_map(|(t, rij)| Some((t, rij.as_ref()?))) {
        let formulieren = gelezen().filter(|(_, regel)| regel.is_formulier() && regel.rijen.contains(&rij.nr)).count();
        if rij.m == Code::Nee {
            for (bij, regel) in gelezen().filter(|(_, regel)| regel.rijen.contains(&rij.nr)) {
                bij.fout("rijen", format!("Rij {} vraagt geen formulier en heeft dus geen {}.", rij.nr, regel.soort));
            }
        } else if termijnen.iter().all(|(_, termijn)| termijn.is_some()) && formulieren != 1 {
            t.fout(
                "m",
                format!("Rij {} vraagt één formulier, maar er gelden {formulieren} formuliertermijnen.", rij.nr),
            );
        }
    }
}
