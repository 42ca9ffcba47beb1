//! The call: opens with one key, saves while the officer types and listens, and opens a case from it
//! when it is complete.

use super::{locked_call, settled, write_queue::perform};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{Act, Naming, NoteCall},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            call_form,
            form::Form,
            form_field::{Completion, FieldKind},
            item::Item,
            on_commit::OnCommit,
            open_call::{CallDone, OpenCall},
            writes::{SAVE_AFTER, Task},
        },
        view::View,
    },
    domain::{
        error::Error,
        field_name::FieldName,
        form_target::{FormTarget, Turn},
        ids::Meldingnummer,
        inrichting::{Inrichting, Plek},
        melding::{Call, Content},
        rank::FoundBy,
    },
    judge::rij_choice,
    log::event::Entry,
};

/// The inrichtingen as a form suggests them, found by every name people use.
pub fn inrichtingen(model: &Model) -> Vec<Completion> {
    let all = model.view.setup.inrichtingen.all();
    let found_by = |i: &Inrichting| {
        let named = FoundBy::name(&i.name).words(&i.kind_words());
        i.aliases.iter().fold(named, |found_by, alias| found_by.called(alias))
    };
    all.map(|i| Completion { text: i.name.clone(), found_by: found_by(i) }).collect()
}

/// The rows as the form suggests them, found by number and by word: those of the book of the inrichting that is typed.
fn rijen(view: &View, inrichting: &str) -> Vec<Completion> {
    let all = view.book_at(inrichting).into_iter().flat_map(|book| book.rijen().map(move |rij| (book, rij)));
    all.map(|(book, r)| Completion {
        text: format!("{} {}", r.nr, r.incident),
        found_by: rij_choice::found_by(book, r),
    })
    .collect()
}

/// Lets a form on a call suggest the rows of the inrichting that stands in it now.
pub fn follow_inrichting(model: &mut Model) {
    let Some(Layer::Form(form)) = model.view.layers.last() else { return };
    if form.call.is_none() {
        return;
    }
    let suggested = rijen(&model.view, &form.text(FieldName::Inrichting));
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return };
    if let Some(field) = form.fields.iter_mut().find(|field| field.name == FieldName::Rij) {
        field.kind = FieldKind::Completion(suggested);
    }
}

/// Opens an empty form; the time of the call is filled in already.
pub fn start(model: &mut Model) {
    if model.view.layers.iter().any(|l| matches!(l, Layer::Form(f) if f.call.is_some())) {
        return;
    }
    let turn = next_turn(model);
    let call = Call { called: Some(model.view.now.minute()), ..Call::default() };
    open(model, OpenCall { turn, melding: None, done: CallDone::OpensZaak }, &call);
}

/// A form for a call that comes in while the desk is locked.
pub fn form_at_lock(model: &mut Model) -> Form {
    let call = Call { called: Some(model.view.now.minute()), ..Call::default() };
    let turn = next_turn(model);
    call_form::phone(
        OpenCall { turn, melding: None, done: CallDone::Kept },
        &call,
        inrichtingen(model),
        rijen(&model.view, call.inrichting.as_ref().map_or("", Plek::label)),
    )
}

/// Opens a call that was noted before.
pub fn edit(model: &mut Model, number: Meldingnummer, call: &Call) {
    let left = model.session.held.all().map(|t| &t.typed.target).find_map(|target| {
        let FormTarget::Call { melding, turn } = target else { return None };
        (*melding == Some(number)).then_some(*turn)
    });
    let turn = left.unwrap_or_else(|| next_turn(model));
    open(model, OpenCall { turn, melding: Some(number), done: CallDone::OpensZaak }, call);
}

/// Opens a call that never came into the log.
pub fn resume(model: &mut Model, turn: Turn) {
    open(model, OpenCall { turn, melding: None, done: CallDone::OpensZaak }, &Call::default());
}

fn next_turn(model: &mut Model) -> Turn {
    model.session.turn = model.session.turn.wrapping_add(1);
    model.session.turn
}

/// Opens a form on a call, with what was typed before and is not in the log; that is saved soon.
fn open(model: &mut Model, call: OpenCall, content: &Call) {
    let form = call_form::phone(
        call,
        content,
        inrichtingen(model),
        rijen(&model.view, content.inrichting.as_ref().map_or("", Plek::label)),
    );
    let left = model.session.held.find(&form.target).is_some();
    model.open_form(form);
    let uptime = model.view.uptime;
    if let Some(Layer::Form(form)) = model.view.layers.last_mut().filter(|_| left) {
        form.unsaved = Some(uptime);
    }
}

/// True while a version of this call has not been committed.
pub fn is_in_flight(model: &Model, turn: Turn) -> bool {
    let first = |v: &OnCommit| matches!(v, OnCommit::Call(t) | OnCommit::OpenZaak(t) if *t == turn);
    model.session.writes.in_flight.as_ref().is_some_and(|o| first(&o.on_commit))
        || model.session.writes.queue.iter().any(|(_, v)| first(v))
}

