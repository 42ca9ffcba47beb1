//! The queue in front of the store. One write is under way at a time, and what comes next is judged
//! only when that is in the log: a number given out twice or a version built on an old one cannot be.

use super::{
    meanwhile,
    settled::{self, NotSaved},
    shell, typed_line,
};
use crate::{
    acts::{Act, before::Before, decide},
    desk::{
        effect::{Effect, HistoryUse, MailFate},
        layer::Layer,
        model::Model,
        state::{
            on_commit::{OnCommit, Telling},
            screen::StatusLine,
            shell::ShellCall,
            writes::{InFlight, Task},
        },
    },
    domain::{
        error::{Error, ErrorKind},
        form_target::FormTarget,
        ticket::Ticket,
    },
    judge::sentences,
};

/// Judges an act now where nothing is under way, else when its turn comes. `false` when it was refused
/// on the spot; the reason is on the bottom line.
pub fn perform(model: &mut Model, act: &Act, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    take(model, Task::Acts { acts: vec![act.clone()], files: Vec::new() }, on_commit, effects)
}

/// Records one act and says so.
pub fn say(model: &mut Model, act: &Act, effects: &mut Vec<Effect>) -> bool {
    perform(model, act, OnCommit::Say(Telling::Acts(vec![act.clone()])), effects)
}

/// Records what a single key asked, and says by which key it is taken back.
pub fn press(model: &mut Model, act: &Act, effects: &mut Vec<Effect>) -> bool {
    perform(model, act, OnCommit::Say(Telling::Key(vec![act.clone()])), effects)
}

/// The same for anything that is to be recorded.
pub fn take(model: &mut Model, task: Task, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    if !admits(model, &on_commit, effects) {
        return false;
    }
    match on_commit {
        OnCommit::Say(_)
        | OnCommit::Form { .. }
        | OnCommit::OpenZaak(_)
        | OnCommit::Choose(_)
        | OnCommit::Turned { visitor: None, .. } => {
            if model.session.hand.is_bounce() {
                bounced(model);
                return false;
            }
            // A form is filled with text, however fast that comes.
            let by_form = matches!(on_commit, OnCommit::Form { .. } | OnCommit::OpenZaak(_));
            if !by_form && came_together(model) {
                return false;
            }
            model.session.writes.asked = model.session.writes.asked.wrapping_add(1);
        }
        OnCommit::Call(_)
        | OnCommit::Mail(_)
        | OnCommit::Draft { .. }
        | OnCommit::SendOut(_)
        | OnCommit::SentOut(_)
        | OnCommit::Shell(_)
        | OnCommit::Turned { visitor: Some(_), .. } => {}
    }
    enqueue(model, task, on_commit, effects)
}

fn enqueue(model: &mut Model, task: Task, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    if model.session.writes.in_flight.is_some() {
        model.session.writes.queue.push_back((task, on_commit));
        return true;
    }
    start(model, task, on_commit, effects)
}

/// Records what stood there to be read before the key that sends it off: what is typed behind that key is meant for
/// what is asked now, and counts.
pub fn take_earlier(model: &mut Model, task: Task, on_commit: OnCommit, effects: &mut Vec<Effect>) -> bool {
    admits(model, &on_commit, effects) && enqueue(model, task, on_commit, effects)
}

/// Whether this desk records now; where it does not, that is said to whoever asked.
fn admits(model: &mut Model, on_commit: &OnCommit, effects: &mut Vec<Effect>) -> bool {
    let Err(why) = model.may_record() else { return true };
    let error = Error::no(why);
    not_saved(model, on_commit, &NotSaved::Judged(&error), effects);
    if !shell::refused(on_commit, &error, effects) {
        model.report_error(error);
    }
    false
}

/// Refuses a command among keys that came all at once: pasted text presses none. `true` where it did.
pub fn came_together(model: &mut Model) -> bool {
    let together = model.session.hand.is_together();
    if together {
        model.session.hand.refuse();
        let error = Error::no("Deze letters kwamen allemaal tegelijk; er is niets gedaan.");
        model.report_error(error.hint("Plakken kan in een veld; een toets drukt u los."));
    }
    together
}

/// Refuses a key that came again before anybody had read what it did, or all at once with others. `true` where it did.
pub fn is_no_press(model: &mut Model) -> bool {
    if model.session.hand.is_bounce() {
        bounced(model);
        return true;
    }
    came_together(model)
}

/// Says that what was typed on behind a refused command was not done, beside why that was refused.
pub fn typed_on(model: &mut Model) {
    let note = "Wat u meteen daarna typte is niet gedaan.";
    match &mut model.session.line {
        Some((StatusLine::Error(error), _)) if error.sentence.ends_with(note) => {}
        Some((StatusLine::Error(error), _)) => error.sentence = format!("{} {note}", error.sentence),
        Some((StatusLine::Done(_), _)) | None => model.report_error(Error::no(note)),
    }
}

/// Says that a key came again before anybody had read what it did, beside what that was.
pub fn bounced(model: &mut Model) {
    does_not_count(model, "De toets kwam meteen nog eens; dat telt niet.");
}

/// Says that a key came before anybody had read what the one before it did, beside what that was.
pub fn too_soon(model: &mut Model) {
    does_not_count(model, "De toets kwam te snel; dat telt niet.");
}

