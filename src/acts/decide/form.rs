//! The officer takes a form as it is: what is missing is known, and why that will do for now is on
//! record. Whatever comes in later may still complete it.

use super::{Context, Decided, Undo, find_open_zaak, require_reason};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
    },
    judge::complete::{Completeness, completeness},
    log::{desk::Desk, event::LogEvent},
};

/// Accepts the latest form as provisional.
pub fn accept(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reason: &str) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let no = |sentence: String| Err(Error::no(sentence));
    match completeness(zaak, context.book) {
        Completeness::Incomplete { form, .. } => {
            let melding = form.melding;
            let event = LogEvent::FormAccepted { zaak: number, melding, reason: Some(require_reason(reason)?) };
            let undo = LogEvent::FormAccepted { zaak: number, melding, reason: None };
            Ok(Decided::one(context, event, Undo::with([undo])))
        }
        Completeness::None => no(format!("Bij zaak {number} is nog geen formulier gekoppeld.")),
        Completeness::Complete { by, .. } => no(format!("Formulier {} is al volledig.", by.melding)),
        Completeness::Provisional { form } => no(format!("Formulier {} is al voorlopig aanvaard.", form.melding)),
    }
}
