//! A case of its own for a report, or the question whether it belongs to one that runs.

use super::{chooser, write_queue::perform};
use crate::{
    acts::{Act, OpenZaak},
    desk::{effect::Effect, model::Model, state::on_commit::OnCommit},
    domain::ids::Meldingnummer,
    judge::repeat,
};

/// Opens a case from a report; where one runs at the same inrichting since the last hour, asks whether it
/// belongs there.
pub fn open_or_ask(model: &mut Model, melding: Meldingnummer, effects: &mut Vec<Effect>) {
    let desk = &model.view.desk;
    match desk.meldingen.get(&melding).and_then(|m| repeat::running_case(desk, m)) {
        Some(running) => {
            chooser::choose_zaak(model, melding);
            model.say(format!("Er loopt al {running} bij deze inrichting: kies die zaak, of «nieuwe zaak»."));
        }
        None => open_new(model, melding, effects),
    }
}

/// Opens a case from a report, whatever else runs.
pub fn open_new(model: &mut Model, melding: Meldingnummer, effects: &mut Vec<Effect>) {
    let act = Act::OpenZaak(OpenZaak { melding, new: true });
    perform(model, &act, OnCommit::Choose(vec![act.clone()]), effects);
}
