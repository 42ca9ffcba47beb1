//! What the format turns on within one pair of braces, and gives up at its end.

use super::{GroupInk, Role};

/// What holds within one pair of braces.
#[expect(clippy::struct_excessive_bools, reason = "the format turns each on and off by itself")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    pub role: Role,
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
