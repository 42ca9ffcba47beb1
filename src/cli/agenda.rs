//! `agenda`: the alarms as a calendar file. What the next look at the book would plan is in it already, so
//! that a case from a minute ago is not missed where no desk is open.

use std::{collections::BTreeSet, path::Path};

use super::{
    Einde, druk, inzage,
    omgeving::{Omgeving, naam},
    openen,
};
use crate::{
    app::{
        wekdoel::doelen,
        wekkerboek::{Wekdoel, ronde},
    },
    domain::{fout::Uitkomst, inzage::Handeling, moment::Moment, wacht::Wekker, wekker::Weklijn},
    report::agenda::{Afspraakstand, Agenda, eis_agenda},
    store::{Opslag, Toegang},
};

/// `piket agenda --uit BESTAND`.
///
/// # Errors
/// When the name is not that of a calendar, the store cannot be read, or the file cannot be written.
pub fn agenda(omgeving: &Omgeving, uit: &Path) -> Uitkomst<Einde> {
    eis_agenda(uit)?;
    let (opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let nu = clock.now();
    let (model, mut opslag, _) = openen::maak(omgeving, opslag, clock, Wekker::Opdracht)?;
    let agenda = van(&mut opslag, &doelen(&model), nu)?;
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

/// What a look at the book would plan or withdraw goes into the book first: a calendar that was written once
/// must hear of what became of each appointment. What is due is left to who calls out.
fn van(opslag: &mut Opslag, doelen: &[Wekdoel], nu: Moment) -> Uitkomst<Agenda> {
    let straks = ronde(&opslag.wekkerboek()?, doelen, &BTreeSet::new(), None, nu);
    let voor_straks = |lijn: &Weklijn| match lijn {
        Weklijn::Gepland { punt, .. } => punt.op() > nu,
        Weklijn::Vervallen { .. } => true,
        Weklijn::Afgegaan { .. }
        | Weklijn::Gemist { .. }
        | Weklijn::Gezien { .. }
        | Weklijn::Uitgesteld { .. }
        | Weklijn::Afgesloten { .. }
        | Weklijn::Klok { .. } => false,
    };
    let mut straks: Vec<Weklijn> = straks.lijnen.into_iter().filter(voor_straks).collect();
    // Where the store cannot be written there are alarms all the same.
    if straks.is_empty() || opslag.wek(nu, Wekker::Opdracht, &straks).is_ok() {
        straks.clear();
    }
    let regels = opslag.wekregels(None)?;
    Ok(Agenda::van(regels.iter().map(|r| &r.lijn).chain(&straks)))
}
