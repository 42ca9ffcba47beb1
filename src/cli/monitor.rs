//! `monitor`: the incidentenmonitor in a file.

use std::path::Path;

use super::{
    acts::recorded,
    answer::print,
    audit,
    environment::{Environment, name},
    exit::Exit,
    opening::Opening,
};
use crate::{
    acts::IncludeInMonitor,
    desk::{state::shell::Enclosed, verb::MonitorArgs},
    domain::{
        audit::AuditAct,
        error::{Error, Result},
        monitor_order::MonitorOrder,
    },
    log::event::NewEvent,
    report::{compose::MonitorCompiler, write_monitor},
    runtime,
    store::Access,
};

/// `piket monitor`: writes the file and notes in every case of it that it is in the monitor of its week.
///
/// # Errors
/// When the store cannot be read or the file not written.
pub fn monitor(env: &Environment, args: &MonitorArgs) -> Result<Exit> {
    let order = args.order()?;
    let mut opening = Opening::new(env, None)?;
    let beside = runtime::has_door(&env.paths.data);
    let (mut store, clock) = if beside {
        let store = opening.open(Access::Read)?;
        let clock = env.clock(store.kind())?;
        (store, clock)
    } else {
        opening.write()?
    };
    let (inrichtingen, _) = env.inrichtingen()?;
    let now = clock.now();
    order.require_begun(env.settings.piketweek, now)?;
    let compiler =
        MonitorCompiler { store: &store, books: env.books(&inrichtingen), week_start: env.settings.piketweek, now };
    let monitor = compiler.monitor(order.period, &mut |_| {})?;
    let written = write_monitor(&monitor, &order);
    audit::note(env, &mut store, now, AuditAct::Exported, &order.object(), audit::outcome(&written));
    written?;
    let entered = if order.is_of_weeks() { monitor.entered() } else { Vec::new() };
    let mut new = Vec::new();
    for entry in entered {
        if store.zaak(entry.zaak)?.is_some_and(|z| !z.is_current_in_monitor(entry.week)) {
            new.push(entry);
        }
    }
    if beside {
        store.close()?;
        note_at_desk(&mut opening, &order, new)?;
    } else {
        let new: Vec<NewEvent> = new.iter().map(|e| NewEvent { occurred_at: now, event: e.event() }).collect();
        store.write(now, &env.actor(), &new, &[])?;
        store.close()?;
    }
    let zaken = if monitor.lines.len() == 1 { "zaak" } else { "zaken" };
    print(&format!("{}: {} {zaken}.", order.sentence(&name(Path::new(&order.file))), monitor.lines.len()))?;
    Ok(Exit::Done)
}

/// Has the open desk note which cases are in the monitor by now.
///
/// # Errors
/// When it does not: the file is there, and the cases are not in it by the log.
fn note_at_desk(opening: &mut Opening<'_>, order: &MonitorOrder, new: Vec<IncludeInMonitor>) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let busy = || Error::data("De open desk antwoordt niet.");
    let noted = opening.at_desk(Enclosed::Monitor(new)).and_then(|reply| recorded(reply.ok_or_else(busy)?));
    noted.map(drop).map_err(|error| {
        let told = order.sentence(&name(Path::new(&order.file)));
        Error { sentence: format!("{told}, maar staat nog niet in het logboek. {}", error.sentence), ..error }
            .hint("Maak hem zo meteen opnieuw, met --vervang.")
    })
}
