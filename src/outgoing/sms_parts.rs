//! What the facts tell of place and situation in the few words of a text message; the kern takes the place from there.

use std::collections::BTreeMap;

use crate::{
    judge::{case_rule::CaseRule, standing::standing},
    log::zaak::Zaak,
    rules::book::SmsPart,
};

/// What the facts put into a text message.
pub(super) fn sms_parts(zaak: &Zaak, case: CaseRule<'_>) -> BTreeMap<SmsPart, String> {
    let said = |part| Some((part, standing(zaak, case, part)?.choice.sms.clone()?));
    SmsPart::ALL.into_iter().filter_map(said).collect()
}
