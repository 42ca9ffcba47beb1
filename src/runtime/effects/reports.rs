//! The files that a week ends with: its monitor and its handover. The store is read on its thread, in the order of what was
//! asked; writing and closing a file may take long and runs beside it.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use tokio::sync::mpsc::Sender;

use super::EffectRunner;
use crate::{
    alarm::wekkerboek::AlarmTarget,
    desk::{
        effect::{MonitorMaterial, OverdrachtMaterial},
        msg::Msg,
        state::monitor_screen::MonitorProgress,
    },
    domain::{
        error::{Error, Result},
        head::Head,
        ids::Zaaknummer,
        if_exists::IfExists,
        inrichting::Inrichtingen,
        moment::Moment,
        monitor_order::MonitorOrder,
        overdracht_order::OverdrachtOrder,
        period::Period,
        sanitize,
    },
    judge::retention::Termijnen,
    log::desk::Desk,
    outgoing::age::AgeLock,
    paths,
    platform::file,
    report::{
        agenda::Agenda,
        charts::charts,
        compose::MonitorCompiler,
        overdracht::make::{MadeOverdracht, OverdrachtForm, OverdrachtMaker},
        write_monitor,
    },
    rules::book::{Book, Books},
    store::{ReadJob, Request, Store},
};

/// Who compiles a monitor on the store's thread.
fn compiler<'a>(store: &'a Store, material: &'a MonitorMaterial, now: Moment) -> MonitorCompiler<'a> {
    let MonitorMaterial { book, inrichtingen, week_start } = material;
    MonitorCompiler { store, books: Books { book, inrichtingen }, week_start: *week_start, now }
}

impl EffectRunner {
    pub(super) fn agenda(&self, targets: Vec<AlarmTarget>, book: Book, inrichtingen: Arc<Inrichtingen>) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        let path = self.equipment.agenda.clone()?;
        // Written beside the store thread: a folder that a phone reads along may be on a slow disk.
        let handle = tokio::runtime::Handle::current();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let lines = store.wekkerboek_lines(None).and_then(|lines| {
                let topics = lines.iter().filter_map(|r| r.alarm_line.topic());
                let acts = store.alarm_acts(topics, &Books { book: &book, inrichtingen: &inrichtingen })?;
                Ok((lines, acts))
            });
            handle.spawn_blocking(move || {
                let agenda =
                    lines.map(|(lines, acts)| Agenda::from(lines.iter().map(|r| &r.alarm_line), acts).with(&targets));
                let result = agenda.and_then(|agenda| agenda.write(&path, IfExists::Replace, now));
                let _ = sender.blocking_send(Msg::Agenda(result));
            });
        }))))
    }

    pub(super) fn monitor(&self, order: &MonitorOrder, material: MonitorMaterial) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        let order = MonitorOrder { file: whole(&order.file), ..*order };
        // The file may be on a slow or a stuck disk; that must not hold up the store.
        let handle = tokio::runtime::Handle::current();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let period = order.period;
            let monitor = compiler(store, &material, now).monitor(period, &mut telling(&sender, period));
            handle.spawn_blocking(move || {
                let result = monitor.and_then(|monitor| {
                    write_monitor(&monitor, &order)?;
                    Ok(if order.is_of_weeks() { monitor.entered() } else { Vec::new() })
                });
                let _ = sender.blocking_send(match result {
                    Ok(entered) => Msg::MonitorWritten { order, entered },
                    Err(error) => Msg::MonitorFailed { order, error },
                });
            });
        }))))
    }

    /// On the store thread, behind all that was asked of it before.
    pub(super) fn charts(&self, period: Period, material: MonitorMaterial) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let monitor = compiler(store, &material, now).monitor(period, &mut telling(&sender, period));
            let result = monitor.map(|monitor| charts(&monitor));
            let _ = sender.blocking_send(Msg::Charts { period, result });
        }))))
    }

    /// On the store thread, behind all that was asked of it before.
    pub(super) fn bring(&self, title: String, zaken: Vec<Zaaknummer>) -> Option<Msg> {
        let sender = self.sender.clone();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let found = zaken.iter().filter_map(|number| store.zaak(*number).transpose());
            let found = found.map(|zaak| zaak.map(|zaak| (zaak.number, zaak))).collect::<Result<BTreeMap<_, _>>>();
            let result = found.map(|zaken| Box::new(Desk { zaken, ..Desk::default() }));
            let _ = sender.blocking_send(Msg::Brought { title, zaken, result });
        }))))
    }

    pub(super) fn overdracht(&self, order: OverdrachtOrder, material: OverdrachtMaterial) -> Option<Msg> {
        let (form, lock) = match form_and_lock(&order) {
            Ok(both) => both,
            Err(error) => return Some(Msg::Failed(error)),
        };
        let (sender, now, by) = (self.sender.clone(), self.equipment.clock.now(), self.equipment.actor.clone());
        let order = OverdrachtOrder { file: whole(&order.file), passphrase: None, ..order };
        let settings = &self.equipment.settings;
        let retention = Termijnen { zaken: settings.bewaartermijn_zaken, meldingen: settings.bewaartermijn_meldingen };
        let handle = tokio::runtime::Handle::current();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let maker = OverdrachtMaker {
                judge: material.judge(),
                addresses: &material.addresses,
                week_start: material.week_start,
                retention,
                by: &by,
                now,
            };
            let made = maker.make(store, order.week, form, lock);
            handle.spawn_blocking(move || {
                let written = made.and_then(|made| {
                    file::write_bytes(Path::new(&order.file), order.existing, &made.bytes()?)?;
                    Ok(made)
                });
                let _ = sender.blocking_send(match written {
                    Ok(made) => {
                        Msg::OverdrachtWritten { object: made.object.clone(), sentence: sentence(&order, &made) }
                    }
                    Err(error) => Msg::OverdrachtFailed { order, error },
                });
            });
        }))))
    }
}

