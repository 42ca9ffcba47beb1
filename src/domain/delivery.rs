//! What others deliver at a step of theirs, and by which road: a few things and a few roads. A promise is none of
//! them, so no text is read to guess whether something arrived.

use super::step::Step;

/// What arrived, or was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// The form.
    Form,
    /// What was missing in a form that is there.
    Supplement,
    /// The decision to notify the AP.
    Notify,
    /// The decision not to notify the AP.
    NoNotify,
    /// How it ended.
    Outcome,
}

impl Delivered {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Form, Self::Supplement, Self::Notify, Self::NoNotify, Self::Outcome];

    /// What can arrive at a step; nothing where yes or no says all of it.
    pub const fn at(step: Step) -> &'static [Self] {
        match step {
            Step::Form => &[Self::Form, Self::Supplement],
            Step::OaEndForm => &[Self::Form],
            Step::Ap => &[Self::Notify, Self::NoNotify],
            Step::Outcome => &[Self::Outcome],
            Step::Melding
            | Step::CalledBack
            | Step::Beeld
            | Step::Verdict
            | Step::BesluitT
            | Step::BesluitP
            | Step::BesluitA
            | Step::Sms
            | Step::Piketmelding
            | Step::Review
            | Step::PassedOn
            | Step::Alarm112
            | Step::FastNl
            | Step::MoaFastNl
            | Step::OaEnd
            | Step::OaEndFastNl
            | Step::OaEndCalled
            | Step::Afloopbericht
            | Step::Monitor
            | Step::Close => &[],
        }
    }

    /// The word in a verb.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "formulier",
            Self::Supplement => "aanvulling",
            Self::Notify => "wel-melden",
            Self::NoNotify => "niet-melden",
            Self::Outcome => "afloop",
        }
    }

    /// How it stands in a form and at the step.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Form => "het formulier zelf",
            Self::Supplement => "een aanvulling",
            Self::Notify => "besluit: melden bij de AP",
            Self::NoNotify => "besluit: niet melden bij de AP",
            Self::Outcome => "de afloop",
        }
    }
}

/// By which road it came, other than the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    /// By post.
    Post,
    /// By courier.
    Courier,
    /// By fax.
    Fax,
    /// In another mailbox than the one the desk reads.
    OtherMailbox,
    /// Handed over on paper.
    HandedOver,
    /// By telephone, which carries what is told and no form.
    Phone,
}

impl Road {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Post, Self::Courier, Self::Fax, Self::OtherMailbox, Self::HandedOver, Self::Phone];

    /// The roads by which something can come at a step: a form comes on paper or as a file.
    pub const fn to(step: Step) -> &'static [Self] {
        const ON_PAPER: [Road; 5] = [Road::Post, Road::Courier, Road::Fax, Road::OtherMailbox, Road::HandedOver];
        if Delivered::at(step).is_empty() {
            &[]
        } else if step.is_form() {
            &ON_PAPER
        } else {
            &Self::ALL
        }
    }

    /// The word in a verb.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Courier => "koerier",
            Self::Fax => "fax",
            Self::OtherMailbox => "ander-postvak",
            Self::HandedOver => "overhandigd",
            Self::Phone => "telefoon",
        }
    }

    /// How it stands in a form and at the step.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Post => "per post",
            Self::Courier => "per koerier",
            Self::Fax => "per fax",
            Self::OtherMailbox => "in een ander postvak",
            Self::HandedOver => "op papier overhandigd",
            Self::Phone => "per telefoon",
        }
    }
}

/// What stands at the step of what arrived.
pub fn words(what: Delivered, road: Road) -> String {
    format!("{}, {}", what.label(), road.label())
}

/// True of such words with nothing beside them.
pub fn is_words(text: &str) -> bool {
    Delivered::ALL.iter().any(|what| Road::ALL.iter().any(|road| words(*what, *road) == text))
}
