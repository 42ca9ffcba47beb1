//! Commands on the chosen case, and what Enter does on each line of its tabs: the line's own act, so
//! that a half-asleep officer can follow the checklist with one key.

use super::{concept, formulier, palet, tegenspraak, telefoon, termijn, wegen};
use crate::app::{
    act::Act,
    checklist::geldt,
    command::CommandId,
    effect::Effect,
    formulier::{Doel, doel},
    keuze::{gekozen_concept, gekozen_herinnering, gekozen_stap},
    model::{Model, Tab},
    ops,
    tegenspraak::tegenspraken,
    volledig::{opsomming, volledigheid},
};
use crate::domain::{
    besluit::Besluitsoort,
    concept::ConceptSoort,
    feit::{Feitstatus, Onderwerp},
    ids::Zaaknummer,
    stap::{Stap, Stapstand},
};

/// The number of the chosen case.
fn nummer(model: &Model) -> Option<Zaaknummer> {
    model.zaak().map(|z| z.nummer)
}

/// Asks for the row.
pub fn kies_rij(model: &mut Model) {
    if let Some(zaak) = nummer(model) {
        palet::kies_rij(model, zaak);
    }
}

/// Asks for a fact.
pub fn feit(model: &mut Model, onderwerp: Onderwerp) {
    if let Some(zaak) = nummer(model) {
        formulier::open(model, doel::feit(zaak, onderwerp));
    }
}

/// Opens the weighing questions.
pub fn weeg(model: &mut Model) {
    if let Some(zaak) = nummer(model) {
        wegen::open(model, zaak);
    }
}

/// Asks which message.
pub fn kies_concept(model: &mut Model) {
    if let Some(zaak) = nummer(model) {
        palet::kies_concept(model, zaak);
    }
}

/// Takes the officer's own mark off the step with the cursor.
pub fn heropen_stap(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(stap)) = (nummer(model), gekozen_stap(model)) {
        let act = Act::ZetStap { zaak, stap, stand: Stapstand::Open, reden: String::new(), op: None };
        ops::zeg(model, &act, effects);
    }
}

/// Asks for a reminder.
pub fn herinner(model: &mut Model) {
    if let Some(zaak) = nummer(model) {
        formulier::open(model, doel::herinnering(zaak));
    }
}

fn herinnering_af(model: &mut Model, zaak: Zaaknummer, herinnering: u32, effects: &mut Vec<Effect>) {
    ops::zeg(model, &Act::HerinneringAf { zaak, herinnering }, effects);
}

/// Marks the step with the cursor as done, or the reminder.
pub fn gereed(model: &mut Model, effects: &mut Vec<Effect>) {
    match (nummer(model), gekozen_herinnering(model)) {
        (Some(zaak), Some(herinnering)) => herinnering_af(model, zaak, herinnering, effects),
        (Some(_) | None, _) => merk(model, Stapstand::Gereed),
    }
}

/// Marks the message with the cursor as checked.
pub fn controleer_concept(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(concept)) = (nummer(model), gekozen_concept(model)) {
        ops::zeg(model, &Act::ControleerConcept { zaak, concept }, effects);
    }
}

/// Asks when and to whom the message with the cursor was sent.
pub fn meld_verzonden(model: &mut Model) {
    if let (Some(zaak), Some(concept)) = (nummer(model), gekozen_concept(model)) {
        concept::vraag_verzonden(model, zaak, concept);
    }
}

/// Closes the case.
pub fn sluit(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(zaak) = nummer(model) {
        ops::zeg(model, &Act::Sluit { zaak }, effects);
    }
}

/// Asks why the case is opened again.
pub fn heropen(model: &mut Model) {
    if let Some(zaak) = nummer(model) {
        formulier::open(model, doel::reden(Doel::Heropen { zaak }, format!("Zaak {zaak} heropenen"), ""));
    }
}

/// Asks why the form will do as it is.
pub fn aanvaard(model: &mut Model) {
    let Some(zaak) = model.zaak() else { return };
    let vol = volledigheid(zaak, &model.inrichting.boek);
    let uitleg = format!("Nog niet ingevuld: {}. Aanvullen kan daarna nog.", opsomming(&vol.ontbreekt()));
    let form = doel::reden(Doel::Aanvaard { zaak: zaak.nummer }, "Formulier voorlopig aanvaarden", uitleg);
    formulier::open(model, form);
}

/// True when a form came in and the officer can still ask for what it lacks.
pub fn is_onvolledig(model: &Model) -> bool {
    model.zaak().is_some_and(|z| !volledigheid(z, &model.inrichting.boek).ontbreekt().is_empty())
}

