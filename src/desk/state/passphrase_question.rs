//! A passphrase that is asked over the desk, and what it is for. It is no field of a form: what is typed in one is kept.

use super::passphrase::{PassphrasePrompt, PromptKind};
use crate::domain::{
    overdracht_order::{OverdrachtOrder, OverdrachtReading},
    passphrase::Passphrase,
};

/// What a passphrase is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassphrasePurpose {
    /// A handover is closed with it.
    Close(OverdrachtOrder),
    /// A handover is opened with it.
    Open(OverdrachtReading),
}

/// The question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassphraseQuestion {
    /// What was typed.
    pub prompt: PassphrasePrompt,
    /// What it is for.
    pub purpose: PassphrasePurpose,
}

impl PassphraseQuestion {
    /// A new passphrase for the file of a handover.
    pub fn closing(order: OverdrachtOrder) -> Self {
        Self { prompt: PassphrasePrompt::new(PromptKind::Closing), purpose: PassphrasePurpose::Close(order) }
    }

    /// The passphrase of a handover.
    pub fn opening(reading: OverdrachtReading) -> Self {
        Self { prompt: PassphrasePrompt::new(PromptKind::Existing), purpose: PassphrasePurpose::Open(reading) }
    }

    /// What stands above it.
    pub const fn title(&self) -> &'static str {
        match self.purpose {
            PassphrasePurpose::Close(_) => "Wachtwoord voor de overdracht",
            PassphrasePurpose::Open(_) => "Wachtwoord van de overdracht, niet van uw logboek",
        }
    }

    /// The purpose with the passphrase that was typed.
    pub fn answered(self, passphrase: Passphrase) -> PassphrasePurpose {
        match self.purpose {
            PassphrasePurpose::Close(order) => {
                PassphrasePurpose::Close(OverdrachtOrder { passphrase: Some(passphrase), ..order })
            }
            PassphrasePurpose::Open(reading) => {
                PassphrasePurpose::Open(OverdrachtReading { passphrase: Some(passphrase), ..reading })
            }
        }
    }
}
