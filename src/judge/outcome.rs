//! The outcome of a case as somebody noted it. That nothing is known of it yet is noted under the same subject, and ends
//! nothing.

use crate::{
    domain::{
        feit::{Feit, Topic},
        fold::fold,
        step::{Step, StepState},
    },
    log::zaak::Zaak,
    rules::language::Language,
};

/// The facts that tell how it ended.
pub fn outcomes(zaak: &Zaak) -> impl Iterator<Item = &Feit> {
    zaak.feiten_about(Topic::Outcome).filter(|feit| !says_none(feit.text.read()))
}

/// True where somebody ticked the outcome as known; its words may still have to be noted.
pub fn is_ticked(zaak: &Zaak) -> bool {
    zaak.steps.get(&Step::Outcome).is_some_and(|note| note.state == StepState::Done)
}

/// True where the first thing that a fact says is that there is no outcome yet.
fn says_none(text: &str) -> bool {
    let first = text.split([';', '\n']).next().unwrap_or_default();
    let first = first.split(". ").next().unwrap_or_default();
    let plain = format!(" {} ", fold(first));
    Language::built_in().no_outcome.iter().any(|words| plain.contains(&format!(" {words} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_nothing_is_known_is_no_outcome() {
        for text in
            ["De afloop is nog niet bekend; het OM beslist maandag", "Er is nog geen nieuws", "Nog onduidelijk."]
        {
            assert!(says_none(text), "{text}");
        }
        for text in ["De patiënt is terug", "De patiënt is terug. De oorzaak is nog niet bekend.", "De brand is uit"]
        {
            assert!(!says_none(text), "{text}");
        }
    }
}
