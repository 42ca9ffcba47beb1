//! The countdowns: one per open term per zaak, what is in force, and how close it is. Derived from
//! rules and facts; the moment of looking is always given from outside.

use std::cmp::Reverse;

use chrono::Duration;

use crate::{
    deadline::{self, Ground, InForce, Termijn},
    domain::{
        error::Error, ids::Zaaknummer, moment::Moment, step::Step, termijn_choice::LezingChoice,
        termijn_kind::TermijnKind,
    },
    judge::{
        case_rule::CaseRule,
        checklist::{ChecklistState, Owner, StepLine},
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

    /// The word in a narrow list.
    pub const fn short_word(self) -> &'static str {
        match self {
            Self::StrictPassed => "STRENG",
            Self::TooLate | Self::Now | Self::Soon | Self::OnTime => self.word(),
        }
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
}

impl Countdown {
    /// True while it counts.
    pub const fn is_running(&self) -> bool {
        self.met_at.is_none() && !self.lapsed
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

    /// Where it stands at `now`, in words: "STRAKS 48:12", "STRENG VOORBIJ 2u10. Nog niet voorbij: vóór …".
    pub fn state(&self, now: Moment) -> String {
        let severity = self.severity(now);
        let text = format!("{} {}", severity.word(), duration(self.rest(now)));
        match severity {
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

/// The step that meets a term.
pub const fn step_of(kind: TermijnKind) -> Step {
    match kind {
        TermijnKind::Mbv | TermijnKind::Moa => Step::Form,
        TermijnKind::MoaFastNl => Step::MoaFastNl,
        TermijnKind::MoaEnd => Step::OaEndForm,
        TermijnKind::ApDatalek => Step::Ap,
    }
}

/// The terms of a case, what bites first in front; none where no rule says so.
///
/// # Errors
/// When the case's times contradict each other.
pub fn countdowns(
    zaak: &Zaak,
    case: CaseRule<'_>,
    choice: LezingChoice,
    list: &[StepLine],
) -> Result<Vec<Countdown>, Error> {
    let CaseRule::Known(book, rule) = case else { return Ok(Vec::new()) };
    let mut countdowns: Vec<Countdown> = deadline::termijnen(book, rule.nr, &case.times(zaak), zaak.kalender)?
        .into_iter()
        .map(|termijn| {
            let setting = zaak.termijn_choices.get(&termijn.kind).map(|k| k.setting);
            let InForce { due, ground } = InForce::from(&termijn, choice, setting);
            let step = list.iter().find(|s| s.step == step_of(termijn.kind));
            let owner = step.map_or(Owner::Desk, |s| s.owner);
            let (met_at, lapsed) = match step.map(|s| &s.state) {
                Some(ChecklistState::Done { at, .. }) => (at.or(Some(zaak.last)), false),
                Some(ChecklistState::NotNeeded(_)) => (None, true),
                Some(ChecklistState::Open(_) | ChecklistState::Ready(_) | ChecklistState::Waiting(_)) | None => {
                    (None, !zaak.is_open())
                }
            };
            Countdown { zaak: zaak.number, termijn, owner, due, ground, met_at, lapsed }
        })
        .collect();
    countdowns.sort_by_key(|k| (Reverse(k.is_running()), k.due));
    Ok(countdowns)
}

/// Time left or elapsed as the officer reads it: seconds only within the hour, so that the screen
/// need not change more often than the eye can use.
pub fn duration(d: Duration) -> String {
    let s = d.num_seconds().abs();
    let (days, hours, minutes) = (s / 86_400, s / 3600 % 24, s / 60 % 60);
    if s < 3600 {
        format!("{minutes:02}:{:02}", s % 60)
    } else if days == 0 {
        format!("{hours}u{minutes:02}")
    } else {
        format!("{days}d {hours}u")
    }
}

/// Time that went by, in whole minutes of the wall clock, so that it changes when the clock does.
pub fn elapsed(since: Moment, now: Moment) -> String {
    let m = now.minute().since(since.minute()).num_minutes().max(0);
    match (m / 1440, m / 60 % 24, m % 60) {
        (0, 0, m) => format!("{m} min"),
        (0, u, m) => format!("{u}u{m:02}"),
        (d, u, _) => format!("{d}d {u}u"),
    }
}

/// Where [`Severity`] changes, in milliseconds left.
const LIMITS: [i64; 3] = [3_600_000, 900_000, 0];

/// The moment at which the text of [`duration`] or the [`Severity`] next differs, for time left (`due`
/// ahead) and for time past alike.
pub fn next_change(due: Moment, now: Moment) -> Moment {
    let rest = due.since(now).num_milliseconds();
    let step = match rest.abs() {
        r if r < 3_601_000 => 1_000,
        r if r < 86_400_000 + 60_000 => 60_000,
        _ => 3_600_000,
    };
    let until = match rest.rem_euclid(step) {
        // Time left keeps its text until a whole step is used up, so it changes just past that; the
        // deadline itself, and the marks where it looks nearer, are changes of their own.
        until if rest > 0 => LIMITS.into_iter().map(|g| rest - g).filter(|r| *r > 0).fold(until + 1, i64::min),
        // Time past changes on the whole step.
        0 => step,
        until => until,
    };
    now.plus(Duration::milliseconds(until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wake_up_is_never_later_than_the_next_change() {
        proptest::proptest!(|(rest in -200_000_000i64..200_000_000)| {
            let Ok(now) = Moment::from_rfc3339("2026-11-22T02:10:00Z") else { return Ok(()) };
            let due = now.plus(Duration::milliseconds(rest));
            let change = next_change(due, now);
            proptest::prop_assert!(change > now);
            let just_before = change.plus(Duration::milliseconds(-1));
            proptest::prop_assert_eq!(duration(due.since(just_before)), duration(due.since(now)));
        });
    }

    #[test]
    fn durations_read_short() {
        assert_eq!(duration(Duration::seconds(754)), "12:34");
        assert_eq!(duration(Duration::seconds(3 * 3600 + 65)), "3u01");
        assert_eq!(duration(Duration::hours(-50)), "2d 2u");
    }
}
