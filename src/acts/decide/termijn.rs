//! The officer decides which moment of a term counts: another reading of the source, or a moment by
//! hand. What was calculated stays beside it.

use chrono::Duration;

use super::{Context, Decided, Undo, find_open_zaak, require_reason, zaak::rij_first};
use crate::{
    deadline::{self, Termijn},
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
    },
    log::{desk::Desk, event::LogEvent},
};

/// So long after the last reading of the source a moment by hand is a typing error.
const MARGIN: Duration = Duration::days(31);

/// Takes a reading or a moment for a term, with a reason, or goes back to the calculated one.
pub fn set(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    kind: TermijnKind,
    setting: Option<TermijnSetting>,
    reason: &str,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let reason = require_reason(reason)?;
    let rij = zaak.rij().ok_or_else(rij_first)?;
    let termijnen = deadline::termijnen(context.book, rij, &zaak.times_for(rij), zaak.kalender)?;
    let Some(termijn) = termijnen.iter().find(|t| t.kind == kind) else {
        return Err(Error::no(format!("Zaak {number} heeft geen termijn {}.", kind.label())));
    };
    fits(termijn, setting)?;
    let (was, former_reason) = match zaak.termijn_choices.get(&kind) {
        Some(k) => (Some(k.setting), k.reason.clone()),
        None => (None, Vertrouwelijk::new("ongedaan gemaakt")),
    };
    let undo = LogEvent::TermijnSet { zaak: number, termijn: kind, setting: was, reason: former_reason };
    let event = LogEvent::TermijnSet { zaak: number, termijn: kind, setting, reason };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

fn last(termijn: &Termijn) -> Moment {
    termijn.lezingen.iter().map(|l| l.due).fold(termijn.streng(), Moment::max)
}

fn fits(termijn: &Termijn, setting: Option<TermijnSetting>) -> Result<()> {
    match setting {
        Some(TermijnSetting::Moment(u)) if u <= termijn.start => {
            Err(Error::usage(format!("Een termijn eindigt na zijn begin ({}).", termijn.start.long())))
        }
        Some(TermijnSetting::Moment(u)) if u > last(termijn).plus(MARGIN) => Err(Error::no(format!(
            "{} ligt meer dan een maand na wat de bron toelaat (vóór {}).",
            u.long(),
            last(termijn).long()
        ))
        .hint("Kijk de datum en het jaar na.")),
        Some(TermijnSetting::Lezing(rule)) if termijn.lezingen.of(rule).is_none() => {
            let choices: Vec<String> =
                termijn.lezingen.iter().map(|l| format!("{} (vóór {})", l.lezing_rule, l.due.as_termijn())).collect();
            Err(Error::no(format!("De termijn {} kent de lezing «{rule}» hier niet.", termijn.kind.label()))
                .hint(format!("Kies uit: {}.", choices.join(", "))))
        }
        Some(TermijnSetting::Moment(_) | TermijnSetting::Lezing(_)) | None => Ok(()),
    }
}
