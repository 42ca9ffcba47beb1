//! The weeks beside each other: those before the period and those of it, also the weeks in which nothing happened.

use super::{
    norm::{NormTally, Share},
    overview::Monitor,
    row::MonitorRow,
};
use crate::domain::{besluit::YesNo, ids::Piketweek, period::WeekSpan};

/// One week of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekTally {
    /// Which week.
    pub week: Piketweek,
    /// Whether it is of the period, and not one before it.
    pub is_own: bool,
    /// Its cases.
    pub zaken: usize,
    /// The forms of them.
    pub forms: usize,
    /// How many of their forms were on time.
    pub on_time: Share,
    /// How many cases have P.
    pub p_yes: usize,
}

/// The weeks, the earliest first.
pub(super) fn trend(monitor: &Monitor) -> Vec<WeekTally> {
    let mut out: Vec<WeekTally> = Vec::new();
    let first = monitor.earlier_weeks.map_or(monitor.weeks.first(), WeekSpan::first);
    let all = std::iter::successors(Some(first), |week| Some(week.next()));
    for week in all.take_while(|week| *week <= monitor.weeks.last()) {
        let is_own = monitor.weeks.contains(week);
        let lines = if is_own { &monitor.lines } else { &monitor.earlier };
        let of_week: Vec<&MonitorRow> = lines.iter().filter(|line| line.week == week).collect();
        let on_time = NormTally::of(of_week.iter().copied(), MonitorRow::form_verdict).share();
        let p_yes = of_week.iter().filter(|line| line.p == Some(YesNo::Yes)).count();
        let forms = of_week.iter().map(|line| line.forms.len()).sum();
        out.push(WeekTally { week, is_own, zaken: of_week.len(), forms, on_time, p_yes });
    }
    out
}
