//! What a form asks in two rows or cells that is one answer: the day in one, the time of that day in the other, as
//! "Incidentdatum" and "Incidenttijd".

use crate::{
    domain::melding::Certainty,
    intake::{
        date::{self, MomentError},
        label::{FieldShape, LabelTable, LabelTarget},
        pair::{Pair, PairStructure},
    },
};

/// Gives the time beside a day the field of that day, where the day stands alone.
pub fn time_of_day(pairs: &mut [Pair], labels: &LabelTable) {
    for nr in 0..pairs.len() {
        let Some((target, certainty)) = pairs.get(nr).and_then(|day| day_alone(day, labels)) else { continue };
        let mut beside = [nr.checked_add(1), nr.checked_sub(1)].into_iter().flatten();
        let place = beside.find(|at| pairs.get(*at).is_some_and(|pair| is_time(pair, target, labels)));
        let Some(time) = place.and_then(|at| pairs.get_mut(at)) else { continue };
        time.target = target;
        time.certainty = certainty;
    }
}

/// The field of a moment of which only the day stands here.
fn day_alone(pair: &Pair, labels: &LabelTable) -> Option<(LabelTarget, Certainty)> {
    let LabelTarget::Field { field, .. } = pair.target else { return None };
    let asks = labels.field(field).is_some_and(|f| f.shape == FieldShape::Moment);
    let half = asks && date::moment(&[&pair.answer], None) == Err(MomentError::Time);
    half.then_some((pair.target, pair.certainty))
}

/// True for a time without a day under a label that asks for one and names nothing else.
fn is_time(pair: &Pair, day: LabelTarget, labels: &LabelTable) -> bool {
    let free = match pair.target {
        LabelTarget::Unknown => true,
        LabelTarget::Field { weak, .. } => weak || pair.target == day,
        LabelTarget::Combined(..) | LabelTarget::Other => false,
    };
    let alone = date::time(&pair.answer).is_some() && date::date(&pair.answer, None, false).is_none();
    free && alone && pair.structure != PairStructure::Beside && labels.asks_clock(&pair.label)
}
