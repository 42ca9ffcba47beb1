//! Which moment of a term is in force and on what ground: the reading the settings choose, a reading or
//! a moment the officer chose.

use super::termijn::Termijn;
use crate::domain::{
    lezing_rule::LezingRule,
    moment::Moment,
    termijn_choice::{LezingChoice, TermijnSetting},
};

/// Why a moment is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Nobody decided: the settings say which reading.
    Settings(LezingChoice),
    /// The officer chose this reading.
    Lezing(LezingRule),
    /// The officer chose a reading that the times no longer allow; the settings say again.
    LezingGone(LezingRule, LezingChoice),
    /// The officer set it by hand.
    Hand,
    /// The officer set this moment by hand on another row or by other times, or the clock had not even started by then; the
    /// settings say again.
    HandGone(Moment, LezingChoice),
}

/// The moment in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Exclusive: at this moment it is late.
    pub due: Moment,
    /// Why this one.
    pub ground: Ground,
}

impl Ground {
    /// True where the officer decided.
    pub const fn is_own(self) -> bool {
        match self {
            Self::Lezing(_) | Self::Hand => true,
            Self::Settings(_) | Self::LezingGone(..) | Self::HandGone(..) => false,
        }
    }

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Settings(choice) | Self::LezingGone(_, choice) | Self::HandGone(_, choice) => match choice {
                LezingChoice::Streng => "streng",
                LezingChoice::Gangbaar => "gangbaar",
            },
            Self::Lezing(_) => "lezing",
            Self::Hand => "met-de-hand",
        }
    }
}

impl InForce {
    /// What counts for a term.
    pub fn from(termijn: &Termijn, choice: LezingChoice, setting: Option<TermijnSetting>) -> Self {
        let chosen = Self::calculated(termijn, choice);
        match setting {
            None => Self { due: chosen, ground: Ground::Settings(choice) },
            Some(TermijnSetting::Moment(manual)) if manual <= termijn.start => {
                Self { due: chosen, ground: Ground::HandGone(manual, choice) }
            }
            Some(TermijnSetting::Moment(due)) => Self { due, ground: Ground::Hand },
            Some(TermijnSetting::Lezing(rule)) => match termijn.lezingen.of(rule) {
                Some(lezing) => Self { due: lezing.due, ground: Ground::Lezing(rule) },
                None => Self { due: chosen, ground: Ground::LezingGone(rule, choice) },
            },
        }
    }

    /// What counts where a moment by hand was agreed on something else than what the case is now.
    pub fn agreed_before(termijn: &Termijn, choice: LezingChoice, manual: Moment) -> Self {
        Self { due: Self::calculated(termijn, choice), ground: Ground::HandGone(manual, choice) }
    }

    fn calculated(termijn: &Termijn, choice: LezingChoice) -> Moment {
        match choice {
            LezingChoice::Streng => termijn.streng(),
            LezingChoice::Gangbaar => termijn.gangbaar(),
        }
    }
}