fn does_not_count(model: &mut Model, note: &'static str) {
    match &mut model.session.line {
        Some((StatusLine::Done(sentence), _)) if sentence.starts_with(note) => {}
        // In front, and of what the act before it did only the first sentence: all of that stands in the list of what was said.
        Some((StatusLine::Done(sentence), _)) => *sentence = format!("{note} {}", sentences::first(sentence)),
        Some((StatusLine::Error(_), _)) | None => {
            model.report_error(Error::no(note).hint("Meent u het, druk dan nog eens."));
        }
    }
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
        Task::Turn { direction, pick } => {
            if let Err(error) = shell::may_answer(model, &on_commit) {
                return shell::refused(&on_commit, &error, effects);
            }
            let ticket = under_way(model, on_commit);
            effects.push(Effect::History(HistoryUse::Turn { ticket, direction, pick }));
            return true;
        }
    };
    match decided.and_then(|decided| meanwhile::still_holds(model, &on_commit, decided)) {
        Ok(decided) if decided.new.is_empty() => {
            nothing_to_save(model, on_commit, effects);
            true
        }
        Ok(decided) => {
            let typed = target(model, &on_commit).filter(|target| model.session.held.find(target).is_some());
            let ticket = under_way(model, on_commit);
            effects.push(Effect::Write { ticket, facts: decided.new, files, typed, reverses: None });
            true
        }
        Err(error) => {
            not_saved(model, &on_commit, &NotSaved::Judged(&error), effects);
            if !shell::refused(&on_commit, &error, effects) {
                model.report_error(error);
            }
            false
        }
    }
}

/// From here on this is on its way to the log, under the ticket that comes back.
fn under_way(model: &mut Model, on_commit: OnCommit) -> Ticket {
    let ticket = model.session.writes.ticket.next();
    model.session.writes.ticket = ticket;
    model.session.writes.in_flight = Some(InFlight { ticket, on_commit });
    ticket
}

/// Whose text goes into the log by it.
fn target(model: &Model, on_commit: &OnCommit) -> Option<FormTarget> {
    match on_commit {
        OnCommit::Form { target, .. } => Some(target.clone()),
        OnCommit::Draft { zaak, draft } => Some(FormTarget::Draft { zaak: *zaak, draft: *draft }),
        OnCommit::Call(turn) | OnCommit::OpenZaak(turn) => settled::call_target(model, *turn),
        OnCommit::Say(_)
        | OnCommit::Choose(_)
        | OnCommit::Mail(_)
        | OnCommit::SendOut(_)
        | OnCommit::SentOut(_)
        | OnCommit::Shell(_)
        | OnCommit::Turned { .. } => None,
    }
}

/// What is to be recorded stands there already.
fn nothing_to_save(model: &mut Model, on_commit: OnCommit, effects: &mut Vec<Effect>) {
    match on_commit {
        OnCommit::Say(said) => model.tell(&said, &Before::default()),
        OnCommit::Form { target, acts, .. } => {
            settled::forget(model, &target, effects);
            settled::committed(model, &target);
            model.tell(&Telling::Acts(acts), &Before::default());
        }
        OnCommit::Draft { zaak, draft } => settled::forget(model, &FormTarget::Draft { zaak, draft }, effects),
        OnCommit::Call(turn) | OnCommit::OpenZaak(turn) => {
            if let Some(target) = settled::call_target(model, turn) {
                settled::forget(model, &target, effects);
                settled::committed(model, &target);
            }
        }
        OnCommit::Mail(_) => effects.push(Effect::MailProcessed(MailFate::Refused)),
        OnCommit::Shell(turn) => shell::recorded(model, turn, &[], &Before::default(), effects),
        OnCommit::SendOut(message) => effects.push(Effect::SendOut(message)),
        OnCommit::SentOut(sentence) => model.say(sentence),
        OnCommit::Choose(_) | OnCommit::Turned { .. } => {}
    }
}

/// The store refused what was under way.
pub fn refused(model: &mut Model, ticket: Ticket, error: Error, effects: &mut Vec<Effect>) {
    let why = match error.kind {
        ErrorKind::Data => NotSaved::Disk(&error),
        ErrorKind::Usage | ErrorKind::No => NotSaved::Judged(&error),
    };
    if let NotSaved::Disk(error) = why {
        model.session.held.refused(error.clone(), model.view.uptime);
    }
    if let Some(in_flight) = model.session.writes.in_flight.take_if(|o| o.ticket == ticket) {
        not_saved(model, &in_flight.on_commit, &why, effects);
        shell::refused(&in_flight.on_commit, &error, effects);
    }
    model.report_error(error);
    next(model, effects);
}

/// What was typed and could not be recorded is still in its field: it is tried again shortly instead
/// of being called saved. Who read mail need not wait for it any longer.
fn not_saved(model: &mut Model, on_commit: &OnCommit, why: &NotSaved<'_>, effects: &mut Vec<Effect>) {
    let uptime = model.view.uptime;
    match on_commit {
        OnCommit::Mail(_) => effects.push(Effect::MailProcessed(MailFate::Refused)),
        OnCommit::Form { target, .. } => settled::refused(model, target, why),
        OnCommit::Draft { zaak, draft } => {
            let target = FormTarget::Draft { zaak: *zaak, draft: *draft };
            model.session.held.stays(&target);
            for layer in &mut model.view.layers {
                if let Layer::Editor(editor) = layer
                    && editor.target() == target
                {
                    editor.unsaved.get_or_insert(uptime);
                }
            }
        }
        OnCommit::Call(turn) => settled::call_refused(model, *turn),
        OnCommit::OpenZaak(turn) => {
            if let Some(target) = settled::call_target(model, *turn) {
                settled::refused(model, &target, why);
            }
        }
        // What could not be recorded does not begin.
        OnCommit::SendOut(message) => {
            model.session.ways_out.under_way.remove(&(message.material.zaak.number, message.draft));
        }
        OnCommit::Say(_) | OnCommit::Choose(_) => typed_line::refused(model),
        // That a sending began stands in the log, and the next one is asked about.
        OnCommit::SentOut(_) | OnCommit::Shell(_) | OnCommit::Turned { .. } => {}
    }
}
