//! What an act of the officer is called when it is taken back or put back: short, and without any
//! confidential text, so that it can stand in a list and on the bottom line.

use super::{desk::Desk, event::LogEvent};
use crate::domain::{draft::DraftKind, ids::Zaaknummer, sanitize};

/// The name of the act that these events are, with the case it is about; `desk` holds what they led to. Of a fact
/// stands there what it is about, which is no secret.
pub fn name(events: &[&LogEvent], desk: &Desk) -> String {
    let Some(leading) = leading(events) else { return String::new() };
    let own = of_one(leading);
    let about = feit(events).and_then(|(zaak, number)| {
        let zaak = desk.zaken.get(&zaak)?;
        zaak.feiten.iter().chain(&zaak.retracted).find(|f| f.number == number).map(|f| f.topic.label())
    });
    let own = about.map_or_else(|| own.clone(), |about| format!("{own} ({about})"));
    let same = events.iter().filter(|event| event.form() == leading.form()).count();
    let own = if same > 1 { format!("{own} en {} meer", same - 1) } else { own };
    match leading.zaak() {
        Some(zaak) if !own.contains(&zaak.to_string()) => format!("{own} bij {zaak}"),
        Some(_) | None => own,
    }
}

/// The fact that an act is about, where it is one.
pub fn feit(events: &[&LogEvent]) -> Option<(Zaaknummer, u32)> {
    match leading(events)? {
        LogEvent::FeitNoted { zaak, feit, .. }
        | LogEvent::FeitAssessed { zaak, feit, .. }
        | LogEvent::FeitCorrected { zaak, feit, .. }
        | LogEvent::FeitRetracted { zaak, feit }
        | LogEvent::FeitRestored { zaak, feit } => Some((*zaak, *feit)),
        _ => None,
    }
}

/// The name of what was typed in a draft in one go.
pub fn versions(zaak: Zaaknummer, draft: DraftKind, first: u32, last: u32) -> String {
    format!("versie {first} tot en met {last} van {} bij {zaak}", draft.label())
}

fn leading<'a>(events: &[&'a LogEvent]) -> Option<&'a LogEvent> {
    events.iter().copied().min_by_key(|event| rank(event))
}

/// What names an act of several events: what was asked for, not what came along.
const fn rank(event: &LogEvent) -> u8 {
    match event {
        LogEvent::ZaakOpened { .. }
        | LogEvent::ZaakWithdrawn { .. }
        | LogEvent::ZaakAbsorbed { .. }
        | LogEvent::ZaakReturned { .. }
        | LogEvent::ZaakTakenOver { .. }
        | LogEvent::ZaakHandedOver { .. }
        | LogEvent::ZaakPurged { .. } => 0,
        LogEvent::MeldingLinked { .. } | LogEvent::MeldingUnlinked { .. } => 1,
        LogEvent::MeldingReceived { .. }
        | LogEvent::CallUpdated { .. }
        | LogEvent::MeldingSetAside { .. }
        | LogEvent::MeldingReturned { .. }
        | LogEvent::FormAccepted { .. }
        | LogEvent::FieldSet { .. }
        | LogEvent::InrichtingSet { .. }
        | LogEvent::RijChosen { .. }
        | LogEvent::TimeSet { .. }
        | LogEvent::FeitNoted { .. }
        | LogEvent::FeitAssessed { .. }
        | LogEvent::FeitCorrected { .. }
        | LogEvent::FeitRetracted { .. }
        | LogEvent::FeitRestored { .. }
        | LogEvent::TegenspraakSettled { .. }
        | LogEvent::WeegvraagAnswered { .. }
        | LogEvent::BesluitTaken { .. }
        | LogEvent::StepSet { .. }
        | LogEvent::DraftRetracted { .. }
        | LogEvent::DraftChecked { .. }
        | LogEvent::DraftLetThrough { .. }
        | LogEvent::DraftSent { .. }
        | LogEvent::ReadAlong { .. }
        | LogEvent::DraftCopyReceived { .. }
        | LogEvent::DraftCopyJudged { .. }
        | LogEvent::PassedOn { .. }
        | LogEvent::PassedOnRetracted { .. }
        | LogEvent::TermijnSet { .. }
        | LogEvent::ReminderSet { .. }
        | LogEvent::ReminderDone { .. }
        | LogEvent::EnteredInMonitor { .. }
        | LogEvent::ZaakClosed { .. }
        | LogEvent::ZaakReopened { .. }
        | LogEvent::ZaakMerged { .. }
        | LogEvent::ZaakSplit { .. }
        | LogEvent::HoldSet { .. }
        | LogEvent::HoldLifted { .. }
        | LogEvent::WeekClosed { .. }
        | LogEvent::WeekReopened { .. }
        | LogEvent::MeldingPurged { .. } => 2,
        // The version that a check brings up to its number comes along with the check.
        LogEvent::DraftSaved { .. } | LogEvent::LinkUpdated { .. } => 3,
    }
}

