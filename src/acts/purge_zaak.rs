//! Destroys the texts of a closed case and of the reports in it.

use super::{
    decide::{After, Context, Decided, Judged},
    shared::{already_purged, find_zaak, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
    },
    judge::retention::is_held,
    log::{desk::Desk, event::LogEvent},
};

/// The case and why.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeZaak {
    pub zaak: Zaaknummer,
    pub reason: String,
}

impl Judged for PurgeZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        let zaak = find_zaak(desk, number)?;
        if zaak.purged.is_some() {
            return Err(already_purged(&format!("zaak {number}")));
        }
        if zaak.is_open() {
            return Err(
                Error::no(format!("Zaak {number} is nog open; er is niets gewist.")).hint("Sluit de zaak eerst.")
            );
        }
        if is_held(desk, zaak) {
            let who = if zaak.hold.is_some() { number } else { zaak.absorbed_into.unwrap_or(number) };
            return Err(Error::no(format!("Zaak {who} wordt vastgehouden; er is niets gewist."))
                .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {who}».")));
        }
        let reason = require_reason(&self.reason)?;
        let meldingen = zaak.meldingen.iter().map(|k| k.melding).filter(|m| {
            // One that was purged by itself has nothing left.
            desk.meldingen.get(m).is_none_or(|m| m.purged.is_none())
        });
        let events = meldingen.map(|melding| LogEvent::MeldingPurged { melding, reason: reason.clone() });
        let events = events.chain([LogEvent::ZaakPurged { zaak: number, reason: reason.clone() }]);
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("De teksten van zaak {} zijn gewist.", self.zaak)
    }
}
