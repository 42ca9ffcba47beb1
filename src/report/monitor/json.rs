//! The monitor as one JSON document, for whoever counts on. Names are stable; times are RFC 3339
//! with Amsterdam's offset; what is not known is `null`, not absent.

use serde_json::{Map, Value, json};

use super::{Monitor, MonitorForm, MonitorRow, TermijnRow, Verdict, ZaakTally};
use crate::domain::{
    besluit::{Answer, BesluitKind, YesNo},
    moment::Moment,
};

pub(super) fn json(monitor: &Monitor) -> Value {
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

fn time(t: Option<Moment>) -> Value {
    t.map_or(Value::Null, |t| Value::String(t.rfc3339()))
}

fn line(r: &MonitorRow) -> Value {
    json!({
        "zaak": r.zaak,
        "inrichting": r.inrichting,
        "rij": r.rij,
        "oa": r.oa().word(),
        "incident": r.incident,
        "voorval": time(r.voorval),
        "constatering": time(r.constatering),
        "gebeld": time(r.called),
        "kanaal": r.channel.map(super::MonitorChannel::label),
        "formulieren": r.forms.iter().map(form).collect::<Vec<_>>(),
        "termijnen": r.termijnen.iter().map(termijn).collect::<Vec<_>>(),
        "p": r.p.map(YesNo::word),
        "a": r.a.map(YesNo::word),
        "media": r.media.map(Answer::word),
        "letsel": r.injury.map(Answer::word),
        "piketmelding_verzonden": time(r.piketmelding_sent),
        "afloop_verzonden": time(r.afloopbericht_sent),
        "status": r.status.label(),
        "matrixversie": r.rulebook_version,
    })
}

fn form(f: &MonitorForm) -> Value {
    json!({"melding": f.melding, "soort": f.kind.code(), "ontvangen": f.received.rfc3339()})
}

fn termijn(t: &TermijnRow) -> Value {
    json!({
        "soort": t.kind,
        "uiterlijk": t.due.rfc3339(),
        "gangbaar": t.gangbaar.rfc3339(),
        "gezet": time(t.manual_due),
        "ontvangen": time(t.received),
        "oordeel": t.verdict.code(),
    })
}

fn zaak_tally(t: &ZaakTally) -> Value {
    json!({
        "zaken": t.zaken,
        "open": t.open,
        "formulieren": t.forms,
        "p": {"ja": t.p_yes, "nee": t.p_no, "geen_besluit": t.without_besluit(BesluitKind::P)},
        "a": {"ja": t.a_yes, "nee": t.a_no, "geen_besluit": t.without_besluit(BesluitKind::A)},
    })
}
