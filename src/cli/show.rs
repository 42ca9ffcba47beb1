//! `toon`: one case in full, now or as it was known at an earlier moment.

use serde_json::json;

use super::{
    acts::require_zaak, answer::print, audit, copies, environment::Environment, exit::Exit, lists::countdowns_of, then,
};
use crate::{
    acts::answer_ids,
    desk::state::film::fold,
    domain::{
        audit::{AuditAct, Outcome},
        besluit::BesluitKind,
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
        time_kind::TimeKind,
    },
    judge::{
        advice::{all_advice, proposed_rijen},
        call_back::{answer_to, call_questions},
        case_rule::CaseRule,
        checklist::{StepLine, checklist},
        countdown::Countdown,
        narrative,
        questions::weegvragen,
        tegenspraak::tegenspraken,
        visibility::Visibility,
    },
    log::{event::Entry, zaak::Zaak},
    store::Access,
};

/// Shows a case; with `at` only what was recorded by then.
///
/// # Errors
/// When there is no such case, or none yet at that moment.
pub fn show(env: &Environment, number: Zaaknummer, at: Option<&str>, as_json: bool) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let now = match at {
        Some(text) => then::parse_at(text, clock.now())?,
        None => clock.now(),
    };
    let entries = store.entries(Some(number), at.map(|_| now))?;
    let desk = fold(&entries, entries.last().map_or(now, |e| e.recorded_at));
    let Some(zaak) = desk.zaken.get(&number) else {
        require_zaak(&store, number)?;
        return Err(Error::no(format!("Zaak {number} was toen nog niet bekend."))
            .hint("Laat --op weg, of noem een latere tijd."));
    };
    audit::note(env, &mut store, clock.now(), AuditAct::Revealed, &number.to_string(), Outcome::Succeeded);
    let (inrichtingen, _) = env.inrichtingen()?;
    let inrichting = zaak.plek().and_then(|n| inrichtingen.by_name(n));
    let steps = checklist(zaak, env.book(), inrichting, Visibility::Open);
    let countdowns = countdowns_of(env, zaak, &inrichtingen).unwrap_or_default();
    if as_json {
        print(
            &as_document(CaseRule::of(zaak, env.book(), inrichting), zaak, &steps, &countdowns, &entries, now)
                .to_string(),
        )?;
    } else {
        in_words(CaseRule::of(zaak, env.book(), inrichting), zaak, &steps, &countdowns, &entries, now)?;
    }
    Ok(Exit::Done)
}

