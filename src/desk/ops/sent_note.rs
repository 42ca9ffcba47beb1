//! The note that a message was sent by a way of the officer's own, and that it never was. What went out of it before
//! stands above both: who notes it once more does so knowingly.

use super::{
    gate, sent_copy, way_out,
    zaak_form::{addressees, channels},
};
use crate::{
    acts::{Act, NotSent, ReportSent},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            form::Form,
            form_field::{Completion, FieldKind, field_time},
        },
    },
    domain::{
        dispatch::Dispatch,
        draft::{Draft, DraftKind},
        error::{Error, Result},
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::{ClockDay, Moment},
        rank::FoundBy,
        sanitize,
    },
    rules::address_book::ProvisionKind,
};

/// So many columns of the recipients stand with a sending.
const RECIPIENTS: usize = 60;

/// Asks when and to whom a message was sent, which reads `text` now. What was not checked yet is checked first: where
/// that is refused nothing more is asked.
pub fn ask_sent(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, text: &str, effects: &mut Vec<Effect>) {
    if sent_copy::ask(model, zaak, draft) {
        return;
    }
    let kept = kept(model, zaak, draft);
    let checked = kept.is_some_and(|d| d.is_checked() && d.text.holds(text));
    let whole = checked || gate::check(model, zaak, draft, text, effects);
    if whole {
        // A check that is under way may make a version of its own: then it is the one that is kept by the time this is noted.
        let version = kept_version(model, zaak, draft).filter(|_| checked);
        open(model, (zaak, draft, version));
    }
}

/// The same of the version that is kept, which stays as it is.
pub fn open_sent(model: &mut Model, zaak: Zaaknummer, draft: DraftKind) {
    let version = kept_version(model, zaak, draft);
    open(model, (zaak, draft, version));
}

