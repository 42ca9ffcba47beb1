//! The incidentenmonitor of a week, asked for on screen.

use crate::desk::{
    model::Model,
    state::{
        form::{Form, FormConsequence, FormKey},
        form_field::{FieldKind, FieldName},
    },
};

/// Asks which week, and which file.
pub fn ask(model: &mut Model) {
    let week = model.view.week();
    let form = Form::new(FormKey::of("monitor", &()), "Incidentenmonitor maken", |form, _| {
        Ok(FormConsequence::Monitor { week: form.text(FieldName::Choice).parse()?, file: form.text(FieldName::File) })
    })
    .explanation("Bestand op .md, .csv of .json. Er staan geen persoonsgegevens in.")
    .field(FieldName::Choice, "Piketweek", FieldKind::Text, &week.to_string())
    .field(FieldName::File, "Bestand", FieldKind::Text, &format!("monitor-{week}.md"));
    model.session.open_form(form);
}
