//! Which key gives which command here. Read from the data file and checked as a whole: unknown
//! names, keys with two meanings and commands without a key are all reported together.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    command::{CommandId, Scope},
    state::key::KeyPress,
};
use crate::domain::error::{Error, Result};

/// The keys as they ship.
const STANDARD: &str = include_str!("../../assets/toetsen.toml");

/// The keymap.
#[derive(Debug, Clone)]
pub struct Keymap {
    per_key: BTreeMap<(Scope, KeyPress), CommandId>,
    per_command: BTreeMap<CommandId, Vec<KeyPress>>,
}

impl Keymap {
    /// The keys as they ship.
    ///
    /// # Errors
    /// When the shipped file is at fault; a test keeps that from happening.
    pub fn standard() -> Result<Self> {
        Self::parse(STANDARD)
    }

    /// Reads a keymap.
    ///
    /// # Errors
    /// All faults of the file in one sentence.
    pub fn parse(text: &str) -> Result<Self> {
        let raw: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(text)
            .map_err(|e| Error::data(format!("De toetsen zijn niet te lezen: {}.", e.message())))?;
        let mut map = Self { per_key: BTreeMap::new(), per_command: BTreeMap::new() };
        let mut errors = Vec::new();
        for (scope_name, rows) in &raw {
            for (key, keys) in rows {
                let id =
                    CommandId::ALL.iter().copied().find(|c| c.row().key == key && c.row().scope.code() == scope_name);
                let Some(id) = id else {
                    errors.push(format!("[{scope_name}] {key} is geen opdracht"));
                    continue;
                };
                for key_press in keys {
                    match key_press.parse::<KeyPress>() {
                        Ok(t) => map.bind(id, t, &mut errors),
                        Err(f) => errors.push(f.sentence),
                    }
                }
            }
        }
        for id in CommandId::ALL {
            if !map.per_command.contains_key(id) {
                errors.push(format!("{} heeft geen toets", id.row().key));
            }
        }
        if errors.is_empty() {
            Ok(map)
        } else {
            Err(Error::data(format!("De toetsen kloppen niet: {}.", errors.join("; "))))
        }
    }

    fn bind(&mut self, id: CommandId, key_press: KeyPress, errors: &mut Vec<String>) {
        let scope = id.row().scope;
        // A key of the whole desk must not be given another meaning on a melding or a zaak.
        let clashes = |other: Scope| scope == other || scope == Scope::Desk || other == Scope::Desk;
        if let Some(((_, _), earlier)) = self.per_key.iter().find(|((s, t), _)| *t == key_press && clashes(*s)) {
            errors.push(format!("{key_press} is al {}", earlier.row().key));
            return;
        }
        self.per_key.insert((scope, key_press), id);
        self.per_command.entry(id).or_default().push(key_press);
    }

    /// The command a key gives in these places.
    pub fn find(&self, key_press: KeyPress, scopes: &[Scope]) -> Option<CommandId> {
        scopes.iter().find_map(|s| self.per_key.get(&(*s, key_press)).copied())
    }

    /// The keys of a command as they are shown, first choice first.
    pub fn keys(&self, id: CommandId) -> Vec<String> {
        self.per_command.get(&id).map(|t| t.iter().map(KeyPress::to_string).collect()).unwrap_or_default()
    }

    /// The first key of a command, for the footer.
    pub fn first(&self, id: CommandId) -> String {
        self.per_command.get(&id).and_then(|t| t.first()).map(KeyPress::to_string).unwrap_or_default()
    }
}

/// The key table of README and manual, as Markdown.
///
/// # Errors
/// As [`Keymap::standard`].
pub fn table() -> Result<String> {
    let map = Keymap::standard()?;
    let mut out = String::from("| waar | toets | handeling | wat die doet |\n|---|---|---|---|\n");
    for id in CommandId::ALL {
        let row = id.row();
        let keys: Vec<String> = map.keys(*id).iter().map(|t| format!("`{t}`")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {} | {} | {} | {} |", row.scope.label(), keys.join(" "), row.name, row.doc);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_keys_are_whole() {
        assert_eq!(Keymap::standard().map(|_| ()), Ok(()));
    }

    #[test]
    fn all_faults_are_named_together() {
        let broken = STANDARD.replace("telefoon = [\"n\"]", "telefoon = [\"j\", \"foo-x\"]\nniets = [\"y\"]");
        let sentence = Keymap::parse(&broken).map(|_| ()).map_err(|f| f.sentence);
        for part in ["niets", "foo-x", "j is al"] {
            assert!(sentence.as_ref().is_err_and(|z| z.contains(part)), "{part}: {sentence:?}");
        }
    }
}