/// Does what the line with the cursor asks for.
pub fn doe_regel(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = nummer(model) else { return };
    match model.tab {
        Tab::Checklist => {
            if let Some(stap) = gekozen_stap(model) {
                doe_stap(model, zaak, stap, effects);
            }
        }
        Tab::Beeld => feit(model, Onderwerp::Gebeurtenis),
        Tab::Concepten => {
            if let Some(concept) = gekozen_concept(model) {
                concept::open(model, zaak, concept, effects);
            }
        }
        Tab::Tijdlijn => {}
        Tab::Termijnen => match gekozen_herinnering(model) {
            Some(herinnering) => herinnering_af(model, zaak, herinnering, effects),
            None => termijn::vraag(model),
        },
    }
}

fn doe_stap(model: &mut Model, zaak: Zaaknummer, stap: Stap, effects: &mut Vec<Effect>) {
    match stap {
        Stap::Melding => model.zeg("Kies links een melding en koppel haar aan deze zaak."),
        Stap::Beeld if model.zaak().is_some_and(|z| !tegenspraken(z).is_empty()) => tegenspraak::vraag(model),
        Stap::Beeld => {
            let gegevens_compleet = model.zaak().is_some_and(|z| z.inrichting.is_some() && z.tijden.voorval.is_some());
            if gegevens_compleet {
                feit(model, Onderwerp::Gebeurtenis);
            } else {
                gegevens(model);
            }
        }
        Stap::Oordeel => {
            if model.zaak().is_some_and(|z| z.rij().is_some()) {
                wegen::open(model, zaak);
            } else {
                palet::kies_rij(model, zaak);
            }
        }
        Stap::BesluitP => besluit(model, Besluitsoort::P),
        Stap::BesluitA => besluit(model, Besluitsoort::A),
        Stap::Sms => concept::open(model, zaak, ConceptSoort::Sms, effects),
        Stap::Piketmelding => concept::open(model, zaak, ConceptSoort::Piketmelding, effects),
        Stap::Afloopbericht => concept::open(model, zaak, ConceptSoort::Afloopbericht, effects),
        Stap::Formulier if is_onvolledig(model) => concept::open(model, zaak, ConceptSoort::Aanvulverzoek, effects),
        Stap::EindeOa => gegevens(model),
        Stap::Afloop => feit(model, Onderwerp::Afloop),
        Stap::Monitor => ops::run(model, CommandId::Monitor, effects),
        Stap::Sluiten => sluit(model, effects),
        Stap::Teruggebeld
        | Stap::Visie
        | Stap::Formulier
        | Stap::Alarm112
        | Stap::FastNl
        | Stap::MoaFastNl
        | Stap::EindeFormulier
        | Stap::Ap => merk(model, Stapstand::Gereed),
    }
}

/// Opens inrichting and times.
pub fn gegevens(model: &mut Model) {
    let namen = telefoon::inrichtingen(model);
    if let Some(form) = model.zaak().map(|z| doel::gegevens(z, namen)) {
        formulier::open(model, form);
    }
}

/// Asks for a decision, with what speaks for and against it.
pub fn besluit(model: &mut Model, over: Besluitsoort) {
    let Some(zaak) = model.zaak() else { return };
    let Some(rij) = zaak.rij() else { return palet::kies_rij(model, zaak.nummer) };
    let regel = model.inrichting.boek.rij(rij);
    let uitleg = match geldt(zaak, regel, over) {
        Some(keuze) => format!(
            "Nu geldt: {} (rij {rij}, {}). Een ander besluit komt ernaast te staan.",
            keuze.woord(),
            regel.codes()
        ),
        None => format!("Rij {rij} ({}) laat de keuze aan u. {}", regel.codes(), wegen::samenvatting(model, zaak)),
    };
    let form = doel::besluit(zaak.nummer, over, uitleg);
    formulier::open(model, form);
}

/// Opens the form that marks the step with the cursor.
pub fn merk(model: &mut Model, stand: Stapstand) {
    let (Some(zaak), Some(stap)) = (nummer(model), gekozen_stap(model)) else { return };
    let naam = model.beeld().and_then(|b| b.stappen.iter().find(|s| s.stap == stap)).map_or("Stap", |s| s.naam);
    formulier::open(model, doel::stap(zaak, stap, naam, stand, model.nu));
}

/// Gives the fact with the cursor its next status.
pub fn feit_status(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.zaak() else { return };
    let Some(feit) = zaak.feiten.get(model.detail) else { return };
    let nu = Feitstatus::ALLE.iter().position(|s| *s == feit.status).unwrap_or(0);
    let Some(status) = Feitstatus::ALLE.get((nu + 1) % Feitstatus::ALLE.len()) else { return };
    let act = Act::BeoordeelFeit { zaak: zaak.nummer, feit: feit.nummer, status: *status };
    ops::zeg(model, &act, effects);
}
