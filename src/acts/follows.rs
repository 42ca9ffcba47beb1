//! What follows from any act by itself, in the same transaction, so that it is taken back with it: the times that reports name and
//! that fit now, the reminders that are done with their step, and those that are not any more.

use std::collections::BTreeSet;

use super::decide::{Context, Decided};
use crate::{
    domain::{besluit::YesNo, ids::Zaaknummer, termijn_choice::LezingChoice},
    judge::{checklist::StepLine, reminder_moment::fallen, untaken::fitting, visibility::Visibility},
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
};

impl Decided {
    /// With what follows.
    pub(super) fn with_what_follows(mut self, desk: &Desk, context: &Context<'_>) -> Self {
        let touched: BTreeSet<Zaaknummer> = self.new.iter().filter_map(|n| n.event.zaak()).collect();
        for zaak in touched.into_iter().filter_map(|number| desk.zaken.get(&number)) {
            let mut soon = zaak.clone();
            self.fold_into(&mut soon, 0, context);
            let from = self.new.len();
            self.take_what_fits(&soon, context);
            self.fold_into(&mut soon, from, context);
            self.turn_reminders(zaak, &soon, context);
        }
        self
    }

    /// Notes in a case what is to be recorded of it from this place on.
    fn fold_into(&self, soon: &mut Zaak, from: usize, context: &Context<'_>) {
        let number = soon.number;
        for new in self.new.iter().skip(from).filter(|new| new.event.zaak() == Some(number)) {
            soon.apply(&new.clone().entry(0, context.now, ""));
        }
    }

    fn record(&mut self, context: &Context<'_>, events: impl IntoIterator<Item = LogEvent>) {
        self.new.extend(events.into_iter().map(|event| NewEvent { occurred_at: context.now, event }));
    }

    /// The times that a report of the case names and that can be now, where its times, its reports or its row changed.
    fn take_what_fits(&mut self, soon: &Zaak, context: &Context<'_>) {
        let is_moved = self.new.iter().any(|new| new.event.zaak() == Some(soon.number) && moves_times(&new.event));
        if !is_moved || !soon.is_open() {
            return;
        }
        let (zaak, by_hand) = (soon.number, Some(YesNo::No));
        let named = fitting(soon, context.case_rule(soon)).into_iter();
        self.record(context, named.map(|(time, at)| LogEvent::TimeSet { zaak, time, moment: Some(at), by_hand }));
    }

    /// The reminders that are done because the steps they ask after are, and those that fell so and whose step is to be done
    /// again.
    fn turn_reminders(&mut self, was: &Zaak, soon: &Zaak, context: &Context<'_>) {
        let asks = soon.running_reminders().any(|reminder| reminder.step.is_some());
        let has_fallen = soon.is_open() && soon.reminders.iter().any(|reminder| reminder.has_fallen);
        if !asks && !has_fallen {
            return;
        }
        let steps = |zaak: &Zaak| context.judge(LezingChoice::default()).steps(zaak, Visibility::Masked);
        let after = steps(soon);
        let done = fallen(soon, &after).map(|fallen| {
            let (zaak, reminder) = (fallen.zaak, fallen.number);
            LogEvent::ReminderDone { zaak, reminder, fell: Some(YesNo::Yes) }
        });
        self.record(context, done);
        if has_fallen {
            self.record(context, back(soon, &steps(was), &after));
        }
    }
}

/// The reminders of a case that fell with a step which was done and is not any more.
fn back<'a>(soon: &'a Zaak, before: &'a [StepLine], after: &'a [StepLine]) -> impl Iterator<Item = LogEvent> + 'a {
    let is_done = |steps: &[StepLine], step| steps.iter().any(|line| line.step == step && line.state.is_done());
    let fell = soon.reminders.iter().filter(|reminder| reminder.done.is_some() && reminder.has_fallen);
    let again =
        fell.filter(move |reminder| reminder.step.is_some_and(|step| is_done(before, step) && !is_done(after, step)));
    again.map(|reminder| LogEvent::ReminderSet {
        zaak: soon.number,
        reminder: reminder.number,
        when: reminder.when,
        text: reminder.text.clone(),
        step: reminder.step,
    })
}

/// True for what may make room for a time that a report names.
const fn moves_times(event: &LogEvent) -> bool {
    matches!(
        event,
        LogEvent::TimeSet { .. }
            | LogEvent::MeldingLinked { .. }
            | LogEvent::MeldingUnlinked { .. }
            | LogEvent::LinkUpdated { .. }
            | LogEvent::RijChosen { .. }
            | LogEvent::InrichtingSet { .. }
    )
}
