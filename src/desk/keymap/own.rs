//! The keys that the officer chose, in place of those that ship. They hold as a whole or not at all: half of a
//! set would be a third one, which nobody knows at night. Every fault is told at once, each at its line.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Keymap;
use crate::{
    desk::{
        command::CommandId,
        state::key::{KeyPress, KeySym},
    },
    domain::{hint::did_you_mean, sanitize},
    rules::toml_reader::TomlReader,
};

/// What closes the desk whatever the keys say.
const ALWAYS_QUITS: KeyPress = KeyPress { code: KeySym::Char('c'), ctrl: true, alt: false };
/// How a key is written.
const SPELLING: &str = "Schrijf een teken, of bijvoorbeeld f2, ctrl-g of alt-x.";

/// One key that was asked for, with where that stands.
struct Wish {
    id: CommandId,
    key_press: KeyPress,
    offset: usize,
}

impl Keymap {
    /// These keys with the officer's in their place: by the name of a command one key, or a list of them.
    /// Nothing when any of it is at fault; the reader then has every fault.
    pub fn with_own(&self, reader: &TomlReader<'_>, own: &DeTable<'_>) -> Option<Self> {
        let mut wishes = Vec::new();
        let mut sound = true;
        let mut fault = |offset: usize, name: &str, sentence: String| {
            sound = false;
            reader.error(offset, format!("toetsen.{}", sanitize::line(name)), sentence);
        };
        let mut rebound = Vec::new();
        for (code, value) in own {
            let name: &str = code.get_ref();
            // Told already, as a line that does not parse.
            if reader.is_guess(code.span().start) {
                continue;
            }
            let Some(id) = CommandId::ALL.iter().copied().find(|id| id.row().key == name) else {
                let known = did_you_mean(name, CommandId::ALL.iter().map(|id| id.row().key));
                let hint = known.unwrap_or_else(|| "De namen staan in «piket hulp toetsen».".to_owned());
                fault(code.span().start, name, format!("Deze handeling bestaat niet. {hint}"));
                continue;
            };
            rebound.push(id);
            match texts(value) {
                None => fault(code.span().start, name, format!("Hier hoort een toets of een lijst ervan. {SPELLING}")),
                Some(texts) if texts.is_empty() => {
                    fault(code.span().start, name, format!("Elke opdracht heeft minstens één toets. {SPELLING}"));
                }
                Some(texts) => {
                    for text in texts {
                        if let Ok(key_press) = text.parse() {
                            wishes.push(Wish { id, key_press, offset: code.span().start });
                        } else {
                            let sentence = format!("«{}» is geen toets. {SPELLING}", sanitize::line(text));
                            fault(code.span().start, name, sentence);
                        }
                    }
                }
            }
        }
        let mut map = self.without(&rebound);
        for Wish { id, key_press, offset } in wishes {
            let name = id.row().key;
            if key_press == ALWAYS_QUITS && id != CommandId::Quit {
                fault(offset, name, format!("{key_press} sluit altijd de desk. Kies een andere toets."));
                continue;
            }
            let earlier: Vec<CommandId> = map.taken(key_press, id.row().scope).collect();
            if earlier.is_empty() {
                map.give(key_press, id);
            } else if earlier.contains(&id) {
                fault(offset, name, format!("{key_press} staat er twee keer."));
            } else {
                let others = earlier.iter().map(|id| id.row().key).collect::<Vec<_>>().join(" en ");
                let hint = format!("Kies een andere toets, of geef ook {others} een andere.");
                fault(offset, name, format!("{key_press} is al {others}. {hint}"));
            }
        }
        sound.then_some(map)
    }

    /// What is left when these commands lose their keys.
    fn without(&self, ids: &[CommandId]) -> Self {
        let mut map = self.clone();
        map.per_key.retain(|_, id| !ids.contains(id));
        map.per_command.retain(|id, _| !ids.contains(id));
        map
    }
}

/// One text, or a list of nothing but texts.
fn texts<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<Vec<&'a str>> {
    let value = value.get_ref();
    if let Some(text) = value.as_str() {
        return Some(vec![text]);
    }
    value.as_array()?.iter().map(|item| item.get_ref().as_str()).collect()
}
