//! When the desk must look at the clock again: at the next visible change, the next alarm or the next
//! save, and never later than half a minute from now, so that a laptop that slept catches up at once.

use chrono::Duration;

use super::{screen_lock, source};
use crate::{
    desk::{
        layer::Layer,
        model::Model,
        state::{motion::Motion, screen::LINE_STAYS, shielding::Shielding, writes::SAVE_AFTER},
    },
    domain::{duration, moment::Moment, uptime::Uptime},
};

/// The longest the desk goes without looking at the wall clock.
const MAX: Duration = Duration::seconds(30);

/// The next moment to wake, after `model.view.now`, as the wall clock will say if nobody sets it meanwhile.
pub fn next(model: &Model) -> Moment {
    let (now, uptime) = (model.view.now, model.view.uptime);
    let mut candidates = vec![now.plus(MAX), now.next_multiple(Duration::minutes(1))];
    if model.view.setup.motion == Motion::Full {
        candidates.extend(model.countdown_moments(now).map(|due| duration::next_change(due, now)));
    }
    candidates.extend(model.session.alarm_service.wake_at(now));
    candidates.extend(screen_lock::wake_at(model));
    candidates.extend(source::wake_at(model));
    candidates.extend(waits(model).map(|until| now.plus(until.since(uptime))));
    candidates.into_iter().filter(|t| *t > now).min().unwrap_or_else(|| now.plus(Duration::seconds(1)))
}

/// What is waited for while time goes by, whatever the wall clock says.
fn waits(model: &Model) -> impl Iterator<Item = Uptime> {
    [
        unsaved(model).map(|since| since.plus(SAVE_AFTER)),
        model.session.held.refusal().map(|(again, _)| again),
        model.view.revealed.map(|o| o.until),
        screen_lock::locks_at(model),
        screen_lock::warning_changes(model),
        model.session.role.wake_at(),
        model.session.backup.wake_at(),
        model.session.line.as_ref().map(|(_, at)| at.plus(LINE_STAYS)),
    ]
    .into_iter()
    .flatten()
}

/// Since when typed text waits to be saved.
fn unsaved(model: &Model) -> Option<Uptime> {
    let at_lock = match &model.view.shielding {
        Shielding::ScreenLock(screen_lock) => screen_lock.unsaved().and_then(|form| form.unsaved),
        Shielding::None | Shielding::Privacy | Shielding::Closing => None,
    };
    let in_layers = model.view.layers.iter().find_map(Layer::unsaved);
    let in_line = model.session.typed_line.as_ref().and_then(|line| line.unsaved);
    at_lock.into_iter().chain(in_layers).chain(in_line).min()
}
