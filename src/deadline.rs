//! When a form is due. The instruction can be read in more ways than one; every defensible reading is
//! worked out and shown, none is presented as the law. The countdown runs on the earliest (`streng`),
//! the first is the usual one (`gangbaar`). Pure: times come in, terms come out.

pub mod answer;
pub mod batch;
pub mod explanation;
pub mod form;
pub mod in_force;
pub mod termijn;
pub mod tipping_point;

use chrono::Duration;

pub use self::{
    answer::answer_json,
    explanation::why,
    form::{Limit, Limits, form_termijn},
    in_force::{Ground, InForce},
    termijn::{Lezing, Lezingen, StartKind, Termijn},
    tipping_point::{Baseline, Condition, TippingPoint, tipping_points},
};
pub use crate::rules::kalender::Kalenders;
use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
        rij::Rij,
        termijn_kind::{Kalender, Times},
    },
    rules::{
        book::{ClockStart, LezingRule, RijRule, Rulebook, TermijnDuration, TermijnRule},
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
    if times.oa_end.is_some() && !rule.is_oa() {
        return Err(Error::usage(format!(
            "Rij {rij} is geen ongeoorloofde afwezigheid en kent dus geen einde daarvan."
        ))
        .hint(format!("Laat het einde weg, of kies een rij van {}.", book.listing(RijRule::is_oa))));
    }
    if rule.m == Code::No {
        return Ok(Vec::new());
    }
    let first = StartPoints::find(book, times, kalender)?;
    Ok(book.termijn_rules(rule).filter_map(|rule| termijn(book, rule, first, kalender)).collect())
}

/// A moment with what it stands for.
type Started = (Moment, StartKind);

/// The moments from which the clocks of one incident run.
#[derive(Clone, Copy)]
struct StartPoints {
    voorval: Started,
    constatering: Started,
    oa_end: Option<Started>,
}

impl StartPoints {
    fn find(book: &Rulebook, times: &Times, kalender: Kalender) -> Result<Self> {
        let discovered = times.constatering.map(|t| (t, StartKind::Constatering));
        let occurred = times.voorval.map(|t| (t, StartKind::Voorval));
        let heard = times.called.map(|t| (t, StartKind::PhoneCall));
        let heard = heard.or(times.received.map(|t| (t, StartKind::Receipt)));
        let Some(known) = occurred.or(discovered).or(heard) else {
            return Err(Error::usage("Zonder tijd van voorval, constatering of telefoontje begint er geen termijn.")
                .hint("Geef ten minste één van die tijden."));
        };
        // Nobody can file in time what was discovered when the term had gone.
        let discovered_too_late = discovered.filter(|(t, _)| form_termijn(book, kalender, known.0).streng().due <= *t);
        Ok(Self {
            voorval: discovered_too_late.unwrap_or(known),
            constatering: discovered.unwrap_or(known),
            oa_end: times.oa_end.map(|t| (t, StartKind::OaEnd)),
        })
    }

    const fn of(self, first: ClockStart) -> Option<Started> {
        match first {
            ClockStart::Voorval => Some(self.voorval),
            ClockStart::Constatering => Some(self.constatering),
            ClockStart::OaEnd => self.oa_end,
        }
    }
}

/// None while the clock of this term has not started.
fn termijn(book: &Rulebook, rule: &TermijnRule, first: StartPoints, kalender: Kalender) -> Option<Termijn> {
    let (start, start_kind) = first.of(rule.start)?;
    let lezing = |limit: Limit| Lezing::new(limit, book.lezing_text(limit.rule));
    let lezingen = match rule.duration {
        TermijnDuration::Form => Lezingen::from(&form_termijn(book, kalender, start), lezing),
        TermijnDuration::Hours(hours) => {
            let due = start.plus(Duration::hours(i64::from(hours)));
            Lezingen::one(lezing(Limit { due, rule: LezingRule::Hours }).with_hours(hours))
        }
    };
    Some(Termijn {
        kind: rule.kind,
        recipient: rule.recipient.clone(),
        start,
        start_kind,
        lezingen,
        source: rule.source.to_string(),
    })
}
