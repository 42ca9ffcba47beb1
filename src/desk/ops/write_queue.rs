//! The queue in front of the store. One write is under way at a time, and what comes next is judged
//! only when that is in the log: a number given out twice or a version built on an old one cannot be.

use super::shell;
use crate::{
    acts::{
        Act,
        decide::{self, Decided, Undo},
    },
    desk::{
        effect::{Effect, MailFate},
        model::Model,
        state::{
            layer::Layer,
            on_commit::OnCommit,
            shell::ShellCall,
            writes::{InFlight, Task},
        },
    },
    domain::error::{Error, Result},
};

/// Judges an act now where nothing is under way, else when its turn comes. `false` when it was refused
/// on the spot; the reason is on the bottom line.
pub fn perform(model: &mut Model, act: &Act, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    take(model, Task::Acts { acts: vec![act.clone()], files: Vec::new() }, on_commit, effects)
}

/// Records one act and says so.
pub fn say(model: &mut Model, act: &Act, effects: &mut Vec<Effect>) -> bool {
    perform(model, act, OnCommit::Say(act.sentence()), effects)
}

/// The same for anything that is to be recorded.
pub fn take(model: &mut Model, task: Task, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    if let Err(why) = model.may_record() {
        let error = Error::no(why);
        not_saved(model, &on_commit, effects);
        if !shell::refused(&on_commit, &error, effects) {
            model.report_error(error);
        }
        return false;
    }
    match on_commit {
        OnCommit::Say(_) | OnCommit::OpenZaak(_) | OnCommit::Choose | OnCommit::UndoLast => {
            model.session.writes.asked = model.session.writes.asked.wrapping_add(1);
        }
        OnCommit::Call(_) | OnCommit::Mail(_) | OnCommit::Draft | OnCommit::Shell(_) => {}
    }
    if model.session.writes.in_flight.is_some() {
        model.session.writes.queue.push_back((task, on_commit));
        return true;
    }
    start(model, task, on_commit, effects)
}

/// Records what a verb in the shell asks.
pub fn take_shell(model: &mut Model, call: ShellCall, effects: &mut Vec<Effect>) {
    if let Some((task, on_commit)) = shell::receive(model, call, effects) {
        take(model, task, on_commit, effects);
    }
}

/// Takes up what waits, once nothing is under way.
pub fn next(model: &mut Model, effects: &mut Vec<Effect>) {
    while model.session.writes.in_flight.is_none()
        && let Some((task, on_commit)) = model.session.writes.queue.pop_front()
    {
        start(model, task, on_commit, effects);
    }
}

fn start(model: &mut Model, task: Task, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    let mut on_commit = on_commit;
    let (decided, files) = match task {
        Task::Acts { acts, files } => (decide::decide_all(&model.view.desk, &model.view.context(), &acts), files),
        Task::Shell(typed) => (shell::judge(model, &typed, &mut on_commit), Vec::new()),
        Task::UndoLast => (undo(model), Vec::new()),
    };
    match decided {
        Ok(decided) if decided.new.is_empty() => {
            not_saved(model, &on_commit, effects);
            match on_commit {
                OnCommit::Say(sentence) => model.say(sentence),
                OnCommit::Shell(turn) => shell::recorded(model, turn, &[], effects),
                OnCommit::Call(_)
                | OnCommit::OpenZaak(_)
                | OnCommit::Choose
                | OnCommit::Mail(_)
                | OnCommit::Draft
                | OnCommit::UndoLast => {}
            }
            true
        }
        Ok(decided) => {
            model.session.writes.ticket = model.session.writes.ticket.wrapping_add(1);
            effects.push(Effect::Write { ticket: model.session.writes.ticket, facts: decided.new, files });
            model.session.writes.in_flight =
                Some(InFlight { ticket: model.session.writes.ticket, on_commit, undo: decided.undo });
            true
        }
        Err(error) => {
            not_saved(model, &on_commit, effects);
            if !shell::refused(&on_commit, &error, effects) {
                model.report_error(error);
            }
            false
        }
    }
}

/// The last act stays on its pile until its opposite is in the log, and one that cannot be undone stays
/// there for good: undoing past it would leave the log in an order nobody chose.
fn undo(model: &Model) -> Result<Decided> {
    match model.session.writes.undo.last() {
        Some((_, Undo::By(inverse))) => {
            let new = inverse.iter().map(|t| t.at(&model.view.desk, model.view.now)).collect();
            Ok(Decided { new, undo: Undo::Impossible("Dit was al een tegenboeking.") })
        }
        Some((_, Undo::Impossible(why))) => Err(Error::no("De laatste handeling kan niet ongedaan.").hint(*why)),
        None => Err(Error::no("Er is in deze sessie nog niets gedaan.")),
    }
}

/// What was typed and could not be recorded is still in its field: it is tried again shortly instead
/// of being called saved. Who read mail need not wait for it any longer.
pub fn not_saved(model: &mut Model, on_commit: &OnCommit, effects: &mut Vec<Effect>) {
    let uptime = model.view.uptime;
    match (on_commit, model.session.layers.last_mut()) {
        (OnCommit::Mail(_), _) => effects.push(Effect::MailProcessed(MailFate::Refused)),
        (OnCommit::Draft, Some(Layer::Editor(editor))) => editor.unsaved = Some(uptime),
        (OnCommit::Call(turn), Some(Layer::Form(form))) if form.call.is_some_and(|c| c.turn == *turn) => {
            form.unsaved = Some(uptime);
        }
        _ => {}
    }
}
