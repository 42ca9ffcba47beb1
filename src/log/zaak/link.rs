//! A report as it belongs to a zaak: what came along with it when it was linked, because that is evidence.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        termijn_kind::Times,
        text::Vertrouwelijk,
    },
    log::event::LogEvent,
};

/// A report that belongs to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Which report.
    pub melding: Meldingnummer,
    /// Its kind.
    #[serde(rename = "vorm")]
    pub form: MeldingKind,
    /// When it came in.
    #[serde(rename = "ontvangen")]
    pub received: Moment,
    /// The items of the form that were filled in, by name.
    #[serde(rename = "ingevuld")]
    pub filled_in: BTreeSet<String>,
    /// The times it names.
    #[serde(rename = "genoemd")]
    pub named: Times,
    /// The items that it may answer where nobody has read that yet, by name.
    #[serde(rename = "niet_herkend")]
    pub unread: BTreeSet<String>,
    /// Why it was accepted as provisional.
    #[serde(rename = "aanvaard")]
    pub accepted: Option<Vertrouwelijk>,
}

impl Link {
    /// The fact that links it to this case.
    pub fn event(&self, zaak: Zaaknummer) -> LogEvent {
        LogEvent::MeldingLinked {
            zaak,
            melding: self.melding,
            form: self.form,
            received: self.received,
            filled_in: self.filled_in.clone(),
            named: self.named,
            unread: self.unread.clone(),
        }
    }
}
