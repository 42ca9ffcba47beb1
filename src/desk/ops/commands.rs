//! What each command of the table runs, and whether it can be run now.

use super::{
    alarm_service, available, backup, desk, dossier, film, form_line, history, horizon, leave, masking, melding, merge,
    monitor, monitor_screen, next_step, noted_feit, overdracht, overdracht_screen, palette, phone, provisions, qr,
    read_along, reopen, role, said, screen_lock, search, sent_note, shielding, tegenspraak, termijn, versions, views,
    way_out, week, what_if, write_queue, zaak,
};
use crate::{
    desk::{
        command::{CommandId, CommandKind, each_command},
        effect::{Effect, ScreenEffect},
        model::Model,
        state::{
            screen::{Neighbour, Tab},
            way_out::WayOut,
        },
    },
    domain::{
        besluit::BesluitKind, dossier_kind::DossierKind, error::Error, feit::Topic, refusal::Refusal, step::StepState,
    },
    log::history::{Direction, Pick},
};

/// When a command can be done, and what it does.
struct Behaviour {
    available: fn(&Model) -> Result<(), Refusal>,
    run: fn(&mut Model, &mut Vec<Effect>),
}

macro_rules! behaviours {
    ($($id:ident $key:literal $scope:ident $kind:ident $name:literal $doc:literal $available:path => $run:expr;)*) => {
        fn behaviour(id: CommandId) -> Behaviour {
            match id {
                $(CommandId::$id => Behaviour { available: $available, run: $run },)*
            }
        }
    };
}
each_command!(behaviours);

/// Judges one command. A key keeps its place either way.
///
/// # Errors
/// The reason why it cannot be done now, as a sentence.
pub fn available(model: &Model, id: CommandId) -> Result<(), Refusal> {
    match id.row().kind {
        CommandKind::Records => model.may_record()?,
        CommandKind::Moves | CommandKind::Looks | CommandKind::Leaves => {}
    }
    (behaviour(id).available)(model)
}

/// Runs a command, or says why it cannot be now.
pub fn run(model: &mut Model, id: CommandId, effects: &mut Vec<Effect>) {
    let (acts, leaves) = match id.row().kind {
        CommandKind::Moves | CommandKind::Looks => (false, false),
        CommandKind::Leaves => (true, true),
        CommandKind::Records => (true, false),
    };
    if acts && model.session.hand.types_on() {
        return write_queue::typed_on(model);
    }
    // What is recorded waits for the log, and is asked there.
    if leaves && write_queue::is_no_press(model) {
        return;
    }
    match available(model, id) {
        Ok(()) => (behaviour(id).run)(model, effects),
        Err(why) => {
            model.report_error(Error::no(why));
            model.session.hand.refused_command();
        }
    }
}
