//! A report as it belongs to a zaak: what came along with it when it was linked, because that is evidence.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Zaak;
use crate::{
    domain::{
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        step_ground::LinkedReport,
        termijn_kind::Times,
        text::Vertrouwelijk,
    },
    log::{event::LogEvent, melding::Melding},
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
    /// A report as it comes to a case, with the evidence that comes along: the items of its form that were filled in.
    pub fn of(melding: &Melding, filled_in: BTreeSet<String>) -> Self {
        Self {
            melding: melding.number,
            form: melding.kind,
            received: melding.received,
            filled_in,
            named: melding.times(),
            unread: melding.unread(),
            accepted: None,
        }
    }

    /// What it is at every desk.
    pub const fn report(&self) -> LinkedReport {
        LinkedReport { form: self.form, received: self.received }
    }

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

impl Zaak {
    /// A report came to the case, in the place of what was linked of it before.
    pub(super) fn link(&mut self, link: Link) {
        self.meldingen.retain(|other| other.melding != link.melding);
        self.meldingen.push(link);
    }

    /// A report as it belongs to the case.
    pub(super) fn links_of(&mut self, melding: Meldingnummer) -> impl Iterator<Item = &mut Link> {
        self.meldingen.iter_mut().filter(move |link| link.melding == melding)
    }
}
