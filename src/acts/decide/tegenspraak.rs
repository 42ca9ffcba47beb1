//! The officer says which of two sources counts, or that both may stand. What does not count stays in
//! the log and in view; a time that does not count stays in its report.

use super::{Context, Decided, Undo, find_open_zaak, require_reason, zaak};
use crate::{
    domain::{
        error::{Error, Result},
        feit::FeitStatus,
        ids::Zaaknummer,
        moment::Moment,
        tegenspraak::{Ruling, Tegenspraak},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::tegenspraak::tegenspraken,
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// Settles a contradiction that is there.
pub fn settle(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    about: &Tegenspraak,
    ruling: Ruling,
    reason: &str,
) -> Result<Decided> {
    if !tegenspraken(find_open_zaak(desk, number)?).contains(about) {
        return Err(Error::no(format!("Deze tegenspraak is er niet meer in zaak {number}.")));
    }
    let gone = |feit: u32| zaak::assess_feit(desk, context, number, feit, FeitStatus::Contradicted);
    match (about, ruling) {
        (Tegenspraak::Feiten { later, .. }, Ruling::First) => gone(*later),
        (Tegenspraak::Feiten { earlier, .. }, Ruling::Second) => gone(*earlier),
        (Tegenspraak::Feiten { .. }, Ruling::Both) => Ok(let_stand(context, number, about, require_reason(reason)?)),
        (Tegenspraak::Time { .. }, Ruling::First) => {
            let reason = if reason.trim().is_empty() { "de tijd van de zaak telt" } else { reason };
            Ok(let_stand(context, number, about, Vertrouwelijk::new(reason)))
        }
        (Tegenspraak::Time { time, named, .. }, Ruling::Second) => {
            zaak::set_times(desk, context, number, &[(*time, Some(*named))])
        }
        (Tegenspraak::Time { .. }, Ruling::Both) => {
            Err(Error::usage("Twee tijden kunnen niet allebei tellen.").hint("Kies welke van de twee telt."))
        }
    }
}

/// Who sets a time knows the reports that were linked by then: what they say is answered with it.
pub fn settled_by_time(zaak: &Zaak, time: TimeKind, moment: Moment) -> Vec<Tegenspraak> {
    let different = zaak.meldingen.iter().filter_map(|k| k.named.of(time).map(|t| (k.melding, t)));
    different
        .filter(|(_, t)| t.minute() != moment.minute())
        .map(|(melding, named)| Tegenspraak::Time { time, zaak: moment, melding, named })
        .collect()
}

fn let_stand(context: &Context<'_>, zaak: Zaaknummer, about: &Tegenspraak, reason: Vertrouwelijk) -> Decided {
    let event = |reason| LogEvent::TegenspraakSettled { zaak, tegenspraak: about.clone(), reason };
    Decided::one(context, event(Some(reason)), Undo::with([event(None)]))
}
