//! The copy of a message that came back and does not speak for itself: what is other in it, and whether it counts as sent.

use super::zaak_form::addressees;
use crate::{
    acts::{JudgeCopy, NoteCopy, decide::Judged},
    desk::{
        model::Model,
        state::{
            form::Form,
            form_field::{FieldKind, options},
        },
    },
    domain::{
        besluit::YesNo,
        draft::{Draft, DraftKind},
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        line_diff::{LinePair, around, compare},
        sanitize,
        sent_copy::KeptCopy,
    },
    rules::address_book::ProvisionKind,
};

/// Lines of what is other that the question shows; all of them stand with the versions.
const SHOWN: usize = 6;
/// Columns of such a line.
const WIDTH: usize = 84;
/// Within so many of those what is other stands, so that it is in view on the narrowest screen.
const SCREEN: usize = 66;

/// The question about the copy that waits; `None` where none does.
pub fn question(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<Form> {
    let kept = model.view.desk.zaken.get(&zaak)?.drafts.get(&draft)?;
    let waiting = kept.waiting_copy()?;
    let title = format!("Kopie van {} versie {}", draft.label(), waiting.copy.version);
    let to = addressees(&model.view.context(), ProvisionKind::Draft(draft));
    let form = Form::for_act(FormTarget::Copy { zaak, draft }, title, move |form, _| {
        let counts = match form.text(FieldName::Choice).as_str() {
            word if word == YesNo::Yes.word() => YesNo::Yes,
            word if word == YesNo::No.word() => YesNo::No,
            _ => return Err(Error::usage("Telt deze kopie als verzonden?").hint("Kies ja of nee.")),
        };
        let (recipients, reason) = (form.text(FieldName::Recipients), form.text(FieldName::Reason));
        Ok(JudgeCopy { zaak, draft, counts, recipients, reason }.into())
    });
    let choices = options([YesNo::Yes.word(), YesNo::No.word()]);
    let form = form
        .explanation(explanation(model, (zaak, draft), kept, waiting))
        .field(FieldName::Choice, "Is verzonden", choices, "")
        .field(FieldName::Recipients, "Aan", FieldKind::Several(to), waiting.copy.recipients.read())
        .field(FieldName::Reason, "Reden", FieldKind::Text, "");
    Some(form)
}

/// Opens that question. `true` where there was one.
pub fn ask(model: &mut Model, zaak: Zaaknummer, draft: DraftKind) -> bool {
    let form = question(model, zaak, draft);
    let asked = form.is_some();
    if let Some(form) = form {
        model.open_form(form);
    }
    asked
}

/// When it was sent, why it is asked about, and the first lines that are other.
fn explanation(model: &Model, (zaak, draft): (Zaaknummer, DraftKind), kept: &Draft, waiting: &KeptCopy) -> String {
    let why = waiting.copy.doubt(kept.version).or_else(|| refused(model, (zaak, draft), waiting));
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    let head = format!("Verzonden om {}{why}.", waiting.at.short());
    let own = (waiting.copy.version == kept.version).then(|| kept.text.read());
    let Some((text, own)) = waiting.copy.text.as_ref().zip(own) else { return head };
    let pairs = compare(own, text.read());
    let lines: Vec<String> = pairs.iter().flat_map(changed).collect();
    let more = lines.len().saturating_sub(SHOWN);
    let mut out = vec![head];
    out.extend(lines.into_iter().take(SHOWN));
    if more > 0 {
        out.push(format!("… en nog {more} regels; F3 bij de berichten toont alles."));
    }
    out.join("\n")
}

/// Why the desk would not have noted this sending from the officer as it is.
fn refused(model: &Model, (zaak, draft): (Zaaknummer, DraftKind), waiting: &KeptCopy) -> Option<String> {
    let note = NoteCopy { zaak, draft, at: waiting.at, copy: waiting.copy.clone() };
    let error = note.sent().decide(&model.view.desk, &model.view.context()).err()?;
    Some(error.sentence.trim_end_matches('.').to_owned())
}

/// What is other in a pair of lines, with the sign of each side.
fn changed(pair: &LinePair) -> Vec<String> {
    let line = |sign: char, text: &str| sanitize::shorten(&format!("{sign} {text}"), WIDTH);
    match pair {
        LinePair::Same(_) => Vec::new(),
        LinePair::Changed { was, is } => {
            let (was, is) = around(was, is, SCREEN);
            vec![line('-', &was), line('+', &is)]
        }
        LinePair::Gone(text) => vec![line('-', text)],
        LinePair::New(text) => vec![line('+', text)],
    }
}
