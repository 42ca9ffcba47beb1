//! The versions of a draft, as they are looked through: the list, the one with the cursor, and how it differs from
//! another one. Compared once per step of the cursor, never per frame.

use crate::{
    domain::{
        draft::DraftKind,
        ids::Zaaknummer,
        line_diff::{LinePair, compare},
    },
    log::draft_versions::DraftVersion,
};

/// Lines that are shown before the first difference.
const BEFORE: usize = 2;

/// What a version is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The text as it stands now.
    Latest,
    /// The version before it.
    Previous,
}

/// The versions of one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The case.
    pub zaak: Zaaknummer,
    /// The message.
    pub draft: DraftKind,
    /// What the version with the cursor is compared with.
    pub against: Against,
    /// The first pair of lines in view.
    pub top: usize,
    /// The newest first.
    list: Vec<DraftVersion>,
    cursor: usize,
    /// Whether the hand moved the cursor: nothing that records stands chosen before.
    is_chosen: bool,
    pairs: Vec<LinePair>,
}

impl Versions {
    /// Opens on the version before the latest, or on the only one; `None` where there is none. They come oldest first.
    pub fn new(zaak: Zaaknummer, draft: DraftKind, oldest_first: Vec<DraftVersion>) -> Option<Self> {
        let list: Vec<DraftVersion> = oldest_first.into_iter().rev().collect();
        let oldest = list.len().checked_sub(1)?;
        let (against, cursor) = (Against::Latest, oldest.min(1));
        let mut versions = Self { zaak, draft, against, top: 0, list, cursor, is_chosen: false, pairs: Vec::new() };
        versions.compare();
        Some(versions)
    }

    /// All, the newest first.
    pub fn list(&self) -> &[DraftVersion] {
        &self.list
    }

    /// Which of them has the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The one with the cursor.
    pub fn chosen(&self) -> Option<&DraftVersion> {
        self.list.get(self.cursor)
    }

    /// Whether the officer went to the one with the cursor.
    pub const fn is_chosen(&self) -> bool {
        self.is_chosen
    }

    /// The one it is compared with; `None` where nothing came before it.
    pub fn other(&self) -> Option<&DraftVersion> {
        match self.against {
            Against::Latest => self.list.first(),
            Against::Previous => self.list.get(self.cursor + 1),
        }
    }

    /// The lines of both, the older one first.
    pub fn pairs(&self) -> &[LinePair] {
        &self.pairs
    }

    /// The older and the newer of the two that are compared.
    pub fn compared(&self) -> (Option<&DraftVersion>, Option<&DraftVersion>) {
        match self.against {
            Against::Latest => (self.chosen(), self.other()),
            Against::Previous => (self.other(), self.chosen()),
        }
    }

    /// Moves the cursor so many versions on, to older ones.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.list.len().saturating_sub(1));
        self.is_chosen = true;
        self.compare();
    }

    /// Compares with the other one of the two from now on.
    pub fn turn(&mut self) {
        self.against = match self.against {
            Against::Latest => Against::Previous,
            Against::Previous => Against::Latest,
        };
        self.compare();
    }

    /// Moves the lines in view so many pairs.
    pub fn browse(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.pairs.len().saturating_sub(1));
    }

    fn compare(&mut self) {
        let text = |version: Option<&DraftVersion>| version.map(|v| v.text.read().to_owned()).unwrap_or_default();
        let (old, new) = self.compared();
        self.pairs = compare(&text(old), &text(new));
        let first = self.pairs.iter().position(|pair| !pair.is_same());
        self.top = first.map_or(0, |at| at.saturating_sub(BEFORE));
    }
}
