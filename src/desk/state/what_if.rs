//! What if it had happened at another time, or were another row: the terms as they would be, judged by
//! the same acts that would record it, and nothing is recorded.

use chrono::Duration;

use crate::{
    acts::{Act, ChooseRij, SetTimes, decide::Context},
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        rij::Rij,
        termijn_choice::LezingChoice,
        time_kind::TimeKind,
    },
    judge::{countdown::Countdown, visibility::Visibility},
    log::{desk::Desk, zaak::Zaak},
};

/// What is tried on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhatIf {
    /// The case.
    pub zaak: Zaaknummer,
    /// Another time of the voorval.
    pub voorval: Option<Moment>,
    /// Another row.
    pub rij: Option<Rij>,
}

/// A term as it is and as it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference<'a> {
    /// What the term is called.
    pub label: &'a str,
    /// As it is, where the case has it.
    pub now: Option<&'a Countdown>,
    /// As it would be.
    pub then: Option<&'a Countdown>,
}

impl Difference<'_> {
    /// Whether another moment would count.
    pub fn differs(&self) -> bool {
        self.now.map(|k| k.due) != self.then.map(|k| k.due)
    }
}

impl WhatIf {
    /// Nothing tried yet.
    pub const fn new(zaak: Zaaknummer) -> Self {
        Self { zaak, voorval: None, rij: None }
    }

    /// The time of the voorval that is tried, or that the case has, or the best time it has instead.
    pub fn time(&self, zaak: &Zaak) -> Moment {
        let own = zaak.times.voorval.or(zaak.times.constatering).or(zaak.times.called);
        self.voorval.or(own).unwrap_or(zaak.opened)
    }

    /// Moves the time, or takes it back to what it is.
    #[must_use]
    pub fn shifted(self, zaak: &Zaak, with: Duration) -> Self {
        self.at(zaak, self.time(zaak).plus(with))
    }

    /// Tries this time.
    #[must_use]
    pub fn at(self, zaak: &Zaak, moment: Moment) -> Self {
        Self { voorval: Some(moment).filter(|m| zaak.times.voorval != Some(*m)), ..self }
    }

    /// Tries this row.
    #[must_use]
    pub fn with_rij(self, zaak: &Zaak, rij: Rij) -> Self {
        Self { rij: Some(rij).filter(|r| zaak.rij() != Some(*r)), ..self }
    }

    /// What would record it; empty where nothing differs.
    pub fn acts(&self, reason: &str) -> Vec<Act> {
        let zaak = self.zaak;
        let time = self.voorval.map(|m| Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(m))] }));
        let rij = self.rij.map(|rij| Act::ChooseRij(ChooseRij { zaak, rij, reason: reason.to_owned() }));
        time.into_iter().chain(rij).collect()
    }

    /// The terms as they would be.
    ///
    /// # Errors
    /// When it cannot be so, with the reason that recording it would give.
    pub fn then(&self, zaak: &Zaak, context: &Context<'_>, choice: LezingChoice) -> Result<Vec<Countdown>> {
        // The acts ask for nothing but the case itself.
        let mut desk = Desk::default();
        desk.zaken.insert(zaak.number, zaak.clone());
        for act in self.acts("wat als") {
            for new in act.decide(&desk, context)?.new {
                desk.apply(&new.entry(0, context.now, ""));
            }
        }
        let soon = desk.zaken.get(&zaak.number).ok_or_else(|| Error::no("Deze zaak is er niet meer."))?;
        termijnen(soon, context, choice)
    }
}

/// The terms of a case as it stands.
///
/// # Errors
/// When its times contradict each other.
pub fn termijnen(zaak: &Zaak, context: &Context<'_>, choice: LezingChoice) -> Result<Vec<Countdown>> {
    let judge = context.judge(choice);
    judge.countdowns(zaak, &judge.steps(zaak, Visibility::Open))
}

/// Both beside each other, first the terms that it has, in the order of its row.
pub fn differences<'a>(now: &'a [Countdown], then: &'a [Countdown]) -> impl Iterator<Item = Difference<'a>> {
    let from = |list: &'a [Countdown], kind| list.iter().find(|k| k.termijn.kind == kind);
    let new = then.iter().filter(move |k| from(now, k.termijn.kind).is_none());
    now.iter().chain(new).map(move |k| {
        let kind = k.termijn.kind;
        Difference { label: &k.termijn.label, now: from(now, kind), then: from(then, kind) }
    })
}
