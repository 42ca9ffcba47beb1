//! Puts a report that was set aside back in the inbox.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::find_melding,
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent, melding::MeldingState},
};

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Leg een melding terug in de inbox")]
pub struct PutBack {
    /// Meldingnummer.
    pub melding: Meldingnummer,
}

impl TypedAct for PutBack {
    fn subject(&self) -> Subject {
        self.melding.into()
    }
}

impl Judged for PutBack {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.melding;
        let melding = find_melding(desk, number)?;
        match &melding.state {
            MeldingState::SetAside(_) => Ok(Decided::one(context, LogEvent::MeldingReturned { melding: number })),
            MeldingState::Open | MeldingState::Linked(_) => {
                Err(Error::no(format!("Melding {number} ligt niet terzijde.")))
            }
        }
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} ligt weer in de inbox.", after.melding(self.melding))
    }
}
