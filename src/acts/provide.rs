//! The ground of what is provided: it goes to whom the address book names for its purpose. Anybody else is the officer's own
//! judgement, which takes a typed reason and stays in the log.

use super::{decide::Context, shared::require_reason};
use crate::{
    domain::{error::Result, provided::Provided},
    judge::recipients::{Recipient, Standing, question},
    log::zaak::Zaak,
    rules::address_book::ProvisionKind,
};

/// On which ground these recipients have it; without a reason only who is covered passes.
pub(super) fn provide(
    context: &Context<'_>,
    zaak: &Zaak,
    kind: ProvisionKind,
    recipients: &str,
    reason: &str,
) -> Result<Provided> {
    let recipients = context.directory(zaak).recipients(kind, recipients);
    let reason = match question(kind, context.addresses, &recipients) {
        Some(error) if reason.trim().is_empty() => return Err(error),
        Some(_) => Some(require_reason(reason)?),
        None => None,
    };
    let beyond: Vec<&Recipient> = recipients.iter().filter(|r| r.standing != Standing::Covered).collect();
    // No ground stands beside whom it does not cover.
    let ground = context.addresses.ground(kind).filter(|_| beyond.is_empty() || beyond.len() < recipients.len());
    let sector = context.book_for(zaak).map_or_else(|sector| sector, |book| &book.sector);
    let (purpose, mut ground) = ground.map(|g| (g.purpose.clone(), g.ground_in(sector).to_owned())).unwrap_or_default();
    if !ground.is_empty() && !beyond.is_empty() {
        let who: Vec<&str> = beyond.iter().map(|r| r.written.as_str()).collect();
        ground = format!("{ground}; niet voor {}", who.join(", "));
    }
    Ok(Provided { purpose, ground, reason })
}
