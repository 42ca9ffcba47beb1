//! A case went to another desk, which said so: it is followed there from now on.

use super::{
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{error::Result, head::Head, ids::Zaaknummer, sanitize},
    log::{desk::Desk, event::LogEvent},
};

/// What the receipt says.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverZaak {
    pub zaak: Zaaknummer,
    pub to: Zaaknummer,
    pub desk: String,
    pub head: Head,
    pub bundle: String,
    pub by: String,
}

impl Judged for HandOverZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let zaak = find_open_zaak(desk, self.zaak)?.number;
        let Self { to, desk, head, bundle, by, .. } = self.clone();
        let by = sanitize::line(&by);
        Ok(Decided::one(context, LogEvent::ZaakHandedOver { zaak, to, desk, head, bundle, by }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is overgedragen aan {}.", self.zaak, sanitize::line(&self.by))
    }
}
