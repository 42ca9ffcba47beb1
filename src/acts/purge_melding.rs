//! Destroys the texts of a report that was set aside and belongs to no case.

use super::{
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_melding, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
    },
    log::{desk::Desk, event::LogEvent, melding::MeldingState},
};

/// The report and why.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeMelding {
    pub melding: Meldingnummer,
    pub reason: String,
}

impl Judged for PurgeMelding {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.melding;
        let melding = find_melding(desk, number)?;
        if melding.purged.is_some() {
            return Err(already_purged(&format!("melding {number}")));
        }
        match &melding.state {
            MeldingState::SetAside(_) => {}
            MeldingState::Open => {
                return Err(Error::no(format!("Melding {number} wacht nog in de inbox; er is niets gewist."))
                    .hint("Leg haar eerst terzijde."));
            }
            MeldingState::Linked(zaak) => {
                return Err(Error::no(format!("Melding {number} hoort bij zaak {zaak}; er is niets gewist."))
                    .hint("Ze wordt gewist met de zaak."));
            }
        }
        let event = LogEvent::MeldingPurged { melding: number, reason: require_reason(&self.reason)? };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De teksten van melding {} zijn gewist.", self.melding)
    }
}
