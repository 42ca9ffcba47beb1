//! A line that is typed outside any form: in the palette, a list, the search or the what-if. It is kept like a form,
//! so that no word of it is lost either; each line is one of its own, so that none takes the place of another.

use super::line_input::LineInput;
use crate::{
    desk::layer::{Layer, Typing},
    domain::{
        form_target::{FormTarget, Turn},
        line_field::LineField,
        typed::Typed,
        uptime::Uptime,
    },
};

/// The line that is being typed, or was just sent off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedLine {
    /// Where.
    pub field: LineField,
    /// Which line.
    pub turn: Turn,
    /// What stands in it.
    pub text: String,
    /// Since when it is not saved.
    pub unsaved: Option<Uptime>,
    /// Whether it is still typed in.
    pub state: LineState,
}

/// Whether a line is still typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// It is.
    Open,
    /// It was sent off or thrown away; what came of it is not known yet.
    Left,
}

impl TypedLine {
    /// What it is kept under.
    pub const fn target(&self) -> FormTarget {
        FormTarget::Line { field: self.field, turn: self.turn }
    }

    /// The line as it is kept.
    pub fn typed(&self) -> Typed {
        Typed::text(self.target(), self.text.clone())
    }
}

impl Layer {
    /// The line that is typed here outside any form, where it has one and something stands in it.
    pub fn line(&self) -> Option<(LineField, &LineInput)> {
        let (field, input) = match self {
            Self::Picker(picker) => {
                let field = match picker.typing {
                    Typing::FiltersOrVerb => LineField::Palette,
                    Typing::Filters => LineField::List,
                };
                (field, &picker.filter)
            }
            Self::Search(input) => (LineField::Search, input),
            Self::WhatIf(trial, input) => (LineField::WhatIf(trial.zaak), input),
            Self::Form(_)
            | Self::CallBack(_)
            | Self::Weigh { .. }
            | Self::Editor(_)
            | Self::Versions(_)
            | Self::FilmReading
            | Self::Film(_)
            | Self::Qr(_)
            | Self::Monitor(_)
            | Self::Overdracht(_)
            | Self::Passphrase(_)
            | Self::Horizon(_) => return None,
        };
        (!input.is_empty()).then_some((field, input))
    }
}
