//! The terms that the settings name. Which there are is for the rule books to say, and one of those is named in the settings
//! themselves: so this is asked once both are read.

use std::collections::BTreeSet;

use super::Settings;
use crate::{
    domain::{hint::did_you_mean, termijn_kind::TermijnKind},
    rules::book::Rulebook,
};

impl Settings {
    /// A sentence for each term that they name and no book has: not this one of the desk, and no embedded one.
    pub fn unknown_termijnen(&self, own: &Rulebook) -> Vec<String> {
        let named: BTreeSet<TermijnKind> =
            self.alarm_per_termijn.keys().chain(self.loud_per_termijn.keys()).copied().collect();
        if named.is_empty() {
            return Vec::new();
        }
        let mut known: Vec<TermijnKind> = own.termijnen.iter().map(|rule| rule.kind).collect();
        known.extend(Rulebook::termijn_kinds());
        let codes = || known.iter().map(TermijnKind::code);
        let unknown = named.iter().filter(|kind| !known.contains(kind));
        unknown
            .map(|kind| {
                let hint = did_you_mean(kind.code(), codes())
                    .unwrap_or_else(|| format!("Bekend zijn: {}.", codes().collect::<Vec<_>>().join(", ")));
                format!("In de instellingen staat de termijn «{kind}», die geen regelboek heeft. {hint}")
            })
            .collect()
    }
}
