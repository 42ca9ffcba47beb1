//! From where the clocks of one incident run: the times that are known, and what each stands for.

use serde::Serialize;

use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
        termijn_kind::Times,
        time_kind::TimeKind,
    },
    rules::book::ClockStart,
};

/// What the start of a clock stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartKind {
    /// When it happened.
    Voorval,
    /// When it was discovered.
    Constatering,
    /// When the desk was phoned: an assumption, for want of anything better.
    #[serde(rename = "telefoontje")]
    PhoneCall,
    /// When the first report came in: the same assumption, where nobody phoned.
    #[serde(rename = "ontvangst")]
    Receipt,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde-oa")]
    OaEnd,
    /// When that was heard of.
    #[serde(rename = "einde-gehoord")]
    OaEndHeard,
}

/// A moment with what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// When.
    pub at: Moment,
    /// What happened then.
    pub kind: StartKind,
}

/// The start of one clock, and the later moment at which it was discovered, where that is known and later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockStarts {
    pub(super) first: Started,
    pub(super) discovered: Option<Started>,
}

/// The moments from which the clocks of one incident run.
#[derive(Debug, Clone, Copy)]
pub(super) struct StartPoints {
    voorval: ClockStarts,
    oa_end: Option<ClockStarts>,
}

impl ClockStarts {
    fn of(first: Option<Started>, discovered: Option<Started>) -> Option<Self> {
        let start = first.or(discovered)?;
        Some(Self { first: start, discovered: discovered.filter(|found| found.at > start.at) })
    }
}

impl StartPoints {
    /// # Errors
    /// When nothing says when the clock starts.
    pub(super) fn find(times: &Times) -> Result<Self> {
        let started = |at: Option<Moment>, kind| at.map(|at| Started { at, kind });
        let occurred = started(times.voorval, StartKind::Voorval);
        let discovered = started(times.constatering, StartKind::Constatering);
        let heard = started(times.called, StartKind::PhoneCall).or(started(times.received, StartKind::Receipt));
        let Some(voorval) = ClockStarts::of(occurred, discovered).or_else(|| ClockStarts::of(heard, None)) else {
            return Err(Error::usage("Zonder tijd van voorval, constatering of telefoontje begint er geen termijn.")
                .hint("Geef ten minste één van die tijden."));
        };
        let returned = started(times.oa_end, StartKind::OaEnd);
        let oa_end = ClockStarts::of(returned, started(times.oa_end_heard, StartKind::OaEndHeard));
        Ok(Self { voorval, oa_end })
    }

    /// None while this clock has not started.
    pub(super) const fn of(self, start: ClockStart) -> Option<ClockStarts> {
        match start {
            ClockStart::Voorval | ClockStart::Constatering | ClockStart::ConstateringAndVoorval => Some(self.voorval),
            ClockStart::OaEnd => self.oa_end,
        }
    }
}

impl StartKind {
    /// The time of the case that it is, where it is one that can be another.
    pub const fn time(self) -> Option<TimeKind> {
        match self {
            Self::Voorval => Some(TimeKind::Voorval),
            Self::Constatering => Some(TimeKind::Constatering),
            Self::PhoneCall => Some(TimeKind::Called),
            Self::Receipt => None,
            Self::OaEnd => Some(TimeKind::OaEnd),
            Self::OaEndHeard => Some(TimeKind::OaEndHeard),
        }
    }

    /// The time at which what starts here is discovered, where it can be discovered later.
    pub const fn discovery(self) -> Option<TimeKind> {
        match self {
            Self::Voorval => Some(TimeKind::Constatering),
            Self::OaEnd => Some(TimeKind::OaEndHeard),
            Self::Constatering | Self::PhoneCall | Self::Receipt | Self::OaEndHeard => None,
        }
    }

    /// In a sentence: "was het voorval later".
    pub const fn word(self) -> &'static str {
        match self.time() {
            Some(time) => time.with_article(),
            None => "de ontvangst van de melding",
        }
    }

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::PhoneCall => "telefoontje",
            Self::Receipt => "ontvangst",
            Self::OaEnd => "einde-oa",
            Self::OaEndHeard => "einde-gehoord",
        }
    }

    /// How the screen says it: "vanaf het voorval".
    pub const fn description(self) -> &'static str {
        match self {
            Self::PhoneCall => "het telefoontje (aanname: voorval en constatering zijn niet bekend)",
            Self::Receipt => "de ontvangst van de melding (aanname: voorval en constatering zijn niet bekend)",
            Self::Voorval | Self::Constatering | Self::OaEnd | Self::OaEndHeard => self.word(),
        }
    }
}
