//! `monitor`: the incidentenmonitor in a file.

use std::path::Path;

use super::{
    Exit, audit,
    environment::{Environment, name},
    print,
};
use crate::{
    desk::verb::MonitorArgs,
    domain::{audit::AuditAct, error::Result},
    log::event::{LogEvent, NewEvent},
    report::{
        compose::{self, MonitorContext},
        write_monitor,
    },
};

/// `piket monitor`: writes the file and notes in every case of it that it is in the monitor of its week.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn monitor(env: &Environment, args: &MonitorArgs) -> Result<Exit> {
    let order = args.order()?;
    let (mut store, clock) = env.open_for_writing()?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let now = clock.now();
    let context =
        MonitorContext { book: env.book(), inrichtingen: &inrichtingen, week_start: env.settings.piketweek, now };
    let monitor = compose::monitor(&store, order.period, &context)?;
    let written = write_monitor(&monitor, &order);
    audit::note(env, &mut store, now, AuditAct::Exported, &order.object(), audit::outcome(&written));
    written?;
    let mut new = Vec::new();
    let entered = if order.is_of_weeks() { monitor.entered() } else { Vec::new() };
    for entry in entered {
        if store.zaak(entry.zaak)?.is_some_and(|z| !z.is_current_in_monitor(entry.week)) {
            let event = LogEvent::EnteredInMonitor { zaak: entry.zaak, week: entry.week };
            new.push(NewEvent { occurred_at: now, event });
        }
    }
    store.write(now, &env.actor(), &new, &[])?;
    store.close()?;
    let zaken = if monitor.lines.len() == 1 { "zaak" } else { "zaken" };
    print(&format!("{}: {} {zaken}.", order.sentence(&name(Path::new(&order.file))), monitor.lines.len()))?;
    Ok(Exit::Done)
}
