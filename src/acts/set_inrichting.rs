//! Sets the inrichting of a case, by its known name where it is recognised.

use super::{
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{error::Result, ids::Zaaknummer},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The case and the name as it was typed.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetInrichting {
    pub zaak: Zaaknummer,
    pub inrichting: String,
}

impl Judged for SetInrichting {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let number = self.zaak;
        find_open_zaak(desk, number)?;
        let name = context.inrichtingen.meant(&self.inrichting)?;
        let event = LogEvent::InrichtingSet { zaak: number, inrichting: name };
        Ok(Decided::one(context, event))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let name = after.desk.zaken.get(&self.zaak).and_then(Zaak::plek);
        name.map_or_else(|| "De inrichting is weer onbekend.".to_owned(), |name| format!("De inrichting is {name}."))
    }
}
