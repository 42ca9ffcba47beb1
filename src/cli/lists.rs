//! `inbox` and `incidenten`: the lists, as lines or as JSON.

use serde_json::{Value, json};

use super::{answer::print, audit, environment::Environment, exit::Exit};
use crate::{
    desk::verb::ListArgs,
    domain::{
        audit::{AuditAct, Outcome},
        error::Result,
        inrichting::Inrichtingen,
        melding::{Content, Field, UnreadPair},
        moment::Moment,
        sanitize,
        step::Step,
        text::Vertrouwelijk,
    },
    judge::{
        case_rule::CaseRule,
        checklist::checklist,
        countdown::{Countdown, countdowns},
        proposal, repeat,
        turn::whose_turn,
        visibility::Visibility,
    },
    log::{
        desk::Desk,
        melding::{Melding, MeldingState},
        zaak::{Zaak, ZaakState},
    },
    rules::book::Rulebook,
    store::Access,
};

/// `piket inbox`.
///
/// # Errors
/// When the store cannot be read.
pub fn inbox(env: &Environment, layout: &ListArgs) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let desk = if layout.everything { store.load_all()? } else { store.load_open()? };
    let mut meldingen: Vec<&Melding> = desk.meldingen.values().filter(|m| layout.everything || m.is_open()).collect();
    meldingen.sort_by_key(|m| m.received);
    audit::note(env, &mut store, clock.now(), AuditAct::Revealed, "inbox", Outcome::Succeeded);
    for m in &meldingen {
        if layout.json {
            print(&melding_json(m, &desk, env.book()).to_string())?;
        } else {
            print(&melding_line(m))?;
        }
    }
    if meldingen.is_empty() && !layout.json {
        print("De inbox is leeg.")?;
    }
    Ok(Exit::Done)
}

/// The cases it may belong to, best first; a suggestion, so only while it waits.
fn proposals_json(m: &Melding, desk: &Desk, book: &Rulebook) -> Value {
    let found = if m.is_open() { proposal::proposals(desk, book, m) } else { Vec::new() };
    found
        .iter()
        .map(|v| json!({"zaak": v.zaak.to_string(), "score": v.score, "redenen": v.reasons.iter().map(|r| r.words()).collect::<Vec<_>>()}))
        .collect()
}

/// One report on one line.
pub fn melding_line(m: &Melding) -> String {
    let plek = m.inrichting().unwrap_or("inrichting onbekend");
    let headline = sanitize::shorten(&sanitize::line(m.headline()), 60);
    format!("{}  {:<9} {}  {plek}  {headline}", m.number, m.kind.label(), m.received.long())
}

/// One report as JSON.
pub fn melding_json(m: &Melding, desk: &Desk, book: &Rulebook) -> Value {
    let (state, zaak) = match &m.state {
        MeldingState::Open => ("open", None),
        MeldingState::Linked(z) => ("gekoppeld", Some(z.to_string())),
        MeldingState::SetAside(_) => ("terzijde", None),
    };
    let basis = json!({
        "id": m.number.to_string(), "ontvangen": m.received.rfc3339(), "soort": m.kind.code(),
        "inrichting": m.inrichting(), "staat": state, "zaak": zaak, "voorstellen": proposals_json(m, desk, book),
        "herhaling_van": repeat::repeated(desk, book, m).map(|first| first.to_string()),
    });
    let content = match &m.content {
        Content::Call(g) => json!({
            "afzender": g.caller.read(), "onderwerp": null, "message_id": null, "tekst": g.what.read(),
            "velden": {}, "niet_herkend": [], "bijlagen": [], "waarschuwingen": [],
        }),
        Content::Mail(p) => json!({
            "afzender": p.sender.read(), "onderwerp": p.subject.read(), "message_id": p.message_id.as_ref().map(Vertrouwelijk::read), "tekst": p.text.read(),
            "velden": p.fields.iter().map(|(name, v)| (name.clone(), field_json(v))).collect::<serde_json::Map<_, _>>(),
            "niet_herkend": p.unread().map(unread_json).collect::<Vec<_>>(),
            "bijlagen": p.attachments.iter().map(|b| json!({"naam": b.name.read(), "type": b.mediatype.read(), "bytes": b.bytes})).collect::<Vec<_>>(),
            "waarschuwingen": p.warnings.iter().map(Vertrouwelijk::read).collect::<Vec<_>>(),
        }),
    };
    match (basis, content) {
        (Value::Object(mut a), Value::Object(b)) => {
            a.extend(b);
            Value::Object(a)
        }
        (a, _) => a,
    }
}

