//! One message in, effects out. Synchronous and pure: nothing changes in the desk before the store
//! has committed it and says so with [`Msg::Recorded`].

use super::{
    effect::Effect,
    model::Model,
    msg::Msg,
    ops::{
        agenda_file, alarm_service, around, backup, call_end, dossier,
        draft::{self, VersionFrom},
        film, form_line, history, keys, masking, meanwhile, monitor, monitor_screen, overdracht, overdracht_screen,
        own_editor, phone, pointer, provisions, qr, reopen, role, screen_lock, search, settled, shell, source,
        typed_line, typing, versions, wake, way_out, week, write_queue,
    },
    state::{
        found::Found,
        item::Item,
        meanwhile::Hands,
        motion::Motion,
        on_commit::{DraftOf, OnCommit, Telling},
        screen::LINE_STAYS,
        shielding::Shielding,
        writes::{InFlight, Task},
    },
};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::before::Before,
    domain::{duration, ids::Zaaknummer, moment::Moment, ticket::Ticket, uptime::Uptime},
    judge::visibility::Visibility,
    log::{desk::Desk, event::Entry},
};

/// Takes one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    model.session.hand.rest();
    model.view.scroll.settle();
    take(model, msg, &mut effects);
    settle(model, &mut effects);
    effects
}

/// What each message leads to.
#[expect(clippy::too_many_lines, reason = "one row a message")]
fn take(model: &mut Model, msg: Msg, effects: &mut Vec<Effect>) {
    match msg {
        Msg::Tick { now, uptime } => tick(model, now, uptime, effects),
        Msg::InputDropped => model.session.writes.input_dropped = true,
        Msg::LeftOut(count) => left_out(model, count),
        Msg::Lock => screen_lock::lock(model, effects),
        Msg::Slept => screen_lock::slept(model, effects),
        Msg::StaysLocked(error) => screen_lock::stays(model, error, effects),
        Msg::TextsSealed(result) => screen_lock::sealed(model, result, effects),
        Msg::SealedMail(mails) => source::sealed(model, &mails, effects),
        Msg::KeyPress(key) => {
            touched(model);
            model.session.hand.press(key, model.view.uptime);
            keys::key(model, key, effects);
        }
        Msg::Together(keys) => model.session.hand.together(keys, model.view.uptime),
        Msg::Paste(text) => {
            touched(model);
            keys::paste(model, &text, effects);
        }
        Msg::Pointed(pointed) => {
            touched(model);
            pointer::take(model, pointed, effects);
        }
        Msg::Window(window) => model.session.window = window,
        Msg::EditorTyped(edits) => {
            touched(model);
            model.session.hand.typed(edits.iter().map(|edit| edit.added.chars().count()).sum::<usize>().max(1));
            draft::typed(model, &edits);
        }
        Msg::Recorded { ticket, entries } => recorded(model, ticket, &entries, effects),
        Msg::Refused { ticket, error } => {
            model.dirty = true;
            write_queue::refused(model, ticket, error, effects);
            note_dropped(model);
        }
        Msg::TypedKept { target, result } => typing::kept(model, &target, result),
        Msg::LeftBehind { texts, files } => reopen::left_behind(model, texts, files),
        Msg::Held(texts) => reopen::found(model, texts, effects),
        Msg::History { purpose, result } => history::read(model, purpose, result, effects),
        Msg::SearchWaits => model.session.search_waits = true,
        Msg::Found { search, desk, total } => add_found(model, search, *desk, total),
        Msg::Recent(desk) => {
            model.dirty = true;
            model.view.absorb(*desk);
        }
        Msg::Timeline { zaak, entries } => {
            model.dirty = true;
            model.view.timeline = Some((zaak, entries));
            provisions::read(model, zaak);
        }
        Msg::Film { scope, entries } => {
            model.dirty = true;
            film::start(model, scope, entries);
        }
        Msg::DraftMade { zaak, draft, made } => {
            model.dirty = true;
            // The text is that of the built-in template where the officer's own has a fault.
            let fault = made.as_ref().ok().and_then(|made| made.fault.clone());
            draft::created(model, zaak, draft, made.map(|made| made.text));
            if let Some(fault) = fault {
                model.report_error(fault);
            }
        }
        Msg::Versions { zaak, draft, purpose, result } => {
            versions::read(model, (zaak, draft), purpose, result, effects);
        }
        Msg::EditedOutside { zaak, draft, result } => own_editor::ended(model, zaak, draft, result, effects),
        Msg::DossierWritten { zaak, kind, result } => dossier::written(model, zaak, kind, result, effects),
        Msg::CodeDrawn(drawn) => qr::drawn(model, drawn, effects),
        Msg::NumberCopied(copied) => qr::copied(model, copied),
        Msg::WentOut(answer) => way_out::answered(model, *answer, effects),
        Msg::Mail { acts, calls, files } => {
            write_queue::take(model, Task::Acts { acts, files }, OnCommit::Mail(calls), effects);
        }
        Msg::Shell(call) => write_queue::take_shell(model, call, effects),
        Msg::Source { kind, state } => source::state(model, kind, state),
        // What each copy came to stands there already.
        Msg::Imported { tally, visitor: Some(visitor) } => shell::imported(visitor, tally, effects),
        Msg::Imported { tally, visitor: None } if tally.is_only_copies() => model.dirty = true,
        Msg::Imported { tally, visitor: None } => {
            model.dirty = true;
            match tally.sentence() {
                Ok(sentence) => model.say(sentence),
                Err(error) => model.report_error(error),
            }
        }
        Msg::TurnWord(word) => effects.push(Effect::TurnWord(word)),
        Msg::WordTurned(Ok(sentence)) => model.say(sentence),
        Msg::Learnt(learnt) => form_line::learnt(model, *learnt, effects),
        Msg::MonitorWritten { order, entered } => monitor::written(model, &order, entered, effects),
        Msg::MonitorFailed { order, error } => monitor::failed(model, &order, error),
        Msg::MonitorProgress { period, progress } => monitor_screen::progress(model, period, progress),
        Msg::Charts { period, result } => monitor_screen::made(model, period, result),
        Msg::Brought { title, zaken, result: Ok(desk) } => monitor_screen::brought(model, title, &zaken, *desk),
        Msg::OverdrachtOpened(result) => overdracht_screen::opened(model, result),
        Msg::PartTaken { part, result } => overdracht_screen::taken(model, part, result, effects),
        Msg::OverdrachtWritten { object, sentence } => overdracht::written(model, object, sentence, effects),
        Msg::OverdrachtFailed { order, error } => overdracht::failed(model, &order, error),
        Msg::Week { week, result: Ok((desk, facts)) } => week::read(model, week, *desk, &facts),
        Msg::Brought { result: Err(error), .. }
        | Msg::Week { result: Err(error), .. }
        | Msg::WordTurned(Err(error)) => model.report_error(error),
        Msg::Followed { writer, entries, delta } => role::followed(model, writer, entries, *delta),
        Msg::FollowFailed(error) => role::follow_failed(model, &error),
        Msg::TakenOver(result) => role::taken_over(model, result.map(|desk| *desk), effects),
        Msg::Backup { reason, result } => backup::created(model, reason, result),
        Msg::Agenda(result) => agenda_file::written(model, result, effects),
        Msg::Watch(result) => alarm_service::news(model, *result, effects),
        Msg::Woken(result) => alarm_service::written(model, *result, effects),
        Msg::WentOff { points, channels } => alarm_service::went_off(model, &points, &channels, effects),
        Msg::Answered { topic, channel, outcome } => {
            alarm_service::answered(model, topic, channel, outcome, effects);
        }
        Msg::AlarmAction { topic, action } => alarm_service::execute(model, topic, action, effects),
        Msg::ClockJump { from, to } => alarm_service::clock_jump(model, from, to, effects),
        Msg::Failed(error) => {
            model.dirty = true;
            model.report_error(error);
        }
        Msg::CallFailed(reason) => {
            model.warn(reason);
        }
    }
}

