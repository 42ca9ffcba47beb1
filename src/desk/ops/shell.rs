//! A verb in the shell that found this desk open: what it asks is judged at its turn, like a key, and recorded
//! through the same queue. The verb hears what it would have printed itself; the desk says what was done.

use crate::{
    acts::{
        Act, RecordingVerb, SaveDraft,
        arguments::ShellAnswer,
        before::Before,
        decide::{After, Decided, decide_all},
        told::SHELL_UNDO,
    },
    desk::{
        effect::Effect,
        model::Model,
        state::{
            on_commit::OnCommit,
            shell::{Enclosed, ShellCall, ShellReply, ShellTurn, ShellWords, TurnedSentences, Visitor},
            shielding::Shielding,
            writes::Task,
        },
        verb::{StoreUse, Verb, parse, translate},
    },
    domain::{
        error::{Error, Result},
        source::ImportTally,
    },
    judge::visibility::Visibility,
    log::event::Entry,
};

/// Takes in what a verb names, and answers what it asks; behind a lock nothing is known to judge it by.
pub fn receive(model: &mut Model, call: ShellCall, effects: &mut Vec<Effect>) -> Option<(Task, OnCommit)> {
    let ShellCall { visitor, typed, subject } = call;
    if let Err(why) = unlocked(model) {
        effects.push(Effect::AnswerShell { visitor, reply: ShellReply::Refused(why) });
        return None;
    }
    model.view.absorb(*subject);
    // Which act is the last one, the log says at its turn.
    let verb = parse(&typed.words).ok().and_then(|piket| piket.verb);
    Some(match verb.as_ref().map(Verb::store_use) {
        Some(StoreUse::Mail(paths)) => {
            effects.push(match model.may_record() {
                Ok(()) => {
                    let paths = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
                    model.view.import(paths, Some(visitor))
                }
                Err(why) => Effect::AnswerShell { visitor, reply: ShellReply::Refused(Error::no(why)) },
            });
            return None;
        }
        Some(StoreUse::Turns { direction, pick }) => {
            let on_commit = OnCommit::Turned { direction, name: String::new(), visitor: Some(visitor) };
            (Task::Turn { direction, pick }, on_commit)
        }
        Some(
            StoreUse::Acts(_)
            | StoreUse::Monitor(_)
            | StoreUse::WritesAlone(_)
            | StoreUse::Beside
            | StoreUse::ListsDeeds
            | StoreUse::Looks,
        )
        | None => (Task::Shell(typed), OnCommit::Shell(ShellTurn::waiting(visitor))),
    })
}

/// Whether what a verb asked may begin now; the officer at this desk need not ask.
///
/// # Errors
/// Behind a lock.
pub fn may_answer(model: &Model, on_commit: &OnCommit) -> Result<()> {
    waiting(on_commit).map_or(Ok(()), |_| unlocked(model))
}

fn unlocked(model: &Model) -> Result<()> {
    match model.view.shielding {
        Shielding::Closing | Shielding::ScreenLock(_) => {
            Err(Error::data("De open desk is op slot; er is niets vastgelegd.")
                .hint("Ontgrendel de desk en probeer het opnieuw."))
        }
        Shielding::None | Shielding::Privacy => Ok(()),
    }
}

