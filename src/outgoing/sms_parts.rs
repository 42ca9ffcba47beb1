//! What the facts tell of place and situation in the few words of a text message; the kern takes the place from there.

use std::collections::BTreeMap;

use super::told::MayTell;
use crate::{
    judge::standing::{standing, weighed},
    rules::book::SmsPart,
};

/// What the facts put into a text message.
pub(super) fn sms_parts(may_tell: &MayTell<'_>) -> BTreeMap<SmsPart, String> {
    let said = |part| {
        let MayTell { zaak, case, .. } = *may_tell;
        // Where sources differ it says neither.
        let choice = match standing(zaak, case, part) {
            Some(told) if may_tell.is_hidden(told.feit) => return None,
            // What was told before the end of how it stood says nothing of how it stands.
            Some(told) if may_tell.ending.is_some_and(|ending| ending.overtakes(told.feit)) => return None,
            told => told.map(|told| told.choice),
        };
        Some((part, choice.or_else(|| weighed(zaak, case, part).first().copied())?.sms.clone()?))
    };
    SmsPart::ALL.into_iter().filter_map(said).collect()
}
