//! What the cursor is on, on the right-hand side: a step, a message, a term. Commands and their
//! availability both ask here.

use super::{
    checklist::Staat,
    klok::Klok,
    model::{Model, Tab},
};
use crate::domain::{concept::ConceptSoort, stap::Stap};

/// The step with the cursor.
pub fn gekozen_stap(model: &Model) -> Option<Stap> {
    match model.tab {
        Tab::Checklist => model.beeld()?.stappen.get(model.detail).map(|s| s.stap),
        Tab::Beeld | Tab::Concepten | Tab::Tijdlijn | Tab::Termijnen => None,
    }
}

/// The message with the cursor: on its own tab, or the one its step is about.
pub fn gekozen_concept(model: &Model) -> Option<ConceptSoort> {
    match model.tab {
        Tab::Concepten => ConceptSoort::ALLE.get(model.detail).copied(),
        Tab::Checklist => {
            let stap = gekozen_stap(model)?;
            ConceptSoort::ALLE.into_iter().find(|c| c.stap() == stap)
        }
        Tab::Beeld | Tab::Tijdlijn | Tab::Termijnen => None,
    }
}

/// The term with the cursor.
pub fn gekozen_klok(model: &Model) -> Option<&Klok> {
    match model.tab {
        Tab::Termijnen => model.beeld()?.klokken.as_ref().ok()?.get(model.detail),
        Tab::Checklist | Tab::Beeld | Tab::Concepten | Tab::Tijdlijn => None,
    }
}

/// The reminder with the cursor: they stand below the terms.
pub fn gekozen_herinnering(model: &Model) -> Option<u32> {
    match model.tab {
        Tab::Termijnen => {
            let klokken = model.beeld()?.klokken.as_ref().map_or(0, Vec::len);
            let plek = model.detail.checked_sub(klokken)?;
            model.zaak()?.lopende_herinneringen().nth(plek).map(|h| h.nummer)
        }
        Tab::Checklist | Tab::Beeld | Tab::Concepten | Tab::Tijdlijn => None,
    }
}

/// True when the step with the cursor is done or not needed.
pub fn stap_is_af(model: &Model) -> bool {
    model
        .beeld()
        .and_then(|b| b.stappen.get(model.detail))
        .is_some_and(|s| matches!(s.staat, Staat::Gereed { .. } | Staat::NietNodig(_)))
}
