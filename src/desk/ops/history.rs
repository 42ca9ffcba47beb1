//! Taking back and putting back what was done. The log says what that is, each time it is asked: nothing of it
//! is kept by the session, so that a lock, a restart or another desk make no difference.

use super::{
    shell,
    write_queue::{self, take},
};
use crate::{
    acts::told::Before,
    desk::{
        command::CommandId,
        effect::{Effect, HistoryUse},
        model::Model,
        state::{
            layer::{Choice, PickOption, Picker},
            on_commit::OnCommit,
            shell::TurnedSentences,
            writes::Task,
        },
    },
    domain::{
        error::{Error, Result},
        sanitize,
    },
    judge::rank::FoundBy,
    log::{
        event::Entry,
        history::{Chance, Direction, History, ListedDeed, Pick},
    },
};

/// Takes an act back or puts it back, when what is under way is in the log.
pub fn turn(model: &mut Model, direction: Direction, pick: Pick, effects: &mut Vec<Effect>) {
    let on_commit = OnCommit::Turned { direction, name: String::new(), visitor: None };
    take(model, Task::Turn { direction, pick }, on_commit, effects);
}

/// Asks for the list of what was done.
pub fn ask(effects: &mut Vec<Effect>) {
    effects.push(Effect::History(HistoryUse::List));
}

/// What was done lately was read.
pub fn read(model: &mut Model, purpose: HistoryUse, result: Result<History>, effects: &mut Vec<Effect>) {
    model.dirty = true;
    match purpose {
        HistoryUse::List => match result {
            Ok(history) => list(model, history.deeds().list(model.view.now)),
            Err(error) => model.report_error(error),
        },
        HistoryUse::Turn { ticket, direction, pick } => {
            let now = model.view.now;
            let writes = &mut model.session.writes;
            let Some(in_flight) = writes.in_flight.as_mut().filter(|o| o.ticket == ticket) else { return };
            match result.and_then(|history| history.deeds().turn(direction, pick, now)) {
                Ok(turned) => {
                    if let OnCommit::Turned { name, .. } = &mut in_flight.on_commit {
                        *name = turned.name;
                    }
                    let (facts, reverses) = (turned.new, Some(turned.reverses));
                    effects.push(Effect::Write { ticket, facts, files: Vec::new(), typed: None, reverses });
                }
                Err(error) => {
                    let asked = writes.in_flight.take();
                    if !asked.is_some_and(|asked| shell::refused(&asked.on_commit, &error, effects)) {
                        model.report_error(error);
                    }
                    write_queue::next(model, effects);
                }
            }
        }
    }
}

/// It is in the log: what was taken back, what that demands, and by what it stands again.
pub fn turned(
    model: &Model,
    direction: Direction,
    name: &str,
    entries: &[Entry],
    before: &Before,
    effects: &mut Vec<Effect>,
) -> TurnedSentences {
    let keymap = &model.view.setup.keymap;
    let key = match direction {
        Direction::Undo => keymap.first(CommandId::RedoLast),
        Direction::Redo => keymap.first(CommandId::UndoLast),
    };
    let after = model.view.after();
    let desk = &model.view.desk;
    let absent = |e: &Entry| {
        e.event.zaak().is_some_and(|z| !desk.zaken.contains_key(&z))
            || e.event.melding().is_some_and(|m| !desk.meldingen.contains_key(&m))
    };
    if entries.iter().any(absent) {
        // It was closed so long ago that the desk did not hold it; now it may be open.
        effects.push(Effect::Recent);
    }
    TurnedSentences {
        on_screen: after.told_turned(direction, name, before, &format!("Met {key}")).join(" "),
        in_shell: after.told_turned(direction, name, before, direction.verb_of_opposite()),
    }
}

fn list(model: &mut Model, deeds: Vec<ListedDeed>) {
    if deeds.is_empty() {
        model.report_error(Error::no("Er is nog niets gedaan."));
        return;
    }
    let options = deeds.into_iter().map(option).collect();
    let picker = Picker::new("Wat er is gedaan", "typ om te zoeken", options).columns(44);
    model.session.open_picker(picker.selected(None, "Kies met ↓ wat u ongedaan wilt maken of terug wilt zetten."));
}

fn option(deed: ListedDeed) -> (PickOption, FoundBy) {
    let (direction, extra) =
        if deed.stands { (Direction::Undo, "") } else { (Direction::Redo, "is ongedaan; Enter zet het terug") };
    let unavailable = match deed.chance {
        Chance::Undo | Chance::Redo => None,
        Chance::None(error) => Some(error.hint.unwrap_or(error.sentence)),
    };
    let found_by = FoundBy::name(&deed.name);
    let option = PickOption {
        choice: Choice::Turn { direction, deed: deed.number },
        badge: deed.at.short(),
        text: sanitize::capitalize(&deed.name),
        extra: extra.to_owned(),
        explanation: Some(unavailable.clone().unwrap_or_else(|| extra.to_owned())),
        unavailable,
        heading: None,
    };
    (option, found_by)
}
