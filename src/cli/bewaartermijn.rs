//! `bewaartermijn`: what falls due and why, and the purge itself, which leaves an export behind first.

use std::path::Path;

use serde_json::json;

use super::{
    Einde, druk, inzage,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::{act::Act, bewaren, decide::decide_alle, ops},
    domain::{
        bewaartermijn::Bewaarobject,
        fout::{Fout, Uitkomst},
        inzage::{Handeling, Uitslag},
        moment::Moment,
    },
    report::uitvoer::{self, Bestaand},
    store::{Opslag, Toegang},
};

/// `piket bewaartermijn`: everything that is finished and not purged, with why it is kept or due.
///
/// # Errors
/// When the store cannot be read.
pub fn lijst(omgeving: &Omgeving, als_json: bool) -> Uitkomst<Einde> {
    let (opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let i = &omgeving.instellingen;
    let termijnen = bewaren::Termijnen { zaken: i.bewaartermijn_zaken, meldingen: i.bewaartermijn_meldingen };
    let regels = bewaren::lijst(&opslag.laad_alles()?, termijnen, clock.now());
    for r in &regels {
        if als_json {
            let regel = json!({
                "object": r.object.to_string(), "klaar": r.klaar.rfc3339(), "stand": r.stand.sleutel(),
                "einde": r.stand.einde().map(Moment::rfc3339),
            });
            druk(&regel.to_string());
        } else {
            druk(&format!("{:<12}  klaar {}  {}", r.object.to_string(), r.klaar.lang(), r.stand.zin()));
        }
    }
    if regels.is_empty() && !als_json {
        druk("Er is niets waarvan een bewaartermijn loopt.");
    }
    Ok(Einde::Gedaan)
}

/// `piket bewaartermijn wis`: judges, exports, purges, cleans up; in that order.
///
/// # Errors
/// When one of them may not be purged or the export cannot be written; then nothing is purged.
pub fn wis(omgeving: &Omgeving, objecten: &[Bewaarobject], reden: &str, uit: &Path) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open_om_te_schrijven()?;
    let nu = clock.now();
    let desk = opslag.laad_alles()?;
    let lijst: Vec<Act> = objecten
        .iter()
        .map(|object| match object {
            Bewaarobject::Zaak(zaak) => Act::WisZaak { zaak: *zaak, reden: reden.to_owned() },
            Bewaarobject::Melding(melding) => Act::WisMelding { melding: *melding, reden: reden.to_owned() },
        })
        .collect();
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let namen = objecten.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let besloten = match decide_alle(&desk, &omgeving.kader(&inrichtingen, nu), &lijst) {
        Ok(besloten) => besloten,
        Err(fout) => {
            inzage::noteer(omgeving, &mut opslag, nu, Handeling::Gewist, &namen, Uitslag::Geweigerd);
            return Err(fout);
        }
    };
    let geschreven = exporteer(&opslag, objecten, uit);
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Geexporteerd, &namen, inzage::uitslag(&geschreven));
    let regels = geschreven?;
    opslag.schrijf(nu, &omgeving.actor(), &besloten.nieuw, &[])?;
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Gewist, &namen, Uitslag::Gelukt);
    let vernieuwd = opslag.ruim_resten(nu)?;
    opslag.sluit()?;
    for act in &lijst {
        druk(&ops::zin(act));
    }
    druk(&format!("Wat er stond, staat nog in {}: {regels} regels. Bewaar of vernietig dat bestand.", naam(uit)));
    if vernieuwd {
        druk("De reservekopieën van vóór het wissen zijn vervangen door een nieuwe.");
    }
    Ok(Einde::Gedaan)
}

fn exporteer(opslag: &Opslag, objecten: &[Bewaarobject], uit: &Path) -> Uitkomst<u64> {
    uitvoer::schrijf(uit, Bestaand::Blijft, |bestand| opslag.exporteer_van(objecten, bestand))
        .map_err(|fout| Fout { zin: format!("{} Er is niets gewist.", fout.zin), ..fout })
}
