//! `inrichtingen`: the list the desk knows, and the officer's own additions to it. The embedded list
//! is never written; an own entry of the same name takes its place, so an alias copies the entry.

use std::path::PathBuf;

use serde_json::json;

use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::verb::Inrichtingverb,
    domain::{
        fout::{Fout, Uitkomst},
        inrichting::{Beheer, Inrichting, Inrichtingen},
        schoon,
    },
    intake::{self, Inrichtinglijst},
    runtime::clock::Clock,
};

/// The name of the own list, unless the settings say otherwise.
pub const BESTAND: &str = "inrichtingen.toml";

/// `piket inrichtingen`.
///
/// # Errors
/// When the own list does not read, or what is to be added is there already.
pub fn inrichtingen(omgeving: &Omgeving, als_json: bool, wat: Option<&Inrichtingverb>) -> Uitkomst<Einde> {
    let ingebouwd = intake::inrichtinglijst()?;
    let pad = omgeving.eigen_inrichtingen();
    // A list with a fault is shown as the desk sees it, without; but it is not written over.
    let eigen = lees_eigen(&pad);
    let Some(wat) = wat else {
        let eigen = eigen.unwrap_or_else(|fout| {
            druk(&fout.to_string());
            None
        });
        toon(&ingebouwd, eigen.as_ref(), als_json);
        return Ok(Einde::Gedaan);
    };
    let eigen = eigen?.map(|l| l.lijst).unwrap_or_default();
    let alle = ingebouwd.lijst.met(eigen.clone());
    let (nieuw, zin) = match wat {
        Inrichtingverb::VoegToe { naam, plaats, beheer } => voeg_toe(&alle, naam, plaats, *beheer)?,
        Inrichtingverb::Alias { naam, alias } => met_alias(&alle, naam, alias)?,
    };
    schrijf(&pad, eigen.met(Inrichtingen::nieuw(vec![nieuw])))?;
    druk(&zin);
    Ok(Einde::Gedaan)
}

fn lees_eigen(pad: &std::path::Path) -> Uitkomst<Option<Inrichtinglijst>> {
    match std::fs::read_to_string(pad) {
        Ok(tekst) => Inrichtinglijst::lees(&tekst, &naam(pad)).map(Some),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Fout::gegevens(format!("{} is niet te lezen ({e}).", naam(pad)))),
    }
}

fn toon(ingebouwd: &Inrichtinglijst, eigen: Option<&Inrichtinglijst>, als_json: bool) {
    let leeg = Inrichtingen::default();
    let van_u = eigen.map_or(&leeg, |l| &l.lijst);
    let alle = ingebouwd.lijst.clone().met(van_u.clone());
    for i in alle.alle() {
        let (herkomst, peildatum) = match eigen.filter(|l| l.lijst.met_naam(&i.naam).is_some()) {
            Some(l) => ("eigen", l.peildatum),
            None => ("ingebouwd", ingebouwd.peildatum),
        };
        if als_json {
            let regel = json!({
                "naam": i.naam, "plaats": i.plaats, "beheer": i.beheer, "aliassen": i.aliassen,
                "herkomst": herkomst, "peildatum": peildatum.to_string(),
            });
            druk(&regel.to_string());
        } else {
            let ook = i.aliassen.join(", ");
            druk(&format!("{:<32} {:<12} {:<13} {herkomst:<10} {ook}", i.naam, i.plaats, i.beheer.woord()));
        }
    }
    if !als_json {
        druk(&format!("\nPeildatum van de ingebouwde lijst: {}.", ingebouwd.peildatum.format("%d-%m-%Y")));
        if let Some(l) = eigen {
            druk(&format!("Uw eigen lijst is bijgewerkt op {}.", l.peildatum.format("%d-%m-%Y")));
        }
    }
}

fn voeg_toe(alle: &Inrichtingen, naam: &str, plaats: &str, beheer: Beheer) -> Uitkomst<(Inrichting, String)> {
    let (naam, plaats) = (schoon::regel(naam), schoon::regel(plaats));
    if schoon::plat(&naam).is_empty() || plaats.is_empty() {
        return Err(Fout::gebruik("Een inrichting heeft een naam en een plaats."));
    }
    if let Some(i) = alle.herken(&naam) {
        return Err(Fout::nee(format!("«{naam}» staat al in de lijst, als {}.", i.naam))
            .hint("Geef zo nodig een alias op met «piket inrichtingen alias»."));
    }
    let zin = format!("{naam} ({plaats}, {}) staat in uw lijst.", beheer.woord());
    Ok((Inrichting { naam, plaats, beheer, aliassen: Vec::new() }, zin))
}

fn met_alias(alle: &Inrichtingen, geschreven: &str, alias: &str) -> Uitkomst<(Inrichting, String)> {
    let alias = schoon::regel(alias);
    let i = alle.herken(geschreven).ok_or_else(|| {
        Fout::nee(format!("«{}» is geen bekende inrichting.", schoon::regel(geschreven)))
            .hint("«piket inrichtingen» toont de lijst.")
    })?;
    if schoon::plat(&alias).is_empty() {
        return Err(Fout::gebruik("De alias is leeg."));
    }
    if let Some(ander) = alle.herken(&alias).filter(|a| a.naam != i.naam) {
        return Err(Fout::nee(format!("«{alias}» staat al voor {}.", ander.naam))
            .hint("Kies een naam die maar één inrichting heeft."));
    }
    let mut nieuw = i.clone();
    if !nieuw.aliassen.contains(&alias) {
        nieuw.aliassen.push(alias.clone());
    }
    let met = alle.clone().met(Inrichtingen::nieuw(vec![nieuw.clone()]));
    if met.herken(&alias).is_none_or(|a| a.naam != nieuw.naam) {
        return Err(Fout::nee(format!("«{alias}» is te algemeen om een inrichting aan te herkennen.")));
    }
    let zin = format!("«{alias}» staat nu voor {}.", nieuw.naam);
    Ok((nieuw, zin))
}

/// Written beside it first, so that a full disk leaves the list as it was.
fn schrijf(pad: &PathBuf, lijst: Inrichtingen) -> Uitkomst<()> {
    let tekst = Inrichtinglijst { peildatum: Clock::machine().now().datum(), lijst }.schrijf()?;
    let naast = pad.with_extension("nieuw");
    let schrijf = || {
        if let Some(map) = pad.parent() {
            std::fs::create_dir_all(map)?;
        }
        std::fs::write(&naast, tekst)?;
        std::fs::rename(&naast, pad)
    };
    schrijf().map_err(|e| Fout::gegevens(format!("{} is niet te schrijven ({e}).", naam(pad))))
}