/// Tells the desk how far a monitor is. A screen that is busy is not waited for: the next week tells more.
fn telling(sender: &Sender<Msg>, period: Period) -> impl FnMut(MonitorProgress) {
    move |progress| {
        let _ = sender.try_send(Msg::MonitorProgress { period, progress });
    }
}

/// The whole name of a file that was typed.
fn whole(file: &str) -> String {
    paths::typed(file).to_string_lossy().into_owned()
}

fn form_and_lock(order: &OverdrachtOrder) -> Result<(OverdrachtForm, Option<AgeLock>)> {
    let form = OverdrachtForm::of(Path::new(&order.file))?;
    let lock = match (form, &order.passphrase) {
        (OverdrachtForm::Closed, Some(passphrase)) => Some(AgeLock::Passphrase(passphrase.clone())),
        (OverdrachtForm::Closed, None) => {
            Some(AgeLock::Recipients(order.recipients.iter().map(|key| key.parse()).collect::<Result<_>>()?))
        }
        (OverdrachtForm::Markdown | OverdrachtForm::Text | OverdrachtForm::Pdf, _) => None,
    };
    if lock.is_none() && !order.recipients.is_empty() {
        return Err(Error::usage("Alleen een bestand op .age wordt met een sleutel gesloten; er is niets gemaakt.")
            .hint("Laat de sleutels weg, of kies een naam op .age."));
    }
    Ok((form, lock))
}

/// Where it is, and by which words it is known again.
fn sentence(order: &OverdrachtOrder, made: &MadeOverdracht) -> String {
    let Head { seq, .. } = made.head;
    let words = made.sums.last().map_or_else(
        || format!("De ontvanger ziet daarin dezelfde woorden: {} (regel {seq})", made.head.words()),
        Clone::clone,
    );
    format!("De overdracht van {} staat in {}. {words}.", order.week, sanitize::line(&order.file))
}
