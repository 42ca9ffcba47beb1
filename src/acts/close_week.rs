//! Closes a piketweek that is over; refused while a case or a form of it is not in its monitor as it is now.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
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
}

/// The first few, and how many more.
fn named(all: &[impl ToString]) -> String {
    let first: Vec<String> = all.iter().take(6).map(ToString::to_string).collect();
    match all.len().saturating_sub(6) {
        0 => first.join(", "),
        more => format!("{} en nog {more}", first.join(", ")),
    }
}
