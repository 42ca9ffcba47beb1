//! Which part of the desk the list shows: a view that is kept, and reached by a key. What the officer keeps besides
//! these is a search.

/// What is in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lens {
    /// Everything.
    #[default]
    All,
    /// Open cases.
    Open,
    /// Cases with a term that has passed.
    Late,
    /// Cases in which others are to act.
    Waiting,
}

impl Lens {
    /// All of them, the widest first.
    pub const ALL: [Self; 4] = [Self::All, Self::Open, Self::Late, Self::Waiting];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "alles",
            Self::Open => "open",
            Self::Late => "te laat",
            Self::Waiting => "wacht op",
        }
    }

    /// What it shows, in words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::All => "Zaken en meldingen, wat het eerst knelt bovenaan.",
            Self::Open => "De open zaken, zonder de inbox.",
            Self::Late => "De zaken met een termijn die voorbij is.",
            Self::Waiting => "De zaken waarin een ander aan zet is.",
        }
    }
}
