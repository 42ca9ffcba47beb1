//! The monitor as one JSON document, for whoever counts on. Names are stable; times are RFC 3339
//! with Amsterdam's offset; what is not known is `null`, not absent.

use serde_json::{Map, Value, json};

use super::{
    Monitor, MonitorForm, MonitorFormat, MonitorRow, TermijnRow, Verdict, ZaakTally,
    column::{COLUMNS, Getter, TERMIJN_COLUMNS},
};
use crate::domain::{besluit::YesNo, moment::Moment};

/// One JSON document.
pub(super) const FORMAT: MonitorFormat =
    MonitorFormat { ending: "json", write: |monitor| format!("{:#}\n", json(monitor)).into_bytes() };

fn json(monitor: &Monitor) -> Value {
    let per_rij = monitor.per_rij().into_iter().map(|(rij, t)| json!({"rij": rij, "aantallen": zaak_tally(&t)}));
    let per_inrichting =
        monitor.per_inrichting().into_iter().map(|(i, t)| json!({"inrichting": i, "aantallen": zaak_tally(&t)}));
    let per_termijn = monitor.per_termijn().into_iter().map(|(kind, t)| {
        let mut counts: Map<String, Value> =
            Verdict::ALL.into_iter().map(|o| (o.code().to_owned(), json!(t.count(o)))).collect();
        counts.insert("totaal".to_owned(), json!(t.total));
        json!({"soort": kind, "aantallen": counts})
    });
    json!({
        "soort": "incidentenmonitor",
        "voorbehoud": super::DISCLAIMER,
        "week": monitor.week,
        "begin": monitor.start.rfc3339(),
        "eind": monitor.end.rfc3339(),
        "gemaakt_op": monitor.created_at.rfc3339(),
        "matrixversies": monitor.versions(),
        "zaken": monitor.lines.iter().map(line).collect::<Vec<_>>(),
        "losse_formulieren": monitor.loose.iter().map(form).collect::<Vec<_>>(),
        "per_rij": per_rij.collect::<Vec<_>>(),
        "per_inrichting": per_inrichting.collect::<Vec<_>>(),
        "per_termijn": per_termijn.collect::<Vec<_>>(),
    })
}

fn line(r: &MonitorRow) -> Value {
    let cell = |get: Getter| match get {
        Getter::Word(get) => json!(get(r)),
        Getter::Time(get) => json!(get(r).map(Moment::rfc3339)),
        Getter::Besluit(get) => json!(get(r).choice.map(YesNo::word)),
        Getter::Forms => r.forms.iter().map(form).collect(),
        Getter::Termijnen => r.termijnen.iter().map(termijn).collect(),
    };
    COLUMNS.into_iter().map(|column| (column.name.to_owned(), cell(column.value))).collect()
}

fn form(f: &MonitorForm) -> Value {
    json!({"melding": f.melding, "soort": f.kind.code(), "ontvangen": f.received.rfc3339()})
}

fn termijn(t: &TermijnRow) -> Value {
    let columns = TERMIJN_COLUMNS.into_iter().map(|column| (column.name.to_owned(), json!((column.value)(t))));
    [("soort".to_owned(), json!(t.kind))].into_iter().chain(columns).collect()
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
