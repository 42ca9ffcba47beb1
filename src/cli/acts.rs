//! Verbs that record something: judged like a key on the screen, in one transaction.

use super::{Exit, environment::Environment, print};
use crate::{
    acts::decide::decide_all,
    desk::{
        ops,
        verb::{MergeArgs, RetentionVerb, SetTermijnArgs, SettleArgs, SplitArgs, Verb, acts},
    },
    domain::error::{Error, Result},
    log::{desk::Desk, event::Entry},
    store::Store,
};

/// The desk as a verb needs it: what is open, and every case or report that the verb names.
pub fn load(store: &Store, verb_zaak: Option<crate::domain::ids::Zaaknummer>) -> Result<Desk> {
    let mut desk = store.load_open()?;
    if let Some(number) = verb_zaak {
        let extra = store.fetch(number)?;
        desk.zaken.extend(extra.zaken);
        desk.meldingen.extend(extra.meldingen);
    }
    Ok(desk)
}

/// Records what a verb asks for.
///
/// # Errors
/// When the verb cannot be done, with the reason.
pub fn run(env: &Environment, verb: &Verb) -> Result<Exit> {
    let (mut store, clock) = match verb {
        Verb::Report(_) => env.create_for_writing()?,
        _ => env.open_for_writing()?,
    };
    let mut desk = load(&store, zaak_of(verb))?;
    if let Some(number) = melding_of(verb)
        && let Some(melding) = store.melding(number)?
    {
        desk.meldingen.insert(number, melding);
    }
    let now = clock.now();
    let list = acts(verb, &desk, now)?.ok_or_else(|| Error::usage("Er is niets te doen."))?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let decided = decide_all(&desk, &env.context(&inrichtingen, now), &list)?;
    let entries = store.write(now, &env.actor(), &decided.new, &[])?;
    store.close()?;
    report_result(verb, &list, &entries);
    Ok(Exit::Done)
}

fn report_result(verb: &Verb, list: &[crate::acts::act::Act], entries: &[Entry]) {
    let zaak = entries.iter().find_map(|e| e.event.zaak());
    match (verb, zaak) {
        // The case number alone, so that a script can go on with it.
        (Verb::Report(_) | Verb::Open { .. }, Some(zaak)) => print(&zaak.to_string()),
        _ => {
            for act in list {
                print(&ops::sentence::sentence(act));
            }
        }
    }
}

const fn zaak_of(verb: &Verb) -> Option<crate::domain::ids::Zaaknummer> {
    match verb {
        Verb::Link { zaak, .. }
        | Verb::Settle(SettleArgs { zaak, .. })
        | Verb::Merge(MergeArgs { zaak, .. })
        | Verb::Split(SplitArgs { zaak, .. })
        | Verb::Rij { zaak, .. }
        | Verb::Data { zaak, .. }
        | Verb::Feit { zaak, .. }
        | Verb::FeitStatus { zaak, .. }
        | Verb::Weigh { zaak, .. }
        | Verb::Besluit { zaak, .. }
        | Verb::Step { zaak, .. }
        | Verb::SetTermijn(SetTermijnArgs { zaak, .. })
        | Verb::Accept { zaak, .. }
        | Verb::Remind { zaak, .. }
        | Verb::Close { zaak }
        | Verb::Reopen { zaak, .. }
        | Verb::Bewaartermijn {
            what: Some(RetentionVerb::Hold { zaak, .. } | RetentionVerb::Release { zaak, .. }),
            ..
        } => Some(*zaak),
        _ => None,
    }
}

const fn melding_of(verb: &Verb) -> Option<crate::domain::ids::Meldingnummer> {
    match verb {
        Verb::Open { melding }
        | Verb::Link { melding, .. }
        | Verb::Unlink { melding }
        | Verb::SetAside { melding, .. }
        | Verb::PutBack { melding } => Some(*melding),
        _ => None,
    }
}
