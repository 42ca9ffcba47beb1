//! What the format turns on within one pair of braces, and gives up at its end.

use crate::intake::rtf::colour::GroupInk;

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupRole {
    /// Text of the document.
    #[default]
    Text,
    /// Colours, pictures, settings: no text.
    Silent,
    /// The table of fonts, and that of colours.
    Fonts,
    Colours,
    /// The instruction of a field, and a choice in its list.
    Instruction,
    Choice,
    /// The properties of a nested row, in which its end stands.
    RowProperties,
    /// Header, footer or note of the page: it stands outside the text.
    Aside,
}

/// What holds within one pair of braces.
#[expect(clippy::struct_excessive_bools, reason = "the format turns each on and off by itself")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    pub role: GroupRole,
    /// Rendering of the HTML for programs that do not know it.
    pub replacement: bool,
    /// Hidden, deleted or struck out.
    pub hidden: bool,
    pub deleted: bool,
    pub struck: bool,
    pub bold: bool,
    pub ink: GroupInk,
    pub font: Option<i64>,
    /// It is the group of a field's instruction itself.
    pub instruction: bool,
}
