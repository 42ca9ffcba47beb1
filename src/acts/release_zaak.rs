//! Ends the keeping of a case: from here on the retention terms count again.

use clap::Args;

use super::{
    arguments::{Subject, Typed},
    decide::{Context, Decided, Judged, Undo},
    shared::{find_zaak, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
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

impl Typed for ReleaseZaak {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }
}

impl Judged for ReleaseZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let Some(was) = &find_zaak(desk, number)?.hold else {
            return Err(Error::no(format!("Zaak {number} wordt niet vastgehouden.")));
        };
        let undo = Undo::with([LogEvent::HoldSet { zaak: number, reason: was.clone() }]);
        Ok(Decided::one(context, LogEvent::HoldLifted { zaak: number, reason: require_reason(&self.reason)? }, undo))
    }

    fn sentence(&self) -> String {
        format!("Zaak {} wordt niet langer vastgehouden.", self.zaak)
    }
}
