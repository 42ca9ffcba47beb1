//! Verbs that record something: judged like a key on the screen, in one transaction.

use super::{Einde, druk, omgeving::Omgeving};
use crate::{
    app::{
        decide::decide_alle,
        ops,
        verb::{BeslechtArgs, Bewaarverb, SamenvoegArgs, SplitsArgs, Verb, ZetTermijnArgs, acts},
    },
    domain::{
        desk::Desk,
        event::Entry,
        fout::{Fout, Uitkomst},
    },
    store::Opslag,
};

/// The desk as a verb needs it: what is open, and every case or report that the verb names.
pub fn laad(opslag: &Opslag, verb_zaak: Option<crate::domain::ids::Zaaknummer>) -> Uitkomst<Desk> {
    let mut desk = opslag.laad_open()?;
    if let Some(nummer) = verb_zaak {
        let extra = opslag.haal(nummer)?;
        desk.zaken.extend(extra.zaken);
        desk.meldingen.extend(extra.meldingen);
    }
    Ok(desk)
}

/// Records what a verb asks for.
///
/// # Errors
/// When the verb cannot be done, with the reason.
pub fn doe(omgeving: &Omgeving, verb: &Verb) -> Uitkomst<Einde> {
    let (mut opslag, clock) = match verb {
        Verb::Meld(_) => omgeving.maak_om_te_schrijven()?,
        _ => omgeving.open_om_te_schrijven()?,
    };
    let mut desk = laad(&opslag, zaak_van(verb))?;
    if let Some(nummer) = melding_van(verb)
        && let Some(melding) = opslag.melding(nummer)?
    {
        desk.meldingen.insert(nummer, melding);
    }
    let nu = clock.now();
    let lijst = acts(verb, &desk, nu)?.ok_or_else(|| Fout::gebruik("Er is niets te doen."))?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let besloten = decide_alle(&desk, &omgeving.kader(&inrichtingen, nu), &lijst)?;
    let entries = opslag.schrijf(nu, &omgeving.actor(), &besloten.nieuw, &[])?;
    opslag.sluit()?;
    meld_uitkomst(verb, &lijst, &entries);
    Ok(Einde::Gedaan)
}

fn meld_uitkomst(verb: &Verb, lijst: &[crate::app::act::Act], entries: &[Entry]) {
    let zaak = entries.iter().find_map(|e| e.event.zaak());
    match (verb, zaak) {
        // The case number alone, so that a script can go on with it.
        (Verb::Meld(_) | Verb::Open { .. }, Some(zaak)) => druk(&zaak.to_string()),
        _ => {
            for act in lijst {
                druk(&ops::zin(act));
            }
        }
    }
}

const fn zaak_van(verb: &Verb) -> Option<crate::domain::ids::Zaaknummer> {
    match verb {
        Verb::Koppel { zaak, .. }
        | Verb::Beslecht(BeslechtArgs { zaak, .. })
        | Verb::Samenvoegen(SamenvoegArgs { zaak, .. })
        | Verb::Splitsen(SplitsArgs { zaak, .. })
        | Verb::Rij { zaak, .. }
        | Verb::Gegevens { zaak, .. }
        | Verb::Feit { zaak, .. }
        | Verb::FeitStatus { zaak, .. }
        | Verb::Weeg { zaak, .. }
        | Verb::Besluit { zaak, .. }
        | Verb::Stap { zaak, .. }
        | Verb::ZetTermijn(ZetTermijnArgs { zaak, .. })
        | Verb::Aanvaard { zaak, .. }
        | Verb::Herinner { zaak, .. }
        | Verb::Sluit { zaak }
        | Verb::Heropen { zaak, .. }
        | Verb::Bewaartermijn { wat: Some(Bewaarverb::Houd { zaak, .. } | Bewaarverb::Vrij { zaak, .. }), .. } => {
            Some(*zaak)
        }
        _ => None,
    }
}

const fn melding_van(verb: &Verb) -> Option<crate::domain::ids::Meldingnummer> {
    match verb {
        Verb::Open { melding }
        | Verb::Koppel { melding, .. }
        | Verb::Ontkoppel { melding }
        | Verb::Terzijde { melding, .. }
        | Verb::Terugleggen { melding } => Some(*melding),
        _ => None,
    }
}
