//! What the officer does with a line of a form that was read: accepts a proposal, puts it aside, or says what it is.

use super::write_queue::say;
use crate::{
    acts::{Act, FieldVerdict, JudgeField},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            form::Form,
            form_field::{FieldKind, FieldName},
            form_target::FormTarget,
        },
    },
    domain::{ids::Meldingnummer, melding::Content, moment::ClockDay, moment::Moment, time_kind::TimeKind},
    judge::reading_line::ReadingLine,
};

/// The item with the cursor and its report.
fn chosen(model: &Model) -> Option<(Meldingnummer, String)> {
    match model.view.form_line()? {
        ReadingLine::Read { name, .. } => Some((model.view.melding()?.number, name.to_owned())),
        ReadingLine::Unread(_) => None,
    }
}

/// Accepts the item with the cursor.
pub fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    judge(model, FieldVerdict::Accepted, effects);
}

/// Puts it aside.
pub fn put_aside(model: &mut Model, effects: &mut Vec<Effect>) {
    judge(model, FieldVerdict::PutAside, effects);
}

fn judge(model: &mut Model, verdict: FieldVerdict, effects: &mut Vec<Effect>) {
    if let Some((melding, field)) = chosen(model) {
        say(model, &Act::JudgeField(JudgeField { melding, field, verdict }), effects);
    }
}

/// Asks what it is instead.
pub fn fill(model: &mut Model) {
    if let Some((melding, field)) = chosen(model) {
        model.session.open_form(form(model, melding, field));
    }
}

/// The form that asks it, with what was read.
pub fn form(model: &Model, melding: Meldingnummer, field: String) -> Form {
    let read = model.view.desk.meldingen.get(&melding).and_then(|m| match &m.content {
        Content::Mail(mail) => mail.fields.get(&field),
        Content::Call(_) => None,
    });
    let value = read.map(|read| read.value.read()).unwrap_or_default();
    let is_time = TimeKind::ALL.iter().any(|kind| kind.field() == field);
    let (name, kind, text) = if is_time {
        let text = Moment::from_rfc3339(value).map(Moment::field).unwrap_or_default();
        (FieldName::Time, FieldKind::Time(ClockDay::Past), text)
    } else {
        (FieldName::Text, FieldKind::Prose, value.to_owned())
    };
    let title = format!("«{}» van {melding}", field.replace('_', " "));
    let target = FormTarget::Field { melding, field: field.clone() };
    Form::for_act(target, title, move |form, _| {
        let verdict = FieldVerdict::Typed(form.text(name));
        Ok(Act::JudgeField(JudgeField { melding, field: field.clone(), verdict }))
    })
    .explanation("Wat u typt telt in plaats van wat er is gelezen; de bron bent u.")
    .field(name, "Waarde", kind, &text)
}
