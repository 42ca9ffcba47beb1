//! What one key allows: lines of the log, answers to alarms, and what leaves the desk.

use piket::{
    desk::{model::Model, state::way_out::WayOut},
    domain::{
        alarm::AlarmTopic,
        draft::DraftKind,
        ids::{Meldingnummer, Zaaknummer},
    },
    log::event::LogEvent,
};

use super::world::Leaving;

/// What comes with a case that is opened from a report.
pub const OPENING: [&str; 7] = [
    "zaak_geopend",
    "melding_gekoppeld",
    "inrichting_gezet",
    "tijd_gezet",
    "rij_gekozen",
    "feit_genoteerd",
    "weegvraag_beantwoord",
];

/// What one key allows.
pub struct Permit {
    covers: Box<dyn Fn(&LogEvent) -> bool>,
    alarms: Vec<AlarmTopic>,
    lets: Vec<Leaving>,
}

impl Permit {
    /// Whether this line of the log is what was meant.
    pub fn covers(&self, event: &LogEvent) -> bool {
        (self.covers)(event)
    }

    /// Whether this alarm is one that was answered.
    pub fn answers(&self, topic: &AlarmTopic) -> bool {
        self.alarms.contains(topic)
    }

    /// Whether this is what was let go.
    pub fn lets(&self, leaving: Leaving) -> bool {
        self.lets.contains(&leaving)
    }

    pub fn new(covers: impl Fn(&LogEvent) -> bool + 'static) -> Self {
        Self { covers: Box::new(covers), alarms: Vec::new(), lets: Vec::new() }
    }

    /// Only this leaves.
    pub fn letting(leaving: Leaving) -> Self {
        Self::new(|_| false).and_lets(leaving)
    }

    /// This leaves by it too.
    pub fn and_lets(mut self, leaving: Leaving) -> Self {
        self.lets.push(leaving);
        self
    }

    /// A message leaves by this way; an own command says that it was sent.
    pub fn leaves(zaak: Zaaknummer, draft: DraftKind, way: WayOut) -> Self {
        let sent: &[&str] = if way == WayOut::Command { &["verzending_begonnen", "concept_verzonden"] } else { &[] };
        Self::on(zaak, sent).and_lets(Leaving::Message(zaak, draft, way))
    }

    /// These kinds, on this case.
    pub fn on(zaak: Zaaknummer, kinds: &'static [&'static str]) -> Self {
        Self::new(move |e| e.zaak() == Some(zaak) && kinds.contains(&e.form().kind))
    }

    /// These kinds, on this report.
    pub fn about(melding: Meldingnummer, kinds: &'static [&'static str]) -> Self {
        Self::new(move |e| e.melding() == Some(melding) && kinds.contains(&e.form().kind))
    }

    /// A case from a report, or from a call that has no number yet; a case that is there already gets nothing.
    pub fn opens(model: &Model, melding: Option<Meldingnummer>) -> Self {
        let there: Vec<Zaaknummer> = model.view.desk.zaken.keys().copied().collect();
        let known: Vec<Meldingnummer> = model.view.desk.meldingen.keys().copied().collect();
        Self::new(move |e| {
            OPENING.contains(&e.form().kind)
                && e.zaak().is_some_and(|z| !there.contains(&z))
                && e.melding().is_none_or(|m| melding.map_or_else(|| !known.contains(&m), |melding| melding == m))
        })
    }

    /// An alarm that was seen; a reminder is done by that.
    pub fn seen(alarms: Vec<AlarmTopic>) -> Self {
        let zaken: Vec<Zaaknummer> = alarms.iter().filter_map(AlarmTopic::zaak).collect();
        let covers =
            move |e: &LogEvent| e.form().kind == "herinnering_af" && e.zaak().is_some_and(|z| zaken.contains(&z));
        Self { alarms, ..Self::new(covers) }
    }
}
