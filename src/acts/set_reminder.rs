//! Sets a reminder for a moment that is still to come.

use clap::Args;

use super::{
    Act, ReminderDone,
    arguments::{Arguments, upcoming},
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// Of what, and when.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetReminder {
    pub zaak: Zaaknummer,
    pub when: Moment,
    pub text: String,
}

/// A reminder that is set, or one that is done.
#[derive(Debug, Clone, Args)]
#[command(about = "Zet een eigen herinnering bij een zaak, of merk haar als af")]
pub struct SetReminderArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Wanneer, bijvoorbeeld 03:30.
    #[arg(id = "tijd", required_unless_present = "af", value_name = "TIJD")]
    pub time: Option<String>,
    /// Waaraan.
    #[arg(id = "tekst", required_unless_present = "af", value_name = "TEKST")]
    pub text: Option<String>,
    /// Merk de herinnering met dit nummer als af.
    #[arg(id = "af", long = "af", value_name = "NR", conflicts_with_all = ["tijd", "tekst"])]
    pub done: Option<u32>,
}

impl Arguments for SetReminderArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let zaak = self.zaak;
        if let Some(reminder) = self.done {
            return Ok(vec![ReminderDone { zaak, reminder }.into()]);
        }
        let when = upcoming(self.time.as_deref().unwrap_or_default(), now)?;
        Ok(vec![SetReminder { zaak, when, text: self.text.clone().unwrap_or_default() }.into()])
    }
}

impl Judged for SetReminder {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, when) = (self.zaak, self.when);
        let zaak = find_open_zaak(desk, number)?;
        let text = Vertrouwelijk::new(&self.text);
        if text.is_empty() {
            return Err(Error::usage("Waaraan moet piket u herinneren?").hint("Schrijf het in enkele woorden."));
        }
        if when <= context.now {
            return Err(Error::usage(format!("De herinnering ({}) ligt in het verleden.", when.long()))
                .hint(format!("Het is nu {}; kies een tijd die nog komt.", context.now.long())));
        }
        let reminder = zaak.reminders.iter().map(|h| h.number).max().unwrap_or(0).saturating_add(1);
        let event = LogEvent::ReminderSet { zaak: number, reminder, when, text };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("De herinnering staat op {}.", self.when.short_in(after.context.now))
    }
}