/// What follows whatever the message was.
fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    meanwhile::settle(model);
    masking::close(model);
    masking::note_reading(model, effects);
    typed_line::settle(model, effects);
    call_end::settle(model);
    screen_lock::settle(model, effects);
    screen_lock::forget(model);
    alarm_service::take_off(model, effects);
    if model.dirty {
        around::look(model);
    }
}

/// The officer touched the desk.
const fn touched(model: &mut Model) {
    model.dirty = true;
    model.session.last_key = model.view.uptime;
}

fn tick(model: &mut Model, now: Moment, uptime: Uptime, effects: &mut Vec<Effect>) {
    let was = model.view.now;
    model.view.now = now;
    model.view.uptime = uptime;
    screen_lock::tick(model, was, effects);
    // The clock in the header, or a countdown that reads differently now. A clock that was put back
    // may change anything.
    let ticks_over = model.view.setup.motion == Motion::Full
        && model.countdown_moments(was).any(|due| duration::next_change(due, was) <= now);
    if was.minute() != now.minute() || ticks_over || now < was {
        model.dirty = true;
        // What others are late with from now on is the officer's to do.
        model.view.refresh();
    }
    if model.session.line.as_ref().is_some_and(|(_, at)| at.plus(LINE_STAYS) <= uptime) {
        model.session.line = None;
        model.dirty = true;
    }
    alarm_service::tick(model, was, effects);
    role::tick(model, effects);
    source::tick(model, was);
    search::tick(model, effects);
    backup::tick(model, effects);
    typing::save_typed(model, SaveScope::Due, effects);
}

