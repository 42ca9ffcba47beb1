//! The times that a linked report names and the case did not take, because they cannot be beside the others: a return before the
//! absence began. They stand until one of the times is another one, and are taken then. What the officer cleared stays cleared.

use crate::{
    domain::{ids::Meldingnummer, moment::Moment, termijn_kind::Times, time_kind::TimeKind},
    judge::case_rule::CaseRule,
    log::zaak::{Link, Zaak},
    rules::book::RijRule,
};

/// The times that a report can name.
pub const NAMED: [TimeKind; 3] = [TimeKind::Voorval, TimeKind::Constatering, TimeKind::OaEnd];

/// A time that a report names and that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untaken {
    /// The report.
    pub melding: Meldingnummer,
    /// Which time.
    pub time: TimeKind,
    /// As the report has it.
    pub named: Moment,
    /// Why it cannot be, within a sentence.
    pub why: String,
}

impl Untaken {
    /// As one phrase.
    pub fn words(&self) -> String {
        format!("niet overgenomen uit {}: {}", self.melding, self.why)
    }
}

/// What the reports of a case name in vain.
pub fn untaken(zaak: &Zaak, case: CaseRule<'_>) -> Vec<Untaken> {
    let is_oa = case.rule().is_some_and(RijRule::is_oa);
    let misplaced = |(melding, time, named): (Meldingnummer, TimeKind, Moment)| {
        let why = zaak.times.with(time, Some(named)).told_misplaced(Some(zaak.last_told()))?;
        Some(Untaken { melding, time, named, why })
    };
    never_known(zaak, is_oa).filter_map(misplaced).collect()
}

/// The same as one phrase; `None` where there is none.
pub fn words(zaak: &Zaak, case: CaseRule<'_>) -> Option<String> {
    let all: Vec<String> = untaken(zaak, case).iter().map(Untaken::words).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What is named and fits by these times, which may be other ones than the case has; `is_oa` for a row that knows an end.
pub fn fitting(zaak: &Zaak, times: Times, is_oa: bool) -> Vec<(TimeKind, Moment)> {
    let mut times = times;
    let mut new = Vec::new();
    for (_, time, named) in never_known(zaak, is_oa) {
        let trial = times.with(time, Some(named));
        if times.of(time).is_none() && trial.told_misplaced(Some(zaak.last_told())).is_none() {
            times = trial;
            new.push((time, named));
        }
    }
    new
}

/// What a linked report names of a time that the case does not have, and that nobody cleared.
fn never_known(zaak: &Zaak, is_oa: bool) -> impl Iterator<Item = (Meldingnummer, TimeKind, Moment)> {
    let asked =
        |time: &TimeKind| zaak.time(*time).is_none() && !was_cleared(zaak, *time) && (is_oa || !time.is_oa_end());
    let kinds: Vec<TimeKind> = NAMED.into_iter().filter(asked).collect();
    let named = move |link: &Link| {
        let (melding, times) = (link.melding, link.named);
        kinds.clone().into_iter().filter_map(move |time| Some((melding, time, times.of(time)?)))
    };
    zaak.meldingen.iter().flat_map(named)
}

/// True where a time was taken away by itself; one that went with another, because an act was taken back, was not cleared.
fn was_cleared(zaak: &Zaak, time: TimeKind) -> bool {
    let times: Vec<Times> = zaak.placings.iter().map(|then| then.times).chain([zaak.times]).collect();
    times.windows(2).any(|pair| matches!(pair, [was, is] if was.of(time).is_some() && *is == was.with(time, None)))
}
