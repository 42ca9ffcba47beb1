//! Acts from elsewhere (a verb in the shell, mail) while something lies open over the desk. What is sent from there was judged
//! on what stood there before: where that was changed meanwhile it is refused once, with what it was, and nothing is recorded.

use crate::{
    acts::decide::Decided,
    desk::{
        layer::Layer,
        model::Model,
        state::{
            meanwhile::{Hands, Meanwhile},
            on_commit::OnCommit,
        },
    },
    domain::{
        error::{Error, Result},
        ticket::Ticket,
    },
    log::{
        deed_name,
        event::{Entry, LogEvent},
        touched::Touched,
    },
};

/// Who did what comes back under this ticket.
pub fn whose(model: &Model, ticket: Ticket) -> Hands {
    let in_flight = model.session.writes.in_flight.as_ref().filter(|o| o.ticket == ticket);
    if in_flight.is_none_or(|o| o.on_commit.is_of_this_desk()) { Hands::Ours } else { Hands::Others }
}

/// It is in the log: who has something open over the desk is told before anything is recorded from there.
pub fn arrived(model: &mut Model, entries: &[Entry]) {
    let layers = model.view.layers.len();
    if layers == 0 {
        return;
    }
    let events: Vec<&LogEvent> = entries.iter().map(|entry| &entry.event).collect();
    let touched = Touched::by(events.iter().copied());
    let name = deed_name::name(&events, &model.view.desk, &model.view.context().books());
    if let Some(Layer::Form(form)) = model.view.layers.last_mut()
        && form.target.zaak().is_some_and(|zaak| touched.weighed().any(|theirs| theirs == zaak))
    {
        let error = Error::no(format!("Intussen is elders vastgelegd: {name}. Wat hierboven staat is van ervoor."));
        form.error = Some(error.hint("Esc, en opnieuw openen, toont hoe het nu is."));
    }
    model.session.meanwhile.push(Meanwhile { layers, touched, name });
}

/// What lay open is gone: what came while it did need not be told any more.
pub fn settle(model: &mut Model) {
    let layers = model.view.layers.len();
    for arrival in &mut model.session.meanwhile {
        arrival.layers = arrival.layers.min(layers);
    }
    model.session.meanwhile.retain(|arrival| arrival.layers > 0);
}

/// What is about to be recorded, unless it was judged on what is no more.
///
/// # Errors
/// What changed meanwhile; it is told once, after which the same may be recorded.
pub fn still_holds(model: &mut Model, on_commit: &OnCommit, decided: Decided) -> Result<Decided> {
    if !is_judged(on_commit) {
        return Ok(decided);
    }
    let touched = Touched::by(decided.new.iter().map(|new| &new.event));
    let passes = |arrival: &Meanwhile| touched.is_passed_by(&arrival.touched);
    let (told, rest): (Vec<_>, Vec<_>) = model.session.meanwhile.iter().cloned().partition(passes);
    if told.is_empty() {
        return Ok(decided);
    }
    model.session.meanwhile = rest;
    let names: Vec<String> = told.into_iter().map(|arrival| arrival.name).collect();
    let error = Error::no(format!("Intussen is elders vastgelegd: {}. Er is nu niets vastgelegd.", names.join(", ")));
    Err(error.hint("Kijk hoe het nu is. Meent u het nog zo, doe het dan nog eens."))
}

/// True for what the officer records by what the screen says; what is typed is saved whatever it says.
const fn is_judged(on_commit: &OnCommit) -> bool {
    match on_commit {
        OnCommit::Say(_) | OnCommit::Form { .. } | OnCommit::Choose(_) | OnCommit::SendOut(_) => true,
        OnCommit::Call(_)
        | OnCommit::OpenZaak(_)
        | OnCommit::Mail(_)
        | OnCommit::Draft { .. }
        | OnCommit::SentOut(_)
        | OnCommit::Shell(_)
        | OnCommit::Turned { .. } => false,
    }
}
