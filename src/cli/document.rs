//! A case and a report as JSON: every field with its name, in one place, at the depth of who asks.

use serde_json::{Map, Value, json};

use super::{copies, environment::Environment};
use crate::{
    acts::answer_ids,
    domain::{
        besluit::BesluitKind,
        inrichting::Inrichtingen,
        melding::{Content, Field, UnreadPair},
        moment::Moment,
        step::Step,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{
        call_back::{answer_to, call_questions},
        case_rule::CaseRule,
        checklist::StepLine,
        countdown::Countdown,
        narrative, proposal, repeat,
        tegenspraak::tegenspraken,
        turn::whose_turn,
        visibility::Visibility,
    },
    log::{
        desk::Desk,
        event::Entry,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::book::Rulebook,
};

/// A report in a line: which, and whence.
pub fn melding_brief(m: &Melding) -> Value {
    json!({
        "id": m.number.to_string(), "soort": m.kind.code(), "ontvangen": m.received.rfc3339(), "inrichting": m.inrichting(),
    })
}

/// One report as JSON.
pub fn melding_json(m: &Melding, desk: &Desk, book: &Rulebook) -> Value {
    let (state, zaak) = match &m.state {
        MeldingState::Open => ("open", None),
        MeldingState::Linked(z) => ("gekoppeld", Some(z.to_string())),
        MeldingState::SetAside(_) => ("terzijde", None),
    };
    let basis = json!({
        "staat": state, "zaak": zaak, "voorstellen": proposals_json(m, desk, book),
        "herhaling_van": repeat::repeated(desk, book, m).map(|first| first.to_string()),
    });
    let content = match &m.content {
        Content::Call(g) => json!({
            "afzender": g.caller.read(), "onderwerp": null, "message_id": null, "tekst": g.what.read(),
            "velden": {}, "niet_herkend": [], "bijlagen": [], "waarschuwingen": [],
        }),
        Content::Mail(p) => json!({
            "afzender": p.sender.read(), "onderwerp": p.subject.read(), "message_id": p.message_id.as_ref().map(Vertrouwelijk::read), "tekst": p.text.read(),
            "velden": p.fields.iter().map(|(name, v)| (name.clone(), field_json(v))).collect::<Map<_, _>>(),
            "niet_herkend": p.unread().map(unread_json).collect::<Vec<_>>(),
            "bijlagen": p.attachments.iter().map(|b| json!({"naam": b.name.read(), "type": b.mediatype.read(), "bytes": b.bytes})).collect::<Vec<_>>(),
            "waarschuwingen": p.warnings.iter().map(Vertrouwelijk::read).collect::<Vec<_>>(),
        }),
    };
    together(melding_brief(m), together(basis, content))
}

/// The fields of both.
fn together(one: Value, other: Value) -> Value {
    match (one, other) {
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

/// The cases it may belong to, best first; a suggestion, so only while it waits.
fn proposals_json(m: &Melding, desk: &Desk, book: &Rulebook) -> Value {
    let found = if m.is_open() { proposal::proposals(desk, book, m) } else { Vec::new() };
    found
        .iter()
        .map(|v| json!({"zaak": v.zaak.to_string(), "score": v.score, "redenen": v.reasons.iter().map(|r| r.words()).collect::<Vec<_>>()}))
        .collect()
}

/// A case in a line: which, and its term.
pub fn zaak_brief((zaak, case): (&Zaak, CaseRule<'_>), countdown: Option<&Countdown>, now: Moment) -> Value {
    json!({
        "zaak": zaak.number.to_string(), "rij": case.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "termijn": countdown.map(|k| running_json(k, now)),
    })
}

/// The term that runs.
fn running_json(k: &Countdown, now: Moment) -> Value {
    json!({"soort": k.termijn.kind.code(), "uiterlijk": k.due.rfc3339(), "stand": k.severity(now).word(), "nog_niet_voorbij": left_json(k, now)})
}

/// The readings that are not yet over.
fn left_json(k: &Countdown, now: Moment) -> Vec<String> {
    k.termijn.left(now).map(Moment::rfc3339).collect()
}

/// One case as JSON.
pub fn zaak_json(
    env: &Environment,
    zaak: &Zaak,
    countdown: Option<&Countdown>,
    inrichtingen: &Inrichtingen,
    now: Moment,
) -> Value {
    let judge = env.judge(inrichtingen);
    let steps = judge.steps(zaak, Visibility::Open);
    let set = whose_turn(zaak, &steps, &judge.countdowns(zaak, &steps).unwrap_or_default(), now);
    let more = json!({
        "geopend": zaak.opened.rfc3339(), "gesloten": zaak.closed.map(Moment::rfc3339),
        "opgegaan_in": zaak.absorbed_into.map(|z| z.to_string()),
        "aan_zet": {"desk": set.own().as_ref().map(Step::code), "inrichting": set.inrichting.as_ref().map(Step::code)},
    });
    together(zaak_brief((zaak, judge.case_rule(zaak)), countdown, now), more)
}

/// A case that is shown.
#[derive(Clone, Copy)]
pub struct ShownZaak<'a> {
    pub case: CaseRule<'a>,
    /// The book of the case; that of the desk where its sector has none.
    pub book: &'a Rulebook,
    pub zaak: &'a Zaak,
    pub now: Moment,
}

/// A case whole: what `toon` shows.
pub fn zaak_whole(shown: &ShownZaak<'_>, steps: &[StepLine], countdowns: &[Countdown], entries: &[Entry]) -> Value {
    let ShownZaak { case, book, zaak, now } = *shown;
    json!({
        "zaak": zaak.number.to_string(), "rij": case.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "tijden": TimeKind::ALL.into_iter().filter_map(|s| zaak.time(s).map(|t| (s.label().to_owned(), json!(t.rfc3339())))).collect::<Map<_, _>>(),
        "regelboek": {"versie": zaak.rulebook.version, "hash": zaak.rulebook.hash},
        "termijnen": countdowns.iter().map(|k| json!({
            "soort": k.termijn.kind.code(), "uiterlijk": k.due.rfc3339(), "grond": k.ground.code(),
            "gehaald": k.met_at.map(Moment::rfc3339), "vervallen": k.lapsed,
            "stand": k.is_running().then(|| k.severity(now).word()),
            "lezingen": k.termijn.lezingen.iter().map(|l| l.due.rfc3339()).collect::<Vec<_>>(),
            "nog_niet_voorbij": left_json(k, now),
        })).collect::<Vec<_>>(),
        "stappen": steps.iter().map(|s| json!({"nr": s.rule().number, "stap": s.step.code(), "staat": s.state.word(), "uitleg": s.state.explanation()})).collect::<Vec<_>>(),
        "feiten": zaak.feiten.iter().map(|f| json!({"nr": f.number, "onderwerp": f.topic.label(), "tekst": f.text.read(), "bron": f.source.read(), "status": f.status.word()})).collect::<Vec<_>>(),
        "belvragen": call_questions(case).into_iter().map(|q| json!({"vraag": q.id, "tekst": q.question, "antwoorden": answer_ids(q), "feit": answer_to(zaak, &q.id).map(|f| f.number)})).collect::<Vec<_>>(),
        "tegenspraken": tegenspraken(zaak).iter().enumerate().map(|(i, t)| json!({"nr": i + 1, "over": t.about(), "uitleg": t.words()})).collect::<Vec<_>>(),
        "besluiten": besluiten(zaak),
        "doorgemeld": zaak.passed_on.iter().map(|p| json!({"nr": p.number, "aan": p.to.read(), "kanaal": p.channel.read(), "op": p.at.rfc3339()})).collect::<Vec<_>>(),
        "concepten": zaak.drafts.iter().map(|(kind, c)| (kind.code().to_owned(), json!({"versie": c.version, "gecontroleerd": c.is_checked(), "tekst": c.text.read(), "verzonden": c.sent.len(), "meelezers": c.readings.iter().map(|r| json!({"rol": r.role.read(), "versie": r.version, "stand": r.state.word(), "opmerking": r.remark.read(), "op": r.at.rfc3339()})).collect::<Vec<_>>(), "kopieen": copies::as_document(*kind, zaak, entries)}))).collect::<Map<_, _>>(),
        "gesloten": zaak.closed.map(Moment::rfc3339),
        "opgegaan_in": zaak.absorbed_into.map(|z| z.to_string()),
        "samengevoegd": zaak.merged.iter().map(|s| s.from.to_string()).collect::<Vec<_>>(),
        "tijdlijn": entries.iter().map(|e| json!({"seq": e.seq, "vastgelegd_op": e.recorded_at.rfc3339(), "voorgevallen_op": e.occurred_at.rfc3339(), "actor": e.actor, "tekst": narrative::sentence(&e.event, Visibility::Open, book)})).collect::<Vec<_>>(),
    })
}

fn besluiten(zaak: &Zaak) -> Map<String, Value> {
    BesluitKind::ALL
        .into_iter()
        .filter_map(|about| zaak.besluit(about).map(|b| (about, b)))
        .map(|(about, b)| {
            let what = json!({"keuze": b.choice.word(), "reden": b.reason.read(), "op": b.at.rfc3339()});
            (about.letter().to_string(), what)
        })
        .collect()
}
