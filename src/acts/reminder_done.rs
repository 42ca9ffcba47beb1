//! Notes that a reminder is done, which it is once.

use super::{
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
    },
    log::{desk::Desk, event::LogEvent},
};

/// A reminder of a case.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderDone {
    pub zaak: Zaaknummer,
    pub reminder: u32,
}

impl Judged for ReminderDone {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let Self { zaak: number, reminder } = *self;
        let zaak = find_open_zaak(desk, number)?;
        let found = zaak.reminders.iter().find(|h| h.number == reminder).ok_or_else(|| {
            let running: Vec<String> = zaak.running_reminders().map(|h| h.number.to_string()).collect();
            let hint = match running.as_slice() {
                [] => "Er loopt geen herinnering in deze zaak.".to_owned(),
                numbers => format!("Er loopt: {}.", numbers.join(", ")),
            };
            Error::usage(format!("Zaak {number} heeft geen herinnering {reminder}.")).hint(hint)
        })?;
        if let Some(done) = found.done {
            return Err(Error::no(format!("Herinnering {reminder} van zaak {number} is al af, {}.", done.long())));
        }
        Ok(Decided::one(context, LogEvent::ReminderDone { zaak: number, reminder }))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let zaak = after.desk.zaken.get(&self.zaak);
        let reminder = zaak.and_then(|z| z.reminders.iter().find(|h| h.number == self.reminder));
        let words = reminder.map(|h| match after.words(&h.text) {
            Some(words) => format!(" ({}: «{words}»)", h.when.short_in(after.context.now)),
            None => format!(" ({})", h.when.short_in(after.context.now)),
        });
        format!("Herinnering {}{} is af.", self.reminder, words.unwrap_or_default())
    }
}
