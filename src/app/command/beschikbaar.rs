//! Whether a command can be done now, and if not, why. A key keeps its place either way.

use super::CommandId;
use crate::{
    app::{
        keuze::{gekozen_concept, gekozen_herinnering, gekozen_klok, gekozen_stap, stap_is_af},
        masker::Maskering,
        model::{Model, Tab},
        ops::is_onvolledig,
        rol,
        tegenspraak::tegenspraken,
        wekdienst,
    },
    domain::{
        melding::{Inhoud, Meldingstaat},
        stap::Stapstand,
    },
};

/// Judges one command.
///
/// # Errors
/// The reason why it cannot be done now, as a sentence.
pub fn beschikbaar(model: &Model, id: CommandId) -> Result<(), String> {
    let als = |goed: bool, waarom: &str| if goed { Ok(()) } else { Err(waarom.to_owned()) };
    if rol::legt_vast(id) {
        rol::mag_vastleggen(model)?;
    }
    match id {
        CommandId::Telefoon
        | CommandId::Omlaag
        | CommandId::Omhoog
        | CommandId::Begin
        | CommandId::Eind
        | CommandId::PaginaOmlaag
        | CommandId::PaginaOmhoog
        | CommandId::Terug
        | CommandId::TabVerder
        | CommandId::TabTerug
        | CommandId::TabChecklist
        | CommandId::TabBeeld
        | CommandId::TabConcepten
        | CommandId::TabTijdlijn
        | CommandId::Waarom
        | CommandId::Zoek
        | CommandId::Gesloten
        | CommandId::Palet
        | CommandId::Hulp
        | CommandId::Monitor
        | CommandId::Film
        | CommandId::Privacy
        | CommandId::Vergrendel
        | CommandId::Stoppen => Ok(()),
        CommandId::NeemOver => rol::mag_overnemen(model),
        CommandId::Gezien => {
            als(wekdienst::eerste(model).is_some() || model.wekdienst.gemist().is_some(), "Er gaat nu geen alarm.")
        }
        CommandId::Later => als(wekdienst::eerste(model).is_some(), "Er gaat nu geen alarm."),
        CommandId::Detail => als(model.gekozen.is_some(), "Er staat nog niets in de lijst."),
        CommandId::Onthul => {
            als(model.gekozen.is_some(), "Er staat nog niets in de lijst.")?;
            als(model.inrichting.maskering == Maskering::Aan, "De instelling maskeren staat uit; alles is te lezen.")
        }
        CommandId::Ongedaan => {
            als(!model.terug.is_empty() || model.onderweg.is_some(), "Er is in deze sessie nog niets gedaan.")
        }
        CommandId::Openen | CommandId::Koppelen | CommandId::Terzijde => {
            als(model.melding().is_some_and(|m| m.staat == Meldingstaat::Open), "Deze melding is niet meer open.")
        }
        CommandId::Losmaken => als(
            model.melding().is_some_and(|m| matches!(m.staat, Meldingstaat::Gekoppeld(_))),
            "Deze melding hoort bij geen zaak.",
        ),
        CommandId::Terugleggen => als(
            model.melding().is_some_and(|m| matches!(m.staat, Meldingstaat::Terzijde(_))),
            "Deze melding ligt niet terzijde.",
        ),
        CommandId::Bewerken => als(
            model.melding().is_some_and(|m| m.is_open() && matches!(m.inhoud, Inhoud::Gesprek(_))),
            "Alleen een telefoontje dat nog open staat is te bewerken.",
        ),
        CommandId::Splitsen => {
            als(model.zaak().is_some_and(|z| z.opgegaan.is_some()), "Deze zaak is in geen andere opgegaan.")
        }
        CommandId::Heropenen => {
            als(model.zaak().is_some_and(|z| !z.is_open()), "Deze zaak is open.")?;
            let eigen = model.zaak().is_some_and(|z| z.opgegaan.is_none());
            als(eigen, "Deze zaak is opgegaan in een andere; met splitsen wordt ze weer een eigen zaak.")
        }
        CommandId::Rij
        | CommandId::Gegevens
        | CommandId::Feit
        | CommandId::Beslechten
        | CommandId::Concept
        | CommandId::Sluiten
        | CommandId::Aanvaarden
        | CommandId::Samenvoegen
        | CommandId::Wegen
        | CommandId::BesluitP
        | CommandId::BesluitA
        | CommandId::Gereed
        | CommandId::NietNodig
        | CommandId::Wacht
        | CommandId::HeropenStap
        | CommandId::FeitStatus
        | CommandId::Termijn
        | CommandId::WatAls
        | CommandId::Herinnering
        | CommandId::Gecontroleerd
        | CommandId::Verzonden => op_open_zaak(model, id),
    }
}

fn op_open_zaak(model: &Model, id: CommandId) -> Result<(), String> {
    let als = |goed: bool, waarom: &str| if goed { Ok(()) } else { Err(waarom.to_owned()) };
    let zaak = model.zaak().ok_or_else(|| "Kies eerst een zaak.".to_owned())?;
    als(zaak.is_open(), "Deze zaak is gesloten; heropen haar eerst.")?;
    match id {
        CommandId::Samenvoegen => {
            als(model.desk.zaken.values().filter(|z| z.is_open()).count() > 1, "Er is geen andere open zaak.")
        }
        CommandId::Aanvaarden => als(is_onvolledig(model), "Bij deze zaak is geen onvolledig formulier."),
        CommandId::Beslechten => als(!tegenspraken(zaak).is_empty(), "In deze zaak spreekt niets elkaar tegen."),
        CommandId::Wegen => als(zaak.rij().is_some(), "Kies eerst de rij."),
        CommandId::Gereed if gekozen_herinnering(model).is_some() => Ok(()),
        CommandId::Gereed | CommandId::NietNodig | CommandId::Wacht => {
            als(gekozen_stap(model).is_some(), "Kies eerst een stap op de checklist.")?;
            als(!stap_is_af(model), "Deze stap is al af.")
        }
        CommandId::HeropenStap => {
            let stap = gekozen_stap(model).ok_or_else(|| "Kies eerst een stap op de checklist.".to_owned())?;
            let eigen = zaak.stappen.get(&stap).is_some_and(|n| n.stand != Stapstand::Open);
            als(eigen, "Op deze stap staat geen merk van uzelf.")
        }
        CommandId::FeitStatus => {
            als(model.tab == Tab::Beeld && !zaak.feiten.is_empty(), "Kies eerst een feit op het tabblad beeld.")
        }
        CommandId::Termijn => als(gekozen_klok(model).is_some(), "Kies eerst een termijn op het tabblad waarom?."),
        CommandId::Gecontroleerd | CommandId::Verzonden => {
            let concept = gekozen_concept(model).ok_or_else(|| "Kies eerst een bericht.".to_owned())?;
            als(zaak.concepten.contains_key(&concept), "Dit bericht heeft nog geen concept.")
        }
        _ => Ok(()),
    }
}
