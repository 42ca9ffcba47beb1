//! Ends the keeping of a case: from here on the retention terms count again.

use clap::Args;

use super::{
    arguments::TypedAct,
    decide::{After, Context, Decided, Judged},
    shared::{find_zaak, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The case and why.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Geef een vastgehouden zaak vrij")]
pub struct ReleaseZaak {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for ReleaseZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ReleaseZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        if find_zaak(desk, number)?.hold.is_none() {
            return Err(Error::no(format!("Zaak {number} wordt niet vastgehouden.")));
        }
        Ok(Decided::one(context, LogEvent::HoldLifted { zaak: number, reason: require_reason(&self.reason)? }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} wordt niet langer vastgehouden.", self.zaak)
    }
}
