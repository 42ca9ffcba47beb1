//! The question in a form what becomes of a file that stands there already. Nothing is replaced unasked.

use crate::{
    desk::{
        layer::Layer,
        model::Model,
        state::{form::Form, form_field::FieldKind},
    },
    domain::{error::Error, field_name::FieldName, if_exists::IfExists},
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
    if form.text(FieldName::Existing) == REPLACE { IfExists::Replace } else { IfExists::KeepChosen }
}

/// Fills the form that was just opened with what was asked before, and says what came of it.
pub fn ask_again(model: &mut Model, asked: &[(FieldName, String)], existing: IfExists, error: Error) {
    let Some(Layer::Form(form)) = model.view.layers.last_mut() else { return model.report_error(error) };
    let existing = if existing == IfExists::Replace { REPLACE } else { KEEP };
    let all = asked.iter().map(|(name, text)| (*name, text.as_str())).chain([(FieldName::Existing, existing)]);
    for (name, text) in all {
        if let Some(field) = form.fields.iter_mut().find(|field| field.name == name) {
            field.input.set(text);
        }
    }
    form.error = Some(error);
}
