//! `wekker`: the book of the alarms in the shell, and the two answers to one that rings. Both are written
//! beside the log, also while a desk or a watch runs.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::json;

use super::{Einde, druk, omgeving::Omgeving, openen};
use crate::{
    app::{verb::Wekkerverb, wekkerboek::Wekkerboek},
    domain::{
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        moment::Moment,
        wacht::Wekker,
        wekker::{Onderwerp, Trede, Uitstelreden, Weklijn, Wekpunt},
    },
    store::{Toegang, Wekregel},
};

/// `piket wekker lijst|gezien|uitstel`.
///
/// # Errors
/// When the store cannot be read, or nothing rings for the case.
pub fn wekker(omgeving: &Omgeving, wat: &Wekkerverb) -> Uitkomst<Einde> {
    match wat {
        Wekkerverb::Lijst { zaak, json } => lijst(omgeving, *zaak, *json),
        Wekkerverb::Gezien { zaak } => {
            let ladder = openen::ladder(&omgeving.instellingen);
            antwoord(omgeving, *zaak, |boek, onderwerp, nu| {
                (boek.gezien(onderwerp, nu, ladder.opnieuw(onderwerp, nu)), format!("{onderwerp}: gezien."))
            })
        }
        Wekkerverb::Uitstel { zaak, minuten, reden } => {
            let reden = lees_reden(reden)?;
            antwoord(omgeving, *zaak, |boek, onderwerp, nu| {
                let tot = nu.plus(Duration::minutes(i64::from(*minuten)));
                (boek.uitstel(onderwerp, nu, tot, reden), format!("{onderwerp}: opnieuw om {}.", tot.klok()))
            })
        }
    }
}

fn lees_reden(tekst: &str) -> Uitkomst<Uitstelreden> {
    Uitstelreden::ALLE.into_iter().find(|r| r.woord() == tekst).ok_or_else(|| {
        let namen = Uitstelreden::ALLE.map(Uitstelreden::woord).join(", ");
        Fout::gebruik(format!("«{tekst}» is geen reden om uit te stellen.")).hint(format!("Kies uit: {namen}."))
    })
}

/// Answers everything that rings for a case.
fn antwoord(
    omgeving: &Omgeving,
    zaak: Zaaknummer,
    lijnen: impl Fn(&Wekkerboek, Onderwerp, Moment) -> (Vec<Weklijn>, String),
) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let (boek, nu) = (opslag.wekkerboek()?, clock.now());
    let klinkt: BTreeSet<Onderwerp> = boek
        .klinkt()
        .into_iter()
        .map(|(o, ..)| o)
        .chain(boek.gemist().onderwerpen())
        .filter(|o| o.zaak == zaak)
        .collect();
    if klinkt.is_empty() {
        return Err(Fout::nee(format!("Voor zaak {zaak} gaat nu geen alarm."))
            .hint("«piket wekker lijst» toont wat er gepland is en wat er ging."));
    }
    let (mut alle, mut zinnen) = (Vec::new(), Vec::new());
    for onderwerp in klinkt {
        let (erbij, zin) = lijnen(&boek, onderwerp, nu);
        alle.extend(erbij);
        zinnen.push(zin);
    }
    opslag.wek(nu, Wekker::Opdracht, &alle)?;
    for zin in zinnen {
        druk(&zin);
    }
    Ok(Einde::Gedaan)
}

fn lijst(omgeving: &Omgeving, zaak: Option<Zaaknummer>, als_json: bool) -> Uitkomst<Einde> {
    let (opslag, _) = omgeving.open(Toegang::Lezen)?;
    let regels = opslag.wekregels(zaak)?;
    for r in &regels {
        if als_json {
            let regel = json!({"seq": r.seq, "op": r.op.rfc3339(), "door": r.door, "regel": r.lijn});
            druk(&regel.to_string());
        } else {
            druk(&format!("{:>5}  {}  {:<8}  {}", r.seq, r.op.lang(), r.door, zin(r)));
        }
    }
    if !als_json {
        let (boek, t) = (opslag.wekkerboek()?, opslag.wekkerboek()?.telling());
        druk(&format!(
            "{} gepland = {} afgegaan + {} gemist + {} vervallen + {} nog open.",
            t.gepland,
            t.afgegaan,
            t.gemist,
            t.vervallen,
            boek.open().len()
        ));
    }
    Ok(Einde::Gedaan)
}

fn welk(punt: &Wekpunt) -> String {
    let trede = match punt.trede {
        Trede::Minuten(0) => "op de termijn".to_owned(),
        Trede::Minuten(m) if m > 0 => format!("{m} min ervoor"),
        Trede::Minuten(m) => format!("{} min erna", -m),
        Trede::Uitstel(_) => "uitgesteld".to_owned(),
        Trede::Inhaal(_) => "ingehaald".to_owned(),
    };
    format!("{} ({trede}, {})", punt.onderwerp, punt.op().kort())
}

fn zin(regel: &Wekregel) -> String {
    match &regel.lijn {
        Weklijn::Gepland { punt, .. } => format!("gepland     {}", welk(punt)),
        Weklijn::Afgegaan { punt, kanalen, .. } => {
            let hoe: Vec<String> = kanalen.iter().map(|(k, u)| format!("{} {}", k.naam(), u.woord())).collect();
            format!("afgegaan    {}: {}", welk(punt), hoe.join(", "))
        }
        Weklijn::Gemist { punt, reden, van, tot } => {
            format!("gemist      {}: {}, {} tot {}", welk(punt), reden.woord(), van.kort(), tot.kort())
        }
        Weklijn::Vervallen { punt, reden } => format!("vervallen   {}: {}", welk(punt), reden.woord()),
        Weklijn::Gezien { onderwerp, .. } => format!("gezien      {onderwerp}"),
        Weklijn::Uitgesteld { onderwerp, tot, reden, .. } => match reden {
            Uitstelreden::Zonder => format!("uitgesteld  {onderwerp} tot {}", tot.kort()),
            Uitstelreden::Bezig | Uitstelreden::Gebeld | Uitstelreden::Wacht => {
                format!("uitgesteld  {onderwerp} tot {}: {}", tot.kort(), reden.woord())
            }
        },
        Weklijn::Afgesloten { onderwerp } => format!("afgesloten  {onderwerp}"),
        Weklijn::Klok { van, naar } => format!("klok        versprong van {} naar {}", van.lang(), naar.lang()),
    }
}
