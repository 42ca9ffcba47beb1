//! The form of a call: what the officer hears first stands first, and what was heard so far is a call, whatever
//! is missing.

use super::{
    form::Form,
    form_consequence::FormConsequence,
    form_field::{Completion, FieldKind, field_time},
    open_call::OpenCall,
};
use crate::domain::{
    field_name::FieldName,
    form_target::FormTarget,
    inrichting::Plek,
    melding::Call,
    moment::{ClockDay, Moment},
    own_words,
    rij::Rij,
    text::Vertrouwelijk,
};

/// A form on this call.
pub fn phone(open: OpenCall, call: &Call, inrichtingen: Vec<Completion>, rijen: Vec<Completion>) -> Form {
    let rij = call.rij.map(|r| {
        rijen.iter().map(|a| &a.text).find(|t| t.split(' ').next() == Some(&r.to_string())).cloned().unwrap_or_default()
    });
    let old = |v: &Vertrouwelijk| v.filled().unwrap_or_default().to_owned();
    let form =
        Form::new(FormTarget::Call { melding: open.melding, turn: open.turn }, "Telefonische melding", |form, now| {
            for name in [FieldName::Voorval, FieldName::Constatering, FieldName::Called] {
                form.time(name, now)?;
            }
            Ok(FormConsequence::Call)
        });
    Form { call: Some(open), ..form }
        .field(
            FieldName::Inrichting,
            "Inrichting",
            FieldKind::Completion(inrichtingen),
            call.inrichting.as_ref().map_or("", Plek::label),
        )
        .field(FieldName::Text, "Wat is er gebeurd", FieldKind::Prose, &old(&call.what))
        .field(FieldName::Voorval, "Tijd voorval", FieldKind::Time(ClockDay::Past), &field_time(call.voorval))
        .field(
            FieldName::Constatering,
            "Geconstateerd",
            FieldKind::Time(ClockDay::Past),
            &field_time(call.constatering),
        )
        .field(FieldName::Caller, "Wie belt", FieldKind::Text, &old(&call.caller))
        .field(FieldName::Number, "Terugbelnummer", FieldKind::Text, &old(&call.number))
        .field(FieldName::Called, "Gebeld om", FieldKind::Time(ClockDay::Past), &field_time(call.called))
        .field(FieldName::Rij, "Rij (nr of woord)", FieldKind::Completion(rijen), &rij.unwrap_or_default())
}

/// The row in the form: chosen from the list, or typed as a number, a letter or a word that can mean no
/// other row. What may be another one is not taken: a case without a row asks for it, one with a wrong row
/// does not.
fn rij(form: &Form) -> Option<Rij> {
    let chosen = form.find(FieldName::Rij)?.chosen()?;
    chosen.split_whitespace().next().and_then(|r| Rij::parse(r).ok())
}

/// What was heard so far, whatever is missing. What was typed as a time or a row and does not read as
/// one stands in the text, so that no word is lost.
pub fn call(form: &Form, now: Moment) -> Call {
    let time = |name| form.time(name, now).ok().flatten();
    let inrichting = form.text(FieldName::Inrichting);
    let mut what = form.text(FieldName::Text);
    for name in [FieldName::Voorval, FieldName::Constatering, FieldName::Called, FieldName::Rij] {
        let readable = if name == FieldName::Rij { rij(form).is_some() } else { form.time(name, now).is_ok() };
        let typed = form.text(name);
        if !readable && !typed.is_empty() {
            let label = form.find(name).map_or("", |v| &v.label);
            what = [what, own_words::typed_beside(label, &typed)].join(" ");
        }
    }
    Call {
        caller: Vertrouwelijk::new(&form.text(FieldName::Caller)),
        number: Vertrouwelijk::new(&form.text(FieldName::Number)),
        inrichting: Plek::written(&inrichting),
        what: Vertrouwelijk::new(what.trim()),
        called: time(FieldName::Called),
        voorval: time(FieldName::Voorval),
        constatering: time(FieldName::Constatering),
        rij: rij(form),
    }
}
