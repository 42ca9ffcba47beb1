//! The monitor itself, before it is written in any form: its cases, those of the weeks before it, and how they count.

use std::collections::BTreeMap;

use super::{
    norm::{NormTally, NormText},
    row::{MonitorForm, MonitorRow},
    tally::{self, ZaakTally},
    trend::{self, WeekTally},
};
use crate::{
    acts::IncludeInMonitor,
    domain::{
        ids::Piketweek,
        moment::Moment,
        period::{Period, WeekSpan},
        rij::Rij,
        termijn_kind::TermijnKind,
    },
};

/// What every form of the monitor says about itself.
pub const DISCLAIMER: &str =
    "Werkoverzicht van de piketbalie; geen officieel product van DJI. Bevat geen persoonsgegevens en geen vrije tekst.";

/// A form that belongs to no case yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseForm {
    /// The form.
    pub form: MonitorForm,
    /// The week in which it came in.
    pub week: Piketweek,
}

/// The monitor of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// What it is about.
    pub period: Period,
    /// The weeks of that.
    pub weeks: WeekSpan,
    /// Its first moment.
    pub start: Moment,
    /// The first moment after it.
    pub end: Moment,
    /// When this overview was made.
    pub created_at: Moment,
    /// One line per case, by number.
    pub lines: Vec<MonitorRow>,
    /// Forms that came in during it and belong to no case yet; left out they would not be counted.
    pub loose: Vec<LooseForm>,
    /// The weeks before it that it is compared with.
    pub earlier_weeks: Option<WeekSpan>,
    /// The cases of those, as they stand now; they are counted and not listed.
    pub earlier: Vec<MonitorRow>,
    /// What the terms of the book ask.
    pub norms: Vec<NormText>,
    /// To whom the book addresses a piketmelding.
    pub addressee: String,
}

impl Monitor {
    /// Every version of the rule book in use, so that counts stay comparable over the years.
    pub fn versions(&self) -> Vec<&str> {
        let mut versions: Vec<&str> = self.lines.iter().map(|r| r.rulebook_version.as_str()).collect();
        versions.sort_unstable();
        versions.dedup();
        versions
    }

    /// Cases and forms per row; `None` where no row was chosen.
    pub fn per_rij(&self) -> BTreeMap<Option<Rij>, ZaakTally> {
        tally::per(&self.lines, |r| r.rij)
    }

    /// Cases and forms per inrichting; `None` where it is not known.
    pub fn per_inrichting(&self) -> BTreeMap<Option<&str>, ZaakTally> {
        tally::per(&self.lines, |r| r.inrichting.as_deref())
    }

    /// The kinds of term it tells of: those of its norms, and after them what else a case has.
    pub fn termijn_kinds(&self) -> Vec<TermijnKind> {
        let mut kinds: Vec<TermijnKind> = self.norms.iter().map(|norm| norm.kind).collect();
        for kind in self.lines.iter().flat_map(|line| &line.termijnen).map(|termijn| termijn.kind) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// How one kind of term went, over all cases.
    pub fn norm(&self, kind: TermijnKind) -> NormTally {
        NormTally::of(&self.lines, |line| line.verdict(kind))
    }

    /// Which cases are in the monitor of which week.
    pub fn entered(&self) -> Vec<IncludeInMonitor> {
        self.lines.iter().map(|line| IncludeInMonitor { zaak: line.zaak, week: line.week }).collect()
    }

    /// The weeks beside each other, those before it included.
    pub fn trend(&self) -> Vec<WeekTally> {
        trend::trend(self)
    }
}
