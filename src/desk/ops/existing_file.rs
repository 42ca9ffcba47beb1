//! The question in a form what becomes of a file that stands there already. Nothing is replaced unasked.

use crate::{
    desk::state::{form::Form, form_field::FieldKind},
    domain::{field_name::FieldName, if_exists::IfExists},
};

/// A file that is there stays as it is.
const KEEP: &str = "laat staan";
/// The new one takes its place.
const REPLACE: &str = "vervang";

/// Adds the question to a form.
pub fn field(form: Form) -> Form {
    let options = [KEEP, REPLACE].map(str::to_owned).to_vec();
    form.field(FieldName::Existing, "Staat het er al", FieldKind::Choice(options), KEEP)
}

/// What was answered.
pub fn answer(form: &Form) -> IfExists {
    IfExists::asked(form.text(FieldName::Existing) == REPLACE)
}