fn recorded(model: &mut Model, ticket: Ticket, entries: &[Entry], effects: &mut Vec<Effect>) {
    model.dirty = true;
    let before = Before::of(&model.view.desk, entries);
    let mut touched: Vec<Zaaknummer> = Vec::new();
    for entry in entries {
        model.view.desk.apply(entry);
        model.session.newest = model.session.newest.max(Some(entry.recorded_at));
        if let Some(zaak) = entry.event.zaak() {
            touched.push(zaak);
            if let Some((number, alarm_line)) = &mut model.view.timeline
                && *number == zaak
            {
                alarm_line.push(entry.clone());
            }
        }
    }
    let own = |o: &InFlight| o.ticket == ticket && matches!(o.on_commit, OnCommit::Draft { .. });
    let is_own = model.session.writes.in_flight.as_ref().is_some_and(own);
    let whose = meanwhile::whose(model, ticket);
    draft::came_in(model, entries, if is_own { VersionFrom::Editor } else { VersionFrom::Elsewhere });
    touched.dedup();
    for zaak in touched {
        model.view.rederive(zaak);
    }
    model.view.refresh();
    // What was recorded may be found now, or no longer.
    search::again(model, effects);
    model.close_without_rij();
    model.session.held.accepted();
    if whose == Hands::Others {
        meanwhile::arrived(model, entries);
    }
    if let Some(in_flight) = model.session.writes.in_flight.take_if(|o| o.ticket == ticket) {
        // What came by mail or from a shell was typed elsewhere.
        if in_flight.on_commit.is_of_this_desk() {
            model.view.own.take(entries);
            model.session.writes.own.extend(entries.iter().map(Entry::act));
        }
        let own = in_flight.on_commit.is_of_this_desk();
        follow(model, in_flight.on_commit, entries, &before, effects);
        if own {
            note_place(model, entries);
        }
        note_dropped(model);
    }
    write_queue::next(model, effects);
}

/// Says that a case came to stand at an inrichting that stands in no list, or of a sector without a book.
fn note_place(model: &mut Model, entries: &[Entry]) {
    let placed = entries.iter().find_map(|e| e.event.zaak());
    let visibility = placed.map_or(Visibility::Masked, |zaak| model.view.plek_visibility(zaak));
    if let Some(note) = model.view.context().about_place(&model.view.desk, entries, visibility) {
        model.say_also(&note.to_string());
    }
}

/// Says that keys behind the last act were not taken, beside what that came to.
fn note_dropped(model: &mut Model) {
    if !std::mem::take(&mut model.session.writes.input_dropped) {
        return;
    }
    model.say_also("Wat u meteen daarna typte is niet gedaan.");
}

fn follow(model: &mut Model, on_commit: OnCommit, entries: &[Entry], before: &Before, effects: &mut Vec<Effect>) {
    match on_commit {
        OnCommit::Form { target, acts, then } => {
            settled::committed(model, &target);
            model.tell(&Telling::Acts(acts), before);
            if let Some(DraftOf { zaak, draft }) = then {
                draft::open(model, zaak, draft, effects);
            }
        }
        OnCommit::Say(said) => model.tell(&said, before),
        OnCommit::Turned { direction, name, visitor } => {
            let sentences = history::turned(model, direction, &name, entries, before, effects);
            match visitor {
                Some(visitor) => shell::turned(model, visitor, sentences, effects),
                None => model.say(sentences.on_screen),
            }
        }
        OnCommit::Mail(calls) => source::arrived(model, entries, &calls, effects),
        OnCommit::Shell(turn) => shell::recorded(model, turn, entries, before, effects),
        OnCommit::Draft { zaak, draft } => draft::saved(model, zaak, draft),
        OnCommit::SentOut(sentence) => model.say(sentence),
        OnCommit::SendOut(message) => way_out::begun(model, message, effects),
        OnCommit::Call(turn) => phone::saved(model, turn, entries),
        OnCommit::OpenZaak(turn) => phone::open_zaak(model, turn, entries, effects),
        OnCommit::Choose(acts) => {
            if let Some(zaak) = entries.iter().find_map(|e| e.event.zaak()) {
                model.view.choose(Some(Item::Zaak(zaak)));
            }
            model.tell(&Telling::Key(acts), before);
        }
    }
}

fn add_found(model: &mut Model, search: String, found: Desk, total: usize) {
    if search != model.view.search {
        return;
    }
    model.dirty = true;
    let items =
        found.meldingen.keys().map(|m| Item::Melding(*m)).chain(found.zaken.keys().map(|z| Item::Zaak(*z))).collect();
    model.view.found = Some(Found { search, items, total });
    model.view.absorb(found);
}

/// The next moment at which the desk wants to hear the clock.
pub fn wake_at(model: &Model) -> Moment {
    wake::next(model)
}

/// Says that a paste came in without what nobody sees in it; on a covered screen nothing came in.
fn left_out(model: &mut Model, count: usize) {
    if matches!(model.view.shielding, Shielding::None) {
        let signs = if count == 1 { "onzichtbaar teken" } else { "onzichtbare tekens" };
        model.say(format!("{count} {signs} weggelaten."));
    }
}
