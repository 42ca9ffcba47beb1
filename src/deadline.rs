//! When a form is due. The instruction can be read in more ways than one; every defensible reading is
//! worked out and shown, none is presented as the law. A reading is a start, a boundary and a calendar. The
//! countdown runs on the earliest (`streng`); one of them is the usual one (`gangbaar`); too late is a term
//! only when the last has lapsed. Pure: times come in, terms come out.

pub mod answer;
pub mod batch;
pub mod explanation;
pub mod grid;
pub mod in_force;
pub mod lezing_text;
pub mod lezingen;
pub mod overview;
pub mod start;
pub mod termijn;
pub mod tipping_point;

pub use self::{
    answer::answer_json,
    explanation::why,
    grid::{GridCell, grid_cell},
    in_force::{Ground, InForce},
    lezingen::{KalenderSet, Lezing, LezingOrigin, Lezingen},
    overview::overview,
    start::{StartKind, Started},
    termijn::Termijn,
    tipping_point::{Baseline, Condition, TippingPoint, tipping_points},
};
use self::{
    lezingen::{Counted, form_lezingen, hours_lezingen},
    start::StartPoints,
};
pub use crate::rules::kalender::Kalenders;
use crate::{
    domain::{
        error::{Error, Result},
        rij::Rij,
        termijn_kind::{Kalender, Times},
    },
    rules::{
        book::{RijRule, Rulebook, TermijnDuration, TermijnRule},
        rij_rule::Code,
    },
};

/// The terms of one incident, in the order in which they bite; none for a row that demands no form.
///
/// # Errors
/// When the times contradict each other, when nothing says when the clock starts, or when the end of
/// an absence is given for a row that is no absence.
pub fn termijnen(book: &Rulebook, rij: Rij, times: &Times, kalender: Kalender) -> Result<Vec<Termijn>> {
    times.check()?;
    let rule = book.find_rij(rij)?;
    if times.oa_end.or(times.oa_end_heard).is_some() && !rule.is_oa() {
        return Err(Error::usage(format!(
            "Rij {rij} is geen ongeoorloofde afwezigheid en kent dus geen einde daarvan."
        ))
        .hint(format!("Laat het einde weg, of kies een rij van {}.", book.listing(RijRule::is_oa))));
    }
    if rule.m == Code::No {
        return Ok(Vec::new());
    }
    let starts = StartPoints::find(times)?;
    Ok(book.termijn_rules(rule).filter_map(|rule| termijn(book, rule, starts, kalender)).collect())
}

/// None while the clock of this term has not started.
fn termijn(book: &Rulebook, rule: &TermijnRule, starts: StartPoints, kalender: Kalender) -> Option<Termijn> {
    let starts = starts.of(rule.start)?;
    let Counted { start, lezingen } = match rule.duration {
        TermijnDuration::Form => form_lezingen(book, kalender, starts),
        TermijnDuration::Hours(hours) => hours_lezingen(hours, rule.start, starts),
    };
    let both = std::iter::once(starts.first).chain(starts.discovered);
    let other_start = both.into_iter().find(|other| *other != start && lezingen.count_from(other.kind));
    Some(Termijn {
        kind: rule.kind,
        label: rule.label.clone(),
        step: rule.step,
        recipient: rule.recipient.clone(),
        start: start.at,
        start_kind: start.kind,
        other_start,
        duration: rule.duration,
        lezingen,
        source: rule.source.to_string(),
    })
}
