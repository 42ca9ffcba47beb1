//! The countdowns: one per open term per zaak, what is in force, and how close it is. Derived from
//! rules and facts; the moment of looking is always given from outside.

use std::cmp::Reverse;

use chrono::Duration;

use crate::{
    deadline::{self, Ground, InForce, Termijn},
    domain::{
        duration,
        error::Error,
        ids::Zaaknummer,
        inrichting::Plek,
        moment::Moment,
        step::StepState,
        termijn_choice::{LezingChoice, TermijnChoice},
        termijn_kind::Times,
    },
    judge::{
        absence,
        case_rule::CaseRule,
        checklist::{ChecklistState, Owner, StepLine},
        log_clock,
    },
    log::zaak::Zaak,
};

/// How close a term is: word, sign and colour follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The last reading has passed.
    TooLate,
    /// The moment in force has passed and a later reading has not.
    StrictPassed,
    /// Within a quarter of an hour.
    Now,
    /// Within the hour.
    Soon,
    /// Further away.
    OnTime,
}

impl Severity {
    /// How close something with a single moment is. The moment itself is late already: "vóór 12.00".
    pub fn from(rest: Duration) -> Self {
        if rest <= Duration::zero() {
            Self::TooLate
        } else if rest <= Duration::minutes(15) {
            Self::Now
        } else if rest <= Duration::minutes(60) {
            Self::Soon
        } else {
            Self::OnTime
        }
    }

    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooLate => "TE LAAT",
            Self::StrictPassed => "STRENG VOORBIJ",
            Self::Now => "NU",
            Self::Soon => "STRAKS",
            Self::OnTime => "OP TIJD",
        }
    }

    /// The word in a sentence.
    pub const fn in_sentence(self) -> &'static str {
        match self {
            Self::TooLate => "te laat",
            Self::StrictPassed => "alleen volgens de strengste lezing voorbij",
            Self::Now | Self::Soon | Self::OnTime => "op tijd",
        }
    }

    /// The word in a narrow list.
    pub const fn short_word(self) -> &'static str {
        match self {
            Self::StrictPassed => "STRENG",
            Self::TooLate | Self::Now | Self::Soon | Self::OnTime => self.word(),
        }
    }

    /// Where it stands with so much time left: "STRAKS, nog 48 min", "25 min TE LAAT".
    pub fn phrase(self, rest: Duration) -> String {
        match self {
            Self::TooLate => self.how_late(rest, &duration::length(rest)),
            Self::StrictPassed | Self::Now | Self::Soon | Self::OnTime => {
                format!("{}, {}", self.word(), duration::remaining(rest))
            }
        }
    }

    /// The same for a narrow list, where the sign stands beside it.
    pub fn short_phrase(self, rest: Duration) -> String {
        match self {
            Self::TooLate => self.how_late(rest, &duration::short_length(rest)),
            Self::OnTime => duration::remaining(rest),
            Self::StrictPassed | Self::Now | Self::Soon => format!("{} {}", self.short_word(), duration::length(rest)),
        }
    }

    fn how_late(self, rest: Duration, length: &str) -> String {
        if rest.num_seconds() == 0 { self.word().to_owned() } else { format!("{length} {}", self.word()) }
    }

    /// The sign beside it, plain ASCII so that every terminal has it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::TooLate => "!!",
            Self::StrictPassed => "!>",
            Self::Now => "! ",
            Self::Soon => "> ",
            Self::OnTime => "  ",
        }
    }
}

/// One term of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countdown {
    /// Of which case.
    pub zaak: Zaaknummer,
    /// The term with its readings.
    pub termijn: Termijn,
    /// Who is to meet it.
    pub owner: Owner,
    /// The moment in force: set by hand, or the chosen reading. Exclusive.
    pub due: Moment,
    /// Why that moment.
    pub ground: Ground,
    /// When it was met; `None` while it runs.
    pub met_at: Option<Moment>,
    /// True when its step is not needed any more.
    pub lapsed: bool,
    /// When the officer said of what comes in at the desk that it is not needed.
    pub waived_at: Option<Moment>,
}

impl Countdown {
    /// True while it counts.
    pub const fn is_running(&self) -> bool {
        self.met_at.is_none() && !self.lapsed
    }

