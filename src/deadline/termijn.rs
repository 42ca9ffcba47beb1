//! A term as it is shown and counted down: never without a reading, and never without saying where
//! each reading comes from.

use serde::Serialize;

use super::form::{Limit, Limits};
use crate::{
    domain::{lezing_rule::LezingRule, moment::Moment, termijn_kind::TermijnKind, time_kind::TimeKind},
    rules::book::RuleText,
};

/// One term of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Which clock.
    pub kind: TermijnKind,
    /// Who waits for it.
    pub recipient: String,
    /// When the clock started.
    pub start: Moment,
    /// What the start stands for.
    pub start_kind: StartKind,
    /// Every defensible reading, the usual one first.
    pub lezingen: Lezingen,
    /// Where the term stands: document, paragraph, page.
    pub source: String,
}

/// One way to read the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// Exclusive: at this moment it is late.
    pub due: Moment,
    /// Which reading of the source it is.
    pub lezing_rule: LezingRule,
    /// Short name of the reading.
    pub rule: String,
    /// One sentence why.
    pub explanation: String,
}

/// One or more readings, no two at the same moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezingen {
    gangbaar: Lezing,
    others: Vec<Lezing>,
}

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
}

impl Termijn {
    /// The earliest reading: countdown and alarms run on it.
    pub fn streng(&self) -> Moment {
        self.lezingen.iter().fold(self.gangbaar(), |initial, l| initial.min(l.due))
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> Moment {
        self.lezingen.gangbaar.due
    }
}

impl Lezing {
    pub(super) fn new(limit: Limit, text: &RuleText) -> Self {
        Self { due: limit.due, lezing_rule: limit.rule, rule: text.rule.clone(), explanation: text.explanation.clone() }
    }

    /// Names the number of hours an elapsed term runs.
    pub(super) fn with_hours(mut self, hours: u16) -> Self {
        self.rule = format!("{hours} uur {}", self.rule);
        self
    }
}

impl Lezingen {
    /// A single reading.
    pub const fn one(gangbaar: Lezing) -> Self {
        Self { gangbaar, others: Vec::new() }
    }

    pub(super) fn from(limits: &Limits, lezing: impl Fn(Limit) -> Lezing) -> Self {
        Self { gangbaar: lezing(limits.gangbaar()), others: limits.others().map(lezing).collect() }
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> &Lezing {
        &self.gangbaar
    }

    /// All readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = &Lezing> {
        std::iter::once(&self.gangbaar).chain(&self.others)
    }

    /// The reading by this rule, where it is one of them.
    pub fn of(&self, rule: LezingRule) -> Option<&Lezing> {
        self.iter().find(|l| l.lezing_rule == rule)
    }

    /// True when the source can be read in more ways than one here.
    pub const fn ambiguous(&self) -> bool {
        !self.others.is_empty()
    }

    /// All readings, the earliest first.
    pub fn by_time(&self) -> Vec<&Lezing> {
        let mut lezingen: Vec<&Lezing> = self.iter().collect();
        lezingen.sort_by_key(|l| l.due);
        lezingen
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
        }
    }

    /// In a sentence: "was het voorval later".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voorval => "het voorval",
            Self::Constatering => "de constatering",
            Self::PhoneCall => "het telefoontje",
            Self::Receipt => "de ontvangst van de melding",
            Self::OaEnd => "de terugkeer of aanhouding",
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
        }
    }

    /// How the screen says it: "vanaf het voorval".
    pub const fn description(self) -> &'static str {
        match self {
            Self::Voorval => "het voorval",
            Self::Constatering => "de constatering",
            Self::PhoneCall => "het telefoontje (aanname: voorval en constatering zijn niet bekend)",
            Self::Receipt => "de ontvangst van de melding (aanname: voorval en constatering zijn niet bekend)",
            Self::OaEnd => "de terugkeer of aanhouding",
        }
    }
}
