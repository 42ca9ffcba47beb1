//! The keys of the open editor that are not the text field's own.

use super::{draft, gate, own_editor, read_along, sent_note, typing::save_typed, versions, way_out};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    desk::{
        effect::{Effect, VersionsUse},
        layer::Layer,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            open_editor::EditorQuestion,
        },
    },
    judge::gaps,
};

/// Takes a key that the text field left over.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    let (zaak, kind) = (editor.zaak, editor.draft);
    let (open, text) = (gaps::count(&editor.text), editor.text.clone());
    let asked = draft::withdraw_question(model);
    let again = match asked {
        Some(EditorQuestion::Rebuild) => key.code == KeySym::F(4),
        Some(EditorQuestion::AllUnknown) => key.code == KeySym::F(8),
        None => true,
    };
    if !again {
        // Any other key is a no, and nothing else.
        model.say("Er is niets veranderd.");
        return;
    }
    // The same key once more is a yes, but not when it bounced.
    let asked = asked.filter(|_| !model.session.hand.is_bounce());
    if leads_out(key)
        && let Some(version) = begun_version(model)
    {
        model.say(format!("Aan versie {version} is nog niets gewijzigd; de vorige is al verzonden."));
        return;
    }
    match (key.code, key.ctrl) {
        (KeySym::Esc, _) => draft::close(model, effects),
        (KeySym::Char('s'), true) => keep(model, effects),
        (KeySym::F(5), false) | (KeySym::Char('g'), true) => {
            keep(model, effects);
            gate::check(model, zaak, kind, &text, effects);
        }
        (KeySym::F(6), false) => {
            keep(model, effects);
            sent_note::ask_sent(model, zaak, kind, &text, effects);
        }
        (KeySym::F(3), false) => versions::ask(model, VersionsUse::List, effects),
        (KeySym::Char('t'), true) => versions::ask(model, VersionsUse::Back, effects),
        (KeySym::F(2), false) => draft::continue_sent(model),
        (KeySym::Char('e'), false) if key.alt => own_editor::open(model, effects),
        (KeySym::Char('m'), false) if key.alt => {
            keep(model, effects);
            read_along::ask(model, zaak, kind);
        }
        (KeySym::Char('o'), true) => {
            keep(model, effects);
            way_out::ask(model, zaak, kind);
        }
        // Where nothing was written since a version was sent, no word of the officer's is replaced.
        (KeySym::F(4), false) if asked == Some(EditorQuestion::Rebuild) || is_as_sent(model) => {
            save_typed(model, SaveScope::All, effects);
            draft::continue_sent(model);
            draft::make(model, zaak, kind, effects);
        }
        (KeySym::F(4), false) => {
            ask(model, EditorQuestion::Rebuild);
            model.say("Vervangt de hele tekst door het sjabloon. Nog eens F4: ja; een andere toets: nee.");
        }
        (KeySym::F(7) | KeySym::Tab | KeySym::TabBack, false) if open == 0 => model.say("Er staat niets meer open."),
        (KeySym::F(7), false) => model.say("Ga met Tab naar een open plek; F8 neemt ze alle."),
        (KeySym::Char('y'), true) if kind.is_text_message() => model.say("Alle letters passen in een gewone sms."),
        (KeySym::F(8), false) => all_unknown(model, asked, effects),
        _ => {}
    }
}

/// The keys by which a text is judged or leaves.
const fn leads_out(key: KeyPress) -> bool {
    match key.code {
        KeySym::F(5 | 6) => true,
        KeySym::Char('g' | 'o') => key.ctrl,
        KeySym::Char('m') => key.alt,
        _ => false,
    }
}

/// True where the text is the one that was sent.
fn is_as_sent(model: &Model) -> bool {
    draft::sent_version(model).is_some() || begun_version(model).is_some()
}

/// The version that was begun after a sent one, while it says nothing else yet.
fn begun_version(model: &Model) -> Option<u32> {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return None };
    model.view.begun_version(editor)
}

/// The text is a version from now on, as it stands: the officer checks it, sends it or saves it.
fn keep(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.view.uptime;
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        let is_new = model.view.desk.zaken.get(&editor.zaak).is_some_and(|z| !z.drafts.contains_key(&editor.draft));
        if is_new {
            editor.unsaved.get_or_insert(now);
        }
    }
    save_typed(model, SaveScope::All, effects);
}

fn ask(model: &mut Model, question: EditorQuestion) {
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        editor.question = Some(question);
    }
}

/// Names every gap first; the same key once more says of all of them that they are not known.
fn all_unknown(model: &mut Model, asked: Option<EditorQuestion>, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    let names: Vec<String> = gaps::gaps(&editor.text).into_iter().map(|gap| gap.name).collect();
    let text = gaps::say_unknown(&editor.text);
    if names.is_empty() {
        model.say("Er staat niets meer open.");
    } else if asked == Some(EditorQuestion::AllUnknown) {
        save_typed(model, SaveScope::All, effects);
        draft::continue_sent(model);
        draft::replace(model, text);
        model.say("Wat nog open stond is nu «niet bekend».");
    } else {
        ask(model, EditorQuestion::AllUnknown);
        model.say(format!("Nog eens F8 zegt «niet bekend» bij: {}. Een andere toets: nee.", names.join(", ")));
    }
}