    /// True where it was too late already when the officer said that it was not needed: that takes nothing back.
    pub fn stays_late(&self) -> bool {
        self.waived_at.is_some_and(|at| at >= self.too_late_at())
    }

    /// The moment that `now` is counted to: the one in force, after that each reading that is left, and at the
    /// end the one by which it became too late.
    pub fn counts_to(&self, now: Moment) -> Moment {
        match self.severity(now) {
            Severity::StrictPassed => self.termijn.left(now).next().unwrap_or(self.due),
            Severity::TooLate => self.too_late_at(),
            Severity::Now | Severity::Soon | Severity::OnTime => self.due,
        }
    }

    /// The moment that stands beside how it is at `now`: the one in force, and where it is too late the one by which it is.
    pub fn told_due(&self, now: Moment) -> Moment {
        let is_late = self.is_running() && self.severity(now) == Severity::TooLate;
        if is_late || self.stays_late() { self.too_late_at() } else { self.due }
    }

    /// From when it is too late: once the last reading has lapsed, or a moment that the officer set instead of
    /// all readings.
    pub fn too_late_at(&self) -> Moment {
        match self.ground {
            Ground::Hand => self.due,
            Ground::Settings(_) | Ground::Lezing(_) | Ground::LezingGone(..) | Ground::HandGone(..) => {
                self.termijn.last()
            }
        }
    }

    /// Time left at `now`; negative when too late.
    pub fn rest(&self, now: Moment) -> Duration {
        self.counts_to(now).since(now)
    }

    /// How close it is at `now`.
    pub fn severity(&self, now: Moment) -> Severity {
        if now < self.due {
            Severity::from(self.due.since(now))
        } else if now < self.too_late_at() {
            Severity::StrictPassed
        } else {
            Severity::TooLate
        }
    }

    /// How it went: where it was met, against the moment in force and the last reading.
    pub fn outcome(&self) -> Option<MetOutcome> {
        self.met_at.map(|at| {
            if at < self.due {
                MetOutcome::OnTime(at)
            } else if at < self.too_late_at() {
                MetOutcome::ByLaterLezing(at)
            } else {
                MetOutcome::TooLate(at)
            }
        })
    }

    /// When it is due, for a sentence: with its year where that is another than now, and that it has passed.
    pub fn due_in_words(&self, now: Moment) -> String {
        let due = self.due.as_termijn_in(now);
        match self.severity(now) {
            Severity::TooLate => format!("{due}, dat is al te laat"),
            Severity::StrictPassed => format!("{due}, dat is al voorbij"),
            Severity::Now | Severity::Soon | Severity::OnTime => due,
        }
    }

    /// Where it stands at `now`, in words: "STRAKS, nog 48 min", "25 min TE LAAT". Of what happens elsewhere it is said
    /// that nobody told: the monitor then calls it unknown.
    pub fn phrase(&self, now: Moment) -> String {
        // Nothing runs before it began: then it is the clock that is wrong, and no length means anything.
        if log_clock::is_before(self.termijn.start, now) {
            return "de klok staat achter".to_owned();
        }
        let severity = self.severity(now);
        let phrase = severity.phrase(self.rest(now));
        if severity == Severity::TooLate && !self.termijn.duration.comes_in() {
            return format!("{phrase}, niet gemeld");
        }
        phrase
    }

    /// The same, with the moments that are left: "STRENG VOORBIJ, nog 2 u. Nog niet voorbij: vóór …".
    pub fn state(&self, now: Moment) -> String {
        let text = self.phrase(now);
        match self.severity(now) {
            Severity::StrictPassed => format!("{text}. {}", self.left_line(now)),
            Severity::TooLate | Severity::Now | Severity::Soon | Severity::OnTime => text,
        }
    }

    /// The moments that are left where the strict one has passed.
    pub fn left_line(&self, now: Moment) -> String {
        let left: Vec<String> = self.termijn.left(now).map(|due| format!("vóór {}", due.as_termijn())).collect();
        format!("Nog niet voorbij: {}.", left.join(", "))
    }
}

/// How a term went, with when it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetOutcome {
    /// Before the moment in force.
    OnTime(Moment),
    /// After it, before a later reading lapsed.
    ByLaterLezing(Moment),
    /// After the last.
    TooLate(Moment),
}

