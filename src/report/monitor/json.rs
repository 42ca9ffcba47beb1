//! The monitor as one JSON document, for whoever counts on. Names are stable; times are RFC 3339
//! with Amsterdam's offset; what is not known is `null`, not absent.

use serde_json::{Map, Value, json};

use super::{
    column::{COLUMNS, Getter, TERMIJN_TIMES},
    format::MonitorFormat,
    norm::NormTally,
    overview::Monitor,
    row::{MonitorForm, MonitorRow, TermijnRow},
    tally::ZaakTally,
    trend::WeekTally,
    verdict::Verdict,
};
use crate::domain::moment::Moment;

/// One JSON document.
pub(super) const FORMAT: MonitorFormat =
    MonitorFormat { ending: "json", write: |monitor| Ok(format!("{:#}\n", json(monitor)).into_bytes()), public: None };

fn json(monitor: &Monitor) -> Value {
    let per_rij = monitor.per_rij().into_iter().map(|(rij, t)| json!({"rij": rij, "aantallen": zaak_tally(&t)}));
    let per_inrichting =
        monitor.per_inrichting().into_iter().map(|(i, t)| json!({"inrichting": i, "aantallen": zaak_tally(&t)}));
    let per_termijn = monitor.norms.iter().map(|norm| {
        let tally = monitor.norm(norm.kind);
        json!({
            "soort": norm.kind, "vraagt": norm.asks, "bron": norm.source, "aantallen": counts(&tally),
            "zaken": zaken(&tally),
        })
    });
    json!({
        "soort": "incidentenmonitor",
        "voorbehoud": super::overview::DISCLAIMER,
        "week": monitor.period.week(),
        "periode": monitor.period.to_string(),
        "begin": monitor.start.rfc3339(),
        "eind": monitor.end.rfc3339(),
        "gemaakt_op": monitor.created_at.rfc3339(),
        "matrixversies": monitor.versions(),
        "zaken": monitor.lines.iter().map(line).collect::<Vec<_>>(),
        "losse_formulieren": monitor.loose.iter().map(|loose| form(&loose.form)).collect::<Vec<_>>(),
        "per_rij": per_rij.collect::<Vec<_>>(),
        "per_inrichting": per_inrichting.collect::<Vec<_>>(),
        "per_termijn": per_termijn.collect::<Vec<_>>(),
        "per_week": monitor.trend().iter().map(week).collect::<Vec<_>>(),
    })
}

/// How often it was asked, how that went, and how many the share is of.
fn counts(tally: &NormTally) -> Map<String, Value> {
    let own = Verdict::ALL.into_iter().map(|verdict| (verdict.code().to_owned(), json!(tally.count(verdict))));
    let sums = [("getoetst".to_owned(), json!(tally.settled())), ("totaal".to_owned(), json!(tally.asked()))];
    own.chain(sums).collect()
}

fn zaken(tally: &NormTally) -> Map<String, Value> {
    let asked = Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotApplicable);
    asked.map(|verdict| (verdict.code().to_owned(), json!(tally.zaken(verdict)))).collect()
}

fn week(week: &WeekTally) -> Value {
    json!({
        "week": week.week, "in_periode": week.is_own, "zaken": week.zaken, "formulieren": week.forms,
        "formulier_op_tijd": week.on_time.part, "formulier_getoetst": week.on_time.of, "p": week.p_yes,
    })
}

fn line(r: &MonitorRow) -> Value {
    let cell = |get: Getter| match get {
        Getter::Word(get, _) => json!(get(r)),
        Getter::Time(get) => json!(get(r).map(Moment::rfc3339)),
        Getter::Forms => r.forms.iter().map(form).collect(),
        Getter::Termijnen => r.termijnen.iter().map(termijn).collect(),
    };
    COLUMNS.into_iter().map(|column| (column.name.to_owned(), cell(column.value))).collect()
}

fn form(f: &MonitorForm) -> Value {
    json!({"melding": f.melding, "soort": f.kind.code(), "ontvangen": f.received.rfc3339()})
}

fn termijn(t: &TermijnRow) -> Value {
    let times =
        TERMIJN_TIMES.into_iter().map(|time| (time.name.to_owned(), json!((time.value)(t).map(Moment::rfc3339))));
    let ends = [("soort".to_owned(), json!(t.kind)), ("oordeel".to_owned(), json!(t.verdict.code()))];
    ends.into_iter().chain(times).collect()
}

fn zaak_tally(t: &ZaakTally) -> Value {
    json!({
        "zaken": t.zaken,
        "open": t.open,
        "formulieren": t.forms,
        "p": {"ja": t.p_yes, "nee": t.p_no, "geen_besluit": t.p_open()},
        "a": {"ja": t.a_yes, "nee": t.a_no, "geen_besluit": t.a_open()},
    })
}