fn of_one(event: &LogEvent) -> String {
    match event {
        LogEvent::MeldingReceived { melding, .. } => format!("melding {melding}"),
        LogEvent::CallUpdated { melding, .. } => format!("tekst van telefoontje {melding}"),
        LogEvent::MeldingSetAside { melding, .. } => format!("melding {melding} terzijde"),
        LogEvent::MeldingReturned { melding } => format!("melding {melding} terug in de inbox"),
        LogEvent::MeldingLinked { melding, .. } => format!("koppelen van melding {melding}"),
        LogEvent::MeldingUnlinked { melding, .. } => format!("losmaken van melding {melding}"),
        LogEvent::FormAccepted { melding, .. } => format!("aanvaarden van formulier {melding}"),
        LogEvent::FieldSet { melding, field, .. } => format!("«{}» van {melding}", field.replace('_', " ")),
        LogEvent::LinkUpdated { melding, .. } => format!("lezing van formulier {melding}"),
        LogEvent::ZaakOpened { zaak, .. } => format!("openen van zaak {zaak}"),
        LogEvent::InrichtingSet { .. } => "inrichting".to_owned(),
        LogEvent::RijChosen { rij: Some(rij), .. } => format!("rij {rij}"),
        LogEvent::RijChosen { rij: None, .. } => "geen rij".to_owned(),
        LogEvent::TimeSet { time, .. } => format!("tijd van {}", time.label()),
        LogEvent::FeitNoted { feit, .. } => format!("feit {feit}"),
        LogEvent::FeitAssessed { feit, status, .. } => format!("status {} van feit {feit}", status.word()),
        LogEvent::FeitCorrected { feit, .. } => format!("verbetering van feit {feit}"),
        LogEvent::FeitRetracted { feit, .. } => format!("terugnemen van feit {feit}"),
        LogEvent::FeitRestored { feit, .. } => format!("terugzetten van feit {feit}"),
        LogEvent::TegenspraakSettled { tegenspraak, .. } => {
            format!("wat telt over {}", sanitize::line(tegenspraak.about()))
        }
        LogEvent::WeegvraagAnswered { question, answer, .. } => {
            format!("vraag {question}: {}", answer.map_or("gewist", |a| a.word()))
        }
        LogEvent::BesluitTaken { about, choice, .. } => {
            format!("besluit {}: {}", about.letter(), choice.map_or("ingetrokken", |c| c.word()))
        }
        LogEvent::StepSet { step, state, .. } => format!("stap {} {}", step.code(), state.word()),
        LogEvent::DraftSaved { draft, version, .. } => format!("versie {version} van {}", draft.label()),
        LogEvent::DraftRetracted { draft, .. } => format!("terugnemen van {}", draft.label()),
        LogEvent::DraftChecked { draft, .. } => format!("controle van {}", draft.label()),
        LogEvent::DraftLetThrough { draft, .. } => format!("doorlaten van {}", draft.label()),
        LogEvent::DraftSent { draft, .. } => format!("verzending van {}", draft.label()),
        LogEvent::ReadAlong { draft, .. } => format!("meelezen van {}", draft.label()),
        LogEvent::DraftCopyReceived { draft, number, .. } => format!("kopie {number} van {}", draft.label()),
        LogEvent::DraftCopyJudged { draft, number, .. } => format!("oordeel over kopie {number} van {}", draft.label()),
        LogEvent::PassedOn { number, .. } => format!("doormelding {number}"),
        LogEvent::PassedOnRetracted { number, .. } => format!("terugnemen van doormelding {number}"),
        LogEvent::TermijnSet { termijn, .. } => format!("termijn {}", termijn.label()),
        LogEvent::ReminderSet { reminder, .. } => format!("herinnering {reminder}"),
        LogEvent::ReminderDone { reminder, .. } => format!("herinnering {reminder} af"),
        LogEvent::EnteredInMonitor { week, .. } => format!("monitor van {week}"),
        LogEvent::ZaakClosed { zaak } => format!("sluiten van zaak {zaak}"),
        LogEvent::ZaakWithdrawn { zaak, .. } => format!("intrekken van zaak {zaak}"),
        LogEvent::ZaakReopened { zaak, .. } => format!("heropenen van zaak {zaak}"),
        LogEvent::ZaakMerged { zaak, from, .. } => format!("samenvoegen van {from} in {zaak}"),
        LogEvent::ZaakAbsorbed { zaak, to, .. } => format!("samenvoegen van {zaak} in {to}"),
        LogEvent::ZaakSplit { zaak, from } => format!("splitsen van {from} uit {zaak}"),
        LogEvent::ZaakReturned { zaak, from, .. } => format!("splitsen van {zaak} uit {from}"),
        LogEvent::ZaakTakenOver { zaak, .. } => format!("overnemen van zaak {zaak}"),
        LogEvent::ZaakHandedOver { zaak, .. } => format!("overdragen van zaak {zaak}"),
        LogEvent::HoldSet { zaak, .. } => format!("vasthouden van zaak {zaak}"),
        LogEvent::HoldLifted { zaak, .. } => format!("vrijgeven van zaak {zaak}"),
        LogEvent::WeekClosed { week } => format!("sluiten van week {week}"),
        LogEvent::WeekReopened { week, .. } => format!("heropenen van week {week}"),
        LogEvent::ZaakPurged { zaak, .. } => format!("wissen van zaak {zaak}"),
        LogEvent::MeldingPurged { melding, .. } => format!("wissen van melding {melding}"),
    }
}
