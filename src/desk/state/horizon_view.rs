//! The look ahead over the desk: how far, and which mark has the cursor.

use crate::judge::horizon::HorizonSpan;

/// The look ahead, while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HorizonView {
    /// How far it looks.
    pub span: HorizonSpan,
    /// Which of its marks has the cursor, in order of time.
    pub cursor: usize,
}