fn kept_version(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<u32> {
    kept(model, zaak, draft).map(|draft| draft.version)
}

fn open(model: &mut Model, (zaak, draft, version): (Zaaknummer, DraftKind, Option<u32>)) {
    let kept = kept(model, zaak, draft);
    if kept.is_some_and(Draft::is_checked)
        && let Some(form) = gate::why(model, zaak, draft)
    {
        model.open_form(form);
        return;
    }
    // Who has this version does not get it again by a key too many: whoever does is typed.
    let has_it = kept.is_some_and(|d| d.sent_as_it_is().next().is_some());
    let to = if has_it { String::new() } else { way_out::likely_recipients(model, zaak, draft).join(", ") };
    let before = kept.map(sent_before).unwrap_or_default();
    let versions = kept.map(|kept| versions_to_note(kept, version)).unwrap_or_default();
    let context = model.view.context();
    let (mut addressees, channels) = (addressees(&context, ProvisionKind::Draft(draft)), channels(&context));
    addressees.extend(way_out::inrichting_asked(model, zaak, draft).map(|plek| {
        let found_by = FoundBy::name(&plek);
        Completion { text: plek, found_by }
    }));
    let form = sent((zaak, draft, version), &versions, &to, addressees, channels, model.view.now)
        .explanation(format!("Dit formulier verstuurt niets. {before}"));
    model.open_form(form);
}

/// What was sent, when and to whom.
fn sent(
    (zaak, draft, version): (Zaaknummer, DraftKind, Option<u32>),
    versions: &[String],
    to: &str,
    addressees: Vec<Completion>,
    channels: FieldKind,
    now: Moment,
) -> Form {
    let channel = draft.channel().word();
    let of = version.filter(|_| versions.is_empty()).map_or_else(String::new, |version| format!(" versie {version}"));
    let title = format!("Verzonden: {}{of}", draft.label());
    let form = Form::for_act(FormTarget::Sent { zaak, draft }, title, move |form, now| {
        Ok(Act::ReportSent(ReportSent {
            version: form.text(FieldName::Choice).parse().ok().or(version),
            zaak,
            draft,
            at: form.time(FieldName::Time, now)?.unwrap_or(now),
            channel: form.text(FieldName::Channel),
            recipients: form.text(FieldName::Recipients),
            reason: form.text(FieldName::Reason),
        }))
    });
    let form = match versions {
        [] => form,
        [first, ..] => form.field(FieldName::Choice, "Versie", FieldKind::Choice(versions.to_vec()), first),
    };
    form.field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
        .field(FieldName::Channel, "Kanaal", channels, channel)
        .field(FieldName::Recipients, "Aan", FieldKind::Several(addressees), to)
        .field(FieldName::Reason, "Reden, als gevraagd", FieldKind::Prose, "")
        .start_at(FieldName::Recipients)
        .records_once_touched(FieldName::Recipients)
}

/// Asks why the last sending of the message with the cursor never was one.
pub fn ask_never(model: &mut Model) {
    let (Some(zaak), Some(draft)) = (model.view.zaak().map(|z| z.number), model.view.chosen_draft()) else { return };
    match never(model, zaak, draft) {
        Ok(form) => model.open_form(form),
        Err(error) => model.report_error(error),
    }
}

/// The same as a form; of several sendings it asks which.
///
/// # Errors
/// Where none is noted.
pub fn never(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Result<Form> {
    let kept = kept(model, zaak, draft).filter(|d| !d.sent.is_empty());
    let all: Vec<(u32, String)> =
        kept.map(|d| d.numbered().map(|(number, sent)| (number, words(sent))).collect()).unwrap_or_default();
    let (explanation, ask) = match all.as_slice() {
        [] => return Err(Error::no(format!("Van {} staat geen verzending genoteerd.", draft.label()))),
        [(_, only)] => (format!("Genoteerd staat: {only}."), None),
        several => {
            let list: Vec<String> = several.iter().map(|(number, what)| format!("{number}: {what}")).collect();
            let numbers = several.iter().map(|(number, _)| number.to_string()).collect::<Vec<_>>();
            (format!("Genoteerd staan: {}.", list.join("; ")), Some(numbers))
        }
    };
    let title = format!("Niet verzonden: {}", draft.label());
    let form = Form::for_act(FormTarget::NotSent { zaak, draft }, title, move |form, _| {
        let chosen = form.text(FieldName::Choice);
        let number =
            all.iter().map(|(number, _)| *number).find(|number| all.len() == 1 || number.to_string() == chosen);
        let number = number.ok_or_else(|| Error::usage("Welke verzending was er niet? Kies haar nummer."))?;
        Ok(Act::NotSent(NotSent { zaak, draft, reason: form.text(FieldName::Reason), number: Some(number) }))
    })
    .explanation(format!("{explanation} Zij telt dan nergens meer mee; in het logboek blijft staan wat er stond."));
    let form = match ask {
        Some(numbers) => form.field(FieldName::Choice, "Welke", FieldKind::Choice(numbers), ""),
        None => form,
    };
    Ok(form.field(FieldName::Reason, "Reden", FieldKind::Prose, ""))
}

fn kept(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<&Draft> {
    model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft))
}

/// Which version went out, when, how and to whom.
fn words(sent: &Dispatch) -> String {
    let to = sanitize::short_line(sent.recipients.read(), RECIPIENTS);
    format!("versie {} op {}, per {}, aan {to}", sent.version, sent.at.long(), sanitize::line(sent.channel.read()))
}

/// The one that is kept by the time that it is noted.
const LATEST: &str = "de laatste";

/// Of which versions a sending may be noted, where that is not the latest alone: an earlier one that was checked may have left.
fn versions_to_note(draft: &Draft, version: Option<u32>) -> Vec<String> {
    let Some(earlier) = draft.unsent_before() else { return Vec::new() };
    vec![version.map_or_else(|| LATEST.to_owned(), |version| version.to_string()), earlier.to_string()]
}

/// What went out of a message before, and what that makes of another note.
fn sent_before(draft: &Draft) -> String {
    let Some(last) = draft.sent.last() else { return "Noteer wat u hebt verstuurd.".to_owned() };
    let to = sanitize::short_line(last.recipients.read(), RECIPIENTS);
    let channel = sanitize::line(last.channel.read());
    let went = format!("Versie {} ging op {} per {channel} al naar {to}", last.version, last.at.long());
    let all = draft.sent.len();
    let times = if all > 1 { format!(" (de laatste van {all} keer)") } else { String::new() };
    if last.version == draft.version {
        format!("{went}{times}. Dit noteert dat zij nog eens is verstuurd.")
    } else {
        format!("{went}{times}. Dit gaat over versie {}.", draft.version)
    }
}
