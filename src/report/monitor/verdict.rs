//! How a term went. What is not known is unknown: neither on time nor late. A form that the desk would have seen and
//! has not is late; what happens elsewhere and nobody told of is unknown.

use crate::{domain::moment::Moment, rules::book::TermijnDuration};

/// How a term went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Received before the strict reading.
    OnTime,
    /// Received after the strict reading, before the last one: on time by a wider reading only.
    ByLaterLezing,
    /// Received after every reading, or not received while every reading has passed.
    TooLate,
    /// Not received, and not every reading has passed.
    StillOpen,
    /// It cannot be said: the start is not known, or what is asked happens where the desk does not see it.
    Unknown,
    /// The norm asks nothing of this case.
    NotApplicable,
}

impl Verdict {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 6] =
        [Self::OnTime, Self::ByLaterLezing, Self::TooLate, Self::StillOpen, Self::Unknown, Self::NotApplicable];

    /// Judges a term at `now`. A term is exclusive: on the very moment is late.
    pub fn from(limits: TermijnLimits, evidence: Evidence, now: Moment) -> Self {
        let TermijnLimits { due, last, is_assumed, .. } = limits;
        match evidence {
            Evidence::NotNeeded => Self::NotApplicable,
            Evidence::Missing | Evidence::Unseen if now < last => Self::StillOpen,
            Evidence::Missing => Self::TooLate,
            Evidence::At(t) if t >= last => Self::TooLate,
            Evidence::At(t) | Evidence::AtLatest(t) if t < due && !is_assumed => Self::OnTime,
            Evidence::At(_) if !is_assumed => Self::ByLaterLezing,
            // What really started an assumed term was earlier than what it is counted from.
            Evidence::At(_) | Evidence::AtLatest(_) | Evidence::Unseen => Self::Unknown,
        }
    }

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "op-tijd",
            Self::ByLaterLezing => "alleen-gangbaar",
            Self::TooLate => "te-laat",
            Self::StillOpen => "nog-open",
            Self::Unknown => "onbekend",
            Self::NotApplicable => "niet-van-toepassing",
        }
    }

    /// The words in a text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OnTime => "op tijd",
            Self::ByLaterLezing => "op tijd volgens een ruimere lezing",
            Self::TooLate => "te laat",
            Self::StillOpen => "loopt",
            Self::Unknown => "onbekend",
            Self::NotApplicable => "niet van toepassing",
        }
    }

    /// The heading of a narrow column.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::ByLaterLezing => "ruimere lezing",
            Self::NotApplicable => "n.v.t.",
            Self::OnTime | Self::TooLate | Self::StillOpen | Self::Unknown => self.label(),
        }
    }

    /// True where the term was asked and has been judged: what a share is a share of.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::OnTime | Self::ByLaterLezing | Self::TooLate => true,
            Self::StillOpen | Self::Unknown | Self::NotApplicable => false,
        }
    }
}

/// What is known of what a term asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It was there at this moment.
    At(Moment),
    /// It was there at this moment, and maybe earlier: it was noted without a time of its own.
    AtLatest(Moment),
    /// It would have come in at the desk and has not.
    Missing,
    /// It happens elsewhere and nobody told.
    Unseen,
    /// The step that it belongs to is not needed.
    NotNeeded,
}

impl Evidence {
    /// What it is of a term of which nothing is known: a form comes in at the desk.
    pub const fn none_of(duration: TermijnDuration) -> Self {
        if duration.comes_in() { Self::Missing } else { Self::Unseen }
    }

    /// When it was there, as far as known.
    pub const fn received(self) -> Option<Moment> {
        match self {
            Self::At(t) | Self::AtLatest(t) => Some(t),
            Self::Missing | Self::Unseen | Self::NotNeeded => None,
        }
    }
}

/// The moments by which a term is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermijnLimits {
    /// The strict reading.
    pub due: Moment,
    /// The usual reading.
    pub gangbaar: Moment,
    /// The last reading.
    pub last: Moment,
    /// True where nobody knows when it happened and the call or the receipt stands for that.
    pub is_assumed: bool,
}
