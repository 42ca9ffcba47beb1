//! A label with its answer as a form gives them, before anybody says what they mean. Readers give the structure:
//! a row of cells, or a line that is a pair already (`TextLine::pair`); `fields` puts labels and answers together
//! and ends an answer where the structure ends. A ticked box is `☒` and an empty one `☐`, whatever the document
//! draws: a reader turns the glyph of its font into one of the two.

use super::label::LabelTarget;
use crate::domain::melding::Certainty;

/// How the document shows that the two belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairStructure {
    /// Two cells of a row, beside each other.
    Cells,
    /// A further answer in the row of a label that has one already.
    Beside,
    /// A cell under the cell of its label.
    Stacked,
    /// One line, parted by a colon, dots or a wide gap.
    Line,
    /// The lines below a label that stands alone.
    Below,
    /// A form field or content control and the name that its maker gave it.
    Control,
}

/// A label with its answer as it was written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What the label names, as far as the table of labels knows it.
    pub target: LabelTarget,
    /// How sure that is.
    pub certainty: Certainty,
    /// The label as written.
    pub label: String,
    /// The line it stands on.
    pub nr: usize,
    /// The answer; paragraphs are parted by a line end.
    pub answer: String,
    /// What holds them together.
    pub structure: PairStructure,
    /// The part of the form it stands in, by its place in the table of labels.
    pub section: Option<usize>,
}
