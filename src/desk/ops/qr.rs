//! Codes for a telephone: a text message with its number filled in, a mail, or a number to call.

use std::fmt::Write as _;

use super::way_out;
use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            qr_codes::{DrawnCode, QrCodes, QrText},
            screen::Tab,
            way_out::WayOut,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        draft::{DraftChannel, DraftKind},
        error::{Error, Result},
        mail_address::MailAddress,
        melding::Content,
        sanitize,
    },
    judge::{contact::CallNumber, visibility::Visibility},
};

/// The message with the cursor; at a step about which somebody is phoned those numbers, and elsewhere the number to call
/// back.
pub fn show(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view.tab == Tab::Drafts && model.view.chosen_draft().is_some() {
        way_out::chosen(model, WayOut::Qr, effects);
        return;
    }
    let sheet = model.view.chosen_step().and_then(|step| model.view.call_sheet(step, Visibility::Open));
    let codes: Vec<QrText> = sheet.iter().flat_map(|sheet| &sheet.numbers).filter_map(to_call).collect();
    let Some(zaak) = model.view.zaak() else { return };
    if !codes.is_empty() {
        let object = format!("{} telefoon qr", zaak.number);
        open(model, codes, object);
        return;
    }
    let meldingen = zaak.meldingen.iter().rev().filter_map(|link| model.view.desk.meldingen.get(&link.melding));
    let number = meldingen.into_iter().find_map(|melding| match &melding.content {
        Content::Call(call) => call.number.filled().filter(|n| !digits(n).is_empty()).map(sanitize::line),
        Content::Mail(_) => None,
    });
    let object = format!("{} telefoon qr", zaak.number);
    match number {
        Some(number) => {
            open(model, vec![dialled("Terugbellen".to_owned(), number)], object);
        }
        None => model.report_error(
            Error::no("Bij deze zaak staat geen nummer om terug te bellen.")
                .hint("Kies op het tabblad concepten een bericht."),
        ),
    }
}

/// The code with which a telephone calls somebody; nothing where there is no number.
fn to_call(who: &CallNumber) -> Option<QrText> {
    let number = sanitize::line(who.number.as_deref()?);
    (!digits(&number).is_empty()).then(|| dialled(format!("Bel {}", who.who), number))
}

/// A code that dials a number.
fn dialled(label: String, number: String) -> QrText {
    QrText { label, payload: format!("tel:{}", digits(&number)), number: Some(number), otherwise: "" }
}

/// What the largest code holds, in bytes, with as little correction as there is.
const LARGEST: usize = 2953;

/// The codes of a message: for each number a text message, for a mail one with all its addresses.
///
/// # Errors
/// Where no code holds it: then none is shown.
pub fn message(model: &mut Model, (draft, object): (DraftKind, String), text: &str, to: &[String]) -> Result<()> {
    let text = text.trim_end();
    let codes: Vec<QrText> = match draft.channel() {
        DraftChannel::Sms => {
            let numbers: Vec<String> =
                if to.is_empty() { vec![String::new()] } else { to.iter().map(|n| digits(n)).collect() };
            let code = |number: String| QrText {
                label: if number.is_empty() {
                    draft.label().to_owned()
                } else {
                    format!("{} aan {number}", draft.label())
                },
                payload: format!("SMSTO:{number}:{text}"),
                number: None,
                otherwise: "Maak het venster groter of de letters kleiner, of kopieer met Y.",
            };
            numbers.into_iter().map(code).collect()
        }
        DraftChannel::Mail => {
            let addresses: Vec<String> =
                to.iter().filter_map(|a| a.parse::<MailAddress>().ok()).map(|a| escaped(&a.address)).collect();
            vec![QrText {
                label: draft.label().to_owned(),
                payload: format!("mailto:{}?body={}", addresses.join(","), escaped(text)),
                number: None,
                otherwise: "Een heel bericht past zelden: open het met E in het mailprogramma, of kopieer met Y.",
            }]
        }
    };
    if let Some(code) = codes.iter().find(|code| code.payload.len() > LARGEST) {
        return Err(Error::no("Dit bericht is te lang voor een QR-code.").hint(code.otherwise));
    }
    open(model, codes, object);
    Ok(())
}

fn open(model: &mut Model, codes: Vec<QrText>, object: String) {
    model.view.layers.push(Layer::Qr(QrCodes { codes, at: 0, object, told: None }));
}

/// The screen drew the code on top, or had no room for it: that is recorded, and not that it was asked for.
pub fn drawn(model: &mut Model, drawn: DrawnCode, effects: &mut Vec<Effect>) {
    let Some(Layer::Qr(shown)) = model.view.layers.last_mut() else { return };
    if !shown.is_news(drawn) {
        return;
    }
    shown.told = Some(drawn);
    let result = match drawn {
        DrawnCode::Shown => Outcome::Succeeded,
        DrawnCode::TooLarge => Outcome::Refused,
    };
    let (act, object, origin) = (AuditAct::Exported, shown.object.clone(), Origin::Desk);
    effects.push(Effect::Audit(Audit { act, object, result, origin }));
}

/// A number as a telephone dials it.
fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// As it may stand in a link.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.replace('\n', "\r\n").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A number went to the clipboard, or did not. That it was shown is in the audit already.
pub fn copied(model: &mut Model, copied: Result<()>) {
    match copied {
        Ok(()) => model.say("Het nummer is aan het klembord gegeven."),
        Err(error) => model.report_error(error),
    }
    model.dirty = true;
}

/// Takes a key while a code is shown.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Qr(shown)) = model.view.layers.last_mut() else { return };
    let count = shown.codes.len().max(1);
    match key.code {
        KeySym::Esc | KeySym::Enter | KeySym::Char('q' | 'Q') => {
            model.view.layers.pop();
        }
        KeySym::Tab | KeySym::Right | KeySym::Down => shown.at = (shown.at + 1) % count,
        KeySym::Char('y' | 'Y') => {
            effects.extend(shown.shown().and_then(|code| code.number.clone()).map(Effect::CopyNumber));
        }
        KeySym::TabBack | KeySym::Left | KeySym::Up => shown.at = (shown.at + count - 1) % count,
        _ => {}
    }
}
