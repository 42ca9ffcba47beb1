//! Fictitious weeks for practice: `piket demo`, the screenshots and the benchmarks. The same seed and
//! moment give the same weeks. Drafts in it are made by the real templates from the real fold, so what
//! one sees here is what the desk does. No person exists and nothing in it happened.

mod geschiedenis;
mod kans;
mod open;
mod post;
mod script;
mod stof;
#[cfg(test)]
mod toets;

use std::collections::BTreeMap;

use chrono::Duration;

use crate::domain::{
    event::{LogEvent, Nieuw, Regelboekmerk},
    fout::Uitkomst,
    ids::{Meldingnummer, Piketweek, Weekstart, Zaaknummer},
    moment::Moment,
    rij::Rij,
};
use kans::Kans;
use script::Script;
use stof::{Stof, Voorval};

/// A fact with the moment it was recorded.
pub type Vastlegging = (Moment, Nieuw);

/// What the demo needs to know of the rest of the program.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// The moment the demo is opened; nothing in it is recorded later.
    pub nu: Moment,
    /// When a piketweek starts.
    pub start: Weekstart,
    /// The rule book the cases are judged with.
    pub regelboek: &'a Regelboekmerk,
    /// The title of a row.
    pub titel: &'a dyn Fn(Rij) -> String,
    /// The ids of a row's weighing questions.
    pub vragen: &'a dyn Fn(Rij) -> Vec<String>,
}

/// Closed cases in the nine weeks before now, a dozen open ones with terms around now, and five
/// reports in the inbox; all in recording order, for an empty log.
///
/// # Errors
/// When the material or a template is broken, which the tests rule out.
pub fn week(zaad: u64, basis: &Basis<'_>) -> Uitkomst<Vec<Vastlegging>> {
    let stof = Stof::lees()?;
    let mut plannen = geschiedenis::plannen(basis, &stof, &mut Kans::nieuw(zaad))?;
    plannen.extend(open::plannen(basis, &stof)?);
    let mut alles = speel(zaad, basis, &stof, plannen)?;
    alles.extend(open::inbox(basis, &stof, &mut Kans::nieuw(zaad ^ 0xB0)));
    Ok(op_volgorde(alles))
}

/// Twenty open cases, each with one term running that ends more than 2 and less than 30 hours after
/// now: what an idle desk counts down.
///
/// # Errors
/// When the material is broken, which the tests rule out.
pub fn twintig(basis: &Basis<'_>) -> Uitkomst<Vec<Vastlegging>> {
    let stof = Stof::lees()?;
    let plannen = open::twintig(basis, &stof)?;
    Ok(op_volgorde(speel(20, basis, &stof, plannen)?))
}

/// One case to be played.
struct Plan<'a> {
    voorval: &'a Voorval,
    /// When it happens.
    begin: Moment,
    /// When the officer is phoned.
    gebeld: Moment,
    /// The earliest moment anything about it may be recorded.
    vanaf: Moment,
    /// What happens in it.
    spel: Spel,
}

/// Plays the course of one case.
type Spel = fn(&mut Script<'_>, &Voorval);

/// Plays every plan; the numbers of the cases follow the order in which they are opened.
fn speel(zaad: u64, basis: &Basis<'_>, stof: &Stof, mut plannen: Vec<Plan<'_>>) -> Uitkomst<Vec<Vastlegging>> {
    let opening = |p: &Plan<'_>| p.gebeld.max(p.vanaf).plus(Duration::minutes(2)).min(basis.nu);
    plannen.sort_by_key(opening);
    let mut teller: BTreeMap<Piketweek, u32> = BTreeMap::new();
    let mut alles = Vec::new();
    for (i, plan) in (1_u32..).zip(&plannen) {
        let week = Piketweek::van(opening(plan), basis.start);
        let volgnummer = teller.entry(week).or_default();
        *volgnummer += 1;
        let nummer = Zaaknummer { week, volgnummer: *volgnummer };
        let kans = Kans::nieuw(zaad.wrapping_mul(1009).wrapping_add(u64::from(i)));
        let mut script = Script::nieuw(*basis, stof, nummer, Meldingnummer(i * 100), kans, plan);
        script.open(plan.voorval, opening(plan));
        (plan.spel)(&mut script, plan.voorval);
        alles.extend(script.klaar()?);
    }
    Ok(alles)
}

/// Puts everything in recording order and numbers the reports as they came in.
fn op_volgorde(mut alles: Vec<Vastlegging>) -> Vec<Vastlegging> {
    alles.sort_by_key(|(vastgelegd_op, _)| *vastgelegd_op);
    let mut nummers: BTreeMap<Meldingnummer, Meldingnummer> = BTreeMap::new();
    let mut laatste = 0;
    for (_, nieuw) in &mut alles {
        if let LogEvent::MeldingOntvangen { melding, .. } = &nieuw.event {
            laatste += 1;
            nummers.insert(*melding, Meldingnummer(laatste));
        }
        if let Some(melding) = nummer_van(&mut nieuw.event) {
            *melding = nummers.get(melding).copied().unwrap_or(*melding);
        }
    }
    alles
}

const fn nummer_van(event: &mut LogEvent) -> Option<&mut Meldingnummer> {
    match event {
        LogEvent::MeldingOntvangen { melding, .. }
        | LogEvent::GesprekBijgewerkt { melding, .. }
        | LogEvent::MeldingTerzijde { melding, .. }
        | LogEvent::MeldingTeruggelegd { melding }
        | LogEvent::MeldingGekoppeld { melding, .. }
        | LogEvent::MeldingOntkoppeld { melding, .. }
        | LogEvent::FormulierAanvaard { melding, .. }
        | LogEvent::MeldingGewist { melding, .. } => Some(melding),
        LogEvent::ZaakGeopend { .. }
        | LogEvent::InrichtingGezet { .. }
        | LogEvent::RijGekozen { .. }
        | LogEvent::TijdGezet { .. }
        | LogEvent::FeitGenoteerd { .. }
        | LogEvent::FeitBeoordeeld { .. }
        | LogEvent::TegenspraakBeslecht { .. }
        | LogEvent::WeegvraagBeantwoord { .. }
        | LogEvent::BesluitGenomen { .. }
        | LogEvent::StapGezet { .. }
        | LogEvent::ConceptBewaard { .. }
        | LogEvent::ConceptGecontroleerd { .. }
        | LogEvent::ConceptVerzonden { .. }
        | LogEvent::TermijnGezet { .. }
        | LogEvent::HerinneringGezet { .. }
        | LogEvent::HerinneringAf { .. }
        | LogEvent::InMonitorOpgenomen { .. }
        | LogEvent::ZaakGesloten { .. }
        | LogEvent::ZaakHeropend { .. }
        | LogEvent::ZaakSamengevoegd { .. }
        | LogEvent::ZaakGesplitst { .. }
        | LogEvent::ZaakOpgegaan { .. }
        | LogEvent::ZaakTeruggekomen { .. }
        | LogEvent::BewaringGezet { .. }
        | LogEvent::BewaringOpgeheven { .. }
        | LogEvent::ZaakGewist { .. } => None,
    }
}
