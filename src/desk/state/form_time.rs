//! Times that are said from now, "10 min geleden" or "over een uur": the moment takes their place once they are typed, because
//! read later they would be another one.

use super::{
    form::Form,
    form_field::{FieldKind, FormField, field_time},
};
use crate::domain::moment::Moment;

/// Whether the field with the cursor is still being typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StillTyped {
    /// It is: only what can become no other is taken.
    Yes,
    /// It was left.
    No,
}

impl Form {
    /// Puts the moment in the place of a time that was said from now.
    pub fn fix_times(&mut self, now: Moment, typed: StillTyped) {
        let cursor = self.cursor;
        for (i, field) in self.fields.iter_mut().enumerate() {
            let here = if i == cursor { typed } else { StillTyped::No };
            if field.is_said_from_now(here)
                && let Some(Ok(read)) = field.time(now)
            {
                field.input.set(&field_time(Some(read.moment)));
            }
        }
    }
}

impl FormField {
    /// True while a moment stands here that the form came with, untouched, the cursor behind it.
    pub(super) fn is_suggested_time(&self) -> bool {
        matches!(self.kind, FieldKind::Time(_))
            && !self.began.is_empty()
            && self.input.before_cursor() == self.began
            && self.input.behind_cursor().is_empty()
    }

    fn is_said_from_now(&self, typed: StillTyped) -> bool {
        let text = self.input.text().trim().to_lowercase();
        let ahead = text == "nu" || ["over ", "+", "-"].iter().any(|begin| text.starts_with(begin));
        matches!(self.kind, FieldKind::Time(_)) && (text.ends_with("geleden") || (ahead && typed == StillTyped::No))
    }
}
