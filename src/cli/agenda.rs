//! `agenda`: the alarms as a calendar file. What the next look at the book would plan is in it already, so
//! that a case from a minute ago is not missed where no desk is open.

use std::{collections::BTreeSet, path::Path};

use super::{
    answer::print,
    audit,
    environment::{Environment, name},
    exit::Exit,
    open,
};
use crate::{
    alarm::wekkerboek::{AlarmTarget, round},
    desk::ops::alarm_targets::targets,
    domain::{alarm::AlarmLine, audit::AuditAct, error::Result, if_exists::IfExists, moment::Moment, watch::AlarmHost},
    report::agenda::{Agenda, AppointmentState, require_agenda},
    rules::book::Books,
    store::{Access, Store},
};

/// `piket agenda --uit BESTAND`.
///
/// # Errors
/// When the name is not that of a calendar, the store cannot be read, or the file cannot be written.
pub fn agenda(env: &Environment, out: &Path, existing: IfExists) -> Result<Exit> {
    require_agenda(out)?;
    let (store, clock) = env.open(Access::Read)?;
    let now = clock.now();
    let (model, mut store, _) = open::create(env, store, clock, AlarmHost::Command)?;
    let agenda = from(&mut store, model.view.context().books(), &targets(&model), now)?;
    let written = agenda.write(out, existing, now);
    audit::note(env, &mut store, now, AuditAct::Exported, "agenda", audit::outcome(&written));
    written?;
    let count = |state| agenda.in_view(now).filter(|a| a.state == state).count();
    print(&format!(
        "{} alarmen en {} ingetrokken alarmen staan in {}.",
        count(AppointmentState::Planned),
        count(AppointmentState::Withdrawn),
        name(out)
    ))?;
    Ok(Exit::Done)
}

/// What a look at the book would plan or withdraw goes into the book first: a calendar that was written once
/// must hear of what became of each appointment. What is due is left to who calls out.
fn from(store: &mut Store, books: Books<'_>, targets: &[AlarmTarget], now: Moment) -> Result<Agenda> {
    let soon = round(&store.wekkerboek()?, targets, &BTreeSet::new(), None, now);
    let for_later = |alarm_line: &AlarmLine| match alarm_line {
        AlarmLine::Planned { point, .. } => point.at() > now,
        AlarmLine::Lapsed { .. } => true,
        AlarmLine::Fired { .. }
        | AlarmLine::Missed { .. }
        | AlarmLine::Seen { .. }
        | AlarmLine::Snoozed { .. }
        | AlarmLine::Answered { .. }
        | AlarmLine::Grounded { .. }
        | AlarmLine::Ended { .. }
        | AlarmLine::ClockJumped { .. } => false,
    };
    let mut soon: Vec<AlarmLine> = soon.alarm_lines.into_iter().filter(for_later).collect();
    // Where the store cannot be written there are alarms all the same.
    if soon.is_empty() || store.wake(now, AlarmHost::Command, &soon).is_ok() {
        soon.clear();
    }
    let lines = store.wekkerboek_lines(None)?;
    let all = || lines.iter().map(|r| &r.alarm_line).chain(&soon);
    let acts = store.alarm_acts(all().filter_map(AlarmLine::topic), &books)?;
    Ok(Agenda::from(all(), acts).with(targets))
}
