//! Sets a reminder for a moment that is still to come.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, upcoming},
    before::Before,
    decide::{After, Context, Decided, Judged},
    reminder_done::ReminderDoneArgs,
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        step::Step,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// Of what, and when; the step that it asks after, where it is about one.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetReminder {
    pub zaak: Zaaknummer,
    pub when: Moment,
    pub text: String,
    pub step: Option<Step>,
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
    /// One that is done.
    #[command(flatten)]
    pub done: ReminderDoneArgs,
}

impl Arguments for SetReminderArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let zaak = self.zaak;
        if let Some(done) = self.done.act(zaak) {
            return Ok(vec![done.into()]);
        }
        let when = upcoming(self.time.as_deref().unwrap_or_default(), now)?;
        Ok(vec![SetReminder { zaak, when, text: self.text.clone().unwrap_or_default(), step: None }.into()])
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
        let event = LogEvent::ReminderSet { zaak: number, reminder, when, text, step: self.step };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("De herinnering staat op {}.", self.when.short_in(after.context.now))
    }

    /// The reminder is done away with.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_reminder_is_set_for_what_is_to_come_and_not_after_an_undo() -> TestResult {
        let (scene, zaak) = Scene::with_rij("6")?;
        let then = scene.typed(&format!("herinner {ZAAK} 03:10 'Bel de kliniek.'"))?;
        assert_eq!(then.events(), ["herinnering_gezet"]);
        assert!(then.sentence().starts_with("De herinnering staat op ") && then.sentence().contains("03:10"));
        assert_eq!(then.scene.zaak(zaak)?.running_reminders().map(|r| r.when).collect::<Vec<_>>(), [scene.after(60)]);
        assert_eq!(then.undone()?, ["herinnering_af"]);
        assert!(scene.refuses_typed(&format!("herinner {ZAAK} 03:10 ' '")).contains("Waaraan"));
        let past = SetReminder { zaak, when: scene.after(-5), text: "Bel.".to_owned(), step: None };
        assert!(scene.refuses(past).contains("in het verleden"));
        Ok(())
    }
}
