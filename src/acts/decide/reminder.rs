//! Acts on reminders: set for a moment that is still to come, done once.

use super::{Context, Decided, Undo, find_open_zaak};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// Sets a reminder.
pub fn set(desk: &Desk, context: &Context<'_>, number: Zaaknummer, when: Moment, text: &str) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let text = Vertrouwelijk::new(text);
    if text.is_empty() {
        return Err(Error::usage("Waaraan moet piket u herinneren?").hint("Schrijf het in enkele woorden."));
    }
    if when <= context.now {
        return Err(Error::usage(format!("De herinnering ({}) ligt in het verleden.", when.long()))
            .hint(format!("Het is nu {}; kies een tijd die nog komt.", context.now.long())));
    }
    let reminder = zaak.reminders.iter().map(|h| h.number).max().unwrap_or(0).saturating_add(1);
    let event = LogEvent::ReminderSet { zaak: number, reminder, when, text };
    Ok(Decided::one(context, event, Undo::with([LogEvent::ReminderDone { zaak: number, reminder }])))
}

/// Notes that a reminder is done.
pub fn done(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reminder: u32) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let Some(pending) = zaak.reminders.iter().find(|h| h.number == reminder && h.done.is_none()) else {
        return Err(Error::no(format!("Zaak {number} heeft geen herinnering {reminder} die nog loopt."))
            .hint(format!("«piket toon {number}» toont wat er loopt.")));
    };
    let undo = LogEvent::ReminderSet { zaak: number, reminder, when: pending.when, text: pending.text.clone() };
    Ok(Decided::one(context, LogEvent::ReminderDone { zaak: number, reminder }, Undo::with([undo])))
}
