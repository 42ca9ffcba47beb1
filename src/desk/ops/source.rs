//! What the desk does with mail that comes in by itself: it says so, keeps the officer's own last act the one
//! that can be undone, and shows in the header which source is not well.

use chrono::Duration;

use crate::{
    acts::copy_told,
    desk::{
        effect::{Effect, MailCall, MailFate},
        model::Model,
        ops::alarm_service,
    },
    domain::{
        ids::Meldingnummer,
        melding::MeldingKind,
        moment::Moment,
        source::{SourceKind, SourceState},
    },
    log::{draft_versions::VersionChange, event::Entry},
};

/// After so long the header says that a source was asked and did not answer: sooner than the five seconds in
/// which mail is to be there.
const TIMEOUT: Duration = Duration::seconds(3);

/// How a source is doing now; a source that is well needs no words.
pub fn state(model: &mut Model, kind: SourceKind, state: SourceState) {
    model.dirty = true;
    match state {
        SourceState::Good => {
            model.session.sources.remove(&kind);
        }
        state @ (SourceState::Requested(_) | SourceState::Busy { .. } | SourceState::Failing(_)) => {
            model.session.sources.insert(kind, state);
        }
    }
}

/// When a source that was asked should have answered.
pub fn wake_at(model: &Model) -> impl Iterator<Item = Moment> {
    model.session.sources.values().filter_map(|state| match state {
        SourceState::Requested(since) => Some(since.plus(TIMEOUT)),
        SourceState::Good | SourceState::Busy { .. } | SourceState::Failing(_) => None,
    })
}

/// Time goes by.
pub fn tick(model: &mut Model, was: Moment) {
    if wake_at(model).any(|at| was < at && at <= model.view.now) {
        model.dirty = true;
    }
}

/// Mail is in the log.
pub fn arrived(model: &mut Model, entries: &[Entry], calls: &[MailCall], effects: &mut Vec<Effect>) {
    effects.push(Effect::MailProcessed(MailFate::Saved));
    let arrivals: Vec<(Meldingnummer, MeldingKind)> =
        (entries.iter()).filter_map(|e| e.event.arrival().map(|arrival| (arrival.melding, arrival.form))).collect();
    let calling = arrivals.iter().zip(calls).filter(|(_, call)| **call == MailCall::Calls).map(|(arrival, _)| *arrival);
    alarm_service::arrived(model, calling.collect(), effects);
    for entry in entries {
        if let Some(zaak) = entry.event.zaak()
            && let Some((draft, VersionChange::Copied { number, .. })) = entry.event.version_change()
        {
            model.say(copy_told(&model.view.desk, zaak, draft, |kept| kept.number == number));
        }
    }
    let mut numbers = arrivals.into_iter().map(|(melding, _)| melding);
    match (numbers.next(), numbers.count()) {
        (None, _) => {}
        (Some(one), 0) => model.say(format!("{one} is nieuw in de inbox.")),
        (Some(_), more) => model.say(format!("{} mails zijn nieuw in de inbox.", more.saturating_add(1))),
    }
}

/// Mail came in behind the lock and is sealed away: it calls, under the number that it gets.
pub fn sealed(model: &mut Model, mails: &[(MeldingKind, MailCall)], effects: &mut Vec<Effect>) {
    let mut calling = Vec::new();
    for (kind, call) in mails {
        let melding = model.view.desk.next_melding();
        model.view.desk.melding_counter = melding.0;
        if *call == MailCall::Calls {
            calling.push((melding, *kind));
        }
    }
    alarm_service::arrived(model, calling, effects);
}

/// What the header says of the sources: what is being read first, then what keeps waiting or is amiss.
pub fn lines(model: &Model) -> impl Iterator<Item = String> {
    let busy = model.session.sources.iter().filter_map(|(kind, state)| match state {
        SourceState::Busy { done, from } => Some(format!("{}: {done} van {from} gelezen", kind.label())),
        SourceState::Good | SourceState::Requested(_) | SourceState::Failing(_) => None,
    });
    let failing = model.session.sources.iter().filter_map(|(kind, state)| match state {
        SourceState::Failing(sentence) => Some(format!("{}: {sentence}", kind.label())),
        SourceState::Requested(since) if since.plus(TIMEOUT) <= model.view.now => {
            Some(format!("{}: wacht op antwoord.", kind.label()))
        }
        SourceState::Good | SourceState::Requested(_) | SourceState::Busy { .. } => None,
    });
    busy.chain(failing)
}
