//! A handover that was opened at the desk: its cases and its inbox as its paper tells them, and what was taken over of each.

use crate::domain::{ids::Piketweek, overdracht_order::OverdrachtPart};

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// Nobody took it over.
    Waiting,
    /// It is on its way into the log.
    Taking,
    /// It is in the log.
    Taken,
    /// It could not be taken over.
    Refused,
}

impl PartState {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "nog niet",
            Self::Taking => "bezig",
            Self::Taken => "overgenomen",
            Self::Refused => "niet overgenomen",
        }
    }
}

/// A case or the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPart {
    /// Which.
    pub part: OverdrachtPart,
    /// What it is, in a few words.
    pub title: String,
    /// What the paper tells of it, a paragraph each.
    pub told: Vec<String>,
    /// What became of it.
    pub state: PartState,
}

/// A handover that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedOverdracht {
    /// The week that ended.
    pub week: Piketweek,
    /// Who made it, when, and by which words two people know the file again.
    pub about: String,
    /// Its cases, and its inbox where something is in it.
    pub parts: Vec<OpenedPart>,
    /// Where the receipt goes.
    pub receipt: String,
}

/// Its screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdrachtScreen {
    /// What was opened.
    pub opened: OpenedOverdracht,
    cursor: usize,
    /// How far down the text of the part with the cursor is read, in lines.
    pub top: usize,
}

impl OverdrachtScreen {
    /// The screen, on the first part.
    pub const fn new(opened: OpenedOverdracht) -> Self {
        Self { opened, cursor: 0, top: 0 }
    }

    /// The place of the part with the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The part with the cursor.
    pub fn chosen(&self) -> Option<&OpenedPart> {
        self.opened.parts.get(self.cursor)
    }

    /// To another part.
    pub fn step(&mut self, by: isize) {
        let last = self.opened.parts.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.top = 0;
    }

    /// Notes what became of a part.
    pub fn set(&mut self, part: OverdrachtPart, state: PartState) {
        for own in self.opened.parts.iter_mut().filter(|own| own.part == part) {
            own.state = state;
        }
    }

    /// How many parts nobody took over yet.
    pub fn left(&self) -> usize {
        self.opened.parts.iter().filter(|part| part.state != PartState::Taken).count()
    }
}
