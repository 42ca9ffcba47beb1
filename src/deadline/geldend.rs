//! Which moment of a term is in force and on what ground: the reading the settings choose, a reading or
//! a moment the officer chose.

use super::termijn::Termijn;
use crate::domain::{
    leesregel::Leesregel,
    moment::Moment,
    termijnkeuze::{Lezingkeuze, Termijnstelling},
};

/// Why a moment is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grond {
    /// Nobody decided: the settings say which reading.
    Instelling(Lezingkeuze),
    /// The officer chose this reading.
    Lezing(Leesregel),
    /// The officer chose a reading that the times no longer allow; the settings say again.
    LezingWeg(Leesregel, Lezingkeuze),
    /// The officer set it by hand.
    Hand,
    /// The officer set this moment by hand, and by the times as they are now the clock had not even started;
    /// the settings say again.
    HandWeg(Moment, Lezingkeuze),
}

/// The moment in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geldend {
    /// Exclusive: at this moment it is late.
    pub uiterlijk: Moment,
    /// Why this one.
    pub grond: Grond,
}

impl Grond {
    /// True where the officer decided.
    pub const fn is_eigen(self) -> bool {
        match self {
            Self::Lezing(_) | Self::Hand => true,
            Self::Instelling(_) | Self::LezingWeg(..) | Self::HandWeg(..) => false,
        }
    }

    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Instelling(keuze) | Self::LezingWeg(_, keuze) | Self::HandWeg(_, keuze) => match keuze {
                Lezingkeuze::Streng => "streng",
                Lezingkeuze::Gangbaar => "gangbaar",
            },
            Self::Lezing(_) => "lezing",
            Self::Hand => "met-de-hand",
        }
    }
}

impl Geldend {
    /// What counts for a term.
    pub fn van(termijn: &Termijn, keuze: Lezingkeuze, stelling: Option<Termijnstelling>) -> Self {
        let gekozen = match keuze {
            Lezingkeuze::Streng => termijn.streng(),
            Lezingkeuze::Gangbaar => termijn.gangbaar(),
        };
        match stelling {
            None => Self { uiterlijk: gekozen, grond: Grond::Instelling(keuze) },
            Some(Termijnstelling::Moment(hand)) if hand <= termijn.start => {
                Self { uiterlijk: gekozen, grond: Grond::HandWeg(hand, keuze) }
            }
            Some(Termijnstelling::Moment(uiterlijk)) => Self { uiterlijk, grond: Grond::Hand },
            Some(Termijnstelling::Lezing(regel)) => match termijn.lezingen.van(regel) {
                Some(lezing) => Self { uiterlijk: lezing.uiterlijk, grond: Grond::Lezing(regel) },
                None => Self { uiterlijk: gekozen, grond: Grond::LezingWeg(regel, keuze) },
            },
        }
    }
}
