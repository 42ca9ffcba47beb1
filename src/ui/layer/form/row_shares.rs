//! How the rows of the window of a form are shared out between its fields and what comes and goes between them and the
//! keys.

use crate::{
    desk::state::{
        form::Form,
        form_field::{FieldKind, SUGGESTIONS},
    },
    ui::layer::prose,
};

/// The lines of the sentence to read out, and those it keeps on a low terminal.
const READ_BACK: usize = 3;
const READ_BACK_LOW: usize = 2;

/// The lines of a longer text where not everything fits: then the fields scroll, and none of them changes its height.
pub(super) const PROSE_LOW: usize = 3;

/// How the rows of a window are shared out. It goes by the room and the form alone, not by what is typed or where the
/// cursor is, so that nothing moves under the hand; what yields first is empty lines and hints.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowShares {
    /// A field for a longer text.
    pub(super) prose: usize,
    /// What the words of a call point to.
    pub(super) hint: usize,
    /// What is suggested for the field with the cursor.
    pub(super) proposals: usize,
    /// The sentence to read out.
    pub(super) read_back: usize,
    /// The empty line on top.
    pub(super) top: usize,
}

impl RowShares {
    pub(super) fn of(form: &Form, room: usize, explanation: usize) -> Self {
        let proses = form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Prose)).count();
        let suggests = form.fields.iter().any(|f| matches!(f.kind, FieldKind::Completion(_) | FieldKind::Several(_)));
        let call = usize::from(form.call.is_some());
        // What is always there: the fields, the keys, a line of state or error, of a call what is read out.
        let mut spare = room.saturating_sub(form.fields.len() + 2 + call * READ_BACK_LOW + explanation);
        let mut take = |wanted: usize| {
            let taken = wanted.min(spare);
            spare -= taken;
            taken
        };
        let prose = 1 + take(proses * (prose::ROWS - 1)) / proses.max(1);
        let first = take(usize::from(suggests));
        let read_back = call * READ_BACK_LOW + take(call * (READ_BACK - READ_BACK_LOW));
        let hint = take(call);
        let top = take(1);
        let more = take(usize::from(suggests) * (SUGGESTIONS - 1));
        Self { prose: prose.max(PROSE_LOW), hint, proposals: first + more, read_back, top }
    }

    /// Between the fields and the keys.
    pub(super) const fn below(self) -> usize {
        self.hint + self.proposals + 1 + self.read_back
    }
}
