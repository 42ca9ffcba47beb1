//! The versions of a draft: asked of the log when they are wanted, looked through, and any one put back as a new
//! version. Nothing that was written goes away by it.

use super::{draft, typing::save_typed, write_queue::perform};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::SaveDraft,
    desk::{
        effect::{Effect, VersionsUse},
        layer::Layer,
        model::Model,
        state::{
            key::{KeyPress, KeySym},
            on_commit::{OnCommit, Telling},
            versions::Versions,
        },
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        form_target::FormTarget,
        ids::Zaaknummer,
    },
    log::draft_versions::DraftVersion,
};

/// Lines that PgUp and PgDn go.
const PAGE: isize = 8;

/// Asks for the versions of the message with the cursor.
pub fn ask_chosen(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(draft)) = (model.view.zaak().map(|z| z.number), model.view.chosen_draft()) {
        effects.push(Effect::Versions { zaak, draft, purpose: VersionsUse::List });
    }
}

/// Asks for those of the open editor, when what stands in it is saved.
pub fn ask(model: &mut Model, purpose: VersionsUse, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    let (zaak, draft) = (editor.zaak, editor.draft);
    if purpose == VersionsUse::Back
        && let Some(version) = draft::sent_version(model)
    {
        model.say(draft::stays(version));
        return;
    }
    save_typed(model, SaveScope::All, effects);
    effects.push(Effect::Versions { zaak, draft, purpose });
}

/// They were read.
pub fn read(
    model: &mut Model,
    (zaak, draft): (Zaaknummer, DraftKind),
    purpose: VersionsUse,
    result: Result<Vec<DraftVersion>>,
    effects: &mut Vec<Effect>,
) {
    model.dirty = true;
    let open = match model.view.layers.last() {
        None => false,
        Some(layer) => {
            let Layer::Editor(editor) = layer else { return };
            (editor.zaak, editor.draft) == (zaak, draft)
        }
    };
    match (result, purpose) {
        (Err(error), _) => model.report_error(error),
        (Ok(versions), VersionsUse::List) => match Versions::new(zaak, draft, versions) {
            Some(versions) => model.view.layers.push(Layer::Versions(Box::new(versions))),
            None => model.say("Er is nog geen versie bewaard."),
        },
        (Ok(versions), VersionsUse::Back) if open => back(model, &versions, effects),
        (Ok(_), VersionsUse::Back) => {}
    }
}

/// Puts the text of the version before in the open editor; once more goes one further.
fn back(model: &mut Model, versions: &[DraftVersion], effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    let from = editor.gone_back.unwrap_or(u32::MAX);
    let another = |v: &&DraftVersion| v.number < from && !v.text.holds(&editor.text);
    let Some(version) = versions.iter().rev().find(another).cloned() else {
        model.say("Hiervoor is er geen andere versie.");
        return;
    };
    put_in(model, &version, effects);
}

/// The text of a version comes into the open editor and is saved as a new one.
fn put_in(model: &mut Model, version: &DraftVersion, effects: &mut Vec<Effect>) {
    let Some(Layer::Editor(editor)) = model.view.layers.last() else { return };
    if editor.unsaved.is_some() || draft::is_in_flight(model, editor.zaak, editor.draft) {
        let error = Error::no("Wat u net typte is nog niet bewaard; er is niets teruggezet.");
        model.report_error(error.hint("Probeer het zo nog eens."));
        return;
    }
    draft::continue_sent(model);
    draft::replace(model, version.text.read().to_owned());
    if let Some(Layer::Editor(editor)) = model.view.layers.last_mut() {
        editor.gone_back = Some(version.number);
    }
    save_typed(model, SaveScope::All, effects);
    let (number, at) = (version.number, version.saved.clock_time());
    model.say(format!("De tekst van versie {number} ({at}) staat er weer; wat er stond blijft bewaard."));
}

/// Takes a key.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Versions(versions)) = model.view.layers.last_mut() else { return };
    match key.code {
        KeySym::Esc | KeySym::F(3) => {
            model.view.layers.pop();
        }
        KeySym::Down | KeySym::Char('j') => versions.step(1),
        KeySym::Up | KeySym::Char('k') => versions.step(-1),
        KeySym::End | KeySym::Char('G') => versions.step(isize::MAX),
        KeySym::Home | KeySym::Char('g') => versions.step(isize::MIN),
        KeySym::PgDn => versions.browse(PAGE),
        KeySym::PgUp => versions.browse(-PAGE),
        KeySym::Tab => versions.turn(),
        KeySym::Enter => restore(model, effects),
        KeySym::Left
        | KeySym::Right
        | KeySym::TabBack
        | KeySym::Backspace
        | KeySym::Delete
        | KeySym::F(_)
        | KeySym::Char(_) => {}
    }
}

/// The version with the cursor becomes the text again, as a new version.
fn restore(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Versions(versions)) = model.view.layers.last() else { return };
    let (zaak, draft) = (versions.zaak, versions.draft);
    let (is_chosen, Some(version)) = (versions.is_chosen(), versions.chosen().cloned()) else { return };
    if is_current(model, zaak, draft, &version) {
        model.report_error(Error::no(format!("De tekst van versie {} staat er al.", version.number)));
        return;
    }
    if !is_chosen {
        model.report_error(Error::no("Er is nog niets gekozen.").hint("Ga met ↑ of ↓ naar de versie die terug moet."));
        return;
    }
    model.view.layers.pop();
    if matches!(model.view.layers.last(), Some(Layer::Editor(_))) {
        put_in(model, &version, effects);
    } else {
        let act = SaveDraft { zaak, draft, text: version.text.read().to_owned() }.into();
        let told = format!("De tekst van versie {} staat er weer, als nieuwe versie.", version.number);
        perform(model, &act, OnCommit::Say(Telling::Sentence(told)), effects);
    }
}

/// True when the text of a version is what stands there now.
fn is_current(model: &Model, zaak: Zaaknummer, draft: DraftKind, version: &DraftVersion) -> bool {
    let typed = model.view.layers.iter().find_map(|layer| {
        let Layer::Editor(editor) = layer else { return None };
        (editor.target() == (FormTarget::Draft { zaak, draft })).then_some(editor.text.as_str())
    });
    let kept = || Some(model.view.desk.zaken.get(&zaak)?.drafts.get(&draft)?.text.read());
    typed.or_else(kept).is_some_and(|text| version.text.holds(text))
}
