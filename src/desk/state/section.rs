//! What the list is divided in, in the order in which it stands.

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Cases in which the officer can do something now.
    ToDo,
    /// Cases in which others are to act.
    Waiting,
    /// Reports that belong to no case yet.
    Inbox,
    /// Cases that only wait for the monitor and their closing.
    WeekEnd,
    /// Closed cases, where they are shown.
    Closed,
}

impl Section {
    /// All of them, from the top.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::Waiting, Self::Inbox, Self::WeekEnd, Self::Closed];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ToDo => "NU DOEN",
            Self::Waiting => "WACHT OP",
            Self::Inbox => "INBOX",
            Self::WeekEnd => "EIND VAN DE WEEK",
            Self::Closed => "GESLOTEN",
        }
    }
}
