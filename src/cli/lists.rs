//! `inbox` and `incidenten`: the lists, as lines or as JSON.

use super::{
    answer::{Output, print},
    audit,
    document::{melding_json, zaak_json},
    environment::Environment,
    exit::Exit,
    terms::running,
};
use crate::{
    desk::verb::ListArgs,
    domain::{
        audit::{AuditAct, Outcome},
        error::Result,
        moment::Moment,
        sanitize,
    },
    judge::{case_rule::CaseRule, countdown::Countdown, repeat},
    log::{
        desk::Desk,
        melding::Melding,
        zaak::{Zaak, ZaakState},
    },
    rules::book::Books,
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
    let (inrichtingen, _) = env.inrichtingen()?;
    for m in &meldingen {
        if layout.json {
            print(&melding_json(m, &desk, env.book()).to_string())?;
        } else {
            print(&melding_line(m, &desk, &env.books(&inrichtingen)))?;
        }
    }
    if meldingen.is_empty() && !layout.json {
        print("De inbox is leeg.")?;
    }
    Ok(Exit::Done)
}

/// One report on one line.
pub fn melding_line(m: &Melding, desk: &Desk, books: &Books<'_>) -> String {
    let plek = m.inrichting().unwrap_or("inrichting onbekend");
    let headline = sanitize::shorten(&sanitize::line(m.headline()), 60);
    let book = books.of(m.inrichting());
    let label = m.kind.label(book);
    let again =
        repeat::repeated(desk, book, m).map_or_else(String::new, |first| format!("  (zelfde formulier als {first})"));
    format!("{}  {label:<9} {}  {plek}  {headline}{again}", m.number, m.received.long())
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
    let mut rows: Vec<(&Zaak, Result<Option<Countdown>>)> = Vec::new();
    for zaak in desk.zaken.values().filter(|z| layout.everything || z.is_open()) {
        rows.push((zaak, running(env, zaak, &inrichtingen)));
    }
    let judge = env.judge(&inrichtingen);
    rows.sort_by_key(|(zaak, countdown)| by_urgency((zaak, judge.case_rule(zaak)), countdown, Output::of(layout.json)));
    audit::note(env, &mut store, now, AuditAct::Printed, "zaken", Outcome::Succeeded);
    for (zaak, countdown) in &rows {
        if layout.json {
            print(
                &zaak_json(env, zaak, countdown.as_ref().ok().and_then(Option::as_ref), &inrichtingen, now).to_string(),
            )?;
        } else {
            print(&zaak_line((zaak, judge.case_rule(zaak)), countdown, now))?;
        }
    }
    if rows.is_empty() && !layout.json {
        print("Er zijn geen open zaken.")?;
    }
    Ok(Exit::Done)
}

/// The order of a list of cases. As on the desk: where no rule holds nobody knows what runs, so that comes above every term.
/// The lines of JSON keep the order that they always had.
pub fn by_urgency(
    (zaak, case): (&Zaak, CaseRule<'_>),
    countdown: &Result<Option<Countdown>>,
    output: Output,
) -> impl Ord + use<> {
    let due = countdown.as_ref().ok().and_then(|k| Some(k.as_ref()?.due));
    let is_first = output == Output::Text && zaak.is_open() && case.comes_first().is_some();
    (!zaak.is_open(), !is_first, due.is_none(), due, zaak.number)
}

/// What stands in the place of a term that cannot be judged: it is no case without one.
const UNJUDGED: &str = "termijn niet te bepalen";

/// One case on one line, with the term of it that runs.
pub fn zaak_line((zaak, case): (&Zaak, CaseRule<'_>), countdown: &Result<Option<Countdown>>, now: Moment) -> String {
    let rij = case.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let state = match (countdown, zaak.is_open()) {
        (Ok(Some(k)), _) => {
            format!("{} {}", k.phrase(now), k.termijn.label)
        }
        (Ok(None) | Err(_), true) if let Some(first) = case.comes_first() => first.to_owned(),
        (Ok(None), true) if case.form_gap(zaak).is_some() => "termijn zelf toetsen".to_owned(),
        (Ok(None), true) => "geen termijn".to_owned(),
        (Err(_), true) => UNJUDGED.to_owned(),
        (_, false) => match zaak.state() {
            ZaakState::Absorbed(target) => format!("in {target}"),
            state @ (ZaakState::Open | ZaakState::Closed | ZaakState::HandedOver | ZaakState::Withdrawn) => {
                state.word().to_owned()
            }
        },
    };
    format!("{}  rij {rij:<2}  {state:<34}  {plek}", zaak.number)
}
