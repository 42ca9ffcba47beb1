//! What the incidentenmonitor said of a zaak when it was made, so that one sees afterwards whether the
//! zaak has moved since.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Zaak;
use crate::domain::{
    besluit::{Answer, BesluitKind, YesNo},
    draft::DraftKind,
    ids::{Meldingnummer, Piketweek},
    inrichting::Plek,
    moment::Moment,
    rij::Rij,
    step::{Step, StepState},
    termijn_choice::TermijnSetting,
    termijn_kind::{TermijnKind, Times},
    weegvraag_id::WeegvraagId,
};

/// What the monitor holds of a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitorState {
    rij: Option<Rij>,
    inrichting: Option<Plek>,
    #[serde(rename = "tijden")]
    times: Times,
    #[serde(rename = "formulieren")]
    forms: BTreeSet<Meldingnummer>,
    p: Option<YesNo>,
    a: Option<YesNo>,
    t: Option<YesNo>,
    #[serde(rename = "verzonden")]
    sent: BTreeSet<DraftKind>,
    #[serde(rename = "antwoorden")]
    answers: BTreeMap<WeegvraagId, Answer>,
    /// What came or was done elsewhere, as the officer marked it, and when.
    #[serde(rename = "stappen")]
    marks: BTreeMap<Step, (StepState, Moment)>,
    #[serde(rename = "termijnkeuzes")]
    termijnen: BTreeMap<TermijnKind, TermijnSetting>,
    open: bool,
}

impl MonitorState {
    /// As the zaak stands.
    pub(super) fn of(zaak: &Zaak) -> Self {
        let choice = |about| zaak.besluit(about).map(|b| b.choice);
        Self {
            rij: zaak.rij(),
            inrichting: zaak.inrichting.clone(),
            times: zaak.times,
            forms: zaak.meldingen.iter().filter(|k| k.form.is_form()).map(|k| k.melding).collect(),
            p: choice(BesluitKind::P),
            a: choice(BesluitKind::A),
            t: choice(BesluitKind::T),
            answers: zaak.answers.clone(),
            marks: zaak
                .steps
                .iter()
                .filter(|(step, _)| **step == Step::Form || matches!(step, Step::Book(_)))
                .map(|(step, note)| (*step, (note.state, note.at)))
                .collect(),
            termijnen: zaak.termijn_choices.iter().map(|(kind, choice)| (*kind, choice.setting)).collect(),
            sent: zaak.drafts.iter().filter(|(_, d)| !d.sent.is_empty()).map(|(kind, _)| *kind).collect(),
            open: zaak.is_open(),
        }
    }

    /// Empties what may hold typed text.
    pub(crate) fn purge(&mut self) {
        self.inrichting.iter_mut().for_each(Plek::purge);
    }

    /// What is different now, in words.
    pub fn moved(&self, zaak: &Zaak) -> Vec<&'static str> {
        let now = Self::of(zaak);
        [
            (self.rij != now.rij, "de rij"),
            (self.inrichting != now.inrichting, "de inrichting"),
            (self.times != now.times, "de tijden"),
            (self.forms != now.forms, "de formulieren"),
            (self.p != now.p, "besluit P"),
            (self.a != now.a, "besluit A"),
            (self.t != now.t, "besluit T"),
            (self.answers != now.answers, "een weegvraag"),
            (self.marks != now.marks, "wat is ontvangen of gedaan"),
            (self.termijnen != now.termijnen, "een gezette termijn"),
            (self.sent != now.sent, "wat is verzonden"),
            (now.open && !self.open, "de zaak is heropend"),
        ]
        .into_iter()
        .filter_map(|(differs, what)| differs.then_some(what))
        .collect()
    }
}

impl Zaak {
    /// True while the monitor of that week says what the case is now.
    pub fn is_current_in_monitor(&self, week: Piketweek) -> bool {
        let current = self.monitor_state.as_ref().is_none_or(|then| then.moved(self).is_empty());
        current && self.in_monitor.contains(&week)
    }
}
