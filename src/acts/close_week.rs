//! Closes a piketweek that is over; refused while a case or a form of it is not in its monitor as it is now.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    undo::Undo,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Piketweek,
        subject::Subject,
    },
    judge::week::{MissingInMonitor, missing},
    log::{desk::Desk, event::LogEvent},
};

/// The week.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Sluit een piketweek")]
pub struct CloseWeek {
    /// Piketweek, bijvoorbeeld 2026-W47.
    pub week: Piketweek,
}

impl TypedAct for CloseWeek {
    fn subject(&self) -> Subject {
        self.week.into()
    }
}

impl Judged for CloseWeek {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let week = self.week;
        if let Some(at) = desk.closed_weeks.get(&week) {
            return Err(Error::no(format!("Piketweek {week} is al gesloten, {}.", at.long())));
        }
        let end = week.end(context.week_start);
        if context.now < end {
            return Err(Error::no(format!("Piketweek {week} loopt nog, tot {}.", end.long()))
                .hint("Sluit haar als zij voorbij is."));
        }
        let MissingInMonitor { zaken, forms } = missing(desk, week, context.week_start, context.books());
        if !forms.is_empty() {
            return Err(Error::no(format!("Formulieren van {week} zonder zaak: {}.", named(&forms)))
                .hint("Koppel ze aan een zaak of leg ze terzijde; maak daarna de monitor."));
        }
        if !zaken.is_empty() {
            return Err(Error::no(format!("Niet in de monitor van {week}, of daarna veranderd: {}.", named(&zaken)))
                .hint(format!("Maak de monitor van {week} opnieuw.")));
        }
        Ok(Decided::one(context, LogEvent::WeekClosed { week }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Piketweek {} is gesloten.", self.week)
    }

    /// The week is open again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// The first few, and how many more.
fn named(all: &[impl ToString]) -> String {
    let first: Vec<String> = all.iter().take(6).map(ToString::to_string).collect();
    match all.len().saturating_sub(6) {
        0 => first.join(", "),
        more => format!("{} en nog {more}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acts::{
            IncludeInMonitor, SetAside,
            scene::{Scene, TestResult, ZAAK},
        },
        domain::{ids::WeekStart, melding::MeldingKind},
    };

    #[test]
    fn a_week_closes_once_when_it_is_over_and_its_monitor_holds_what_was_in_it() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("6")?;
        assert!(scene.refuses_typed("week-sluit 2026-W47").contains("loopt nog"));
        scene.now = zaak.week.end(WeekStart::default());
        let said = scene.refuses_typed("week-sluit 2026-W47");
        assert!(said.contains("Niet in de monitor") && said.contains(ZAAK), "{said}");
        scene.given(IncludeInMonitor { zaak, week: zaak.week })?;
        let then = scene.typed("week-sluit 2026-W47")?;
        assert_eq!(then.events(), ["week_gesloten"]);
        assert_eq!(then.sentence(), "Piketweek 2026-W47 is gesloten.");
        assert_eq!(then.scene.desk.closed_weeks.get(&zaak.week), Some(&scene.now));
        assert_eq!(then.undone()?, ["week_heropend"]);
        assert!(then.scene.refuses_typed("week-sluit 2026-W47").contains("al gesloten"));
        Ok(())
    }

    #[test]
    fn a_form_without_a_case_keeps_its_week_open() -> TestResult {
        let mut scene = Scene::empty()?;
        let melding = scene.mail(MeldingKind::form("mbv"), &[])?;
        scene.now = Piketweek::from(scene.now, WeekStart::default()).end(WeekStart::default());
        let said = scene.refuses_typed("week-sluit 2026-W47");
        assert!(said.contains("zonder zaak") && said.contains(&melding.to_string()), "{said}");
        scene.given(SetAside { melding, reason: "Dubbel gestuurd.".to_owned() })?;
        assert_eq!(scene.typed("week-sluit 2026-W47")?.events(), ["week_gesloten"]);
        Ok(())
    }
}
