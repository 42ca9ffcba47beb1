//! On to what is asked of the officer next, with one key from wherever the last thing was done.

use super::{chooser, zaak};
use crate::{
    desk::{effect::Effect, model::Model, state::screen::Tab},
    domain::step::Step,
    log::zaak::Zaak,
};

/// Opens the first step that the officer can do now; with `after` the first below that one. The checklist shows
/// it under the cursor.
pub fn open(model: &mut Model, after: Option<Step>, effects: &mut Vec<Effect>) {
    // Without a row hardly anything is asked yet, and no term runs.
    let context = model.view.context();
    let awaits_row = |z: &&Zaak| after.is_none() && context.case_rule(z).awaits_rij();
    let without_row = model.view.zaak().filter(awaits_row).map(|z| z.number);
    if let Some(number) = without_row {
        return chooser::choose_rij(model, number);
    }
    let (Some(number), Some(step)) =
        (model.view.zaak().map(|z| z.number), model.view.own_step(after).map(|line| line.step))
    else {
        return;
    };
    let place = model.view.beeld().and_then(|b| b.steps.iter().position(|s| s.step == step));
    if let (Tab::Checklist, Some(place)) = (model.view.tab, place) {
        model.view.detail = place;
    }
    zaak::act_on_step(model, number, step, effects);
}
