//! Drafting: a template gives the first text, every pause in typing saves a version, and leaving the
//! editor loses nothing. A text that was only looked at is no version.

use super::write_queue::perform;
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{Act, SaveDraft, decide},
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            held_texts::HeldState,
            on_commit::OnCommit,
            open_editor::{Editor, EditorQuestion},
            text_edit::TextEdit,
            writes::SAVE_AFTER,
        },
    },
    domain::{
        draft::DraftKind, error::Result, field_name::FieldName, form_target::FormTarget, ids::Zaaknummer, typed::Typed,
        version_line::with_version,
    },
    log::{draft_versions::VersionChange, event::Entry},
};

/// Opens the editor on the latest version, or asks for a first text from the template.
pub fn open(model: &mut Model, number: Zaaknummer, draft: DraftKind, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return };
    if let Some(error) = zaak.why_done() {
        return model.report_error(error);
    }
    let saved = zaak.drafts.get(&draft);
    // What never came into the log goes before what did, and is saved soon.
    let left =
        model.session.held.find(&FormTarget::Draft { zaak: number, draft }).and_then(|t| t.field(FieldName::Text));
    let unsaved = left.as_ref().map(|_| model.view.uptime);
    match left.or_else(|| saved.map(|c| c.text.read().to_owned())) {
        Some(text) => {
            let editor = Editor {
                zaak: number,
                draft,
                text,
                unsaved,
                saved: saved.map(|c| c.saved),
                replaced: 0,
                question: None,
                continued: saved.filter(|_| unsaved.is_some()).map(|c| c.version),
                gone_back: None,
            };
            model.view.layers.push(Layer::Editor(editor));
        }
        None => make(model, number, draft, effects),
    }
}

/// Why this row has no such message; `None` where it may be written.
pub fn refusal(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<String> {
    let act = SaveDraft { zaak, draft, text: String::new() }.into();
    decide::decide_all(&model.view.desk, &model.view.context(), &[act]).err().map(|error| error.sentence)
}

/// Asks for a text from the template.
pub fn make(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, effects: &mut Vec<Effect>) {
    match model.view.make_draft(zaak, draft) {
        Ok(effect) => effects.push(effect),
        Err(error) => model.report_error(error),
    }
}

/// Puts another text in the open editor; the one before stays as a version.
pub fn replace(model: &mut Model, text: String) {
    let now = model.view.uptime;
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        editor.text = text;
        editor.replaced = editor.replaced.wrapping_add(1);
        editor.unsaved.get_or_insert(now);
    }
}

/// The template was rendered. Its text is no version until the officer does something with it.
pub fn created(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, text: Result<String>) {
    match text {
        Ok(text) if matches!(model.view.layers.last(), Some(Layer::Editor(_))) => {
            replace(model, text);
            model.say("De tekst is opnieuw uit het sjabloon gemaakt; de vorige versie is bewaard.");
        }
        Ok(text) => {
            let (unsaved, saved, question, continued, gone_back) = (None, None, None, None, None);
            let editor = Editor { zaak, draft, text, unsaved, saved, replaced: 0, question, continued, gone_back };
            model.view.layers.push(Layer::Editor(editor));
        }
        Err(error) => model.report_error(error),
    }
}

/// The version in the open editor, where it was sent and is not written on.
pub fn sent_version(model: &Model) -> Option<u32> {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return None };
    model.view.sent_version(editor)
}

/// Takes back what was asked, with its sentence: a question that nobody can answer any more does not stand there.
pub fn withdraw_question(model: &mut Model) -> Option<EditorQuestion> {
    let Some(Layer::Editor(editor)) = model.view.layers.last_mut() else { return None };
    let asked = editor.question.take();
    if asked.is_some() {
        model.session.line = None;
    }
    asked
}

/// The text field took a key. What was sent stays as it is until a new version is begun.
pub fn typed(model: &mut Model, edits: &[TextEdit]) {
    let now = model.view.uptime;
    withdraw_question(model);
    if edits.is_empty() {
        return;
    }
    if let Some(version) = sent_version(model) {
        if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
            // The field takes the text back that it had.
            editor.replaced = editor.replaced.wrapping_add(1);
        }
        model.say(stays(version));
        return;
    }
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        if !edits.iter().all(|edit| edit.apply(&mut editor.text)) {
            // The field takes over what stands here.
            editor.replaced = editor.replaced.wrapping_add(1);
        }
        editor.gone_back = None;
        editor.unsaved.get_or_insert(now);
    }
}

