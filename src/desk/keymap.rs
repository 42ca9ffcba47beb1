//! Which key gives which command here. Read from the data file and checked as a whole: unknown
//! names, keys with two meanings and commands without a key are all reported together. The officer's own keys
//! come in their place and are held to the same.

mod own;

use std::collections::BTreeMap;

use super::{
    command::{CommandId, Scope},
    state::key::KeyPress,
};
use crate::{
    domain::error::Error,
    rules::{
        file_error::FileError,
        toml_reader::{Table, TomlReader},
    },
};

/// The keys as they ship.
const STANDARD: &str = include_str!("../../assets/toetsen.toml");

/// The keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    per_key: BTreeMap<(Scope, KeyPress), CommandId>,
    per_command: BTreeMap<CommandId, Vec<KeyPress>>,
}

impl Keymap {
    /// The keys as they ship.
    ///
    /// # Errors
    /// When the shipped file is at fault; a test keeps that from happening.
    pub fn standard() -> Result<Self, Error> {
        Self::parse("assets/toetsen.toml", STANDARD).map_err(|errors| FileError::combine("De toetsen", &errors))
    }

    /// Reads a keymap; `file` is what messages call it.
    ///
    /// # Errors
    /// All faults of the file, each with its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<FileError>> {
        let reader = TomlReader::new(file, text);
        let tree = reader.parse();
        let root = Table::new(&reader, "", tree.get_ref(), 0);
        let mut map = Self { per_key: BTreeMap::new(), per_command: BTreeMap::new() };
        for scope in Scope::ALL {
            let Some(table) = root.table(scope.code(), scope.code()) else { continue };
            for id in CommandId::ALL.iter().copied().filter(|id| id.row().scope == scope) {
                map.bind(&table, id);
            }
        }
        drop(root);
        let errors = reader.finish();
        if errors.is_empty() { Ok(map) } else { Err(errors) }
    }

    fn bind(&mut self, table: &Table<'_>, id: CommandId) {
        let (scope, name) = (id.row().scope, id.row().key);
        let keys: Vec<KeyPress> = table.parsed_list(name);
        if table.get(name).and_then(|value| value.get_ref().as_array()).is_some_and(|list| list.is_empty()) {
            table.error(name, "Elke opdracht heeft minstens één toets.");
        }
        for key_press in keys {
            let earlier = self.taken(key_press, scope).next();
            match earlier {
                Some(earlier) => table.error(name, format!("{key_press} is al {}.", earlier.row().key)),
                None => self.give(key_press, id),
            }
        }
    }

    /// The commands that have this key already where it would clash: a key of the whole desk must not be given
    /// another meaning on a melding or a zaak.
    fn taken(&self, key_press: KeyPress, scope: Scope) -> impl Iterator<Item = CommandId> {
        let clashes = move |other: Scope| scope == other || scope == Scope::Desk || other == Scope::Desk;
        self.per_key.iter().filter(move |((s, t), _)| *t == key_press && clashes(*s)).map(|(_, id)| *id)
    }

    fn give(&mut self, key_press: KeyPress, id: CommandId) {
        self.per_key.insert((id.row().scope, key_press), id);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_keys_are_whole() {
        assert_eq!(Keymap::standard().map(|_| ()), Ok(()));
    }

    #[test]
    fn all_faults_are_named_together_each_with_its_line() {
        let broken = STANDARD
            .replace("telefoon = [\"n\"]", "telefoon = [\"j\", \"foo-x\"]\nniets = [\"y\"]")
            .replace("zoek = [\"/\"]\n", "")
            .replace("hulp = [\"?\", \"f1\"]", "hulp = []");
        let errors = Keymap::parse("toetsen.toml", &broken).err().unwrap_or_default();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "toetsen.toml, regel 4 (desk.zoek): Dit veld ontbreekt.",
                "toetsen.toml, regel 5 (desk.telefoon): «foo-x» is geen toets.",
                "toetsen.toml, regel 6 (desk.niets): Dit veld is hier niet bekend.",
                "toetsen.toml, regel 9 (desk.hulp): Elke opdracht heeft minstens één toets.",
                "toetsen.toml, regel 13 (desk.omlaag): j is al telefoon.",
            ]
        );
    }
}