/// Judges what a verb asks, by the desk as it stands at its turn, and settles what it prints.
///
/// # Errors
/// When it cannot be, with the reason.
pub fn judge(model: &Model, typed: &ShellWords, on_commit: &mut OnCommit) -> Result<Decided> {
    unlocked(model)?;
    let nothing = || Error::usage("Er is niets te doen.");
    let verb = parse(&typed.words).map_err(|e| translate(&e))?.verb.ok_or_else(nothing)?;
    let (asked, answer) = match verb.store_use() {
        // What was found out from the store is judged by the desk as it is now.
        StoreUse::Monitor(_) => {
            let entered = if let Enclosed::Monitor(entered) = &typed.enclosed { entered.as_slice() } else { &[] };
            let acts =
                entered.iter().filter(|entry| !model.view.is_in_monitor(entry)).cloned().map(Act::IncludeInMonitor);
            (acts.collect(), ShellAnswer::Nothing)
        }
        StoreUse::Acts(arguments) => {
            let mut asked = arguments.acts(&model.view.desk, &model.view.context())?;
            if let (Verb::Record(RecordingVerb::SaveDraft(args)), Enclosed::Draft(text)) = (&verb, &typed.enclosed) {
                asked.insert(0, SaveDraft { zaak: args.zaak, draft: args.kind, text: text.clone() }.into());
            }
            (asked, arguments.answer())
        }
        StoreUse::Turns { .. }
        | StoreUse::Mail(_)
        | StoreUse::WritesAlone(_)
        | StoreUse::Beside
        | StoreUse::ListsDeeds
        | StoreUse::Looks => (Vec::new(), ShellAnswer::Nothing),
    };
    let acts: Vec<Act> = asked;
    if acts.is_empty() && answer != ShellAnswer::Nothing {
        return Err(nothing());
    }
    let decided = decide_all(&model.view.desk, &model.view.context(), &acts)?;
    if let OnCommit::Shell(turn) = on_commit {
        turn.answer = answer;
        turn.acts = acts;
    }
    Ok(decided)
}

/// What a verb asked is in the log: these entries, or none where all stood there already.
pub fn recorded(model: &mut Model, turn: ShellTurn, entries: &[Entry], before: &Before, effects: &mut Vec<Effect>) {
    let ShellTurn { visitor, answer, acts } = turn;
    // A terminal shows what it is asked; the bottom line is read by whoever walks past.
    let sentences = After { visibility: Visibility::Open, ..model.view.after() }.told(&acts, before, SHELL_UNDO);
    let note = model.view.context().about_place_in_shell(&model.view.desk, entries);
    let notes = note.map(|error| error.to_string()).into_iter().collect();
    let lines = answer.lines(&sentences, entries);
    let told = model.view.after().told(&acts, before, &model.undo_hint()).join(" ");
    if !told.is_empty() {
        model.say(format!("Vanuit de shell: {told}"));
    }
    effects.push(Effect::AnswerShell { visitor, reply: ShellReply::Recorded { lines, notes } });
}

/// The files that a verb named were read; what came of each it sees in the store.
pub fn imported(visitor: Visitor, tally: ImportTally, effects: &mut Vec<Effect>) {
    let reply = match tally.not_saved {
        None => ShellReply::Recorded { lines: Vec::new(), notes: Vec::new() },
        Some(error) => ShellReply::Refused(error),
    };
    effects.push(Effect::AnswerShell { visitor, reply });
}

/// What a verb took back or put back is in the log.
pub fn turned(model: &mut Model, visitor: Visitor, told: TurnedSentences, effects: &mut Vec<Effect>) {
    model.say(format!("Vanuit de shell: {}", told.on_screen));
    let reply = ShellReply::Recorded { lines: told.in_shell, notes: Vec::new() };
    effects.push(Effect::AnswerShell { visitor, reply });
}

/// Tells a verb that nothing was recorded; `false` where it was no verb that asked. The officer at this desk did
/// not ask for it, so their bottom line stays as it is.
pub fn refused(on_commit: &OnCommit, why: &Error, effects: &mut Vec<Effect>) -> bool {
    let Some(visitor) = waiting(on_commit) else { return false };
    effects.push(Effect::AnswerShell { visitor, reply: ShellReply::Refused(why.clone()) });
    true
}

/// The verb that waits for this.
const fn waiting(on_commit: &OnCommit) -> Option<Visitor> {
    match on_commit {
        OnCommit::Shell(turn) => Some(turn.visitor),
        OnCommit::Turned { visitor, .. } => *visitor,
        OnCommit::Say(_)
        | OnCommit::Form { .. }
        | OnCommit::Call(_)
        | OnCommit::OpenZaak(_)
        | OnCommit::Choose(_)
        | OnCommit::Mail(_)
        | OnCommit::Draft { .. }
        | OnCommit::SendOut(_)
        | OnCommit::SentOut(_) => None,
    }
}
