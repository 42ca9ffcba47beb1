//! The incidentenmonitor of a week, asked for on screen.

use crate::{
    desk::{
        model::Model,
        state::{
            form::Form,
            form_consequence::FormConsequence,
            form_field::{FieldKind, FieldName},
            form_target::FormTarget,
        },
    },
    domain::if_exists::IfExists,
};

/// A file that is there stays as it is.
const KEEP: &str = "laat staan";
/// The new one takes its place.
const REPLACE: &str = "vervang";

/// Asks which week, which file, and what becomes of one that is there.
pub fn ask(model: &mut Model) {
    let week = model.view.week();
    let form = Form::new(FormTarget::Monitor, "Incidentenmonitor maken", |form, _| {
        Ok(FormConsequence::Monitor {
            week: form.text(FieldName::Choice).parse()?,
            file: form.text(FieldName::File),
            existing: IfExists::asked(form.text(FieldName::Existing) == REPLACE),
        })
    })
    .explanation("Bestand op .md, .csv of .json. Er staan geen persoonsgegevens in.")
    .field(FieldName::Choice, "Piketweek", FieldKind::Text, &week.to_string())
    .field(FieldName::File, "Bestand", FieldKind::Text, &format!("monitor-{week}.md"))
    .field(
        FieldName::Existing,
        "Staat het er al",
        FieldKind::Choice([KEEP, REPLACE].map(str::to_owned).to_vec()),
        KEEP,
    );
    model.session.open_form(form);
}
