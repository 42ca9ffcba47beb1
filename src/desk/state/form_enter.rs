//! Where Enter records in a form. A form that opens filled in is not recorded by the Enter that was meant for what stood
//! there before: as long as nothing was typed in it, only Ctrl-S records it.

use super::form::Form;
use crate::domain::field_name::FieldName;

/// At which field Enter records; at every other it goes on to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnterRecords {
    /// At the last.
    AtLast,
    /// At this one; what stands below it is only filled in where it is asked.
    At(FieldName),
    /// At this one, once something else stands in the form than it opened with.
    OnceTouched(FieldName),
}

impl Form {
    /// Has Enter record at this field already.
    #[must_use]
    pub const fn records_at(mut self, name: FieldName) -> Self {
        self.enter = EnterRecords::At(name);
        self
    }

    /// The same, but not before something was typed.
    #[must_use]
    pub const fn records_once_touched(mut self, name: FieldName) -> Self {
        self.enter = EnterRecords::OnceTouched(name);
        self
    }

    /// True where Enter records instead of going on to the next field.
    pub fn enter_records(&self) -> bool {
        let here = self.fields.get(self.cursor).map(|v| v.name);
        let is_last = self.cursor + 1 >= self.fields.len();
        match self.enter {
            EnterRecords::AtLast => is_last,
            EnterRecords::At(name) => is_last || here == Some(name),
            EnterRecords::OnceTouched(name) => self.is_touched() && (is_last || here == Some(name)),
        }
    }
}