impl MetOutcome {
    /// The words for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnTime(_) => "op tijd",
            Self::ByLaterLezing(_) => "op tijd volgens een ruimere lezing",
            Self::TooLate(_) => "te laat",
        }
    }

    /// When it was met.
    pub const fn at(self) -> Moment {
        match self {
            Self::OnTime(at) | Self::ByLaterLezing(at) | Self::TooLate(at) => at,
        }
    }
}

/// The terms of a case, what bites first in front; none while no row was chosen, or where its row has none.
///
/// # Errors
/// When they cannot be judged: no book has the sector or the row, or the case's times contradict each other. That is
/// not the same as a term that ended.
pub fn countdowns(
    zaak: &Zaak,
    case: CaseRule<'_>,
    choice: LezingChoice,
    list: &[StepLine],
) -> Result<Vec<Countdown>, Error> {
    if case.awaits_rij() {
        return Ok(Vec::new());
    }
    let (book, rule) = case.required()?;
    let mut countdowns: Vec<Countdown> =
        deadline::termijnen(book, rule.nr, &absence::times(zaak, case), zaak.kalender)?
            .into_iter()
            .map(|termijn| {
                let own = zaak.termijn_choices.get(&termijn.kind);
                let gone = own.filter(|own| !stands(zaak, case, own, &termijn));
                let InForce { due, ground } = match gone.and_then(|own| own.setting.by_hand()) {
                    Some(manual) => InForce::agreed_before(&termijn, choice, manual),
                    None => InForce::from(&termijn, choice, own.map(|own| own.setting)),
                };
                let step = list.iter().find(|s| s.step == termijn.step);
                let owner = step.map_or(Owner::Desk, |s| s.owner.clone());
                let (met_at, lapsed) = match step.map(|s| &s.state) {
                    Some(ChecklistState::Done { at, .. }) => (at.or(Some(zaak.last)), false),
                    Some(ChecklistState::NotNeeded(_)) => (None, true),
                    Some(ChecklistState::Open(_) | ChecklistState::Ready(_) | ChecklistState::Waiting(_)) | None => {
                        (None, !zaak.is_open())
                    }
                };
                let marked = zaak.steps.get(&termijn.step).filter(|note| note.state == StepState::NotNeeded);
                let waived_at = marked.filter(|_| lapsed && termijn.duration.comes_in()).map(|note| note.noted);
                Countdown { zaak: zaak.number, termijn, owner, due, ground, met_at, lapsed, waived_at }
            })
            .collect();
    countdowns.sort_by_key(|k| (Reverse(k.is_running()), k.due));
    Ok(countdowns)
}

/// True while a moment by hand rests on what the case is: its row, its inrichting and with that its sector, and times by which the
/// source allows the same.
fn stands(zaak: &Zaak, case: CaseRule<'_>, own: &TermijnChoice, termijn: &Termijn) -> bool {
    let ground = &own.ground;
    if is_elsewhere(zaak, own) || ground.rij != zaak.rij() {
        return false;
    }
    if ground.times == zaak.times {
        return true;
    }
    let Ok((book, rule)) = case.required() else { return false };
    let then = Times { received: case.times(zaak).received, ..ground.times };
    let allowed = |t: &Termijn| t.lezingen.iter().map(|lezing| lezing.due).collect::<Vec<_>>();
    deadline::termijnen(book, rule.nr, &then, zaak.kalender)
        .is_ok_and(|all| all.iter().any(|t| t.kind == termijn.kind && allowed(t) == allowed(termijn)))
}

/// True where it happened at another inrichting of the list than the one that it was agreed with: that of then, or where nobody
/// knew that one the first that was learnt since. A name of no list is no other inrichting: it may be a slip.
fn is_elsewhere(zaak: &Zaak, own: &TermijnChoice) -> bool {
    let known = |plek: &'_ Option<Plek>| plek.clone().filter(|plek| !plek.is_unlisted());
    let since = zaak.placings.iter().filter(|placing| placing.until > own.at).map(|placing| &placing.inrichting);
    let agreed = std::iter::once(&own.ground.inrichting).chain(since).chain([&zaak.inrichting]).find_map(known);
    let now = known(&zaak.inrichting);
    agreed.zip(now).is_some_and(|(agreed, now)| agreed != now)
}
