//! Where the signature of a letter begins: below a line of two dashes, as mail programs put there. Some forms draw such a
//! line between their parts, and what goes on below it as a form does is no signature.

use super::label::LabelLine;
use crate::intake::{
    label::{LabelTable, LabelTarget},
    line::TextLine,
};

/// Lines of a signature, and those of a form that may stand in one: "Afdeling: Beveiliging".
const MAX_LINES: usize = 12;
const MAX_ANSWERED: usize = 1;

/// The place of the line above the signature, if there is one.
pub fn begins(lines: &[TextLine], labels: &LabelTable) -> Option<usize> {
    let last = lines.iter().rposition(|line| !line.table && !line.quoted && line.plain() == "--")?;
    let below: Vec<&TextLine> = lines.iter().skip(last + 1).filter(|line| !line.is_empty() && !line.quoted).collect();
    let answered = below.iter().filter(|line| is_answered(line, labels)).count();
    (below.len() <= MAX_LINES && answered <= MAX_ANSWERED).then_some(last)
}

/// A line that answers what a form asks.
fn is_answered(line: &TextLine, labels: &LabelTable) -> bool {
    let label = LabelLine::at_start(labels, &line.plain(), None);
    let field = |target| match target {
        LabelTarget::Field { .. } | LabelTarget::Combined(..) => true,
        LabelTarget::Other | LabelTarget::Unknown => false,
    };
    let beside = || line.cells.first().filter(|_| line.cells.len() > 1).and_then(|cell| labels.search(cell, None));
    label.is_some_and(|label| field(label.target) && !label.value.is_empty()) || beside().is_some_and(field)
}
