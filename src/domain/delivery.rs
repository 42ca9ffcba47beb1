//! What others deliver at a step of theirs, and by which road: a few things and a few roads. A promise is none of
//! them, so no text is read to guess whether something arrived.

/// What arrived, or was decided. A step awaits something written, something that was lacking in it, an answer to a question that
/// another decides, or an end: no sector has another kind. Which of them a step awaits, and what each is called there, is said
/// by the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// The form.
    Form,
    /// What was missing in a form that is there.
    Supplement,
    /// The decision to notify.
    Notify,
    /// The decision not to notify.
    NoNotify,
    /// How it ended.
    Outcome,
}

impl Delivered {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Form, Self::Supplement, Self::Notify, Self::NoNotify, Self::Outcome];

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

    /// How it stands in a form and at the step, where the book has no words of its own for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Form => "het formulier zelf",
            Self::Supplement => "een aanvulling",
            Self::Notify => "besluit: melden",
            Self::NoNotify => "besluit: niet melden",
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

    /// Those by which a form can come: on paper or as a file.
    pub const ON_PAPER: [Self; 5] = [Self::Post, Self::Courier, Self::Fax, Self::OtherMailbox, Self::HandedOver];

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

/// What stands at the step of what arrived; `what` is how it is called there.
pub fn words(what: &str, road: Road) -> String {
    format!("{what}, {}", road.label())
}

/// What such words say arrived, where there is nothing beside them and `is_known` is true of it.
pub fn is_words(text: &str, is_known: impl Fn(&str) -> bool) -> bool {
    Road::ALL.iter().filter_map(|road| text.strip_suffix(road.label())?.strip_suffix(", ")).any(is_known)
}