fn as_document(
    case: CaseRule<'_>,
    zaak: &Zaak,
    steps: &[StepLine],
    countdowns: &[Countdown],
    entries: &[Entry],
    now: Moment,
) -> serde_json::Value {
    json!({
        "zaak": zaak.number.to_string(), "rij": zaak.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "tijden": TimeKind::ALL.into_iter().filter_map(|s| zaak.time(s).map(|t| (s.label().to_owned(), json!(t.rfc3339())))).collect::<serde_json::Map<_, _>>(),
        "regelboek": {"versie": zaak.rulebook.version, "hash": zaak.rulebook.hash},
        "termijnen": countdowns.iter().map(|k| json!({
            "soort": k.termijn.kind.code(), "uiterlijk": k.due.rfc3339(), "grond": k.ground.code(),
            "gehaald": k.met_at.map(Moment::rfc3339), "vervallen": k.lapsed,
            "stand": k.is_running().then(|| k.severity(now).word()),
            "lezingen": k.termijn.lezingen.iter().map(|l| l.due.rfc3339()).collect::<Vec<_>>(),
            "nog_niet_voorbij": k.termijn.left(now).map(Moment::rfc3339).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "stappen": steps.iter().map(|s| json!({"nr": s.step.rule().number, "stap": s.step.code(), "staat": s.state.word(), "uitleg": s.state.explanation()})).collect::<Vec<_>>(),
        "feiten": zaak.feiten.iter().map(|f| json!({"nr": f.number, "onderwerp": f.topic.label(), "tekst": f.text.read(), "bron": f.source.read(), "status": f.status.word()})).collect::<Vec<_>>(),
        "belvragen": call_questions(case).into_iter().map(|q| json!({"vraag": q.id, "tekst": q.question, "antwoorden": answer_ids(q), "feit": answer_to(zaak, &q.id).map(|f| f.number)})).collect::<Vec<_>>(),
        "tegenspraken": tegenspraken(zaak).iter().enumerate().map(|(i, t)| json!({"nr": i + 1, "over": t.about(), "uitleg": t.words()})).collect::<Vec<_>>(),
        "besluiten": besluiten(zaak),
        "doorgemeld": zaak.passed_on.iter().map(|p| json!({"nr": p.number, "aan": p.to.read(), "kanaal": p.channel.read(), "op": p.at.rfc3339()})).collect::<Vec<_>>(),
        "concepten": zaak.drafts.iter().map(|(kind, c)| (kind.code().to_owned(), json!({"versie": c.version, "gecontroleerd": c.is_checked(), "tekst": c.text.read(), "verzonden": c.sent.len(), "meelezers": c.readings.iter().map(|r| json!({"rol": r.role.read(), "versie": r.version, "stand": r.state.word(), "opmerking": r.remark.read(), "op": r.at.rfc3339()})).collect::<Vec<_>>(), "kopieen": copies::as_document(*kind, zaak, entries)}))).collect::<serde_json::Map<_, _>>(),
        "gesloten": zaak.closed.map(Moment::rfc3339),
        "opgegaan_in": zaak.absorbed_into.map(|z| z.to_string()),
        "samengevoegd": zaak.merged.iter().map(|s| s.from.to_string()).collect::<Vec<_>>(),
        "tijdlijn": entries.iter().map(|e| json!({"seq": e.seq, "vastgelegd_op": e.recorded_at.rfc3339(), "voorgevallen_op": e.occurred_at.rfc3339(), "actor": e.actor, "tekst": narrative::sentence(&e.event, Visibility::Open)})).collect::<Vec<_>>(),
    })
}

fn besluiten(zaak: &Zaak) -> serde_json::Map<String, serde_json::Value> {
    BesluitKind::ALL
        .into_iter()
        .filter_map(|about| zaak.besluit(about).map(|b| (about, b)))
        .map(|(about, b)| {
            let what = json!({"keuze": b.choice.word(), "reden": b.reason.read(), "op": b.at.rfc3339()});
            (about.letter().to_string(), what)
        })
        .collect()
}

fn in_words(
    case: CaseRule<'_>,
    zaak: &Zaak,
    steps: &[StepLine],
    countdowns: &[Countdown],
    entries: &[Entry],
    now: Moment,
) -> Result<()> {
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    print(&format!("Zaak {}  {plek}", zaak.number))?;
    if let Some(target) = zaak.absorbed_into {
        print(&format!("Opgegaan in zaak {target}."))?;
    }
    for s in &zaak.merged {
        print(&format!("Hierin is zaak {} opgegaan.", s.from))?;
    }
    match case {
        CaseRule::Known(_, r) => print(&format!("Rij {}: {} ({})", r.nr, r.incident, r.codes()))?,
        CaseRule::Unchosen(_) => print("De rij is nog niet gekozen.")?,
        CaseRule::NotInBook(_) | CaseRule::NoBook(_) => {
            if let Err(error) = case.required() {
                print(&error.to_string())?;
            }
        }
    }
    for (kind, t) in TimeKind::ALL.into_iter().filter_map(|s| zaak.time(s).map(|t| (s, t))) {
        print(&format!("  {:<13} {}", kind.label(), t.long()))?;
    }
    for k in countdowns {
        let state = match k.outcome() {
            Some(outcome) => format!("{}, {}", outcome.word(), outcome.at().long()),
            None if k.lapsed => "vervallen".to_owned(),
            None => k.state(now),
        };
        print(&format!("  termijn {:<12} vóór {}  {state}", k.termijn.kind.label(), k.due.as_termijn()))?;
    }
    print("\nChecklist")?;
    for s in steps {
        print(&format!(
            "  {:>2} {:<12} {:<32} {:<10} {}",
            s.step.rule().number,
            s.step.code(),
            s.name,
            s.state.word(),
            sanitize::line(s.state.explanation())
        ))?;
    }
    if let CaseRule::Known(book, rule) = case {
        print("\nWeegvragen")?;
        for v in weegvragen(book, rule) {
            let answer = zaak.answers.get(&v.id).map_or("·", |a| a.word());
            print(&format!("  {:<5} {answer:<9} {}", v.id, v.question))?;
        }
        for other in proposed_rijen(zaak, book, rule) {
            print(&format!("  {}", other.line()))?;
        }
        for advice in all_advice(zaak, book, rule) {
            print(&format!("  {}", advice.line()))?;
        }
    }
    let open: Vec<_> = call_questions(case).into_iter().filter(|q| answer_to(zaak, &q.id).is_none()).collect();
    if !open.is_empty() && zaak.is_open() {
        print("\nNog te vragen (belantwoord ZAAK VRAAG ANTWOORD, of --tekst)")?;
        for q in open {
            print(&format!("  {:<18} {}", q.id, q.question))?;
            print(&format!("  {:<18} {}", "", answer_ids(q).join(", ")))?;
        }
    }
    if !zaak.feiten.is_empty() {
        print("\nBeeld")?;
        for f in &zaak.feiten {
            print(&format!(
                "  {} {} ({}; bron: {}): {}",
                f.number,
                f.topic.label(),
                f.status.word(),
                f.source.read(),
                sanitize::line(f.text.read())
            ))?;
        }
    }
    let against = tegenspraken(zaak);
    if !against.is_empty() {
        print("\nSpreekt elkaar tegen (beslecht ZAAK NR eerste, tweede of beide)")?;
        for (nr, t) in against.iter().enumerate() {
            print(&format!("  {} {}", nr + 1, t.words()))?;
        }
    }
    copies::in_words(zaak, entries)?;
    print("\nTijdlijn")?;
    for e in entries {
        print(&format!(
            "  {}  {}{}",
            e.recorded_at.long(),
            narrative::sentence(&e.event, Visibility::Open),
            narrative::then(e)
        ))?;
    }
    Ok(())
}
