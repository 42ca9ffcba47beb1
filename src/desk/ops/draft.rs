//! Drafting: a template gives the first text, every pause in typing saves a version, and leaving the
//! editor loses nothing.

use super::write_queue::perform;
use crate::{
    acts::{Act, SaveDraft, decide::Undo},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            layer::{Editor, Layer},
            on_commit::OnCommit,
            writes::SAVE_AFTER,
        },
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
    },
};

/// What a stretch of typing is called in the list of what can be undone.
const DRAFT_WRITTEN: &str = "concept geschreven";

/// Opens the editor on the latest version, or asks for a first text from the template.
pub fn open(model: &mut Model, number: Zaaknummer, draft: DraftKind, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.view.desk.zaken.get(&number) else { return };
    if !zaak.is_open() {
        model.report_error(Error::no(format!("Zaak {number} is gesloten.")).hint("Heropen de zaak om te schrijven."));
        return;
    }
    match zaak.drafts.get(&draft) {
        Some(c) => {
            let editor = Editor {
                zaak: number,
                draft,
                text: c.text.read().to_owned(),
                unsaved: None,
                saved: Some(c.saved),
                replaced: 0,
                question: None,
                continued: None,
            };
            model.session.layers.push(Layer::Editor(editor));
        }
        None => make(model, number, draft, effects),
    }
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
    if let Some(Layer::Editor(editor)) = model.session.layers.last_mut() {
        editor.text = text;
        editor.replaced = editor.replaced.wrapping_add(1);
        editor.unsaved.get_or_insert(now);
    }
}

/// The template was rendered: the text is a version as soon as it is saved.
pub fn created(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, text: Result<String>) {
    match text {
        Ok(text) if matches!(model.session.layers.last(), Some(Layer::Editor(_))) => {
            replace(model, text);
            model.say("De tekst is opnieuw uit het sjabloon gemaakt; de vorige versie is bewaard.");
        }
        Ok(text) => {
            let unsaved = Some(model.view.uptime);
            let editor =
                Editor { zaak, draft, text, unsaved, saved: None, replaced: 0, question: None, continued: None };
            model.session.layers.push(Layer::Editor(editor));
        }
        Err(error) => model.report_error(error),
    }
}

/// The version in the open editor, where it is the one that was sent and the officer did not choose to write
/// on from it.
pub fn sent_version(model: &Model) -> Option<u32> {
    let Some(Layer::Editor(editor)) = model.session.layers.last() else { return None };
    let draft = model.view.desk.zaken.get(&editor.zaak)?.drafts.get(&editor.draft)?;
    let sent = draft.sent.last().is_some_and(|v| v.version == draft.version);
    (sent && editor.continued != Some(draft.version)).then_some(draft.version)
}

/// The text field holds this now. What was sent stays as it is until a new version is begun.
pub fn typed(model: &mut Model, text: String) {
    let now = model.view.uptime;
    if let Some(version) = sent_version(model) {
        if let Some(Layer::Editor(editor)) = model.session.layers.last_mut() {
            // The field takes the text back that it had.
            editor.replaced = editor.replaced.wrapping_add(1);
        }
        model.say(format!("Versie {version} is verzonden en wijzigt niet meer. F2 begint een nieuwe versie."));
        return;
    }
    if let Some(Layer::Editor(editor)) = model.session.layers.last_mut()
        && editor.text != text
    {
        editor.text = text;
        editor.question = None;
        editor.unsaved.get_or_insert(now);
    }
}

/// Saves a version, when it waited long enough or when everything must be saved.
pub fn save(model: &mut Model, everything: bool, effects: &mut Vec<Effect>) {
    let now = model.view.uptime;
    let Some(editor) =
        model.session.layers.iter_mut().find_map(|l| if let Layer::Editor(e) = l { Some(e) } else { None })
    else {
        return;
    };
    let Some(since) = editor.unsaved else { return };
    if !everything && since.plus(SAVE_AFTER) > now {
        return;
    }
    editor.unsaved = None;
    let act = Act::SaveDraft(SaveDraft { zaak: editor.zaak, draft: editor.draft, text: editor.text.clone() });
    perform(model, &act, OnCommit::Draft, effects);
}

/// A version is in the log. One undo goes back over a whole stretch of typing, not over each pause.
pub fn saved(model: &mut Model, undo: Undo) {
    let now = model.view.now;
    match model.session.layers.iter_mut().find_map(|l| if let Layer::Editor(e) = l { Some(e) } else { None }) {
        Some(editor) => editor.saved = Some(now),
        None => model.say("De tekst is bewaard als concept."),
    }
    // The first version has nothing before it; the next one goes back to it.
    let same_stretch = |(what, before): &(String, Undo)| what == DRAFT_WRITTEN && matches!(before, Undo::By(_));
    if !model.session.writes.undo.last().is_some_and(same_stretch) {
        model.session.writes.undo.push((DRAFT_WRITTEN.to_owned(), undo));
    }
}