/// Saves what was typed, when it waited long enough or when everything must be saved.
pub fn save(model: &mut Model, scope: SaveScope, effects: &mut Vec<Effect>) {
    let (now, uptime) = (model.view.now, model.view.uptime);
    if let Some(form) = settled::locked_form(model)
        && let (Some(since), Some(OpenCall { turn, melding, .. })) = (form.unsaved, form.call)
        && (scope.is_all() || since.plus(SAVE_AFTER) <= uptime)
        && !(melding.is_none() && is_in_flight(model, turn))
    {
        locked_call::save(model, effects);
    }
    let Some(form) = settled::call_form(model) else { return };
    let Some(since) = form.unsaved.filter(|_| !form.is_under_way()) else { return };
    let Some(OpenCall { turn, melding, .. }) = form.call else { return };
    // Its number is on its way: the next pause in typing comes soon enough.
    if !scope.is_all() && (since.plus(SAVE_AFTER) > uptime || (melding.is_none() && is_in_flight(model, turn))) {
        return;
    }
    let Some(form) = settled::call_form(model) else { return };
    form.unsaved = None;
    let call = call_form::call(form, now);
    perform(model, &Act::NoteCall(NoteCall { melding, call, naming: Naming::AsTyped }), OnCommit::Call(turn), effects);
}

fn melding_of(entries: &[Entry]) -> Option<Meldingnummer> {
    entries.iter().find_map(|e| e.event.typed_call().map(|typed| typed.melding))
}

/// A version is in the log: the form now knows its number.
pub fn saved(model: &mut Model, turn: Turn, entries: &[Entry]) {
    let now = model.view.now;
    let number = melding_of(entries);
    // What was typed while the first version was under way is about this same call.
    for (task, on_commit) in &mut model.session.writes.queue {
        if let (Task::Acts { acts, .. }, OnCommit::Call(from) | OnCommit::OpenZaak(from)) = (task, on_commit)
            && *from == turn
        {
            for act in acts {
                if let Act::NoteCall(NoteCall { melding: melding @ None, .. }) = act {
                    *melding = number;
                }
            }
        }
    }
    if let Some(form) = settled::locked_form(model).filter(|f| f.call.is_some_and(|c| c.turn == turn)) {
        if let Some(OpenCall { melding: melding @ None, .. }) = &mut form.call {
            *melding = number;
        }
        return locked_call::saved(model);
    }
    // A later version may still be under way, or be typed by now.
    let unsaved = settled::call_form(model).is_some_and(|f| f.target.is_call(turn) && f.unsaved.is_some());
    if !unsaved
        && !is_in_flight(model, turn)
        && let Some(target) = settled::call_target(model, turn)
    {
        model.session.held.release(&target);
    }
    if let Some(form) = settled::call_form(model).filter(|f| f.call.is_some_and(|c| c.turn == turn)) {
        form.saved = Some(now);
        if let Some(OpenCall { melding: melding @ None, .. }) = &mut form.call {
            *melding = number;
        }
    }
}

/// The officer is done: the last version is saved and a case follows, unless the call already
/// belongs to one.
pub fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    let Some(form) = settled::call_form(model) else { return };
    let Some(OpenCall { turn, melding, .. }) = form.call else { return };
    let nothing = [
        FieldName::Inrichting,
        FieldName::Text,
        FieldName::Caller,
        FieldName::Number,
        FieldName::Voorval,
        FieldName::Rij,
    ]
    .iter()
    .all(|n| form.text(*n).is_empty());
    if nothing {
        form.error = Some(Error::no("Er is nog niets genoteerd.").hint("Typ iets, of sluit met Esc."));
        return;
    }
    let call = call_form::call(form, now);
    let times = crate::domain::termijn_kind::Times {
        voorval: call.voorval,
        constatering: call.constatering,
        called: call.called,
        ..Default::default()
    };
    if let Err(error) = times.check_told(None) {
        form.error = Some(error);
        return;
    }
    let act = Act::NoteCall(NoteCall { melding, call, naming: Naming::AsTyped });
    settled::send(model);
    perform(model, &act, OnCommit::OpenZaak(turn), effects);
}

/// The complete call is in the log: open a case from it.
pub fn open_zaak(model: &mut Model, turn: Turn, entries: &[Entry], effects: &mut Vec<Effect>) {
    if let Some(target) = settled::call_target(model, turn) {
        settled::committed(model, &target);
    }
    let Some(melding) = melding_of(entries) else { return };
    model.view.choose(Some(Item::Melding(melding)));
    let open = model.view.desk.meldingen.get(&melding).is_some_and(crate::log::melding::Melding::is_open);
    if open {
        super::new_zaak::open_or_ask(model, melding, effects);
    } else {
        model.say("Het telefoontje is bewaard.");
    }
}

/// The call behind a report, for editing.
pub fn call_of(model: &Model) -> Option<(Meldingnummer, Call)> {
    let melding = model.view.melding()?;
    match &melding.content {
        Content::Call(g) => Some((melding.number, g.clone())),
        Content::Mail(_) => None,
    }
}
