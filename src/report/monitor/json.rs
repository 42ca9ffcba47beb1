//! The monitor as one JSON document, for whoever counts on. Names are stable; times are RFC 3339
//! with Amsterdam's offset; what is not known is `null`, not absent.

use serde_json::{Map, Value, json};

use super::{Formulier, Monitor, Monitorregel, Oordeel, Termijnregel, Zaaktelling};
use crate::domain::{
    besluit::{Antwoord, Besluitsoort, JaNee},
    moment::Moment,
};

pub(super) fn json(monitor: &Monitor) -> Value {
    let per_rij = monitor.per_rij().into_iter().map(|(rij, t)| json!({"rij": rij, "aantallen": zaaktelling(&t)}));
    let per_inrichting =
        monitor.per_inrichting().into_iter().map(|(i, t)| json!({"inrichting": i, "aantallen": zaaktelling(&t)}));
    let per_termijn = monitor.per_termijn().into_iter().map(|(soort, t)| {
        let mut aantallen: Map<String, Value> =
            Oordeel::ALLE.into_iter().map(|o| (o.sleutel().to_owned(), json!(t.aantal(o)))).collect();
        aantallen.insert("totaal".to_owned(), json!(t.totaal));
        json!({"soort": soort, "aantallen": aantallen})
    });
    json!({
        "soort": "incidentenmonitor",
        "voorbehoud": super::VOORBEHOUD,
        "week": monitor.week,
        "begin": monitor.begin.rfc3339(),
        "eind": monitor.eind.rfc3339(),
        "gemaakt_op": monitor.gemaakt_op.rfc3339(),
        "matrixversies": monitor.versies(),
        "zaken": monitor.regels.iter().map(regel).collect::<Vec<_>>(),
        "losse_formulieren": monitor.los.iter().map(formulier).collect::<Vec<_>>(),
        "per_rij": per_rij.collect::<Vec<_>>(),
        "per_inrichting": per_inrichting.collect::<Vec<_>>(),
        "per_termijn": per_termijn.collect::<Vec<_>>(),
    })
}

fn tijd(t: Option<Moment>) -> Value {
    t.map_or(Value::Null, |t| Value::String(t.rfc3339()))
}

fn regel(r: &Monitorregel) -> Value {
    json!({
        "zaak": r.zaak,
        "inrichting": r.inrichting,
        "rij": r.rij,
        "oa": r.oa().woord(),
        "incident": r.incident,
        "voorval": tijd(r.voorval),
        "constatering": tijd(r.constatering),
        "gebeld": tijd(r.gebeld),
        "kanaal": r.kanaal.map(super::Kanaal::naam),
        "formulieren": r.formulieren.iter().map(formulier).collect::<Vec<_>>(),
        "termijnen": r.termijnen.iter().map(termijn).collect::<Vec<_>>(),
        "p": r.p.map(JaNee::woord),
        "a": r.a.map(JaNee::woord),
        "media": r.media.map(Antwoord::woord),
        "letsel": r.letsel.map(Antwoord::woord),
        "piketmelding_verzonden": tijd(r.piketmelding_verzonden),
        "afloop_verzonden": tijd(r.afloop_verzonden),
        "status": r.status.naam(),
        "matrixversie": r.regelboek_versie,
    })
}

fn formulier(f: &Formulier) -> Value {
    json!({"melding": f.melding, "soort": f.soort.sleutel(), "ontvangen": f.ontvangen.rfc3339()})
}

fn termijn(t: &Termijnregel) -> Value {
    json!({
        "soort": t.soort,
        "uiterlijk": t.uiterlijk.rfc3339(),
        "gangbaar": t.gangbaar.rfc3339(),
        "gezet": tijd(t.gezet),
        "ontvangen": tijd(t.ontvangen),
        "oordeel": t.oordeel.sleutel(),
    })
}

fn zaaktelling(t: &Zaaktelling) -> Value {
    json!({
        "zaken": t.zaken,
        "open": t.open,
        "formulieren": t.formulieren,
        "p": {"ja": t.p_ja, "nee": t.p_nee, "geen_besluit": t.zonder_besluit(Besluitsoort::P)},
        "a": {"ja": t.a_ja, "nee": t.a_nee, "geen_besluit": t.zonder_besluit(Besluitsoort::A)},
    })
}
