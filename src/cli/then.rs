//! `toon --op` without a case: the whole desk as it was known at a moment, with the countdowns of then.
//! It is folded from the log and not read from the projections, which know only now.

use serde_json::json;

use super::{
    answer::{Output, print},
    audit,
    document::{melding_brief, zaak_brief},
    environment::Environment,
    exit::Exit,
    lists::{by_urgency, zaak_line},
    terms::running,
};
use crate::{
    desk::film::fold,
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        moment::Moment,
    },
    judge::countdown::Countdown,
    log::{melding::Melding, zaak::Zaak},
    store::Access,
};

/// Shows the desk of then.
///
/// # Errors
/// When the moment cannot be read, or the store.
pub fn show(env: &Environment, at: &str, output: Output) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    let at = parse_at(at, clock.now())?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let desk = fold(&store.entries(None, Some(at))?, at);
    audit::note(env, &mut store, clock.now(), AuditAct::Printed, "desk", Outcome::Succeeded);
    let mut inbox: Vec<&Melding> = desk.meldingen.values().filter(|m| m.is_open()).collect();
    inbox.sort_by_key(|m| m.received);
    let mut zaken: Vec<(&Zaak, Result<Option<Countdown>>)> = Vec::new();
    for zaak in desk.zaken.values().filter(|z| z.is_open()) {
        zaken.push((zaak, running(env, zaak, &inrichtingen)));
    }
    let judge = env.judge(&inrichtingen);
    zaken.sort_by_key(|(zaak, countdown)| by_urgency((zaak, judge.case_rule(zaak)), countdown, output));
    if output == Output::Json {
        let document = json!({
            "op": at.rfc3339(),
            "inbox": inbox.iter().map(|m| melding_brief(m)).collect::<Vec<_>>(),
            "zaken": zaken.iter().map(|(z, k)| zaak_brief((z, judge.case_rule(z)), k.as_ref().ok().and_then(Option::as_ref), at)).collect::<Vec<_>>(),
        });
        print(&document.to_string())?;
        return Ok(Exit::Done);
    }
    print(&format!("De desk zoals bekend op {}", at.long()))?;
    print(&format!("\nInbox: {}", inbox.len()))?;
    for m in &inbox {
        let plek = m.inrichting().unwrap_or("inrichting onbekend");
        print(&format!(
            "  {}  {:<9} {}  {plek}",
            m.number,
            m.kind.label(env.books(&inrichtingen).of(m.inrichting())),
            m.received.long()
        ))?;
    }
    print(&format!("\nZaken: {}", zaken.len()))?;
    for (zaak, countdown) in &zaken {
        print(&format!("  {}", zaak_line((zaak, judge.case_rule(zaak)), countdown, at)))?;
    }
    Ok(Exit::Done)
}

/// The moment to look back to.
///
/// # Errors
/// When it cannot be read, or is still to come: what will be known then nobody knows.
pub fn parse_at(text: &str, now: Moment) -> Result<Moment> {
    let at = Moment::parse(text, Some(now))?.moment;
    if at > now {
        return Err(Error::usage(format!("{} ligt in de toekomst; wat dan bekend is, weet niemand.", at.long()))
            .hint("Geef bij --op een tijd tot en met nu."));
    }
    Ok(at)
}