/// A value of a form as JSON.
pub fn field_json(field: &Field) -> Value {
    json!({"waarde": field.value.read(), "bron": field.source.read(), "zekerheid": field.certainty.code()})
}

/// A label that no field took as JSON.
pub fn unread_json(pair: &UnreadPair) -> Value {
    json!({"label": pair.label.read(), "waarde": pair.answer.read(), "plek": pair.place.read()})
}

/// The terms of a case as the settings count them.
pub fn countdowns_of(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Result<Vec<Countdown>> {
    let book = env.book();
    let inrichting = zaak.plek().and_then(|n| inrichtingen.by_name(n));
    let choice = env.settings.termijn;
    countdowns(zaak, CaseRule::of(zaak, book, inrichting), choice, &checklist(zaak, book, inrichting, Visibility::Open))
}

/// The term of a case that runs. One whose times contradict each other is listed all the same, without a term.
pub fn running(env: &Environment, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Option<Countdown> {
    countdowns_of(env, zaak, inrichtingen).unwrap_or_default().into_iter().find(Countdown::is_running)
}

/// `piket incidenten`.
///
/// # Errors
/// When the store cannot be read.
pub fn incidents(env: &Environment, layout: &ListArgs) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let now = clock.now();
    let desk = if layout.everything { store.load_all()? } else { store.load_open()? };
    let mut rows: Vec<(&Zaak, Option<Countdown>)> = Vec::new();
    for zaak in desk.zaken.values().filter(|z| layout.everything || z.is_open()) {
        rows.push((zaak, running(env, zaak, &inrichtingen)));
    }
    // As on the desk: without a row nobody knows what runs, so that comes above every term. The lines of JSON keep the
    // order that they always had.
    let rowless = |z: &Zaak| !layout.json && z.is_open() && z.rij().is_none();
    rows.sort_by_key(|(z, k)| (!z.is_open(), !rowless(z), k.is_none(), k.as_ref().map(|k| k.due), z.number));
    audit::note(env, &mut store, now, AuditAct::Printed, "zaken", Outcome::Succeeded);
    for (zaak, countdown) in &rows {
        if layout.json {
            print(&zaak_json(env, zaak, countdown.as_ref(), &inrichtingen, now).to_string())?;
        } else {
            print(&zaak_line(zaak, countdown.as_ref(), now))?;
        }
    }
    if rows.is_empty() && !layout.json {
        print("Er zijn geen open zaken.")?;
    }
    Ok(Exit::Done)
}

/// One case on one line.
pub fn zaak_line(zaak: &Zaak, countdown: Option<&Countdown>, now: Moment) -> String {
    let rij = zaak.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let state = match (countdown, zaak.is_open()) {
        (Some(k), _) => {
            format!("{} {}", k.phrase(now), k.termijn.kind.label())
        }
        (None, true) if zaak.rij().is_none() => "rij kiezen".to_owned(),
        (None, true) => "geen termijn".to_owned(),
        (None, false) => match zaak.state() {
            ZaakState::Absorbed(target) => format!("in {target}"),
            state @ (ZaakState::Open | ZaakState::Closed | ZaakState::HandedOver | ZaakState::Withdrawn) => {
                state.word().to_owned()
            }
        },
    };
    format!("{}  rij {rij:<2}  {state:<34}  {plek}", zaak.number)
}

/// One case as JSON.
pub fn zaak_json(
    env: &Environment,
    zaak: &Zaak,
    countdown: Option<&Countdown>,
    inrichtingen: &Inrichtingen,
    now: Moment,
) -> Value {
    let inrichting = zaak.plek().and_then(|n| inrichtingen.by_name(n));
    let countdowns = countdowns_of(env, zaak, inrichtingen).unwrap_or_default();
    let set = whose_turn(zaak, &checklist(zaak, env.book(), inrichting, Visibility::Open), &countdowns, now);
    json!({
        "zaak": zaak.number.to_string(), "rij": zaak.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "geopend": zaak.opened.rfc3339(), "gesloten": zaak.closed.map(Moment::rfc3339),
        "opgegaan_in": zaak.absorbed_into.map(|z| z.to_string()),
        "termijn": countdown.map(|k| json!({"soort": k.termijn.kind.code(), "uiterlijk": k.due.rfc3339(), "stand": k.severity(now).word(), "nog_niet_voorbij": k.termijn.left(now).map(Moment::rfc3339).collect::<Vec<_>>()})),
        "aan_zet": {"desk": set.own().map(Step::code), "inrichting": set.inrichting.map(Step::code)},
    })
}
