//! The times that a linked report names and the case does not have, because they could not be beside the others: a return before
//! the absence began. Every act that changes times, reports or row takes what fits by then; what fits because something was taken
//! back is named until the next. What the officer cleared stays cleared.

use crate::{
    domain::{ids::Meldingnummer, moment::Moment, time_kind::TimeKind},
    judge::case_rule::CaseRule,
    log::zaak::{Link, Zaak},
    rules::book::RijRule,
};

/// The times that a report can name.
pub const NAMED: [TimeKind; 3] = [TimeKind::Voorval, TimeKind::Constatering, TimeKind::OaEnd];

/// A time that a report names and the case does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untaken {
    /// The report.
    pub melding: Meldingnummer,
    /// Which time.
    pub time: TimeKind,
    /// As the report has it.
    pub named: Moment,
    /// Why it cannot be, within a sentence; `None` where it can.
    pub why: Option<String>,
}

impl Untaken {
    /// As one phrase.
    pub fn words(&self) -> String {
        match &self.why {
            Some(why) => format!("niet overgenomen uit {}: {why}", self.melding),
            None => format!(
                "nog niet overgenomen uit {}: {} ({})",
                self.melding,
                self.time.with_article(),
                self.named.long()
            ),
        }
    }
}

/// What the reports of a case name in vain.
pub fn untaken(zaak: &Zaak, case: CaseRule<'_>) -> Vec<Untaken> {
    let untaken = |(melding, time, named): (Meldingnummer, TimeKind, Moment)| {
        let why = zaak.times.with(time, Some(named)).told_misplaced(Some(zaak.last_told()));
        Untaken { melding, time, named, why }
    };
    never_known(zaak, case).map(untaken).collect()
}

/// The same as one phrase; `None` where there is none.
pub fn words(zaak: &Zaak, case: CaseRule<'_>) -> Option<String> {
    let all: Vec<String> = untaken(zaak, case).iter().map(Untaken::words).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What is named and fits beside the times of the case.
pub fn fitting(zaak: &Zaak, case: CaseRule<'_>) -> Vec<(TimeKind, Moment)> {
    let mut times = zaak.times;
    let mut new = Vec::new();
    for (_, time, named) in never_known(zaak, case) {
        let trial = times.with(time, Some(named));
        if times.of(time).is_none() && trial.told_misplaced(Some(zaak.last_told())).is_none() {
            times = trial;
            new.push((time, named));
        }
    }
    new
}

/// The times of a case that nobody set by hand and that, of its reports, only these name.
pub fn named_by_only<'a>(zaak: &'a Zaak, leaving: &'a [Meldingnummer]) -> impl Iterator<Item = TimeKind> + 'a {
    NAMED.into_iter().filter(move |time| {
        let has = zaak.time(*time);
        let names = |link: &&Link| has.is_some() && link.named.of(*time) == has;
        let (going, staying): (Vec<&Link>, Vec<&Link>) =
            zaak.meldingen.iter().filter(names).partition(|link| leaving.contains(&link.melding));
        !going.is_empty() && staying.is_empty() && !zaak.is_by_hand(*time)
    })
}

/// What a linked report names of a time that the case does not have, and that nobody cleared; an end only where the row knows one.
fn never_known(zaak: &Zaak, case: CaseRule<'_>) -> impl Iterator<Item = (Meldingnummer, TimeKind, Moment)> {
    let is_oa = case.rule().is_some_and(RijRule::is_oa);
    let asked = |time: &TimeKind| zaak.time(*time).is_none() && !zaak.is_by_hand(*time) && (is_oa || !time.is_oa_end());
    let kinds: Vec<TimeKind> = NAMED.into_iter().filter(asked).collect();
    let named = move |link: &Link| {
        let (melding, times) = (link.melding, link.named);
        kinds.clone().into_iter().filter_map(move |time| Some((melding, time, times.of(time)?)))
    };
    zaak.meldingen.iter().flat_map(named)
}
