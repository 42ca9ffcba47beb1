//! Compiles the incidentenmonitor of a week from the store: the cases opened in it, and the cases of
//! other weeks for which an MBV or MOA came in during it.

use std::collections::BTreeMap;

use super::monitor::{Monitor, MonitorChannel, MonitorForm, MonitorRow, TermijnLimits, TermijnRow};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        error::Result,
        ids::{Piketweek, WeekStart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::MeldingKind,
        moment::Moment,
        termijn_choice::LezingChoice,
    },
    judge::{
        case_rule::CaseRule,
        checklist::{applies, checklist},
        countdown::countdowns,
        visibility::Visibility,
    },
    log::{melding::MeldingState, zaak::Zaak},
    rules::book::{MonitorColumn, RijRule, Rulebook},
    store::Store,
};

/// What the monitor is judged with.
#[derive(Debug, Clone, Copy)]
pub struct MonitorContext<'a> {
    /// The rule book.
    pub book: &'a Rulebook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// When the monitor is made.
    pub now: Moment,
}

impl MonitorContext<'_> {
    fn case_rule(&self, zaak: &Zaak) -> CaseRule<'_> {
        CaseRule::of(zaak, self.book, zaak.plek().and_then(|n| self.inrichtingen.by_name(n)))
    }
}

/// Compiles the monitor of a week.
///
/// # Errors
/// When the store cannot be read.
pub fn monitor(store: &Store, week: Piketweek, monitor_context: &MonitorContext<'_>) -> Result<Monitor> {
    let week_start = monitor_context.week_start;
    let start = Moment::local(week.start(week_start), week_start.time)?.moment;
    let end = Moment::local(week.next().start(week_start), week_start.time)?.moment;
    let mut zaken: BTreeMap<Zaaknummer, Zaak> = store.zaken_of_week(week)?.into_iter().map(|z| (z.number, z)).collect();
    let mut loose = Vec::new();
    for melding in store.meldingen_between(start, end)? {
        if !matches!(melding.kind, MeldingKind::Mbv | MeldingKind::Moa | MeldingKind::OaEnd) {
            continue;
        }
        match melding.state {
            MeldingState::Linked(number) => {
                if !zaken.contains_key(&number)
                    && let Some(zaak) = store.zaak(number)?
                {
                    zaken.insert(number, zaak);
                }
            }
            MeldingState::Open => {
                loose.push(MonitorForm { melding: melding.number, kind: melding.kind, received: melding.received });
            }
            MeldingState::SetAside(_) => {}
        }
    }
    let lines = zaken
        .values()
        .filter(|z| is_counted(z, monitor_context.case_rule(z)))
        .map(|z| line(z, monitor_context))
        .collect();
    Ok(Monitor { week, start, end, created_at: monitor_context.now, lines, loose })
}

/// A case without a form counts as long as a form is still to come; one that went up in another is
/// counted there, and one that was withdrawn nowhere.
fn is_counted(zaak: &Zaak, case: CaseRule<'_>) -> bool {
    if zaak.absorbed_into.is_some() || zaak.withdrawn.is_some() {
        return false;
    }
    let form = zaak.first_of(&[MeldingKind::Mbv, MeldingKind::Moa, MeldingKind::OaEnd]).is_some();
    form || case.rule().is_none_or(RijRule::is_notifiable)
}

fn line(zaak: &Zaak, m: &MonitorContext<'_>) -> MonitorRow {
    let inrichting = zaak.plek().and_then(|n| m.inrichtingen.by_name(n));
    let list = checklist(zaak, m.book, inrichting, Visibility::Open);
    let case = CaseRule::of(zaak, m.book, inrichting);
    let termijnen = countdowns(zaak, case, LezingChoice::Streng, &list)
        .unwrap_or_default()
        .into_iter()
        .filter(|k| !k.lapsed || !zaak.is_open())
        .map(|k| {
            let limits =
                TermijnLimits { due: k.termijn.streng(), gangbaar: k.termijn.gangbaar(), last: k.termijn.last() };
            let manual_due = k.ground.is_own().then_some(k.due);
            TermijnRow { manual_due, ..TermijnRow::new(k.termijn.kind, limits, k.met_at, m.now) }
        })
        .collect();
    let incident = match case.rule() {
        Some(rule) => rule.incident.clone(),
        None if case.awaits_rij() => "nog geen rij gekozen".to_owned(),
        None => case.gap().unwrap_or_default(),
    };
    let mut line = MonitorRow::from(zaak, &incident, termijnen);
    line.channel = zaak.times.called.map(|t| {
        if m.book.kalenders.in_kantooruren(t, zaak.kalender) {
            MonitorChannel::Zorginkoper
        } else {
            MonitorChannel::Meldkamer
        }
    });
    if let Some(rule) = case.rule() {
        // Where the matrix leaves no choice it decided, and the monitor says so.
        line.t = applies(zaak, Some(rule), BesluitKind::T);
        line.p = applies(zaak, Some(rule), BesluitKind::P);
        line.a = applies(zaak, Some(rule), BesluitKind::A);
        line.oa = if rule.is_oa() { YesNo::Yes } else { YesNo::No };
    }
    line.media = case.answer_for(zaak, MonitorColumn::Media);
    line.injury = case.answer_for(zaak, MonitorColumn::Injury);
    line
}
