//! Taking back and putting back what was done. The log says what that is, each time it is asked: nothing of it
//! is kept by the session, so that a lock, a restart or another desk make no difference.

use std::collections::BTreeSet;

use super::{
    shell,
    write_queue::{self, take},
};
use crate::{
    acts::before::Before,
    desk::{
        command::CommandId,
        effect::{Effect, HistoryUse},
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{on_commit::OnCommit, shell::TurnedSentences, writes::Task},
        view::View,
    },
    domain::{
        error::{Error, Result},
        feit::FeitNumber,
        ids::Zaaknummer,
        rank::FoundBy,
        sanitize,
    },
    judge::visibility::MASK,
    log::{
        event::Entry,
        history::{Chance, Direction, History, ListedDeed, Pick, Turned},
    },
};

/// So many characters of a fact stand beside the name of what was done with it.
const TOLD: usize = 60;

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
            Ok(history) => list(model, history.deeds(&model.view.context().books()).list(model.view.now)),
            Err(error) => model.report_error(error),
        },
        HistoryUse::Turn { ticket, direction, pick } => {
            let (now, books) = (model.view.now, model.view.context().books());
            let writes = &mut model.session.writes;
            let Some(in_flight) = writes.in_flight.as_mut().filter(|o| o.ticket == ticket) else { return };
            match result.and_then(|history| history.deeds(&books).turn(direction, pick, now)) {
                Ok(turned) if asks_first(direction, pick, &turned, &in_flight.on_commit, &writes.own) => {
                    writes.in_flight = None;
                    confirm(model, &turned);
                    write_queue::next(model, effects);
                }
                // Nobody at a shell sees which act is the last one: a whole case goes only by its number.
                Ok(turned)
                    if direction == Direction::Undo
                        && pick == Pick::Last
                        && turned.takes_a_case()
                        && matches!(in_flight.on_commit, OnCommit::Turned { visitor: Some(_), .. }) =>
                {
                    refused(model, &turned.named_first(), effects);
                }
                Ok(turned) => {
                    if let OnCommit::Turned { name, visitor, .. } = &mut in_flight.on_commit {
                        // Nobody who asked from a shell saw which one it would be.
                        let words = words_of(&model.view, turned.feit).unwrap_or_default();
                        let what = if visitor.is_some() { turned.dated() } else { format!("{}{words}", turned.name) };
                        *name = turned.told(&what);
                    }
                    let (facts, reverses) = (turned.new, Some(turned.reverses));
                    effects.push(Effect::Write { ticket, facts, files: Vec::new(), typed: None, reverses });
                }
                Err(error) => refused(model, &error, effects),
            }
        }
    }
}

/// Nothing is taken back, and who asked hears why.
fn refused(model: &mut Model, error: &Error, effects: &mut Vec<Effect>) {
    let asked = model.session.writes.in_flight.take();
    if !asked.is_some_and(|asked| shell::refused(&asked.on_commit, error, effects)) {
        model.report_error(error.clone());
    }
    write_queue::next(model, effects);
}

/// Whether the last act is named first and taken back only when the officer says so: what nobody did in this session,
/// and what takes a whole case along. One that was chosen from the list is named by that; a verb in the shell asks
/// at its own terminal.
fn asks_first(direction: Direction, pick: Pick, turned: &Turned, asked: &OnCommit, own: &BTreeSet<u64>) -> bool {
    let at_desk = matches!(asked, OnCommit::Turned { visitor: None, .. });
    let is_far = turned.takes_a_case() || !own.contains(&turned.deed);
    at_desk && direction == Direction::Undo && pick == Pick::Last && is_far
}

/// Names what would be taken back, and when that was recorded; nothing stands chosen.
fn confirm(model: &mut Model, turned: &Turned) {
    let is_own = model.session.writes.own.contains(&turned.deed);
    let why = match (is_own, turned.takes_a_case()) {
        (true, _) => "hiermee gaat een hele zaak; er is nog niets gekozen",
        (false, true) => "een hele zaak, niet in deze zitting vastgelegd; er is nog niets gekozen",
        (false, false) => "niet in deze zitting vastgelegd; er is nog niets gekozen",
    };
    if !model.view.layers.is_empty() {
        let error = Error::no(format!("Er is niets ongedaan gemaakt. Het laatste is {}.", turned.dated()));
        return model.report_error(error.hint("Kies het zelf in de lijst van handelingen."));
    }
    let option = PickOption {
        choice: Choice::Turn { direction: Direction::Undo, deed: turned.deed },
        badge: turned.at.short(),
        text: sanitize::capitalize(&format!(
            "{}{}",
            turned.name,
            words_of(&model.view, turned.feit).unwrap_or_default()
        )),
        extra: String::new(),
        unavailable: None,
        explanation: None,
        heading: None,
    };
    // Found by that word alone: the letter of the key, hit twice, means nothing here.
    let picker = Picker::new("Ongedaan maken?", why, vec![(option, FoundBy::name("ongedaan maken"))]);
    model.open_picker(picker.unchosen("Met ↓ en Enter maakt u dit ongedaan; Esc laat het zo."));
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
    for taught in before.taught(direction) {
        effects.push(Effect::TurnLabel { taught: taught.clone(), direction });
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
    let options = deeds.into_iter().map(|deed| option(model, deed)).collect();
    let picker = Picker::new("Wat er is gedaan", "typ om te zoeken", options).columns(44);
    model.open_picker(picker.unchosen("Kies met ↓ wat u ongedaan wilt maken of terug wilt zetten."));
}

/// The words of a fact, where they may be read.
fn words_of(view: &View, feit: Option<(Zaaknummer, FeitNumber)>) -> Option<String> {
    let (number, feit) = feit?;
    let zaak = view.desk.zaken.get(&number)?;
    let text = &zaak.feiten.iter().chain(&zaak.retracted).find(|f| f.number == feit)?.text;
    let words = view.feit_visibility(number, feit).filled(text).filter(|words| *words != MASK)?;
    Some(format!(": «{}»", sanitize::short_line(words.trim_end_matches('.'), TOLD)))
}

fn option(model: &Model, deed: ListedDeed) -> (PickOption, FoundBy) {
    let name = format!("{}{}", deed.name, words_of(&model.view, deed.feit).unwrap_or_default());
    let (direction, extra) = match (deed.stands, &deed.chance) {
        (true, _) => (Direction::Undo, ""),
        (false, Chance::None(_)) => (Direction::Redo, "is ongedaan"),
        (false, Chance::Undo | Chance::Redo) => (Direction::Redo, "is ongedaan; Enter zet het terug"),
    };
    let unavailable = match deed.chance {
        Chance::Undo | Chance::Redo => None,
        Chance::None(error) => Some(error.hint.unwrap_or(error.sentence)),
    };
    let found_by = FoundBy::name(&name);
    let option = PickOption {
        choice: Choice::Turn { direction, deed: deed.number },
        badge: deed.at.short(),
        text: sanitize::capitalize(&name),
        extra: extra.to_owned(),
        explanation: Some(unavailable.clone().unwrap_or_else(|| extra.to_owned())),
        unavailable,
        heading: None,
    };
    (option, found_by)
}