/// Says that a sent version is closed to typing.
pub fn stays(version: u32) -> String {
    format!(
        "Versie {version} is verzonden en wijzigt niet meer. F2 begint een nieuwe versie met deze tekst, F4 een uit de feiten van nu."
    )
}

/// Lets the officer write on from a version that was sent.
pub fn continue_sent(model: &mut Model) {
    let Some(version) = sent_version(model) else { return };
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        editor.continued = Some(version);
    }
    model.say(format!("Versie {version} blijft zoals zij is verzonden; u schrijft nu aan een nieuwe."));
}

/// Whose version came into the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionFrom {
    /// The editor's own.
    Editor,
    /// A verb's, or what was taken back or put back.
    Elsewhere,
}

/// A version came into the log: the open editor shows it, so that what is read there is what is checked and sent. What was
/// typed and is not saved yet stays, and is said to follow on it.
pub fn came_in(model: &mut Model, entries: &[Entry], from: VersionFrom) {
    let now = model.view.now;
    let mut told = None;
    for entry in entries {
        let Some(zaak) = entry.event.zaak() else { continue };
        let Some((draft, VersionChange::Saved { version, text })) = entry.event.version_change() else { continue };
        let target = FormTarget::Draft { zaak, draft };
        let is_pending = is_in_flight(model, zaak, draft);
        for layer in &mut model.view.layers {
            let Layer::Editor(editor) = layer else { continue };
            let own = with_version(&editor.text, version);
            if editor.target() != target || text.holds(&editor.text) {
                continue;
            }
            if text.holds(&own) {
                editor.text = own;
                editor.replaced = editor.replaced.wrapping_add(1);
            } else if from == VersionFrom::Elsewhere && editor.unsaved.is_none() && !is_pending {
                text.read().clone_into(&mut editor.text);
                editor.replaced = editor.replaced.wrapping_add(1);
                (editor.saved, editor.continued, editor.gone_back) = (Some(now), None, None);
                told = Some(format!(
                    "Versie {version} is niet hier geschreven en staat er nu; de vorige vindt u bij de versies."
                ));
            } else if from == VersionFrom::Elsewhere {
                told = Some(format!(
                    "Versie {version} is intussen elders geschreven; wat u hier typt wordt een versie daarna."
                ));
            }
        }
    }
    if let Some(sentence) = told {
        model.say(sentence);
    }
}

/// Saves a version, when it waited long enough or when everything must be saved.
pub fn save(model: &mut Model, scope: SaveScope, effects: &mut Vec<Effect>) {
    let now = model.view.uptime;
    let Some(editor) = model.view.layers.iter_mut().find_map(|l| if let Layer::Editor(e) = l { Some(e) } else { None })
    else {
        return;
    };
    let Some(since) = editor.unsaved else { return };
    if !scope.is_all() && since.plus(SAVE_AFTER) > now {
        return;
    }
    editor.unsaved = None;
    let (zaak, draft, text) = (editor.zaak, editor.draft, editor.text.clone());
    let act = Act::SaveDraft(SaveDraft { zaak, draft, text });
    perform(model, &act, OnCommit::Draft { zaak, draft }, effects);
}

/// Leaves the editor. Its text stays at hand until the log has it.
pub fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    save(model, SaveScope::All, effects);
    let Some(Layer::Editor(editor)) = model.view.layers.pop() else { return };
    let under_way = is_in_flight(model, editor.zaak, editor.draft);
    if under_way || editor.unsaved.is_some() {
        let state = if under_way { HeldState::Recording } else { HeldState::Waiting };
        model.session.held.hold(Typed::text(editor.target(), editor.text), state);
    }
}

/// True while a version of this message has not been committed.
pub fn is_in_flight(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> bool {
    let same = |v: &OnCommit| *v == OnCommit::Draft { zaak, draft };
    model.session.writes.in_flight.as_ref().is_some_and(|o| same(&o.on_commit))
        || model.session.writes.queue.iter().any(|(_, v)| same(v))
}

/// A version is in the log.
pub fn saved(model: &mut Model, zaak: Zaaknummer, draft: DraftKind) {
    let now = model.view.now;
    let target = FormTarget::Draft { zaak, draft };
    let is_this = |l: &Layer| matches!(l, Layer::Editor(e) if e.target() == target && e.unsaved.is_some());
    // A later version may still be under way, or be typed by now.
    if !is_in_flight(model, zaak, draft) && !model.view.layers.iter().any(is_this) {
        model.session.held.release(&target);
    }
    match model.view.layers.iter_mut().find_map(|l| if let Layer::Editor(e) = l { Some(e) } else { None }) {
        Some(editor) => editor.saved = Some(now),
        None => model.say("De tekst is bewaard als concept."),
    }
}
