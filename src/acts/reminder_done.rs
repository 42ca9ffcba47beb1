//! Notes that a reminder is done, which it is once.

use clap::Args;

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
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

/// The same as it is typed, within the verb for reminders.
#[derive(Debug, Clone, Args)]
pub struct ReminderDoneArgs {
    /// Merk de herinnering met dit nummer als af.
    #[arg(id = "af", long = "af", value_name = "NR", conflicts_with_all = ["tijd", "tekst"])]
    pub reminder: Option<u32>,
}

impl ReminderDoneArgs {
    /// The act, where it is asked.
    pub(super) fn act(&self, zaak: Zaaknummer) -> Option<ReminderDone> {
        self.reminder.map(|reminder| ReminderDone { zaak, reminder })
    }
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
        Ok(Decided::one(context, LogEvent::ReminderDone { zaak: number, reminder, fell: Some(YesNo::No) }))
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

    /// The reminder runs again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_reminder_is_done_once_and_one_that_is_not_there_names_those_that_run() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed(&format!("herinner {ZAAK} --af 1")).contains("loopt geen herinnering"));
        scene.given_typed(&[
            &format!("herinner {ZAAK} 02:40 'Bel de kliniek.'"),
            &format!("herinner {ZAAK} 03:10 'Bel de lijn.'"),
        ])?;
        assert!(scene.refuses_typed(&format!("herinner {ZAAK} --af 3")).contains("1, 2."));
        let then = scene.typed(&format!("herinner {ZAAK} --af 1"))?;
        assert_eq!(then.events(), ["herinnering_af"]);
        assert!(
            then.sentence().starts_with("Herinnering 1 (") && then.sentence().ends_with("«Bel de kliniek.») is af.")
        );
        let running: Vec<u32> = then.scene.zaak(zaak)?.running_reminders().map(|r| r.number).collect();
        assert_eq!(running, [2]);
        assert!(then.scene.refuses(ReminderDone { zaak, reminder: 1 }).contains("al af"));
        assert_eq!(then.undone()?, ["herinnering_gezet"]);
        Ok(())
    }
}
