//! How a case is phoned in, for the tests inside the library and those beside it.

use chrono::Duration;
use piket::{
    acts::{Act, Naming, NoteCall, OpenZaak},
    domain::{error::Result, inrichting::Plek, melding::Call, moment::Moment, rij::Rij, text::Vertrouwelijk},
    log::desk::Desk,
};

/// A call ten minutes after it happened, and the case that is opened for it.
pub fn phoned(desk: &Desk, now: Moment, inrichting: &str, rij: Option<&str>) -> Result<[Act; 2]> {
    let call = Call {
        inrichting: Plek::written(inrichting),
        what: Vertrouwelijk::new("Er is iets gebeurd op de afdeling."),
        called: Some(now),
        voorval: Some(now.plus(Duration::minutes(-10))),
        rij: rij.map(Rij::parse).transpose()?,
        ..Call::default()
    };
    let opened = OpenZaak { melding: desk.next_melding(), new: true, kind: None };
    Ok([NoteCall { melding: None, call, naming: Naming::AsTyped }.into(), opened.into()])
}
