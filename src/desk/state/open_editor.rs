//! The editor on a message: what it holds and what it asked. The text field itself lives with the screen, so that the
//! desk knows a text and no cursor.

use crate::domain::{draft::DraftKind, form_target::FormTarget, ids::Zaaknummer, moment::Moment, uptime::Uptime};

/// What the editor asked before it replaces text; the same key once more is the yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditorQuestion {
    /// To put the text of the template in the place of this one.
    Rebuild,
    /// To say of every gap that it is not known.
    AllUnknown,
}

/// A draft being written. The text field itself lives with the screen; here is what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The case.
    pub zaak: Zaaknummer,
    /// The message.
    pub draft: DraftKind,
    /// The text as it stands in the field.
    pub text: String,
    /// Since when something typed waits to be saved.
    pub unsaved: Option<Uptime>,
    /// When a version was last saved.
    pub saved: Option<Moment>,
    /// How often the desk itself put another text in place; the field then takes it over.
    pub replaced: u32,
    /// What was asked and not answered yet.
    pub question: Option<EditorQuestion>,
    /// The sent version from which the officer chose to write on.
    pub continued: Option<u32>,
    /// The version whose text was put back last, until something is typed.
    pub gone_back: Option<u32>,
}

impl Editor {
    /// What its text is kept under while it is not in the log.
    pub const fn target(&self) -> FormTarget {
        FormTarget::Draft { zaak: self.zaak, draft: self.draft }
    }
}
