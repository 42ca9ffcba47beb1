//! The ground of what is provided: it goes to whom the address book names for its purpose. Anybody else is the officer's own
//! judgement, which takes a typed reason and stays in the log.

use super::decide::Context;
use crate::{
    domain::{error::Result, provided::Provided, text::Vertrouwelijk},
    judge::recipients::question,
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
    let reason = Vertrouwelijk::new(reason);
    let reason = match question(kind, context.addresses, &recipients) {
        Some(error) if reason.is_empty() => return Err(error),
        Some(_) => Some(reason),
        None => None,
    };
    let (purpose, ground) =
        context.addresses.ground(kind).map(|g| (g.purpose.clone(), g.ground.clone())).unwrap_or_default();
    Ok(Provided { purpose, ground, reason })
}
