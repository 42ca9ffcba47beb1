//! The commands by name and by key.

use super::{commands::available, draft};
use crate::{
    desk::{
        command::{CommandId, CommandKind, Scope},
        layer::{Choice, PickOption, Picker, Typing},
        model::Model,
        state::item::Item,
    },
    domain::{draft::DraftKind, rank::FoundBy},
    rules::book::Rulebook,
};

/// How wide the name of a command is.
const NAME: u16 = 18;

/// Words by which a command is found besides its own: its name in the keymap, a colon, the words.
const SYNONYMS: &str = include_str!("../../../assets/synoniemen.in");

fn synonyms(id: CommandId) -> &'static str {
    let of = |line: &'static str| line.split_once(": ").filter(|(key, _)| *key == id.row().key);
    SYNONYMS.lines().find_map(of).map_or("", |(_, words)| words)
}

/// The palette: every command by name, and the messages of the chosen case; a verb as in the shell may be typed
/// instead.
pub fn open(model: &mut Model) {
    let is_named = |id: &CommandId| id.row().kind != CommandKind::Moves && *id != CommandId::Palette;
    let recent = &model.session.recent;
    let others = CommandId::ALL.iter().filter(|id| is_named(id) && !recent.contains(id));
    let commands = recent.iter().chain(others).map(|id| option_for(model, *id));
    let options = commands.chain(drafts(model)).chain(zaken(model)).chain(rijen(model)).collect();
    let picker = Picker::new("Opdracht", "typ een naam, of een opdracht zoals in de shell", options).columns(NAME);
    model.open_picker(Picker { typing: Typing::FiltersOrVerb, ..picker });
}

/// The help: what the keys do here, those of the chosen line before those of the whole desk.
pub fn help(model: &mut Model) {
    let here = model.view.scopes();
    let place = |id: &CommandId| here.iter().position(|s| *s == id.row().scope);
    let mut ids: Vec<(usize, CommandId)> = CommandId::ALL.iter().filter_map(|id| Some((place(id)?, *id))).collect();
    ids.sort_by_key(|(place, _)| *place);
    let options = ids.into_iter().map(|(_, id)| option_for(model, id)).collect();
    model.open_picker(Picker::new("Toetsen", "typ een toets of een woord", options).columns(NAME));
}

/// The messages of the chosen case, each by its own name.
fn drafts(model: &Model) -> impl Iterator<Item = (PickOption, FoundBy)> {
    let zaak = model.view.zaak().filter(|_| available(model, CommandId::Draft).is_ok()).map(|z| z.number);
    zaak.into_iter().flat_map(move |zaak| {
        DraftKind::ALL.into_iter().map(move |draft| {
            let text = draft.label().to_owned();
            let option = plain(Choice::Draft { zaak, draft }, text, format!("Opent dit bericht van zaak {zaak}."));
            let option = PickOption { unavailable: draft::refusal(model, zaak, draft), ..option };
            (option, FoundBy::name(draft.label()).called(draft.code()))
        })
    })
}

/// The open cases, by number and place: to go there. Whatever is a command comes first.
fn zaken(model: &Model) -> impl Iterator<Item = (PickOption, FoundBy)> {
    model.view.desk.zaken.values().rev().filter(|zaak| zaak.is_open()).map(|zaak| {
        let item = Item::Zaak(zaak.number);
        let place = model.view.plek(zaak).unwrap_or("onbekend");
        let number = zaak.number.to_string();
        let found_by = FoundBy::name(place).called(&number).words(&number.replace('W', "")).below_others();
        (plain(Choice::ToItem(item), number, format!("Gaat naar deze zaak: {place}.")), found_by)
    })
}

/// The rows for the chosen case, by number or words; whatever is a command, also by a digit as its key, comes first.
fn rijen(model: &Model) -> impl Iterator<Item = (PickOption, FoundBy)> {
    let zaak = model.view.zaak().filter(|_| available(model, CommandId::Rij).is_ok()).map(|z| z.number);
    zaak.into_iter().flat_map(|zaak| {
        model.view.rows_for(zaak).into_iter().flat_map(Rulebook::rijen).map(move |rule| {
            let name = format!("rij {}", rule.nr);
            let found_by = FoundBy::name(&format!("{name} {}", rule.incident)).below_others();
            (plain(Choice::Rij { zaak, rij: rule.nr }, name, rule.incident.clone()), found_by)
        })
    })
}

fn plain(choice: Choice, text: String, extra: String) -> PickOption {
    PickOption { choice, badge: String::new(), text, extra, unavailable: None, explanation: None, heading: None }
}

fn option_for(model: &Model, id: CommandId) -> (PickOption, FoundBy) {
    let row = id.row();
    let keys = model.view.setup.keymap.keys(id).join(" ");
    let here = model.view.scopes().contains(&row.scope);
    let unavailable = match row.scope {
        _ if here => available(model, id).err().map(String::from),
        Scope::Zaak => Some("Kies eerst een zaak in de lijst.".to_owned()),
        Scope::Melding => Some("Kies eerst een melding in de inbox.".to_owned()),
        Scope::Desk => None,
    };
    // Its name, or a word for it, typed whole means this one and no other that has the word somewhere.
    let keys_of = model.view.setup.keymap.keys(id);
    let called = keys_of.iter().map(String::as_str).chain([row.name, row.key]).chain(synonyms(id).split_whitespace());
    let found_by = called.fold(FoundBy::name(row.name).words(row.doc), FoundBy::called);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_synonyms_is_of_a_command() {
        for line in SYNONYMS.lines() {
            let key = line.split_once(": ").map(|(key, _)| key);
            assert!(CommandId::ALL.iter().any(|id| Some(id.row().key) == key), "{line}");
        }
    }
}
