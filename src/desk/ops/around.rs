//! Works out what the screen shows around the desk, from the session as it is once a message was taken in.

use super::{
    alarm_service, alarm_targets, alarm_targets::KnownDue, keys_here, leave, practice, screen_lock, source, typing,
};
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        state::{
            around::{Around, Ringing},
            departure::Departure,
        },
    },
    judge::log_clock,
};

/// Looks around anew.
pub fn look(model: &mut Model) {
    model.view.around = around(model);
}

fn around(model: &Model) -> Around {
    let (session, view) = (&model.session, &model.view);
    let book = session.alarm_service.book();
    let leaving = match session.departure {
        Departure::Asked => leave::question(model),
        Departure::No | Departure::ToWatch | Departure::Locked => Vec::new(),
    };
    Around {
        role: session.role.word(&view.setup.keymap.first(CommandId::TakeOver)),
        amiss: amiss(model).collect(),
        telephone: practice::heard(model).map(|heard| format!("{}: {}", heard.who, heard.words)),
        tour: practice::hint(model).map(str::to_owned),
        ringing: alarm_service::first(model).map(|(topic, due)| {
            let KnownDue { too_late_at, basis } = alarm_targets::known_due(model, topic, due);
            Ringing { topic, due, too_late_at, basis, others: book.ringing().len().saturating_sub(1) }
        }),
        missed: session.alarm_service.missed().cloned(),
        planned: book.open().keys().copied().collect(),
        overview: model.overview(),
        locks_in: screen_lock::locks_in(model),
        departure: session.departure,
        leaving,
        line: session.line.as_ref().map(|(line, _)| line.clone()),
        keys: keys_here::keys(model),
    }
}

fn amiss(model: &Model) -> impl Iterator<Item = String> {
    let refused = model.session.role.because();
    refused
        .into_iter()
        .chain(typing::refused(model))
        .chain(model.session.failure.clone())
        .chain(typing::waiting(model))
        .chain(log_clock::behind(model.session.newest, model.view.now))
        .chain(source::lines(model))
        .chain(model.session.warnings.iter().cloned())
}
