//! What the officer does with a line of a form that was read: accepts a proposal, puts it aside, or says what it is.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    chooser,
    write_queue::{press, say},
};
use crate::{
    acts::{Act, FieldVerdict, JudgeField},
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{
            form::Form,
            form_field::FieldKind,
            lesson::{Learnt, Lesson},
        },
    },
    domain::{
        field_name::FieldName,
        form_target::FormTarget,
        ids::Meldingnummer,
        melding::{Certainty, Content, Field, MeldingKind},
        moment::{ClockDay, Moment},
        rank::FoundBy,
        sanitize,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::reading_line::ReadingLine,
};

/// So much of a label stands in a title.
const TITLE: usize = 40;

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
        press(model, &Act::JudgeField(JudgeField { melding, field, verdict }), effects);
    }
}

/// Asks what it is instead.
pub fn fill(model: &mut Model) {
    if let Some((melding, field)) = chosen(model) {
        model.open_form(form(model, melding, field));
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

/// Asks which field a label names that nobody knew.
pub fn ask_field(model: &mut Model) {
    let Some((melding, Content::Mail(mail))) = model.view.melding().map(|m| (m, &m.content)) else { return };
    let Some(ReadingLine::Unread(pair)) = model.view.form_line() else { return };
    let lesson = |field: &str| Lesson {
        melding: melding.number,
        kind: melding.kind,
        sender: mail.sender.clone(),
        sent: mail.sent,
        pair: pair.clone(),
        field: field.to_owned(),
    };
    let forms = model.view.context().book.forms.iter();
    // Of a mail that is no form as far as anybody can see, every item of every form.
    let items = forms
        .filter(|form| MeldingKind::Form(form.kind) == melding.kind || !melding.kind.is_form())
        .flat_map(|form| &form.items);
    let times = [TimeKind::Voorval, TimeKind::Constatering].map(|kind| (kind.field(), kind.word()));
    // What several forms ask for is one thing, by whatever name each has it.
    let (mut seen, mut roles) = (BTreeSet::new(), Vec::new());
    let once = items.filter(|item| match item.role {
        Some(role) if roles.contains(&role) => false,
        Some(role) => {
            roles.push(role);
            true
        }
        None => true,
    });
    let named = once.map(|item| (item.field.as_str(), item.name.as_str())).chain(times);
    let options: Vec<_> = (named.filter(|(field, _)| seen.insert(*field)))
        .map(|(field, name)| {
            let option = PickOption {
                choice: Choice::Lesson(Box::new(lesson(field))),
                badge: String::new(),
                text: name.to_owned(),
                extra: String::new(),
                unavailable: None,
                explanation: None,
                heading: None,
            };
            // What the desk thought of itself stands on top.
            let found_by = FoundBy::name(name).called(field);
            let likely = pair.perhaps.as_deref() == Some(field);
            (option, if likely { found_by } else { found_by.below_others() })
        })
        .collect();
    let title = format!("Welk veld is «{}»", sanitize::shorten(pair.label.read(), TITLE));
    model.open_picker(Picker::new(&title, chooser::SEARCHES, options));
}

/// Has it taught.
pub fn teach(model: &Model, lesson: Box<Lesson>, effects: &mut Vec<Effect>) {
    effects.push(Effect::Teach { lesson, inrichtingen: Arc::clone(&model.view.setup.inrichtingen) });
}

/// It was taught: what its answer says by that counts from now on.
pub fn learnt(model: &mut Model, learnt: Learnt, effects: &mut Vec<Effect>) {
    let Learnt { lesson: Lesson { melding, pair, field, .. }, value } = learnt;
    let read = Field {
        value: Vertrouwelijk::new(&value),
        source: Vertrouwelijk::new(&pair.source()),
        certainty: Certainty::Certain,
    };
    // The next label that nobody knew comes where this one stood, one line on: it joins what was read.
    let next = model.view.detail + 1;
    if matches!(model.view.form_lines().get(next), Some(ReadingLine::Unread(_))) {
        model.view.detail = next;
    }
    let verdict = FieldVerdict::Read(read);
    say(model, &Act::JudgeField(JudgeField { melding, field, verdict }), effects);
}
