//! The ways by which a message leaves the desk, and what is under way.

use std::collections::BTreeSet;

use crate::{
    desk::state::draft_material::DraftMaterial,
    domain::{draft::DraftKind, error::Result, ids::Zaaknummer},
};

/// One way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOut {
    /// To the clipboard of the officer's own machine.
    Copy,
    /// As a mail that a mail program opens.
    Mail,
    /// As a Word document, a PDF and a text in a folder.
    Files,
    /// As a code that a telephone reads from the screen.
    Qr,
    /// By the officer's own command, which says whether it left.
    Command,
}

impl WayOut {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] = [Self::Copy, Self::Mail, Self::Files, Self::Qr, Self::Command];

    /// Its name in the audit.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Copy => "klembord",
            Self::Mail => "mail",
            Self::Files => "bestanden",
            Self::Qr => "qr",
            Self::Command => "opdracht",
        }
    }

    /// What it does, in a list.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Copy => "Kopiëren naar het klembord",
            Self::Mail => "Openen in het mailprogramma",
            Self::Files => "Opslaan als Word, PDF en tekst",
            Self::Qr => "QR-code voor de telefoon",
            Self::Command => "Versturen met de eigen opdracht",
        }
    }
}

/// A version of a message that is to leave, whole: whoever does it needs no look at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMessage {
    /// How.
    pub way: WayOut,
    /// Which message.
    pub draft: DraftKind,
    /// The version.
    pub version: u32,
    /// Its text.
    pub text: String,
    /// To whom, where that was set; nobody in a demo.
    pub to: Vec<String>,
    /// The case, for what stands at the head of a mail.
    pub material: DraftMaterial,
}

/// How a program that sends ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandEnd {
    /// It did not run.
    Never,
    /// With this code.
    Code(i32),
    /// It was stopped on its way: nobody knows what it did.
    Unknown,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WentOut {
    /// The case.
    pub zaak: Zaaknummer,
    /// The message.
    pub draft: DraftKind,
    /// The version.
    pub version: u32,
    /// How.
    pub way: WayOut,
    /// To whom the way itself brought it.
    pub to: Vec<String>,
    /// How a program that was to send it ended.
    pub ended: CommandEnd,
    /// What the officer is told.
    pub result: Result<String>,
}

/// What is under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaysOut {
    /// What a program is busy with.
    pub under_way: BTreeSet<(Zaaknummer, DraftKind)>,
    /// Of which it was said that nobody knows how an earlier sending ended.
    pub asked: BTreeSet<(Zaaknummer, DraftKind)>,
    /// Of which version it was said that somebody who reads along did not let it go.
    pub warned: BTreeSet<(Zaaknummer, DraftKind, u32)>,
}
