//! `agenda`: the alarms as a calendar file. What the next look at the book would plan is in it already, so
//! that a case from a minute ago is not missed where no desk is open.

use std::{collections::BTreeSet, path::Path};

use super::{
    Einde, druk, inzage,
    omgeving::{Omgeving, naam},
    openen,
};
use crate::{
    app::{wekdoel::doelen, wekkerboek::ronde},
    domain::{fout::Uitkomst, inzage::Handeling, moment::Moment, wacht::Wekker, wekker::Weklijn},
    report::agenda::{Afspraakstand, Agenda},
    store::{Opslag, Toegang},
};

/// `piket agenda --uit BESTAND`.
///
/// # Errors
/// When the store cannot be read, or the file cannot be written.
pub fn agenda(omgeving: &Omgeving, uit: &Path) -> Uitkomst<Einde> {
    let (opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let nu = clock.now();
    let (model, mut opslag, _) = openen::maak(omgeving, opslag, clock, Wekker::Opdracht)?;
    let agenda = van(&opslag, &doelen(&model), nu)?;
    let geschreven = agenda.schrijf(uit, nu);
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Geexporteerd, "agenda", inzage::uitslag(&geschreven));
    geschreven?;
    let tel = |stand| agenda.in_beeld(nu).filter(|a| a.stand == stand).count();
    druk(&format!(
        "{} alarmen en {} ingetrokken alarmen staan in {}.",
        tel(Afspraakstand::Gepland),
        tel(Afspraakstand::Ingetrokken),
        naam(uit)
    ));
    Ok(Einde::Gedaan)
}

fn van(opslag: &Opslag, doelen: &[crate::app::wekkerboek::Wekdoel], nu: Moment) -> Uitkomst<Agenda> {
    let regels = opslag.wekregels(None)?;
    let straks = ronde(&opslag.wekkerboek()?, doelen, &BTreeSet::new(), None, nu);
    let lijnen: Vec<Weklijn> = regels.into_iter().map(|r| r.lijn).chain(straks.lijnen).collect();
    Ok(Agenda::van(&lijnen))
}
