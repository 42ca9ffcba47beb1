//! Whether a command can be done now, and if not, why. A key keeps its place either way.

use super::CommandId;
use crate::{
    desk::{
        model::Model,
        ops::{alarm_service, is_incomplete, role},
        state::{reveal::Masking, screen::Tab},
    },
    domain::{melding::Content, step::StepState},
    judge::tegenspraak::tegenspraken,
    log::melding::MeldingState,
};

/// Judges one command.
///
/// # Errors
/// The reason why it cannot be done now, as a sentence.
pub fn available(model: &Model, id: CommandId) -> Result<(), String> {
    let require = |good: bool, why: &str| if good { Ok(()) } else { Err(why.to_owned()) };
    if role::records(id) {
        role::may_record(model)?;
    }
    match id {
        CommandId::Phone
        | CommandId::Down
        | CommandId::Up
        | CommandId::Begin
        | CommandId::LogEnd
        | CommandId::PaginaOmlaag
        | CommandId::PaginaOmhoog
        | CommandId::Back
        | CommandId::TabVerder
        | CommandId::TabBack
        | CommandId::TabChecklist
        | CommandId::TabBeeld
        | CommandId::TabConcepten
        | CommandId::TabTijdlijn
        | CommandId::Why
        | CommandId::Search
        | CommandId::Closed
        | CommandId::Palette
        | CommandId::Help
        | CommandId::Monitor
        | CommandId::Film
        | CommandId::Privacy
        | CommandId::Lock
        | CommandId::Quit => Ok(()),
        CommandId::TakeOver => role::may_take_over(model),
        CommandId::Seen => require(
            alarm_service::first(model).is_some() || model.session.alarm_service.missed().is_some(),
            "Er gaat nu geen alarm.",
        ),
        CommandId::Later => require(alarm_service::first(model).is_some(), "Er gaat nu geen alarm."),
        CommandId::Detail => require(model.view.chosen.is_some(), "Er staat nog niets in de lijst."),
        CommandId::Onthul => {
            require(model.view.chosen.is_some(), "Er staat nog niets in de lijst.")?;
            require(model.view.setup.masking == Masking::On, "De instelling maskeren staat uit; alles is te lezen.")
        }
        CommandId::UndoLast => require(
            !model.session.writes.undo.is_empty() || model.session.writes.in_flight.is_some(),
            "Er is in deze sessie nog niets gedaan.",
        ),
        CommandId::Openen | CommandId::Koppelen | CommandId::SetAside => require(
            model.view.melding().is_some_and(|m| m.state == MeldingState::Open),
            "Deze melding is niet meer open.",
        ),
        CommandId::Losmaken => require(
            model.view.melding().is_some_and(|m| matches!(m.state, MeldingState::Linked(_))),
            "Deze melding hoort bij geen zaak.",
        ),
        CommandId::PutBack => require(
            model.view.melding().is_some_and(|m| matches!(m.state, MeldingState::SetAside(_))),
            "Deze melding ligt niet terzijde.",
        ),
        CommandId::Bewerken => require(
            model.view.melding().is_some_and(|m| m.is_open() && matches!(m.content, Content::Call(_))),
            "Alleen een telefoontje dat nog open staat is te bewerken.",
        ),
        CommandId::Split => require(
            model.view.zaak().is_some_and(|z| z.absorbed_into.is_some()),
            "Deze zaak is in geen andere opgegaan.",
        ),
        CommandId::Heropenen => {
            require(model.view.zaak().is_some_and(|z| !z.is_open()), "Deze zaak is open.")?;
            let own = model.view.zaak().is_some_and(|z| z.absorbed_into.is_none());
            require(own, "Deze zaak is opgegaan in een andere; met splitsen wordt ze weer een eigen zaak.")
        }
        CommandId::Rij
        | CommandId::Data
        | CommandId::Feit
        | CommandId::Beslechten
        | CommandId::Draft
        | CommandId::Close
        | CommandId::Aanvaarden
        | CommandId::Merge
        | CommandId::Weigh
        | CommandId::BesluitP
        | CommandId::BesluitA
        | CommandId::Done
        | CommandId::NotNeeded
        | CommandId::Waiting
        | CommandId::HeropenStap
        | CommandId::FeitStatus
        | CommandId::Termijn
        | CommandId::WhatIf
        | CommandId::Reminder
        | CommandId::Gecontroleerd
        | CommandId::Sent => on_open_zaak(model, id),
    }
}

fn on_open_zaak(model: &Model, id: CommandId) -> Result<(), String> {
    let require = |good: bool, why: &str| if good { Ok(()) } else { Err(why.to_owned()) };
    let zaak = model.view.zaak().ok_or_else(|| "Kies eerst een zaak.".to_owned())?;
    require(zaak.is_open(), "Deze zaak is gesloten; heropen haar eerst.")?;
    match id {
        CommandId::Merge => {
            require(model.view.desk.zaken.values().filter(|z| z.is_open()).count() > 1, "Er is geen andere open zaak.")
        }
        CommandId::Aanvaarden => require(is_incomplete(model), "Bij deze zaak is geen onvolledig formulier."),
        CommandId::Beslechten => require(!tegenspraken(zaak).is_empty(), "In deze zaak spreekt niets elkaar tegen."),
        CommandId::Weigh => require(zaak.rij().is_some(), "Kies eerst de rij."),
        CommandId::Done if model.view.chosen_reminder().is_some() => Ok(()),
        CommandId::Done | CommandId::NotNeeded | CommandId::Waiting => {
            require(model.view.chosen_step().is_some(), "Kies eerst een stap op de checklist.")?;
            require(!model.view.step_is_done(), "Deze stap is al af.")
        }
        CommandId::HeropenStap => {
            let step = model.view.chosen_step().ok_or_else(|| "Kies eerst een stap op de checklist.".to_owned())?;
            let own = zaak.steps.get(&step).is_some_and(|n| n.state != StepState::Open);
            require(own, "Op deze stap staat geen merk van uzelf.")
        }
        CommandId::FeitStatus => require(
            model.view.tab == Tab::Beeld && !zaak.feiten.is_empty(),
            "Kies eerst een feit op het tabblad beeld.",
        ),
        CommandId::Termijn => {
            require(model.view.chosen_countdown().is_some(), "Kies eerst een termijn op het tabblad waarom?.")
        }
        CommandId::Gecontroleerd | CommandId::Sent => {
            let draft = model.view.chosen_draft().ok_or_else(|| "Kies eerst een bericht.".to_owned())?;
            require(zaak.drafts.contains_key(&draft), "Dit bericht heeft nog geen concept.")
        }
        _ => Ok(()),
    }
}
