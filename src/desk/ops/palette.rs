//! The commands by name and by key.

use super::commands::available;
use crate::desk::{
    command::{CommandId, CommandKind},
    model::Model,
    state::layer::{Choice, PickOption, Picker, Typing},
};
use crate::judge::rank::FoundBy;

/// How wide the name of a command is.
const NAME: u16 = 18;

/// The palette: every command by name; a verb as in the shell may be typed instead.
pub fn open(model: &mut Model) {
    let named = CommandId::ALL.iter().filter(|id| id.row().kind != CommandKind::Moves && **id != CommandId::Palette);
    let options = named.map(|id| option_for(model, *id)).collect();
    let picker = Picker::new("Opdracht", "typ een naam, of een opdracht zoals in de shell", options).columns(NAME);
    model.session.open_picker(Picker { typing: Typing::FiltersOrVerb, ..picker });
}

/// The help: what the keys do here, and after that all others.
pub fn help(model: &mut Model) {
    let here = model.view.scopes();
    let mut ids: Vec<CommandId> = CommandId::ALL.to_vec();
    ids.sort_by_key(|id| here.iter().position(|s| *s == id.row().scope).unwrap_or(here.len()));
    let options = ids.into_iter().map(|id| option_for(model, id)).collect();
    model.session.open_picker(Picker::new("Toetsen", "typ een toets of een woord", options).columns(NAME));
}

fn option_for(model: &Model, id: CommandId) -> (PickOption, FoundBy) {
    let row = id.row();
    let keys = model.view.setup.keymap.keys(id).join(" ");
    let here = model.view.scopes().contains(&row.scope);
    let unavailable = if here { available(model, id).err() } else { Some(format!("{}.", row.scope.label())) };
    let named = FoundBy::name(row.name).words(row.doc);
    let found_by = model.view.setup.keymap.keys(id).iter().fold(named, |found, key| found.called(key));
    let option = PickOption {
        choice: Choice::Command(id),
        badge: keys,
        text: row.name.to_owned(),
        extra: row.doc.to_owned(),
        unavailable,
        explanation: None,
        heading: None,
    };
    (option, found_by)
}
