//! The incidentenmonitor of a week, asked for on screen.

use super::{existing_file, write_queue};
use crate::{
    acts::{Act, IncludeInMonitor},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            form::Form,
            form_consequence::FormConsequence,
            form_field::FieldKind,
            on_commit::{OnCommit, Telling},
            writes::Task,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        monitor_order::{MonitorOrder, Readers},
        sanitize,
    },
};

/// All of it, which holds no personal data.
const LINE: &str = "de lijn";
/// Numbers alone.
const PUBLIC: &str = "iedereen";
/// Asks which week, which file, and what becomes of one that is there.
pub fn ask(model: &mut Model) {
    let week = model.view.week_to_close();
    let form = Form::new(FormTarget::Monitor, "Incidentenmonitor maken", |form, _| {
        Ok(FormConsequence::Monitor(MonitorOrder {
            period: form.text(FieldName::Choice).parse()?,
            readers: if form.text(FieldName::Readers) == PUBLIC { Readers::Public } else { Readers::Line },
            file: form.text(FieldName::File),
            existing: existing_file::answer(form),
        }))
    })
    .explanation(format!("Een week, 2026-W45..2026-W47 of een jaar. Bestand op {}.", model.view.setup.monitor_endings))
    .field(FieldName::Choice, "Over", FieldKind::Text, &week.to_string())
    .field(FieldName::File, "Bestand", FieldKind::Text, &format!("monitor-{week}.xlsx"))
    .field(FieldName::Readers, "Voor wie", FieldKind::Choice([LINE, PUBLIC].map(str::to_owned).to_vec()), LINE);
    model.open_form(existing_file::field(form));
}

/// It was not written: what was asked stands there again, with why, unless the officer is at something else by now.
pub fn failed(model: &mut Model, order: &MonitorOrder, error: Error) {
    model.dirty = true;
    model.session.making_monitor = None;
    if !model.view.layers.is_empty() {
        return model.report_error(error);
    }
    ask(model);
    let readers = match order.readers {
        Readers::Public => PUBLIC,
        Readers::Line => LINE,
    };
    let asked = [
        (FieldName::Choice, order.period.to_string()),
        (FieldName::File, order.file.clone()),
        (FieldName::Readers, readers.to_owned()),
    ];
    existing_file::ask_again(model, &asked, order.existing, error);
}

/// Has it made, and says that it takes a moment.
pub fn make(model: &mut Model, order: MonitorOrder, effects: &mut Vec<Effect>) {
    if let Err(error) = order.require_begun(model.view.setup.week_start, model.view.now) {
        return model.report_error(error);
    }
    model.say(format!("De monitor van {} wordt gemaakt.", order.period));
    model.session.making_monitor = Some(order.period);
    effects.push(model.view.make_monitor(order));
}

/// It is there: its cases are in the monitor of their week, where they were not as they are now.
pub fn written(model: &mut Model, order: &MonitorOrder, entered: Vec<IncludeInMonitor>, effects: &mut Vec<Effect>) {
    model.dirty = true;
    model.session.making_monitor = None;
    let acts = entered.into_iter().filter(|e| !model.view.is_in_monitor(e)).map(Act::IncludeInMonitor).collect();
    let sentence = format!("{}.", order.sentence(&sanitize::line(&order.file)));
    effects.push(Effect::Audit(Audit {
        act: AuditAct::Exported,
        object: order.object(),
        result: Outcome::Succeeded,
        origin: Origin::Desk,
    }));
    let task = Task::Acts { acts, files: Vec::new() };
    write_queue::take(model, task, OnCommit::Say(Telling::Sentence(sentence)), effects);
}
