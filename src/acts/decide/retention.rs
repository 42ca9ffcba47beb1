//! Keeping and purging: a case that is held is not purged, and only what is finished can be.

use super::{Context, Decided, Undo, find_melding, find_zaak, require_reason};
use crate::{
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
    },
    judge::retention::is_held,
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        melding::MeldingState,
    },
};

/// Keeps a case, whatever the retention terms say.
pub fn hold(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reason: &str) -> Result<Decided> {
    let zaak = find_zaak(desk, number)?;
    if zaak.purged.is_some() {
        return Err(already_purged(&format!("zaak {number}")));
    }
    if zaak.hold.is_some() {
        return Err(Error::no(format!("Zaak {number} wordt al vastgehouden.")));
    }
    let reason = require_reason(reason)?;
    let undo = Undo::with([LogEvent::HoldLifted { zaak: number, reason: reason.clone() }]);
    Ok(Decided::one(context, LogEvent::HoldSet { zaak: number, reason }, undo))
}

/// Ends that.
pub fn release(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reason: &str) -> Result<Decided> {
    let Some(was) = &find_zaak(desk, number)?.hold else {
        return Err(Error::no(format!("Zaak {number} wordt niet vastgehouden.")));
    };
    let undo = Undo::with([LogEvent::HoldSet { zaak: number, reason: was.clone() }]);
    Ok(Decided::one(context, LogEvent::HoldLifted { zaak: number, reason: require_reason(reason)? }, undo))
}

/// Destroys the texts of a case and of the reports in it.
pub fn purge_zaak(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reason: &str) -> Result<Decided> {
    let zaak = find_zaak(desk, number)?;
    if zaak.purged.is_some() {
        return Err(already_purged(&format!("zaak {number}")));
    }
    if zaak.is_open() {
        return Err(Error::no(format!("Zaak {number} is nog open; er is niets gewist.")).hint("Sluit de zaak eerst."));
    }
    if is_held(desk, zaak) {
        let who = if zaak.hold.is_some() { number } else { zaak.absorbed_into.unwrap_or(number) };
        return Err(Error::no(format!("Zaak {who} wordt vastgehouden; er is niets gewist."))
            .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {who}».")));
    }
    let reason = require_reason(reason)?;
    let meldingen = zaak.meldingen.iter().map(|k| k.melding).filter(|m| {
        // One that was purged by itself has nothing left.
        desk.meldingen.get(m).is_none_or(|m| m.purged.is_none())
    });
    let events = meldingen.map(|melding| LogEvent::MeldingPurged { melding, reason: reason.clone() });
    let events = events.chain([LogEvent::ZaakPurged { zaak: number, reason: reason.clone() }]);
    Ok(Decided {
        new: events.map(|event| NewEvent { occurred_at: context.now, event }).collect(),
        undo: Undo::Impossible("Wat gewist is, komt niet terug."),
    })
}

/// Destroys the texts of a report that belongs to no case.
pub fn purge_melding(desk: &Desk, context: &Context<'_>, number: Meldingnummer, reason: &str) -> Result<Decided> {
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
    let event = LogEvent::MeldingPurged { melding: number, reason: require_reason(reason)? };
    Ok(Decided::one(context, event, Undo::Impossible("Wat gewist is, komt niet terug.")))
}

fn already_purged(what: &str) -> Error {
    Error::no(format!("De teksten van {what} zijn al gewist."))
}
