//! The handover of the week that ends, asked for on screen: which file, for whom, and with what it is closed.

use super::{existing_file, passphrase};
use crate::{
    desk::{
        effect::Effect,
        model::Model,
        state::{
            backup_plan::BackupPlan, form::Form, form_consequence::FormConsequence, form_field::FieldKind,
            passphrase_question::PassphraseQuestion, role::Role,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        overdracht_order::OverdrachtOrder,
    },
};

/// Asks which week, which file, and who may open a closed one.
pub fn ask(model: &mut Model) {
    let week = model.view.week_to_close();
    let form = Form::new(FormTarget::Overdracht, "Overdracht maken", |form, _| {
        Ok(FormConsequence::Overdracht(OverdrachtOrder {
            week: form.text(FieldName::Choice).parse()?,
            file: form.text(FieldName::File),
            existing: existing_file::answer(form),
            recipients: keys(&form.text(FieldName::Recipients)),
            passphrase: None,
        }))
    })
    .explanation(
        "Op .pdf, .txt of .md een papier zonder namen. Op .age de zaken zelf, versleuteld: met de sleutels (age1…) van \
         wie overneemt, of zonder sleutel met een wachtwoord dat hierna wordt gevraagd.",
    )
    .field(FieldName::Choice, "Over", FieldKind::Text, &week.to_string())
    .field(FieldName::File, "Bestand", FieldKind::Text, &format!("overdracht-{week}.pdf"))
    .field(FieldName::Recipients, "Sleutels bij .age", FieldKind::Text, "");
    model.open_form(existing_file::field(form));
}

/// The keys in a field, with blanks or signs between them.
fn keys(text: &str) -> Vec<String> {
    text.split([' ', ',', ';']).filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

/// It was not written: what was asked stands there again, with why, unless the officer is at something else by now.
pub fn failed(model: &mut Model, order: &OverdrachtOrder, error: Error) {
    model.dirty = true;
    if !model.view.layers.is_empty() {
        return model.report_error(error);
    }
    ask(model);
    let asked = [
        (FieldName::Choice, order.week.to_string()),
        (FieldName::File, order.file.clone()),
        (FieldName::Recipients, order.recipients.join(" ")),
    ];
    existing_file::ask_again(model, &asked, order.existing, error);
}

/// Has it made, once it is known with what it is closed.
pub fn make(model: &mut Model, order: OverdrachtOrder, effects: &mut Vec<Effect>) {
    if order.lacks_passphrase() {
        return passphrase::ask(model, PassphraseQuestion::closing(order));
    }
    model.say(format!("De overdracht van {} wordt gemaakt.", order.week));
    effects.push(model.view.make_overdracht(order));
}

/// It is there; a copy of the log goes with it.
pub fn written(model: &mut Model, object: String, sentence: String, effects: &mut Vec<Effect>) {
    model.dirty = true;
    model.say(sentence);
    let (act, result, origin) = (AuditAct::HandedOver, Outcome::Succeeded, Origin::Desk);
    effects.push(Effect::Audit(Audit { act, object, result, origin }));
    match (&model.session.role, model.session.backup) {
        (Role::Writes, BackupPlan::At(_)) => model.session.backup = BackupPlan::At(model.view.uptime),
        (Role::Writes | Role::Follows(_), BackupPlan::At(_) | BackupPlan::Never | BackupPlan::Busy) => {}
    }
}
