//! Sets a report aside, with a reason.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::{find_open_melding, require_reason},
};
use crate::{
    domain::{error::Result, ids::Meldingnummer, subject::Subject},
    log::{desk::Desk, event::LogEvent},
};

/// The report and why it needs no case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Leg een melding terzijde")]
pub struct SetAside {
    /// Meldingnummer.
    pub melding: Meldingnummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for SetAside {
    fn subject(&self) -> Subject {
        self.melding.into()
    }
}

impl Judged for SetAside {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let melding = find_open_melding(desk, self.melding)?.number;
        let event = LogEvent::MeldingSetAside { melding, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        format!("{} ligt terzijde.", after.melding(self.melding))
    }
}
