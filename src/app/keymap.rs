//! Which key gives which command here. Read from the data file and checked as a whole: unknown
//! names, keys with two meanings and commands without a key are all reported together.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    command::{CommandId, Scope},
    toets::Toets,
};
use crate::domain::fout::{Fout, Uitkomst};

/// The keys as they ship.
const STANDAARD: &str = include_str!("../../assets/toetsen.toml");

/// The keymap.
#[derive(Debug, Clone)]
pub struct Keymap {
    per_toets: BTreeMap<(Scope, Toets), CommandId>,
    per_command: BTreeMap<CommandId, Vec<Toets>>,
}

impl Keymap {
    /// The keys as they ship.
    ///
    /// # Errors
    /// When the shipped file is at fault; a test keeps that from happening.
    pub fn standaard() -> Uitkomst<Self> {
        Self::lees(STANDAARD)
    }

    /// Reads a keymap.
    ///
    /// # Errors
    /// All faults of the file in one sentence.
    pub fn lees(tekst: &str) -> Uitkomst<Self> {
        let ruw: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(tekst)
            .map_err(|e| Fout::gegevens(format!("De toetsen zijn niet te lezen: {}.", e.message())))?;
        let mut map = Self { per_toets: BTreeMap::new(), per_command: BTreeMap::new() };
        let mut fouten = Vec::new();
        for (scope_naam, rijen) in &ruw {
            for (sleutel, toetsen) in rijen {
                let id = CommandId::ALLE
                    .iter()
                    .copied()
                    .find(|c| c.row().sleutel == sleutel && c.row().scope.sleutel() == scope_naam);
                let Some(id) = id else {
                    fouten.push(format!("[{scope_naam}] {sleutel} is geen opdracht"));
                    continue;
                };
                for toets in toetsen {
                    match toets.parse::<Toets>() {
                        Ok(t) => map.bind(id, t, &mut fouten),
                        Err(f) => fouten.push(f.zin),
                    }
                }
            }
        }
        for id in CommandId::ALLE {
            if !map.per_command.contains_key(id) {
                fouten.push(format!("{} heeft geen toets", id.row().sleutel));
            }
        }
        if fouten.is_empty() {
            Ok(map)
        } else {
            Err(Fout::gegevens(format!("De toetsen kloppen niet: {}.", fouten.join("; "))))
        }
    }

    fn bind(&mut self, id: CommandId, toets: Toets, fouten: &mut Vec<String>) {
        let scope = id.row().scope;
        // A key of the whole desk must not be given another meaning on a melding or a zaak.
        let botst = |ander: Scope| scope == ander || scope == Scope::Desk || ander == Scope::Desk;
        if let Some(((_, _), eerder)) = self.per_toets.iter().find(|((s, t), _)| *t == toets && botst(*s)) {
            fouten.push(format!("{toets} is al {}", eerder.row().sleutel));
            return;
        }
        self.per_toets.insert((scope, toets), id);
        self.per_command.entry(id).or_default().push(toets);
    }

    /// The command a key gives in these places.
    pub fn vind(&self, toets: Toets, scopes: &[Scope]) -> Option<CommandId> {
        scopes.iter().find_map(|s| self.per_toets.get(&(*s, toets)).copied())
    }

    /// The keys of a command as they are shown, first choice first.
    pub fn toetsen(&self, id: CommandId) -> Vec<String> {
        self.per_command.get(&id).map(|t| t.iter().map(Toets::to_string).collect()).unwrap_or_default()
    }

    /// The first key of a command, for the footer.
    pub fn eerste(&self, id: CommandId) -> String {
        self.per_command.get(&id).and_then(|t| t.first()).map(Toets::to_string).unwrap_or_default()
    }
}

/// The key table of README and manual, as Markdown.
///
/// # Errors
/// As [`Keymap::standaard`].
pub fn tabel() -> Uitkomst<String> {
    let map = Keymap::standaard()?;
    let mut uit = String::from("| waar | toets | handeling | wat die doet |\n|---|---|---|---|\n");
    for id in CommandId::ALLE {
        let row = id.row();
        let toetsen: Vec<String> = map.toetsen(*id).iter().map(|t| format!("`{t}`")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(uit, "| {} | {} | {} | {} |", row.scope.naam(), toetsen.join(" "), row.naam, row.doc);
    }
    Ok(uit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_keys_are_whole() {
        assert_eq!(Keymap::standaard().map(|_| ()), Ok(()));
    }

    #[test]
    fn all_faults_are_named_together() {
        let kapot = STANDAARD.replace("telefoon = [\"n\"]", "telefoon = [\"j\", \"foo-x\"]\nniets = [\"y\"]");
        let zin = Keymap::lees(&kapot).map(|_| ()).map_err(|f| f.zin);
        for deel in ["niets", "foo-x", "j is al"] {
            assert!(zin.as_ref().is_err_and(|z| z.contains(deel)), "{deel}: {zin:?}");
        }
    }
}
